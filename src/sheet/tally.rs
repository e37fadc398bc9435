use std::collections::BTreeMap;

use super::{
    example::{self, Example},
    unknown::{self, UnknownTally},
};
use crate::{
    document::Document,
    glossary::{ConceptId, Glossary},
    matching::{Casing, Deviation, Matches, Occurrence},
    segment::Segmenter,
    text::{Span, single_spaced},
};

/// The forms in use in some documents, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// How many documents were read.
    pub documents: usize,
    /// The forms found, by concept, term and spelling.
    pub forms: BTreeMap<FormKey, FormTally>,
    /// Names that no concept covers.
    pub unknown: BTreeMap<String, UnknownTally>,
}

/// What makes one row of the sheet: a term of a concept in one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormKey {
    /// The concept.
    pub concept: ConceptId,
    /// The term, by its place in the concept.
    pub term: usize,
    /// The form as it stands in the text; kinds of space and apostrophe and ALL CAPS set right.
    pub form: String,
}

/// How often and where a form is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormTally {
    /// How often it occurs.
    pub occurrences: usize,
    /// In how many documents.
    pub documents: usize,
    /// How many of the occurrences only probably mean the concept.
    pub unsure: usize,
    /// The earliest date of a document that uses it, where documents have dates.
    pub first_date: Option<String>,
    /// Whether the spelling differs from the glossary’s in more than typography.
    pub misspelt: bool,
    /// The best sentence to show it in.
    pub example: Example,
}

impl Sheet {
    /// The sheet of one document.
    ///
    /// ```
    /// use drogman::{document::Document, glossary::Glossary, language::Language, matching::Matcher};
    /// use drogman::{segment::Segmenter, sheet::Sheet};
    /// let glossary = Glossary::embedded();
    /// let matcher = Matcher::new(glossary, Language::French).unwrap();
    /// let article = Document::from_text("a.txt", "Bakou dort. Le maire de Bakou, Tartempion, aussi.".into());
    /// let sheet = Sheet::of(&article, &matcher.matches(&article), glossary, &Segmenter::new(Language::French));
    /// let (key, tally) = sheet.forms.first_key_value().unwrap();
    /// assert_eq!((&key.form[..], tally.occurrences, tally.documents), ("Bakou", 2, 1));
    /// assert!(sheet.unknown.contains_key("Tartempion"));
    /// ```
    pub fn of(document: &Document, matches: &Matches, glossary: &Glossary, segmenter: &Segmenter) -> Self {
        let mut sheet = Self { documents: 1, ..Self::default() };
        let (mut occurrences, mut ambiguities) = (&matches.occurrences[..], &matches.ambiguous[..]);
        for block in 0..document.blocks.len() {
            let here = take_first(&mut occurrences, |occurrence| occurrence.block <= block);
            let ambiguous = take_first(&mut ambiguities, |ambiguity| ambiguity.block <= block);
            let segments: Vec<Span> = segmenter.segments(document.text(block)).collect();
            for occurrence in here {
                sheet.count(document, glossary, occurrence, &segments);
            }
            let known = here.iter().map(|found| found.span).chain(ambiguous.iter().map(|found| found.span));
            let language = glossary.languages.source;
            unknown::count(document, block, &segments, &known.collect(), language, &mut sheet.unknown);
        }
        sheet
    }

    fn count(
        &mut self,
        document: &Document,
        glossary: &Glossary,
        occurrence: &Occurrence,
        segments: &[Span],
    ) {
        let key = FormKey {
            concept: occurrence.concept,
            term: occurrence.term,
            form: form_in_use(document, glossary, occurrence),
        };
        let tally = FormTally {
            occurrences: 1,
            documents: 1,
            unsure: usize::from(!occurrence.certainty.sure),
            first_date: document.date.clone(),
            misspelt: occurrence.deviation == Deviation::Spelling,
            example: example::of(document, occurrence.block, occurrence.span, segments),
        };
        match self.forms.get_mut(&key) {
            Some(known) => known.merge(tally, 0),
            None => {
                self.forms.insert(key, tally);
            }
        }
    }

    /// Adds the tallies of another sheet, made with the same glossary from other documents.
    ///
    /// Merging is associative and commutative: the sheet of a corpus does not depend on how it was split.
    ///
    /// ```
    /// use drogman::sheet::Sheet;
    /// let one = || Sheet { documents: 1, ..Sheet::default() };
    /// let mut corpus = one();
    /// corpus.merge(Sheet { documents: 2, ..Sheet::default() });
    /// assert_eq!(corpus.documents, 3);
    /// let mut otherwise = Sheet { documents: 2, ..Sheet::default() };
    /// otherwise.merge(one());
    /// assert_eq!(corpus, otherwise);
    /// ```
    pub fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.add(other, |documents| documents);
    }

    /// Adds the tallies of the next passage of the one document that this is the sheet of.
    pub fn go_on(&mut self, passage: Self) {
        self.documents = 1;
        self.add(passage, |_| 0);
    }

    /// Adds tallies; `more` says how many of their documents are new for a form that is known.
    fn add(&mut self, other: Self, more: impl Fn(usize) -> usize) {
        for (key, tally) in other.forms {
            match self.forms.get_mut(&key) {
                Some(known) => {
                    let documents = more(tally.documents);
                    known.merge(tally, documents);
                }
                None => {
                    self.forms.insert(key, tally);
                }
            }
        }
        for (name, tally) in other.unknown {
            match self.unknown.get_mut(&name) {
                Some(known) => known.merge(UnknownTally { documents: more(tally.documents), ..tally }),
                None => {
                    self.unknown.insert(name, tally);
                }
            }
        }
    }
}

impl FormTally {
    fn merge(&mut self, other: Self, documents: usize) {
        self.occurrences += other.occurrences;
        self.documents += documents;
        self.unsure += other.unsure;
        self.misspelt |= other.misspelt;
        self.first_date = earliest(self.first_date.take(), other.first_date);
        if other.example.better_than(&self.example) {
            self.example = other.example;
        }
    }
}

/// Takes the first items, all that are `wanted`, off a list in which those stand first.
fn take_first<'l, T>(list: &mut &'l [T], wanted: impl Fn(&T) -> bool) -> &'l [T] {
    let (first, rest) = list.split_at(list.partition_point(wanted));
    *list = rest;
    first
}

/// The earlier of two ISO dates; a date is earlier than none.
fn earliest(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The form of an occurrence as the sheet shows it: as it stands in the text, kinds of space and apostrophe and ALL CAPS
/// set right.
pub(crate) fn form_in_use(document: &Document, glossary: &Glossary, occurrence: &Occurrence) -> String {
    let written = occurrence.span.of(document.text(occurrence.block));
    let term = occurrence.term(glossary);
    let inflected = term.inflected();
    let listed = inflected.get(occurrence.inflection).map(|inflected| inflected.form.as_str());
    match (occurrence.deviation, listed) {
        (Deviation::Spelling, _) | (_, None) => single_spaced(written),
        (Deviation::House { .. }, _) if occurrence.casing != Casing::AllCaps => single_spaced(written),
        (_, Some(listed)) if occurrence.casing == Casing::Capitalised => capitalised(listed),
        (_, Some(listed)) => listed.to_owned(),
    }
}

fn capitalised(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
