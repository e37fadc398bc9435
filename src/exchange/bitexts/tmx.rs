//! Beads as a translation memory.

use std::io;

use super::{Bitext, BitextFormat};
use crate::exchange::Tmx;

/// Translation memory: a unit for each bead with two sides; omissions are no translations.
pub(super) struct Memory;

impl BitextFormat for Memory {
    fn name(&self) -> &'static str {
        "tmx"
    }

    fn about(&self) -> &'static str {
        "Translation memory (TMX 1.4b)"
    }

    fn begin(&self, first: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(Tmx::head("sentence", first.languages().0).as_bytes())
    }

    fn write(&self, bitext: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let (from, to) = bitext.languages();
        let mut units = String::new();
        for bead in &bitext.alignment.beads {
            let (source, target) = bitext.sides(bead);
            let (source, target) = (source.trim(), target.trim());
            if source.is_empty() || target.is_empty() {
                continue;
            }
            let mut facts = vec![
                ("document".to_owned(), bitext.source.name.to_owned()),
                ("confidence".to_owned(), format!("{:.3}", bead.confidence)),
            ];
            if bitext.is_weak(bead) {
                facts.push(("review".to_owned(), "weak".to_owned()));
            }
            Tmx::unit(&facts, &[(from, source), (to, target)], &mut units);
        }
        out.write_all(units.as_bytes())
    }

    fn end(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(Tmx::FOOT.as_bytes())
    }
}
