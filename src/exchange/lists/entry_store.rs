//! The entries of an import, packed: in memory up to a bound, in a temporary file beyond it.

use std::{
    fs::File,
    io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _},
};

use super::{
    model::{Entry, EntryTerm},
    store_records::{put_concept, put_form, take_concept, take_form},
};
use crate::{
    glossary::{Article, ConceptKind, Gender, Relation, Slot, Status},
    language::Language,
};

/// How many bytes of packed entries stay in memory: with the entry that goes beyond, mostly still a power of two, so that
/// the memory for them is not doubled for its sake.
const MAX_IN_MEMORY: usize = (16 << 20) - (64 << 10);

/// Entries by number, from 0.
#[derive(Default)]
pub(super) struct EntryStore {
    /// Where each entry starts; one that was changed lies behind the others.
    starts: Vec<u64>,
    /// What is not in the file: the bytes from `spilled` on.
    tail: Vec<u8>,
    spilled: u64,
    file: Option<BufReader<File>>,
    /// Where the file is read next; `None`: not known.
    at: Option<u64>,
}

impl EntryStore {
    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Adds an entry.
    pub(super) fn push(&mut self, entry: &Entry) -> io::Result<()> {
        let start = self.append(entry)?;
        self.starts.push(start);
        Ok(())
    }

    /// Puts an entry in the place of another.
    pub(super) fn replace(&mut self, number: usize, entry: &Entry) -> io::Result<()> {
        self.starts[number] = self.append(entry)?;
        Ok(())
    }

    /// An entry.
    pub(super) fn get(&mut self, number: usize) -> io::Result<Entry> {
        let start = self.starts[number];
        if let Some(from) = start.checked_sub(self.spilled) {
            let mut bytes = &self.tail[from as usize + 4..];
            return unpack(&mut bytes).ok_or_else(damaged);
        }
        let Some(file) = &mut self.file else { return Err(damaged()) };
        match self.at.take().and_then(|at| i64::try_from(start).ok()?.checked_sub(i64::try_from(at).ok()?)) {
            Some(distance) => file.seek_relative(distance)?,
            None => drop(file.seek(SeekFrom::Start(start))?),
        }
        let mut length = [0; 4];
        file.read_exact(&mut length)?;
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        file.read_exact(&mut bytes)?;
        self.at = Some(start + 4 + bytes.len() as u64);
        unpack(&mut &bytes[..]).ok_or_else(damaged)
    }

    fn append(&mut self, entry: &Entry) -> io::Result<u64> {
        if self.tail.len() > MAX_IN_MEMORY {
            self.spill()?;
        }
        let from = self.tail.len();
        self.tail.extend([0; 4]);
        pack(entry, &mut self.tail);
        let length = u32::try_from(self.tail.len() - from - 4).map_err(|_| damaged())?;
        self.tail[from..from + 4].copy_from_slice(&length.to_le_bytes());
        Ok(self.spilled + from as u64)
    }

    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufReader::new(tempfile::tempfile()?)),
        };
        file.seek(SeekFrom::Start(self.spilled))?;
        file.get_mut().write_all(&self.tail)?;
        (self.spilled, self.at) = (self.spilled + self.tail.len() as u64, None);
        self.tail.clear();
        Ok(())
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the temporary file of the import is damaged")
}

const SLOTS: [Slot; 3] = [Slot::Full, Slot::Short, Slot::Abbreviation];
const GENDERS: [Gender; 2] = [Gender::Masculine, Gender::Feminine];
const ARTICLES: [Article; 4] = [Article::Le, Article::La, Article::Elided, Article::Les];

fn pack(entry: &Entry, out: &mut Vec<u8>) {
    put_number(out, entry.line);
    put_text(out, Some(&entry.id));
    out.push(number(&ConceptKind::ALL, entry.kind));
    put_text(out, entry.note.as_deref());
    put_text(out, entry.source.as_deref());
    put_concept(out, entry.details.as_deref());
    put_number(out, entry.terms.len());
    for term in &entry.terms {
        out.push(number(&Language::ALL, Some(term.language)) | number(&SLOTS, Some(term.slot)) << 4);
        out.push(number(&Status::ALL, term.status) | number(&Relation::ALL, term.relation) << 4);
        out.push(number(&GENDERS, term.gender) | number(&ARTICLES, term.article) << 4);
        out.push(u8::from(term.own_article));
        put_text(out, Some(&term.form));
        put_text(out, term.party.as_deref());
        put_text(out, term.note.as_deref());
        put_form(out, term.details.as_deref());
    }
}

fn unpack(bytes: &mut &[u8]) -> Option<Entry> {
    let line = take_number(bytes)?;
    let id = take_text(bytes)?.unwrap_or_default();
    let kind = ConceptKind::ALL.get(usize::from(take_byte(bytes)?)).copied();
    let (note, source, details) = (take_text(bytes)?, take_text(bytes)?, take_concept(bytes)?);
    let count = take_number(bytes)?;
    let mut terms = Vec::with_capacity(count);
    for _ in 0..count {
        let [of, said, grammar] = [take_byte(bytes)?, take_byte(bytes)?, take_byte(bytes)?];
        let (low, high) = (|byte: u8| usize::from(byte & 15), |byte: u8| usize::from(byte >> 4));
        terms.push(EntryTerm {
            language: *Language::ALL.get(low(of))?,
            slot: *SLOTS.get(high(of))?,
            status: Status::ALL.get(low(said)).copied(),
            relation: Relation::ALL.get(high(said)).copied(),
            gender: GENDERS.get(low(grammar)).copied(),
            article: ARTICLES.get(high(grammar)).copied(),
            own_article: take_byte(bytes)? == 1,
            form: take_text(bytes)?.unwrap_or_default(),
            party: take_text(bytes)?,
            note: take_text(bytes)?,
            details: take_form(bytes)?,
        });
    }
    Some(Entry { id, kind, note, source, terms, details, line })
}

/// The place of a value among all of its kind; behind them all for none.
pub(super) fn number<T: PartialEq>(all: &[T], value: Option<T>) -> u8 {
    all.iter().position(|known| Some(known) == value.as_ref()).unwrap_or(all.len()) as u8
}

/// Seven bits a byte, the lowest first; all but the last with the high bit set (LEB128).
pub(super) fn put_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let byte = take_byte(bytes)?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

pub(super) fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    bytes.split_off_first().copied()
}

/// A text as its length and one, then its bytes; none as a zero.
pub(super) fn put_text(out: &mut Vec<u8>, text: Option<&str>) {
    put_number(out, text.map_or(0, |text| text.len() + 1));
    out.extend_from_slice(text.unwrap_or_default().as_bytes());
}

pub(super) fn take_text(bytes: &mut &[u8]) -> Option<Option<String>> {
    let Some(length) = take_number(bytes)?.checked_sub(1) else { return Some(None) };
    let text = bytes.split_off(..length)?;
    Some(Some(std::str::from_utf8(text).ok()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{
        Cited, ConceptRecord, Date, Definition, FormRecord, OtherGender, OtherLanguage, OtherTerm,
        PartOfSpeech, Reliability, Role,
    };

    fn form_record(number: usize) -> Option<Box<FormRecord>> {
        let date = |text: &str| text.parse::<Date>().ok().filter(|_| number.is_multiple_of(5));
        let record = FormRecord {
            pos: PartOfSpeech::ALL.get(number % 7).copied(),
            source: number.is_multiple_of(2).then(|| "é".repeat(number % 9)),
            examples: vec![Cited { text: "x".into(), source: Some("y".into()) }; number % 3],
            reliability: Reliability::new((number % 5) as u8),
            from: date("2001"),
            until: date("2019-06-30"),
            exact_case: number.is_multiple_of(4),
        };
        record.boxed()
    }

    fn concept_record(number: usize) -> Option<Box<ConceptRecord>> {
        let other = OtherTerm {
            form: "ü".into(),
            status: Some(Status::Forbidden),
            relation: Some(Relation::Foreign),
            gender: Some(OtherGender::Neuter),
            note: None,
            details: form_record(number + 1),
        };
        let cited = Cited { text: "d".into(), source: None };
        let role = Role {
            names: vec![(Language::English, "mayor".into())],
            from: "2001-02".parse().unwrap(),
            until: None,
            note: Some("n".into()),
        };
        let record = ConceptRecord {
            domains: vec!["eau".into(); number % 2],
            definitions: vec![Definition { language: Some("fr".into()), cited }; number % 3],
            roles: vec![role; number % 4],
            others: vec![OtherLanguage { tag: "de".into(), terms: vec![other; 2] }; number % 2],
        };
        record.boxed()
    }

    fn entry(number: usize) -> Entry {
        let term = EntryTerm {
            slot: Slot::Short,
            status: Some(Status::Forbidden),
            relation: number.is_multiple_of(2).then_some(Relation::Foreign),
            party: Some("armenia".into()),
            gender: Some(Gender::Feminine),
            note: Some(String::new()),
            details: form_record(number),
            article: Some(Article::Les),
            own_article: true,
            ..EntryTerm::new(Language::English, format!("Érevan {number}"))
        };
        let terms = vec![EntryTerm::new(Language::French, "é".repeat(number % 300)), term];
        let note = number.is_multiple_of(3).then(|| "x".repeat(number % 1000));
        Entry {
            id: format!("c{number}"),
            kind: Some(ConceptKind::Term),
            note,
            source: None,
            terms,
            details: concept_record(number),
            line: number,
        }
    }

    #[test]
    fn entries_come_back_from_memory_and_from_the_file() {
        let mut held = EntryStore::default();
        for number in 0..3000 {
            held.push(&entry(number)).unwrap();
            if number % 700 == 699 {
                held.spill().unwrap();
                assert_eq!(held.get(number / 2).unwrap(), entry(number / 2));
            }
        }
        held.replace(5, &entry(7)).unwrap();
        for number in [5, 0, 1, 2, 2999, 1234, 1233, 2800] {
            let wanted = if number == 5 { 7 } else { number };
            assert_eq!(held.get(number).unwrap(), entry(wanted));
        }
        assert_eq!(held.len(), 3000);
    }
}
