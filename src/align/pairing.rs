//! Which files belong together: two files as given, two folders by name, what is left by content.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use indexmap::IndexMap;

use super::{
    document_matching::match_documents,
    file_names::split_mark,
    segmented::{ReadDocument, SegmentedDocument},
};
use crate::document::{Document, ReadError, documents_below};

/// A document and its translation.
#[derive(Clone, Debug)]
pub struct DocumentPair {
    /// The document.
    pub source: SegmentedDocument,
    /// Its translation.
    pub target: SegmentedDocument,
    /// The name both files share, without endings and language marks.
    pub stem: String,
}

/// Pairs of documents that were read, and what went wrong with the others.
#[derive(Debug, Default)]
pub struct DocumentPairs {
    /// The pairs.
    pub pairs: Vec<DocumentPair>,
    /// Files that could not be read or have no partner.
    pub failures: Vec<PairingError>,
}

/// Why files cannot be paired.
#[derive(Debug, thiserror::Error)]
pub enum PairingError {
    /// Nothing is at the path.
    #[error("{}: no such file or folder", .0.display())]
    Missing(PathBuf),
    /// The sources are a folder or several files, the translation is one file.
    #[error("{}: the translation of a folder, or of several files, is a folder", .0.display())]
    NotAFolder(PathBuf),
    /// One side has no file; the paths, separated by commas.
    #[error("{0}: no file in this folder")]
    Empty(String),
    /// A file has no partner.
    #[error("{}: no file on the other side goes with it", .0.display())]
    Alone(PathBuf),
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// What is paired with what.
///
/// ```
/// use drogman::align::{Options, Pair, PairingRequest, align};
/// let folder = tempfile::tempdir().unwrap();
/// let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
/// file("convoi.fr.txt", "Le convoi est parti de Bakou. Il compte 30 camions.");
/// file("convoi.en.txt", "The convoy left Baku. It has 30 trucks.");
///
/// let sources = [folder.path().to_owned()];
/// let found = PairingRequest::new(&sources, folder.path()).pairs().unwrap();
/// assert!(found.failures.is_empty());
/// let pair = &found.pairs[0];
/// assert_eq!((pair.stem.as_str(), pair.source.language), ("convoi", Some("fr")));
/// let (source, target) = (pair.source.segments(), pair.target.segments());
/// let beads = &align(&[Pair { source: &source, target: &target }], &Options::default())[0].beads;
/// assert_eq!(beads.len(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PairingRequest<'a> {
    /// Files and folders of the source language.
    pub sources: &'a [PathBuf],
    /// The translation of the one source file, or a folder of translations.
    pub target: &'a Path,
    /// Every line of a file is a segment.
    pub segmented: bool,
    /// Codes of the languages of both sides, for folders that hold both.
    pub languages: Option<[&'static str; 2]>,
    /// Reads a file.
    pub read: ReadDocument,
}

/// A file and the file that translates it.
#[derive(Clone, Debug, Default)]
pub struct Partners {
    /// The file.
    pub source: PathBuf,
    /// Its translation.
    pub target: PathBuf,
    /// The name both share.
    pub stem: String,
}

/// Which files of two folders belong together.
#[derive(Debug, Default)]
pub struct Pairing {
    /// By name, then by content.
    pub partners: Vec<Partners>,
    /// Source files without a translation.
    pub sources: Vec<PathBuf>,
    /// Translations of nothing that was given.
    pub targets: Vec<PathBuf>,
    /// Why some files could not be read.
    pub failures: Vec<PairingError>,
}

impl<'a> PairingRequest<'a> {
    /// Pairs files and folders with a file or folder of translations.
    pub fn new(sources: &'a [PathBuf], target: &'a Path) -> Self {
        Self { sources, target, segmented: false, languages: None, read: Document::read }
    }

    /// Tells which files belong together and reads them.
    ///
    /// # Errors
    /// As [`Self::pairing`]; what else goes wrong stands in [`DocumentPairs::failures`].
    pub fn pairs(&self) -> Result<DocumentPairs, PairingError> {
        let Pairing { partners, sources, targets, mut failures } = self.pairing()?;
        // Translations of articles that were not given are no trouble.
        let all_given = self.sources.iter().all(|source| source.is_dir());
        let alone = sources.into_iter().chain(targets.into_iter().filter(|_| all_given));
        failures.extend(alone.map(PairingError::Alone));
        let [from, to] = self.codes();
        let mut pairs = Vec::new();
        for Partners { source, target, stem } in partners {
            let mut read = |path: &Path, language| self.read(path, language, &mut failures);
            if let (Some(source), Some(target)) = (read(&source, from), read(&target, to)) {
                pairs.push(DocumentPair { source, target, stem });
            }
        }
        Ok(DocumentPairs { pairs, failures })
    }

    /// Tells which files belong together: the two that are given, or those of two folders (which may be one)
    /// by name and, what is left, by content.
    ///
    /// # Errors
    /// When a side is a folder and the other is not, or holds no file.
    pub fn pairing(&self) -> Result<Pairing, PairingError> {
        let mut pairing = Pairing::default();
        if let ([source], false) = (self.sources, self.target.is_dir())
            && !source.is_dir()
        {
            let (source, target) = (source.clone(), self.target.to_owned());
            pairing.partners.push(Partners { stem: split_mark(&source).0, source, target });
            return Ok(pairing);
        }
        if !self.target.is_dir() {
            return Err(PairingError::NotAFolder(self.target.to_owned()));
        }
        by_name(self, &mut pairing)?;
        by_content(self, &mut pairing);
        Ok(pairing)
    }

    /// The codes of both sides, as far as they are given.
    fn codes(&self) -> [Option<&'static str>; 2] {
        self.languages.map_or([None, None], |codes| codes.map(Some))
    }

    /// Reads a file, or notes why it cannot be read.
    fn read(
        &self,
        path: &Path,
        language: Option<&'static str>,
        failures: &mut Vec<PairingError>,
    ) -> Option<SegmentedDocument> {
        match SegmentedDocument::read(path, self.segmented, language, self.read) {
            Ok(document) => Some(document),
            Err(error) => {
                failures.push(error.into());
                None
            }
        }
    }
}

/// Pairs what has one name on both sides; the rest is alone.
fn by_name(request: &PairingRequest<'_>, pairing: &mut Pairing) -> Result<(), PairingError> {
    let [from, to] = request.codes();
    let mut sources = side(request.sources, from, None)?;
    let language = sources.keys().find_map(|key| split_mark(&sources[key]).1);
    let mut targets = side(&[request.target.to_owned()], to, language)?;
    // One folder for both sides, and no marks in the names: the words tell.
    for (name, path) in sources.clone() {
        if targets.get(&name).is_some_and(|other| is_same(other, &path)) {
            let text = request.read(&path, None, &mut pairing.failures);
            let side = match text.and_then(|text| text.language) {
                Some(code) if code == to.unwrap_or("en") => &mut sources,
                _ => &mut targets,
            };
            side.shift_remove(&name);
        }
    }
    let mut targets: IndexMap<_, _> = targets.into_iter().map(|(k, v)| (k.to_lowercase(), v)).collect();
    for (stem, source) in sources {
        match targets.shift_remove(&stem.to_lowercase()) {
            Some(target) => pairing.partners.push(Partners { source, target, stem }),
            None => pairing.sources.push(source),
        }
    }
    pairing.targets = targets.into_values().collect();
    Ok(())
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The files of one side, by name below their folder. When names carry marks of several languages, only the
/// files of one count: the one asked for, else French first for the source, and for the target any but
/// the source's.
fn side(
    paths: &[PathBuf],
    wanted: Option<&'static str>,
    other: Option<&'static str>,
) -> Result<IndexMap<String, PathBuf>, PairingError> {
    if let Some(path) = paths.iter().find(|path| !path.exists()) {
        return Err(PairingError::Missing(path.clone()));
    }
    let mut files = with_folders(paths);
    let preferred = match (wanted, other) {
        (Some(code), _) => vec![code],
        (None, None) => vec!["fr", "de", "en"],
        (None, Some(_)) => vec!["en", "fr", "de"],
    };
    let present = |code: &&&str| files.iter().any(|(file, _)| split_mark(file).1 == Some(**code));
    let mark = preferred.iter().filter(|code| Some(**code) != other).find(present).copied();
    let mut marks: Vec<_> = files.iter().filter_map(|(file, _)| split_mark(file).1).collect();
    marks.sort_unstable();
    marks.dedup();
    if let (Some(mark), 2..) = (mark, marks.len()) {
        files.retain(|(file, _)| split_mark(file).1 == Some(mark));
    }
    if files.is_empty() {
        let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(PairingError::Empty(named.join(", ")));
    }
    let mut out = IndexMap::new();
    for (file, root) in files {
        let below = file.strip_prefix(&root).unwrap_or(&file).with_file_name(split_mark(&file).0);
        let name = below.to_string_lossy().replace('\\', "/");
        // Two files of one name, a.txt and a.html: the second goes by its whole name.
        let name = if out.contains_key(&name) { file.display().to_string() } else { name };
        out.insert(name, file);
    }
    Ok(out)
}

/// The files of some paths, each once and with the folder it was found in, in order.
fn with_folders(paths: &[PathBuf]) -> Vec<(PathBuf, PathBuf)> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(documents_below(path).0.into_iter().map(|file| (file, path.clone())));
        } else {
            files.push((path.clone(), path.parent().unwrap_or(path).to_owned()));
        }
    }
    let mut seen = HashSet::new();
    files.retain(|(file, _)| seen.insert(file.clone()));
    files.sort();
    files
}

/// Pairs by content what has no partner by name.
fn by_content(request: &PairingRequest<'_>, pairing: &mut Pairing) {
    let [from, to] = request.codes();
    if pairing.sources.is_empty() || pairing.targets.is_empty() {
        return;
    }
    let failures = &mut pairing.failures;
    let mut texts = |side: &mut Vec<PathBuf>, language| -> Vec<String> {
        let mut texts = Vec::new();
        side.retain(|path| match request.read(path, language, failures) {
            Some(text) => {
                texts.push(text.segments().join("\n"));
                true
            }
            None => false,
        });
        texts
    };
    let (sources, targets) = (texts(&mut pairing.sources, from), texts(&mut pairing.targets, to));
    let mut left: [Vec<Option<PathBuf>>; 2] =
        [&mut pairing.sources, &mut pairing.targets].map(|side| side.drain(..).map(Some).collect());
    for (s, t) in match_documents(&sources, &targets) {
        if let (Some(source), Some(target)) = (left[0][s].take(), left[1][t].take()) {
            pairing.partners.push(Partners { stem: split_mark(&source).0, source, target });
        }
    }
    let [sources, targets] = left.map(|side| side.into_iter().flatten().collect());
    (pairing.sources, pairing.targets) = (sources, targets);
}
