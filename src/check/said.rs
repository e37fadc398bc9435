//! Whether a translation says a concept otherwise than by a term the matcher finds: a land by its people, a short term
//! within a longer one, a name by what stands in its place in the next sentence.

use std::cell::OnceCell;

use super::{page::Page, pair::Row};
use crate::{
    glossary::{ConceptId, Form},
    language::peoples::{Peoples, Phrase, PlainText},
};

/// The words of the translation, row by row, made plain when they are asked for.
pub(super) struct Said<'r> {
    rows: &'r [Row],
    texts: Vec<OnceCell<PlainText>>,
}

/// How many rows before a row may name what it leaves to a pronoun.
const BEFORE: usize = 3;
/// How many rows after it may, since translators move names.
const AFTER: usize = 1;

impl<'r> Said<'r> {
    /// Nothing read yet.
    pub(super) fn new(rows: &'r [Row]) -> Self {
        Self { rows, texts: rows.iter().map(|_| OnceCell::new()).collect() }
    }

    /// Whether one of the phrases stands in a row of the translation.
    pub(super) fn in_row(&self, row: usize, phrases: &[Phrase], target: &Page<'_>) -> bool {
        let text = self.texts[row].get_or_init(|| {
            let places = self.rows[row].target.iter();
            PlainText::joined(places.map(|&(block, span)| span.of(target.document.text(block))))
        });
        phrases.iter().any(|phrase| text.has(phrase))
    }

    /// Whether one of the phrases stands in a row nearby.
    pub(super) fn nearby(&self, row: usize, phrases: &[Phrase], target: &Page<'_>) -> bool {
        near(row, self.rows.len()).any(|near| self.in_row(near, phrases, target))
    }
}

/// The rows whose translation may name what is named in this one.
pub(super) fn near(row: usize, rows: usize) -> impl Iterator<Item = usize> {
    (row.saturating_sub(BEFORE)..rows.min(row + AFTER + 1)).filter(move |&near| near != row)
}

/// What says a concept in the language of the translation: its terms, and the lands or peoples that are the same.
pub(super) fn phrases(target: &Page<'_>, concept: ConceptId) -> Vec<Phrase> {
    let peoples = Peoples::of(target.language);
    let mut phrases = Vec::new();
    for (_, term) in target.glossary.concept(concept).terms_in(target.language) {
        if matches!(term.form, Form::Pattern(_)) {
            continue;
        }
        for inflected in term.inflected() {
            let phrase = Phrase::new(&inflected.form);
            phrases.extend(peoples.akin(&phrase).cloned());
            phrases.push(phrase);
        }
    }
    phrases
}
