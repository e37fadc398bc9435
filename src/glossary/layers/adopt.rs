//! An entry of a lower layer as an upper layer would change it.

use crate::glossary::{
    lint::compared,
    model::{Glossary, Slot, StyleId},
    write::is_plain,
};

/// The YAML of a patch that says again which forms of a concept are preferred, as it stands below `concepts:`: what a
/// person changes there is changed for all layers above. Empty for a concept the glossary does not have.
pub(crate) fn patch_of(glossary: &Glossary, id: &str) -> String {
    let Some(concept) = glossary.concepts.get(id) else { return String::new() };
    let quoted = |text: &str| {
        if is_plain(text) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
    };
    let mut out = format!("  {}:\n", quoted(id));
    for language in [glossary.languages.source, glossary.languages.target] {
        let preferred = concept.preferred(language, Slot::Full, StyleId::DEFAULT);
        if let Some((_, term)) = preferred {
            out.push_str(&format!("    {language}:\n      preferred: {}\n", quoted(term.text())));
        }
    }
    out
}

impl Glossary {
    /// The ids of the concepts that have a form, however it is written.
    pub(crate) fn concepts_called(&self, form: &str) -> Vec<&str> {
        let folded = compared(form);
        let has_it = |concept: &&crate::glossary::Concept| {
            concept.terms.iter().any(|term| compared(term.text()) == folded)
        };
        self.concepts.values().filter(has_it).map(|concept| concept.id.as_str()).collect()
    }
}
