//! Files written whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::unfinished::Unfinished;
use crate::text::not_a_file;

/// How a file looked when it was read, to notice that it changed before it is written; that there was none is a
/// look, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(Option<Look>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    len: u64,
    modified: Option<SystemTime>,
    /// Device, number and last change of the file’s entry, where the system has them.
    #[cfg(unix)]
    inode: (u64, u64, i64, i64),
}

impl Fingerprint {
    /// The fingerprint of the file at `path`, symbolic links followed.
    ///
    /// # Errors
    /// When the file system does not tell.
    pub fn of(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|metadata| Self::from(&metadata))
    }

    /// The fingerprint of what is to be written: of the file at `path`, or of there being none.
    pub fn of_output(path: &Path) -> Self {
        Self::of(path).unwrap_or(Self(None))
    }
}

impl From<&fs::Metadata> for Fingerprint {
    fn from(metadata: &fs::Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt as _;
        Self(Some(Look {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            inode: (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec()),
        }))
    }
}

/// Why a file was not replaced; it then still has its old content.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// The file may not be written by whoever runs drogman.
    #[error("{}: the file is read-only; it was left as it is", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is not the one that was read.
    #[error("{}: the file changed while drogman worked on it; it was left as it is, run again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file system said no.
    #[error("{}: the file could not be written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
}

/// Writes `bytes` to `path`, whole or not at all: to a temporary file beside it, flushed to the disk,
/// then renamed. The mode of a file that was there is kept, a symbolic link is followed to its target.
///
/// With `expected`, a file that no longer looks as it did then (one that has come since, too) is left alone.
///
/// # Errors
/// When the file is read-only, changed meanwhile, or cannot be written; it keeps its old content.
///
/// ```
/// use drogman::document::{Fingerprint, replace_file};
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("article.txt");
/// std::fs::write(&path, "Evlakh").unwrap();
/// let seen = Fingerprint::of(&path).unwrap();
/// replace_file(&path, b"Yevlakh", Some(seen)).unwrap();
/// assert!(replace_file(&path, b"Ievlakh", Some(seen)).is_err());
/// assert_eq!(std::fs::read(&path).unwrap(), b"Yevlakh");
/// ```
pub fn replace_file(path: &Path, bytes: &[u8], expected: Option<Fingerprint>) -> Result<(), ReplaceError> {
    replace_file_with(path, expected, |file| file.write_all(bytes))
}

/// As [`replace_file`], for what is written piece by piece.
///
/// # Errors
/// As [`replace_file`], and when `write` fails; the file then keeps its old content.
pub fn replace_file_with(
    path: &Path,
    expected: Option<Fingerprint>,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), ReplaceError> {
    let mut replacement = Replacement::begin(path)?;
    write(&mut replacement).map_err(|source| replacement.failed(source))?;
    replacement.commit(expected)
}

/// What a file is to be replaced with, while it is being written beside it; dropped, it leaves no trace.
#[derive(Debug)]
pub struct Replacement {
    path: PathBuf,
    target: PathBuf,
    existing: Option<fs::Metadata>,
    file: io::BufWriter<Unfinished>,
}

impl Replacement {
    /// Begins to replace the file at `path`, or to make it.
    ///
    /// # Errors
    /// When the file is read-only or a folder, or nothing can be written beside it.
    pub fn begin(path: &Path) -> Result<Self, ReplaceError> {
        let failed = |source| ReplaceError::Io { path: path.to_owned(), source };
        // A device would be replaced by a file of its name.
        if let Some(error) = not_a_file(path) {
            return Err(failed(error));
        }
        let target = target(path).map_err(failed)?;
        let existing = match fs::metadata(&target) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        if let Some(metadata) = &existing {
            // Renaming over a read-only file works; its owner wanted it left alone.
            if !may_be_written(&target, metadata) {
                return Err(ReplaceError::ReadOnly { path: path.to_owned() });
            }
        }
        let file = Unfinished::begin(folder(&target)).map_err(failed)?;
        Ok(Self { path: path.to_owned(), target, existing, file: io::BufWriter::new(file) })
    }

    /// Puts what was written in the file’s place.
    ///
    /// # Errors
    /// When the file no longer looks as `expected`, or the disk is full; the file keeps its old content.
    pub fn commit(mut self, expected: Option<Fingerprint>) -> Result<(), ReplaceError> {
        io::Write::flush(&mut self).map_err(|source| self.failed(source))?;
        let file = self.file.get_ref().as_file().map_err(|source| self.failed(source))?;
        if let Some(metadata) = &self.existing {
            file.set_permissions(metadata.permissions()).map_err(|source| self.failed(source))?;
            keep_owner(file, metadata);
        }
        file.sync_all().map_err(|source| self.failed(source))?;
        if let Some(expected) = expected
            && Fingerprint::of_output(&self.target) != expected
        {
            return Err(ReplaceError::Changed { path: self.path });
        }
        let Self { path, target, file, .. } = self;
        let written = file.into_inner().map_err(io::IntoInnerError::into_error);
        let written = written.and_then(|file| file.persist(&target));
        written.map_err(|source| ReplaceError::Io { path, source })?;
        sync_folder(folder(&target));
        Ok(())
    }

    fn failed(&self, source: io::Error) -> ReplaceError {
        ReplaceError::Io { path: self.path.clone(), source }
    }
}

impl io::Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether whoever runs drogman may write the file: the system knows more than the mode, such as root’s rights and
/// lists of access rights.
#[cfg(unix)]
fn may_be_written(file: &Path, _: &fs::Metadata) -> bool {
    rustix::fs::access(file, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn may_be_written(_: &Path, metadata: &fs::Metadata) -> bool {
    !metadata.permissions().readonly()
}

/// The folder a file is in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file that `path` names, symbolic links followed even when the last one leads nowhere yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(link) => path = path.parent().unwrap_or(Path::new("")).join(link),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Gives the new file the old one’s owner where the system allows it; where not, the file is ours.
#[cfg(unix)]
fn keep_owner(file: &fs::File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    if file.metadata().is_ok_and(|new| (new.uid(), new.gid()) != (old.uid(), old.gid())) {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &fs::Metadata) {}

/// Flushes the rename to the disk, where folders can be flushed.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn mode_and_symbolic_links_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("real.txt");
        fs::create_dir(folder.path().join("sub")).unwrap();
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("sub/link.txt");
        symlink("../real.txt", &link).unwrap();
        replace_file(&link, b"new", None).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(names(folder.path()), ["real.txt", "sub"]);
    }

    #[test]
    fn a_new_file_is_readable_as_any_other() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, other) = (folder.path().join("ours"), folder.path().join("other"));
        replace_file(&ours, b"new", None).unwrap();
        fs::write(&other, "new").unwrap();
        assert_eq!(fs::metadata(&ours).unwrap().permissions(), fs::metadata(&other).unwrap().permissions());
    }

    #[test]
    fn a_changed_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "old").unwrap();
        let seen = Fingerprint::of(&file).unwrap();
        fs::write(&file, "longer").unwrap();
        let error = replace_file(&file, b"new", Some(seen)).unwrap_err();
        assert!(matches!(error, ReplaceError::Changed { .. }), "{error}");
        assert_eq!(fs::read(&file).unwrap(), b"longer");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    /// Whether a file without the right to write may be written is for the system to say: root may.
    #[test]
    fn a_file_is_read_only_where_the_system_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        let may_write = fs::File::options().write(true).open(&file).is_ok();
        match replace_file(&file, b"new", None) {
            Ok(()) => assert!(may_write, "a read-only file was replaced"),
            Err(error) => assert!(!may_write && matches!(error, ReplaceError::ReadOnly { .. }), "{error}"),
        }
        assert_eq!(fs::read(&file).unwrap(), if may_write { b"new" } else { b"old" });
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o444);
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn a_folder_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert!(replace_file(folder.path(), b"new", None).is_err());
        assert!(replace_file(&folder.path().join("no/such.txt"), b"new", None).is_err());
    }
}
