//! What the page is told of the project first.

use serde::Serialize;

use super::{
    Review,
    events::{Left, Read},
};
use crate::glossary::EMBEDDED;

/// The project, and how far the review of it is.
#[derive(Serialize)]
pub(crate) struct Project {
    name: String,
    version: &'static str,
    styles: Vec<String>,
    parties: Vec<String>,
    languages: [&'static str; 2],
    glossary: ProjectGlossary,
    read: Read,
    left: Left,
    last: String,
    unsaved: usize,
    translations: bool,
}

#[derive(Serialize)]
struct ProjectGlossary {
    name: String,
    concepts: usize,
    layers: Vec<String>,
    file: Option<String>,
}

impl Review {
    /// The project, and how far the review of it is.
    pub(crate) fn project(&self) -> Project {
        let glossary = self.glossary();
        let decisions = self.decisions();
        let mut parties: Vec<String> = glossary
            .concepts
            .values()
            .flat_map(|concept| concept.terms.iter().filter_map(|term| term.party.clone()))
            .collect();
        parties.sort();
        parties.dedup();
        let file = decisions.glossary_file();
        let languages = glossary.languages;
        Project {
            name: self.options.name.clone(),
            version: env!("CARGO_PKG_VERSION"),
            styles: glossary.styles.clone(),
            parties,
            languages: [languages.source.code(), languages.target.code()],
            glossary: ProjectGlossary {
                name: file.clone().or_else(|| glossary.layers.first().cloned()).unwrap_or_default(),
                concepts: glossary.concepts.len(),
                // The embedded glossary is read from no files.
                layers: match glossary.layers.is_empty() && !glossary.concepts.is_empty() {
                    true => vec![EMBEDDED.to_owned()],
                    false => glossary.layers.clone(),
                },
                file,
            },
            read: self.read_so_far(),
            left: self.left(),
            last: decisions.last().to_owned(),
            unsaved: decisions.unsaved(),
            translations: self.options.translation.is_some(),
        }
    }
}
