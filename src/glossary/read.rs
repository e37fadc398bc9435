//! From YAML files to a [`Glossary`], with every mistake of every file noted.

use std::{io, path::PathBuf, str::FromStr};

use super::{
    accents::Accents,
    concept,
    decisions::DECISIONS,
    fields::File,
    layers::{FileEntry, Laid, stacked},
    lint,
    model::{Glossary, LanguagePair, Position},
    problem::{Problem, Problems, Severity},
    styles,
    tree::{self, Node},
};
use crate::{
    language::Language,
    text::{LineIndex, MAX_STREAM, files_below, read_file},
};

/// A glossary file: what messages call it, and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// The name.
    pub name: String,
    /// The YAML.
    pub text: String,
}

/// A glossary as read, and every mistake found on the way.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What could be read; complete when no problem is an error.
    pub glossary: Glossary,
    /// The mistakes, in the order of the files.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// The glossary and its warnings.
    ///
    /// # Errors
    /// All the problems, when one of them is an error.
    ///
    /// ```
    /// use drogman::glossary::{Glossary, SourceFile};
    /// let file = |text: &str| SourceFile { name: "names.yaml".into(), text: text.into() };
    /// assert!(Glossary::read_sources(&[file("version: 1\nconcepts: {}\n")]).accept().is_ok());
    /// let problems = Glossary::read_sources(&[file("concepts: {}\n")]).accept().unwrap_err();
    /// assert!(problems.to_string().contains("begin the file with `version: 1`"));
    /// ```
    pub fn accept(self) -> Result<(Glossary, Vec<Problem>), Problems> {
        if self.problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(Problems(self.problems));
        }
        Ok((self.glossary, self.problems))
    }
}

impl Glossary {
    /// The glossary files among files and folders (every `.yaml` and `.yml` below them, in order of their paths), with
    /// their texts.
    ///
    /// # Errors
    /// When a file cannot be opened, or is not UTF-8.
    pub fn sources(paths: &[PathBuf]) -> io::Result<Vec<SourceFile>> {
        Self::files(paths)?.iter().map(|file| source(file)).collect()
    }

    /// The paths of the files [`Glossary::sources`] reads.
    ///
    /// # Errors
    /// When a folder cannot be read, or has no `.yaml` file in it.
    pub fn files(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                collect(path, &mut files)?;
            } else {
                files.push(path.clone());
            }
        }
        Ok(files)
    }

    /// Reads glossary texts as one layer, by itself: what they extend is not read ([`Glossary::read_layers`]).
    ///
    /// ```
    /// use drogman::glossary::{Glossary, SourceFile};
    /// let file = |name: &str, id: &str| SourceFile {
    ///     name: name.into(),
    ///     text: format!("version: 1\nconcepts:\n  {id}: {{type: city, fr: {id}, en: {id}}}\n"),
    /// };
    /// let reading = Glossary::read_sources(&[file("a.yaml", "gori"), file("b.yaml", "batoumi"), file("c.yaml", "gori")]);
    /// assert_eq!(reading.glossary.concepts.len(), 2);
    /// assert!(reading.problems[0].message.contains("duplicate concept id «gori»"));
    /// assert_eq!(&*reading.problems[0].position.file, "c.yaml");
    /// ```
    pub fn read_sources(sources: &[SourceFile]) -> Reading {
        read(&[sources])
    }
}

/// Reads layers of files, the upper ones first, as one glossary.
pub(super) fn read(layers: &[&[SourceFile]]) -> Reading {
    let (mut file, mut glossary) = (File::default(), Glossary::default());
    let roots: Vec<Vec<Node<'_>>> = layers.iter().map(|sources| parsed(&mut file, sources)).collect();
    // From below: an upper layer has the last word on what a style decides.
    let mut tops: Vec<Vec<Top<'_>>> = Vec::with_capacity(roots.len());
    for roots in roots.iter().rev() {
        tops.push(roots.iter().map(|root| top(&mut file, root, &mut glossary)).collect());
    }
    tops.reverse();
    if let Some(pair) = tops.iter().flatten().find_map(|top| top.languages) {
        glossary.languages = pair;
    }
    let entries: Vec<Vec<_>> =
        tops.iter().map(|files| files.iter().map(|top| top.concepts.as_slice()).collect()).collect();
    let stacked = stacked(&mut file, &entries);
    glossary.concepts.reserve(stacked.len());
    let styles = glossary.styles.clone();
    let scope = concept::Scope { pair: glossary.languages, styles: &styles };
    for entry in &stacked {
        let Some(laid) = Laid::of(&mut file, scope.pair, entry) else { continue };
        if let Some(mut concept) = concept::read(&mut file, scope, entry.id, entry.at, laid.node()) {
            laid.take_away(&mut file, &mut concept);
            glossary.concepts.insert(concept.id.clone(), concept);
        }
    }
    let starts = starts(layers);
    let layer_of = |position: &Position| {
        let place = file.place_of(&position.file).unwrap_or_default();
        starts.partition_point(|&start| start <= place)
    };
    let found = lint::check(&mut glossary, (layers.len() > 1).then_some(&layer_of));
    let mut problems = std::mem::take(&mut file.problems);
    problems.extend(found.into_iter().map(|problem| file.quoted(problem)));
    // In the order of the files, those of a file as they were found.
    problems.sort_by_cached_key(|problem| file.place_of(&problem.position.file));
    Reading { glossary, problems }
}

/// The trees of the files that are YAML.
fn parsed<'t>(file: &mut File<'t>, sources: &'t [SourceFile]) -> Vec<Node<'t>> {
    let mut roots = Vec::with_capacity(sources.len());
    for source in sources {
        let text = source.text.trim_start_matches('\u{feff}');
        let before = file.add(&source.name, text);
        match tree::parse(text, before) {
            Ok(root) => roots.push(root),
            Err(error) => file.error(error.at, error.message, None),
        }
    }
    roots
}

/// Behind how many files each layer ends.
fn starts(layers: &[&[SourceFile]]) -> Vec<usize> {
    let mut files = 0;
    layers
        .iter()
        .map(|sources| {
            files += sources.len();
            files
        })
        .collect()
}

impl FromStr for Glossary {
    type Err = Problems;

    /// Reads a glossary from the text of one file; messages call it `<text>`. Warnings are passed over:
    /// [`Glossary::read_sources`] gives them.
    ///
    /// # Errors
    /// All the problems, when one of them is an error.
    ///
    /// ```
    /// use drogman::glossary::Glossary;
    /// let text = "version: 1\nconcepts:\n  bakou: {type: city, fr: Bakou, en: Baku}\n";
    /// let glossary: Glossary = text.parse().unwrap();
    /// assert_eq!(glossary.concepts["bakou"].terms[0].text(), "Bakou");
    ///
    /// let problems = text.replace("city", "citty").parse::<Glossary>().unwrap_err();
    /// assert!(problems.to_string().starts_with("<text>:3:17: error: "), "{problems}");
    /// ```
    fn from_str(text: &str) -> Result<Self, Problems> {
        let source = SourceFile { name: "<text>".into(), text: text.to_owned() };
        Ok(Self::read_sources(&[source]).accept()?.0)
    }
}

/// What stands at the top of a file.
struct Top<'n> {
    languages: Option<LanguagePair>,
    concepts: Vec<FileEntry<'n>>,
}

/// Reads the top of a file; its styles are added to the glossary’s.
fn top<'n>(file: &mut File<'_>, root: &'n Node<'n>, glossary: &mut Glossary) -> Top<'n> {
    let fields =
        file.fields(root, "a glossary file", &["version", "languages", "styles", "extends", "concepts"]);
    match fields.get("version") {
        Some(node) if node.text() == Some("1") => {}
        Some(node) => {
            file.error(node.at, "this drogman reads glossary version 1", Some("write `version: 1`".into()))
        }
        None => file.error(fields.at, "no version", Some("begin the file with `version: 1`".into())),
    }
    if let Some(node) = fields.get("styles") {
        for item in file.items(node, "styles") {
            let Some((name, accents)) = styles::style(file, item) else { continue };
            let known = glossary.styles.iter().position(|known| known == name);
            let place = known.unwrap_or_else(|| {
                glossary.styles.push(name.to_owned());
                glossary.styles.len() - 1
            });
            if let Some(accents) = accents.filter(|accents| *accents != Accents::default()) {
                if glossary.accents.len() <= place {
                    glossary.accents.resize(place + 1, Accents::default());
                }
                glossary.accents[place] = accents;
            }
        }
    }
    if let Some(node) = fields.get("extends").filter(|node| node.text().is_none()) {
        for item in file.items(node, "extends") {
            file.text(item, "the path of a glossary");
        }
    }
    let languages = fields.get("languages").and_then(|node| languages(file, node));
    let concepts = match fields.get("concepts") {
        Some(node) => file.entries(node, "concepts"),
        None => Vec::new(),
    };
    Top { languages, concepts }
}

fn languages(file: &mut File<'_>, node: &Node) -> Option<LanguagePair> {
    let fields = file.fields(node, "languages", &["source", "target"]);
    let mut read = |key: &str| {
        let Some(node) = fields.get(key) else {
            file.error(fields.at, format!("languages lack «{key}»"), None);
            return None;
        };
        let tag = file.text(node, "a language")?;
        match tag.parse::<Language>() {
            Ok(language) => Some(language),
            Err(error) => {
                file.error(node.at, error.to_string(), None);
                None
            }
        }
    };
    let (source, target) = (read("source"), read("target"));
    let (source, target) = (source?, target?);
    if source == target {
        file.error(fields.at, format!("source and target are both {source}"), None);
        return None;
    }
    Some(LanguagePair { source, target })
}

fn collect(folder: &std::path::Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let name = folder.display().to_string();
    let before = files.len();
    let (found, failures) = files_below(folder);
    if let Some(error) = failures.first() {
        return Err(io::Error::other(format!("{name}: {error}")));
    }
    // What was decided beside a glossary is none itself.
    let is_yaml = |file: &PathBuf| {
        file.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
            && file.file_name().is_none_or(|name| name != DECISIONS)
    };
    files.extend(found.into_iter().filter(is_yaml));
    if files.len() == before {
        return Err(io::Error::other(format!("{name}: no .yaml file in this glossary folder")));
    }
    Ok(())
}

pub(super) fn source(file: &std::path::Path) -> io::Result<SourceFile> {
    let name = file.display().to_string();
    let bytes = read_file(file, MAX_STREAM).map_err(|error| named(&name, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let place = LineIndex::new(&before).place(&before, good);
        io::Error::other(format!(
            "{name}:{}:{}: not UTF-8; save the glossary as UTF-8",
            place.line, place.column
        ))
    })?;
    Ok(SourceFile { name, text })
}

fn named(name: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{name}: {error}"))
}
