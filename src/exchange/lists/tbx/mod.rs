//! TBX: ISO 30042:2019 Basic in both styles (DCT, DCA) and the older TBX-Basic (martif) that most programs
//! still import.
//!
//! What the data categories of Basic have no word for (whose name a form is, why it exists, when it is in use) stands
//! in brackets at the start of the form’s note and is read from there. A concept that has a domain has it as its
//! subject field; its type then stands so in the concept’s note.

mod read;
mod write;

use super::{
    ListFormat, ReadError, Sink, Source, Wanted, WriteError,
    model::{Entry, EntryTerm, RecordField, TermList, relation_of},
};
use crate::glossary::{ConceptKind, ConceptRecord, Relation, Role, Slot};

/// TBX v3 (ISO 30042:2019) Basic, data categories as elements.
pub(crate) struct Tbx;

/// TBX v3 (ISO 30042:2019) Basic, data categories as attributes.
pub(super) struct TbxDca;

/// TBX-Basic of 2008 (martif).
pub(crate) struct Tbx2;

/// How drogman signs its files: what it wrote there for want of knowledge is not read as known.
const SIGNATURE: &str = "Written by drogman";

/// Which TBX is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Dct,
    Dca,
    Martif,
}

macro_rules! format {
    ($format:ident, $name:literal, $endings:expr, $dialect:expr) => {
        impl ListFormat for $format {
            fn name(&self) -> &'static str {
                $name
            }

            fn endings(&self) -> &'static [&'static str] {
                &$endings
            }

            fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
                write::write(list, $dialect).map_err(|message| WriteError { format: $name, message })
            }

            fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
                read::read(input, wanted, sink)
            }

            fn style_named(&self, bytes: &[u8]) -> Option<String> {
                write::style_named(bytes)
            }
        }
    };
}

format!(Tbx, "tbx", ["tbx"], Dialect::Dct);
format!(TbxDca, "tbx-dca", ["dca.tbx"], Dialect::Dca);
format!(Tbx2, "tbx2", ["v2.tbx", "martif", "xml"], Dialect::Martif);

/// The note of a term with what the dialect has no category for, or cannot be read from there: `pos` says that the
/// part of speech it writes is known.
fn remark(term: &EntryTerm, dialect: Dialect, pos: bool) -> Option<String> {
    let mut out = String::new();
    let record = term.record();
    let fields = [
        (RecordField::Pos, pos),
        (RecordField::Reliability, dialect == Dialect::Dct),
        (RecordField::From, true),
        (RecordField::Until, true),
        (RecordField::Case, true),
    ];
    for (field, _) in fields.into_iter().filter(|(_, is_noted)| *is_noted) {
        let text = field.text(ConceptRecord::empty(), record);
        if !text.is_empty() {
            out.push_str(&std::format!("[{}: {text}] ", field.key()));
        }
    }
    let implied = term.slot == Slot::Full && term.relation == Some(Relation::Spelling);
    if let Some(relation) = term.relation.filter(|_| !implied) {
        out.push_str(&std::format!("[relation: {}] ", relation.name()));
    }
    if let Some(party) = &term.party {
        out.push_str(&std::format!("[party: {party}] "));
    }
    out.push_str(term.note.as_deref().unwrap_or_default());
    let out = out.trim();
    (!out.is_empty()).then(|| out.to_owned())
}

/// The note of a concept with what Basic has no category for: the type that its domains leave no place for, and roles.
fn concept_remark(entry: &Entry) -> Option<String> {
    let mut out = String::new();
    if let Some(kind) = entry.kind.filter(|_| !entry.record().domains.is_empty()) {
        out.push_str(&std::format!("[type: {}] ", kind.name()));
    }
    for role in &entry.record().roles {
        out.push_str(&std::format!("[role: {}] ", role_text(role)));
    }
    out.push_str(entry.note.as_deref().unwrap_or_default());
    let out = out.trim();
    (!out.is_empty()).then(|| out.to_owned())
}

/// Takes what [`concept_remark`] put there off a note, and gives the rest.
fn take_concept_remark<'n>(entry: &mut Entry, mut text: &'n str) -> &'n str {
    while let Some((inside, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        if let Some(word) = inside.strip_prefix("type: ")
            && let Some(kind) = ConceptKind::ALL.into_iter().find(|kind| kind.name() == word)
        {
            entry.kind = Some(kind);
        } else if let Some(role) = inside.strip_prefix("role: ").and_then(role_of) {
            entry.with_record(|record| record.roles.push(role));
        } else {
            break;
        }
        text = rest.trim_start_matches(' ');
    }
    text
}

/// What stands between the parts of a role.
const BETWEEN: &str = " | ";

/// A role as a text: `2001-02/2008 | fr: maire | en: mayor | note: par intérim`.
fn role_text(role: &Role) -> String {
    let until = role.until.map(|until| until.to_string()).unwrap_or_default();
    let mut parts = vec![std::format!("{}/{until}", role.from)];
    parts.extend(role.names.iter().map(|(language, name)| std::format!("{language}: {name}")));
    parts.extend(role.note.iter().map(|note| std::format!("note: {note}")));
    parts.join(BETWEEN)
}

/// The role of a text that [`role_text`] made.
fn role_of(text: &str) -> Option<Role> {
    let mut parts = text.split(BETWEEN);
    let (from, until) = parts.next()?.split_once('/')?;
    let until = if until.is_empty() { None } else { Some(until.parse().ok()?) };
    let mut role = Role { names: Vec::new(), from: from.parse().ok()?, until, note: None };
    for part in parts {
        match part.split_once(": ")? {
            ("note", note) => role.note = Some(note.to_owned()),
            (tag, name) => role.names.push((tag.parse().ok()?, name.to_owned())),
        }
    }
    Some(role)
}

/// Takes up a field of the record of a form; `false` when it is none, or cannot be read.
fn take_field(term: &mut EntryTerm, key: &str, text: &str) -> bool {
    let fields = [
        RecordField::Pos,
        RecordField::Reliability,
        RecordField::From,
        RecordField::Until,
        RecordField::Case,
    ];
    let Some(field) = fields.into_iter().find(|field| field.key() == key) else { return false };
    term.with_record(|record| field.put(text, &mut ConceptRecord::default(), record)).is_ok()
}

/// Takes a note apart that [`remark`] made; a foreign note stays whole, unless it is one field alone (`until: 2019`).
fn take_remark(term: &mut EntryTerm, mut text: &str) {
    if let Some((key, value)) = text.split_once(": ")
        && take_field(term, key, value)
    {
        return;
    }
    while let Some((inside, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        match inside.split_once(": ") {
            Some(("relation", word)) if relation_of(word).is_some() => term.relation = relation_of(word),
            Some(("party", party)) => term.party = Some(party.to_owned()),
            Some((key, value)) if take_field(term, key, value) => {}
            _ => break,
        }
        text = rest.trim_start_matches(' ');
    }
    if !text.is_empty() {
        match &mut term.note {
            Some(note) => {
                note.push('\n');
                note.push_str(text);
            }
            None => term.note = Some(text.to_owned()),
        }
    }
}
