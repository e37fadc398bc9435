//! Finding and reading the glossary of a project.

use std::path::{Path, PathBuf};

use super::{
    config::{Config, nearest},
    error::ProjectError,
    lists, trust,
};
use crate::glossary::{Glossary, Reading};

/// The glossary to work with.
#[derive(Clone, Debug, Default)]
pub struct FoundGlossary {
    /// What was read, with its mistakes.
    pub reading: Reading,
    /// What was found beside it and not used, in words.
    pub remark: Option<String>,
}

/// Reads the glossary to work with in the folder `here`: `paths` where any are given (files, folders, or `none`),
/// else what the configuration names, else the nearest folder `glossary/` upwards, else the embedded one.
///
/// # Errors
/// When a file cannot be read, or the project names what lies outside its folder. Mistakes in the YAML stand in
/// the reading.
///
/// ```
/// use drogman::project::{Config, read_glossary};
/// let project = tempfile::tempdir().unwrap();
/// let write = |name: &str, text: &str| std::fs::write(project.path().join(name), text).unwrap();
/// write("drogman.yaml", "glossary: [names.yaml]\n");
/// write("names.yaml", "version: 1\nconcepts:\n  gori: {type: city, fr: Gori, en: Gori}\n");
///
/// let config = Config::find(project.path()).unwrap();
/// let found = read_glossary(project.path(), &[], &config).unwrap();
/// let (glossary, _) = found.reading.accept().unwrap();
/// assert!(glossary.concepts.contains_key("gori"));
/// ```
pub fn read_glossary(here: &Path, paths: &[PathBuf], config: &Config) -> Result<FoundGlossary, ProjectError> {
    let (paths, remark) = if paths.is_empty() { find(here, config)? } else { (paths.to_vec(), None) };
    if paths.is_empty() {
        return Ok(FoundGlossary { reading: Glossary::embedded_reading(), remark });
    }
    if paths.iter().any(|path| path.as_os_str() == "none") {
        if paths.len() > 1 {
            return Err(ProjectError::NotAlone);
        }
        return Ok(FoundGlossary { reading: Reading::default(), remark });
    }
    if let Some(list) = paths.iter().find_map(|path| lists::instead_of_yaml(path)) {
        return Err(ProjectError::List(list));
    }
    Ok(FoundGlossary { reading: Glossary::read(&paths)?, remark })
}

/// The files and folders of the glossary that [`read_glossary`] reads, the first on top; the embedded one is none.
///
/// # Errors
/// As [`read_glossary`].
pub fn glossary_paths(here: &Path, paths: &[PathBuf], config: &Config) -> Result<Vec<PathBuf>, ProjectError> {
    let mut paths = if paths.is_empty() { find(here, config)?.0 } else { paths.to_vec() };
    paths.retain(|path| path.exists() || !trust::NAMES.iter().any(|name| path.as_os_str() == *name));
    Ok(paths)
}

/// The glossary that the configuration names, else the nearest folder `glossary/` upwards; none is none. With it,
/// what was found instead of one.
fn find(here: &Path, config: &Config) -> Result<(Vec<PathBuf>, Option<String>), ProjectError> {
    if let (Some(file), false) = (&config.file, config.glossary.is_empty()) {
        trust::ensure_own(file.parent().unwrap_or(Path::new(".")), file, &config.glossary)?;
        return Ok((config.glossary.clone(), None));
    }
    let Some(folder) = nearest(here, "glossary") else { return Ok((Vec::new(), None)) };
    if holds_yaml(&folder) {
        trust::ensure_own(folder.parent().unwrap_or(Path::new(".")), &folder, std::slice::from_ref(&folder))?;
        return Ok((vec![folder], None));
    }
    let remark = lists::instead_of_yaml(&folder).map(|list| format!("{list}; the embedded glossary is used"));
    Ok((Vec::new(), remark))
}

/// Whether a folder has a YAML file in it, so that some other `glossary/` is not mistaken for ours.
fn holds_yaml(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .is_ok_and(|entries| entries.filter_map(Result::ok).any(|entry| lists::is_yaml(&entry.path())))
}
