//! The journal of decisions beside a glossary: `.drogman/decisions.jsonl`, one line an act, only ever added to.
//!
//! An act says what it decides ([`Set`]) and what it changes in the files ([`TextEdit`]). It is first written here, then
//! the files are, then a line says that they are: an act that no such line names does not stand in the files. Any act
//! can be taken back by itself ([`undo`]) as long as no later one changes the same words.

mod edit;
mod entry;
mod file;
mod in_force;
mod places;
mod undo;

pub use edit::TextEdit;
pub(crate) use edit::text_edits;
pub use entry::{Entry, Set};
pub use file::{JournalFile, journal_path, passed_over, read_journal};
pub(crate) use places::lines_of;
pub(crate) use undo::EMPTY;
pub(crate) use undo::Workbench;
pub use undo::{Replayed, UndoError, Undone, replay, undo};

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

/// The screen of the lines that saving writes: what it changes in the files for acts that say nothing of them.
pub(crate) const SAVE: &str = "save";

/// What stands in a journal.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    /// Lines that are no entries, from 1.
    passed_over: Vec<usize>,
    /// How much of the file was read: whole lines.
    read: Read,
}

/// How much of a journal was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Read {
    bytes: u64,
    lines: usize,
}

impl Journal {
    /// Reads a journal. A line that is no entry is passed over: the last one may have been cut off.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut journal = Self::default();
        journal.parse_more(bytes);
        journal
    }

    /// Reads what stands behind what was read. A last line that has no end yet is read again the next time.
    fn parse_more(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest);
            let line = &rest[..end.unwrap_or(rest.len())];
            rest = &rest[end.map_or(rest.len(), |end| end + 1)..];
            let number = self.read.lines + 1;
            if end.is_some() {
                self.read.lines = number;
                self.read.bytes += line.len() as u64 + 1;
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Entry>(line) {
                Ok(entry) if !entry.id.is_empty() => {
                    self.entries.push(entry);
                    // Whoever writes next ends the line first.
                    self.read.bytes += if end.is_none() { line.len() as u64 } else { 0 };
                }
                _ if self.passed_over.last() != Some(&number) => self.passed_over.push(number),
                _ => {}
            }
        }
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The lines that are no entries, from 1.
    pub fn passed_over(&self) -> &[usize] {
        &self.passed_over
    }

    /// The entry that a person means by an id.
    pub fn get(&self, asked: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry::is_meant(&entry.id, asked))
    }

    /// The entry by which an act is taken back; none when it is in force.
    pub fn taken_back(&self, act: &str) -> Option<&Entry> {
        let of_act = |entry: &&Entry| {
            [&entry.revert, &entry.restore].into_iter().flatten().any(|it| it == act)
                && (entry.edits.is_empty() || self.is_saved(entry))
        };
        self.entries.iter().rev().find(of_act).filter(|entry| entry.revert.is_some())
    }

    /// Whether what an entry changes stands in the files.
    pub fn is_saved(&self, entry: &Entry) -> bool {
        self.saved().contains(entry.id.as_str())
    }

    /// Whether every act that stands in the files tells what it changes in them.
    fn is_told(&self) -> bool {
        let saved = self.saved();
        let mut acts =
            self.entries.iter().filter(|entry| entry.is_act() && saved.contains(entry.id.as_str()));
        acts.all(|act| !act.edits.is_empty())
    }

    /// The ids of the entries that stand in the files.
    pub fn saved(&self) -> BTreeSet<&str> {
        self.entries.iter().filter_map(|entry| entry.saved.as_ref()).flatten().map(String::as_str).collect()
    }

    /// The id of the last entry; empty when there is none.
    pub fn last_id(&self) -> &str {
        self.entries.last().map_or("", |entry| &entry.id)
    }

    /// Takes up entries that were written as so many lines; the file is so long now.
    fn take(&mut self, entries: Vec<Entry>, bytes: u64, lines: usize) {
        self.entries.extend(entries);
        self.read = Read { bytes, lines: self.read.lines + lines };
    }

    /// The entry at a place, from 0, oldest first.
    pub(crate) fn entry(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// What the journal writes of a file’s content.
pub fn digest(text: &str) -> String {
    format!("sha256{:x}", Sha256::digest(text.as_bytes()))
}
