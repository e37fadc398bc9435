//! Names compiled for searching: each name is keyed by its rarest word (the anchor) combined with one neighbour.

use super::{
    Entry, Name, NameIndex,
    key::{Side, anchor_key, beyond_key, filter_key, full_hash},
    neighbours::MAX_SHORT_BYTES,
    run::{fold_gap, starts_with_capital},
};
use crate::text::{fold_word_into, words};

/// Collects names for a [`NameIndex`].
pub(crate) struct NameIndexBuilder {
    names: Vec<Name>,
    pool: String,
    words: Vec<Word>,
    /// How many names have a word, by the top bits of its hash.
    uses: Vec<u32>,
    run: Vec<u8>,
}

/// A word of a name that was added.
#[derive(Clone, Copy)]
struct Word {
    hash: u64,
    /// Where it stands in the folded run, in bytes.
    start: u16,
    len: u16,
    capital: bool,
}

/// The longest form in words; a longer one is no name.
const MAX_WORDS: usize = 64;
/// The longest form in bytes.
const MAX_FORM_BYTES: usize = 20_000;
/// Bits of a hash that tell words apart when they are counted.
const COUNTED: u32 = 20;

/// What a name is looked up by: its key, the filter key of its anchor, and the kind of the key.
struct AnchorKey {
    key: u64,
    filter: u64,
    side: Side,
    capital: bool,
    name: u32,
}

impl Default for NameIndexBuilder {
    fn default() -> Self {
        let uses = vec![0; 1 << COUNTED];
        Self { names: Vec::new(), pool: String::new(), words: Vec::new(), uses, run: Vec::new() }
    }
}

impl NameIndexBuilder {
    /// Adds a form; one without any word, or longer than 64 words or 20,000 bytes, can never match.
    pub(crate) fn add(&mut self, form: &str, entry: Entry) {
        let form = form.trim();
        let Some(first) = words(form).next() else { return };
        // What stands before the first word cannot be searched for; what stands after the last can.
        let form = &form[first.start..];
        let Ok(start) = u32::try_from(self.pool.len()) else { return };
        if form.len() > MAX_FORM_BYTES || words(form).nth(MAX_WORDS).is_some() {
            return;
        }
        let word = self.words.len();
        self.run.clear();
        let mut end = 0;
        for span in words(form) {
            if span.start > 0 {
                fold_gap(&form[end..span.start], &mut self.run);
            }
            end = span.end;
            let start = self.run.len();
            fold_word_into(span.of(form), &mut self.run);
            let hash = full_hash(&self.run[start..]);
            let capital = entry.capitals && starts_with_capital(span.of(form));
            let len = (self.run.len() - start) as u16;
            self.words.push(Word { hash, start: start as u16, len, capital });
        }
        let Ok(folded) = str::from_utf8(&self.run) else {
            self.words.truncate(word);
            return;
        };
        for word in &self.words[word..] {
            let uses = &mut self.uses[(word.hash >> (64 - COUNTED)) as usize];
            *uses = uses.saturating_add(1);
        }
        self.pool.push_str(form);
        self.pool.push_str(folded);
        self.names.push(Name {
            listed: start,
            listed_len: form.len() as u16,
            folded_len: folded.len() as u16,
            anchor: 0,
            back: 0,
            count: (self.words.len() - word) as u8,
            last: false,
            entry,
        });
    }

    /// Compiles what was added.
    pub(crate) fn build(mut self) -> NameIndex {
        let mut keys = self.choose_anchors();
        self.words = Vec::new();
        self.uses = Vec::new();
        keys.sort_unstable_by_key(|anchor| (anchor.key, anchor.name));
        let mut names = Vec::with_capacity(keys.len());
        let mut index = NameIndex::with_room_for(keys.len());
        for (at, anchor) in keys.iter().enumerate() {
            let next = keys.get(at + 1).map(|next| next.key);
            if at == 0 || keys[at - 1].key != anchor.key {
                index.insert_key(anchor.key, at as u32);
            }
            index.add_to_filter(anchor.filter, anchor.side, anchor.key, anchor.capital);
            names.push(Name { last: next != Some(anchor.key), ..self.names[anchor.name as usize] });
        }
        index.set_names(names, self.pool);
        index
    }

    /// Chooses for every name the word that the fewest names have, a capitalised one if any is, the longest
    /// among equals; and the rarer of its neighbours.
    fn choose_anchors(&mut self) -> Vec<AnchorKey> {
        let Self { names, pool, words, uses, .. } = self;
        let uses = |word: &Word| uses[(word.hash >> (64 - COUNTED)) as usize];
        let mut keys = Vec::with_capacity(names.len());
        let mut first = 0;
        for (number, name) in names.iter_mut().enumerate() {
            let words = &words[first..first + usize::from(name.count)];
            first += usize::from(name.count);
            let cost = |back: &usize| {
                let word = &words[*back];
                (!word.capital, uses(word), u16::MAX - word.len)
            };
            let Some(back) = (0..words.len()).min_by_key(cost) else { continue };
            let folded = &pool.as_bytes()[name.listed as usize + usize::from(name.listed_len)..];
            let of = |word: &Word| &folded[usize::from(word.start)..usize::from(word.start + word.len)];
            let anchor = words[back];
            (name.anchor, name.back) = (anchor.start, back as u8);
            let before = words[..back].iter().rev();
            let after = words[back + 1..].iter();
            let rarity =
                |word: Option<&Word>| word.map(|word| (usize::from(word.len) <= MAX_SHORT_BYTES, uses(word)));
            let (side, neighbour) = match (rarity(before.clone().next()), rarity(after.clone().next())) {
                (None, None) => (Side::Alone, 0),
                (Some(rare), other) if other.is_none_or(|other| rare < other) => {
                    (Side::Before, neighbour_key(before.map(of)))
                }
                _ => (Side::After, neighbour_key(after.map(of))),
            };
            keys.push(AnchorKey {
                key: anchor_key(anchor.hash, side, neighbour),
                filter: filter_key(of(&anchor)),
                side,
                capital: anchor.capital,
                name: number as u32,
            });
        }
        keys
    }
}

/// The key of the words on one side of an anchor, the nearest first.
fn neighbour_key<'w>(mut words: impl Iterator<Item = &'w [u8]>) -> u64 {
    let Some(near) = words.next() else { return 0 };
    let key = filter_key(near);
    match words.next().filter(|_| near.len() <= MAX_SHORT_BYTES) {
        Some(far) => beyond_key(key, filter_key(far)),
        None => key,
    }
}
