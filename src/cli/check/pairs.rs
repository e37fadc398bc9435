//! Which file translates which, and which places of it translate which.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::{
    align::{self, Pair},
    check::Row,
    cli::{align::TRANSLATION, batch::Source},
    document::Document,
    glossary::Glossary,
    language::Language,
    segment::Segmenter,
    text::Span,
};

/// Marks of languages in file names.
const SOURCE_MARKS: [&str; 3] = ["fr", "fra", "FR"];
const TARGET_MARKS: [&str; 3] = ["en", "eng", "EN"];

/// The translation of a source: the file itself, or the file of its name in the folder `translation`,
/// a language mark in the name (`a.fr.txt`, `a_en.txt`) changed or left out.
///
/// # Errors
/// When there is none.
pub(super) fn translation_of(source: &Source, translation: &Path) -> anyhow::Result<PathBuf> {
    if !translation.is_dir() {
        return Ok(translation.to_owned());
    }
    let Source::File { path, root } = source else {
        anyhow::bail!("-: the translation of standard input must be a file, not a folder");
    };
    let below = root.as_ref().and_then(|root| path.strip_prefix(root).ok());
    let below = below.unwrap_or_else(|| Path::new(path.file_name().unwrap_or_default()));
    let name = below.file_name().unwrap_or_default().to_string_lossy();
    let found = names(&name)
        .into_iter()
        .map(|name| translation.join(below.with_file_name(name)))
        .find(|path| path.is_file());
    found.ok_or_else(|| {
        anyhow::anyhow!("{}: no file of this name in {}", path.display(), translation.display())
    })
}

/// The names a translation may have.
fn names(name: &str) -> Vec<String> {
    let mut names = Vec::new();
    for separator in ['.', '_', '-'] {
        for (from, to) in SOURCE_MARKS.iter().zip(TARGET_MARKS) {
            let mark = format!("{separator}{from}.");
            if let Some(at) = name.rfind(&mark) {
                let (stem, ending) = (&name[..at], &name[at + mark.len()..]);
                names.push(format!("{stem}{separator}{to}.{ending}"));
                names.push(format!("{stem}.{ending}"));
            }
        }
    }
    names.push(name.to_owned());
    if let Some((stem, ending)) = name.rsplit_once('.') {
        names.extend(TARGET_MARKS.iter().map(|mark| format!("{stem}.{mark}.{ending}")));
    }
    names
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
pub(super) fn aligned(source: &Document, target: &Document, glossary: &Glossary) -> (Vec<Row>, bool) {
    let (from, to) =
        (segments(source, glossary.languages.source), segments(target, glossary.languages.target));
    let source_texts: Vec<&str> = from.iter().map(|(block, span)| span.of(source.text(*block))).collect();
    let target_texts: Vec<&str> = to.iter().map(|(block, span)| span.of(target.text(*block))).collect();
    let pair = Pair { source: &source_texts, target: &target_texts };
    let alignment = align::align(&[pair], &align::Options::default()).pop().unwrap_or_default();
    let row =
        |bead: align::Bead| Row { source: from[bead.source].to_vec(), target: to[bead.target].to_vec() };
    (alignment.beads.into_iter().map(row).collect(), alignment.score >= TRANSLATION)
}

fn segments(document: &Document, language: Language) -> Vec<(usize, Span)> {
    let segmenter = Segmenter::new(language);
    (0..document.blocks.len())
        .flat_map(|block| {
            segmenter.segments(document.text(block)).map(move |span| (block, span)).collect::<Vec<_>>()
        })
        .collect()
}
