//! Names compiled for searching: each hangs on its rarest word, found through a small filter.
//!
//! A word of the text is tried against a filter by its first eight folded bytes and its length; one
//! that passes is looked up among the anchors, and the words around it are folded and compared.

use super::scan::{self, ascii_from, is_letter};
use crate::text::{
    CharClass, Span, char_class, fold_word_into, is_ignorable, next_word, previous_word, words,
};

/// One way a term is written, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The concept, by its place in the glossary.
    pub concept: u32,
    /// The term, by its place in the concept.
    pub term: u16,
    /// Which inflected form.
    pub inflection: u8,
    /// Another inflected form that is written the same, differing in number; 0 when there is none.
    pub twin: u8,
    /// Whether each capitalised word needs its capital.
    pub capitals: bool,
    /// An English plural -s that the glossary does not list.
    pub plural: bool,
    /// A name without the article of its own (Le Caire), as it stands after du and au.
    pub contracted: bool,
}

/// A name found at a span; boundaries of words hold, nothing else is checked yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub span: Span,
    /// The name, for [`NameIndex::entry`] and [`NameIndex::listed`].
    pub name: u32,
}

#[derive(Clone, Copy, Debug)]
struct Anchor {
    hash: u64,
    /// The first of its shapes; the next anchor’s first ends them.
    shapes: u32,
}

/// How names stand around their anchor.
#[derive(Clone, Copy, Debug)]
struct Shape {
    /// Words before the anchor.
    back: u8,
    /// Words in all.
    count: u8,
    /// The first of its names; the next shape’s first ends them.
    names: u32,
}

#[derive(Clone, Copy, Debug)]
struct Name {
    /// The hash of the folded run of words.
    run: u64,
    /// Where the listed form starts in the pool, followed by the folded run.
    listed: u32,
    listed_len: u16,
    folded_len: u16,
    /// Where the anchor starts in the folded run.
    anchor: u16,
    entry: Entry,
}

/// The compiled names.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// Filter for words that start with a capital.
    capitalised: Vec<u64>,
    /// Filter for the other words.
    uncapitalised: Vec<u64>,
    filter_shift: u32,
    /// Filter for an anchor and the word beside it, in names of several words.
    pairs: Vec<u64>,
    /// Whether a name may hang on a word without a capital.
    any_uncapitalised: bool,
    slots: Vec<u32>,
    slot_shift: u32,
    anchors: Vec<Anchor>,
    shapes: Vec<Shape>,
    names: Vec<Name>,
    pool: String,
}

/// Collects names for a [`NameIndex`].
#[derive(Default)]
pub(super) struct NameIndexBuilder {
    names: Vec<Name>,
    pool: String,
}

/// How many names of one shape are tried one by one before they are found by their hash.
const FEW: usize = 4;

/// The longest form in words; a longer one is no name.
const MOST_WORDS: usize = 64;

impl NameIndexBuilder {
    /// Adds a form; one without any word, or longer than 64 words or 60,000 bytes, can never match.
    pub fn add(&mut self, form: &str, entry: Entry) {
        let form = form.trim();
        let (Some(first), Some(last)) = (words(form).next(), words(form).last()) else { return };
        if form.len() > 60_000 || words(form).nth(MOST_WORDS).is_some() {
            return;
        }
        // What stands before the first word cannot be searched for; what stands after the last can.
        let form = &form[first.start..];
        let mut folded = Vec::with_capacity(form.len());
        fold_run(form, Span::new(0, last.end - first.start), &mut folded);
        let (Ok(folded), Ok(start)) = (String::from_utf8(folded), u32::try_from(self.pool.len())) else {
            return;
        };
        self.pool.push_str(form);
        self.pool.push_str(&folded);
        self.names.push(Name {
            run: full_hash(folded.as_bytes()),
            listed: start,
            listed_len: form.len() as u16,
            folded_len: folded.len() as u16,
            anchor: 0,
            entry,
        });
    }

    /// Compiles what was added.
    pub fn build(self) -> NameIndex {
        let Self { names, pool } = self;
        let mut index = NameIndex { names, pool, ..NameIndex::default() };
        let anchored = index.choose_anchors();
        index.lay_out(anchored);
        index
    }
}

/// A name’s anchor: the hash of the word, its first-eight key, where it stands.
#[derive(Clone, Copy)]
struct Anchored {
    hash: u64,
    key: u64,
    back: u8,
    count: u8,
    capital: bool,
    name: u32,
}

impl NameIndex {
    /// What a name stands for.
    pub fn entry(&self, name: u32) -> Entry {
        self.names[name as usize].entry
    }

    /// The form as the glossary lists it.
    pub fn listed(&self, name: u32) -> &str {
        let name = &self.names[name as usize];
        &self.pool[name.listed as usize..][..name.listed_len as usize]
    }

    fn folded(&self, name: &Name) -> &str {
        &self.pool[name.listed as usize + name.listed_len as usize..][..name.folded_len as usize]
    }

    /// Bytes of memory the index holds.
    pub fn memory(&self) -> usize {
        (self.capitalised.len() + self.uncapitalised.len() + self.pairs.len()) * 8
            + self.slots.len() * 4
            + self.anchors.len() * size_of::<Anchor>()
            + self.shapes.len() * size_of::<Shape>()
            + self.names.len() * size_of::<Name>()
            + self.pool.len()
    }

    /// Chooses for every name the word that the fewest names have, a capitalised one if any is, the
    /// longest among equals.
    fn choose_anchors(&self) -> Vec<Anchored> {
        let mut uses = vec![0u32; 1 << 20];
        let slot = |hash: u64| (hash >> 44) as usize;
        let mut word = Vec::new();
        for name in &self.names {
            let listed = &self.pool[name.listed as usize..][..name.listed_len as usize];
            for span in words(listed) {
                fold_into(span.of(listed), &mut word);
                let count = &mut uses[slot(full_hash(&word))];
                *count = count.saturating_add(1);
            }
        }
        let mut anchored = Vec::with_capacity(self.names.len());
        for (number, name) in self.names.iter().enumerate() {
            let listed = &self.pool[name.listed as usize..][..name.listed_len as usize];
            let mut best: Option<((bool, u32, usize), Anchored)> = None;
            let mut count = 0;
            for (back, span) in words(listed).enumerate() {
                count = back as u8 + 1;
                let capital = name.entry.capitals && starts_with_capital(span.of(listed));
                fold_into(span.of(listed), &mut word);
                let hash = full_hash(&word);
                let cost = (!capital, uses[slot(hash)], usize::MAX - word.len());
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    let key = filter_key(&word);
                    let name = number as u32;
                    best = Some((cost, Anchored { hash, key, back: back as u8, count: 0, capital, name }));
                }
            }
            if let Some((_, mut anchor)) = best {
                anchor.count = count;
                anchored.push(anchor);
            }
        }
        anchored
    }

    /// Sorts the names by anchor and shape and builds the tables over them.
    fn lay_out(&mut self, mut anchored: Vec<Anchored>) {
        let cells = (anchored.len() * 16).next_power_of_two().clamp(1 << 12, 1 << 23);
        self.filter_shift = 64 - cells.trailing_zeros();
        self.capitalised = vec![0; cells / 64];
        self.uncapitalised = vec![0; cells / 64];
        self.pairs = vec![0; cells / 64];
        for anchor in &anchored {
            let cell = (anchor.key >> self.filter_shift) as usize;
            self.capitalised[cell / 64] |= 1 << (cell % 64);
            if !anchor.capital {
                self.uncapitalised[cell / 64] |= 1 << (cell % 64);
                self.any_uncapitalised = true;
            }
        }
        let names = std::mem::take(&mut self.names);
        anchored.sort_unstable_by_key(|anchor| {
            (anchor.hash, anchor.back, anchor.count, names[anchor.name as usize].run, anchor.name)
        });
        self.names.reserve_exact(names.len());
        for anchor in &anchored {
            let new_anchor = self.anchors.last().is_none_or(|last: &Anchor| last.hash != anchor.hash);
            if new_anchor {
                self.anchors.push(Anchor { hash: anchor.hash, shapes: self.shapes.len() as u32 });
            }
            let same = |shape: &Shape| shape.back == anchor.back && shape.count == anchor.count;
            if new_anchor || !self.shapes.last().is_some_and(same) {
                let names = self.names.len() as u32;
                self.shapes.push(Shape { back: anchor.back, count: anchor.count, names });
            }
            let mut name = names[anchor.name as usize];
            name.anchor = self.place_of_anchor(&name, anchor.back);
            if anchor.count > 1 {
                let (before, after) = self.words_beside(&name);
                let (side, key) = if anchor.back > 0 { (BEFORE, before) } else { (AFTER, after) };
                let cell = (pair_key(anchor.hash, side, key) >> self.filter_shift) as usize;
                self.pairs[cell / 64] |= 1 << (cell % 64);
            }
            self.names.push(name);
        }
        let slots = (self.anchors.len() * 2).next_power_of_two().max(16);
        self.slot_shift = 64 - slots.trailing_zeros();
        self.slots = vec![u32::MAX; slots];
        for (number, anchor) in self.anchors.iter().enumerate() {
            let mut slot = (anchor.hash >> self.slot_shift) as usize;
            while self.slots[slot] != u32::MAX {
                slot = (slot + 1) & (slots - 1);
            }
            self.slots[slot] = number as u32;
        }
        let shapes = self.shapes.len() as u32;
        self.anchors.push(Anchor { hash: 0, shapes });
        let names = self.names.len() as u32;
        self.shapes.push(Shape { back: 0, count: 0, names });
    }

    /// Where the word number `back` starts in a name’s folded run.
    fn place_of_anchor(&self, name: &Name, back: u8) -> u16 {
        let mut place = 0;
        let mut word = Vec::new();
        for span in words(self.listed_of(name)).take(usize::from(back)) {
            fold_into(span.of(self.listed_of(name)), &mut word);
            place += word.len();
            let gap = &self.listed_of(name)[span.end..];
            let gap = &gap[..next_word(gap, 0).map_or(0, |next| next.start)];
            word.clear();
            fold_gap(gap, &mut word);
            place += word.len();
        }
        place as u16
    }

    /// The filter keys of the words before and after the anchor in a name’s folded run.
    fn words_beside(&self, name: &Name) -> (u64, u64) {
        let folded = self.folded(name);
        let at = usize::from(name.anchor);
        let key = |word: Option<Span>| word.map_or(0, |word| filter_key(word.of(folded).as_bytes()));
        let after = next_word(folded, at).and_then(|anchor| next_word(folded, anchor.end));
        (key(previous_word(folded, at)), key(after))
    }

    fn listed_of(&self, name: &Name) -> &str {
        &self.pool[name.listed as usize..][..name.listed_len as usize]
    }

    /// Every name at every place it stands between word boundaries, in no particular order.
    pub fn scan(&self, text: &str, hits: &mut Vec<Hit>) {
        if self.names.is_empty() {
            return;
        }
        let mut buffer = Vec::new();
        scan::words_that_pass(text, self, |word, hash| self.around(text, word, hash, &mut buffer, hits));
    }

    /// Whether a word with this filter key may be an anchor.
    #[inline]
    pub fn passes(&self, key: u64, capital: bool) -> bool {
        let filter = if capital { &self.capitalised } else { &self.uncapitalised };
        let cell = (key >> self.filter_shift) as usize;
        filter.get(cell >> 6).is_some_and(|cells| cells >> (cell & 63) & 1 == 1)
    }

    /// Whether words without a capital need a look at all.
    pub fn wants_all_words(&self) -> bool {
        self.any_uncapitalised
    }

    /// Looks the anchor up and compares the names that hang on it with the words around.
    fn around(&self, text: &str, word: Span, hash: u64, buffer: &mut Vec<u8>, hits: &mut Vec<Hit>) {
        let Some(anchor) = self.find_anchor(hash) else { return };
        let shapes = self.anchors[anchor].shapes as usize..self.anchors[anchor + 1].shapes as usize;
        let mut beside = Beside::new(text, word);
        for shape in shapes {
            let Shape { back, count, names } = self.shapes[shape];
            let end = self.shapes[shape + 1].names as usize;
            let candidates = &self.names[names as usize..end];
            if count == 1 {
                self.single_word(text, word, hash, names, end, buffer, hits);
                continue;
            }
            let (side, key) =
                if back > 0 { (BEFORE, beside.before(buffer)) } else { (AFTER, beside.after(buffer)) };
            let cell = (pair_key(hash, side, key) >> self.filter_shift) as usize;
            if self.pairs[cell >> 6] >> (cell & 63) & 1 == 0 {
                continue;
            }
            if candidates.len() <= FEW {
                let compared = candidates.iter().map(|name| self.compare(text, word, name));
                let open = compared.enumerate().fold(false, |open, (offset, agreement)| match agreement {
                    Agreement::None => open,
                    Agreement::Exact(run) => {
                        self.push(text, run, names + offset as u32, hits);
                        open
                    }
                    Agreement::Open => true,
                });
                if !open {
                    continue;
                }
            }
            let Some(run) = run_around(text, word, back, count) else { continue };
            buffer.clear();
            fold_run(text, run, buffer);
            let hash = full_hash(buffer);
            let first = candidates.partition_point(|name| name.run < hash);
            for (offset, name) in candidates[first..].iter().enumerate() {
                if name.run != hash {
                    break;
                }
                let number = names + (first + offset) as u32;
                let pushed =
                    candidates.len() <= FEW && matches!(self.compare(text, word, name), Agreement::Exact(_));
                if !pushed && self.folded(name).as_bytes() == buffer.as_slice() {
                    self.push(text, run, number, hits);
                }
            }
        }
    }

    /// The names of one word: their hash is the anchor’s.
    #[allow(clippy::too_many_arguments)]
    fn single_word(
        &self,
        text: &str,
        word: Span,
        hash: u64,
        first: u32,
        end: usize,
        buffer: &mut Vec<u8>,
        hits: &mut Vec<Hit>,
    ) {
        let written = &text.as_bytes()[word.start..word.end];
        for number in first as usize..end {
            let name = &self.names[number];
            let folded = self.folded(name).as_bytes();
            let same = folded.eq_ignore_ascii_case(written) || {
                fold_into(word.of(text), buffer);
                folded == buffer.as_slice()
            };
            if name.run == hash && same {
                self.push(text, word, number as u32, hits);
            }
        }
    }

    fn push(&self, text: &str, run: Span, name: u32, hits: &mut Vec<Hit>) {
        if let Some(end) = after_tail(text, run.end, self.listed(name)) {
            hits.push(Hit { span: Span::new(run.start, end), name });
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

    fn find_anchor(&self, hash: u64) -> Option<usize> {
        let mut slot = (hash >> self.slot_shift) as usize;
        loop {
            let number = self.slots[slot];
            if number == u32::MAX {
                return None;
            }
            if self.anchors[number as usize].hash == hash {
                return Some(number as usize);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

const BEFORE: u64 = 1;
const AFTER: u64 = 2;

/// The filter key of an anchor with the word on one side of it.
#[inline]
fn pair_key(anchor: u64, side: u64, neighbour: u64) -> u64 {
    (anchor.rotate_left(17) ^ neighbour ^ side).wrapping_mul(MIX)
}

/// The filter keys of the words on both sides of a word, found when they are wanted.
struct Beside<'t> {
    text: &'t str,
    word: Span,
    before: Option<u64>,
    after: Option<u64>,
}

impl<'t> Beside<'t> {
    fn new(text: &'t str, word: Span) -> Self {
        Self { text, word, before: None, after: None }
    }

    /// The key of the word before; 0 when there is none.
    fn before(&mut self, buffer: &mut Vec<u8>) -> u64 {
        let (text, word) = (self.text, self.word);
        *self.before.get_or_insert_with(|| key_of(text, previous_word(text, word.start), buffer))
    }

    /// The key of the word after; 0 when there is none.
    fn after(&mut self, buffer: &mut Vec<u8>) -> u64 {
        let (text, word) = (self.text, self.word);
        *self.after.get_or_insert_with(|| {
            // Mostly one space and a word of plain letters.
            let bytes = text.as_bytes();
            let next = word.end + 1;
            if bytes.get(word.end) == Some(&b' ') && bytes.get(next).is_some_and(|&byte| is_letter(byte)) {
                let (first, end) = ascii_from(bytes, next);
                if bytes.get(end).is_none_or(u8::is_ascii) {
                    return filter_key_of(first, end - next);
                }
            }
            key_of(text, next_word(text, word.end), buffer)
        })
    }
}

fn key_of(text: &str, word: Option<Span>, buffer: &mut Vec<u8>) -> u64 {
    let Some(word) = word else { return 0 };
    fold_into(word.of(text), buffer);
    filter_key(buffer)
}

/// How far a plain comparison of a name with the text around its anchor came.
enum Agreement {
    /// Something differs.
    None,
    /// The name stands here, at this span.
    Exact(Span),
    /// Folding must tell.
    Open,
}

/// Whether the bytes of the text are the folded name’s and a word ends after them; `None` where they are
/// not plain ASCII words with one space, hyphen or apostrophe between them.
fn agreement<'a>(text: impl Iterator<Item = &'a u8>, folded: impl Iterator<Item = &'a u8>) -> Option<bool> {
    let mut text = text.copied();
    for &wanted in folded {
        let Some(byte) = text.next() else { return Some(false) };
        if byte >= 0x80 || wanted >= 0x80 {
            return None;
        }
        let same = match (is_letter(byte), is_letter(wanted)) {
            (true, true) => byte.to_ascii_lowercase() == wanted,
            (true, false) => false,
            (false, true) => return None,
            (false, false) => match (byte, wanted) {
                (b' ' | b'-', b' ') | (b'\'', b'\'') => true,
                _ => return None,
            },
        };
        if !same {
            return Some(false);
        }
    }
    match text.next() {
        Some(next) if next >= 0x80 => None,
        next => Some(next.is_none_or(|next| !is_letter(next))),
    }
}

/// The span of `count` words of which `word` is number `back` (from 0), if there are so many near by.
fn run_around(text: &str, word: Span, back: u8, count: u8) -> Option<Span> {
    let mut run = word;
    for _ in 0..back {
        run.start = previous_word(text, run.start)?.start;
    }
    for _ in back + 1..count {
        run.end = next_word(text, run.end)?.end;
    }
    Some(run)
}

/// The end of the occurrence when what the listed form has after its last word (the full stop of
/// «O.S.C.E.») follows at `end`.
fn after_tail(text: &str, end: usize, listed: &str) -> Option<usize> {
    if listed.as_bytes().last().is_some_and(|&byte| is_letter(byte)) {
        return Some(end);
    }
    if listed.ends_with(|c| char_class(c) == CharClass::Word && !is_ignorable(c)) {
        return Some(end);
    }
    let tail = &listed[words(listed).last()?.end..];
    text[end..].starts_with(tail).then_some(end + tail.len())
}

/// Appends the run of words in `span`, folded, each gap in its plainest form.
pub(super) fn fold_run(text: &str, span: Span, out: &mut Vec<u8>) {
    if fold_plain_run(&text.as_bytes()[span.start..span.end], out) {
        return;
    }
    out.clear();
    let mut at = span.start;
    while at < span.end {
        let Some(word) = next_word(text, at).filter(|word| word.end <= span.end) else { return };
        if at > span.start {
            fold_gap(&text[at..word.start], out);
        }
        fold_word_into(word.of(text), out);
        at = word.end;
    }
}

/// Appends a run of ASCII words with one space, hyphen or apostrophe between them; `false`, and half a run
/// in `out`, when it is not that plain.
fn fold_plain_run(run: &[u8], out: &mut Vec<u8>) -> bool {
    let mut after_letter = false;
    for &byte in run {
        let letter = is_letter(byte);
        out.push(match byte {
            _ if letter => byte.to_ascii_lowercase(),
            b' ' | b'-' if after_letter => b' ',
            b'\'' if after_letter => b'\'',
            _ => return false,
        });
        after_letter = letter;
    }
    after_letter
}

/// Appends what stands between two words: white space or a hyphen as one space, an apostrophe as `'`,
/// anything else as it is.
fn fold_gap(gap: &str, out: &mut Vec<u8>) {
    let mut chars = gap.chars().filter(|&c| !is_ignorable(c)).map(|c| (c, char_class(c)));
    let (spaces, dashes, others) =
        chars.by_ref().fold((0, 0, 0), |(spaces, dashes, others), (_, class)| match class {
            CharClass::Space => (spaces + 1, dashes, others),
            CharClass::Dash => (spaces, dashes + 1, others),
            _ => (spaces, dashes, others + 1),
        });
    let space_outside = |c: Option<char>| c.is_some_and(|c| char_class(c) == CharClass::Space);
    let torn = space_outside(gap.chars().next()) && space_outside(gap.chars().next_back());
    if others == 0 && (dashes == 0 || dashes == 1 && (spaces == 0 || !torn)) {
        out.push(b' ');
        return;
    }
    let mut after_space = false;
    for c in gap.chars().filter(|&c| !is_ignorable(c)) {
        let class = char_class(c);
        match class {
            CharClass::Space if after_space => {}
            CharClass::Space => out.push(b' '),
            CharClass::Dash => out.push(b'-'),
            CharClass::Apostrophe => out.push(b'\''),
            _ => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        after_space = class == CharClass::Space;
    }
}

/// Puts the folding of `word` into `out`.
fn fold_into(word: &str, out: &mut Vec<u8>) {
    out.clear();
    fold_word_into(word, out);
}

/// Whether the first character is a capital.
pub(super) fn starts_with_capital(word: &str) -> bool {
    word.chars().find(|&c| !is_ignorable(c)).is_some_and(char::is_uppercase)
}

const LOWER: u64 = 0x2020_2020_2020_2020;
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// The filter key of a word from its first eight bytes (as little-endian, masked) and its length.
#[inline]
pub(super) fn filter_key_of(first: u64, len: usize) -> u64 {
    ((first | LOWER) ^ (len as u64).rotate_right(7)).wrapping_mul(MIX)
}

/// The filter key of a folded word.
pub(super) fn filter_key(word: &[u8]) -> u64 {
    filter_key_of(first_eight(word), word.len())
}

/// The hash of a folded word or run, continued from the filter key.
#[inline]
pub(super) fn full_hash(word: &[u8]) -> u64 {
    let mut hash = filter_key(word);
    for chunk in word.get(8..).unwrap_or_default().chunks(8) {
        hash = (hash.rotate_left(23) ^ (first_eight(chunk) | LOWER)).wrapping_mul(MIX);
    }
    // The table takes the high bits, which the last multiplication has mixed.
    hash ^ (hash >> 29)
}

/// The first eight bytes, little-endian, zeros where the word ends.
#[inline]
fn first_eight(word: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let len = word.len().min(8);
    bytes[..len].copy_from_slice(&word[..len]);
    u64::from_le_bytes(bytes)
}
