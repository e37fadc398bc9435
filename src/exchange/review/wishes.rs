//! From the cells that were edited to what is to change in the glossary.

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Cell, Review, ReviewRow,
    alike::alike,
    change::{Change, TermRef},
    compare, expected, row,
};
use crate::{
    glossary::{Concept, Glossary, Slot, StyleId},
    language::Language,
};

/// A change that a review asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The row that asks for it first, from 1.
    pub line: usize,
    /// The concept’s id.
    pub concept: String,
    /// The change.
    pub change: Change,
}

/// What a review asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The changes, in an order in which they can be made.
    pub wishes: Vec<Wish>,
    /// What cannot be done: the line and why.
    pub conflicts: Vec<(usize, String)>,
    /// Rows with a cell that cannot be read: the line and why.
    pub refused: Vec<(usize, String)>,
}

/// What a review asks for: the cells that say something else than drogman would write today in `style`, the style
/// the review was made in.
pub fn wishes(review: &Review, glossary: &Glossary, style: StyleId) -> Wishes {
    let mut gathered = Gathered::new(review, glossary, style);
    let list =
        if review.is_sheet { FxHashMap::default() } else { expected::of_list(glossary, style, review) };
    for ((id, language, form), rows) in gathered.by_form() {
        let Some(place) = glossary.concept_id(&id) else { continue };
        let concept = glossary.concept(place);
        let rows_expected = if review.is_sheet {
            let fitting = expected::of_form(glossary, style, place, &form);
            if fitting.is_empty() { gathered.untouched(concept, &form, &rows) } else { fitting }
        } else {
            let of_id = list.get(&id).map(Vec::as_slice).unwrap_or_default();
            let is_it = |row: &&expected::Expected| {
                let term = &concept.terms[row.term];
                term.language == language && alike(&form, term.text())
            };
            of_id.iter().filter(is_it).cloned().collect()
        };
        let pairs = compare::pair(&rows, &rows_expected, review.is_whole);
        for (row, expected) in rows.iter().zip(pairs) {
            let asked = row::Row { row, concept, language, expected, review, glossary, style }.asked();
            gathered.take(row, concept, asked);
        }
    }
    gathered.finish()
}

/// The wishes while they are gathered.
struct Gathered<'g> {
    review: &'g Review,
    glossary: &'g Glossary,
    style: StyleId,
    /// By concept and what is changed.
    wishes: IndexMap<(String, (u8, Option<TermRef>)), Wish>,
    /// What several rows disagree on.
    disputed: FxHashSet<(String, (u8, Option<TermRef>))>,
    out: Wishes,
}

/// The rows about one form: the concept, the language, the form.
type ByForm<'r> = IndexMap<(String, Language, String), Vec<&'r ReviewRow>>;

impl<'g> Gathered<'g> {
    fn new(review: &'g Review, glossary: &'g Glossary, style: StyleId) -> Self {
        let refused = review.refused.clone();
        Self {
            review,
            glossary,
            style,
            wishes: IndexMap::new(),
            disputed: FxHashSet::default(),
            out: Wishes { refused, ..Wishes::default() },
        }
    }

    /// The rows by the form they are about; those about nothing known are conflicts.
    fn by_form(&mut self) -> ByForm<'g> {
        let mut groups = ByForm::new();
        let mut unknown = FxHashSet::default();
        for row in &self.review.rows {
            let (id, form) = (row.text(Cell::Concept), row.text(Cell::Form));
            let languages = self.glossary.languages;
            let language = match row.text(Cell::Language) {
                "" => Some(languages.source),
                tag => Language::from_tag(tag).filter(|it| [languages.source, languages.target].contains(it)),
            };
            let Some(concept) = self.glossary.concepts.get(id) else {
                if unknown.insert(id) {
                    self.out.conflicts.push((row.line, format!("no concept «{id}» in the glossary")));
                }
                continue;
            };
            let Some(language) = language else {
                let (source, target) = (languages.source, languages.target);
                let message = format!("language «{}»: write {source} or {target}", row.text(Cell::Language));
                self.out.refused.push((row.line, message));
                continue;
            };
            if form.is_empty() {
                if self.review.is_whole {
                    let message = format!("a row of «{id}» without a form; a form that is to go is rejected");
                    self.out.conflicts.push((row.line, message));
                }
                continue;
            }
            let find = |same: &dyn Fn(&str) -> bool| {
                concept.terms_in(language).map(|(_, term)| term.text()).find(|text| same(text))
            };
            let known =
                find(&|text| text == form).or_else(|| find(&|text| alike(form, text))).unwrap_or(form);
            groups.entry((id.to_owned(), language, known.to_owned())).or_default().push(row);
        }
        groups
    }

    /// The rows a sheet has for terms that do not look like the form, where the review has the very same.
    fn untouched(&self, concept: &Concept, form: &str, rows: &[&ReviewRow]) -> Vec<expected::Expected> {
        let mut all = expected::of_any(self.glossary, self.style, concept, form);
        let whole = self.review.is_whole;
        all.retain(|expected| rows.iter().any(|row| compare::differences(row, expected, whole).is_empty()));
        all
    }

    /// Takes up what a row asks for.
    fn take(&mut self, row: &ReviewRow, concept: &Concept, asked: Result<row::Asked, String>) {
        let asked = match asked {
            Ok(asked) => asked,
            Err(message) => return self.out.refused.push((row.line, message)),
        };
        self.out.conflicts.extend(asked.conflicts.into_iter().map(|message| (row.line, message)));
        for change in asked.changes {
            let key = (concept.id.clone(), change.subject());
            match self.wishes.get(&key) {
                Some(known) if known.change != change => {
                    if self.disputed.insert(key) {
                        let message =
                            format!("of «{}», row {} asks for something else", concept.id, known.line);
                        self.out.conflicts.push((row.line, message));
                    }
                }
                Some(_) => {}
                None => {
                    self.wishes.insert(key, Wish { line: row.line, concept: concept.id.clone(), change });
                }
            }
        }
    }

    fn finish(mut self) -> Wishes {
        let mut wishes = std::mem::take(&mut self.wishes);
        wishes.retain(|key, _| !self.disputed.contains(key));
        let prefers: FxHashSet<(String, Language, Slot)> = wishes
            .values()
            .filter_map(|wish| match &wish.change {
                Change::Prefer(term) => Some((wish.concept.clone(), term.language, term.slot)),
                _ => None,
            })
            .collect();
        wishes.retain(|_, wish| {
            let Change::Status(term, _) = &wish.change else { return true };
            let preferred = self.glossary.concepts.get(&wish.concept).and_then(|concept| {
                concept.preferred(term.language, term.slot, self.style).map(|(_, preferred)| preferred.text())
            });
            let key = (wish.concept.clone(), term.language, term.slot);
            let alone = preferred == Some(&term.form) && !prefers.contains(&key);
            if alone {
                let message = format!(
                    "«{}» is the preferred form of «{}»: say which other form is to be preferred",
                    term.form, wish.concept
                );
                self.out.conflicts.push((wish.line, message));
            }
            !alone
        });
        self.out.wishes = wishes.into_values().collect();
        self.out.wishes.sort_by_key(|wish| wish.change.subject().0);
        self.out.conflicts.sort();
        self.out.refused.sort();
        self.out
    }
}
