//! A term with its forms, its examples and what the translations call it.

use serde::Serialize;

use super::{entry::TermEntry, list::TermRow};
use crate::review::{Refused, Review, names::Example};

/// GET /api/terms/card.
#[derive(Debug, Serialize)]
pub(crate) struct TermCard {
    #[serde(flatten)]
    row: TermRow,
    forms: Vec<String>,
    proposals: Vec<(String, f32, usize)>,
    examples: Vec<Example>,
}

impl Review {
    /// A term by what decisions about it are `on`.
    ///
    /// # Errors
    /// When there is no such term.
    pub(crate) fn term(&self, on: &str) -> Result<TermCard, Refused> {
        let entries = self.term_entries().ok_or(Refused::NotFound)?;
        let entry = find_entry(&entries, on).ok_or(Refused::NotFound)?;
        let row = entry.row(&self.decisions());
        let corpus = self.corpus();
        let example = |(path, text): &(std::path::PathBuf, std::sync::Arc<str>)| {
            let doc = corpus.of_path(path)?;
            let document = corpus.get(doc)?;
            let (left, key, right) = around(text, &entry.forms);
            let (title, date) = (document.title.clone(), document.date.clone());
            Some(Example { doc, title, date, left, key, right })
        };
        let examples = entry.examples.iter().filter_map(example).collect();
        Ok(TermCard { row, forms: entry.forms.clone(), proposals: entry.proposals.clone(), examples })
    }

    /// What is shown as the equivalent of a term and the glossary does not have; empty when there is none.
    pub(crate) fn term_english(&self, on: &str) -> String {
        let entries = self.term_entries().unwrap_or_default();
        let is_new = |entry: &&TermEntry| entry.known.as_ref().is_none_or(String::is_empty);
        let entry = find_entry(&entries, on).filter(is_new);
        entry.map_or_else(String::new, |entry| entry.row(&self.decisions()).en)
    }
}

/// The term that a decision is `on`.
fn find_entry<'e>(entries: &'e [TermEntry], on: &str) -> Option<&'e TermEntry> {
    let form = on.strip_prefix("term/")?;
    let has_it = |entry: &&TermEntry| entry.forms.iter().any(|known| known == form);
    entries.iter().find(|entry| entry.term == form).or_else(|| entries.iter().find(has_it))
}

/// A sentence, parted at the longest of the forms that stands in it, whatever its case.
fn around(text: &str, forms: &[String]) -> (String, String, String) {
    let mut forms: Vec<&String> = forms.iter().collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    let found = forms.into_iter().find_map(|form| find(text, form));
    let Some((from, to)) = found else { return (text.to_owned(), String::new(), String::new()) };
    (text[..from].to_owned(), text[from..to].to_owned(), text[to..].to_owned())
}

/// Where a form stands in a text, whatever its case.
fn find(text: &str, form: &str) -> Option<(usize, usize)> {
    let length = form.chars().count();
    let lower = form.to_lowercase();
    text.char_indices().find_map(|(from, _)| {
        let rest = &text[from..];
        let to = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        (rest[..to].to_lowercase() == lower).then_some((from, from + to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_whatever_its_case() {
        let forms = ["feu".to_owned(), "cessez-le-feu".to_owned()];
        let (left, key, right) = around("Été : CESSEZ-le-feu.", &forms);
        assert_eq!((&*left, &*key, &*right), ("Été : ", "CESSEZ-le-feu", "."));
        assert_eq!(around("Rien.", &forms).0, "Rien.");
    }
}
