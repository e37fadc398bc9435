//! From a [`Glossary`] to YAML, in the canonical order of keys, short where the common case is short.

mod grammar;
mod records;
mod yaml;

use grammar::grammar;
pub(crate) use records::record_yaml;
pub(crate) use yaml::is_plain;
use yaml::{Mapping, Value, emit, put, put_text};

use super::{
    accents::{Accents, Capitals, Diacritics},
    model::{Concept, Form, Glossary, Grammar, Relation, Slot, Status, StyleId, Term},
};
use crate::language::Language;

impl Glossary {
    /// The glossary as YAML that [`Glossary::read_sources`] reads back as an equal glossary.
    ///
    /// Comments of the files it was read from are not kept; what a person’s given and family names made is
    /// written out form by form.
    ///
    /// ```
    /// use drogman::glossary::Glossary;
    /// let glossary: Glossary = "version: 1\nconcepts:\n  gori: {fr: Gori, en: Gori, type: city}\n".parse().unwrap();
    /// let written = glossary.to_yaml();
    /// assert!(written.starts_with("version: 1\n"));
    /// assert_eq!(written.parse::<Glossary>().unwrap(), glossary);
    /// ```
    pub fn to_yaml(&self) -> String {
        let mut out = self.yaml_head();
        if self.concepts.is_empty() {
            out.push_str("concepts: {}\n");
        } else {
            out.push_str("concepts:\n");
        }
        for concept in self.concepts.values() {
            out.push_str(&self.yaml_concept(concept));
        }
        out
    }

    /// The YAML before `concepts:`.
    pub(crate) fn yaml_head(&self) -> String {
        let mut top = Mapping::new();
        top.push(("version", Value::Number(1)));
        let mut pair = Mapping::new();
        put(&mut pair, "source", self.languages.source.code());
        put(&mut pair, "target", self.languages.target.code());
        put(&mut top, "languages", pair);
        let styles: Vec<Value<'_>> =
            (0..self.styles.len()).filter_map(|style| self.style_value(style)).collect();
        if !styles.is_empty() {
            put(&mut top, "styles", styles);
        }
        let mut out = String::new();
        emit(&mut out, &top, 0);
        out
    }

    /// A style as an item of `styles`; none of `default` where it decides nothing.
    fn style_value(&self, style: usize) -> Option<Value<'_>> {
        let (name, accents) = (self.styles[style].as_str(), self.accents(StyleId(style)));
        if accents == Accents::default() {
            return (style > 0).then(|| name.into());
        }
        let mut options = Mapping::new();
        if accents.capitals != Capitals::default() {
            put(&mut options, "capitals", accents.capitals.name());
        }
        if accents.diacritics != Diacritics::default() {
            put(&mut options, "diacritics", accents.diacritics.name());
        }
        let mut out = Mapping::new();
        put(&mut out, name, options);
        Some(out.into())
    }

    /// The YAML of one concept of this glossary’s languages and styles, as it stands below `concepts:`.
    pub(crate) fn yaml_concept(&self, concept: &Concept) -> String {
        let mut entry = Mapping::new();
        put(&mut entry, &concept.id, self.concept_fields(concept));
        let mut out = String::new();
        emit(&mut out, &entry, 2);
        out
    }

    fn concept_fields<'a>(&'a self, concept: &'a Concept) -> Mapping<'a> {
        let mut out = Mapping::new();
        put(&mut out, "type", concept.kind.name());
        records::meaning(&mut out, concept.record());
        put_text(&mut out, "note", concept.note.as_deref());
        put_text(&mut out, "source", concept.source.as_deref());
        records::roles(&mut out, &concept.record().roles);
        for language in [self.languages.source, self.languages.target] {
            let terms: Vec<&Term> = concept.terms_in(language).map(|(_, term)| term).collect();
            if !terms.is_empty() {
                put(&mut out, language.code(), self.entry(&terms, language));
            }
        }
        records::others(&mut out, &concept.record().others);
        out
    }

    fn entry<'a>(&'a self, terms: &[&'a Term], language: Language) -> Value<'a> {
        let slot = |slot| terms.iter().copied().filter(|term| term.slot == slot).collect::<Vec<_>>();
        let mut entry = self.slot(&slot(Slot::Full), Slot::Full, language);
        for name in [Slot::Short, Slot::Abbreviation] {
            let terms = slot(name);
            if terms.is_empty() {
                continue;
            }
            let value = self.slot(&terms, name, language);
            let mut mapping = match entry {
                Value::Mapping(mapping) => mapping,
                form => {
                    let mut mapping = Mapping::new();
                    put(&mut mapping, "preferred", form);
                    mapping
                }
            };
            put(&mut mapping, name.name(), value);
            entry = Value::Mapping(mapping);
        }
        entry
    }

    /// A slot: a bare form where that says it all, else a mapping.
    fn slot<'a>(&'a self, terms: &[&'a Term], slot: Slot, language: Language) -> Value<'a> {
        let Some(&first) = terms.first() else { return Value::Null };
        let mut out = Mapping::new();
        put(&mut out, "preferred", self.preferred(terms, first));
        let mut base = first.grammar.clone();
        grammar(&mut out, &first.grammar, None, first.text());
        let usual = match slot {
            Slot::Full => Relation::Base,
            Slot::Short => Relation::Short,
            Slot::Abbreviation => Relation::Abbreviation,
        };
        if first.relation != usual {
            put(&mut out, "relation", first.relation.name());
        }
        put_text(&mut out, "party", first.party.as_deref());
        if let Some(alone) = first.alone {
            put(&mut out, "alone", alone);
        }
        put_text(&mut out, "note", first.note.as_deref());
        records::form(&mut out, first.record());
        // What variants inherit: neither an article that never changes nor one that is part of the first name.
        if !language.articles_agree() || base.own_article {
            base.article = None;
        }
        let variants: Vec<Value<'_>> = terms
            .iter()
            .enumerate()
            .filter(|(number, term)| *number > 0 || self.has_own_status(term))
            .map(|(number, term)| self.variant(term, &base, number == 0))
            .collect();
        if !variants.is_empty() {
            put(&mut out, "variants", variants);
        }
        match out[..] {
            [("preferred", Value::Text(form))] => form.into(),
            _ => Value::Mapping(out),
        }
    }

    /// The preferred forms by style; the styles that prefer the default’s form are left out.
    fn preferred<'a>(&'a self, terms: &[&'a Term], first: &'a Term) -> Value<'a> {
        let mut forms = Mapping::new();
        put(&mut forms, "default", first.text());
        for (style, name) in self.styles.iter().enumerate().skip(1) {
            let preferred = terms.iter().find(|term| term.statuses.get(style) == Some(&Status::Preferred));
            if let Some(term) = preferred.filter(|term| term.text() != first.text()) {
                put(&mut forms, name, term.text());
            }
        }
        if forms.len() == 1 { first.text().into() } else { forms.into() }
    }

    /// Whether a preferred form has another status than deprecated where it is not preferred.
    fn has_own_status(&self, term: &Term) -> bool {
        term.statuses.iter().any(|status| !matches!(status, Status::Preferred | Status::Deprecated))
    }

    fn variant<'a>(&'a self, term: &'a Term, base: &Grammar, first: bool) -> Value<'a> {
        let mut out = Mapping::new();
        let key = if matches!(term.form, Form::Pattern(_)) { "pattern" } else { "form" };
        put(&mut out, key, term.text());
        if !first {
            if term.relation != Relation::Spelling {
                put(&mut out, "relation", term.relation.name());
            }
            put_text(&mut out, "party", term.party.as_deref());
        }
        // What is read when nothing is said; of the default’s name, that it gives way where a style prefers another.
        let implied = if first { Status::Deprecated } else { term.relation.implied_status() };
        let usual = term.statuses.iter().copied().find(|&status| status != Status::Preferred);
        let usual = usual.unwrap_or(implied);
        if usual != implied {
            put(&mut out, "status", usual.name());
        }
        let mut by_style = Mapping::new();
        for (status, name) in term.statuses.iter().zip(&self.styles) {
            if !matches!(status, Status::Preferred) && *status != usual {
                put(&mut by_style, name, status.name());
            }
        }
        if !by_style.is_empty() {
            put(&mut out, "in", by_style);
        }
        if !first {
            grammar(&mut out, &term.grammar, Some(base), term.text());
            if let Some(alone) = term.alone {
                put(&mut out, "alone", alone);
            }
            put_text(&mut out, "note", term.note.as_deref());
            records::form(&mut out, term.record());
        }
        // A bare form that a style prefers takes its grammar whole from the first form; a mapping spells its own.
        let by_style = term.statuses.contains(&Status::Preferred);
        match out[..] {
            [("form", Value::Text(form))] if first || !by_style => form.into(),
            _ => Value::Mapping(out),
        }
    }
}
