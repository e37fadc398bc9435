//! Forms: what is known of a word whatever stands around it, looked up once and kept from document to document.

use super::key::Key;
use super::tally::plain;
use crate::extract::tag::entities::features::{self, Case, Parts, Word};
use crate::extract::tag::entities::{
    gazetteer,
    weights::{Sums, Weights},
};
use crate::extract::tag::general;
use crate::extract::tag::pos::lexicon;
use crate::text::TokenKind;
use rustc_hash::FxHashMap;

/// Forms that are kept; when there are more, the store is emptied and filled anew.
const KEPT: usize = 200_000;

/// What is no part of a name it stands before.
const TITLES: &[&str] = &["m.", "mm.", "m", "mm", "mme", "mmes", "mlle", "dr", "me", "monsieur", "madame"];

/// Prepositions that join the words of a term, beside «de».
const JOINS: &[&str] = &["à", "au", "aux", "en", "par", "pour", "sur", "avec", "sans"];

/// How the names of peoples end.
const PEOPLES: &[&str] = &[
    "ais", "aise", "aises", "ois", "oise", "oises", "ien", "ienne", "iens", "iennes", "éen", "éenne", "éens",
    "éennes", "ain", "aine", "ains", "aines", "éri", "éris", "érie", "éries", "iote", "iotes",
];

/// A form as it is kept.
pub(crate) struct Form {
    /// What the name tagger knows of it.
    pub word: Word,
    /// What it can be ([`lexicon::classes`]).
    pub classes: u32,
    /// Word, number, mark or address.
    pub kind: TokenKind,
    /// The number of the form in lower case.
    pub lower: u32,
    /// Hash of the form as terms are counted by it.
    pub key: u64,
    /// Whether terms are counted by the form as it is.
    pub is_key: bool,
    /// A preposition that may join the words of a term.
    pub joins: bool,
    /// A title, no part of the name after it.
    pub title: bool,
    /// The name of a people by its capital and its list or ending.
    pub people: bool,
    /// As [`gazetteer::longest_phrase`].
    pub phrase: usize,
    /// As [`gazetteer::goes_on`].
    pub goes_on: bool,
    /// Weights of its own features, seen from two places to the right up to two to the left.
    pub sums: [Sums; 5],
}

/// The forms met so far.
pub(crate) struct Forms {
    weights: &'static Weights,
    numbers: FxHashMap<Box<str>, u32>,
    forms: Vec<Form>,
    lower_numbers: FxHashMap<u64, u32>,
    lowers: Vec<Key>,
    features: Vec<u32>,
}

impl Forms {
    /// No forms yet; `weights` are those of the name tagger.
    pub(crate) fn new(weights: &'static Weights) -> Forms {
        Forms {
            weights,
            numbers: FxHashMap::default(),
            forms: Vec::new(),
            lower_numbers: FxHashMap::default(),
            lowers: Vec::new(),
            features: Vec::new(),
        }
    }

    /// The form of a number.
    pub(crate) fn get(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    /// The forms in lower case, by number.
    pub(crate) fn lowers(&self) -> &[Key] {
        &self.lowers
    }

    /// Empties the store when it has grown too large: between documents, as the numbers go.
    pub(crate) fn tidy(&mut self) {
        if self.forms.len() > KEPT {
            *self = Forms::new(self.weights);
        }
    }

    /// The number of a form, a token of this kind.
    pub(crate) fn number(&mut self, form: &str, kind: TokenKind) -> u32 {
        if let Some(number) = self.numbers.get(form) {
            return *number;
        }
        let made = self.form(form, kind);
        let number = self.forms.len() as u32;
        self.forms.push(made);
        self.numbers.insert(form.into(), number);
        number
    }

    /// Looks a form up.
    fn form(&mut self, form: &str, kind: TokenKind) -> Form {
        let mut word = Word::new(form, 0);
        word.general = general::class(&word.lower);
        let plainly = matches!(kind, TokenKind::Word | TokenKind::Number);
        let classes = if plainly { lexicon::classes(&word.lower) } else { 0 };
        let parts = Parts::new(form, &word);
        let mut sums = [Sums::default(); 5];
        for (i, sums) in sums.iter_mut().enumerate() {
            self.features.clear();
            features::word_features(&word, &parts, i as i8 - 2, &mut self.features);
            for f in &self.features {
                self.weights.add(*f, sums);
            }
        }
        let lower = *self.lower_numbers.entry(word.hash).or_insert_with(|| {
            self.lowers.push(Key::new(&word.lower));
            self.lowers.len() as u32 - 1
        });
        let (key, is_key) = match form {
            _ if form == word.lower && form.is_ascii() => (word.hash, true),
            _ => {
                let written = plain(form);
                let key = written.to_lowercase();
                (features::hash_bytes(key.as_bytes()), key == written)
            }
        };
        let people = word.case == Case::Capital
            && (classes & lexicon::PEOPLE != 0
                || classes & lexicon::EVERYDAY_WORD == 0 && PEOPLES.iter().any(|e| word.lower.ends_with(e)));
        Form {
            classes,
            kind,
            lower,
            key,
            is_key,
            joins: JOINS.contains(&word.lower.as_str()),
            title: TITLES.contains(&word.lower.as_str()),
            people,
            phrase: gazetteer::longest_phrase(&word.lower),
            goes_on: gazetteer::goes_on(&word.lower),
            sums,
            word,
        }
    }
}
