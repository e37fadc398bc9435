//! Tables as one program takes them: what its import dialogue expects, nothing else.
//!
//! Where a program knows no status, only forms that may be written are given to it.

use super::{
    WriteError,
    cells::neutral,
    format::{ListFormat, ReadError, Sink, Source, Wanted},
    list::TermList,
    pairs::{Pair, pairs},
};

/// A preset.
pub struct Preset {
    name: &'static str,
    delimiter: u8,
    mark: &'static str,
    /// The header row; `{source}` and `{target}` stand for the languages’ codes. Empty: no header.
    head: &'static [&'static str],
    /// What stands in a row.
    row: fn(&Pair) -> Vec<String>,
    /// Whether a source form may stand in two rows.
    repeats: bool,
}

/// DeepL’s glossary: two columns, no header, each source form once.
pub const DEEPL: Preset = Preset {
    name: "deepl",
    delimiter: b',',
    mark: "",
    head: &[],
    row: |pair| vec![pair.source.clone(), pair.target.clone()],
    repeats: false,
};

/// memoQ’s term base import: a column for each language, definitions and notes.
pub const MEMOQ: Preset = Preset {
    name: "memoq",
    delimiter: b'\t',
    mark: "\u{feff}",
    head: &["French", "English", "Note", "Forbidden"],
    row: |pair| {
        let forbidden = if is_unwanted(pair) { "yes" } else { "" };
        vec![pair.source.clone(), pair.target.clone(), remark(pair), forbidden.into()]
    },
    repeats: true,
};

/// MultiTerm Convert’s spreadsheet: languages as index fields, then descriptive fields.
pub const MULTITERM: Preset = Preset {
    name: "multiterm",
    delimiter: b'\t',
    mark: "\u{feff}",
    head: &["French", "Status", "English", "Note"],
    row: |pair| {
        vec![
            pair.source.clone(),
            pair.fact("status").unwrap_or_default().into(),
            pair.target.clone(),
            remark(pair),
        ]
    },
    repeats: true,
};

/// Weblate’s CSV for a glossary component.
pub const WEBLATE: Preset = Preset {
    name: "weblate",
    delimiter: b',',
    mark: "",
    head: &["source", "target", "context", "developer_comments"],
    row: |pair| {
        vec![
            pair.source.clone(),
            pair.target.clone(),
            pair.fact("concept").unwrap_or_default().into(),
            remark(pair),
        ]
    },
    repeats: true,
};

/// Crowdin’s glossary CSV.
pub const CROWDIN: Preset = Preset {
    name: "crowdin",
    delimiter: b',',
    mark: "",
    head: &["Concept ID", "Term [fr]", "Status [fr]", "Term [en]", "Status [en]", "Note"],
    row: |pair| {
        let status = |key| {
            let word = pair.fact(key).unwrap_or("preferred");
            if word == "forbidden" {
                "obsolete"
            } else if word == "deprecated" {
                "not recommended"
            } else {
                word
            }
        };
        vec![
            pair.fact("concept").unwrap_or_default().into(),
            pair.source.clone(),
            status("status").into(),
            pair.target.clone(),
            status("target-status").into(),
            remark(pair),
        ]
    },
    repeats: true,
};

fn is_unwanted(pair: &Pair) -> bool {
    matches!(pair.fact("status"), Some("forbidden" | "deprecated"))
}

/// The status in words, whose name it is, and the notes.
fn remark(pair: &Pair) -> String {
    let mut parts = Vec::new();
    if let Some(status) = pair.fact("status").filter(|status| *status != "preferred") {
        parts.push(match status {
            "forbidden" => "forbidden: never write the source form".to_owned(),
            status => status.to_owned(),
        });
    }
    if let Some(party) = pair.fact("party") {
        parts.push(format!("name used by {party}"));
    }
    parts.extend(["note", "about"].iter().filter_map(|key| pair.fact(key)).map(str::to_owned));
    parts.join("; ").split_whitespace().collect::<Vec<_>>().join(" ")
}

impl ListFormat for Preset {
    fn name(&self) -> &'static str {
        self.name
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let failed =
            |error: &dyn std::fmt::Display| WriteError { format: self.name, message: error.to_string() };
        let mut writer =
            csv::WriterBuilder::new().delimiter(self.delimiter).from_writer(self.mark.as_bytes().to_vec());
        if !self.head.is_empty() {
            writer.write_record(self.head).map_err(|error| failed(&error))?;
        }
        let mut seen = std::collections::HashSet::new();
        for pair in pairs(list) {
            if self.repeats || seen.insert(pair.source.clone()) {
                let row = (self.row)(&pair);
                let cells = row.iter().map(|cell| neutral(cell).into_owned());
                writer.write_record(cells).map_err(|error| failed(&error))?;
            }
        }
        writer.into_inner().map_err(|error| failed(&error))
    }

    fn read(&self, _: Source<'_>, _: &Wanted, _: &mut Sink<'_>) -> Result<(), ReadError> {
        Err(ReadError::at(0, format!("{} is only written; read its files as csv or tsv", self.name)))
    }
}
