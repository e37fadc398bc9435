//! A folder that files are written to and that they do not leave.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

/// Why a file cannot be written below a folder.
#[derive(Debug, thiserror::Error)]
pub enum OutputFolderError {
    /// What should be a folder is a file.
    #[error("{}: this is a file, not a folder; name a folder with -o", .0.display())]
    File(PathBuf),
    /// A link on the way leads somewhere else.
    #[error("{}: this link leads out of the output folder {}; remove it, or name another folder with -o",
        link.display(), folder.display())]
    Outside {
        /// The link.
        link: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// A folder cannot be made.
    #[error("{}: the output folder cannot be made: {source}", path.display())]
    Make {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A folder for outputs.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    /// Where it is without links.
    real: PathBuf,
}

impl OutputFolder {
    /// The folder at `path`, made when it is not there.
    ///
    /// # Errors
    /// When it is a file, or cannot be made.
    pub fn make(path: &Path) -> Result<Self, OutputFolderError> {
        if path.exists() && !path.is_dir() {
            return Err(OutputFolderError::File(path.to_owned()));
        }
        let failed = |source| OutputFolderError::Make { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(failed)?;
        let real = path.canonicalize().map_err(failed)?;
        Ok(Self { path: path.to_owned(), real })
    }

    /// The file at `below`, a path below the folder; the folders on the way are made.
    ///
    /// # Errors
    /// When a link on the way leads out of the folder, or a folder cannot be made.
    ///
    /// ```
    /// use drogman::document::OutputFolder;
    /// let folder = tempfile::tempdir().unwrap();
    /// let out = OutputFolder::make(&folder.path().join("out")).unwrap();
    /// let file = out.file("../2023/a.txt".as_ref()).unwrap();
    /// assert_eq!(file, folder.path().join("out/2023/a.txt"));
    /// assert!(folder.path().join("out/2023").is_dir());
    /// ```
    pub fn file(&self, below: &Path) -> Result<PathBuf, OutputFolderError> {
        let mut path = self.path.clone();
        let parts: Vec<_> = below.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        for (number, part) in parts.iter().enumerate() {
            path.push(part);
            let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
            if is_link && !path.canonicalize().is_ok_and(|real| real.starts_with(&self.real)) {
                return Err(OutputFolderError::Outside { link: path, folder: self.path.clone() });
            }
            if number + 1 < parts.len() && !path.is_dir() {
                fs::create_dir(&path)
                    .or_else(|error| if path.is_dir() { Ok(()) } else { Err(error) })
                    .map_err(|source| OutputFolderError::Make { path: path.clone(), source })?;
            }
        }
        Ok(path)
    }
}
