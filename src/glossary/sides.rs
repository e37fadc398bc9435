//! Whose name a term is, what is written in its place, and what the same side calls the concept in another language.

use super::model::{Concept, Date, Form, Relation, Slot, StyleId, Term};
use crate::language::Language;

impl Concept {
    /// The side whose name a term is: its party, else that of the name it is a spelling of. A former name is nobody’s.
    ///
    /// ```
    /// use drogman::glossary::Glossary;
    /// let glossary: Glossary = "
    /// version: 1
    /// concepts:
    ///   ternoc: {type: city, fr: {preferred: Val-Noir, sides: {nord: {preferred: Ternoc, variants: [Ternok]}}}, en: Valnoir}
    /// ".parse().unwrap();
    /// let concept = &glossary.concepts["ternoc"];
    /// let sides: Vec<_> = concept.terms.iter().map(|term| (term.text(), concept.side(term))).collect();
    /// let nord = Some("nord");
    /// assert_eq!(sides, [("Val-Noir", None), ("Ternoc", nord), ("Ternok", nord), ("Valnoir", None)]);
    /// ```
    pub fn side<'c>(&'c self, term: &'c Term) -> Option<&'c str> {
        match term.relation {
            _ if term.party.is_some() => term.party.as_deref(),
            Relation::Party | Relation::Former => None,
            _ => self.preferred_or_full(term.language, term.slot, StyleId::DEFAULT)?.1.party.as_deref(),
        }
    }

    /// The term to write in a style for the term at a place of [`Concept::terms`]: the same where it may stay; else
    /// the name of its side, as far as the style lets it stand; else the preferred one. None where nothing may be
    /// written, or nothing but the name of another side for a spelling whose own name is not listed.
    ///
    /// ```
    /// use drogman::glossary::{Glossary, StyleId};
    /// let glossary: Glossary = "
    /// version: 1
    /// styles: [sud]
    /// concepts:
    ///   val-noir:
    ///     type: city
    ///     fr: {preferred: Val-Noir, sides: {nord: {preferred: Ternoc, in: {sud: forbidden}, variants: [Ternok]}}}
    ///     en: Valnoir
    /// ".parse().unwrap();
    /// let concept = &glossary.concepts["val-noir"];
    /// let written = |style| concept.wanted(2, style).map(|term| term.text());
    /// assert_eq!(concept.terms[2].text(), "Ternok");
    /// assert_eq!(written(StyleId::DEFAULT), Some("Ternoc"));
    /// assert_eq!(written(StyleId(1)), Some("Val-Noir"), "a misspelling goes where its name goes");
    /// ```
    pub fn wanted(&self, place: usize, style: StyleId) -> Option<&Term> {
        self.wanted_at(place, style, None)
    }

    /// As [`Concept::wanted`], for a document of a date: no form that is out of use then is to be written. Where the
    /// preferred one is, another that may stand is written, first one whose dates are known.
    ///
    /// ```
    /// use drogman::glossary::{Glossary, StyleId};
    /// let glossary: Glossary = "
    /// version: 1
    /// concepts:
    ///   bief:
    ///     type: city
    ///     fr: {preferred: Bief-Neuf, from: 1990, variants: [{form: Bief-Rouge, relation: former, until: 1989}]}
    ///     en: Bief
    /// ".parse().unwrap();
    /// let bief = &glossary.concepts["bief"];
    /// let written = |place, date: &str| bief.wanted_at(place, StyleId::DEFAULT, date.parse().ok()).map(|term| term.text());
    /// assert_eq!([written(0, "1985"), written(1, "1985")], [Some("Bief-Rouge"); 2]);
    /// assert_eq!([written(0, "2001"), written(1, "2001")], [Some("Bief-Neuf"); 2]);
    /// ```
    pub fn wanted_at(&self, place: usize, style: StyleId, date: Option<Date>) -> Option<&Term> {
        let term = &self.terms[place];
        let in_use = |term: &Term| date.is_none_or(|date| !term.record().is_outdated(date));
        if term.status(style).is_allowed() && in_use(term) {
            return Some(term);
        }
        let side = self.side(term);
        if side.is_some() {
            let own =
                [term.slot, Slot::Full].into_iter().find_map(|slot| self.name_of(side, slot, place, style));
            if own.is_some_and(in_use) {
                return own;
            }
        }
        let (_, preferred) = self.preferred_or_full(term.language, term.slot, style)?;
        if !in_use(preferred) {
            return date.and_then(|date| self.in_use(place, style, date));
        }
        let crosses = side.is_some() && self.side(preferred).is_some_and(|other| side != Some(other));
        let is_name = |other: &Term| other.relation != Relation::Spelling && self.side(other) == side;
        let is_nameless = || !self.terms_in(term.language).any(|(_, other)| is_name(other));
        (!(crosses && is_nameless())).then_some(preferred)
    }

    /// A term of the side and the language of the term at a place that may stand, and is in use at a date.
    fn in_use(&self, place: usize, style: StyleId, date: Date) -> Option<&Term> {
        let term = &self.terms[place];
        let side = self.side(term);
        let others = self.terms_in(term.language).map(|(_, other)| other).filter(|other| {
            matches!(other.form, Form::Literal(_))
                && other.status(style).is_allowed()
                && !other.record().is_outdated(date)
                && [term.slot, Slot::Full].contains(&other.slot)
                && self.side(other) == side
        });
        others.min_by_key(|other| (other.slot != term.slot, !other.record().has_dates(), other.status(style)))
    }

    /// The name a side gives the concept in a slot, as far as the style lets it stand: the preferred one, else the
    /// last that is listed before the term at `place`, whose language counts.
    fn name_of(&self, side: Option<&str>, slot: Slot, place: usize, style: StyleId) -> Option<&Term> {
        let names = self.terms_in(self.terms[place].language).filter(|&(at, term)| {
            at != place
                && term.slot == slot
                && term.status(style).is_allowed()
                && matches!(term.form, Form::Literal(_))
                && self.side(term) == side
        });
        let rank = |&(at, term): &(usize, &Term)| {
            let distance = if at < place { place - at } else { self.terms.len() + at };
            (term.status(style), term.relation == Relation::Spelling, distance)
        };
        names.min_by_key(rank).map(|(_, term)| term)
    }

    /// What the side whose name a term is, by its place, calls the concept in another language, where the style lets
    /// both names stand.
    pub fn same_side(&self, place: usize, language: Language, style: StyleId) -> Option<&Term> {
        let term = self.wanted(place, style)?;
        let side = self.side(term)?;
        let names = self.terms_in(language).map(|(_, other)| other).filter(|other| {
            other.status(style).is_allowed()
                && matches!(other.form, Form::Literal(_))
                && self.side(other) == Some(side)
        });
        let rank = |other: &&Term| {
            (other.slot != term.slot, other.status(style), other.relation == Relation::Spelling, other.slot)
        };
        names.min_by_key(rank)
    }

    /// The equivalent of a term, by its place, in another language: what the same side calls the concept there, where
    /// it has a name; else the preferred form.
    ///
    /// ```
    /// use drogman::{glossary::{Glossary, StyleId}, language::Language};
    /// let glossary = Glossary::embedded();
    /// let concept = &glossary.concepts["choucha"];
    /// let english = |form: &str| {
    ///     let place = concept.terms.iter().position(|term| term.text() == form).unwrap();
    ///     concept.equivalent(place, Language::English, StyleId::DEFAULT).map(|term| term.text())
    /// };
    /// assert_eq!((english("Choucha"), english("Chouchi")), (Some("Shusha"), Some("Shushi")));
    /// ```
    pub fn equivalent(&self, place: usize, language: Language, style: StyleId) -> Option<&Term> {
        let slot = self.wanted(place, style).map_or(self.terms[place].slot, |term| term.slot);
        let preferred = || self.preferred_or_full(language, slot, style).map(|(_, term)| term);
        self.same_side(place, language, style).or_else(preferred)
    }
}
