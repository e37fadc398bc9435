//! The journal on the disk: read, and added to under a lock.

use std::{
    fs,
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{Entry, Journal, entry::id_after};
use crate::text::counted;

/// Where the journal of a folder is.
pub fn journal_path(folder: &Path) -> PathBuf {
    folder.join(".drogman").join("decisions.jsonl")
}

/// Reads the journal of a folder; an empty one where there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_journal(folder: &Path) -> io::Result<Journal> {
    match fs::read(journal_path(folder)) {
        Ok(bytes) => Ok(Journal::parse(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Journal::default()),
        Err(error) => Err(error),
    }
}

/// What is to be said of lines of the journal at `path` that cannot be read.
pub fn passed_over(path: &Path, journal: &Journal) -> Option<String> {
    let lines = journal.passed_over();
    let places: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let (path, places) = (path.display(), places.join(", "));
    let count = counted(lines.len(), "line");
    let said =
        || format!("{path}:{places}: {count} cut off when a program was stopped, or damaged; passed over");
    (!lines.is_empty()).then(said)
}

/// The journal of a folder, held under a lock till it is dropped: entries are only ever added at its end.
#[derive(Debug)]
pub struct JournalFile {
    file: fs::File,
    journal: Journal,
    /// Whether the last line was cut off when a program was killed that wrote it.
    is_torn: bool,
}

impl JournalFile {
    /// Opens the journal of a folder, made when it is not there, and waits till nobody else writes it.
    ///
    /// # Errors
    /// When it cannot be made, locked or read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        Self::resume(folder, Journal::default())
    }

    /// As [`JournalFile::open`], when `known` was read of it before: only what was added since is read.
    ///
    /// # Errors
    /// As [`JournalFile::open`].
    pub fn resume(folder: &Path, known: Journal) -> io::Result<Self> {
        let path = journal_path(folder);
        let own = path.parent().unwrap_or(folder);
        fs::create_dir_all(own)?;
        let mut file = fs::OpenOptions::new().create(true).read(true).append(true).open(&path)?;
        match file.lock() {
            // Where the file system knows no locks, nobody has one.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        let length = file.metadata()?.len();
        // A journal that is shorter than it was is another one.
        let mut journal = if length < known.read.bytes { Journal::default() } else { known };
        file.seek(io::SeekFrom::Start(journal.read.bytes))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if length == 0 {
            // The entries of the file and of its folder, too, outlive a power cut.
            for folder in [own, folder] {
                let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
            }
        }
        let is_torn = match bytes.last() {
            Some(last) => *last != b'\n',
            None => journal.read.is_torn,
        };
        journal.parse_more(&bytes);
        Ok(Self { file, journal, is_torn })
    }

    /// What stands in the journal, to be lent to somebody while it is held.
    pub(crate) fn journal_mut(&mut self) -> &mut Journal {
        &mut self.journal
    }

    /// What stands in the journal, once it is not held any more.
    pub fn into_journal(self) -> Journal {
        self.journal
    }

    /// What stands in the journal.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Adds entries, gives them their ids and the time, and returns when they are on the disk.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn append(&mut self, mut entries: Vec<Entry>) -> io::Result<Vec<String>> {
        let time = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        let mut last = self.journal.last_id().to_owned();
        let mut lines = Vec::new();
        if self.is_torn {
            lines.push(b'\n');
        }
        for entry in &mut entries {
            last = id_after(&last);
            (entry.v, entry.id, entry.time) = (1, last.clone(), time.clone());
            serde_json::to_writer(&mut lines, entry)?;
            lines.push(b'\n');
        }
        self.file.seek(io::SeekFrom::End(0))?;
        self.file.write_all(&lines)?;
        self.file.sync_data()?;
        self.is_torn = false;
        let ids = entries.iter().map(|entry| entry.id.clone()).collect();
        let count = memchr::memchr_iter(b'\n', &lines).count();
        self.journal.take(entries, self.file.stream_position()?, count);
        Ok(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_read_on_from_where_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        JournalFile::open(folder.path()).unwrap().append(vec![act("a"), act("b")]).unwrap();
        // A program was stopped before it ended the last line.
        let path = journal_path(folder.path());
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        let known = read_journal(folder.path()).unwrap();
        assert_eq!(known.len(), 2);
        let mut file = JournalFile::resume(folder.path(), known).unwrap();
        file.append(vec![act("c")]).unwrap();
        let known = file.into_journal();
        JournalFile::open(folder.path()).unwrap().append(vec![act("d")]).unwrap();
        let resumed = JournalFile::resume(folder.path(), known).unwrap().into_journal();
        let fresh = read_journal(folder.path()).unwrap();
        let labels = |journal: &Journal| -> Vec<String> {
            journal.entries().map(|entry| entry.label[0].clone()).collect()
        };
        assert_eq!(labels(&resumed), ["a", "b", "c", "d"]);
        assert_eq!(labels(&fresh), labels(&resumed));
        assert_eq!((fresh.read, fresh.passed_over().len()), (resumed.read, 0));
    }

    fn act(label: &str) -> Entry {
        Entry::act("merge", vec![label.to_owned()], Vec::new(), Vec::new())
    }

    #[test]
    fn a_torn_line_costs_itself_alone() {
        let folder = tempfile::tempdir().unwrap();
        let ids =
            JournalFile::open(folder.path()).unwrap().append(vec![act("a"), act("b"), act("c")]).unwrap();
        assert_eq!(ids, ["0001", "0002", "0003"]);
        let path = journal_path(folder.path());
        let whole = fs::read(&path).unwrap();
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', &whole).collect();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let left = ends.iter().filter(|end| **end <= cut).count();
            let torn = cut > 0 && !ends.contains(&cut) && whole[cut - 1] != b'\n';
            let journal = read_journal(folder.path()).unwrap();
            assert_eq!(
                (journal.entries().count(), journal.passed_over().len()),
                (left, usize::from(torn)),
                "{cut}"
            );
            JournalFile::open(folder.path()).unwrap().append(vec![act("d")]).unwrap();
            let journal = read_journal(folder.path()).unwrap();
            let labels: Vec<&str> = journal.entries().map(|entry| entry.label[0].as_str()).collect();
            assert_eq!(labels, [&["a", "b", "c"][..left], &["d"]].concat(), "{cut}");
        }
    }
}
