//! One server a folder.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

/// The file that is locked, and the one that says by whom; a file that is locked cannot be read on every system.
const LOCK: &str = "server.lock";
const ADDRESS: &str = "server.txt";

/// Why a folder cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another server has it.
    #[error(
        "{0} reviews this folder already: open it in the browser that has it, or end that server with Ctrl-C"
    )]
    Taken(String),
    /// The file cannot be made.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A folder that this server has, till it is dropped or its process ends.
#[derive(Debug)]
pub struct FolderLock {
    folder: PathBuf,
    /// Whether the folder was not there before.
    is_new: bool,
    file: Option<fs::File>,
}

impl FolderLock {
    /// Takes the folder in which `.drogman/` is, for the server at an address. What a server left that was killed is
    /// taken over.
    ///
    /// # Errors
    /// When another server has it, or it cannot be written to.
    ///
    /// ```
    /// use drogman::serve::review::FolderLock;
    /// let folder = tempfile::tempdir().unwrap();
    /// let first = FolderLock::take(folder.path(), "http://127.0.0.1:1").unwrap();
    /// let second = FolderLock::take(folder.path(), "http://127.0.0.1:2").unwrap_err();
    /// assert!(second.to_string().starts_with("http://127.0.0.1:1 reviews this folder already"));
    /// drop(first);
    /// assert!(FolderLock::take(folder.path(), "http://127.0.0.1:2").is_ok());
    /// ```
    pub fn take(folder: &Path, address: &str) -> Result<Self, LockError> {
        let own = folder.join(".drogman");
        let is_new = !folder.exists();
        fs::create_dir_all(&own)?;
        let file = fs::OpenOptions::new().create(true).write(true).truncate(false).open(own.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                let address = fs::read_to_string(own.join(ADDRESS)).unwrap_or_default();
                let address = address.lines().next().unwrap_or("another server");
                return Err(LockError::Taken(address.to_owned()));
            }
            // Where the file system knows no locks, nobody has one.
            Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        let mut said = fs::File::create(own.join(ADDRESS))?;
        writeln!(said, "{address}\n{}", std::process::id())?;
        Ok(Self { folder: folder.to_owned(), is_new, file: Some(file) })
    }
}

impl Drop for FolderLock {
    /// Folders that were made for it go, unless something else is in them by now.
    fn drop(&mut self) {
        let own = self.folder.join(".drogman");
        let _ = fs::remove_file(own.join(ADDRESS));
        // The lock goes with its file; who waits for it makes a new one.
        let _ = fs::remove_file(own.join(LOCK));
        self.file = None;
        if fs::remove_dir(&own).is_ok() && self.is_new {
            let _ = fs::remove_dir(&self.folder);
        }
    }
}
