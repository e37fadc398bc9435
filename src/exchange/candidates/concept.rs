//! A new concept as it stands below `concepts:` of a glossary.

use std::fmt;

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::{
    extract::{Kind, is_acronym},
    glossary::{Relation, Slot, Status},
    text::{fold, is_hyphen},
};

/// A new concept: what was found of it, or what a reviewer accepted.
#[derive(Clone, Debug)]
pub struct NewConcept<'a> {
    /// The id ([`new_id`]).
    pub id: &'a str,
    /// What it is.
    pub kind: Kind,
    /// The preferred form ([`preferred_form`]).
    pub head: &'a str,
    /// The other forms, each once.
    pub variants: Vec<&'a str>,
    /// The English, when it is known.
    pub english: Option<&'a str>,
    /// A remark.
    pub note: Option<&'a str>,
}

/// A concept as the glossary’s syntax has it.
#[derive(Serialize)]
struct Entry<'a> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    fr: French<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<&'a str>,
}

#[derive(Serialize)]
struct French<'a> {
    preferred: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    inflect: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants: Vec<Variant<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    abbreviation: Option<Name<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Variant<'a> {
    Spelling(&'a str),
    Inflection { form: &'a str, relation: &'static str, status: &'static str },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Name<'a> {
    One(&'a str),
    Several { preferred: &'a str, variants: &'a [&'a str] },
}

impl fmt::Display for NewConcept<'_> {
    /// The concept as YAML, two blanks in. Short names («Aliyev») and abbreviations have slots of their own, forms
    /// of a term are its inflections; all else is a spelling to be rewritten.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = serde_yaml::to_string(self.id).map_err(|_| fmt::Error)?;
        writeln!(f, "  {}:", key.trim_end())?;
        let of = |slot| -> Vec<&str> {
            self.variants.iter().copied().filter(|variant| self.slot(variant) == slot).collect()
        };
        let (short, abbreviation) = (of(Slot::Short), of(Slot::Abbreviation));
        let is_people = self.kind == Kind::People;
        let entry = Entry {
            r#type: glossary_type(self.kind),
            note: self.note,
            fr: French {
                preferred: self.head,
                inflect: is_people.then_some("adjective"),
                variants: if is_people { Vec::new() } else { self.spellings(of(Slot::Full)) },
                short: name(&short),
                abbreviation: name(&abbreviation),
            },
            en: self.english,
        };
        for line in serde_yaml::to_string(&entry).map_err(|_| fmt::Error)?.lines() {
            writeln!(f, "{:1$}{line}", "", if line.is_empty() { 0 } else { 4 })?;
        }
        Ok(())
    }
}

impl<'a> NewConcept<'a> {
    fn spellings(&self, forms: Vec<&'a str>) -> Vec<Variant<'a>> {
        let (relation, status) = (Relation::Inflection.name(), Status::Admitted.name());
        let variant = |form| match self.kind {
            Kind::Term => Variant::Inflection { form, relation, status },
            _ => Variant::Spelling(form),
        };
        forms.into_iter().map(variant).collect()
    }

    /// Which name of the concept a form is.
    fn slot(&self, form: &str) -> Slot {
        let words = |form: &str| form.split(|c| c == ' ' || is_hyphen(c)).filter(|w| !w.is_empty()).count();
        let name = matches!(self.kind, Kind::Person | Kind::Place | Kind::Organisation);
        match () {
            () if is_acronym(form) && !is_acronym(self.head) => Slot::Abbreviation,
            () if name && words(form) == 1 && words(self.head) > 1 => Slot::Short,
            () => Slot::Full,
        }
    }
}

fn name<'a>(forms: &'a [&'a str]) -> Option<Name<'a>> {
    match forms {
        [] => None,
        [only] => Some(Name::One(only)),
        [preferred, variants @ ..] => Some(Name::Several { preferred, variants }),
    }
}

/// What the glossary calls a kind of candidate.
fn glossary_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::People => "demonym",
        Kind::Event | Kind::Work | Kind::Acronym | Kind::Term => "term",
    }
}

/// The head as a glossary wants it: a people in lower case, masculine singular.
pub fn preferred_form(kind: Kind, head: &str) -> String {
    if kind != Kind::People {
        return head.to_owned();
    }
    let lower = head.to_lowercase();
    let singular = match lower.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['i', 'a']) || rest.ends_with("ri") => rest.to_owned(),
        _ => lower.clone(),
    };
    for (feminine, masculine) in
        [("enne", "en"), ("aise", "ais"), ("oise", "ois"), ("aine", "ain"), ("érie", "éri")]
    {
        if let Some(stem) = singular.strip_suffix(feminine) {
            return format!("{stem}{masculine}");
        }
    }
    singular
}

/// A lower-case id of letters, digits and hyphens, not among `ids` before.
pub fn new_id(head: &str, ids: &mut FxHashSet<String>) -> String {
    let mut base = String::new();
    for c in fold(head).chars() {
        if c.is_ascii_alphanumeric() {
            base.push(c);
        } else if !base.is_empty() && !base.ends_with('-') {
            base.push('-');
        }
    }
    let base = base.trim_end_matches('-');
    let base = if base.is_empty() { "candidate" } else { base };
    let base =
        if base.starts_with(|c: char| c.is_ascii_digit()) { format!("c-{base}") } else { base.to_owned() };
    let mut id = base.clone();
    let mut n = 2;
    while !ids.insert(id.clone()) {
        id = format!("{base}-{n}");
        n += 1;
    }
    id
}
