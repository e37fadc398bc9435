//! What `extract` proposes.

use super::name_doubt;
use super::scorer::{self, Scorer};
use crate::extract::count::tally::{Example, NameTally, Tally, TermTally};
use crate::extract::tag::entities::gazetteer;
use crate::extract::tag::entities::labels::NameKind;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// What a candidate names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Person,
    Place,
    Organisation,
    Event,
    Work,
    People,
    Acronym,
    Term,
}

impl Kind {
    /// The word for it in every output.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Organisation => "organisation",
            Kind::Event => "event",
            Kind::Work => "work",
            Kind::People => "people",
            Kind::Acronym => "acronym",
            Kind::Term => "term",
        }
    }

    /// Every kind.
    pub const ALL: [Kind; 8] = [
        Kind::Person,
        Kind::Place,
        Kind::Organisation,
        Kind::Event,
        Kind::Work,
        Kind::People,
        Kind::Acronym,
        Kind::Term,
    ];

    /// The kind whose word is `word`.
    ///
    /// ```
    /// use drogman::extract::Kind;
    /// assert_eq!(Kind::of_word(Kind::Person.word()), Some(Kind::Person));
    /// assert_eq!(Kind::of_word("animal"), None);
    /// ```
    pub fn of_word(word: &str) -> Option<Kind> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it is the kind of a name.
    pub fn is_name(self) -> bool {
        self != Kind::Term
    }

    fn of(kind: Option<NameKind>) -> Kind {
        match kind {
            Some(NameKind::Person) => Kind::Person,
            Some(NameKind::Place) => Kind::Place,
            Some(NameKind::Organisation) => Kind::Organisation,
            Some(NameKind::Event) => Kind::Event,
            Some(NameKind::Work) => Kind::Work,
            None => Kind::People,
        }
    }
}

/// One form of a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The form as written.
    pub form: String,
    /// Occurrences.
    pub count: u32,
    /// Documents.
    pub documents: u32,
    /// Its own score.
    pub score: f64,
}

/// A form that was counted, scored, not grouped yet.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// The form, its counts and score.
    pub variant: Variant,
    /// What it is.
    pub kind: Kind,
    /// Sentences.
    pub examples: Vec<Example>,
}

/// The forms of `tally`, scored, best first; terms under `least` are left out.
pub(crate) fn counted(tally: &Tally, reference: Option<&Tally>, least: f64) -> Vec<Counted> {
    let scorer = Scorer::new(tally, reference);
    // Names are proposed however high the cut for terms, and more of them when it is lowered.
    let doubtful = scorer::DOUBTFUL.min(least + scorer::DOUBTFUL - scorer::CUT);
    let mut by_key: FxHashMap<String, u32> = FxHashMap::default();
    let mut out = Vec::new();
    for (form, name) in &tally.names {
        *by_key.entry(form.to_lowercase()).or_default() += name.count();
        let found = scored_name(form, name, tally);
        out.extend(found.filter(|c| c.variant.score >= doubtful));
    }
    // Of several that differ in hyphens alone, the one seen most says what it is.
    let mut spaced: FxHashMap<String, &Counted> = FxHashMap::default();
    for c in out.iter().filter(|c| c.variant.form.contains(['-', ' '])) {
        let rank = |c: &Counted| (c.variant.count, Reverse(c.variant.form.clone()));
        let best = spaced.entry(c.variant.form.replace('-', " ")).or_insert(c);
        if rank(c) > rank(best) {
            *best = c;
        }
    }
    let spaced: FxHashMap<String, Kind> = spaced.into_iter().map(|(form, c)| (form, c.kind)).collect();
    for (place, (key, term)) in tally.terms.iter().enumerate() {
        // «Haut Karabakh» where the others write «Haut-Karabakh».
        if let Some(form) =
            term.form.as_ref().map(|s| &*s.form).filter(|f| term.capital * 2 > term.count && f.contains(' '))
            && let Some(kind) = spaced.get(&form.replace('-', " "))
            && !tally.names.contains_key(form)
        {
            out.push(Counted { kind: *kind, ..scored_term(key, term, scorer::DOUBTFUL) });
            continue;
        }
        // A form that is mostly a name is proposed as the name alone.
        if by_key.get(&**key).is_some_and(|n| n * 2 >= term.count) {
            continue;
        }
        let Some(score) = scorer.term(place, key, term) else { continue };
        if score >= least {
            out.push(scored_term(key, term, score));
        }
    }
    out.sort_by(|a, b| {
        let by_score = b.variant.score.total_cmp(&a.variant.score);
        by_score.then_with(|| (&a.variant.form, a.kind).cmp(&(&b.variant.form, b.kind)))
    });
    out
}

fn scored_name(form: &str, name: &NameTally, tally: &Tally) -> Option<Counted> {
    let score = name_doubt::name(form, name, &tally.words);
    let listed = gazetteer::classes(&form.to_lowercase())
        & !(gazetteer::PERSON_WORD | gazetteer::ORGANISATION_WORD)
        != 0;
    let heading = name.alone == name.count() && !form.contains(' ') && !listed;
    if heading || scorer::is_roman_number(&form.to_lowercase()) {
        return None;
    }
    let variant = Variant { form: form.to_owned(), count: name.count(), documents: name.documents, score };
    Some(Counted { variant, kind: Kind::of(name.kind()), examples: name.examples.clone() })
}

fn scored_term(key: &str, term: &TermTally, score: f64) -> Counted {
    let form = match term.form.as_ref().map(|spelling| &spelling.form) {
        // «corridor de Latchine»: a capital inside counts whatever stands first.
        Some(form) if term.capital * 2 > term.count || form.chars().skip(1).any(char::is_uppercase) => {
            form.to_string()
        }
        _ => key.to_owned(),
    };
    let variant = Variant { form, count: term.count, documents: term.documents, score };
    Counted {
        variant,
        kind: Kind::Term,
        examples: term.example.iter().map(|example| (**example).clone()).collect(),
    }
}
