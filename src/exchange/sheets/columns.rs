//! The columns of a term sheet: of its forms, its concepts and the names that no concept covers.

use crate::{
    exchange::columns::{
        Column,
        Style::{Bold, Long, Number, Status, Text},
        Value,
    },
    sheet::{ConceptRow, FormRow, UnknownRow},
};

/// The columns of the forms.
pub(in crate::exchange) const FORM_COLUMNS: [Column<FormRow>; 20] = [
    Column::new("sheet", "concept", 22., Text, |row| (&row.concept).into()),
    Column::new("sheet", "type", 12., Text, |row| (&row.kind).into()),
    Column::new("sheet", "preferred", 26., Text, |row| (&row.preferred).into()),
    Column::new("sheet", "form", 26., Bold, |row| (&row.form).into()),
    Column::new("sheet", "slot", 11., Text, |row| (&row.slot).into()),
    Column::new("sheet", "relation", 14., Text, |row| (&row.relation).into()),
    Column::new("sheet", "status", 12., Status, |row| (&row.status).into()),
    Column::new("sheet", "party", 13., Text, |row| (&row.party).into()),
    Column::new("sheet", "target", 26., Text, |row| (&row.target).into()),
    Column::new("sheet", "target_admitted", 26., Text, |row| row.target_admitted.join("; ").into()),
    Column::new("sheet", "occurrences", 12., Number, |row| Value::Count(row.occurrences)),
    Column::new("sheet", "documents", 11., Number, |row| Value::Count(row.documents)),
    Column::new("sheet", "first_date", 11., Text, |row| (&row.first_date).into()),
    Column::new("sheet", "example", 70., Long, |row| Value::Example(&row.example)),
    Column::new("sheet", "place", 34., Text, |row| (&row.example.place).into()),
    Column::new("sheet", "note", 40., Long, |row| (&row.note).into()),
    Column::new("sheet", "source", 30., Text, |row| (&row.source).into()),
    Column::new("sheet", "unsure", 8., Number, |row| Value::Count(row.unsure)),
    Column::new("sheet", "role", 30., Text, |row| (&row.role).into()),
    Column::new("sheet", "meaning", 40., Long, |row| (&row.meaning).into()),
];

/// The columns of the concepts.
pub(super) const CONCEPT_COLUMNS: [Column<ConceptRow>; 9] = [
    Column::new("sheet", "concept", 22., Text, |row| (&row.concept).into()),
    Column::new("sheet", "type", 12., Text, |row| (&row.kind).into()),
    Column::new("sheet", "preferred", 28., Bold, |row| (&row.preferred).into()),
    Column::new("sheet", "target", 28., Bold, |row| (&row.target).into()),
    Column::new("sheet", "forms", 60., Long, |row| {
        let forms = row.forms.iter().map(|(form, count)| format!("{form} ({count})"));
        forms.collect::<Vec<_>>().join("; ").into()
    }),
    Column::new("sheet", "occurrences", 12., Number, |row| Value::Count(row.occurrences)),
    Column::new("sheet", "parties", 20., Text, |row| row.parties.join(", ").into()),
    Column::new("sheet", "note", 40., Long, |row| (&row.note).into()),
    Column::new("sheet", "source", 30., Long, |row| (&row.source).into()),
];

/// The columns of the names that no concept covers.
pub(super) const UNKNOWN_COLUMNS: [Column<UnknownRow>; 5] = [
    Column::new("sheet", "name", 32., Bold, |row| (&row.name).into()),
    Column::new("sheet", "occurrences", 12., Number, |row| Value::Count(row.occurrences)),
    Column::new("sheet", "documents", 11., Number, |row| Value::Count(row.documents)),
    Column::new("sheet", "example", 80., Long, |row| Value::Example(&row.example)),
    Column::new("sheet", "place", 36., Text, |row| (&row.example.place).into()),
];
