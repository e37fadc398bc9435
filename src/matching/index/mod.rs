//! Compiled names and the search for them.
//!
//! Every name is keyed by its rarest word, the *anchor*, combined with one neighbour of it (alone when the name
//! is one word). A word of the text is first tried against a Bloom-style filter by its first eight folded bytes
//! and its length; one that passes is looked up alone and with the word before or after it, again through a
//! filter of pairs. The names of a key that is found are compared with the text in full.
//!
//! [`build`] compiles names, [`key`] hashes words, [`scan`] passes over the text, [`neighbours`] keys the words
//! beside an anchor, [`run`] folds and compares runs of words.

mod build;
mod key;
mod neighbours;
mod run;
mod scan;

pub(super) use build::NameIndexBuilder;

use self::{
    key::{Side, anchor_key},
    neighbours::{Neighbour, after, before},
    run::{Agreement, after_tail, agreement, fold_run, run_around},
    scan::is_letter,
};
use crate::text::Span;

/// One way a term is written, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The concept, by its place in the glossary.
    pub concept: u32,
    /// The term, by its place in the concept.
    pub term: u16,
    /// Which inflected form.
    pub inflection: u8,
    /// The plural that is written like this inflected form; 0 when there is none.
    pub plural_twin: u8,
    /// Whether each capitalised word needs its capital.
    pub capitals: bool,
    /// A name without the article of its own (Le Caire), as it stands after du and au.
    pub contracted: bool,
    /// Found in the letters written alone.
    pub exact: bool,
    /// A full name with another short name in it, which the glossary does not list (see `name_variants`).
    pub unlisted: bool,
}

/// A name found at a span; boundaries of words hold, nothing else is checked yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub span: Span,
    /// The name, for [`NameIndex::entry`] and [`NameIndex::listed`].
    pub name: u32,
}

/// A name of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Where the listed form starts in the pool, followed by the folded run.
    pub listed: u32,
    pub listed_len: u16,
    pub folded_len: u16,
    /// Where the anchor starts in the folded run.
    pub anchor: u16,
    /// Words before the anchor.
    pub back: u8,
    /// Words in all.
    pub count: u8,
    /// Whether it is the last name of its key.
    pub last: bool,
    pub entry: Entry,
}

/// Names of one key.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The low half of the key.
    tag: u32,
    /// The first of its names; [`EMPTY`] when the slot is free.
    first: u32,
}

const EMPTY: u32 = u32::MAX;

/// The kinds of key a word may be the anchor of: of that word alone, with the word before, with the word after;
/// and whether the word may stand without a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KeyKinds(u8);

const ALONE: u8 = 1;
const BEFORE: u8 = 2;
const AFTER: u8 = 4;
const UNCAPITALISED: u8 = 8;

impl KeyKinds {
    /// Whether the word may be an anchor at all, given whether it starts with a capital.
    pub(super) fn any(self, capital: bool) -> bool {
        self.0 != 0 && (capital || self.0 & UNCAPITALISED != 0)
    }
}

/// The compiled names.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// Four bits, see [`KeyKinds`], for each of many classes of words; two classes a byte.
    filter: Vec<u8>,
    filter_shift: u32,
    /// A bit for each of many classes of an anchor with the word beside it.
    pairs: Vec<u64>,
    pairs_shift: u32,
    /// Whether an anchor may stand without a capital.
    any_uncapitalised: bool,
    slots: Vec<Slot>,
    slot_shift: u32,
    names: Vec<Name>,
    pool: String,
}

impl NameIndex {
    /// An index with tables for so many names.
    pub(super) fn with_room_for(names: usize) -> Self {
        let words = (names * 8).next_power_of_two().clamp(1 << 12, 1 << 22);
        let pairs = (names * 16).next_power_of_two().clamp(1 << 12, 1 << 24);
        let slots = (names + names / 2).next_power_of_two().max(16);
        Self {
            filter: vec![0; words / 2],
            filter_shift: 64 - words.trailing_zeros(),
            pairs: vec![0; pairs / 64],
            pairs_shift: 64 - pairs.trailing_zeros(),
            slots: vec![Slot { tag: 0, first: EMPTY }; slots],
            slot_shift: 64 - slots.trailing_zeros(),
            ..Self::default()
        }
    }

    /// Maps a key to the first of its names in the sorted name table.
    pub(super) fn insert_key(&mut self, key: u64, first: u32) {
        let mut slot = (key >> self.slot_shift) as usize;
        while self.slots[slot].first != EMPTY {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = Slot { tag: key as u32, first };
    }

    /// Sets the filter bits by which the scan looks a word up, alone or with its neighbour on one side.
    pub(super) fn add_to_filter(&mut self, filter: u64, side: Side, key: u64, capital: bool) {
        let kinds = match side {
            Side::Alone => ALONE,
            Side::Before => BEFORE,
            Side::After => AFTER,
        };
        let kinds = if capital { kinds } else { kinds | UNCAPITALISED };
        let cell = (filter >> self.filter_shift) as usize;
        self.filter[cell / 2] |= kinds << (cell % 2 * 4);
        self.any_uncapitalised |= !capital;
        if side != Side::Alone {
            let cell = (key >> self.pairs_shift) as usize;
            self.pairs[cell / 64] |= 1 << (cell % 64);
        }
    }

    /// Takes the table of names over, sorted by their keys.
    pub(super) fn set_names(&mut self, names: Vec<Name>, mut pool: String) {
        pool.shrink_to_fit();
        (self.names, self.pool) = (names, pool);
    }

    /// What a name stands for.
    pub(super) fn entry(&self, name: u32) -> Entry {
        self.names[name as usize].entry
    }

    /// The form as the glossary lists it.
    pub(super) fn listed(&self, name: u32) -> &str {
        let name = &self.names[name as usize];
        &self.pool[name.listed as usize..][..name.listed_len as usize]
    }

    fn folded(&self, name: &Name) -> &str {
        &self.pool[name.listed as usize + name.listed_len as usize..][..name.folded_len as usize]
    }

    /// Bytes of memory the index holds.
    pub(super) fn memory(&self) -> usize {
        self.filter.len()
            + self.pairs.len() * 8
            + self.slots.len() * size_of::<Slot>()
            + self.names.len() * size_of::<Name>()
            + self.pool.len()
    }

    /// Every name at every place it stands between word boundaries, in no particular order.
    pub(super) fn scan(&self, text: &str, hits: &mut Vec<Hit>) {
        if self.names.is_empty() {
            return;
        }
        let mut buffer = Vec::new();
        scan::words_that_pass(text, self, |word, hash, kinds| {
            self.look_up(text, word, hash, kinds, &mut buffer, hits);
        });
    }

    /// The kinds of key that a word with this filter key may be the anchor of.
    #[inline]
    pub(super) fn key_kinds(&self, key: u64) -> KeyKinds {
        let cell = (key >> self.filter_shift) as usize;
        KeyKinds(self.filter.get(cell >> 1).map_or(0, |two| two >> ((cell & 1) << 2) & 15))
    }

    /// Whether words without a capital need a look at all.
    pub(super) fn wants_all_words(&self) -> bool {
        self.any_uncapitalised
    }

    /// Looks a word up alone and with its neighbours, as far as it may be an anchor of such keys.
    fn look_up(
        &self,
        text: &str,
        word: Span,
        hash: u64,
        kinds: KeyKinds,
        buffer: &mut Vec<u8>,
        hits: &mut Vec<Hit>,
    ) {
        if kinds.0 & ALONE != 0 {
            self.look_up_key(text, word, anchor_key(hash, Side::Alone, 0), buffer, hits);
        }
        if kinds.0 & AFTER != 0 {
            let neighbour = after(text, word, buffer);
            self.look_up_pair(text, word, (hash, Side::After), neighbour, buffer, hits);
        }
        if kinds.0 & BEFORE != 0 {
            let neighbour = before(text, word, buffer);
            self.look_up_pair(text, word, (hash, Side::Before), neighbour, buffer, hits);
        }
    }

    /// Looks a word up with its neighbour on one side.
    #[inline]
    fn look_up_pair(
        &self,
        text: &str,
        word: Span,
        (hash, side): (u64, Side),
        neighbour: Neighbour,
        buffer: &mut Vec<u8>,
        hits: &mut Vec<Hit>,
    ) {
        let near = anchor_key(hash, side, neighbour.near);
        if self.may_be_pair(near) {
            self.look_up_key(text, word, near, buffer, hits);
        }
        if let Some(far) = neighbour.far {
            let far = anchor_key(hash, side, far);
            if self.may_be_pair(far) {
                self.look_up_key(text, word, far, buffer, hits);
            }
        }
    }

    #[inline]
    fn may_be_pair(&self, key: u64) -> bool {
        let cell = (key >> self.pairs_shift) as usize;
        self.pairs.get(cell >> 6).is_some_and(|cells| cells >> (cell & 63) & 1 == 1)
    }

    /// Compares the names of a key with the words around their anchor.
    fn look_up_key(&self, text: &str, word: Span, key: u64, buffer: &mut Vec<u8>, hits: &mut Vec<Hit>) {
        let mut slot = (key >> self.slot_shift) as usize;
        loop {
            let Slot { tag, first } = self.slots[slot];
            if first == EMPTY {
                return;
            }
            // Another key may have the same tag: the search goes on to the end of the run of slots.
            if tag == key as u32 {
                self.compare_all(text, word, first as usize, buffer, hits);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Compares the names of one key, from `first` on.
    fn compare_all(&self, text: &str, word: Span, first: usize, buffer: &mut Vec<u8>, hits: &mut Vec<Hit>) {
        for (number, name) in self.names.iter().enumerate().skip(first) {
            let run = match self.compare(text, word, name) {
                Agreement::None => None,
                Agreement::Exact(run) => Some(run),
                Agreement::Open => self.compare_folded(text, word, name, buffer),
            };
            let number = number as u32;
            if let Some(run) = run
                && let Some(end) = after_tail(text, run.end, self.listed(number))
            {
                hits.push(Hit { span: Span::new(run.start, end), name: number });
            }
            if name.last {
                return;
            }
        }
    }

    /// Compares the bytes on both sides of the anchor with the name’s, as long as they are plain ASCII.
    fn compare(&self, text: &str, word: Span, name: &Name) -> Agreement {
        let folded = self.folded(name).as_bytes();
        let (before, anchor) = folded.split_at(usize::from(name.anchor));
        let text = text.as_bytes();
        let after = anchor.iter().position(|&byte| !is_letter(byte) && byte < 0x80).unwrap_or(anchor.len());
        let (anchor, after) = anchor.split_at(after);
        if !anchor.eq_ignore_ascii_case(&text[word.start..word.end]) {
            return Agreement::Open;
        }
        let forwards = agreement(text[word.end..].iter(), after.iter());
        if forwards == Some(false) {
            return Agreement::None;
        }
        match (forwards, agreement(text[..word.start].iter().rev(), before.iter().rev())) {
            (_, Some(false)) => Agreement::None,
            (Some(true), Some(true)) => {
                Agreement::Exact(Span::new(word.start - before.len(), word.end + after.len()))
            }
            _ => Agreement::Open,
        }
    }

    /// Compares the folded words around the anchor with the name’s.
    fn compare_folded(&self, text: &str, word: Span, name: &Name, buffer: &mut Vec<u8>) -> Option<Span> {
        let run = run_around(text, word, name.back, name.count)?;
        buffer.clear();
        fold_run(text, run, buffer);
        (self.folded(name).as_bytes() == buffer.as_slice()).then_some(run)
    }
}
