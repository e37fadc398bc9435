//! A new project: a configuration with comments and a first glossary.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::CONFIGURATION;

/// The name of a first glossary, and its text: it lies on the embedded one.
pub(crate) const FIRST_GLOSSARY: (&str, &str) = ("glossary.yaml", include_str!("templates/glossary.yaml"));

/// The files of a new project, by name, with their texts.
const FILES: [(&str, &str); 2] = [(CONFIGURATION, include_str!("templates/drogman.yaml")), FIRST_GLOSSARY];

/// The files that [`start`] wrote, and those that were there and stayed as they were.
#[derive(Clone, Debug, Default)]
pub struct Started {
    /// Written.
    pub written: Vec<PathBuf>,
    /// Kept.
    pub kept: Vec<PathBuf>,
}

impl Started {
    /// What was done, in words.
    pub fn remarks(&self) -> Vec<String> {
        let written = self.written.iter().map(|file| format!("{}: written", file.display()));
        let kept = self.kept.iter().map(|file| format!("{}: it is there already and stays", file.display()));
        written.chain(kept).collect()
    }
}

/// Writes a configuration and a first glossary into a folder, which is made when it is not there. What is there already
/// is never changed.
///
/// # Errors
/// When the folder cannot be made or a file cannot be written.
///
/// ```
/// use drogman::project::{Config, read_glossary, start};
/// let folder = tempfile::tempdir().unwrap();
/// assert_eq!(start(folder.path()).unwrap().written.len(), 2);
/// assert_eq!(start(folder.path()).unwrap().kept.len(), 2);
///
/// let config = Config::find(folder.path()).unwrap();
/// let found = read_glossary(folder.path(), &[], &config).unwrap();
/// assert_eq!(found.layers.len(), 2, "the embedded glossary lies beneath one’s own");
/// assert!(found.reading.problems.is_empty());
/// ```
pub fn start(folder: &Path) -> io::Result<Started> {
    std::fs::create_dir_all(folder)?;
    let mut started = Started::default();
    for (name, text) in FILES {
        let path = if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) };
        match std::fs::File::create_new(&path)
            .and_then(|mut file| io::Write::write_all(&mut file, text.as_bytes()))
        {
            Ok(()) => started.written.push(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => started.kept.push(path),
            Err(error) => return Err(error),
        }
    }
    Ok(started)
}
