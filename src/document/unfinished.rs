//! Temporary files while they are written: this run removes its own when it is stopped, and what a run that was
//! killed left behind is removed by the next that writes into the folder.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

const PREFIX: &str = ".drogman-";
const SUFFIX: &str = ".tmp";

/// The temporary files of this process.
struct Live {
    files: BTreeSet<PathBuf>,
    /// The folders where those of killed runs were looked for.
    swept: BTreeSet<PathBuf>,
}

static LIVE: Mutex<Live> = Mutex::new(Live { files: BTreeSet::new(), swept: BTreeSet::new() });

fn live() -> MutexGuard<'static, Live> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the temporary files of this process, which is about to end: whoever begins or finishes one afterwards
/// waits for the end. Not for use inside a signal handler itself, only by a thread that waits for the signal.
pub fn remove_unfinished() {
    let live = live();
    for file in &live.files {
        let _ = fs::remove_file(file);
    }
    std::mem::forget(live);
}

/// A temporary file; dropped, it is gone. The process that owns it holds a lock on it, which the system takes away
/// with the process: a file without a lock is nobody’s.
#[derive(Debug)]
pub(super) struct Unfinished {
    file: Option<tempfile::NamedTempFile>,
}

impl Unfinished {
    /// Begins a file in `folder`.
    ///
    /// # Errors
    /// When the folder is not there or cannot be written to.
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        let mut live = live();
        if !live.swept.contains(folder) {
            live.swept.insert(folder.to_owned());
            sweep(folder);
        }
        loop {
            let file = create(folder)?;
            if is_ours(&file) {
                live.files.insert(file.path().to_owned());
                return Ok(Self { file: Some(file) });
            }
        }
    }

    /// The open file.
    ///
    /// # Errors
    /// When it has been put in its place.
    pub(super) fn as_file(&self) -> io::Result<&fs::File> {
        let file = self.file.as_ref().map(tempfile::NamedTempFile::as_file);
        file.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Puts the file in the place of `target`.
    ///
    /// # Errors
    /// When it cannot be renamed; `target` keeps its old content.
    pub(super) fn persist(mut self, target: &Path) -> io::Result<()> {
        let mut live = live();
        let Some(file) = self.file.take() else { return Ok(()) };
        live.files.remove(file.path());
        file.persist(target).map(drop).map_err(|error| plain(&error.error))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            // Under the lock until it is gone, lest the process end in between.
            let mut live = live();
            live.files.remove(file.path());
            drop(file);
        }
    }
}

impl io::Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut self.as_file()?, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::Write::flush(&mut self.as_file()?)
    }
}

fn create(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A new file gets what the umask leaves of 0666, as any program would give it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(|error| plain(&error))
}

/// An error without the name of the temporary file, which nobody knows.
fn plain(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error.kind().into(),
    }
}

/// Locks a new file; false when another process took it for abandoned in between.
fn is_ours(file: &tempfile::NamedTempFile) -> bool {
    match file.as_file().try_lock() {
        Err(fs::TryLockError::WouldBlock) => false,
        // Where the file system knows no locks nobody gets one, and nothing is taken for abandoned.
        Ok(()) | Err(fs::TryLockError::Error(_)) => file.path().exists(),
    }
}

/// Removes the temporary files in a folder whose process is no more.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_temporary(entry.file_name().as_encoded_bytes()) {
            continue;
        }
        if let Ok(file) = fs::File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file has such a name as [`create`] gives.
fn is_temporary(name: &[u8]) -> bool {
    let middle = name.strip_prefix(PREFIX.as_bytes()).and_then(|rest| rest.strip_suffix(SUFFIX.as_bytes()));
    middle.is_some_and(|middle| middle.len() == 6 && middle.iter().all(u8::is_ascii_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_holds_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let (dead, alive) =
            (folder.path().join(".drogman-aaaaaa.tmp"), folder.path().join(".drogman-bbbbbb.tmp"));
        let others = [".drogman-notes.tmp", ".drogman-aaaaaa.txt", "drogman-aaaaaa.tmp"]
            .map(|n| folder.path().join(n));
        for path in [&dead, &alive].into_iter().chain(&others) {
            fs::write(path, "text").unwrap();
        }
        let held = fs::File::open(&alive).unwrap();
        held.try_lock().unwrap();
        let ours = Unfinished::begin(folder.path()).unwrap();
        assert!(!dead.exists());
        assert!(alive.exists() && others.iter().all(|path| path.exists()));
        sweep(folder.path());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5, "this run’s own file stays");
        drop(ours);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    }
}
