//! What was decided beside the glossary of a project.

use std::path::{Path, PathBuf};

use super::{config::Config, error::ProjectError, find::glossary_paths};
use crate::{
    glossary::{DECISIONS, Decisions, decisions_folder, is_below},
    text::read_text,
};

/// What was decided beside the glossaries that [`super::read_glossary`] reads, and the files that say so.
///
/// # Errors
/// When a file cannot be read or has mistakes, or the project names what lies outside its folder.
///
/// ```
/// use drogman::project::{Config, read_decisions};
/// let project = tempfile::tempdir().unwrap();
/// std::fs::create_dir(project.path().join("glossary")).unwrap();
/// let write = |name: &str, text: &str| std::fs::write(project.path().join("glossary").join(name), text).unwrap();
/// write("names.yaml", "version: 1\nconcepts: {}\n");
/// write("decisions.yaml", "version: 1\nrejected: [bureau]\n");
///
/// let (decisions, files) = read_decisions(project.path(), &[], &Config::default()).unwrap();
/// assert!(decisions.is_rejected("Bureaux"));
/// assert_eq!(files.len(), 1);
/// ```
pub fn read_decisions(
    here: &Path,
    paths: &[PathBuf],
    config: &Config,
) -> Result<(Decisions, Vec<PathBuf>), ProjectError> {
    let is_own = paths.is_empty();
    let (mut decisions, mut files) = (Decisions::default(), Vec::new());
    for folder in decision_folders(here, paths, config)? {
        let file = folder.join(DECISIONS);
        if !file.exists() {
            continue;
        }
        if is_own && !is_below(&folder, &file) {
            return Err(ProjectError::LinkedOutside { path: file, project: folder });
        }
        let text = read_text(&file).map_err(|error| ProjectError::io(&file, error))?;
        decisions.extend(Decisions::read(&file.display().to_string(), &text)?);
        files.push(file);
    }
    Ok((decisions, files))
}

/// The folders where the decisions and the journals of those glossaries are, each once.
///
/// # Errors
/// As [`super::read_glossary`].
pub fn decision_folders(
    here: &Path,
    paths: &[PathBuf],
    config: &Config,
) -> Result<Vec<PathBuf>, ProjectError> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in glossary_paths(here, paths, config)? {
        let folder = decisions_folder(&path);
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    Ok(folders)
}
