//! The files of a folder.

use std::{
    io,
    path::{Path, PathBuf},
};

/// The files below `folder`, in order of their paths, and why some of it could not be read. What `.gitignore`
/// names and hidden files are left out; a link to a file is a file, links to folders are not followed; devices,
/// pipes and sockets are no files.
pub fn files_below(folder: &Path) -> (Vec<PathBuf>, Vec<io::Error>) {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for entry in ignore::WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.path().is_file() => files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => failures.push(io::Error::other(error)),
        }
    }
    files.sort();
    (files, failures)
}
