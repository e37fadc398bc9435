//! What a decision about a place in a document is `on`: the document’s name, what stands there, and what stands around
//! it, so that the place is found again in a document that was edited since.

use super::corpus::DocumentText;
use crate::text::Span;

/// Characters on either side of a place that are part of its key.
const AROUND: usize = 20;
/// So many characters around a place must be the same for it to be found again.
const LEAST_ALIKE: usize = 10;

/// The key of a place: `NAME#WHAT@OFFSET:LEFT|RIGHT` with the offset in UTF-16 units of the document’s text. `name` is
/// the document’s, `what` the concept or the rule; characters that part the key, and line ends, are escaped.
pub(crate) fn place_key(name: &str, what: &str, text: &DocumentText, block: usize, span: Span) -> String {
    let (start, _) = text.place(block, span);
    let (before, after) = around(text, block, span);
    let mut key = String::with_capacity(name.len() + what.len() + before.len() + after.len() + 12);
    escape(name, &mut key);
    key.push('#');
    escape(what, &mut key);
    key.push_str(&format!("@{start}:"));
    escape(before, &mut key);
    key.push('|');
    escape(after, &mut key);
    key
}

/// What stands right before and after a span of a block, within the block.
fn around(text: &DocumentText, block: usize, span: Span) -> (&str, &str) {
    let text = text.document().text(block);
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '%' | '#' | '@' | ':' | '|' => out.push_str(&format!("%{:02X}", c as u32)),
            _ if c.is_control() => out.push_str(&format!("%{:02X}", c as u32)),
            _ => out.push(c),
        }
    }
}

/// A key taken apart; its parts are escaped still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PlaceParts<'k> {
    /// The document’s name.
    pub(crate) name: &'k str,
    /// The concept or the rule.
    pub(crate) what: &'k str,
    /// Where it stands in the document’s text (UTF-16 units).
    pub(crate) offset: u32,
    before: &'k str,
    after: &'k str,
}

impl<'k> PlaceParts<'k> {
    /// The parts of a key; none when it is no key.
    pub(crate) fn of(key: &'k str) -> Option<Self> {
        let (name, rest) = key.split_once('#')?;
        let (what, rest) = rest.split_once('@')?;
        let (offset, rest) = rest.split_once(':')?;
        let (before, after) = rest.split_once('|')?;
        Some(Self { name, what, offset: offset.parse().ok()?, before, after })
    }

    /// Which of `places` (keys of one document) this place is today: the same, else the one whose surroundings are most
    /// alike, of several the nearest; none when what stands around it has gone.
    pub(crate) fn find<'p>(&self, places: impl Iterator<Item = (usize, &'p str)>) -> Option<usize> {
        let rated = places.filter_map(|(number, key)| {
            let place =
                PlaceParts::of(key).filter(|place| place.what == self.what && place.name == self.name)?;
            let alike = self.alike(&place);
            let far = place.offset.abs_diff(self.offset);
            (alike >= LEAST_ALIKE.min(self.longest())).then_some((alike, std::cmp::Reverse(far), number))
        });
        rated.max().map(|(.., number)| number)
    }

    /// How many characters next to the place are the same.
    fn alike(&self, other: &Self) -> usize {
        let before = self.before.chars().rev().zip(other.before.chars().rev()).take_while(|(a, b)| a == b);
        let after = self.after.chars().zip(other.after.chars()).take_while(|(a, b)| a == b);
        before.count() + after.count()
    }

    fn longest(&self) -> usize {
        self.before.chars().count() + self.after.chars().count()
    }
}

/// The name of a document as it stands in keys.
pub(crate) fn escaped(name: &str) -> String {
    let mut out = String::new();
    escape(name, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::Document, review::corpus::DocumentId};

    fn keys(article: &str) -> Vec<String> {
        let text = DocumentText::new(DocumentId(0), Document::from_text("a.txt", article.into()));
        let block = text.document().text(0);
        let places = block.match_indices("Evlakh").map(|(at, form)| Span::new(at, at + form.len()));
        places.map(|span| place_key("a#b.txt", "ievlakh", &text, 0, span)).collect()
    }

    fn found(old: &str, new: &[String]) -> Option<usize> {
        PlaceParts::of(old).unwrap().find(new.iter().map(String::as_str).enumerate())
    }

    #[test]
    fn a_key_is_one_line_and_comes_apart() {
        let keys = keys("Le 𝄞 : « Evlakh | 50 % ».");
        assert_eq!(keys, ["a%23b.txt#ievlakh@10:Le 𝄞 %3A « | %7C 50 %25 »."]);
        let parts = PlaceParts::of(&keys[0]).unwrap();
        assert_eq!((parts.name, parts.what, parts.offset), ("a%23b.txt", "ievlakh", 10));
        assert_eq!(parts.name, escaped("a#b.txt"));
        assert!(PlaceParts::of("a.txt#x@y:z").is_none());
    }

    #[test]
    fn a_place_is_found_again_in_an_edited_article() {
        let old = keys("Le maire d’Evlakh part. Un train quitte Evlakh à midi.");
        let new = keys("Hier, le maire d’Evlakh part. Un autre train quitte Evlakh à midi. Evlakh dort.");
        assert_eq!(found(&old[0], &new), Some(0));
        assert_eq!(found(&old[1], &new), Some(1));
        assert_eq!(found(&old[0], &keys("Rien ne va plus : voici Evlakh, ville d’eaux.")), None);
        let same = keys("Evlakh. Evlakh. Evlakh.");
        assert!(same.iter().enumerate().all(|(number, key)| found(key, &same) == Some(number)));
    }
}
