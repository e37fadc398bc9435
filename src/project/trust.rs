//! What a project found upwards from the current folder may name: only what lies in its own folder. Whoever unpacks
//! somebody else’s project must not have a file of theirs read, and quoted in a message, by it.

use std::path::{Path, PathBuf};

use super::error::ProjectError;
use crate::{
    glossary::{EMBEDDED, Glossary, is_below},
    text::not_a_file,
};

/// What names a glossary that is no file, unless there is a file of that name.
pub(super) const NAMES: [&str; 2] = ["none", EMBEDDED];

/// Makes sure that the glossaries a project names, and the files in them, lie in its folder; `named_by` is what
/// messages call the project.
///
/// # Errors
/// When one does not, or is no file; the message says how to read it all the same.
pub(super) fn ensure_own(
    project: &Path,
    named_by: &Path,
    glossaries: &[PathBuf],
) -> Result<(), ProjectError> {
    for path in glossaries.iter().filter(|path| !NAMES.iter().any(|name| path.as_os_str() == *name)) {
        if !is_below(project, path) {
            let (named_by, path, project) = (named_by.to_owned(), path.clone(), project.to_owned());
            return Err(ProjectError::Outside { named_by, path, project });
        }
        if !path.exists() {
            continue;
        }
        for file in Glossary::files(std::slice::from_ref(path))? {
            if !is_below(project, &file) {
                return Err(ProjectError::LinkedOutside { path: file, project: project.to_owned() });
            }
            if let Some(error) = not_a_file(&file) {
                return Err(ProjectError::io(&file, error));
            }
        }
    }
    Ok(())
}
