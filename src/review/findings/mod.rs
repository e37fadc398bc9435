//! What `check` reports on the articles and their translations: the list, and what was decided of it.

mod document_findings;
mod list;
mod states;

pub(crate) use document_findings::DocumentFindings;
pub(crate) use list::FindingsAsked;
pub(crate) use states::FindingStates;
