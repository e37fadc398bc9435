//! Tables as one program takes and gives them: what its import dialogue expects, nothing else.
//!
//! Where a program knows no status, it stands in words in the remark, and is read from there.

use super::{
    ListFormat, ReadError, Sink, Source, Wanted, WriteError,
    model::{TermList, status_of},
    pairs::{Gather, Pair, pairs},
};
use crate::{
    exchange::delimited::{delimiter_of, records},
    glossary::LanguagePair,
    text::{bare, is_apostrophe, neutral, single_spaced},
};

/// A preset.
pub(super) struct Preset {
    name: &'static str,
    delimiter: u8,
    mark: &'static str,
    /// Whether the columns have a header row.
    has_head: bool,
    columns: &'static [Column],
    /// Whether a source form may stand in two rows.
    repeats: bool,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Source,
    Target,
    /// The status in words, whose name it is, and the notes.
    Remark,
    /// `yes` for a source form that is not to be written.
    Forbidden,
    Status,
    TargetStatus,
    Concept,
}

/// A column: what it is, its heading as it is written, and other headings it has in the program’s own files.
struct Column {
    kind: Kind,
    /// `{source}` and `{target}` stand for the languages’ codes, `{Source}` and `{Target}` for their names.
    heading: &'static str,
    others: &'static [&'static str],
}

const fn column(kind: Kind, heading: &'static str, others: &'static [&'static str]) -> Column {
    Column { kind, heading, others }
}

/// DeepL’s glossary: two columns, no header, each source form once.
pub(super) const DEEPL: Preset = Preset {
    name: "deepl",
    delimiter: b',',
    mark: "",
    has_head: false,
    columns: &[column(Kind::Source, "", &[]), column(Kind::Target, "", &[])],
    repeats: false,
};

/// memoQ’s term base: a column for each language, definitions and notes.
pub(super) const MEMOQ: Preset = Preset {
    name: "memoq",
    delimiter: b'\t',
    mark: "\u{feff}",
    has_head: true,
    columns: &[
        column(Kind::Source, "{Source}", &["{source}"]),
        column(Kind::Target, "{Target}", &["{target}"]),
        column(Kind::Remark, "Note", &["Entry_Note", "Definition"]),
        column(Kind::Forbidden, "Forbidden", &["Term_Info"]),
    ],
    repeats: true,
};

/// MultiTerm Convert’s spreadsheet: languages as index fields, then descriptive fields.
pub(super) const MULTITERM: Preset = Preset {
    name: "multiterm",
    delimiter: b'\t',
    mark: "\u{feff}",
    has_head: true,
    columns: &[
        column(Kind::Source, "{Source}", &["{source}"]),
        column(Kind::Status, "Status", &[]),
        column(Kind::Target, "{Target}", &["{target}"]),
        column(Kind::Remark, "Note", &["Definition"]),
    ],
    repeats: true,
};

/// Weblate’s CSV for a glossary component.
pub(super) const WEBLATE: Preset = Preset {
    name: "weblate",
    delimiter: b',',
    mark: "",
    has_head: true,
    columns: &[
        column(Kind::Source, "source", &[]),
        column(Kind::Target, "target", &[]),
        column(Kind::Concept, "context", &[]),
        column(Kind::Remark, "developer_comments", &["translator_comments"]),
    ],
    repeats: true,
};

/// Crowdin’s glossary CSV.
pub(super) const CROWDIN: Preset = Preset {
    name: "crowdin",
    delimiter: b',',
    mark: "",
    has_head: true,
    columns: &[
        column(Kind::Concept, "Concept ID", &[]),
        column(Kind::Source, "Term [{source}]", &[]),
        column(Kind::Status, "Status [{source}]", &["Term Status [{source}]"]),
        column(Kind::Target, "Term [{target}]", &[]),
        column(Kind::TargetStatus, "Status [{target}]", &["Term Status [{target}]"]),
        column(Kind::Remark, "Note", &["Concept Note", "Concept Definition", "Term Note [{source}]"]),
    ],
    repeats: true,
};

/// How a remark says a status that is not the preferred one.
const FORBIDDEN: &str = "forbidden: never write the source form";
const PARTY: &str = "name used by ";

/// The status in words, whose name it is, and the notes.
fn remark(pair: &Pair) -> String {
    let mut parts = Vec::new();
    if let Some(status) = pair.fact("status").filter(|status| *status != "preferred") {
        parts.push(if status == "forbidden" { FORBIDDEN.to_owned() } else { status.to_owned() });
    }
    if let Some(party) = pair.fact("party") {
        parts.push(format!("{PARTY}{party}"));
    }
    parts.extend(["note", "about"].iter().filter_map(|key| pair.fact(key)).map(str::to_owned));
    single_spaced(&parts.join("; "))
}

/// Takes a remark apart; what drogman did not write is a note on the concept.
fn take_remark(pair: &mut Pair, mut rest: &str) {
    while !rest.is_empty() {
        let (part, after) = rest.split_once("; ").unwrap_or((rest, ""));
        match part.strip_prefix(PARTY) {
            Some(party) => pair.put("party", party),
            None if part == FORBIDDEN => pair.put("status", "forbidden"),
            None if matches!(part, "deprecated" | "admitted") => pair.put("status", part),
            None => return pair.put("about", rest),
        }
        rest = after;
    }
}

impl Preset {
    fn cell(&self, kind: Kind, pair: &Pair) -> String {
        let status = |key| match pair.fact(key).unwrap_or("preferred") {
            "forbidden" if self.name == CROWDIN.name => "obsolete".to_owned(),
            "deprecated" if self.name == CROWDIN.name => "not recommended".to_owned(),
            word => word.to_owned(),
        };
        match kind {
            Kind::Source => pair.source.clone(),
            Kind::Target => pair.target.clone(),
            Kind::Remark => remark(pair),
            Kind::Forbidden => {
                let unwanted = matches!(pair.fact("status"), Some("forbidden" | "deprecated"));
                if unwanted { "yes".into() } else { String::new() }
            }
            Kind::Status => status("status"),
            Kind::TargetStatus => status("target-status"),
            Kind::Concept => pair.fact("concept").unwrap_or_default().into(),
        }
    }

    /// The places of the columns, by a header row.
    fn places(&self, head: &[String], languages: LanguagePair) -> Vec<(Kind, usize)> {
        let mut places = Vec::new();
        for column in self.columns {
            for name in std::iter::once(&column.heading).chain(column.others) {
                let name = heading(name, languages).to_lowercase();
                let place = head.iter().position(|cell| cell.trim().to_lowercase() == name);
                places.extend(place.map(|place| (column.kind, place)));
            }
        }
        places
    }

    fn pair(&self, row: &[String], places: &[(Kind, usize)]) -> Pair {
        let mut pair = Pair::default();
        // A remark of ours says the status exactly, a column only nearly: what is said first counts.
        let is_remark = |(kind, _): &&(Kind, usize)| *kind == Kind::Remark;
        for (kind, place) in places.iter().filter(is_remark).chain(places.iter().filter(|p| !is_remark(p))) {
            let Some(cell) = row.get(*place).map(|cell| bare(cell).trim()).filter(|cell| !cell.is_empty())
            else {
                continue;
            };
            let status = status_of(cell).map(|status| status.name());
            match kind {
                Kind::Source => pair.source = cell.to_owned(),
                Kind::Target => pair.target = cell.to_owned(),
                Kind::Remark => take_remark(&mut pair, cell),
                Kind::Forbidden
                    if matches!(cell.to_lowercase().as_str(), "yes" | "true" | "1" | "forbidden") =>
                {
                    pair.put("status", "forbidden");
                }
                Kind::Forbidden => {}
                Kind::Status => pair.put("status", status.unwrap_or_default()),
                Kind::TargetStatus => pair.put("target-status", status.unwrap_or_default()),
                Kind::Concept => pair.put("concept", cell),
            }
        }
        pair
    }
}

/// Whether a cell is a word that begins with a hyphen («-ism»). No spreadsheet computes anything of it, and the
/// program it is for would keep an apostrophe before it.
fn is_suffix(cell: &str) -> bool {
    cell.starts_with('-')
        && cell.chars().all(|c| c.is_alphabetic() || is_apostrophe(c) || matches!(c, '-' | ' '))
}

fn heading(template: &str, languages: LanguagePair) -> String {
    template
        .replace("{source}", languages.source.code())
        .replace("{target}", languages.target.code())
        .replace("{Source}", languages.source.name())
        .replace("{Target}", languages.target.name())
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
        if self.has_head {
            let head = self.columns.iter().map(|column| heading(column.heading, list.languages));
            writer.write_record(head).map_err(|error| failed(&error))?;
        }
        let mut seen = std::collections::HashSet::new();
        for pair in pairs(list) {
            if self.repeats || seen.insert(pair.source.clone()) {
                let cells = self.columns.iter().map(|column| self.cell(column.kind, &pair));
                let cells =
                    cells.map(|cell| if is_suffix(&cell) { cell } else { neutral(&cell).into_owned() });
                writer.write_record(cells).map_err(|error| failed(&error))?;
            }
        }
        writer.into_inner().map_err(|error| failed(&error))
    }

    fn read(&self, mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut gather = Gather::new(wanted.languages);
        let mut places: Vec<(Kind, usize)> =
            self.columns.iter().enumerate().map(|(place, column)| (column.kind, place)).collect();
        let mut head = self.has_head;
        let delimiter = delimiter_of(&mut input)?;
        records(input, delimiter, &mut |line, row| {
            if std::mem::take(&mut head) {
                places = self.places(row, wanted.languages);
                let has = |kind| places.iter().any(|(known, _)| *known == kind);
                if !has(Kind::Source) || !has(Kind::Target) {
                    let head: Vec<String> =
                        self.columns.iter().map(|column| heading(column.heading, wanted.languages)).collect();
                    let message = format!("no header row of {}, such as {}", self.name, head.join(", "));
                    return Err(ReadError::at(line, message));
                }
                return Ok(());
            }
            let pair = self.pair(row, &places);
            if pair.source.is_empty() || pair.target.is_empty() {
                if row.iter().any(|cell| !cell.trim().is_empty()) {
                    (sink.reject)(line, "no source and target in this row".into());
                }
            } else {
                gather.push(&pair, line);
            }
            Ok(())
        })?;
        gather.finish().for_each(|entry| (sink.entry)(entry));
        Ok(())
    }
}
