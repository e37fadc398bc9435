//! What a project found upwards from the current folder may name: only what lies in its own folder. Whoever unpacks
//! somebody else’s project must not have a file of theirs read, and quoted in a message, by it.

use std::path::{Component, Path, PathBuf};

use super::error::ProjectError;
use crate::{glossary::Glossary, text::not_a_file};

/// What names a glossary that is no file, unless there is a file of that name.
pub(super) const NAMES: [&str; 2] = ["none", "embedded"];

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

/// Whether `path` lies below `folder`: where links lead or, when it is not there, as it is written.
pub(super) fn is_below(folder: &Path, path: &Path) -> bool {
    match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(path)) => path.starts_with(folder),
        _ => lexical(path).starts_with(lexical(folder)),
    }
}

/// The path without `.` and `..`.
fn lexical(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
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
    }
}
