//! XLSX: a sheet for review, where each candidate is accepted, rejected or corrected.

use rust_xlsxwriter::XlsxError;

use super::{CandidateFormat, columns::CANDIDATE_COLUMNS};
use crate::{
    exchange::{
        Ui, WriteError,
        columns::Headings,
        workbook::{Book, Sheet},
    },
    extract::Candidate,
    glossary::LanguagePair,
};

/// Excel workbook.
pub(super) struct Xlsx;

impl CandidateFormat for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn write(&self, candidates: &[Candidate]) -> Result<Vec<u8>, WriteError> {
        self.write_in(candidates, Ui::default())
    }

    fn write_in(&self, candidates: &[Candidate], ui: Ui) -> Result<Vec<u8>, WriteError> {
        workbook(candidates, ui).map_err(|error| WriteError { format: "xlsx", message: error.to_string() })
    }
}

fn workbook(candidates: &[Candidate], ui: Ui) -> Result<Vec<u8>, XlsxError> {
    let headings = Headings { languages: LanguagePair::default(), style: "default", ui };
    let mut book = Book::new(ui.say("book.candidates"))?;
    let name = ui.say("book.candidates");
    let sheet = Sheet { name, table: "candidates", frozen: 2, has_keys: false, is_read_back: true };
    book.sheet(&sheet, &CANDIDATE_COLUMNS, &headings, candidates)?;
    book.bytes()
}
