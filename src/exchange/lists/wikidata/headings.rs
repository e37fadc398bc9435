//! What the columns of a query’s result are, told by the names of its variables: `item`, `itemLabel`, `itemAltLabel_fr`.

use super::super::Wanted;
use crate::language::Language;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Item,
    Label(Option<Language>),
    Aliases(Option<Language>),
    Description,
    Class,
    Language,
    Other,
}

/// The columns of a header row. A label without a language is in the one that no other column has, the source first;
/// with a column of languages, in that of its row.
pub(super) fn columns(head: &[String], wanted: &Wanted) -> Vec<Column> {
    let mut columns: Vec<Column> = head.iter().map(|name| column(name, wanted)).collect();
    if !columns.contains(&Column::Item)
        && let Some(first) = columns.iter_mut().find(|column| **column == Column::Other)
    {
        *first = Column::Item;
    }
    if columns.contains(&Column::Language) {
        return columns;
    }
    let (source, target) = (wanted.languages.source, wanted.languages.target);
    let has_source = columns.contains(&Column::Label(Some(source)));
    let other = if has_source { target } else { source };
    for column in &mut columns {
        match column {
            Column::Label(language) | Column::Aliases(language) => *language = language.or(Some(other)),
            _ => {}
        }
    }
    columns
}

fn column(name: &str, wanted: &Wanted) -> Column {
    let words = words(name);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let language = words.iter().find_map(|word| {
        let tag = if word.len() == 2 { wanted.language(word) } else { None };
        tag.or_else(|| Language::from_name(word))
    });
    if has(&["description"]) {
        Column::Description
    } else if has(&["lang", "language", "langue"]) {
        Column::Language
    } else if has(&["type", "class", "instance", "instanceof", "kind", "classe"]) {
        Column::Class
    } else if has(&["alt", "alias", "aliases", "altlabel", "synonym", "synonyms"]) {
        Column::Aliases(language)
    } else if has(&["label", "name", "nom", "itemlabel"]) || words.len() == 1 && language.is_some() {
        Column::Label(language)
    } else if has(&["item", "entity", "concept"]) {
        Column::Item
    } else {
        Column::Other
    }
}

/// The words of a variable’s name in lower case: *itemAltLabel_fr* is item, alt, label, fr.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_small = false;
    for c in name.trim().trim_start_matches('?').chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && before_small {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().unwrap_or(&mut String::new()).extend(c.to_lowercase());
        }
        before_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
