//! Which file translates which, and which places of it translate which.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    align::{self, Pair, PairingRequest},
    check::Row,
    cli::{batch::Source, terminal},
    document::Document,
    glossary::LanguagePair,
    language::Language,
    segment::Segmenter,
    text::Span,
};

/// Which file translates which.
pub(super) enum Translations {
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
    pub(super) fn new(articles: &[PathBuf], translation: &Path) -> anyhow::Result<Self> {
        if !translation.is_dir() {
            return Ok(Self::File(translation.to_owned()));
        }
        anyhow::ensure!(
            !articles.is_empty() && articles.iter().all(|path| path.as_os_str() != "-"),
            "-: the translation of standard input must be a file, not a folder"
        );
        let pairing = PairingRequest::new(articles, translation).pairing()?;
        pairing.failures.into_iter().for_each(|failure| terminal::error(&failure.into()));
        Ok(Self::Folder {
            folder: translation.to_owned(),
            of: pairing.partners.into_iter().map(|pair| (pair.source, pair.target)).collect(),
            without: pairing.sources.into_iter().collect(),
        })
    }

    /// The translation of an article; none when `source` is no article but of the English side.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn of(&self, source: &Source) -> anyhow::Result<Option<PathBuf>> {
        let (folder, of, without) = match self {
            Self::File(path) => return Ok(Some(path.clone())),
            Self::Folder { folder, of, without } => (folder, of, without),
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

/// Line n translates line n.
pub(super) fn by_line(source: &Document, target: &Document) -> Vec<Row> {
    let mut rows: IndexMap<usize, Row> = IndexMap::new();
    for (document, is_source) in [(source, true), (target, false)] {
        for block in 0..document.blocks.len() {
            let text = document.text(block);
            let place = (block, Span::new(0, text.len()));
            let row = rows.entry(document.locate(block, 0).line).or_default();
            if is_source { row.source.push(place) } else { row.target.push(place) }
        }
    }
    rows.into_values().collect()
}

/// The rows of an alignment of the segments, and whether the documents look like translations of each other.
pub(super) fn aligned(
    source: &Document,
    target: &Document,
    languages: LanguagePair,
    options: &align::Options,
) -> (Vec<Row>, bool) {
    let (from, to) = (segments(source, languages.source), segments(target, languages.target));
    let source_texts: Vec<&str> = from.iter().map(|(block, span)| span.of(source.text(*block))).collect();
    let target_texts: Vec<&str> = to.iter().map(|(block, span)| span.of(target.text(*block))).collect();
    let pair = Pair { source: &source_texts, target: &target_texts };
    let alignment = align::align(&[pair], options).pop().unwrap_or_default();
    let is_translation = alignment.is_translation();
    let row =
        |bead: align::Bead| Row { source: from[bead.source].to_vec(), target: to[bead.target].to_vec() };
    (alignment.beads.into_iter().map(row).collect(), is_translation)
}

fn segments(document: &Document, language: Language) -> Vec<(usize, Span)> {
    let segmenter = Segmenter::new(language);
    (0..document.blocks.len())
        .flat_map(|block| {
            segmenter.segments(document.text(block)).map(move |span| (block, span)).collect::<Vec<_>>()
        })
        .collect()
}
