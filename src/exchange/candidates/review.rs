//! The rows of a sheet of candidates that a reviewer went through.

use crate::exchange::Decision;

/// A candidate of `extract` that a reviewer decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateRow {
    /// The row, from 1.
    pub line: usize,
    /// What was decided.
    pub decision: Decision,
    /// The concept it may belong to; empty for a new one.
    pub concept: String,
    /// The form proposed.
    pub form: String,
    /// How it is to be written instead; empty when as proposed.
    pub new_form: String,
    /// The equivalent; empty when there is none.
    pub target: String,
    /// A note.
    pub note: Option<String>,
    /// What it is: person, place, term…
    pub kind: String,
    /// The forms found, the head among them.
    pub forms: Vec<String>,
}

impl CandidateRow {
    /// The row, when something was decided; `text` gives the cell of a column by its key.
    ///
    /// # Errors
    /// When the decision is no word for one.
    pub(in crate::exchange) fn decided<'t>(
        line: usize,
        text: impl Fn(&str) -> &'t str,
    ) -> Result<Option<Self>, String> {
        let Some(decision) = Decision::of_word(text("decision"))?.filter(|_| !text("form").is_empty()) else {
            return Ok(None);
        };
        let owned = |key| text(key).to_owned();
        let row = Self {
            decision,
            line,
            concept: owned("concept"),
            form: owned("form"),
            new_form: owned("new_form"),
            target: owned("target"),
            note: Some(owned("note")).filter(|note| !note.is_empty()),
            kind: owned("type"),
            forms: (text("variants").split("; "))
                .map(without_count)
                .filter(|form| !form.is_empty())
                .collect(),
        };
        match decision {
            Decision::Correct if row.new_form.is_empty() => {
                Err(format!("«{}» is to be corrected, but not to what: fill in the correction", row.form))
            }
            _ => Ok(Some(row)),
        }
    }

    /// Whether another spelling than the proposed one was written.
    pub(in crate::exchange) fn is_corrected(&self) -> bool {
        !self.new_form.is_empty() && self.new_form != self.form
    }
}

/// «Aliyev (3)» without how often it was found.
fn without_count(form: &str) -> String {
    let counted = form.rsplit_once(" (").filter(|(_, n)| {
        n.strip_suffix(')').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    });
    counted.map_or(form, |(form, _)| form).trim().to_owned()
}
