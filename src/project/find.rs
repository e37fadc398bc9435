//! Finding and reading the glossary of a project.

use std::path::{Path, PathBuf};

use super::{
    CONFIGURATION,
    config::{Config, nearest},
    error::ProjectError,
    lists, trust,
};
use crate::glossary::{EMBEDDED, Glossary, Layer, Origin, Reading, Stack};

/// The glossary to work with.
#[derive(Clone, Debug, Default)]
pub struct FoundGlossary {
    /// What was read, with its mistakes.
    pub reading: Reading,
    /// The layers it is made of, the uppermost first: paths, or `embedded`.
    pub layers: Vec<String>,
    /// What was found beside it and not used, in words.
    pub remark: Option<String>,
    /// That it hides the embedded glossary, and how to have both.
    pub hides_embedded: Option<String>,
}

/// Where the glossary of a project is named.
struct Named {
    paths: Vec<PathBuf>,
    /// The folder it must lie in, unless somebody named it on the command line.
    project: Option<PathBuf>,
    /// How to have the embedded glossary beneath it.
    both: String,
}

/// Reads the glossary to work with in the folder `here`: `paths` where any are given (files, folders, `embedded`, or `none`; the first lies on top),
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
    let (stack, both, remark) = stack(here, paths, config)?;
    let Some(stack) = stack else {
        return Ok(FoundGlossary { remark, ..FoundGlossary::default() });
    };
    let layers: Vec<String> = stack.layers.iter().map(|layer| layer.name.clone()).collect();
    let is_hidden = !stack.extends_nothing && !layers.iter().any(|name| name == EMBEDDED);
    let hides_embedded =
        is_hidden.then(|| format!("glossary: {} (without the embedded one); {both}", layers.join(", ")));
    Ok(FoundGlossary { reading: stack.read(), layers, remark, hides_embedded })
}

/// Whether the glossary to work with is the embedded one alone, which need not be read: it is compiled ahead. The
/// arguments are those of [`read_glossary`].
///
/// # Errors
/// When the project names what lies outside its folder.
pub fn is_embedded_alone(here: &Path, paths: &[PathBuf], config: &Config) -> Result<bool, ProjectError> {
    let is_embedded = |paths: &[PathBuf]| matches!(paths, [path] if path.as_os_str() == EMBEDDED);
    if !paths.is_empty() {
        return Ok(is_embedded(paths));
    }
    let (named, remark) = find(here, config)?;
    // What was found instead of a glossary is told by whoever reads it.
    Ok(remark.is_none() && is_embedded(&named.paths))
}

/// Every place of the glossary to work with that speaks of a name; the arguments are those of [`read_glossary`].
///
/// # Errors
/// As [`read_glossary`].
pub fn why(here: &Path, paths: &[PathBuf], config: &Config, name: &str) -> Result<Vec<Origin>, ProjectError> {
    let stack = stack(here, paths, config)?.0.unwrap_or_default();
    Ok(Glossary::why(&stack.layers, name))
}

/// What the glossary to work with is made of, none for `none`; how to have the embedded one with it; and what was found
/// instead of a glossary.
pub(super) fn stack(
    here: &Path,
    paths: &[PathBuf],
    config: &Config,
) -> Result<(Option<Stack>, String, Option<String>), ProjectError> {
    let (named, remark) = match paths {
        [] => find(here, config)?,
        _ => {
            let both = "for both, add `-g embedded`".to_owned();
            (Named { paths: paths.to_vec(), project: None, both }, None)
        }
    };
    let Named { paths, project, both } = named;
    if paths.iter().any(|path| path.as_os_str() == "none") {
        if paths.len() > 1 {
            return Err(ProjectError::NotAlone);
        }
        return Ok((None, both, remark));
    }
    if let Some(list) = paths.iter().find_map(|path| lists::instead_of_yaml(path)) {
        return Err(ProjectError::List(list));
    }
    Ok((Some(Stack::find(&paths, project.as_deref())?), both, remark))
}

/// The layers of the glossary to work with, the uppermost first; none for `none`. The arguments are those of
/// [`read_glossary`].
///
/// # Errors
/// As [`read_glossary`].
pub(crate) fn glossary_layers(
    here: &Path,
    paths: &[PathBuf],
    config: &Config,
) -> Result<Vec<Layer>, ProjectError> {
    Ok(stack(here, paths, config)?.0.map(|stack| stack.layers).unwrap_or_default())
}

/// The files and folders of the glossary that [`read_glossary`] reads, the first on top; the embedded one is none.
///
/// # Errors
/// As [`read_glossary`].
pub fn glossary_paths(here: &Path, paths: &[PathBuf], config: &Config) -> Result<Vec<PathBuf>, ProjectError> {
    let mut paths = if paths.is_empty() { find(here, config)?.0.paths } else { paths.to_vec() };
    paths.retain(|path| path.exists() || !trust::NAMES.iter().any(|name| path.as_os_str() == *name));
    Ok(paths)
}

/// What lies beneath the glossary at `own` because it is named after it, with `paths` or by the project; what it extends
/// is not among it.
///
/// # Errors
/// As [`read_glossary`].
pub fn named_beneath(
    here: &Path,
    paths: &[PathBuf],
    config: &Config,
    own: &Path,
) -> Result<Vec<PathBuf>, ProjectError> {
    let named = if paths.is_empty() { find(here, config)?.0.paths } else { paths.to_vec() };
    let is_own = |path: &PathBuf| match (path.canonicalize(), own.canonicalize()) {
        (Ok(path), Ok(own)) => path == own,
        _ => path == own,
    };
    let at = named.iter().position(is_own).map_or(named.len(), |at| at + 1);
    Ok(named[at..].to_vec())
}

/// The glossary that the configuration names, else the nearest folder `glossary/` upwards, else the embedded one. With
/// it, what was found instead of one.
fn find(here: &Path, config: &Config) -> Result<(Named, Option<String>), ProjectError> {
    if let (Some(file), false) = (&config.file, config.glossary.is_empty()) {
        let project = file.parent().unwrap_or(Path::new("."));
        trust::ensure_own(project, file, &config.glossary)?;
        let both = format!("for both, add `embedded` to `glossary:` in {CONFIGURATION}");
        let named = Named { paths: config.glossary.clone(), project: Some(project.to_owned()), both };
        return Ok((named, None));
    }
    let embedded = || Named { paths: vec![EMBEDDED.into()], project: None, both: String::new() };
    let Some(folder) = nearest(here, "glossary") else { return Ok((embedded(), None)) };
    if holds_yaml(&folder) {
        let project = folder.parent().unwrap_or(Path::new(".")).to_owned();
        trust::ensure_own(&project, &folder, std::slice::from_ref(&folder))?;
        let both = "for both, write `extends: [embedded]` into one of its files".to_owned();
        return Ok((Named { paths: vec![folder], project: Some(project), both }, None));
    }
    let remark = lists::instead_of_yaml(&folder).map(|list| format!("{list}; the embedded glossary is used"));
    Ok((embedded(), remark))
}

/// Whether a folder has a YAML file in it, so that some other `glossary/` is not mistaken for ours.
fn holds_yaml(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .is_ok_and(|entries| entries.filter_map(Result::ok).any(|entry| lists::is_yaml(&entry.path())))
}
