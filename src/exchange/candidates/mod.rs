//! Candidates of `extract`: one file a format, and the rows of a review of them.

mod columns;
mod concept;
mod jsonl;
mod lines;
mod review;
mod tsv;
#[cfg(feature = "xlsx")]
mod xlsx;
mod yaml;

pub(super) use columns::CANDIDATE_COLUMNS;
pub use concept::{NewConcept, new_id, preferred_form};
pub use lines::{equivalents_tsv, groups_tsv, mentions_tsv};
pub use review::CandidateRow;

#[allow(unused_imports, reason = "no feature may be left out")]
use super::left_out::LeftOut;
use super::{Ui, WriteError};
use crate::extract::Candidate;

/// A format of candidates.
pub trait CandidateFormat: Sync {
    /// What the command line calls it.
    fn name(&self) -> &'static str;

    /// Whether a terminal can show it.
    fn is_text(&self) -> bool {
        true
    }

    /// The candidates as bytes; the same candidates give the same bytes.
    ///
    /// # Errors
    /// When the format cannot hold them.
    fn write(&self, candidates: &[Candidate]) -> Result<Vec<u8>, WriteError>;

    /// The same; a workbook has its headings and words in the language of the reader.
    ///
    /// # Errors
    /// As [`CandidateFormat::write`].
    fn write_in(&self, candidates: &[Candidate], _ui: Ui) -> Result<Vec<u8>, WriteError> {
        self.write(candidates)
    }
}

/// Every format of candidates, the usual one first.
///
/// ```
/// use drogman::exchange::CANDIDATE_FORMATS;
/// let yaml = CANDIDATE_FORMATS.into_iter().find(|format| format.name() == "yaml").unwrap();
/// let written = String::from_utf8(yaml.write(&[]).unwrap()).unwrap();
/// assert!(written.ends_with("concepts: {}\n"));
/// ```
pub const CANDIDATE_FORMATS: [&dyn CandidateFormat; 4] = [
    &yaml::Yaml,
    &tsv::Tsv,
    #[cfg(feature = "xlsx")]
    &xlsx::Xlsx,
    #[cfg(not(feature = "xlsx"))]
    &LeftOut { name: "xlsx", endings: &[], file: "", feature: "xlsx" },
    &jsonl::Jsonl,
];
