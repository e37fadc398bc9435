//! Which file translates which.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    align::{self, PairingRequest},
    cli::{batch::Source, terminal},
};

/// The translations of what is checked.
pub(super) struct Translations {
    files: Files,
    /// How a translation is aligned.
    pub alignment: align::Options,
}

/// Which file translates which.
enum Files {
    /// One file, of whatever is checked.
    File(PathBuf),
    /// The files of a folder.
    Folder {
        folder: PathBuf,
        of: FxHashMap<PathBuf, PathBuf>,
        /// Articles without a translation.
        without: FxHashSet<PathBuf>,
    },
}

impl Translations {
    /// Pairs what is to be checked with the files of a folder, as `align` does: by name, else by content.
    ///
    /// # Errors
    /// When one of them holds no file, or standard input is to be paired with a folder.
    pub(super) fn new(
        articles: &[PathBuf],
        translation: &Path,
        alignment: align::Options,
    ) -> anyhow::Result<Self> {
        if !translation.is_dir() {
            return Ok(Self { files: Files::File(translation.to_owned()), alignment });
        }
        anyhow::ensure!(
            !articles.is_empty() && articles.iter().all(|path| path.as_os_str() != "-"),
            "-: the translation of standard input must be a file, not a folder"
        );
        let pairing = PairingRequest::new(articles, translation).pairing()?;
        pairing.failures.into_iter().for_each(|failure| terminal::error(&failure.into()));
        let files = Files::Folder {
            folder: translation.to_owned(),
            of: pairing.partners.into_iter().map(|pair| (pair.source, pair.target)).collect(),
            without: pairing.sources.into_iter().collect(),
        };
        Ok(Self { files, alignment })
    }

    /// The translation of an article; none when `source` is no article but of the English side.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn of(&self, source: &Source) -> anyhow::Result<Option<PathBuf>> {
        let (folder, of, without) = match &self.files {
            Files::File(path) => return Ok(Some(path.clone())),
            Files::Folder { folder, of, without } => (folder, of, without),
        };
        let Source::File { path, .. } = source else { return Ok(None) };
        anyhow::ensure!(
            !without.contains(path),
            "{}: no translation of it in {}",
            path.display(),
            folder.display()
        );
        Ok(of.get(path).cloned())
    }
}
