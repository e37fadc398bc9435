//! The file that `-o` names.

use std::{fs, io, path::Path};

use anyhow::Context as _;

use crate::document::{Fingerprint, ReplaceError, replace_file, replace_file_with};

/// The file that `-o` names, and how it looks before the run reads what goes into it: what somebody saves there
/// meanwhile is not lost.
#[derive(Debug)]
pub(super) struct OutputFile<'p> {
    path: &'p Path,
    seen: Fingerprint,
}

impl<'p> OutputFile<'p> {
    /// The file at `path`, as it is now.
    pub(super) fn new(path: &'p Path) -> Self {
        Self { path, seen: Fingerprint::of_output(path) }
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// When it changed since, or cannot be written.
    pub(super) fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        self.make_folder()?;
        Ok(replace_file(self.path, bytes, Some(self.seen))?)
    }

    /// As [`OutputFile::write`], for what is written piece by piece.
    ///
    /// # Errors
    /// As [`OutputFile::write`], and when `write` fails.
    pub(super) fn write_with(
        &self,
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        self.make_folder()?;
        replace_file_with(self.path, Some(self.seen), write).map_err(|error: ReplaceError| error.into())
    }

    /// Makes the folder it is to stand in.
    fn make_folder(&self) -> anyhow::Result<()> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let made = folder.map_or(Ok(()), fs::create_dir_all);
        made.with_context(|| format!("{}: its folder cannot be made", self.path.display()))
    }
}
