//! Occurrences, for people and for machines: one file a format.

mod jsonl;
mod kwic;
mod records;
mod tsv;

use std::io;

use crate::{
    document::Document,
    glossary::{Glossary, StyleId},
    language::Language,
    matching::Matches,
};

/// What is written of occurrences.
#[derive(Clone, Copy, Debug)]
pub struct Records<'g> {
    /// The glossary they are names of.
    pub glossary: &'g Glossary,
    /// The house style that says what is preferred.
    pub style: StyleId,
    /// The language of the equivalents.
    pub target: Language,
    /// Whether the names that may mean several concepts are written, too.
    pub ambiguous: bool,
    /// How much context a concordance shows on each side, in columns of a terminal.
    pub context: usize,
}

/// A format of occurrences.
///
/// ```
/// use drogman::exchange::{OCCURRENCE_FORMATS, Records};
/// use drogman::{document::Document, glossary::{Glossary, StyleId}, language::Language, matching::Matcher};
/// let glossary = Glossary::embedded();
/// let article = Document::from_text("a.txt", "Le maire d’Evlakh.".into());
/// let matches = Matcher::new(glossary, Language::French).unwrap().matches(&article);
/// let (style, target) = (StyleId::DEFAULT, Language::English);
/// let records = Records { glossary, style, target, ambiguous: false, context: 40 };
/// let tsv = OCCURRENCE_FORMATS.into_iter().find(|format| format.name() == "tsv").unwrap();
/// let mut out = tsv.header().as_bytes().to_vec();
/// tsv.write(&records, &article, &matches, &mut out).unwrap();
/// assert!(String::from_utf8(out).unwrap().contains("\na.txt\t1\t12\t"));
/// ```
pub trait OccurrenceFormat: Sync {
    /// What the command line calls it.
    fn name(&self) -> &'static str;

    /// What it is, for those who choose.
    fn about(&self) -> &'static str;

    /// Whether it is a layout for people on a terminal, else data.
    fn is_for_people(&self) -> bool {
        false
    }

    /// What stands before the first document.
    fn header(&self) -> &'static str {
        ""
    }

    /// Writes what was found in a document.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn write(
        &self,
        records: &Records<'_>,
        document: &Document,
        matches: &Matches,
        out: &mut dyn io::Write,
    ) -> io::Result<()>;
}

/// Every format of occurrences, the usual one first.
pub const OCCURRENCE_FORMATS: [&dyn OccurrenceFormat; 3] = [&kwic::Human, &tsv::Tsv, &jsonl::Jsonl];
