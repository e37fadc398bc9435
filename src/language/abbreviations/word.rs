//! Keys of the word lists: a word in lower case, in a fixed number of bytes.

/// Bytes of a folded word that are compared. The longest entry of the lists fits.
pub const KEY_BYTES: usize = 24;

/// A folded word, padded with zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key([u64; KEY_BYTES / 8]);

impl Key {
    /// Folds ASCII, Latin-1 and `Œ` to lower case; other letters stay as they are.
    #[inline]
    pub(super) fn of(word: &[u8]) -> Self {
        let mut folded = [0u8; KEY_BYTES];
        let length = word.len().min(KEY_BYTES);
        folded[..length].copy_from_slice(&word[..length]);
        let mut lead = 0;
        for byte in &mut folded[..length] {
            let plain = *byte;
            *byte = match (lead, plain) {
                (_, b'A'..=b'Z') => plain + 32,
                (0xC3, 0x80..=0x9E) if plain != 0x97 => plain + 0x20,
                (0xC5, 0x92) => 0x93,
                _ => plain,
            };
            lead = plain;
        }
        let mut key = [0u64; KEY_BYTES / 8];
        for (part, bytes) in key.iter_mut().zip(folded.chunks_exact(8)) {
            *part = bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        }
        Self(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_folded_and_accents_count() {
        assert_eq!(Key::of("GÉN".as_bytes()), Key::of("gén".as_bytes()));
        assert_eq!(Key::of("Œuvre".as_bytes()), Key::of("œuvre".as_bytes()));
        assert_ne!(Key::of(b"gen"), Key::of("gén".as_bytes()));
        assert_ne!(Key::of(b"a"), Key::of(b"ab"));
    }
}
