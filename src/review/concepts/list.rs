//! The concepts of the glossary, as lines.

use std::{
    ops::Range,
    sync::{Arc, Mutex},
};

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    glossary::{Concept, EMBEDDED, Glossary, LanguagePair, Slot, StyleId},
    language::Language,
    review::{
        Refused, Review, locked,
        views::{Facet, Facets, Nothing, RowList, View},
    },
    text::fold,
};

/// What a list of concepts is asked for by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// What stands in a form.
    pub(crate) q: String,
    /// The types.
    pub(crate) kinds: Vec<String>,
    /// The layers.
    pub(crate) layers: Vec<String>,
    /// yes: names of the articles, no: the others.
    pub(crate) used: Vec<String>,
}

/// A concept in the list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ConceptRow {
    pub(super) id: String,
    pub(super) fr: String,
    pub(super) en: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) layer: String,
    pub(super) n: usize,
}

/// A concept as it is searched for.
#[derive(Debug)]
struct Line {
    id: String,
    kind: &'static str,
    layer: String,
    /// All its forms.
    forms: String,
    /// The same, folded; the one to write first.
    folded: String,
}

/// The concepts as they are searched for, kept till the glossary changes.
#[derive(Default)]
pub(in crate::review) struct ConceptLines(Mutex<Option<(u64, Arc<Vec<Line>>)>>);

impl ConceptLines {
    /// The lines, in alphabetical order.
    fn get(&self, review: &Review) -> Arc<Vec<Line>> {
        let version = review.decisions().version();
        let mut kept = locked(&self.0);
        if let Some((known, lines)) = &*kept
            && *known == version
        {
            return lines.clone();
        }
        let glossary = review.glossary();
        let before = kept.take().map(|(_, lines)| lines).unwrap_or_default();
        let before: FxHashMap<&str, &Line> = before.iter().map(|line| (line.id.as_str(), line)).collect();
        let line = |concept: &Concept| {
            let forms = forms(&glossary, concept);
            let known = before.get(concept.id.as_str()).filter(|known| known.forms == forms);
            Line {
                id: concept.id.clone(),
                kind: concept.kind.name(),
                layer: review.layer_of(&glossary, concept),
                folded: known.map_or_else(|| fold(&forms), |known| known.folded.clone()),
                forms,
            }
        };
        let mut lines: Vec<Line> = glossary.concepts.values().map(line).collect();
        lines.sort_by(|a, b| (&a.folded, &a.id).cmp(&(&b.folded, &b.id)));
        let lines = Arc::new(lines);
        *kept = Some((version, lines.clone()));
        lines
    }
}

/// Every form of a concept, the ones to write first.
fn forms(glossary: &Glossary, concept: &Concept) -> String {
    let LanguagePair { source, target } = glossary.languages;
    let mut out = written(concept, source);
    for term in &concept.terms {
        if [source, target].contains(&term.language) {
            out.push('\n');
            out.push_str(term.text());
        }
    }
    out
}

/// The form of a language that is written.
pub(super) fn written(concept: &Concept, language: Language) -> String {
    let preferred = concept.preferred_or_full(language, Slot::Full, StyleId::DEFAULT);
    let term = preferred.or_else(|| concept.terms_in(language).next());
    term.map(|(_, term)| term.text().to_owned()).unwrap_or_default()
}

impl Review {
    /// The layer that has a concept: the shipped glossary, or a file.
    pub(super) fn layer_of(&self, glossary: &Glossary, concept: &Concept) -> String {
        let file: &str = &concept.position.file;
        let is_of = |layer: &&String| {
            file.strip_prefix(layer.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '\\']))
        };
        let layer = glossary.layers.iter().find(is_of).map_or(file, String::as_str);
        if layer == EMBEDDED {
            return layer.to_owned();
        }
        let name = layer.rsplit(['/', '\\']).next().unwrap_or_default();
        match name.is_empty() {
            true => self.decisions().glossary_file().unwrap_or_default(),
            false => name.to_owned(),
        }
    }

    /// The concepts that are wanted.
    ///
    /// # Errors
    /// When a row cannot be built.
    pub(crate) fn concepts(&self, wanted: &Wanted) -> Result<View<Nothing>, Refused> {
        let lines = self.concept_lines.get(self);
        let became = self.became();
        let query = fold(wanted.q.trim());
        let corpus = self.corpus();
        let found: Vec<(u32, &Line, &str)> = (0..)
            .zip(lines.iter())
            .filter_map(|(place, line)| {
                let is_found = query.is_empty() || line.folded.contains(&query) || line.id == wanted.q;
                let is_used = !self.forms_in_use(corpus.occurrences(), &became, &line.id).is_empty();
                let used = if is_used { "yes" } else { "no" };
                is_found.then_some((place, line, used))
            })
            .collect();
        drop(corpus);
        let is_in = |wanted: &[String], value: &str| wanted.is_empty() || wanted.iter().any(|it| it == value);
        let fits = |line: &Line, used: &str, facet: &str| {
            (facet == "type" || is_in(&wanted.kinds, line.kind))
                && (facet == "layer" || is_in(&wanted.layers, &line.layer))
                && (facet == "used" || is_in(&wanted.used, used))
        };
        let mut facets = Facets::new();
        for facet in ["type", "layer", "used"] {
            let mut counts: IndexMap<&str, usize> = IndexMap::new();
            for (_, line, used) in found.iter().filter(|(_, line, used)| fits(line, used, facet)) {
                let value = match facet {
                    "type" => line.kind,
                    "layer" => &line.layer,
                    _ => used,
                };
                *counts.entry(value).or_default() += 1;
            }
            counts.sort_by(|_, a, _, b| b.cmp(a));
            let values = counts.into_iter().map(|(value, n)| Facet::Value(value.to_owned(), n));
            facets.insert(facet, values.collect());
        }
        let places = found.iter().filter(|(_, line, used)| fits(line, used, "")).map(|(place, ..)| *place);
        let list = ConceptList { places: places.collect(), lines: lines.clone() };
        self.views().answer(self, list, facets, Nothing {})
    }

    /// A concept as a row.
    pub(super) fn concept_row(&self, glossary: &Glossary, concept: &Concept) -> ConceptRow {
        let LanguagePair { source, target } = glossary.languages;
        ConceptRow {
            id: concept.id.clone(),
            fr: written(concept, source),
            en: written(concept, target),
            kind: concept.kind.name(),
            layer: self.layer_of(glossary, concept),
            n: self.concept_in_use(&concept.id).n,
        }
    }
}

/// A list of concepts.
struct ConceptList {
    places: Vec<u32>,
    lines: Arc<Vec<Line>>,
}

impl RowList for ConceptList {
    fn total(&self) -> usize {
        self.places.len()
    }

    fn window(&self, review: &Review, window: Range<usize>) -> Result<Vec<Value>, Refused> {
        let glossary = review.glossary();
        let row = |place: &u32| {
            let line = &self.lines[*place as usize];
            match glossary.concepts.get(&line.id) {
                Some(concept) => json!(review.concept_row(&glossary, concept)),
                // It was taken back since.
                None => {
                    json!({ "id": line.id, "fr": line.forms.lines().next(), "en": "", "type": line.kind, "layer": line.layer, "n": 0 })
                }
            }
        };
        Ok(self.places[window].iter().map(row).collect())
    }

    fn things(&self, _review: &Review, _group: Option<&str>) -> Vec<String> {
        self.places.iter().map(|place| format!("name/{}", self.lines[*place as usize].id)).collect()
    }
}
