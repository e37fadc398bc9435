//! From YAML files to a [`Glossary`], with every mistake of every file noted.

use std::{io, path::PathBuf, str::FromStr};

use indexmap::{IndexMap, map::Entry};

use super::{
    accents::Accents,
    concept,
    decisions::DECISIONS,
    fields::File,
    lint,
    model::{Concept, Glossary, LanguagePair},
    problem::{Problem, Problems, Severity},
    styles,
    tree::{self, At, Node},
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
    /// Reads glossary files and folders (every `.yaml` and `.yml` below them, in order of their paths) as
    /// one glossary.
    ///
    /// # Errors
    /// When a file cannot be opened; mistakes in the YAML stand in [`Reading::problems`].
    pub fn read(paths: &[PathBuf]) -> io::Result<Reading> {
        Ok(Self::read_sources(&Self::sources(paths)?))
    }

    /// The files [`Glossary::read`] reads, with their texts.
    ///
    /// # Errors
    /// When a file cannot be opened, or is not UTF-8.
    pub fn sources(paths: &[PathBuf]) -> io::Result<Vec<SourceFile>> {
        Self::files(paths)?.iter().map(|file| source(file)).collect()
    }

    /// The paths of the files [`Glossary::read`] reads.
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

    /// Reads glossary texts as one glossary.
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
        let mut reading = Reading::default();
        let (mut files, mut roots) = (Vec::new(), Vec::new());
        for source in sources {
            let text = source.text.trim_start_matches('\u{feff}');
            let mut file = File::new(&source.name, text);
            match tree::parse(text) {
                Ok(root) => {
                    files.push(file);
                    roots.push(root);
                }
                Err(error) => {
                    file.error(error.at, error.message, None);
                    reading.problems.append(&mut file.problems);
                }
            }
        }
        let glossary = &mut reading.glossary;
        let tops: Vec<_> =
            files.iter_mut().zip(&roots).map(|(file, root)| top(file, root, glossary)).collect();
        if let Some(pair) = tops.iter().find_map(|top| top.languages) {
            glossary.languages = pair;
        }
        glossary.concepts.reserve(tops.iter().map(|top| top.concepts.len()).sum());
        for (file, top) in files.iter_mut().zip(&tops) {
            let styles = glossary.styles.clone();
            let scope = concept::Scope { pair: glossary.languages, styles: &styles };
            for &(id, at, node) in &top.concepts {
                if let Some(concept) = concept::read(file, scope, id, at, node) {
                    add(file, at, &mut glossary.concepts, concept);
                }
            }
            reading.problems.append(&mut file.problems);
        }
        let found = lint::check(&reading.glossary);
        reading.problems.extend(found.into_iter().map(|problem| quote(&files, problem)));
        reading
    }
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
    concepts: Vec<(&'n str, At, &'n Node<'n>)>,
}

/// Reads the top of a file; its styles are added to the glossary’s.
fn top<'n>(file: &mut File<'_>, root: &'n Node<'n>, glossary: &mut Glossary) -> Top<'n> {
    let fields = file.fields(root, "a glossary file", &["version", "languages", "styles", "concepts"]);
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

fn add(file: &mut File<'_>, at: At, concepts: &mut IndexMap<String, Concept>, concept: Concept) {
    match concepts.entry(concept.id.clone()) {
        Entry::Vacant(entry) => {
            entry.insert(concept);
        }
        Entry::Occupied(entry) => {
            let first = entry.get().position.clone();
            let help = format!("it stands first at {first}; merge the two or rename one");
            file.error(at, format!("duplicate concept id «{}»", concept.id), Some(help));
        }
    }
}

/// A problem found after the files were read, with the line it stands on.
fn quote(files: &[File<'_>], mut problem: Problem) -> Problem {
    let position = &problem.position;
    if let Some(file) = files.iter().find(|file| file.is(&position.file)) {
        let (line, before) = file.line(position.line, position.column);
        (problem.line, problem.before) = (line.to_owned(), before);
    }
    problem
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

fn source(file: &std::path::Path) -> io::Result<SourceFile> {
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
