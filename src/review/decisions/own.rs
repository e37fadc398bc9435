//! The files of one’s own glossary: those that decisions are written into.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use super::super::{ReviewError, ReviewOptions};
use crate::{
    document::Fingerprint,
    exchange::NEW_CONCEPTS,
    glossary::{DECISIONS, EMBEDDED, Glossary, Layer, Replayed, SourceFile, decisions_folder},
    project::{FIRST_GLOSSARY, glossary_layers, glossary_paths},
    text::read_text,
};

/// The files of one’s own glossary as they were read, and what lies beneath it.
#[derive(Debug, Default)]
pub(crate) struct OwnGlossary {
    /// The folder in which they are, and `.drogman/` is.
    folder: PathBuf,
    /// The texts of the files that are there, by their names in the journal: those of the glossary, and `decisions.yaml`.
    pub(crate) texts: Replayed,
    seen: BTreeMap<String, Fingerprint>,
    /// The glossary: a file or a folder; none where there is none yet.
    top: Option<PathBuf>,
    /// The names of the files of the glossary.
    names: Vec<String>,
    /// The name of the file that new entries go to, and its first text where it is not there yet.
    pub(crate) new_entries: (String, String),
    /// The layers beneath it, the upper ones first.
    beneath: Vec<Layer>,
    below: OnceLock<Glossary>,
}

impl OwnGlossary {
    /// Reads the files of the glossary that the options name.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(crate) fn read(options: &ReviewOptions) -> Result<Self, ReviewError> {
        let (here, named, config) = (&options.here, &options.glossary_paths, &options.config);
        let top = glossary_paths(here, named, config)?.into_iter().next();
        let mut layers = glossary_layers(here, named, config)?;
        let is_top = |layer: &Layer| top.as_ref().is_some_and(|top| Path::new(&layer.name) == top);
        let own = layers.iter().position(is_top).map(|place| layers.remove(place));
        let mut glossary = match (top, own) {
            (Some(top), Some(own)) => Self::of(&top, own)?,
            _ => Self::none_yet(&options.folder, &layers),
        };
        glossary.beneath = layers;
        let decisions = glossary.folder.join(DECISIONS);
        glossary.see(DECISIONS, &decisions);
        if decisions.exists() {
            glossary.texts.insert(DECISIONS.to_owned(), text_of(&decisions)?);
        }
        Ok(glossary)
    }

    /// Those of a file or folder.
    fn of(top: &Path, own: Layer) -> Result<Self, ReviewError> {
        let mut glossary =
            Self { folder: decisions_folder(top), top: Some(top.to_owned()), ..Self::default() };
        for file in own.files {
            let path = PathBuf::from(&file.name);
            let name = glossary.name_of(&path);
            // Looked at before it is read, so that a file that changes meanwhile is noticed.
            glossary.see(&name, &path);
            glossary.texts.insert(name.clone(), text_of(&path)?);
            glossary.names.push(name);
        }
        let first = top.join(FIRST_GLOSSARY.0);
        let new = match top.join(NEW_CONCEPTS) {
            _ if !top.is_dir() => top.to_owned(),
            // The file that was made for the first decisions takes the next ones, too.
            accepted if !accepted.exists() && first.exists() => first,
            accepted => accepted,
        };
        glossary.see(&glossary.name_of(&new), &new);
        glossary.new_entries = (glossary.name_of(&new), String::new());
        Ok(glossary)
    }

    /// A glossary that is yet to be made: a folder with a file that lies on what is read today.
    fn none_yet(folder: &Path, beneath: &[Layer]) -> Self {
        let (name, text) = FIRST_GLOSSARY;
        let text = match beneath.is_empty() {
            true => text.replace("extends: [embedded]", "extends: []"),
            false => text.to_owned(),
        };
        let mut glossary =
            Self { folder: folder.to_owned(), new_entries: (name.to_owned(), text), ..Self::default() };
        glossary.see(name, &folder.join(name));
        glossary
    }

    fn see(&mut self, name: &str, path: &Path) {
        self.seen.entry(name.to_owned()).or_insert_with(|| Fingerprint::of_output(path));
    }

    fn name_of(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// The file or folder of the glossary; none where there is none yet.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.top.clone()
    }

    /// The folder in which the files are.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What a file looked like when it was read.
    pub(crate) fn seen(&self, name: &str) -> Option<Fingerprint> {
        self.seen.get(name).copied()
    }

    /// The name of a file that is not as it was read any more.
    pub(crate) fn changed(&self) -> Option<&str> {
        let is_changed =
            |(name, seen): &(&String, &Fingerprint)| Fingerprint::of_output(&self.path(name)) != **seen;
        self.seen.iter().find(is_changed).map(|(name, _)| name.as_str())
    }

    /// What is shown as the place of the glossary.
    pub(crate) fn shown(&self) -> String {
        let folder = self.folder.file_name().map(|name| name.to_string_lossy().into_owned());
        match (folder, &self.names[..]) {
            (Some(folder), [] | [_, _, ..]) => format!("{folder}/"),
            (_, [only]) => only.clone(),
            (None, _) => self.new_entries.0.clone(),
        }
    }

    /// The files of the glossary with other texts, as sources.
    pub(crate) fn sources(&self, texts: &Replayed) -> Vec<SourceFile> {
        let files = texts.iter().filter(|(name, _)| *name != DECISIONS);
        let source = |(name, text): (&String, &String)| SourceFile {
            name: self.path(name).display().to_string(),
            text: text.clone(),
        };
        files.map(source).collect()
    }

    /// The glossary with all its layers, of other texts of its own files.
    ///
    /// # Errors
    /// Its mistakes.
    pub(crate) fn glossary(&self, texts: &Replayed) -> Result<Glossary, crate::glossary::Problems> {
        let files = self.sources(texts);
        let name = self.top.as_ref().unwrap_or(&self.folder).display().to_string();
        let own = (!files.is_empty()).then_some(Layer { name, files });
        let layers: Vec<Layer> = own.into_iter().chain(self.beneath.iter().cloned()).collect();
        Ok(Glossary::read_layers(&layers).accept()?.0)
    }

    /// What lies beneath, as a glossary.
    pub(crate) fn below(&self) -> &Glossary {
        let is_embedded = |layers: &[Layer]| matches!(layers, [layer] if layer.name == EMBEDDED);
        if is_embedded(&self.beneath) {
            return Glossary::embedded();
        }
        self.below.get_or_init(|| Glossary::read_layers(&self.beneath).glossary)
    }
}

/// The text of a file.
fn text_of(path: &Path) -> Result<String, ReviewError> {
    let failed = |source: io::Error| ReviewError::Decisions { path: path.to_owned(), source };
    read_text(path).map_err(failed)
}
