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
    Column::new("concept", "Concept", 22., Text, |row| (&row.concept).into()),
    Column::new("type", "Type", 12., Text, |row| (&row.kind).into()),
    Column::new("preferred", "{source} preferred", 26., Text, |row| (&row.preferred).into()),
    Column::new("form", "{source} form found", 26., Bold, |row| (&row.form).into()),
    Column::new("slot", "Slot", 11., Text, |row| (&row.slot).into()),
    Column::new("relation", "Relation", 14., Text, |row| (&row.relation).into()),
    Column::new("status", "Status", 12., Status, |row| (&row.status).into()),
    Column::new("party", "Whose name", 13., Text, |row| (&row.party).into()),
    Column::new("target", "{target} preferred", 26., Text, |row| (&row.target).into()),
    Column::new("target_admitted", "{target} admitted", 26., Text, |row| {
        row.target_admitted.join("; ").into()
    }),
    Column::new("occurrences", "Occurrences", 12., Number, |row| Value::Count(row.occurrences)),
    Column::new("documents", "Documents", 11., Number, |row| Value::Count(row.documents)),
    Column::new("first_date", "First date", 11., Text, |row| (&row.first_date).into()),
    Column::new("example", "Example", 70., Long, |row| Value::Example(&row.example)),
    Column::new("place", "Where", 34., Text, |row| (&row.example.place).into()),
    Column::new("note", "Note", 40., Long, |row| (&row.note).into()),
    Column::new("source", "Source", 30., Text, |row| (&row.source).into()),
    Column::new("unsure", "Unsure", 8., Number, |row| Value::Count(row.unsure)),
    Column::new("role", "Role at the first date", 30., Text, |row| (&row.role).into()),
    Column::new("meaning", "Domain and definition", 40., Long, |row| (&row.meaning).into()),
];

/// The columns of the concepts.
pub(super) const CONCEPT_COLUMNS: [Column<ConceptRow>; 9] = [
    Column::new("concept", "Concept", 22., Text, |row| (&row.concept).into()),
    Column::new("type", "Type", 12., Text, |row| (&row.kind).into()),
    Column::new("preferred", "{source} preferred", 28., Bold, |row| (&row.preferred).into()),
    Column::new("target", "{target} preferred", 28., Bold, |row| (&row.target).into()),
    Column::new("forms", "Forms found", 60., Long, |row| {
        let forms = row.forms.iter().map(|(form, count)| format!("{form} ({count})"));
        forms.collect::<Vec<_>>().join("; ").into()
    }),
    Column::new("occurrences", "Occurrences", 12., Number, |row| Value::Count(row.occurrences)),
    Column::new("parties", "Whose names", 20., Text, |row| row.parties.join(", ").into()),
    Column::new("note", "Note", 40., Long, |row| (&row.note).into()),
    Column::new("source", "Source", 30., Long, |row| (&row.source).into()),
];

/// The columns of the names that no concept covers.
pub(super) const UNKNOWN_COLUMNS: [Column<UnknownRow>; 5] = [
    Column::new("name", "Name", 32., Bold, |row| (&row.name).into()),
    Column::new("occurrences", "Occurrences", 12., Number, |row| Value::Count(row.occurrences)),
    Column::new("documents", "Documents", 11., Number, |row| Value::Count(row.documents)),
    Column::new("example", "Example", 80., Long, |row| Value::Example(&row.example)),
    Column::new("place", "Where", 36., Text, |row| (&row.example.place).into()),
];
