//! Grapheme clusters: what a person counts as one character, whatever it is made of.
//!
//! A letter with its combining marks, a flag, an emoji with its modifiers is one. Machine formats count Unicode
//! characters; what is counted or cut here is shown to people. Text that is ASCII, or precomposed as French and
//! English mostly are, is the same by both counts.

use unicode_segmentation::UnicodeSegmentation as _;

/// The first character that may join the one before it: the combining marks start here. Below it only a line feed
/// does, after a carriage return.
const FIRST_JOINING: char = '\u{300}';

/// Whether a cluster is a single character: nothing can join what is in `text` to what follows it.
fn is_plain(text: &str) -> bool {
    // The lead bytes of all that stands before U+0300.
    text.bytes().all(|byte| byte < 0xCC && byte != b'\r')
}

/// The end of the cluster that starts at the byte `at`.
///
/// ```
/// use drogman::text::cluster_end;
/// assert_eq!(cluster_end("e\u{301}t", 0), 3);
/// assert_eq!(cluster_end("🇦🇲🇦🇿", 0), 8);
/// ```
pub fn cluster_end(text: &str, at: usize) -> usize {
    let Some(rest) = text.get(at..) else { return at };
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (None, _) => at,
        (Some(first), next)
            if first < FIRST_JOINING && first != '\r' && next.is_none_or(|next| next < FIRST_JOINING) =>
        {
            at + first.len_utf8()
        }
        _ => at + rest.graphemes(true).next().map_or(0, str::len),
    }
}

/// The clusters of a text with the byte each starts at.
pub fn clusters(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The byte at which the cluster after the first `count` starts; none where there is no other.
///
/// ```
/// use drogman::text::{nth_cluster, nth_last_cluster};
/// assert_eq!((nth_cluster("ae\u{301}t", 2), nth_cluster("ae\u{301}t", 3)), (Some(4), None));
/// assert_eq!((nth_last_cluster("ae\u{301}t", 1), nth_last_cluster("ae\u{301}t", 3)), (Some(1), None));
/// ```
pub fn nth_cluster(text: &str, count: usize) -> Option<usize> {
    match text.char_indices().nth(count) {
        // What follows the character decides whether it is one.
        Some((at, c)) if is_plain(&text[..at]) && c < FIRST_JOINING => Some(at),
        Some(_) => clusters(text).nth(count).map(|(at, _)| at),
        None => None,
    }
}

/// The byte at which the cluster before the last `count` starts; none where there is no other.
pub fn nth_last_cluster(text: &str, count: usize) -> Option<usize> {
    match text.char_indices().rev().nth(count) {
        // A line feed may belong to what is before it.
        Some((at, c)) if is_plain(&text[at..]) && c != '\n' => Some(at),
        Some(_) => clusters(text).rev().nth(count).map(|(at, _)| at),
        None => None,
    }
}

/// How many clusters a text has.
///
/// ```
/// use drogman::text::cluster_count;
/// assert_eq!(cluster_count("Éré\u{301}van"), 6);
/// assert_eq!(cluster_count("👩🏽‍🚒 de Bakou"), 10);
/// ```
pub fn cluster_count(text: &str) -> usize {
    if is_plain(text) { text.chars().count() } else { text.graphemes(true).count() }
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
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    let starts = |c: char| c < FIRST_JOINING && c != '\n';
    if after.is_none_or(starts) && before.is_none_or(|c| c < FIRST_JOINING) {
        return at;
    }
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_CLUSTER));
    let before = clusters(&text[from..]).map(|(start, _)| from + start).take_while(|&start| start <= at);
    before.last().unwrap_or(at)
}
