//! Whether a translation says a concept otherwise than by a term the matcher finds: a land by its people, a short term
//! within a longer one, a name by what stands in its place in the next sentence.

use std::cell::OnceCell;

use super::{page::Page, row::Row};
use crate::{
    glossary::{ConceptId, ConceptKind, Form},
    language::{
        names::is_pronoun,
        peoples::{Peoples, Phrase, PlainText},
    },
    text::words,
};

/// The words of the translation, row by row, made plain when they are asked for.
pub(super) struct Said<'r> {
    rows: &'r [Row],
    texts: Vec<OnceCell<PlainText>>,
}

/// How many rows before a row may name what it leaves out.
const BEFORE: usize = 3;
/// How many may where it has a pronoun.
const BEFORE_PRONOUN: usize = 10;
/// How many rows after it may, since translators move names.
const AFTER: usize = 1;

impl<'r> Said<'r> {
    /// Nothing read yet.
    pub(super) fn new(rows: &'r [Row]) -> Self {
        Self { rows, texts: rows.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The words of a row of the translation.
    fn text(&self, row: usize, target: &Page<'_>) -> &PlainText {
        self.texts[row].get_or_init(|| {
            let places = self.rows[row].target.iter();
            PlainText::joined(places.map(|&(block, span)| span.of(target.document.text(block))))
        })
    }

    /// Whether one of the phrases stands in a row of the translation.
    pub(super) fn in_row(&self, row: usize, phrases: &[Phrase], target: &Page<'_>) -> bool {
        let text = self.text(row, target);
        phrases.iter().any(|phrase| text.has(phrase))
    }

    /// The other rows whose translation may name what is named in this one, and spare it an alarm.
    pub(super) fn near(&self, row: usize, target: &Page<'_>) -> impl Iterator<Item = usize> {
        let has_pronoun = self.text(row, target).has_word(|word| is_pronoun(word, target.language));
        let before = if has_pronoun { BEFORE_PRONOUN } else { BEFORE };
        (row.saturating_sub(before)..self.rows.len().min(row + AFTER + 1)).filter(move |&near| near != row)
    }
}

/// What says a concept in the language of the translation: its terms, the lands or peoples that are the same, and one
/// name of a person, unless somebody with that name is among those `present`.
pub(super) fn phrases(target: &Page<'_>, concept: ConceptId, present: &[ConceptId]) -> Vec<Phrase> {
    let peoples = Peoples::of(target.language);
    let mut phrases = Vec::new();
    let concept = target.glossary.concept(concept);
    let is_shared = |name: &str| {
        let terms =
            present.iter().flat_map(|&other| target.glossary.concept(other).terms_in(target.language));
        terms
            .flat_map(|(_, term)| words(term.text()).map(|word| word.of(term.text())))
            .any(|word| word == name)
    };
    for (_, term) in concept.terms_in(target.language) {
        if matches!(term.form, Form::Pattern(_)) {
            continue;
        }
        for inflected in term.inflected() {
            let phrase = Phrase::new(&inflected.form);
            phrases.extend(peoples.akin(&phrase).cloned());
            phrases.push(phrase);
        }
        // «Kim said»: one of a person’s names is enough.
        if concept.kind == ConceptKind::Person {
            let names = words(term.text()).map(|word| word.of(term.text()));
            phrases
                .extend(names.filter(|name| name.chars().count() > 2 && !is_shared(name)).map(Phrase::new));
        }
    }
    phrases
}
