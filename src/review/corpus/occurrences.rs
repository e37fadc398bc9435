//! The names found in the documents: sixteen bytes each, and a table of the forms.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{DocumentId, units};
use crate::{
    document::Document,
    extract::Mention,
    glossary::{ConceptId, Glossary},
    matching::{Matches, Occurrence},
    sheet::form_in_use,
    text::{Span, single_spaced},
};

/// A form in use, by its place in the table of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FormId(pub(crate) u32);

/// A form in use: as it is written, kinds of space and apostrophe and ALL CAPS set right.
#[derive(Clone, Debug)]
pub(crate) struct FormInUse {
    /// As written.
    pub(crate) form: String,
    /// The first of its occurrences, which says what it is in the glossary; none for a name that the glossary does not
    /// have.
    pub(crate) first: Option<Occurrence>,
    /// How many documents it stands in.
    pub(crate) documents: usize,
    /// Its occurrences, by their places in the list of all.
    places: Vec<u32>,
    /// The last document it was found in.
    last: DocumentId,
}

/// A name found at a place of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The document.
    pub(crate) document: DocumentId,
    /// Where it starts in the document’s text (UTF-16 units).
    pub(crate) start: u32,
    /// Where it ends.
    pub(crate) end: u32,
    /// Its form.
    pub(crate) form: FormId,
}

/// What makes two occurrences those of one form: the concept, the place of the term, and what is written; for a name that
/// the glossary does not have what is written alone.
type Key = (Option<(ConceptId, u16)>, Box<str>);

/// The names found in one document that was read.
#[derive(Default)]
pub(crate) struct FoundInDocument {
    forms: Vec<(Key, Option<Occurrence>)>,
    numbers: FxHashMap<Key, u32>,
    /// Start, end, and the place of the form in `forms`.
    found: Vec<(u32, u32, u32)>,
}

/// How much a name is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InUse {
    /// Occurrences.
    pub(crate) n: usize,
    /// The documents they stand in, in order.
    pub(crate) documents: Vec<DocumentId>,
    /// By spelling, most found first.
    pub(crate) forms: Vec<(String, usize)>,
}

/// The names found.
#[derive(Default)]
pub(crate) struct Occurrences {
    forms: Vec<FormInUse>,
    numbers: FxHashMap<Key, FormId>,
    found: Vec<Found>,
    by_concept: FxHashMap<ConceptId, Vec<FormId>>,
    unknown: Vec<FormId>,
    /// Where the occurrences of a document are in `found`; those of what the glossary does not have come later.
    ranges: FxHashMap<DocumentId, Vec<Range<usize>>>,
}

impl FoundInDocument {
    /// The names of the glossary in a document, those of its source language.
    pub(crate) fn of_matches(document: &Document, matches: &Matches, glossary: &Glossary) -> Self {
        let mut all = Self::default();
        let mut walk = Walk::new(document);
        let source = glossary.languages.source;
        for occurrence in matches.occurrences.iter().filter(|found| found.language == source) {
            let form = form_in_use(document, glossary, occurrence);
            let key = (Some((occurrence.concept, occurrence.term as u16)), form.into_boxed_str());
            let (start, end) = walk.place(occurrence.block, occurrence.span);
            all.add(key, Some(occurrence), start, end);
        }
        all
    }

    /// Names that the glossary does not have: those that do not lie within one that was found.
    pub(crate) fn of_mentions(document: &Document, mentions: &[Mention], known: &[(u32, u32)]) -> Self {
        let mut all = Self::default();
        let mut walk = Walk::new(document);
        for mention in mentions {
            let span = Span::new(mention.start, mention.end);
            let (start, end) = walk.place(mention.block, span);
            let next = known.partition_point(|&(_, known_end)| known_end <= start);
            if known[next..].first().is_some_and(|&(from, to)| from <= start && end <= to) {
                continue;
            }
            let form = single_spaced(span.of(document.text(mention.block)));
            all.add((None, form.into_boxed_str()), None, start, end);
        }
        all
    }

    /// Where they stand, in order.
    pub(crate) fn places(&self) -> Vec<(u32, u32)> {
        self.found.iter().map(|&(start, end, _)| (start, end)).collect()
    }

    fn add(&mut self, key: Key, occurrence: Option<&Occurrence>, start: u32, end: u32) {
        let next = self.forms.len() as u32;
        let number = *self.numbers.entry(key).or_insert_with_key(|key| {
            self.forms.push((key.clone(), occurrence.cloned()));
            next
        });
        self.found.push((start, end, number));
    }
}

/// A walk through the places of a document in their order.
struct Walk<'d> {
    document: &'d Document,
    block: usize,
    byte: usize,
    units: u32,
}

impl<'d> Walk<'d> {
    fn new(document: &'d Document) -> Self {
        Self { document, block: 0, byte: 0, units: 0 }
    }

    /// Where a span of a block stands in the text of the document (UTF-16 units).
    fn place(&mut self, block: usize, span: Span) -> (u32, u32) {
        if block < self.block || block == self.block && span.start < self.byte {
            *self = Self::new(self.document);
        }
        while self.block < block {
            self.units += units(&self.document.text(self.block)[self.byte..]) + super::BETWEEN.len() as u32;
            (self.block, self.byte) = (self.block + 1, 0);
        }
        let text = self.document.text(block);
        self.units += units(&text[self.byte..span.start]);
        self.byte = span.start;
        (self.units, self.units + units(span.of(text)))
    }
}

impl Occurrences {
    /// Takes up what was found in a document.
    pub(super) fn take(&mut self, document: DocumentId, found: FoundInDocument) {
        let forms: Vec<FormId> = found.forms.into_iter().map(|(key, first)| self.form(key, first)).collect();
        let first = self.found.len();
        self.ranges.entry(document).or_default().push(first..first + found.found.len());
        for (start, end, number) in found.found {
            let form = forms[number as usize];
            let found = Found { document, start, end, form };
            self.note(self.found.len(), found);
            self.found.push(found);
        }
    }

    fn form(&mut self, key: Key, first: Option<Occurrence>) -> FormId {
        if let Some(form) = self.numbers.get(&key) {
            return *form;
        }
        let id = FormId(self.forms.len() as u32);
        match key.0 {
            Some((concept, _)) => self.by_concept.entry(concept).or_default().push(id),
            None => self.unknown.push(id),
        }
        let form = String::from(key.1.clone());
        self.forms.push(FormInUse { form, first, documents: 0, places: Vec::new(), last: DocumentId(0) });
        self.numbers.insert(key, id);
        id
    }

    /// What was found in a document.
    pub(crate) fn in_document(&self, document: DocumentId) -> impl Iterator<Item = &Found> {
        self.ranges.get(&document).into_iter().flatten().flat_map(|range| &self.found[range.clone()])
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// A form in use.
    pub(crate) fn get(&self, form: FormId) -> &FormInUse {
        &self.forms[form.0 as usize]
    }

    /// The forms in use of each concept.
    pub(crate) fn concepts(&self) -> impl Iterator<Item = (ConceptId, &[FormId])> {
        self.by_concept.iter().map(|(concept, forms)| (*concept, forms.as_slice()))
    }

    /// The forms in use of a concept.
    pub(crate) fn of_concept(&self, concept: ConceptId) -> &[FormId] {
        self.by_concept.get(&concept).map_or(&[], Vec::as_slice)
    }

    /// The names that the glossary does not have.
    pub(crate) fn unknown(&self) -> &[FormId] {
        &self.unknown
    }

    /// The occurrences of forms, in the order of documents and places.
    pub(crate) fn of_forms(&self, forms: &[FormId]) -> Vec<Found> {
        let places = forms.iter().flat_map(|form| &self.get(*form).places);
        let mut found: Vec<Found> = places.map(|place| self.found[*place as usize]).collect();
        found.sort_by_key(|found| (found.document, found.start));
        found
    }

    /// The first occurrence of forms.
    pub(crate) fn first_of(&self, forms: &[FormId]) -> Option<Found> {
        let first = forms.iter().filter_map(|form| self.get(*form).places.first());
        first.map(|place| self.found[*place as usize]).min_by_key(|found| (found.document, found.start))
    }

    /// How much forms are used.
    pub(crate) fn in_use(&self, forms: &[FormId]) -> InUse {
        let found = self.of_forms(forms);
        let mut documents: Vec<DocumentId> = found.iter().map(|found| found.document).collect();
        documents.dedup();
        let mut by_form: Vec<(String, usize)> = Vec::new();
        for form in forms.iter().map(|form| self.get(*form)) {
            match by_form.iter_mut().find(|(known, _)| *known == form.form) {
                Some((_, n)) => *n += form.places.len(),
                None => by_form.push((form.form.clone(), form.places.len())),
            }
        }
        by_form.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        InUse { n: found.len(), documents, forms: by_form }
    }

    /// Leaves what was found in a document out, which is to be read again.
    pub(super) fn forget(&mut self, document: DocumentId) {
        self.found.retain(|found| found.document != document);
        self.ranges.clear();
        for form in &mut self.forms {
            form.places.clear();
            form.documents = 0;
        }
        for place in 0..self.found.len() {
            let found = self.found[place];
            match self.ranges.entry(found.document).or_default() {
                ranges if ranges.last().is_some_and(|last| last.end == place) => {
                    if let Some(last) = ranges.last_mut() {
                        last.end += 1;
                    }
                }
                ranges => ranges.push(place..place + 1),
            }
            self.note(place, found);
        }
    }

    /// Notes that a form stands at a place of the list of all.
    fn note(&mut self, place: usize, found: Found) {
        let used = &mut self.forms[found.form.0 as usize];
        if used.places.is_empty() || used.last != found.document {
            used.documents += 1;
            used.last = found.document;
        }
        used.places.push(place as u32);
    }
}

impl FormInUse {
    /// How often it was found.
    pub(crate) fn count(&self) -> usize {
        self.places.len()
    }
}
