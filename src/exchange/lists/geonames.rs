//! `alternateNamesV2.txt` of [GeoNames](https://download.geonames.org/export/dump/readme.txt): the names of places in many
//! languages, a name a line. The names of one place may stand anywhere in the file.
//!
//! Columns, between tabs: alternateNameId, geonameid, isolanguage, alternate name, isPreferredName, isShortName,
//! isColloquial, isHistoric, from, to.

use super::{
    Entry, EntryTerm, ListFormat, ReadError, RecordField, Sink, Source, TermList, Wanted, WriteError,
    next_line,
};
use crate::{
    glossary::{ConceptKind, ConceptRecord, FormRecord, Relation, Slot, Status},
    language::Language,
};

/// The names of GeoNames; read only.
pub(super) struct GeoNames;

impl ListFormat for GeoNames {
    fn name(&self) -> &'static str {
        "geonames"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn write(&self, _: &TermList) -> Result<Vec<u8>, WriteError> {
        Err(WriteError { format: "geonames", message: "it is read, not written".into() })
    }

    fn read(&self, mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut names = Names::default();
        let mut text = String::new();
        while let Some(line) = next_line(&mut input, &mut text)? {
            let row = text.trim_end_matches(['\n', '\r']);
            if !row.is_empty() && !names.take(row, line, wanted) {
                let message =
                    "no row of alternateNamesV2.txt: number, geonameid, language, name, between tabs";
                if names.rows == 0 {
                    return Err(ReadError::at(line, message));
                }
                (sink.reject)(line, message.into());
            }
        }
        names.finish(wanted, sink);
        Ok(())
    }
}

/// A name that is kept; its text stands in [`Names::text`].
struct Name {
    place: u32,
    line: u32,
    start: u32,
    length: u16,
    /// How long the dates are that stand behind the name: since when it is used, a tab, until when.
    dates: u8,
    is_source: bool,
    marks: u8,
}

const PREFERRED: u8 = 1;
const SHORT: u8 = 1 << 1;
const COLLOQUIAL: u8 = 1 << 2;
const HISTORIC: u8 = 1 << 3;

/// The names of both languages, packed: the file of the whole world has millions.
#[derive(Default)]
struct Names {
    rows: usize,
    all: Vec<Name>,
    text: String,
}

impl Names {
    /// Takes a row; false when it is none.
    fn take(&mut self, row: &str, line: usize, wanted: &Wanted) -> bool {
        let mut cells = row.split('\t');
        let (Some(_), Some(place), Some(tag), Some(name)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            return false;
        };
        let Ok(place) = place.trim().parse() else { return false };
        self.rows += 1;
        // «fr_1793» are names of the Revolution alone.
        let language = if tag.contains('_') { None } else { wanted.language(tag) };
        let (Some(language), name) = (language, name.trim()) else { return true };
        let marks = [PREFERRED, SHORT, COLLOQUIAL, HISTORIC].into_iter().zip(cells.by_ref());
        let marks = marks.filter(|(_, cell)| cell.trim() == "1").fold(0, |marks, (mark, _)| marks | mark);
        let start = u32::try_from(self.text.len());
        let (Ok(start), Ok(length)) = (start, u16::try_from(name.len())) else { return true };
        self.text.push_str(name);
        let dates = [cells.next(), cells.next()].map(|cell| cell.unwrap_or_default().trim());
        let has_dates = dates.iter().any(|date| !date.is_empty());
        let dates = if has_dates { dates.join("\t") } else { String::new() };
        let dates = u8::try_from(dates.len()).map_or(0, |length| {
            self.text.push_str(&dates);
            length
        });
        let is_source = language == wanted.languages.source;
        self.all.push(Name { place, line: line as u32, start, length, dates, is_source, marks });
        true
    }

    /// Hands over the places that have a name in both languages.
    fn finish(mut self, wanted: &Wanted, sink: &mut Sink<'_>) {
        // The entries are kept beside the names from here on.
        self.all.shrink_to_fit();
        self.text.shrink_to_fit();
        self.all.sort_unstable_by_key(|name| (name.place, !name.is_source, name.line));
        let mut alone = 0;
        for names in self.all.chunk_by(|a, b| a.place == b.place) {
            let has = |is_source: bool| names.iter().any(|name| name.is_source == is_source);
            if !has(true) || !has(false) {
                alone += 1;
                continue;
            }
            let place = names[0].place;
            let terms = names.iter().map(|name| {
                let (text, dates) = self.text[name.start as usize..].split_at(usize::from(name.length));
                let languages = wanted.languages;
                let language = if name.is_source { languages.source } else { languages.target };
                dated(term(text, name.marks, language), &dates[..usize::from(name.dates)])
            });
            (sink.entry)(Entry {
                id: format!("geonames-{place}"),
                kind: Some(ConceptKind::Place),
                source: Some(format!("GeoNames {place}")),
                terms: terms.collect(),
                line: names.iter().map(|name| name.line as usize).min().unwrap_or_default(),
                ..Entry::default()
            });
        }
        if alone > 0 {
            let (source, target) = (wanted.languages.source, wanted.languages.target);
            let message = format!(
                "{alone} places have no name in «{source}» or none in «{target}»; they were left out"
            );
            (sink.reject)(0, message);
        }
    }
}

/// A name with its dates, which are a remark where they are no dates.
fn dated(mut term: EntryTerm, dates: &str) -> EntryTerm {
    let Some((from, until)) = dates.split_once('\t') else { return term };
    let mut record = FormRecord::default();
    let read = [(RecordField::From, from), (RecordField::Until, until)].into_iter().all(|(field, date)| {
        date.is_empty() || field.put(date, &mut ConceptRecord::default(), &mut record).is_ok()
    });
    match read {
        true => term.details = Some(Box::new(record)),
        false => term.note = Some(format!("{from} – {until}")),
    }
    term
}

fn term(form: &str, marks: u8, language: Language) -> EntryTerm {
    let has = |mark: u8| marks & mark != 0;
    let (status, relation) = if has(HISTORIC) {
        (Some(Status::Admitted), Some(Relation::Former))
    } else if has(COLLOQUIAL) {
        (Some(Status::Admitted), Some(Relation::NearSynonym))
    } else if has(PREFERRED) {
        (Some(Status::Preferred), None)
    } else if has(SHORT) {
        (Some(Status::Admitted), Some(Relation::Short))
    } else {
        (None, None)
    };
    EntryTerm { status, relation, slot: Slot::Full, ..EntryTerm::new(language, form) }
}
