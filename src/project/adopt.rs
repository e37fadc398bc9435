//! An entry of a lower layer taken up into a file of one’s own, to be changed there.

use std::path::{Path, PathBuf};

use super::{config::Config, error::ProjectError, find};
use crate::{
    document::{Fingerprint, ReplaceError, replace_file},
    exchange::NEW_CONCEPTS,
    glossary::{EMBEDDED, EditError, EditedFile, Glossary, SourceFile, patch_of},
    text::read_text,
};

/// Why entries cannot be adopted.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError {
    /// The glossary is not found or cannot be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// There is no file to write to.
    #[error("name the file to write with -g, such as `-g glossary.yaml`; `drogman init` makes one")]
    NoFile,
    /// Nothing has the name, or nothing beneath the file.
    #[error(
        "«{name}»: no layer beneath {} has it; what lies beneath is named with `extends:` or with further -g",
        file.display()
    )]
    Unknown {
        /// The name.
        name: String,
        /// The file.
        file: PathBuf,
    },
    /// Several concepts have the name.
    #[error("«{name}» is a form of {}; name one of them", ids.join(" and of "))]
    Several {
        /// The name.
        name: String,
        /// The concepts.
        ids: Vec<String>,
    },
    /// The file cannot take the entries.
    #[error("{}: {source}", file.display())]
    Edit {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: EditError,
    },
}

/// A file with the entries it is to have.
#[derive(Debug)]
pub struct Adopted {
    /// The file.
    pub file: PathBuf,
    /// What the file looked like when it was read.
    pub seen: Fingerprint,
    /// Its new text.
    pub text: String,
    /// The ids of the entries that were added.
    pub added: Vec<String>,
    /// The ids of those that it has already.
    pub known: Vec<String>,
}

impl Adopted {
    /// Writes the file, unless nothing was added to it.
    ///
    /// # Errors
    /// When it changed since it was read, or cannot be written.
    pub fn save(&self) -> Result<(), ReplaceError> {
        if self.added.is_empty() {
            return Ok(());
        }
        replace_file(&self.file, self.text.as_bytes(), Some(self.seen))
    }

    /// What was done, in words.
    pub fn remarks(&self) -> Vec<String> {
        let file = self.file.display();
        let all = [("added", &self.added), ("it has already", &self.known)];
        let told = all.into_iter().filter(|(_, ids)| !ids.is_empty());
        told.map(|(what, ids)| format!("{file}: {what} {}", ids.join(", "))).collect()
    }
}

/// Takes up concepts, named by id or by a form, from the layers beneath into the uppermost glossary (`paths` as for
/// [`super::read_glossary`]); of a folder it is the file `accepted.yaml`. Nothing is written.
///
/// # Errors
/// When a name means no concept or several, or there is no file that can take them.
pub fn adopt(
    here: &Path,
    paths: &[PathBuf],
    config: &Config,
    names: &[String],
) -> Result<Adopted, AdoptError> {
    let is_new = paths.first().is_some_and(|path| !path.exists() && path.as_os_str() != EMBEDDED);
    // A glossary that is not there yet will lie on what is named after it, else on the embedded one.
    let embedded = [PathBuf::from(EMBEDDED)];
    let paths_beneath = match paths {
        [_] if is_new => &embedded[..],
        [_, beneath @ ..] if is_new => beneath,
        _ => paths,
    };
    let stack = find::stack(here, paths_beneath, config)?.0.ok_or(AdoptError::NoFile)?;
    let (file, beneath) = match (paths, &stack.layers[..]) {
        ([file, ..], beneath) if is_new => (file.clone(), beneath),
        (_, [top, beneath @ ..]) => (own_file(&top.name), beneath),
        _ => return Err(AdoptError::NoFile),
    };
    if file.as_os_str() == EMBEDDED {
        return Err(AdoptError::NoFile);
    }
    let seen = Fingerprint::of_output(&file);
    let failed = |source| ProjectError::io(&file, source);
    let before = if file.exists() { read_text(&file).map_err(failed)? } else { String::new() };
    let own = Glossary::read_sources(&[SourceFile { name: String::new(), text: before.clone() }]).glossary;
    let glossary = Glossary::read_layers(beneath).glossary;
    let mut adopted = Adopted { file, seen, text: before, added: Vec::new(), known: Vec::new() };
    let mut entries = String::new();
    for name in names {
        let id = meant(&glossary, name, &adopted.file)?;
        if own.concepts.contains_key(&id) || adopted.added.contains(&id) {
            adopted.known.push(id);
            continue;
        }
        entries.push_str(&patch_of(&glossary, &id));
        adopted.added.push(id);
    }
    if !entries.is_empty() {
        let head = if is_new && paths.len() == 1 { "extends: [embedded]\n" } else { "" };
        adopted.text = with_entries(&adopted.text, &glossary, head, &entries)
            .map_err(|source| AdoptError::Edit { file: adopted.file.clone(), source })?;
    }
    Ok(adopted)
}

/// The file of a glossary that takes new entries.
fn own_file(layer: &str) -> PathBuf {
    let path = PathBuf::from(layer);
    if path.is_dir() { path.join(NEW_CONCEPTS) } else { path }
}

/// The id of the concept that a name means.
fn meant(glossary: &Glossary, name: &str, file: &Path) -> Result<String, AdoptError> {
    if glossary.concepts.contains_key(name) {
        return Ok(name.to_owned());
    }
    let ids = glossary.concepts_called(name);
    match &ids[..] {
        [] => Err(AdoptError::Unknown { name: name.to_owned(), file: file.to_owned() }),
        [id] => Ok((*id).to_owned()),
        ids => {
            let ids = ids.iter().map(|id| (*id).to_owned()).collect();
            Err(AdoptError::Several { name: name.to_owned(), ids })
        }
    }
}

/// The text of a glossary file, which may be empty, with entries at its end.
fn with_entries(text: &str, glossary: &Glossary, head: &str, entries: &str) -> Result<String, EditError> {
    let empty = || {
        let frame = Glossary { languages: glossary.languages, ..Glossary::default() }.to_yaml();
        frame.replace("concepts: {}", &format!("{head}concepts: {{}}"))
    };
    let text = if text.trim().is_empty() { empty() } else { text.to_owned() };
    let mut edited = EditedFile::new(text);
    edited.append(entries)?;
    Ok(edited.text())
}
