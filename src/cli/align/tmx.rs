//! Beads as a translation memory.

use super::write::sides;
use crate::{
    align::{Alignment, DocumentPair, Pair},
    exchange::Tmx,
};

/// The codes of a pair's languages; French and English unless files or words say otherwise.
fn languages(pair: &DocumentPair) -> (&'static str, &'static str) {
    (pair.source.language.unwrap_or("fr"), pair.target.language.unwrap_or("en"))
}

/// The head of the file.
pub(super) fn start(pair: &DocumentPair) -> String {
    Tmx::head("sentence", languages(pair).0)
}

/// A unit for each bead with two sides; omissions are no translations.
pub(super) fn units(pair: &DocumentPair, texts: &Pair, alignment: &Alignment, weak: f32) -> String {
    let (from, to) = languages(pair);
    let mut out = String::new();
    for bead in &alignment.beads {
        let (source, target) = sides(texts, bead, " ");
        let (source, target) = (source.trim(), target.trim());
        if source.is_empty() || target.is_empty() {
            continue;
        }
        let mut facts = vec![
            ("document".to_owned(), pair.source.name.clone()),
            ("confidence".to_owned(), format!("{:.3}", bead.confidence)),
        ];
        if bead.confidence < weak {
            facts.push(("review".to_owned(), "weak".to_owned()));
        }
        Tmx::unit(&facts, [(from, source), (to, target)], &mut out);
    }
    out
}
