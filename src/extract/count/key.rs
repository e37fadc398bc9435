//! What is counted, by form: keys that are hashed once and shared from tally to tally.

use indexmap::IndexMap;
use rustc_hash::FxHasher;
use std::borrow::Borrow;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A form that knows its hash; cheap to clone.
#[derive(Clone, Debug)]
pub struct Key {
    hash: u64,
    text: Arc<str>,
}

impl Key {
    /// The key of a form.
    pub fn new(form: &str) -> Key {
        Key { hash: hash(form.as_bytes()), text: Arc::from(form) }
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.hash == other.hash && (Arc::ptr_eq(&self.text, &other.text) || self.text == other.text)
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// Hashes a `str` as [`Key`] does, and takes the hash a [`Key`] brings along.
#[derive(Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    /// The byte that ends a `str`.
    fn write_u8(&mut self, _: u8) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What is counted of each form, in the order the forms came.
pub(crate) type Counts<V> = IndexMap<Key, V, BuildHasherDefault<KeyHasher>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_form() {
        let mut counts: Counts<u32> = Counts::default();
        counts.insert(Key::new("corridor de Latchine"), 1);
        *counts.entry(Key::new("corridor de Latchine")).or_default() += 1;
        assert_eq!((counts.get("corridor de Latchine"), counts.get("corridor")), (Some(&2), None));
    }
}
