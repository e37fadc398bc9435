//! A new concept as it stands below `concepts:` of a glossary.

use crate::extract::acronyms::is_acronym;
use crate::extract::candidate::Kind;
use crate::text::fold;
use rustc_hash::FxHashSet;
use std::fmt;

/// A new concept: what was found of it, or what a reviewer accepted.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The id ([`id`]).
    pub id: &'a str,
    /// What it is.
    pub kind: Kind,
    /// The preferred form ([`preferred`]).
    pub head: &'a str,
    /// The other forms, each once.
    pub variants: Vec<&'a str>,
    /// The English, when it is known.
    pub english: Option<&'a str>,
    /// A remark.
    pub note: Option<&'a str>,
}

impl fmt::Display for Entry<'_> {
    /// The concept as YAML, two blanks in. Short names («Aliyev») and abbreviations have slots of their own, forms
    /// of a term are its inflections; all else is a spelling to be rewritten.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {}:", self.id)?;
        let kind = match self.kind {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Organisation => "organisation",
            Kind::People => "demonym",
            Kind::Event | Kind::Work | Kind::Acronym | Kind::Term => "term",
        };
        writeln!(f, "    type: {kind}")?;
        if let Some(note) = self.note {
            writeln!(f, "    note: {}", quoted(note))?;
        }
        let inflect = if self.kind == Kind::People { ", inflect: adjective" } else { "" };
        write!(f, "    fr: {{preferred: {}{inflect}", quoted(self.head))?;
        let of =
            |slot| self.variants.iter().copied().filter(move |v| self.slot(v) == slot).collect::<Vec<_>>();
        if self.kind != Kind::People {
            self.full(f, &of(Slot::Full))?;
        }
        for (slot, key) in [(Slot::Short, "short"), (Slot::Abbreviation, "abbreviation")] {
            match &of(slot)[..] {
                [] => {}
                [only] => write!(f, ", {key}: {}", quoted(only))?,
                [first, rest @ ..] => {
                    let rest: Vec<String> = rest.iter().map(|v| quoted(v)).collect();
                    write!(f, ", {key}: {{preferred: {}, variants: [{}]}}", quoted(first), rest.join(", "))?;
                }
            }
        }
        writeln!(f, "}}")?;
        match self.english {
            Some(english) => writeln!(f, "    en: {}", quoted(english)),
            None => Ok(()),
        }
    }
}

/// Which name of the concept a form is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Full,
    Short,
    Abbreviation,
}

impl Entry<'_> {
    fn full(&self, f: &mut fmt::Formatter<'_>, variants: &[&str]) -> fmt::Result {
        if variants.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = variants
            .iter()
            .map(|v| match self.kind {
                Kind::Term => format!("{{form: {}, relation: inflection, status: admitted}}", quoted(v)),
                _ => quoted(v),
            })
            .collect();
        write!(f, ", variants: [{}]", list.join(", "))
    }

    fn slot(&self, form: &str) -> Slot {
        let words = |form: &str| form.split([' ', '-', '\u{2011}']).filter(|w| !w.is_empty()).count();
        let name = matches!(self.kind, Kind::Person | Kind::Place | Kind::Organisation);
        match () {
            () if is_acronym(form) && !is_acronym(self.head) => Slot::Abbreviation,
            () if name && words(form) == 1 && words(self.head) > 1 => Slot::Short,
            () => Slot::Full,
        }
    }
}

/// The head as a glossary wants it: a people in lower case, masculine singular.
pub fn preferred(kind: Kind, head: &str) -> String {
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
pub fn id(head: &str, ids: &mut FxHashSet<String>) -> String {
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
    // A key that YAML would read as something else than text.
    if matches!(id.as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n") {
        return format!("\"{id}\"");
    }
    id
}

/// A YAML double-quoted scalar (JSON's quoting is a subset of YAML's).
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
