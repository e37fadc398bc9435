//! How other programs read and write what drogman knows: one folder a kind of file, one file a format.

mod columns;
mod delimited;
mod error;
mod input;
mod left_out;
#[cfg(feature = "xlsx")]
mod workbook;

mod lists;

mod sheets;

pub mod candidates;

mod review;

mod occurrences;

mod findings;

pub use crate::markup::Fault as ReadError;
pub use error::WriteError;
pub use findings::{FindingFormat, FindingReport, finding_report};
pub use input::{Input, MAX_PIECE, Source};
pub use lists::{
    Entry, EntryTerm, Import, LIST_FORMATS, ListFormat, Sink, TermList, Tmx, Wanted, list_format,
    list_format_of, losses, read_all, unsaid,
};
pub use occurrences::{Records, TSV_HEADER, concordance};
pub use review::{
    CandidateRow, Change, Decision, Review, ReviewRow, TermRef, Wish, Wishes, read_review, wishes,
};
pub use sheets::{MarkedDocument, SHEET_FORMATS, SheetContent, SheetFormat, summary};
