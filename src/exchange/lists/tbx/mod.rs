//! TBX: ISO 30042:2019 Basic in both styles (DCT, DCA) and the older TBX-Basic (martif) that most programs
//! still import.
//!
//! What the data categories of Basic have no word for (whose name a form is, why it exists) stands in
//! brackets at the start of the form’s note and is read from there.

mod read;
mod write;

use super::{
    ListFormat, ReadError, Sink, Source, Wanted, WriteError,
    model::{EntryTerm, TermList, relation_of},
};
use crate::glossary::{Relation, Slot};

/// TBX v3 (ISO 30042:2019) Basic, data categories as elements.
pub(crate) struct Tbx;

/// TBX v3 (ISO 30042:2019) Basic, data categories as attributes.
pub(super) struct TbxDca;

/// TBX-Basic of 2008 (martif).
pub(crate) struct Tbx2;

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

/// The note of a term with what Basic has no category for.
fn remark(term: &EntryTerm) -> Option<String> {
    let mut out = String::new();
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

/// Takes a note apart that [`remark`] made; a foreign note stays whole.
fn take_remark(term: &mut EntryTerm, mut text: &str) {
    while let Some((inside, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        match inside.split_once(": ") {
            Some(("relation", word)) if relation_of(word).is_some() => term.relation = relation_of(word),
            Some(("party", party)) => term.party = Some(party.to_owned()),
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
