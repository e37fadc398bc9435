//! Where the lines of a concept are in a file, and files whose concepts come and go.

use std::ops::Range;

use super::super::edited_file::{appended, lines_of_concept};

/// The lines of a concept in a file; the whole file where it is none of a concept.
pub(crate) fn lines_of(text: &str, concept: Option<&str>) -> Option<Range<usize>> {
    match concept {
        Some(id) => lines_of_concept(text, id),
        None => Some(0..text.len()),
    }
}

/// Adds a concept at the end of a file.
pub(super) fn with_concept(text: &str, lines: &str) -> Option<String> {
    // The lines have the indentation of the file already.
    let own = lines.len() - lines.trim_start_matches(' ').len();
    let shifted: String =
        lines.lines().flat_map(|line| ["  ", line.get(own..).unwrap_or_default(), "\n"]).collect();
    appended(text, &shifted).ok()
}

/// Takes a concept that was added at the end of a file out of it. `was_empty`: with no concept left, the file says
/// so as it did before.
pub(super) fn without_concept(text: &str, range: Range<usize>, was_empty: bool) -> String {
    let start = range.start.saturating_sub(1);
    let end = if text[..range.end].ends_with('\n') { range.end - 1 } else { range.end };
    let (before, after) = (&text[..start], &text[end..]);
    let is_last = before.ends_with("\nconcepts:") || before == "concepts:";
    let empty = if was_empty && is_last && after.trim().is_empty() { " {}" } else { "" };
    [before, empty, after].concat()
}
