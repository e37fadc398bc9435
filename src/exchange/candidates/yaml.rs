//! YAML: a glossary ready to edit, the English left open unless a translation tells it; what is known of a
//! candidate stands in comments.

use std::fmt::Write as _;

use rustc_hash::FxHashSet;

use super::{CandidateFormat, NewConcept, new_id, preferred_form};
use crate::{
    exchange::WriteError,
    extract::{Candidate, Known, Translation},
    glossary::Glossary,
    text::fold,
};

/// A glossary.
pub(super) struct Yaml;

impl CandidateFormat for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn write(&self, candidates: &[Candidate]) -> Result<Vec<u8>, WriteError> {
        Ok(text(candidates).into_bytes())
    }
}

/// The candidates as a glossary file. Suggestions for concepts the glossary knows come first, as
/// comments: nothing is put under a known concept by itself. A form stands once.
fn text(candidates: &[Candidate]) -> String {
    let mut out = Glossary::default().yaml_head();
    let suggested: Vec<(&Candidate, &Known)> =
        candidates.iter().filter_map(|c| c.known.as_ref().map(|k| (c, k))).collect();
    if !suggested.is_empty() {
        out.push_str("# What may belong to concepts the glossary knows: concept (its form): what was found; score, reason.\n");
        for (c, k) in &suggested {
            let found: Vec<String> = c.variants.iter().map(|v| format!("{} ×{}", v.form, v.count)).collect();
            let line =
                format!("{} ({}): {}; {:.2}, {}", k.concept, k.form, found.join(", "), k.score, k.reason);
            let _ = writeln!(out, "#   {}", one_line(&line));
        }
    }
    let mut taken = Taken::default();
    let new: Vec<&Candidate> =
        candidates.iter().filter(|c| c.known.as_ref().is_none_or(|k| k.score < 1.0)).collect();
    let mut body = String::new();
    for c in new {
        concept(c, &mut taken, &mut body);
    }
    out.push_str(if body.is_empty() { "concepts: {}\n" } else { "concepts:\n" });
    out.push_str(&body);
    out
}

/// What stands in the glossary once: forms and English forms, folded, and ids.
#[derive(Default)]
struct Taken {
    forms: FxHashSet<String>,
    english: FxHashSet<String>,
    ids: FxHashSet<String>,
}

fn concept(c: &Candidate, taken: &mut Taken, out: &mut String) {
    let head = preferred_form(c.kind, &c.head);
    if !taken.forms.insert(fold(&head)) {
        return;
    }
    let free = c.translations.iter().position(|found| taken.english.insert(fold(&found.form)));
    let variants = c.variants.iter().map(|v| v.form.as_str());
    let entry = NewConcept {
        id: &new_id(&head, &mut taken.ids),
        kind: c.kind,
        head: &head,
        variants: variants.filter(|v| taken.forms.insert(fold(v))).collect(),
        english: free.map(|at| c.translations[at].form.as_str()),
        note: c.expansion.as_deref(),
    };
    let text = entry.to_string();
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let _ =
        write!(out, "{first}  # {}; {} ×, documents: {}\n{rest}", c.kind.word(), c.frequency, c.documents);
    translations(&c.translations, free, out);
    if let (Some(example), []) = (c.examples.first(), &c.translations[..]) {
        let _ = writeln!(out, "    # {}", one_line(&example.text));
    }
}

/// How often each proposal was seen, the one that was taken first, and a sentence with its translation.
fn translations(found: &[Translation], taken: Option<usize>, out: &mut String) {
    let others = found.iter().enumerate().filter(|(at, _)| Some(*at) != taken).map(|(_, other)| other);
    let seen: Vec<String> = (taken.map(|at| &found[at]).into_iter().chain(others))
        .map(|t| format!("{} ×{}", t.form, t.count))
        .collect();
    if !seen.is_empty() {
        let _ = writeln!(out, "    # en: {}", one_line(&seen.join(", or ")));
    }
    if let Some((source, target)) = found.first().and_then(|t| t.examples.first()) {
        let _ = writeln!(out, "    # fr: {}\n    # en: {}", one_line(source), one_line(target));
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
