//! Grapheme clusters: what a person counts as one character, whatever it is made of.
//!
//! A letter with its combining marks, a flag, an emoji with its modifiers is one. Machine formats count Unicode
//! characters; what is counted or cut here is shown to people. Text that is ASCII, or precomposed as French and
//! English mostly are, is the same by both counts.

use unicode_segmentation::UnicodeSegmentation as _;

/// The end of the cluster that starts at the byte `at`.
///
/// ```
/// use drogman::text::cluster_end;
/// assert_eq!(cluster_end("e\u{301}t", 0), 3);
/// assert_eq!(cluster_end("🇦🇲🇦🇿", 0), 8);
/// ```
pub fn cluster_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(byte), None | Some(0..0x80)) if byte.is_ascii() && *byte != b'\r' => at + 1,
        (Some(_), _) => at + text[at..].graphemes(true).next().map_or(0, str::len),
        (None, _) => at,
    }
}

/// The clusters of a text with the byte each starts at.
pub fn clusters(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// How many clusters a text has.
///
/// ```
/// use drogman::text::cluster_count;
/// assert_eq!(cluster_count("Éré\u{301}van"), 6);
/// assert_eq!(cluster_count("👩🏽‍🚒 de Bakou"), 10);
/// ```
pub fn cluster_count(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\r') { text.len() } else { text.graphemes(true).count() }
}

/// The start of the cluster that the byte `at` stands in; the length of the text past its end.
///
/// ```
/// use drogman::text::cluster_start;
/// assert_eq!(cluster_start("ae\u{301}t", 2), 1);
/// ```
pub fn cluster_start(text: &str, at: usize) -> usize {
    /// How far back a cluster is looked for (bytes): no cluster that anybody reads is longer.
    const LONGEST_CLUSTER: usize = 256;
    let at = text.floor_char_boundary(at.min(text.len()));
    let bytes = text.as_bytes();
    let plain = |at: usize| bytes.get(at).is_none_or(|byte| byte.is_ascii() && *byte != b'\n');
    if at == text.len() || plain(at) {
        return at;
    }
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_CLUSTER));
    let before = clusters(&text[from..]).map(|(start, _)| from + start).take_while(|&start| start <= at);
    before.last().unwrap_or(at)
}
