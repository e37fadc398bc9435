//! The sheet as rows of text cells, shared by the formats that are tables.

use crate::{
    exchange::columns::status_heading,
    sheet::{FormRow, Table},
};

/// The columns of the sheet of forms, in order.
pub(in crate::exchange) const FORM_COLUMNS: [&str; 18] = [
    "concept",
    "type",
    "preferred",
    "form",
    "slot",
    "relation",
    "status",
    "party",
    "target",
    "target_admitted",
    "occurrences",
    "documents",
    "first_date",
    "example",
    "place",
    "note",
    "source",
    "unsure",
];

/// The cells of one form, in the order of [`FORM_COLUMNS`].
pub(in crate::exchange) fn form_cells(row: &FormRow) -> [String; 18] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        row.concept.clone(),
        row.kind.clone(),
        row.preferred.clone(),
        row.form.clone(),
        row.slot.clone(),
        row.relation.clone(),
        row.status.clone(),
        text(&row.party),
        row.target.clone(),
        row.target_admitted.join("; "),
        row.occurrences.to_string(),
        row.documents.to_string(),
        text(&row.first_date),
        row.example.marked("⟦", "⟧"),
        row.example.place.clone(),
        text(&row.note),
        text(&row.source),
        row.unsure.to_string(),
    ]
}

/// The headings of the columns for people, in the order of [`FORM_COLUMNS`].
pub(super) fn form_headings(table: &Table) -> [String; 18] {
    let (source, target) =
        (table.languages.source.code().to_uppercase(), table.languages.target.code().to_uppercase());
    [
        "Concept".into(),
        "Type".into(),
        format!("{source} preferred"),
        format!("{source} form found"),
        "Slot".into(),
        "Relation".into(),
        status_heading("Status", &table.style),
        "Whose name".into(),
        format!("{target} preferred"),
        format!("{target} admitted"),
        "Occurrences".into(),
        "Documents".into(),
        "First date".into(),
        "Example".into(),
        "Where".into(),
        "Note".into(),
        "Source".into(),
        "Unsure".into(),
    ]
}
