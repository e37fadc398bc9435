//! The files of a glossary as they were read, and how they are written again: whole or not at all, and not over what
//! somebody else wrote meanwhile.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use super::NEW_CONCEPTS;
use crate::{
    document::{Fingerprint, ReplaceError, replace_file},
    glossary::{
        DECISIONS, Decisions, EMBEDDED, Entry, Glossary, Journal, JournalFile, Layer, Problems, Reading,
        SourceFile, Stack, UndoError, decisions_folder, digest, journal_path, read_journal, undo,
    },
    text::read_text,
};

/// Why a glossary cannot be worked on.
#[derive(Debug, thiserror::Error)]
pub enum WorkingCopyError {
    /// A file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The glossary, or the decisions beside it, have mistakes.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// An act cannot be taken back.
    #[error(transparent)]
    Undo(#[from] UndoError),
    /// Without an act the glossary would be none.
    #[error("without {act} the glossary would not be valid: {message}")]
    Invalid {
        /// The act.
        act: String,
        /// The first mistake.
        message: String,
    },
}

/// Why files were not written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The journal cannot be written; nothing was changed.
    #[error("{path}: {source}; nothing was changed", path = path.display())]
    Journal {
        /// Its path.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be replaced.
    #[error(transparent)]
    Replace(#[from] ReplaceError),
}

/// A file to write, by its name, and its text; none for one to remove.
pub type WrittenFile = (String, Option<String>);

/// A glossary that is to be changed: its files as they were read, what they lie on, and what stands beside them.
#[derive(Debug, Default)]
pub struct WorkingCopy {
    /// The glossary, with the layers it lies on.
    pub glossary: Glossary,
    /// Its own files, the only ones that are changed.
    pub sources: Vec<SourceFile>,
    /// What the layers it lies on say; no concept where it lies on none.
    pub(super) beneath: Glossary,
    layers_beneath: Vec<Layer>,
    /// The file new concepts go to: the glossary when it is one file, else one of their own in its folder. Its text is
    /// empty where there is none yet.
    pub new_concepts: SourceFile,
    /// What was decided beside it. Its text is empty where there is none yet.
    pub decisions: SourceFile,
    folder: PathBuf,
    /// What the files looked like before they were read.
    seen: BTreeMap<String, Fingerprint>,
}

impl WorkingCopy {
    /// A glossary that stands in no file; new concepts go to the end of the first of its texts.
    ///
    /// # Errors
    /// When it has mistakes.
    pub fn of(sources: Vec<SourceFile>) -> Result<Self, Problems> {
        let glossary = Glossary::read_sources(&sources).accept()?.0;
        let new_concepts = sources.first().cloned().unwrap_or_default();
        let decisions = SourceFile { name: DECISIONS.into(), text: String::new() };
        Ok(Self { glossary, sources, new_concepts, decisions, ..Self::default() })
    }

    /// Reads the glossary at `path`, a file or a folder, with what it extends and what was decided beside it.
    ///
    /// # Errors
    /// When a file cannot be read or has mistakes.
    pub fn open(path: &Path) -> Result<Self, WorkingCopyError> {
        Self::open_over(path, &[])
    }

    /// As [`WorkingCopy::open`], for a glossary that lies on what stands at `beneath`, too: files, folders, `embedded`.
    ///
    /// # Errors
    /// As [`WorkingCopy::open`].
    pub fn open_over(path: &Path, beneath: &[PathBuf]) -> Result<Self, WorkingCopyError> {
        let paths = [path.to_owned()];
        let folder = decisions_folder(path);
        let decisions = folder.join(DECISIONS);
        let accepted = if path.is_dir() { path.join(NEW_CONCEPTS) } else { path.to_owned() };
        // Looked at before they are read, so that a file that changes meanwhile is noticed.
        let mut seen: BTreeMap<String, Fingerprint> = BTreeMap::new();
        for file in Glossary::files(&paths)?.iter().chain([&decisions, &accepted]) {
            seen.insert(file.display().to_string(), Fingerprint::of_output(file));
        }
        let (sources, layers_beneath) = layers(path, beneath)?;
        let (glossary, _) = read(&sources, &layers_beneath).accept()?;
        let beneath = Glossary::read_layers(&layers_beneath).accept()?.0;
        let known = |path: &Path| sources.iter().find(|source| Path::new(&source.name) == path).cloned();
        let new_concepts = match known(&accepted) {
            Some(known) => known,
            None => text_of(&accepted)?,
        };
        let decisions = text_of(&decisions)?;
        Decisions::read(&decisions.name, &decisions.text)?;
        Ok(Self { glossary, sources, beneath, layers_beneath, new_concepts, decisions, folder, seen })
    }

    /// The glossary with these files in the place of its own.
    pub(super) fn read(&self, sources: &[SourceFile]) -> Reading {
        read(sources, &self.layers_beneath)
    }

    /// Whether a file is one of the glossary’s own.
    pub(super) fn is_own(&self, file: &str) -> bool {
        self.sources.iter().any(|source| source.name == file)
    }

    /// What the journal calls a file.
    fn name_of(&self, file: &str) -> String {
        let path = Path::new(file);
        path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// The journal beside the glossary.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn journal(&self) -> io::Result<Journal> {
        read_journal(&self.folder)
    }

    /// Takes an act back, by its id, and only it: the files that change with their new texts (none: the file goes), and
    /// the entry for the journal.
    ///
    /// # Errors
    /// When there is no such act, when later acts stand on it, or the files were edited so that it cannot go.
    pub fn undo(&self, act: &str) -> Result<(Vec<WrittenFile>, Entry), WorkingCopyError> {
        let journal = self.journal()?;
        let mut names = BTreeMap::new();
        let mut files = BTreeMap::new();
        for source in self.sources.iter().chain([&self.decisions, &self.new_concepts]) {
            let name = self.name_of(&source.name);
            // A text that is not there is no empty file.
            if Path::new(&source.name).exists() {
                files.insert(name.clone(), source.text.clone());
            }
            names.insert(name, source.name.clone());
        }
        let undone = undo(&journal, act, &files)?;
        let mut changed = files;
        let mut out = Vec::new();
        for (name, text) in undone.files {
            match &text {
                Some(text) => changed.insert(name.clone(), text.clone()),
                None => changed.remove(&name),
            };
            let path =
                names.get(&name).cloned().unwrap_or_else(|| self.folder.join(&name).display().to_string());
            out.push((path, text));
        }
        let invalid = |problems: Problems| WorkingCopyError::Invalid {
            act: act.to_owned(),
            message: problems
                .0
                .first()
                .map_or(String::new(), |problem| format!("{}: {}", problem.position, problem.message)),
        };
        let is_decisions = |name: &&String| name.as_str() == DECISIONS;
        let source = |(name, text): (&String, &String)| SourceFile { name: name.clone(), text: text.clone() };
        let sources: Vec<_> = changed.iter().filter(|(name, _)| !is_decisions(name)).map(source).collect();
        self.read(&sources).accept().map_err(invalid)?;
        if let Some(text) = changed.get(DECISIONS) {
            Decisions::read(DECISIONS, text).map_err(invalid)?;
        }
        Ok((out, undone.entry))
    }

    /// Writes down in the journal what is done, then does it, file by file, and then says in the journal that it is
    /// done. A file that somebody changed since it was read is left alone.
    ///
    /// # Errors
    /// When the journal or a file cannot be written.
    pub fn save(&self, files: &[WrittenFile], mut entries: Vec<Entry>) -> Result<(), SaveError> {
        if entries.is_empty() {
            return Ok(self.write(files, &mut |_, _| {})?);
        }
        let own = self.sources.iter().chain([&self.decisions, &self.new_concepts]);
        let names: BTreeMap<&str, String> =
            own.map(|source| (source.name.as_str(), self.name_of(&source.name))).collect();
        for edit in entries.iter_mut().flat_map(|entry| &mut entry.edits) {
            if let Some(name) = names.get(edit.file.as_str()) {
                edit.file.clone_from(name);
            }
        }
        let touched: Vec<BTreeSet<String>> =
            entries.iter().map(|entry| entry.edits.iter().map(|edit| edit.file.clone()).collect()).collect();
        let path = journal_path(&self.folder);
        let failed = |source| SaveError::Journal { path: path.clone(), source };
        let mut journal = JournalFile::open(&self.folder).map_err(failed)?;
        let ids = journal.append(entries).map_err(failed)?;
        let mut left = BTreeMap::new();
        let written = self.write(files, &mut |name, text| {
            left.insert(self.name_of(name), text.map_or(String::new(), digest));
        });
        // Of an act that stands in several files, all must be written.
        let is_done = |touched: &BTreeSet<String>| touched.iter().all(|file| left.contains_key(file));
        let saved = ids.into_iter().zip(&touched).filter(|(_, touched)| is_done(touched)).map(|(id, _)| id);
        let saved: Vec<String> = saved.collect();
        if !saved.is_empty() {
            journal
                .append(vec![Entry { saved: Some(saved), files: left, ..Entry::default() }])
                .map_err(failed)?;
        }
        Ok(written?)
    }

    /// Writes files; `done` is told of each.
    fn write(
        &self,
        files: &[WrittenFile],
        done: &mut dyn FnMut(&str, Option<&str>),
    ) -> Result<(), ReplaceError> {
        for (name, text) in files {
            let (path, seen) = (Path::new(name), self.seen.get(name).copied());
            match text {
                Some(text) => replace_file(path, text.as_bytes(), seen)?,
                None => {
                    if seen.is_some_and(|seen| seen != Fingerprint::of_output(path)) {
                        return Err(ReplaceError::Changed { path: path.to_owned() });
                    }
                    fs::remove_file(path)
                        .map_err(|source| ReplaceError::Io { path: path.to_owned(), source })?;
                }
            }
            done(name, text.as_deref());
        }
        Ok(())
    }
}

/// The glossary of own files over layers.
fn read(sources: &[SourceFile], beneath: &[Layer]) -> Reading {
    if beneath.is_empty() {
        return Glossary::read_sources(sources);
    }
    let own = Layer { name: String::new(), files: sources.to_vec() };
    Glossary::read_layers(&[&[own], beneath].concat())
}

/// The files of the glossary at `path`, and the layers it lies on.
fn layers(path: &Path, beneath: &[PathBuf]) -> io::Result<(Vec<SourceFile>, Vec<Layer>)> {
    // Nothing can be written into what is compiled into the program.
    if path.as_os_str() == EMBEDDED && !path.exists() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("{EMBEDDED}: no glossary file of one’s own"),
        ));
    }
    let roots = [&[path.to_owned()], beneath].concat();
    let mut layers = Stack::find(&roots, None)?.layers;
    let name = path.display().to_string();
    let at = layers.iter().position(|layer| layer.name == name).unwrap_or_default();
    let beneath = layers.split_off((at + 1).min(layers.len()));
    Ok((layers.pop().map(|own| own.files).unwrap_or_default(), beneath))
}

/// A file’s text, empty where there is none.
fn text_of(path: &Path) -> io::Result<SourceFile> {
    let text = if path.exists() { read_text(path)? } else { String::new() };
    Ok(SourceFile { name: path.display().to_string(), text })
}
