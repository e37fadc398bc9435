//! The documents of a folder.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::text::files_below;

/// The name of a project's configuration, which is no document.
pub const CONFIGURATION: &str = "drogman.yaml";

/// The files below `folder` that may be documents, in order of their paths, and why some of it could not be
/// read: as [`files_below`], without configurations and the files that office programs lock documents with.
///
/// ```
/// use drogman::document::documents_below;
/// let folder = tempfile::tempdir().unwrap();
/// for name in ["b.txt", "a.txt", ".hidden", "~$b.docx", "drogman.yaml"] {
///     std::fs::write(folder.path().join(name), "").unwrap();
/// }
/// let (documents, failures) = documents_below(folder.path());
/// assert_eq!(documents, [folder.path().join("a.txt"), folder.path().join("b.txt")]);
/// assert!(failures.is_empty());
/// ```
pub fn documents_below(folder: &Path) -> (Vec<PathBuf>, Vec<io::Error>) {
    let (mut files, failures) = files_below(folder);
    files.retain(|file| {
        file.file_name()
            .is_some_and(|name| name != CONFIGURATION && !name.as_encoded_bytes().starts_with(b"~$"))
    });
    (files, failures)
}
