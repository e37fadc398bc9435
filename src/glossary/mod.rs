//! The glossary: its model, reading YAML with positions, lint, writing and editing, the embedded default.

mod accents;
mod claimed;
pub(crate) mod compiled;
mod concept;
mod decisions;
mod drafts;
mod edit;
mod edited_file;
mod embedded;
mod entry;
mod fields;
mod format;
mod grammar;
mod journal;
mod keys;
mod layers;
mod lint;
mod model;
mod node;
mod patch;
mod person;
mod problem;
mod read;
mod records;
mod regular;
#[cfg(feature = "schema")]
mod schema;
mod sides;
mod styles;
mod tree;
mod variants;
mod write;

pub use accents::{Accents, Capitals, Diacritics};
pub(crate) use claimed::claimed;
pub use decisions::{DECISIONS, Decisions, IgnoredFinding, Rejected, decisions_folder};
pub(crate) use decisions::{NEW_FILE, key as decision_key, with_ignored, with_rejected, without_rejected};
pub use edit::EditError;
pub(crate) use edit::{GlossaryText, Place};
pub(crate) use edited_file::{Edited, EditedFile, lines_of_concepts};
pub(crate) use fields::nearest_word;
pub use format::formatted;
pub(crate) use journal::{EMPTY, SAVE, Workbench, lines_of, text_edits};
pub use journal::{
    Entry, Journal, JournalFile, Replayed, Set, TextEdit, UndoError, Undone, digest, journal_path,
    passed_over, read_journal, replay, undo,
};
pub use layers::{EMBEDDED, Fate, Layer, Origin};
pub(crate) use layers::{Stack, is_below, patch_of};
pub(crate) use lint::compared;
pub use model::{
    Article, Cited, Concept, ConceptId, ConceptKind, ConceptRecord, Date, Definition, Elides, Form,
    FormRecord, Gender, Glossary, Grammar, Inflected, LanguagePair, Locative, NoDate, Number, OtherGender,
    OtherLanguage, OtherTerm, PartOfSpeech, Position, Relation, Reliability, Role, Slot, Status, StyleId,
    Term,
};
pub use problem::{Problem, Problems, Severity};
pub use read::{Reading, SourceFile};
pub(crate) use records::is_language_tag;
#[cfg(feature = "schema")]
pub use schema::schema;
pub(crate) use write::{is_plain, record_yaml};
