//! What a review of candidates decides that stands in no concept: it goes to the decisions beside the glossary.

use super::CandidateRow;
use crate::{
    exchange::Decision,
    glossary::{
        Decisions, EditError, NEW_FILE, Rejected, Set, SourceFile, TextEdit, decision_key, text_edits,
        with_rejected, without_rejected,
    },
};

/// A decision, for the journal.
pub(super) struct Decided {
    /// What was done.
    pub code: &'static str,
    pub set: Set,
    pub edits: Vec<TextEdit>,
    /// Whether the row changes the glossary, too.
    pub is_second: bool,
}

/// The text of the decisions with what the rows decide, when that changes it, and the decisions one by one.
///
/// # Errors
/// When the text is none of decisions, or written in a way it cannot be edited in.
pub(super) fn decide<'r>(
    file: &SourceFile,
    rows: impl Iterator<Item = &'r CandidateRow>,
) -> Result<(Option<String>, Vec<Decided>), EditError> {
    let mut created = file.text.is_empty().then(|| NEW_FILE.to_owned());
    let mut text = created.clone().unwrap_or_else(|| file.text.clone());
    let mut out = Vec::new();
    for row in rows {
        let before =
            Decisions::read(&file.name, &text).map_err(|_| EditError::NotEditable("file of decisions"))?;
        let (code, form, to) = match row.decision {
            Decision::Reject => ("reject", &row.form, Some(row.note.clone())),
            Decision::Correct if decision_key(&row.form) != decision_key(&row.new_form) => {
                ("correct", &row.form, Some(Some(format!("corrected to {}", row.new_form))))
            }
            Decision::Correct | Decision::Accept => ("accept", &row.form, None),
        };
        let is_rejected = before.is_rejected(form);
        let after = match to {
            Some(why) if !is_rejected => {
                let rejected = Rejected { form: form.clone(), why, on: None };
                with_rejected(&text, &rejected)?
            }
            None if is_rejected => without_rejected(&text, form)?,
            _ => continue,
        };
        let word = |is_rejected: bool| is_rejected.then_some("rejected");
        let set = Set::new(format!("term/{form}"), "state", word(is_rejected), word(!is_rejected));
        let mut edits = text_edits(&file.name, None, &text, &after);
        if let Some(first) = edits.first_mut() {
            first.created = created.take();
        }
        out.push(Decided { code, set, edits, is_second: row.decision != Decision::Reject });
        text = after;
    }
    Ok(((!out.is_empty()).then_some(text), out))
}
