//! Variants of full names that no glossary lists: with another short name in them («Nagorno Karabagh»).

use crate::{
    glossary::{Concept, ConceptKind, Form, Slot, Term},
    language::Language,
    text::{CharClass, char_class, fold},
};

/// The full names of a concept whose last words are one of its short names, with each of its other short
/// names there, as far as the glossary does not list them: the place of the full name among the terms, and
/// the variant. A person’s names come in every mix from the glossary already.
///
/// Without them only the short name would be found: «Nagorno Karabagh» would become «Nagorno Karabakh»,
/// itself a form to be rewritten.
pub(super) fn unlisted_variants(concept: &Concept, language: Language) -> Vec<(usize, String)> {
    if concept.kind == ConceptKind::Person {
        return Vec::new();
    }
    let literal = |term: &Term| !matches!(term.form, Form::Pattern(_));
    let terms = || concept.terms_in(language).filter(|(_, term)| literal(term));
    let shorts: Vec<&str> =
        terms().filter(|(_, term)| term.slot == Slot::Short).map(|(_, term)| term.text()).collect();
    if shorts.len() < 2 {
        return Vec::new();
    }
    let mut known: Vec<String> = terms().map(|(_, term)| fold(term.text())).collect();
    let mut variants = Vec::new();
    for (place, term) in terms().filter(|(_, term)| term.slot == Slot::Full) {
        let Some(stem) = shorts.iter().find_map(|short| stem(term.text(), short)) else { continue };
        for short in &shorts {
            let variant = format!("{stem}{short}");
            let folded = fold(&variant);
            if !known.contains(&folded) {
                known.push(folded);
                variants.push((place, variant));
            }
        }
    }
    variants
}

/// What stands before the short name at the end of the full one, separator included.
fn stem<'t>(full: &'t str, short: &str) -> Option<&'t str> {
    let stem = full.strip_suffix(short)?;
    let last = stem.chars().next_back()?;
    matches!(char_class(last), CharClass::Space | CharClass::Dash).then_some(stem)
}
