//! The columns of a term list as a table, a form a row.

use super::model::{Entry, EntryTerm, RecordField, TermList, gender_word};
use crate::exchange::{
    Ui,
    columns::{
        Column, Headings,
        Style::{Long, Status, Text},
        Value,
    },
    decision::DECISIONS,
};

/// A term with its concept.
pub(in crate::exchange) struct ListRow<'a> {
    pub entry: &'a Entry,
    pub term: &'a EntryTerm,
    /// Whether the concept has no row before: what is said of it stands here once.
    is_first: bool,
}

impl ListRow<'_> {
    /// The cell of a field of the record.
    fn record(&self, field: RecordField) -> Value<'_> {
        if field.is_of_concept() && !self.is_first {
            return Value::EMPTY;
        }
        Value::Text(field.text(self.entry.record(), self.term.record()))
    }
}

/// The columns.
pub(in crate::exchange) fn columns<'a>() -> [Column<ListRow<'a>>; 21] {
    [
        column("concept", 22., |row| (&row.entry.id).into()),
        column("type", 12., |row| row.entry.kind.map_or(Value::EMPTY, |kind| kind.name().into())),
        column("language", 9., |row| row.term.language.code().into()),
        column("form", 34., |row| (&row.term.form).into()),
        column("slot", 12., |row| row.term.slot.name().into()),
        Column::<ListRow<'a>>::new("", "status", 12., Status, |row| {
            row.term.status.map_or(Value::EMPTY, |status| status.name().into())
        }),
        column("relation", 15., |row| row.term.relation.map_or(Value::EMPTY, |it| it.name().into())),
        column("party", 13., |row| (&row.term.party).into()),
        column("gender", 11., |row| row.term.gender.map_or(Value::EMPTY, |it| gender_word(it).into())),
        column("form_note", 30., |row| (&row.term.note).into()),
        column("note", 40., |row| if row.is_first { (&row.entry.note).into() } else { Value::EMPTY }),
        column("source", 30., |row| if row.is_first { (&row.entry.source).into() } else { Value::EMPTY }),
        column(RecordField::Domain.key(), 20., |row| row.record(RecordField::Domain)),
        column(RecordField::Definition.key(), 40., |row| row.record(RecordField::Definition)),
        column(RecordField::Example.key(), 40., |row| row.record(RecordField::Example)),
        column(RecordField::Pos.key(), 12., |row| row.record(RecordField::Pos)),
        column(RecordField::TermSource.key(), 30., |row| row.record(RecordField::TermSource)),
        column(RecordField::Reliability.key(), 10., |row| row.record(RecordField::Reliability)),
        column(RecordField::From.key(), 11., |row| row.record(RecordField::From)),
        column(RecordField::Until.key(), 11., |row| row.record(RecordField::Until)),
        column(RecordField::Case.key(), 8., |row| row.record(RecordField::Case)),
    ]
}

/// The columns that a reviewer fills in.
pub(in crate::exchange) fn review_columns<'a>() -> [Column<ListRow<'a>>; 3] {
    [
        column("decision", 11., |_| Value::EMPTY).of(&DECISIONS),
        column("new_form", 30., |_| Value::EMPTY),
        column("remark", 40., |_| Value::EMPTY),
    ]
}

/// A column that people and programs call the same.
fn column<'a>(
    key: &'static str,
    width: f64,
    value: for<'r> fn(&'r ListRow<'a>) -> Value<'r>,
) -> Column<ListRow<'a>> {
    Column::new("", key, width, if width < 40. { Text } else { Long }, value)
}

/// What the headings of a list depend on.
pub(super) fn headings(list: &TermList, ui: Ui) -> Headings<'_> {
    let style = list.style.as_deref().unwrap_or("default");
    Headings { languages: list.languages, style, ui }
}

/// The rows of a list.
pub(in crate::exchange) fn rows(list: &TermList) -> impl Iterator<Item = ListRow<'_>> {
    list.entries.iter().flat_map(|entry| {
        (entry.terms.iter().enumerate()).map(move |(number, term)| ListRow {
            entry,
            term,
            is_first: number == 0,
        })
    })
}
