//! Beads as tab-separated values.

use std::io;

use super::{Bitext, BitextFormat, numbers};
use crate::exchange::cell;

/// One bead a line with its texts.
pub(super) struct Tsv;

impl BitextFormat for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn about(&self) -> &'static str {
        "One bead a line: segment numbers, confidence, texts"
    }

    fn begin(&self, _: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "source\ttarget\tconfidence\tsource_text\ttarget_text")
    }

    fn write(&self, bitext: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        for bead in &bitext.alignment.beads {
            let (s, t) = bitext.sides(bead);
            let (a, b) = (numbers(&bead.source), numbers(&bead.target));
            writeln!(out, "{a}\t{b}\t{:.3}\t{}\t{}", bead.confidence, cell(&s), cell(&t))?;
        }
        Ok(())
    }
}
