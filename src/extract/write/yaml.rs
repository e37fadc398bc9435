//! YAML: a glossary ready to edit, the English left open unless a translation tells it; what is known of a candidate stands in comments.

use crate::extract::candidate::Kind;
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
    let head = preferred(c);
    if !forms.insert(fold(&head)) {
        return;
    }
    let id = id(&head, ids);
    let _ = writeln!(out, "  {id}:  # {}; {} × in {} documents", c.kind.word(), c.frequency, c.documents);
    let kind = match c.kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Organisation => "organisation",
        Kind::People => "demonym",
        Kind::Event | Kind::Work | Kind::Acronym | Kind::Term => "term",
    };
    let _ = writeln!(out, "    type: {kind}");
    if let Some(expansion) = &c.expansion {
        let _ = writeln!(out, "    note: {}", quoted(expansion));
    }
    let variants: Vec<String> = c
        .variants
        .iter()
        .filter(|v| c.kind != Kind::People && forms.insert(fold(&v.form)))
        .map(|v| quoted(&v.form))
        .collect();
    let inflect = if c.kind == Kind::People { ", inflect: adjective" } else { "" };
    let list =
        if variants.is_empty() { String::new() } else { format!(", variants: [{}]", variants.join(", ")) };
    let _ = writeln!(out, "    fr: {{preferred: {}{inflect}{list}}}", quoted(&head));
    match &c.translations[..] {
        [best, others @ ..] => translations(best, others, out),
        [] => {
            if let Some(example) = c.examples.first() {
                let _ = writeln!(out, "    # {}", one_line(&example.text));
            }
        }
    }
}

/// The best proposal as the English form; the others, and a sentence with its translation, as comments.
fn translations(best: &Translation, others: &[Translation], out: &mut String) {
    let others: Vec<String> = others.iter().map(|t| format!(", or {} ×{}", t.form, t.count)).collect();
    let others = one_line(&others.concat());
    let _ = writeln!(out, "    en: {{preferred: {}}}  # ×{}{others}", quoted(&best.form), best.count);
    if let Some((source, target)) = best.examples.first() {
        let _ = writeln!(out, "    # fr: {}\n    # en: {}", one_line(source), one_line(target));
    }
}

/// The head as a glossary wants it: a people in lower case, masculine singular.
fn preferred(c: &Candidate) -> String {
    if c.kind != Kind::People {
        return c.head.clone();
    }
    let lower = c.head.to_lowercase();
    let singular = match lower.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['i', 'a']) || rest.ends_with("ri") => rest.to_owned(),
        _ => lower.clone(),
    };
    for (feminine, masculine) in
        [("enne", "en"), ("aise", "ais"), ("oise", "ois"), ("aine", "ain"), ("érie", "éri")]
    {
        if let Some(stem) = singular.strip_suffix(feminine) {
            return format!("{stem}{masculine}");
        }
    }
    singular
}

/// A lower-case id of letters, digits and hyphens, not used before.
fn id(head: &str, ids: &mut FxHashSet<String>) -> String {
    let mut base = String::new();
    for c in fold(head).chars() {
        if c.is_ascii_alphanumeric() {
            base.push(c);
        } else if !base.is_empty() && !base.ends_with('-') {
            base.push('-');
        }
    }
    let base = base.trim_end_matches('-');
    let base = if base.is_empty() { "candidate" } else { base };
    let base =
        if base.starts_with(|c: char| c.is_ascii_digit()) { format!("c-{base}") } else { base.to_owned() };
    let mut id = base.clone();
    let mut n = 2;
    while !ids.insert(id.clone()) {
        id = format!("{base}-{n}");
        n += 1;
    }
    // A key that YAML would read as something else than text.
    if matches!(id.as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n") {
        return format!("\"{id}\"");
    }
    id
}

/// A YAML double-quoted scalar (JSON's quoting is a subset of YAML's).
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
