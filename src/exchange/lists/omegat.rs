//! OmegaT’s glossary: source, target and comment between tabs, UTF-8, no header row (it would become an
//! entry). OmegaT shows the comment and knows no status, so the comment says it in words.

use super::{
    ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError, next_line,
    pairs::{Gather, Pair, pairs},
};

/// OmegaT glossary.
pub(crate) struct OmegaT;

/// Keys of the comment, in order; `note` and `about` come last since their text is free.
const KEYS: [&str; 31] = [
    "status",
    "slot",
    "relation",
    "party",
    "gender",
    "target-status",
    "target-slot",
    "target-relation",
    "target-party",
    "target-gender",
    "concept",
    "type",
    "origin",
    "pos",
    "reliability",
    "from",
    "until",
    "case",
    "target-pos",
    "target-reliability",
    "target-from",
    "target-until",
    "target-case",
    "domain",
    "term_source",
    "target-term_source",
    "definition",
    "example",
    "note",
    "target-note",
    "about",
];

/// What stands between the parts of a comment.
const BETWEEN: &str = " · ";

impl ListFormat for OmegaT {
    fn name(&self) -> &'static str {
        "omegat"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["omegat.txt", "utf8", "glossary.txt", "txt"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let mut out = String::new();
        for pair in pairs(list) {
            let line = format!("{}\t{}\t{}", cell(&pair.source), cell(&pair.target), cell(&comment(&pair)));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        Ok(out.into_bytes())
    }

    fn read(&self, mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut gather = Gather::new(wanted.languages);
        let mut text = String::new();
        while let Some(line) = next_line(&mut input, &mut text)? {
            let row = text.trim_end_matches(['\n', '\r']);
            // OmegaT passes over lines that start with #.
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let mut cells = row.splitn(3, '\t').map(str::trim);
            match (cells.next(), cells.next(), cells.next()) {
                (Some(source), Some(target), comment) if !source.is_empty() && !target.is_empty() => {
                    let facts = comment.map(facts).unwrap_or_default();
                    gather.push(
                        &Pair { source: source.into(), target: target.into(), facts, others: Vec::new() },
                        line,
                    );
                }
                _ => (sink.reject)(line, "no source and target with a tab between them".into()),
            }
        }
        gather.finish().for_each(|entry| (sink.entry)(entry));
        Ok(())
    }
}

/// A cell: tabs and line ends would end it.
pub(super) fn cell(text: &str) -> String {
    text.split(['\t', '\n', '\r'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn comment(pair: &Pair) -> String {
    let mut parts = Vec::new();
    for key in KEYS {
        let Some(value) = pair.fact(key) else { continue };
        parts.push(match (key, value) {
            ("status", "forbidden") => "status: forbidden (never write this form)".into(),
            ("status", "deprecated") => "status: deprecated (do not write this form)".into(),
            _ => format!("{key}: {value}"),
        });
    }
    parts.join(BETWEEN)
}

/// Takes a comment apart; one that drogman did not write is a note.
pub(super) fn facts(comment: &str) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    for part in comment.split(BETWEEN) {
        match part.split_once(": ").filter(|(key, _)| KEYS.contains(key)) {
            Some((key, value)) => {
                let status = key == "status" || key == "target-status";
                let value = if status { value.split(' ').next().unwrap_or(value) } else { value };
                facts.push((key.to_owned(), value.to_owned()));
            }
            // The middle of a text that has the separator in it.
            None => match facts.last_mut() {
                Some((_, value)) => {
                    value.push_str(BETWEEN);
                    value.push_str(part);
                }
                None if part.is_empty() => {}
                None => facts.push(("note".into(), part.to_owned())),
            },
        }
    }
    facts
}
