//! Glossary files in their canonical order of keys.

use std::str::FromStr as _;

use yaml_edit::Document;

use super::{EditError, Glossary, SourceFile};

/// The keys of a concept in canonical order.
const CONCEPT_ORDER: [&str; 9] =
    ["type", "domain", "definition", "note", "source", "roles", "fr", "en", "other"];

/// The text of a glossary file in canonical order: the same keys first, no spaces at line ends, one line end;
/// comments stay. A text that would then say something else comes back as it was.
///
/// # Errors
/// When it is no YAML.
///
/// ```
/// use drogman::glossary::formatted;
/// let text = "concepts:\n  gori: {fr: Gori, en: Gori, type: city}  # on the Kura\nversion: 1\n";
/// assert!(formatted(text).unwrap().starts_with("version: 1\nconcepts:\n"));
/// ```
pub fn formatted(text: &str) -> Result<String, EditError> {
    let document = Document::from_str(text).map_err(EditError::Yaml)?;
    if let Some(top) = document.as_mapping() {
        reorder(&top, &["version", "languages", "styles", "concepts"]);
        if let Some(concepts) = top.get_mapping("concepts") {
            for (_, node) in concepts.iter() {
                if let Some(concept) = node.as_mapping() {
                    reorder(concept, &CONCEPT_ORDER);
                }
            }
        }
    }
    let candidates = [tidy(&document.to_string()), tidy(text)];
    let read = |text: &str| {
        let source = SourceFile { name: String::new(), text: text.to_owned() };
        Glossary::read_sources(&[source]).glossary
    };
    let before = read(text);
    Ok(candidates.into_iter().find(|new| read(new) == before).unwrap_or_else(|| text.to_owned()))
}

/// Puts the keys of a mapping in order, when they are not.
fn reorder(mapping: &yaml_edit::Mapping, order: &[&str]) {
    let keys: Vec<String> = mapping.keys().map(|key| key.to_string().trim().to_owned()).collect();
    let places: Vec<usize> =
        keys.iter().map(|key| order.iter().position(|known| known == key).unwrap_or(order.len())).collect();
    if !places.is_sorted() {
        mapping.reorder_fields(order.iter().copied());
    }
}

fn tidy(text: &str) -> String {
    let mut out: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
