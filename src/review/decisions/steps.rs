//! From what was decided of a concept to changes of its entry in a glossary.

use serde_json::Value;

use super::things::{Thing, written};
use crate::{
    exchange::{Change, RecordField, TermRef, apply_change},
    glossary::{
        Concept, ConceptKind, EditError, Gender, Glossary, GlossaryText, Place, Relation, Set, Slot, Status,
        StyleId,
    },
    language::Language,
    text::is_apostrophe,
};

/// A change of the entry of a concept.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The style it is for.
    pub(crate) style: StyleId,
    /// What is changed.
    pub(crate) what: What,
}

/// What is changed in the entry of a concept.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// What a review can ask for, too.
    Change(Change),
    /// A key of the grammar of a form.
    Grammar(TermRef, &'static str, Option<String>),
}

impl Step {
    fn of(change: Change) -> Self {
        Self { style: StyleId::DEFAULT, what: What::Change(change) }
    }

    /// Makes the change in an entry that says everything of the concept.
    ///
    /// # Errors
    /// When the entry is written in a way it cannot be made in.
    pub(crate) fn make(
        &self,
        text: &GlossaryText,
        concept: &Concept,
        glossary: &Glossary,
    ) -> Result<(), EditError> {
        match &self.what {
            What::Change(change) => apply_change(text, concept, change, self.style, glossary),
            What::Grammar(term, key, value) => {
                let place = place(&concept.id, term);
                // A flag is no text.
                if *key == "elides" {
                    return text.record_of_form(place, key, value.clone());
                }
                text.at_form(place, key, value.as_deref())
            }
        }
    }
}

pub(crate) fn place<'a>(concept: &'a str, term: &'a TermRef) -> Place<'a> {
    Place { concept, language: term.language, slot: term.slot, form: &term.form }
}

/// What a setting changes in a concept as it is before it; nothing where it is so already.
///
/// # Errors
/// Why it cannot be: what to do instead.
pub(crate) fn steps(glossary: &Glossary, concept: &Concept, set: &Set) -> Result<Vec<Step>, String> {
    let of = Of { glossary, concept };
    match Thing::of(&set.on) {
        Some(Thing::Name(_)) => of.name(&set.field, &set.to),
        Some(Thing::Form(_, form)) => match of.other_form(form, &set.field, &set.to) {
            Some(steps) => steps,
            None => of.form(form, &set.field, &set.to),
        },
        Some(Thing::Term(_)) => match set.field.as_str() {
            "en" | "type" => of.name(&set.field, &set.to),
            _ => Ok(Vec::new()),
        },
        _ => Ok(Vec::new()),
    }
}

/// A concept that is to be changed.
struct Of<'g> {
    glossary: &'g Glossary,
    concept: &'g Concept,
}

impl Of<'_> {
    fn name(&self, field: &str, to: &Value) -> Result<Vec<Step>, String> {
        let text = text(to);
        let record = |field| Ok(vec![Step::of(Change::Record(field, None, text.clone()))]);
        match field {
            "type" => Ok(vec![Step::of(Change::Kind(kind(to)?))]),
            "note" => Ok(vec![Step::of(Change::Note(text))]),
            "source" => Ok(vec![Step::of(Change::Source(text))]),
            "definition" => record(RecordField::Definition),
            "domain" => record(RecordField::Domain),
            "en" => match text {
                Some(form) => {
                    self.prefer(self.glossary.languages.target, Slot::Full, StyleId::DEFAULT, &form)
                }
                None => Ok(Vec::new()),
            },
            "keep" => Ok(if to == false { self.one_side() } else { Vec::new() }),
            "gender" | "number" | "article" | "locative" | "elides" => self.grammar(field, to),
            _ => {
                let target = self.glossary.languages.target;
                let of_source = written(field).map(|it| (self.glossary.languages.source, it));
                let of_target = || {
                    let rest = field.strip_prefix(target.code())?;
                    Some((target, written(&format!("write{rest}"))?.0, rest.split_once(':')?.1))
                };
                let of_source = of_source.map(|(language, (slot, style))| (language, slot, style));
                let Some((language, slot, style)) = of_source.or_else(of_target) else {
                    return Ok(Vec::new());
                };
                let style = self.style(style)?;
                let form = text.ok_or("name the form to write")?;
                self.prefer(language, slot, style, &form)
            }
        }
    }

    fn style(&self, style: &str) -> Result<StyleId, String> {
        let unknown =
            || format!("unknown style «{style}»: the glossary has {}", self.glossary.styles.join(", "));
        self.glossary.style(style).ok_or_else(unknown)
    }

    /// The terms of the source language with a form.
    fn find(&self, form: &str) -> Option<&crate::glossary::Term> {
        self.concept
            .terms_in(self.glossary.languages.source)
            .map(|(_, term)| term)
            .find(|it| it.text() == form)
    }

    fn form(&self, form: &str, field: &str, to: &Value) -> Result<Vec<Step>, String> {
        let source = self.glossary.languages.source;
        let known = self.find(form);
        let slot = known.map_or(Slot::Full, |term| term.slot);
        let term = TermRef { language: source, slot, form: form.to_owned() };
        let add = |status| {
            let relation = Some(Relation::Spelling).filter(|_| status == Status::Deprecated);
            Step::of(Change::Add { term: term.clone(), status, relation, party: None })
        };
        match field {
            "status" => {
                let status = status(to)?;
                match known {
                    _ if status == Status::Preferred => self.prefer(source, slot, StyleId::DEFAULT, form),
                    None => Ok(vec![add(status)]),
                    Some(known) if known.status(StyleId::DEFAULT) == Status::Preferred => {
                        Err(format!("style default writes «{form}»: choose another form for it first"))
                    }
                    Some(_) => Ok(vec![Step::of(Change::Status(term, status))]),
                }
            }
            "party" => {
                let add = known.is_none().then(|| add(Status::Admitted));
                Ok(add.into_iter().chain([Step::of(Change::Party(term.clone(), text(to)))]).collect())
            }
            "in" if to == true => Ok(known.is_none().then(|| add(Status::Deprecated)).into_iter().collect()),
            "in" => self.remove(form, term),
            "family" if to.as_str() == Some(&self.concept.id) => {
                Ok(known.is_none().then(|| add(Status::Deprecated)).into_iter().collect())
            }
            "family" => self.remove(form, term),
            _ => Ok(Vec::new()),
        }
    }

    /// What a list says of a form: of the other language (`en/status:default`), or what the page has no field for. None
    /// where the field is one of the page.
    fn other_form(&self, form: &str, field: &str, to: &Value) -> Option<Result<Vec<Step>, String>> {
        let (language, key) = match field.split_once('/') {
            Some((tag, key)) => (Language::from_tag(tag)?, key),
            None => (self.glossary.languages.source, field),
        };
        let is_listed = field.contains('/') || matches!((key, to), ("in", Value::String(_) | Value::Null));
        let mut terms = self.concept.terms_in(language).map(|(_, term)| term);
        let known = terms.find(|term| term.text() == form);
        let slot = known.map_or(Slot::Full, |term| term.slot);
        let term = TermRef { language, slot, form: form.to_owned() };
        let one = |change| Some(Ok(vec![Step::of(change)]));
        let word = text(to);
        let (key, style) = key.split_once(':').unwrap_or((key, "default"));
        match key {
            "in" if is_listed => {
                match (&word, known) {
                    (Some(_), None) => Some(status(to).map(|status| {
                        vec![Step::of(Change::Add { term, status, relation: None, party: None })]
                    })),
                    (None, Some(_)) if language == self.glossary.languages.source => {
                        Some(self.remove(form, term))
                    }
                    (None, Some(_)) => one(Change::Remove(term)),
                    _ => Some(Ok(Vec::new())),
                }
            }
            "status" if field != "status" => Some(self.style(style).and_then(|style| {
                let status = status(to)?;
                Ok(vec![Step { style, what: What::Change(Change::Status(term, status)) }])
            })),
            "party" if is_listed => one(Change::Party(term, word)),
            "relation" => {
                let relation = Relation::ALL.into_iter().find(|it| Some(it.name()) == word.as_deref());
                relation.and_then(|relation| one(Change::Relation(term, relation)))
            }
            "gender" => {
                let gender = word.map(|word| match word.starts_with('m') {
                    true => Gender::Masculine,
                    false => Gender::Feminine,
                });
                one(Change::Gender(term, gender))
            }
            "note" => one(Change::FormNote(term, word)),
            _ => {
                let field = RecordField::FORM.into_iter().find(|field| field.yaml_key() == key)?;
                one(Change::Record(field, Some(term), word))
            }
        }
    }

    fn remove(&self, form: &str, term: TermRef) -> Result<Vec<Step>, String> {
        let Some(known) = self.find(form) else { return Ok(Vec::new()) };
        if let Some(style) = known.statuses.iter().position(|status| *status == Status::Preferred) {
            let style = self.glossary.styles.get(style).map_or("default", String::as_str);
            return Err(format!("style {style} writes «{form}»: choose another form for it first"));
        }
        Ok(vec![Step::of(Change::Remove(term))])
    }

    /// Prefers a form of a slot; the one that was preferred takes the status that the new one had, unless it is the name
    /// of a side, which stays allowed.
    fn prefer(
        &self,
        language: Language,
        slot: Slot,
        style: StyleId,
        form: &str,
    ) -> Result<Vec<Step>, String> {
        let terms = || self.concept.terms_in(language).map(|(_, term)| term);
        let known = terms().find(|term| term.slot == slot && term.text() == form);
        if known.is_none()
            && let Some(other) = terms().find(|term| term.text() == form)
        {
            return Err(format!(
                "«{form}» is the {} name of it, not the {} one",
                other.slot.name(),
                slot.name()
            ));
        }
        let new = TermRef { language, slot, form: form.to_owned() };
        let old = self.concept.preferred(language, slot, style).map(|(_, term)| term);
        if old.is_some_and(|old| old.text() == form) {
            return Ok(Vec::new());
        }
        let mut steps = vec![Step { style, what: What::Change(Change::Prefer(new)) }];
        let is_source = language == self.glossary.languages.source;
        let status = known.map_or(Status::Deprecated, |known| known.status(style));
        if let Some(old) = old.filter(|old| is_source && old.party.is_none() && !status.is_allowed()) {
            let old = TermRef { language, slot, form: old.text().to_owned() };
            steps.push(Step { style, what: What::Change(Change::Status(old, status)) });
        }
        Ok(steps)
    }

    /// What it takes to write the name of one side where an article has that of another.
    fn one_side(&self) -> Vec<Step> {
        let source = self.glossary.languages.source;
        let written = self.concept.preferred(source, Slot::Full, StyleId::DEFAULT);
        let Some((_, written)) = written else { return Vec::new() };
        let others = self.concept.terms_in(source).map(|(_, term)| term).filter(|term| {
            term.slot == Slot::Full
                && term.party.is_some()
                && term.party != written.party
                && term.status(StyleId::DEFAULT) == Status::Admitted
        });
        let deprecated = |term: &crate::glossary::Term| {
            let other = TermRef { language: source, slot: Slot::Full, form: term.text().to_owned() };
            Step::of(Change::Status(other, Status::Deprecated))
        };
        others.map(deprecated).collect()
    }

    fn grammar(&self, field: &str, to: &Value) -> Result<Vec<Step>, String> {
        let source = self.glossary.languages.source;
        let preferred = self.concept.preferred(source, Slot::Full, StyleId::DEFAULT);
        let Some((_, term)) = preferred else {
            return Err("it has no form to write: choose one first".to_owned());
        };
        let term = TermRef { language: source, slot: Slot::Full, form: term.text().to_owned() };
        let (key, value) = grammar_value(field, to)?;
        let step =
            |key, value| Step { style: StyleId::DEFAULT, what: What::Grammar(term.clone(), key, value) };
        // Before a name that does not elide, l' is read as le or la.
        let elides = (key == "article" && value.as_deref() == Some("l'"))
            .then(|| step("elides", Some("true".to_owned())));
        Ok([step(key, value)].into_iter().chain(elides).collect())
    }
}

/// A key of the grammar, and its value as a glossary writes it.
fn grammar_value(field: &str, to: &Value) -> Result<(&'static str, Option<String>), String> {
    let text = text(to).map(|text| text.replace(is_apostrophe, "'"));
    let word = text.as_deref().unwrap_or_default();
    let one_of = |words: &[&str]| match () {
        () if word.is_empty() => Ok(None),
        () if words.contains(&word) => Ok(Some(word.to_owned())),
        () => Err(format!("{field} «{word}»: write {}", words.join(", "))),
    };
    Ok(match field {
        "gender" => match word {
            "" => ("gender", None),
            _ if word.starts_with('m') => ("gender", Some("m".into())),
            _ if word.starts_with('f') => ("gender", Some("f".into())),
            _ => return Err(format!("gender «{word}»: write m or f")),
        },
        // A name in the plural takes the article of the plural.
        "number" => match word {
            "plural" | "p" | "pl" => ("article", Some("les".into())),
            "" | "singular" | "s" | "sg" => ("article", None),
            _ => return Err(format!("number «{word}»: write singular or plural")),
        },
        "article" => ("article", one_of(&["le", "la", "l'", "les"])?),
        "locative" => {
            let words = ["en", "au", "aux", "à", "à la", "à l'", "dans le", "dans la", "dans l'", "dans les"];
            ("locative", one_of(&words)?)
        }
        _ => match to {
            Value::Null => ("elides", None),
            Value::Bool(elides) => ("elides", Some(elides.to_string())),
            _ => return Err("elides: true, false, or nothing".to_owned()),
        },
    })
}

/// A text; none when it is empty.
pub(crate) fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The type that a word names.
///
/// # Errors
/// When it names none: which there are.
pub(crate) fn kind(value: &Value) -> Result<ConceptKind, String> {
    let word = value.as_str().unwrap_or_default();
    let known = ConceptKind::ALL.into_iter().find(|kind| kind.name() == word);
    known.ok_or_else(|| {
        format!("type «{word}»: write one of {}", ConceptKind::ALL.map(ConceptKind::name).join(", "))
    })
}

/// The status that a word names.
///
/// # Errors
/// When it names none: which there are.
pub(crate) fn status(value: &Value) -> Result<Status, String> {
    let word = value.as_str().unwrap_or_default();
    let known = Status::ALL.into_iter().find(|status| status.name() == word);
    known.ok_or_else(|| format!("status «{word}»: write preferred, admitted, deprecated or forbidden"))
}
