//! The rows of a sheet of candidates that a reviewer went through.

use crate::exchange::Decision;

/// A candidate of `extract` that a reviewer took up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateRow {
    /// The row, from 1.
    pub line: usize,
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
    /// The row, when the candidate is to be taken up; `text` gives the cell of a column by its key.
    ///
    /// # Errors
    /// When the decision is no word for one.
    pub(in crate::exchange) fn taken_up<'t>(
        line: usize,
        text: impl Fn(&str) -> &'t str,
    ) -> Result<Option<Self>, String> {
        let decision = Decision::of_word(text("decision"))?;
        let is_taken = matches!(decision, Some(Decision::Accept | Decision::Correct));
        let owned = |key| text(key).to_owned();
        Ok((is_taken && !text("form").is_empty()).then(|| Self {
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
        }))
    }
}

/// «Aliyev (3)» without how often it was found.
fn without_count(form: &str) -> String {
    let counted = form.rsplit_once(" (").filter(|(_, n)| {
        n.strip_suffix(')').is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    });
    counted.map_or(form, |(form, _)| form).trim().to_owned()
}
