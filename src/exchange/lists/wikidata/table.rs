//! The result of a SPARQL query as CSV. An item may stand in several rows, one for each of its values.

use super::{
    super::{Entry, EntryTerm, ReadError, Sink, Source, Wanted},
    entities::{alias_of, kind_of_class},
    headings::{Column, columns},
    item_of,
};
use crate::{
    exchange::{
        delimited::{delimiter_of, records},
        lists::kind_of,
    },
    glossary::Status,
    language::Language,
};

/// Reads row by row.
pub(super) fn read(mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let delimiter = delimiter_of(&mut input)?;
    let mut reader = Reader { wanted, columns: Vec::new(), open: None };
    records(input, delimiter, &mut |line, cells| reader.row(line, cells, sink))?;
    reader.hand_over(sink);
    Ok(())
}

struct Reader<'w> {
    wanted: &'w Wanted,
    columns: Vec<Column>,
    /// The item whose rows are being read.
    open: Option<Entry>,
}

impl Reader<'_> {
    fn row(&mut self, line: usize, cells: &[String], sink: &mut Sink<'_>) -> Result<(), ReadError> {
        if self.columns.is_empty() {
            self.columns = columns(cells, self.wanted);
            if !self.columns.iter().any(|column| matches!(column, Column::Label(_))) {
                let message = "no column with labels; a query gives ?item, ?itemLabel_fr and ?itemLabel_en";
                return Err(ReadError::at(line, message));
            }
            return Ok(());
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let Some(id) = value(&self.columns, cells, Column::Item).and_then(item_of) else {
            (sink.reject)(line, "no item of Wikidata in this row, such as Q90".into());
            return Ok(());
        };
        if self.open.as_ref().is_none_or(|open| open.id != id) {
            self.hand_over(sink);
            let source = Some(format!("Wikidata {id}"));
            self.open = Some(Entry { id: id.to_owned(), source, line, ..Entry::default() });
        }
        let row_language =
            value(&self.columns, cells, Column::Language).and_then(|tag| self.wanted.language(tag));
        let class = value(&self.columns, cells, Column::Class);
        let Some(entry) = &mut self.open else { return Ok(()) };
        entry.note =
            entry.note.take().or_else(|| value(&self.columns, cells, Column::Description).map(str::to_owned));
        entry.kind = entry.kind.or_else(|| class.and_then(|class| kind_of_class(item_of(class)?)));
        entry.kind = entry.kind.or_else(|| class.and_then(kind_of));
        for (column, cell) in self.columns.iter().zip(cells) {
            match column {
                Column::Label(language) => label(entry, language.or(row_language), cell),
                Column::Aliases(language) => aliases(entry, language.or(row_language), cell),
                _ => {}
            }
        }
        Ok(())
    }

    /// Hands over the item whose rows ended. Where a column says the language of its row, the other name may stand
    /// further down.
    fn hand_over(&mut self, sink: &mut Sink<'_>) {
        let Some(mut entry) = self.open.take() else { return };
        let languages = self.wanted.languages;
        let is_whole = self.columns.contains(&Column::Language);
        entry
            .terms
            .sort_by_key(|term| (term.language != languages.source, term.status == Some(Status::Admitted)));
        for language in [languages.source, languages.target] {
            if !is_whole && entry.terms_in(language).next().is_none() {
                let message = format!("«{}» has no label in «{language}»; it was left out", entry.id);
                return (sink.reject)(entry.line, message);
            }
        }
        if !entry.terms.is_empty() {
            (sink.entry)(entry);
        }
    }
}

/// What stands in the first column of a kind.
fn value<'c>(columns: &[Column], cells: &'c [String], wanted: Column) -> Option<&'c str> {
    let found = columns.iter().zip(cells).find(|(column, _)| **column == wanted);
    found.map(|(_, cell)| cell.trim()).filter(|cell| !cell.is_empty())
}

/// Adds a label; where an item has none, the query service gives its number.
fn label(entry: &mut Entry, language: Option<Language>, cell: &str) {
    let cell = cell.trim();
    if item_of(cell) == Some(cell) {
        return;
    }
    let has_label = entry
        .terms
        .iter()
        .any(|term| Some(term.language) == language && term.status == Some(Status::Preferred));
    let status = Some(if has_label { Status::Admitted } else { Status::Preferred });
    add(entry, language.map(|language| EntryTerm { status, ..EntryTerm::new(language, cell) }));
}

/// Adds aliases, which the query service parts with commas.
fn aliases(entry: &mut Entry, language: Option<Language>, cell: &str) {
    for alias in cell.split(['|', ';']).flat_map(|part| part.split(", ")) {
        add(entry, language.map(|language| alias_of(language, alias)));
    }
}

fn add(entry: &mut Entry, term: Option<EntryTerm>) {
    let Some(term) = term.filter(|term| !term.form.is_empty()) else { return };
    let is_known = entry.terms.iter().any(|known| known.language == term.language && known.form == term.form);
    if !is_known {
        entry.terms.push(term);
    }
}
