//! How other programs read and write what drogman knows: one folder a kind of file, one file a format.

mod columns;
mod decision;
mod delimited;
mod error;
mod html;
mod input;
mod journal;
mod left_out;
mod lookups;
mod words;
#[cfg(feature = "xlsx")]
mod workbook;

mod bitexts;

mod lists;

mod sheets;

mod candidates;

mod review;

mod occurrences;

mod findings;

mod changes;

mod segments;

pub use crate::markup::Fault as ReadError;
pub use bitexts::{BITEXT_FORMATS, Bitext, BitextFormat, BitextNames, BitextSide};
pub use candidates::{
    CANDIDATE_FORMATS, CandidateFormat, CandidateRow, NewConcept, equivalents_tsv, groups_tsv, mentions_tsv,
    new_id, preferred_form,
};
pub use changes::{ChangeTally, ChangesPreview, PatchError, changes_patch};
pub use decision::Decision;
pub use delimited::cell;
pub use error::WriteError;
pub use findings::{FINDING_FORMATS, FindingFormat, FindingReport, finding_format};
pub use input::{Input, MAX_PIECE, Source};
pub use journal::{act_text, journal_jsonl, journal_text};
pub use lists::{
    Entry, EntryTerm, Guesses, Import, LIST_FORMATS, LIST_SOURCES, ListColumn, ListFormat, OnConflict, Onto,
    RecordField, Sink, TermList, Tmx, Wanted, export, export_in, list_columns, list_format, list_format_of,
    losses, read_all, unsaid,
};
pub use lookups::{lookup_jsonl, lookup_text, lookup_tsv};
pub use occurrences::{OCCURRENCE_FORMATS, OccurrenceFormat, Records};
pub use review::{
    Change, MergeError, MergePlan, NEW_CONCEPTS, Review, ReviewFormat, ReviewRow, SaveError, TakenIn,
    TermRef, Wish, Wishes, WorkingCopy, WorkingCopyError, WrittenFile, make_changes, merge, read_review,
    take_in, wishes,
};
pub(crate) use review::{Layered, apply_change, wish_sets};
pub use segments::{segments_jsonl, segments_text};
pub use sheets::{MarkedDocument, SHEET_FORMATS, SheetContent, SheetFormat, summary};
pub use words::Ui;
