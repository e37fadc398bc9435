//! What is made of the shipped glossary ahead of time, so that a run need not read its YAML.
//!
//! The files of `compiled/` begin with the fingerprint of the YAML files they were made from. Where that is not
//! the fingerprint of the YAML in the program, they are passed over and everything is made anew, only slower: whoever
//! edits the glossary can try it at once, and compiles it (`cargo run --example compile-glossary`) when it is done.

use serde::{Serialize, de::DeserializeOwned};

/// The fingerprint of the YAML files in the program.
const FINGERPRINT: &[u8] = env!("DROGMAN_GLOSSARY").as_bytes();

/// The value of a compiled file; `None` when it was made from other YAML files.
pub(crate) fn read<T: DeserializeOwned>(file: &[u8]) -> Option<T> {
    postcard::from_bytes(file.strip_prefix(FINGERPRINT)?).ok()
}

/// The compiled file of a value.
///
/// # Panics
/// Never: the values are of plain types.
pub(crate) fn write<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_extend(value, FINGERPRINT.to_vec()).expect("plain types can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_from_other_files_is_passed_over() {
        let file = write(&("Bakou", 3));
        assert_eq!(read::<(String, i32)>(&file), Some(("Bakou".to_owned(), 3)));
        assert_eq!(read::<(String, i32)>(&file[1..]), None);
        assert_eq!(read::<(String, i32)>(&file[..file.len() - 1]), None);
        assert_eq!(read::<(String, i32)>(&[]), None);
    }
}
