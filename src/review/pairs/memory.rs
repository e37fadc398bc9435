//! Pairs as a translation memory.

use super::{PairEntry, in_force::PairDecisions};
use crate::{
    align::{Alignment, Bead, Pair},
    exchange::{BITEXT_FORMATS, Bitext, BitextSide},
    review::{Refused, Review, corpus::DocumentText},
    text::{Span, single_spaced},
};

/// Beads less sure than this are marked for review.
const WEAK: f32 = 0.5;

impl Review {
    /// A pair, or all of them, as a file in a format of aligned texts, with its name: the beads as they stand now. What
    /// somebody confirmed or made is sure.
    ///
    /// # Errors
    /// When there is no such pair or format, or a file of a pair cannot be read.
    pub(crate) fn memory(&self, format: &str, pair: Option<&str>) -> Result<(String, Vec<u8>), Refused> {
        let format = BITEXT_FORMATS.into_iter().find(|known| known.name() == format);
        let format = format.ok_or_else(|| {
            let known: Vec<_> = BITEXT_FORMATS.into_iter().map(|known| known.name()).collect();
            Refused::Bad(format!("no such format of aligned texts; there are {}", known.join(", ")))
        })?;
        let entries = match pair {
            Some(id) => vec![self.pair_entry(id)?],
            None => self.pair_entries().to_vec(),
        };
        if entries.is_empty() {
            return Err(Refused::Bad("there are no translations: begin with --translation".to_owned()));
        }
        if format.holds_one() && entries.len() > 1 {
            return Err(Refused::Bad("this format holds one pair: choose one".to_owned()));
        }
        let mut out = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            self.with_bitext(entry, entries.len() > 1, |bitext| {
                if number == 0 {
                    format.begin(bitext, &mut out)?;
                }
                format.write(bitext, &mut out)
            })?;
        }
        format.end(&mut out).map_err(|error| Refused::Failed(error.to_string()))?;
        Ok((format!("memory.{}", format.ending()), out))
    }

    /// Calls `work` with a pair as it stands now.
    fn with_bitext(
        &self,
        entry: &PairEntry,
        among_others: bool,
        work: impl FnOnce(&Bitext<'_>) -> std::io::Result<()>,
    ) -> Result<(), Refused> {
        let aligned = self.aligned(entry)?;
        let beads = aligned.beads(&PairDecisions::of(&self.decisions(), &entry.id));
        let (source, target) = (self.document(entry.source)?, self.document(entry.target)?);
        let (from, to) =
            (texts(&source, &aligned.documents.source)?, texts(&target, &aligned.documents.target)?);
        let (from, to): (Vec<&str>, Vec<&str>) =
            (from.iter().map(String::as_str).collect(), to.iter().map(String::as_str).collect());
        let beads = beads.into_iter().map(|bead| Bead {
            confidence: if bead.ok { 1.0 } else { bead.p.unwrap_or(1.0) },
            source: bead.source,
            target: bead.target,
        });
        let alignment = Alignment { beads: beads.collect(), score: aligned.documents.alignment.score };
        let name = |id| self.corpus().get(id).map_or_else(String::new, |entry| entry.name.clone());
        let (source_name, target_name) = (name(entry.source), name(entry.target));
        let languages = self.files().glossary().languages;
        let bitext = Bitext {
            source: BitextSide { name: &source_name, language: Some(languages.source.code()) },
            target: BitextSide { name: &target_name, language: Some(languages.target.code()) },
            texts: &Pair { source: &from, target: &to },
            alignment: &alignment,
            weak: WEAK,
            names: None,
            among_others,
        };
        work(&bitext).map_err(|error| Refused::Failed(error.to_string()))
    }

    /// The sentences of all pairs with their translations, as they stand now; `least`: how sure a bead has to be.
    pub(crate) fn translated_sentences(&self, least: f32) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for entry in self.pair_entries().iter() {
            // What cannot be read teaches nothing.
            let _ = self.with_bitext(entry, true, |bitext| {
                for bead in bitext.alignment.beads.iter().filter(|bead| bead.confidence >= least) {
                    let source = bitext.texts.source[bead.source.clone()].join(" ");
                    let target = bitext.texts.target[bead.target.clone()].join(" ");
                    if !source.trim().is_empty() && !target.trim().is_empty() {
                        out.push((source, target));
                    }
                }
                Ok(())
            });
        }
        out
    }
}

/// The segments of a document, spaces and line ends within them made one space.
fn texts(text: &DocumentText, segments: &[(usize, Span)]) -> Result<Vec<String>, Refused> {
    let document = text.document();
    let inside = |&(block, span): &(usize, Span)| {
        let block = (block < document.blocks.len()).then(|| document.text(block));
        block.and_then(|text| text.get(span.start..span.end)).map(single_spaced)
    };
    segments.iter().map(inside).collect::<Option<_>>().ok_or(Refused::Gone)
}
