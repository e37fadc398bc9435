//! A sieve in front of the word list.

/// Bits of the sieve.
const BITS: usize = 1 << 13;

/// A set of words that says of some words that it does not hold them, by their first and last bytes and
/// their length.
#[derive(Clone, Debug)]
pub(super) struct Sieve([u64; BITS / 64]);

impl Default for Sieve {
    fn default() -> Self {
        Self([0; BITS / 64])
    }
}

impl Sieve {
    pub(super) fn add(&mut self, word: &[u8]) {
        if let Some(bit) = bit(word) {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether `word` may be one of those added, in any case.
    #[inline]
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        bit(word).is_some_and(|bit| self.0[bit / 64] >> (bit % 64) & 1 == 1)
    }
}

/// The bit of a word. Bit 5 tells the cases of ASCII and of the second bytes of Latin-1 letters apart:
/// it is set throughout.
#[inline]
fn bit(word: &[u8]) -> Option<usize> {
    let (first, last) = (word.first()?, word.last()?);
    let fold = |byte: &u8| usize::from(byte | 0x20) & 0x5F;
    // Words longer than a key are told apart by what fits.
    let length = word.len().min(super::KEY_BYTES) % 16;
    Some((fold(first) * 31 + fold(last) * 151 + length * 577) % BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_passes_in_any_case() {
        let mut sieve = Sieve::default();
        sieve.add("Éd".as_bytes());
        sieve.add(b"gal");
        assert!(sieve.may_hold("éd".as_bytes()) && sieve.may_hold(b"GAL"));
        assert!(!sieve.may_hold(b"maison") && !sieve.may_hold(b""));
    }
}
