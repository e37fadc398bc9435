//! YAML: a glossary ready to edit, the English left open unless a translation tells it; what is known of a
//! candidate stands in comments.

use super::entry::{Entry, id, preferred};
use crate::extract::group::{Candidate, Known};
use crate::extract::translation::Translation;
use crate::text::fold;
use rustc_hash::FxHashSet;
use std::fmt::Write as _;

/// The candidates as a glossary file (DESIGN §5). Suggestions for concepts the glossary knows come first, as
/// comments: nothing is put under a known concept by itself. A form stands once.
pub fn write(candidates: &[Candidate]) -> String {
    let mut out = String::from("version: 1\nlanguages: {source: fr, target: en}\n");
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
    let mut forms: FxHashSet<String> = FxHashSet::default();
    let mut ids: FxHashSet<String> = FxHashSet::default();
    let new: Vec<&Candidate> =
        candidates.iter().filter(|c| c.known.as_ref().is_none_or(|k| k.score < 1.0)).collect();
    let mut body = String::new();
    for c in new {
        concept(c, &mut forms, &mut ids, &mut body);
    }
    out.push_str(if body.is_empty() { "concepts: {}\n" } else { "concepts:\n" });
    out.push_str(&body);
    out
}

fn concept(c: &Candidate, forms: &mut FxHashSet<String>, ids: &mut FxHashSet<String>, out: &mut String) {
    let head = preferred(c.kind, &c.head);
    if !forms.insert(fold(&head)) {
        return;
    }
    let variants = c.variants.iter().map(|v| v.form.as_str());
    let entry = Entry {
        id: &id(&head, ids),
        kind: c.kind,
        head: &head,
        variants: variants.filter(|v| forms.insert(fold(v))).collect(),
        english: c.translations.first().map(|best| best.form.as_str()),
        note: c.expansion.as_deref(),
    };
    let text = entry.to_string();
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let _ =
        write!(out, "{first}  # {}; {} ×, documents: {}\n{rest}", c.kind.word(), c.frequency, c.documents);
    match &c.translations[..] {
        [best, others @ ..] => translations(best, others, out),
        [] => {
            if let Some(example) = c.examples.first() {
                let _ = writeln!(out, "    # {}", one_line(&example.text));
            }
        }
    }
}

/// How often the English form was seen, what else it may be, and a sentence with its translation, as comments.
fn translations(best: &Translation, others: &[Translation], out: &mut String) {
    let others: Vec<String> = others.iter().map(|t| format!(", or {} ×{}", t.form, t.count)).collect();
    let _ = writeln!(out, "    # en: {} ×{}{}", one_line(&best.form), best.count, one_line(&others.concat()));
    if let Some((source, target)) = best.examples.first() {
        let _ = writeln!(out, "    # fr: {}\n    # en: {}", one_line(source), one_line(target));
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
