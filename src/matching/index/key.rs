//! Hashes of folded words: a cheap key from the first eight bytes and the length, and the whole word’s.

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

/// Which neighbour of its anchor a key is made with; mixed into the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// A name of one word.
    Alone = 1,
    /// The anchor and the word before it.
    Before = 2,
    /// The anchor and the word after it.
    After = 3,
}

/// The key of an anchor with its neighbour on one side.
#[inline]
pub(super) fn anchor_key(anchor: u64, side: Side, beside: u64) -> u64 {
    let key = (anchor.rotate_left(17) ^ beside ^ side as u64).wrapping_mul(MIX);
    key ^ (key >> 31)
}

/// The key of a short word beside an anchor with the word beyond it.
#[inline]
pub(super) fn beyond_key(beside: u64, beyond: u64) -> u64 {
    (beside.rotate_left(29) ^ beyond).wrapping_mul(MIX)
}
