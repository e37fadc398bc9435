//! The journal of decisions for people and for programs.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{
    glossary::{Entry, Journal, SAVE, Set},
    text::{brief, on_one_line},
};

/// The journal for people: an act a line, the last first.
///
/// ```
/// use drogman::{exchange::journal_text, glossary::Journal};
/// let act = r#"{"v":1,"id":"0001","time":"2026-11-27T22:40:03Z","label":["merge","r.csv"],
///     "sets":[{"on":"form/gori:Gory","field":"status","from":"deprecated","to":"forbidden"}]}"#;
/// let journal = Journal::parse(act.replace('\n', "").as_bytes());
/// let text = journal_text(&journal);
/// assert!(text.starts_with("0001  2026-11-27 22:40  merge r.csv: gori «Gory»: status: deprecated → forbidden"));
/// ```
pub fn journal_text(journal: &Journal) -> String {
    let saved = journal.saved();
    let mut out = String::new();
    // What saving writes of acts that are listed is none itself.
    let is_listed = |entry: &&Entry| entry.saved.is_none() && entry.screen != SAVE;
    for entry in journal.entries().rev().filter(is_listed) {
        let time = entry.time.get(..16).unwrap_or(&entry.time).replace('T', " ");
        let state = match journal.taken_back(&entry.id) {
            Some(by) => format!(" (taken back by {})", by.id),
            None if !saved.contains(entry.id.as_str()) && !entry.edits.is_empty() => {
                " (not written to the glossary)".to_owned()
            }
            None => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}  {time}  {}{state}", entry.id, act_text(journal, entry));
    }
    out
}

/// The journal for programs: its lines as they are, but for damaged ones, the first first.
///
/// # Errors
/// When an entry cannot be written as JSON.
pub fn journal_jsonl(journal: &Journal) -> serde_json::Result<String> {
    let lines: serde_json::Result<Vec<String>> = journal.entries().map(serde_json::to_string).collect();
    Ok(lines?.iter().flat_map(|line| [line.as_str(), "\n"]).collect())
}

/// What an entry does, on one line.
pub fn act_text(journal: &Journal, entry: &Entry) -> String {
    let other = |verb: &str, id: &str| match journal.get(id) {
        Some(act) => format!("{verb} {id} ({})", act_text(journal, act)),
        None => format!("{verb} {id}"),
    };
    if let Some(act) = &entry.revert {
        return other("takes back", act);
    }
    if let Some(act) = &entry.restore {
        return other("restores", act);
    }
    let label = entry.label.join(" ");
    let sets: Vec<String> = entry.sets.iter().map(set_text).collect();
    let between = if label.is_empty() || sets.is_empty() { "" } else { ": " };
    on_one_line(&brief(&format!("{label}{between}{}", sets.join("; ")))).into_owned()
}

/// What is decided: the thing, the field, from what to what.
fn set_text(set: &Set) -> String {
    let thing = match set.on.split_once('/') {
        Some(("form", thing)) => match thing.split_once(':') {
            Some((concept, form)) => format!("{concept} «{form}»"),
            None => thing.to_owned(),
        },
        Some(("term", form)) => format!("«{form}»"),
        Some(("name", concept)) => concept.to_owned(),
        _ => set.on.clone(),
    };
    let value = |value: &Value| match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match (&set.from, &set.to) {
        (Value::Null, to) => format!("{thing}: {}: {}", set.field, value(to)),
        (from, to) => format!("{thing}: {}: {} → {}", set.field, value(from), value(to)),
    }
}
