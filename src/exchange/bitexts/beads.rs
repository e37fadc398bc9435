//! Beads as numbers alone.

use std::io;

use super::{Bitext, BitextFormat, numbers};
use crate::text::visible;

/// One bead a line, the numbers of its segments.
pub(super) struct Beads;

impl BitextFormat for Beads {
    fn name(&self) -> &'static str {
        "beads"
    }

    fn about(&self) -> &'static str {
        "One bead a line: [0,1]:[2]"
    }

    fn ending(&self) -> &'static str {
        "align"
    }

    fn write(&self, bitext: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        if bitext.among_others {
            writeln!(out, "# {}\t{}", visible(bitext.source.name), visible(bitext.target.name))?;
        }
        for bead in &bitext.alignment.beads {
            writeln!(out, "[{}]:[{}]", numbers(&bead.source), numbers(&bead.target))?;
        }
        Ok(())
    }
}
