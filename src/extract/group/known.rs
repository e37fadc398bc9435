//! What the glossary may already know of a candidate.

use super::candidates::{Candidate, Known};
use crate::glossary::{Form, Glossary};
use crate::names::{Hit, Index, SUGGEST, Skeletons};
use crate::text::fold;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Puts the concept each candidate may belong to beside it: a form of the glossary as it stands (score 1), or
/// the likest name. Common terms are not judged by likeness.
pub(crate) fn suggest(candidates: &mut [Candidate], glossary: &Glossary) {
    if glossary.concepts.is_empty() {
        return;
    }
    let language = glossary.languages.source;
    let mut exact: FxHashMap<String, (usize, &str)> = FxHashMap::default();
    let mut forms: Vec<(u32, &str)> = Vec::new();
    for (c, concept) in glossary.concepts.values().enumerate() {
        for (_, term) in concept.terms_in(language) {
            let Form::Literal(text) = &term.form else { continue };
            if concept.is_name() {
                forms.push((c as u32, text));
            }
            for inflected in term.inflected() {
                exact.entry(fold(&inflected.form)).or_insert((c, text));
            }
            exact.entry(fold(text)).or_insert((c, text));
        }
    }
    let names = Names::new(&forms);
    candidates.par_iter_mut().for_each(|candidate| {
        candidate.known = known(candidate, glossary, &exact, &names);
    });
}

/// The names of the glossary.
struct Names {
    index: Index,
    skeletons: Skeletons,
}

impl Names {
    fn new(forms: &[(u32, &str)]) -> Names {
        let mut skeletons = Skeletons::default();
        forms.iter().for_each(|(_, form)| skeletons.add(&fold(form)));
        Names { index: Index::build(forms.iter().copied()), skeletons }
    }

    /// The name that `form` is likest to, if it is like enough to be suggested.
    fn nearest(&self, form: &str) -> Option<Hit> {
        self.index.answer(form, &self.skeletons.near(&fold(form)), SUGGEST)
    }
}

fn known(
    candidate: &Candidate,
    glossary: &Glossary,
    exact: &FxHashMap<String, (usize, &str)>,
    names: &Names,
) -> Option<Known> {
    let id = |c: usize| glossary.concepts.get_index(c).map(|(id, _)| id.clone()).unwrap_or_default();
    for variant in &candidate.variants {
        if let Some((c, form)) = exact.get(&fold(&variant.form)) {
            let reason = format!("«{}» is in the glossary", variant.form);
            return Some(Known { concept: id(*c), form: (*form).to_owned(), score: 1.0, reason });
        }
    }
    if !candidate.kind.is_name() {
        return None;
    }
    let hits = candidate.variants.iter().filter_map(|variant| names.nearest(&variant.form));
    let best = hits.max_by(|a, b| a.score.total_cmp(&b.score).then(b.name.cmp(&a.name)))?;
    Some(Known {
        concept: id(best.id as usize),
        form: names.index.name(best.name).to_owned(),
        score: best.score,
        reason: best.reason.to_string(),
    })
}
