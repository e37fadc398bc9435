//! Where `-o` writes: a folder that its files do not leave, or one file.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use anyhow::Context as _;

use crate::document::{Fingerprint, ReplaceError, replace_file, replace_file_with};

/// The folder that `-o` names.
#[derive(Debug)]
pub(super) struct OutputFolder {
    path: PathBuf,
    real: PathBuf,
}

impl OutputFolder {
    /// The folder at `path`, made when it is not there.
    ///
    /// # Errors
    /// When it is a file, or cannot be made.
    pub(super) fn make(path: &Path) -> anyhow::Result<Self> {
        let name = path.display();
        anyhow::ensure!(
            !path.exists() || path.is_dir(),
            "{name}: this is a file, not a folder; name a folder with -o"
        );
        fs::create_dir_all(path).with_context(|| format!("{name}: the output folder cannot be made"))?;
        let real = path.canonicalize().with_context(|| path.display().to_string())?;
        Ok(Self { path: path.to_owned(), real })
    }

    /// The file at `below`, a path below the folder; the folders on the way are made.
    ///
    /// # Errors
    /// When a link on the way leads out of the folder, or a folder cannot be made.
    pub(super) fn file(&self, below: &Path) -> anyhow::Result<PathBuf> {
        let mut path = self.path.clone();
        let parts: Vec<_> = below.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        for (number, part) in parts.iter().enumerate() {
            path.push(part);
            let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
            let stays = || path.canonicalize().is_ok_and(|real| real.starts_with(&self.real));
            anyhow::ensure!(
                !is_link || stays(),
                "{}: this link leads out of the output folder {}; remove it, or name another folder with -o",
                path.display(),
                self.path.display()
            );
            if number + 1 < parts.len() && !path.is_dir() {
                fs::create_dir(&path)
                    .or_else(|error| if path.is_dir() { Ok(()) } else { Err(error) })
                    .with_context(|| format!("{}: the folder cannot be made", path.display()))?;
            }
        }
        Ok(path)
    }
}

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
