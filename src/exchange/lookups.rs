//! Answers to who looked a name up: for people, as TSV, as JSON lines.

use crate::{
    glossary::{Concept, StyleId, Term},
    language::Language,
    names::{Answer, FoundName, SUGGEST},
    text::{visible, visible_char},
};

/// From this score on people are shown a name like the one they asked for.
const WORTH_TELLING: f32 = 0.05;

/// An answer on one line: query, best match, score, concept, between tabs.
///
/// ```
/// use drogman::{exchange::lookup_tsv, glossary::Glossary, names::LookupNames};
/// let lookup = LookupNames::of_glossary(Glossary::embedded()).finish();
/// let line = lookup_tsv("Tiflis", &lookup.answer("Tiflis", 1));
/// assert_eq!(line, "Tiflis\tTiflis\t1.000000\ttbilissi\n");
/// ```
pub fn lookup_tsv(query: &str, answer: &Answer<'_>) -> String {
    let query = query.replace(['\t', '\n', '\r'], " ");
    match answer.all().first() {
        Some(found) => format!("{query}\t{}\t{:.6}\t{}\n", found.name, found.score, found.id),
        None => format!("{query}\t\t0\t\n"),
    }
}

/// An answer as a JSON object on one line.
pub fn lookup_jsonl(query: &str, answer: &Answer<'_>, style: StyleId) -> String {
    let known = answer.known();
    let concept = known.and_then(|found| found.concept);
    let object = serde_json::json!({
        "query": query,
        "known": known.is_some(),
        "concept": known.map(|found| found.id),
        "kind": concept.map(|concept| concept.kind.name()),
        "forms": concept.map(|concept| forms_json(concept, style)),
        "near": answer.all().iter().map(found_json).collect::<Vec<_>>(),
    });
    format!("{object}\n")
}

fn found_json(found: &FoundName<'_>) -> serde_json::Value {
    serde_json::json!({
        "form": found.name,
        "concept": found.id,
        "score": (f64::from(found.score) * 1e4).round() / 1e4,
        "reason": found.reason.to_string(),
    })
}

fn forms_json(concept: &Concept, style: StyleId) -> Vec<serde_json::Value> {
    let form = |term: &Term| {
        serde_json::json!({
            "form": term.text(),
            "language": term.language.code(),
            "slot": term.slot.name(),
            "status": term.status(style).name(),
            "relation": term.relation.name(),
            "party": term.party,
        })
    };
    concept.terms.iter().map(form).collect()
}

/// An answer for people: the concept, its forms, names like it; control characters as signs.
pub fn lookup_text(query: &str, answer: &Answer<'_>, style: StyleId) -> String {
    // What stands on a line never holds a line break but the query.
    let shown = |c| if c == '\n' { c } else { visible_char(c) };
    layout(query, answer, style).chars().map(shown).collect()
}

fn layout(query: &str, answer: &Answer<'_>, style: StyleId) -> String {
    let mut text = format!("{}\n", visible(query));
    let near = answer.near();
    // What is as good as surely another name is no help to a reader.
    let near = &near[..near.iter().take_while(|found| found.score >= WORTH_TELLING).count()];
    match answer.known().map(|known| (known, known.concept)) {
        Some((_, Some(concept))) => text.push_str(&told(concept, style)),
        Some((known, None)) => text.push_str(&format!("  listed {}\n", known.id).replace(" \n", "\n")),
        None if near.first().is_some_and(|found| found.score >= SUGGEST) => {
            text.push_str("  not known; probably\n");
        }
        None if near.first().is_some_and(|found| found.score >= 0.5) => {
            text.push_str("  not known; perhaps\n");
        }
        None if near.is_empty() => text.push_str("  not known, and nothing like it\n"),
        None => text.push_str("  not known; the nearest names are others\n"),
    }
    if answer.known().is_some() && !near.is_empty() {
        text.push_str("  near\n");
    }
    let width = near.iter().map(|found| found.name.chars().count()).max().unwrap_or(0);
    for FoundName { name, id, score, reason, .. } in near {
        let id = if id.is_empty() { String::new() } else { format!("{id}: ") };
        text.push_str(&format!("    {score:.2}  {name:width$}  {id}{reason}\n"));
    }
    text.push('\n');
    text
}

/// A concept and its forms in both languages.
fn told(concept: &Concept, style: StyleId) -> String {
    let mut text = format!("  {} ({})\n", concept.id, concept.kind.name());
    if let Some(note) = &concept.note {
        text.push_str(&format!("  {note}\n"));
    }
    for definition in &concept.record().definitions {
        text.push_str(&format!("  {}\n", definition.cited.text));
    }
    for role in &concept.record().roles {
        let names: Vec<&str> = role.names.iter().map(|(_, name)| name.as_str()).collect();
        let until = role.until.map_or_else(String::new, |until| format!(" until {until}"));
        text.push_str(&format!("  {} (from {}{until})\n", names.join(" / "), role.from));
    }
    let width = concept.terms.iter().map(|term| term.text().chars().count()).max().unwrap_or(0);
    for language in Language::ALL {
        for (_, term) in concept.terms_in(language) {
            text.push_str(&format!(
                "    {language}  {:width$}  {:9}  {}",
                term.text(),
                term.status(style).name(),
                term.slot.name()
            ));
            if term.relation.name() != "base" {
                text.push_str(&format!(", {}", term.relation.name()));
            }
            if let Some(party) = &term.party {
                text.push_str(&format!(", used by {party}"));
            }
            let period = term.record().period();
            if !period.is_empty() {
                text.push_str(&format!(", in use {period}"));
            }
            text.push('\n');
        }
    }
    text
}
