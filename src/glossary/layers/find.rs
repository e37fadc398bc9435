//! From the files and folders that are named to the layers: `extends` is followed from file to file.

use std::{
    collections::HashMap,
    io,
    path::{Component, Path, PathBuf},
};

use super::{EMBEDDED, Layer};
use crate::{
    glossary::{
        fields::File,
        model::Glossary,
        node::{Node, Value},
        problem::Problem,
        read::{self, Reading, SourceFile},
        tree,
    },
    text::{brief, not_a_file},
};

/// How many glossaries may lie over one another by extending.
const MAX_DEPTH: usize = 100;

/// The layers that a glossary is made of, the uppermost first, and what is wrong with how they extend one another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stack {
    pub layers: Vec<Layer>,
    /// Whether a file says that it extends nothing: `extends: []`.
    pub extends_nothing: bool,
    problems: Vec<Problem>,
}

impl Stack {
    /// The layers of the files and folders `roots`, or [`EMBEDDED`], and of what they extend: each once. What is named
    /// lies in the order it is named in; what is extended lies beneath all that extend it, the embedded glossary beneath
    /// everything. Files that extend others may name only what lies in `project`, when that is given.
    ///
    /// # Errors
    /// When a file or folder of `roots` cannot be read.
    pub(crate) fn find(roots: &[PathBuf], project: Option<&Path>) -> io::Result<Self> {
        let mut finder = Finder { project, ..Finder::default() };
        let named: Vec<Key> = roots.iter().map(|root| Key::of(root)).collect();
        for (root, key) in roots.iter().zip(&named).rev() {
            if *key != Key::Embedded && !finder.state.contains_key(key) {
                finder.read(key, root)?;
            }
            finder.visit(key);
        }
        let Finder { mut done, mut layers, problems, extends_nothing, .. } = finder;
        done.reverse();
        put_in_order(&mut done, &named);
        if roots.len() > 1 && !named.contains(&Key::Embedded) {
            // What one of them lies on is no reason to put it over another.
            done.sort_by_key(|key| *key == Key::Embedded);
        }
        let layers = done.into_iter().filter_map(|key| match key {
            Key::Embedded => Some(Layer::embedded()),
            key => layers.remove(&key),
        });
        Ok(Self { layers: layers.collect(), extends_nothing, problems })
    }

    /// Reads the layers as one glossary.
    pub(crate) fn read(&self) -> Reading {
        let mut reading = Glossary::read_layers(&self.layers);
        reading.problems.splice(0..0, self.problems.iter().cloned());
        reading
    }
}

impl Glossary {
    /// Reads glossary files and folders (every `.yaml` and `.yml` below them, in order of their paths), or `embedded`,
    /// with what they extend, as one glossary. The first lies over the others.
    ///
    /// # Errors
    /// When a file cannot be opened; mistakes in the YAML stand in [`Reading::problems`].
    pub fn read(paths: &[PathBuf]) -> io::Result<Reading> {
        Ok(Stack::find(paths, None)?.read())
    }
}

/// Puts the layers that are named themselves in the order they are named in, in the places they have together.
fn put_in_order(done: &mut [Key], named: &[Key]) {
    let places: Vec<usize> = (0..done.len()).filter(|&place| named.contains(&done[place])).collect();
    let mut order: Vec<&Key> = Vec::new();
    for key in named {
        if !order.contains(&key) {
            order.push(key);
        }
    }
    for (place, key) in places.into_iter().zip(order) {
        done[place] = key.clone();
    }
}

/// What a layer is known by, however its path is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Embedded,
    Path(PathBuf),
}

impl Key {
    fn of(path: &Path) -> Self {
        if path.as_os_str() == EMBEDDED {
            return Self::Embedded;
        }
        Self::Path(path.canonicalize().unwrap_or_else(|_| lexical(path)))
    }
}

/// How far a layer is done with.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// What it extends is being followed.
    Open,
    Done,
}

/// What a file extends.
#[derive(Clone)]
struct Extended {
    path: PathBuf,
    key: Key,
    /// Where that is said; only the message is missing.
    place: Problem,
}

#[derive(Default)]
struct Finder<'p> {
    project: Option<&'p Path>,
    layers: HashMap<Key, Layer>,
    extended: HashMap<Key, Vec<Extended>>,
    state: HashMap<Key, State>,
    /// The layers whose `extends` are being followed, the uppermost first.
    open: Vec<Key>,
    /// The layers in the reverse of their order.
    done: Vec<Key>,
    problems: Vec<Problem>,
    extends_nothing: bool,
}

impl Finder<'_> {
    /// Puts a layer that was read before all that it extends.
    fn visit(&mut self, key: &Key) {
        if self.state.contains_key(key) {
            return;
        }
        self.state.insert(key.clone(), State::Open);
        self.open.push(key.clone());
        let extended = self.extended.get(key).cloned().unwrap_or_default();
        for extended in extended.iter().rev() {
            match self.state.get(&extended.key) {
                Some(State::Done) => {}
                Some(State::Open) => self.tell_ring(extended),
                None if self.open.len() >= MAX_DEPTH => {
                    let message = format!("more than {MAX_DEPTH} glossaries lie over one another");
                    self.tell(extended, message, "take some out of `extends:`");
                }
                None => self.follow(extended),
            }
        }
        self.open.pop();
        self.state.insert(key.clone(), State::Done);
        self.done.push(key.clone());
    }

    /// Reads what a file extends.
    fn follow(&mut self, extended: &Extended) {
        if extended.key != Key::Embedded {
            if let Some(project) = self.project
                && let Some(message) = outside(project, &extended.path)
            {
                return self.tell(extended, message, "if you trust it, name the glossary with -g");
            }
            if let Err(error) = self.read(&extended.key, &extended.path) {
                let message = format!("what this extends cannot be read: {error}");
                return self.tell(extended, message, "paths are from the folder of this file");
            }
        }
        self.visit(&extended.key);
    }

    /// Reads a layer, and what its files extend.
    fn read(&mut self, key: &Key, path: &Path) -> io::Result<()> {
        let mut files = Glossary::files(&[path.to_owned()])?;
        let mut layer = Layer { name: path.display().to_string(), files: Vec::with_capacity(files.len()) };
        let mut all = Vec::new();
        for file in &files {
            let source = read::source(file)?;
            let extended = extends(file, &source);
            self.extends_nothing |= extended.as_ref().is_some_and(Vec::is_empty);
            all.extend(extended.unwrap_or_default());
            layer.files.push(source);
        }
        // A file of a folder that another one of it extends lies beneath it.
        if path.is_dir() && !all.is_empty() {
            let is_beneath = |file: &PathBuf| all.iter().any(|extended| extended.key == Key::of(file));
            let beneath: Vec<bool> = files.iter().map(is_beneath).collect();
            if !beneath.iter().all(|&is| is) {
                let mut at = beneath.iter();
                files.retain(|_| !at.next().is_some_and(|&is| is));
                let mut at = beneath.iter();
                layer.files.retain(|_| !at.next().is_some_and(|&is| is));
            }
        }
        self.layers.insert(key.clone(), layer);
        self.extended.insert(key.clone(), all);
        Ok(())
    }

    fn tell_ring(&mut self, extended: &Extended) {
        let start = self.open.iter().position(|key| *key == extended.key).unwrap_or_default();
        let names = self.open[start..].iter().filter_map(|key| self.layers.get(key));
        let mut ring: Vec<&str> = names.map(|layer| layer.name.as_str()).collect();
        ring.extend(ring.first().copied());
        let message = format!("a ring: {}", ring.join(" extends "));
        self.tell(extended, message, "take one of them out of `extends:`");
    }

    fn tell(&mut self, extended: &Extended, message: String, help: &str) {
        let mut problem = extended.place.clone();
        (problem.message, problem.help) = (brief(&message), Some(help.to_owned()));
        self.problems.push(problem);
    }
}

/// Why a glossary that a project extends may not be read, if it may not.
fn outside(project: &Path, path: &Path) -> Option<String> {
    if !is_below(project, path) {
        return Some(format!("{} lies outside the folder {}", path.display(), project.display()));
    }
    let files = Glossary::files(&[path.to_owned()]).unwrap_or_default();
    files.iter().find_map(|file| {
        let out = || format!("{}: this link leads out of the folder {}", file.display(), project.display());
        let other = || not_a_file(file).map(|error| format!("{}: {error}", file.display()));
        if is_below(project, file) { other() } else { Some(out()) }
    })
}

/// What a glossary file says that it extends; nothing when it does not say so.
fn extends(path: &Path, source: &SourceFile) -> Option<Vec<Extended>> {
    let text = source.text.trim_start_matches('\u{feff}');
    let is_flow = text.trim_start().starts_with('{');
    if !is_flow
        && !text.starts_with("extends:")
        && memchr::memmem::find(text.as_bytes(), b"\nextends:").is_none()
    {
        return None;
    }
    // It mostly stands before the concepts, which need not be read twice.
    let head = memchr::memmem::find(text.as_bytes(), b"\nconcepts:").map_or(text, |end| &text[..=end]);
    let node = extends_of(head).or_else(|| extends_of(text))?;
    let mut file = File::default();
    file.add(&source.name, text);
    let folder = path.parent().unwrap_or(Path::new(""));
    let named = super::slot::items(node).into_iter().filter_map(|item| {
        let name = item.text().map(str::trim).filter(|name| !name.is_empty())?;
        file.error(item.at, "", None);
        let place = file.problems.pop()?;
        let path = if name == EMBEDDED { PathBuf::from(name) } else { beside(folder, Path::new(name)) };
        Some(Extended { key: Key::of(&path), path, place })
    });
    Some(named.collect())
}

fn extends_of(text: &str) -> Option<Node<'_>> {
    let Value::Mapping(nodes) = tree::parse(text, 0).ok()?.value else { return None };
    let mut nodes = nodes.into_vec().into_iter();
    while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
        if key.text() == Some("extends") {
            return Some(value);
        }
    }
    None
}

/// A path from a folder, as short as it can be written.
fn beside(folder: &Path, path: &Path) -> PathBuf {
    let joined = folder.join(path);
    let short = lexical(&joined);
    let leads_there = matches!((short.canonicalize(), joined.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if leads_there || !joined.exists() { short } else { joined }
}

/// Whether `path` lies below `folder`: where links lead or, when it is not there, as it is written.
pub(crate) fn is_below(folder: &Path, path: &Path) -> bool {
    match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(path)) => path.starts_with(folder),
        _ => lexical(path).starts_with(lexical(folder)),
    }
}

/// The path without `.` and, as far as it goes, `..`.
fn lexical(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            Component::ParentDir if out.has_root() => {}
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_may_not_lead_out_either() {
        let folder = Path::new("/no/such/project");
        for inside in ["/no/such/project/g.yaml", "/no/such/project/a/../g.yaml"] {
            assert!(lexical(Path::new(inside)).starts_with(folder), "{inside}");
        }
        for outside in ["/no/such/project/../g.yaml", "/etc/shadow", "/no/such/project2/g.yaml"] {
            assert!(!is_below(folder, Path::new(outside)), "{outside}");
        }
        assert_eq!(lexical(Path::new("../a/./b/../../../c")), Path::new("../../c"));
    }
}
