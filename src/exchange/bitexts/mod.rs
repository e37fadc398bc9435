//! Two texts with the beads that align them: one file a format.

mod beads;
mod html;
mod jsonl;
mod names;
mod tmx;
mod tsv;

pub use names::BitextNames;

use std::{io, ops::Range};

use super::Ui;
use crate::align::{Alignment, Bead, Pair};

/// A text, its translation and how they are aligned.
#[derive(Clone, Copy)]
pub struct Bitext<'a> {
    /// The text.
    pub source: BitextSide<'a>,
    /// Its translation.
    pub target: BitextSide<'a>,
    /// The segments of both.
    pub texts: &'a Pair<'a>,
    /// The beads.
    pub alignment: &'a Alignment,
    /// Beads less sure than this (0 to 1) are to be reviewed.
    pub weak: f32,
    /// What finds the names to mark, where a format marks them ([`BitextFormat::marks_names`]).
    pub names: Option<&'a BitextNames>,
    /// Whether more than one bitext is written to the same place.
    pub among_others: bool,
}

/// One of the two texts.
#[derive(Clone, Copy, Debug)]
pub struct BitextSide<'a> {
    /// What messages call it.
    pub name: &'a str,
    /// The code of its language, where it is known.
    pub language: Option<&'a str>,
}

impl Bitext<'_> {
    /// The codes of the languages; French and English unless files or words say otherwise.
    fn languages(&self) -> (&str, &str) {
        (self.source.language.unwrap_or("fr"), self.target.language.unwrap_or("en"))
    }

    /// Both sides of a bead as running text.
    fn sides(&self, bead: &Bead) -> (String, String) {
        let (source, target) =
            (&self.texts.source[bead.source.clone()], &self.texts.target[bead.target.clone()]);
        (source.join(" "), target.join(" "))
    }

    fn is_weak(&self, bead: &Bead) -> bool {
        bead.confidence < self.weak
    }
}

/// A format of aligned texts: `begin` with the first, `write` each, `end`.
///
/// ```
/// use drogman::align::{Options, Pair, align};
/// use drogman::exchange::{BITEXT_FORMATS, Bitext, BitextSide};
/// let texts = Pair { source: &["Bakou dort."], target: &["Baku sleeps."] };
/// let alignment = &align(&[texts.clone()], &Options::default())[0];
/// let side = |name| BitextSide { name, language: None };
/// let (source, target) = (side("a.fr"), side("a.en"));
/// let bitext =
///     Bitext { source, target, texts: &texts, alignment, weak: 0.0, names: None, among_others: false };
/// let beads = BITEXT_FORMATS.into_iter().find(|format| format.name() == "beads").unwrap();
/// let mut out = Vec::new();
/// beads.write(&bitext, &mut out).unwrap();
/// assert_eq!(out, b"[0]:[0]\n");
/// ```
pub trait BitextFormat: Sync {
    /// What the command line calls it.
    fn name(&self) -> &'static str;

    /// What it is, for those who choose.
    fn about(&self) -> &'static str;

    /// The ending of its files.
    fn ending(&self) -> &'static str {
        self.name()
    }

    /// Whether a file holds one bitext only.
    fn holds_one(&self) -> bool {
        false
    }

    /// Whether it marks the names in the texts ([`Bitext::names`]).
    fn marks_names(&self) -> bool {
        false
    }

    /// Writes what stands before the first bitext.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn begin(&self, _first: &Bitext<'_>, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes a bitext.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn write(&self, bitext: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes a bitext; a page has its headings and words in the language of the reader.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn write_in(&self, bitext: &Bitext<'_>, _ui: Ui, out: &mut dyn io::Write) -> io::Result<()> {
        self.write(bitext, out)
    }

    /// Writes what stands after the last bitext.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn end(&self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}

/// Every format of aligned texts, the usual one first.
pub const BITEXT_FORMATS: [&dyn BitextFormat; 5] =
    [&tmx::Memory, &tsv::Tsv, &beads::Beads, &jsonl::Jsonl, &html::Html];

/// Segment numbers, separated by commas.
fn numbers(range: &Range<usize>) -> String {
    range.clone().map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}
