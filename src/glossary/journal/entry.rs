//! A line of the journal.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::TextEdit;

/// A line of the journal: an act, that one is taken back or restored, or that the glossary was saved. The keys it does
/// not have are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The version of the format.
    pub v: u32,
    /// What [`Entry`] it is, for good.
    pub id: String,
    /// When it was made: RFC 3339, UTC.
    pub time: String,
    /// Where it was made: the screen of the review page, or the command.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub screen: String,
    /// What it is, as a code with arguments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub label: Vec<String>,
    /// What it decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<Set>,
    /// What was known of its things when it was made and is needed to do it again: the spellings of a name, say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Set>,
    /// The act that is taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revert: Option<String>,
    /// The act that is in force again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restore: Option<String>,
    /// The entries that stand in the files from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<Vec<String>>,
    /// What it changes in the files, one after the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<TextEdit>,
    /// The files as they are with it, by name: `sha256` and the digest, empty when there is none any more.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
}

/// A decision: one field of one thing is set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Set {
    /// The thing: `name/ID`, `form/ID:FORM`, `term/FORM`…
    pub on: String,
    /// The field: `type`, `status`, `write:STYLE`…
    pub field: String,
    /// What it was; null: nothing.
    #[serde(default)]
    pub from: Value,
    /// What it is.
    #[serde(default)]
    pub to: Value,
}

impl Set {
    /// A decision about texts.
    pub fn new(on: String, field: impl Into<String>, from: Option<&str>, to: Option<&str>) -> Self {
        Self { on, field: field.into(), from: from.into(), to: to.into() }
    }
}

impl Entry {
    /// An act that is not in the journal yet.
    pub fn act(screen: &str, label: Vec<String>, sets: Vec<Set>, edits: Vec<TextEdit>) -> Self {
        Self { v: 1, screen: screen.to_owned(), label, sets, edits, ..Self::default() }
    }

    /// Whether it decides something, and does not only speak of other entries.
    pub fn is_act(&self) -> bool {
        self.revert.is_none() && self.restore.is_none() && self.saved.is_none()
    }
}

/// The digits of an id.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The id after `last`: ids count up, four digits at least (Crockford’s base 32, which mixes up no letters).
pub(super) fn id_after(last: &str) -> String {
    let mut digits: Vec<usize> =
        last.bytes().filter_map(|digit| DIGITS.iter().position(|known| *known == digit)).collect();
    while digits.len() < 4 {
        digits.insert(0, 0);
    }
    let mut at = digits.len();
    loop {
        if at == 0 {
            digits.insert(0, 1);
            break;
        }
        at -= 1;
        digits[at] = (digits[at] + 1) % DIGITS.len();
        if digits[at] > 0 {
            break;
        }
    }
    digits.into_iter().map(|digit| char::from(DIGITS[digit])).collect()
}

/// Whether a person who wrote `asked` means the id: case and zeros before it do not count.
pub(super) fn is_meant(id: &str, asked: &str) -> bool {
    let plain = |id: &str| id.trim_start_matches('0').to_ascii_uppercase();
    plain(id) == plain(asked.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_count_up() {
        assert_eq!(id_after(""), "0001");
        assert_eq!(id_after("0009"), "000A");
        assert_eq!(id_after("01JZ"), "01K0");
        assert_eq!(id_after("ZZZZ"), "10000");
        assert!(is_meant("000A", "a") && !is_meant("000A", "A0"));
    }

    #[test]
    fn a_line_of_the_review_page_is_read() {
        let line = r#"{"v":1,"id":"01J9","time":"2026-11-27T22:40:03Z","screen":"names","label":["write","Evlakh"],"sets":[{"on":"name/yevlakh","field":"write:default","from":"Yevlakh","to":"Evlakh"}],"new":true}"#;
        let entry: Entry = serde_json::from_str(line).unwrap();
        assert!(entry.is_act());
        assert_eq!(entry.sets[0].to, "Evlakh");
        let written = serde_json::to_string(&entry).unwrap();
        assert_eq!(written, line.replace(r#","new":true"#, ""));
    }
}
