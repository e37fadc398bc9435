//! Term sheets in the formats of term lists: the concepts that the documents use.

use rustc_hash::FxHashSet;

use super::{SheetContent, SheetFormat, WriteError};
use crate::{
    exchange::lists::{ListFormat, OmegaT, Tbx, Tbx2, TermList, unsaid},
    glossary::Glossary,
};

/// The concepts in use, in a format of term lists.
pub(super) struct Used {
    format: &'static dyn ListFormat,
    file: &'static str,
}

/// TBX v3 Basic (DCT).
pub(super) const TBX: Used = Used { format: &Tbx, file: "terms.tbx" };

/// TBX-Basic of 2008.
pub(super) const TBX2: Used = Used { format: &Tbx2, file: "terms.v2.tbx" };

/// OmegaT glossary.
pub(super) const OMEGAT: Used = Used { format: &OmegaT, file: "terms.omegat.txt" };

impl SheetFormat for Used {
    fn name(&self) -> &'static str {
        self.format.name()
    }

    fn file(&self) -> &'static str {
        self.file
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        self.format.write(&used(content).0)
    }

    fn losses(&self, content: SheetContent<'_>, written: &[u8]) -> Vec<String> {
        let (list, lost) = used(content);
        unsaid(self.format, &list, lost, written)
    }
}

/// The concepts in use, and in words what a term list has no place for.
fn used(content: SheetContent<'_>) -> (TermList, Vec<String>) {
    let used: FxHashSet<&str> = content.table.concepts.iter().map(|row| row.concept.as_str()).collect();
    TermList::of(content.glossary, content.style, |concept| used.contains(concept.id.as_str()))
}

/// The concepts in use as a glossary.
pub(super) struct Yaml;

impl SheetFormat for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn file(&self) -> &'static str {
        "terms.yaml"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        let glossary = content.glossary;
        let mut used = Glossary { concepts: Default::default(), ..glossary.clone() };
        for row in &content.table.concepts {
            if let Some(concept) = glossary.concepts.get(&row.concept) {
                used.concepts.insert(row.concept.clone(), concept.clone());
            }
        }
        Ok(used.to_yaml().into_bytes())
    }
}
