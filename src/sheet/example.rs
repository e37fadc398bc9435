use std::{cmp::Reverse, sync::Arc};

use crate::{
    document::Document,
    text::{
        Span, closes_quotation, is_space_in_line, is_terminator, nth_cluster, nth_last_cluster,
        opens_quotation,
    },
};

/// A sentence that shows a form in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence, white space made single spaces.
    pub sentence: String,
    /// Where the form stands in it (bytes).
    pub form: Span,
    /// The document it comes from.
    pub path: Arc<str>,
    /// Line of the form in the source, from 1.
    pub line: usize,
    /// Column of the form in the source, from 1, in characters.
    pub column: usize,
}

impl Example {
    /// Whether this example shows the form better than `other`. A total order: of two examples that read
    /// equally well the first by path and place is taken, so that the choice does not depend on order.
    pub fn better_than(&self, other: &Self) -> bool {
        self.rank() < other.rank()
    }

    fn rank(&self) -> (Reverse<u8>, usize, &str, usize, usize) {
        let length = self.sentence.chars().count();
        (Reverse(self.completeness()), length.abs_diff(IDEAL_LENGTH), &self.path, self.line, self.column)
    }

    /// 0 to 3: starts like a sentence, ends like one, is neither a scrap nor a paragraph.
    fn completeness(&self) -> u8 {
        let starts =
            self.sentence.starts_with(|c: char| c.is_uppercase() || (opens_quotation(c) && c != '"'));
        let ends = self.sentence.trim_end_matches(|c| closes_quotation(c) || is_space_in_line(c));
        let ends = ends.ends_with(is_terminator);
        let length = self.sentence.chars().count();
        u8::from(starts) + u8::from(ends) + u8::from((40..=240).contains(&length))
    }
}

/// A length, in characters, that shows a form with enough around it and is read at a glance.
const IDEAL_LENGTH: usize = 110;

/// How many characters of context, as people count them, an over-long segment keeps on either side of the form.
const CONTEXT: usize = 160;

/// The example that an occurrence makes: the segment it stands in.
pub(super) fn of(document: &Document, block: usize, span: Span, segments: &[Span]) -> Example {
    let text = document.text(block);
    // Segments stand in order and share no byte.
    let before = segments.partition_point(|segment| segment.start <= span.start);
    let segment = before.checked_sub(1).map(|at| segments[at]).filter(|segment| segment.contains(span));
    let segment = segment.unwrap_or(Span::new(0, text.len()));
    let (before, cut_before) = last_chars(&text[segment.start..span.start]);
    let (after, cut_after) = first_chars(&text[span.end..segment.end]);
    let mut sentence = String::with_capacity(before.len() + after.len() + span.len() + 8);
    if cut_before {
        sentence.push_str("… ");
    }
    push_tidy(&mut sentence, before.trim_start());
    let start = sentence.len();
    push_tidy(&mut sentence, span.of(text));
    let form = Span::new(start, sentence.len());
    push_tidy(&mut sentence, after.trim_end());
    if cut_after {
        sentence.push_str(" …");
    }
    let place = document.locate(block, span.start);
    Example { sentence, form, path: document.path.clone(), line: place.line, column: place.column }
}

fn last_chars(text: &str) -> (&str, bool) {
    match nth_last_cluster(text, CONTEXT) {
        Some(at) => {
            let at = text[at..].find(' ').map_or(at, |space| at + space);
            (&text[at..], true)
        }
        None => (text, false),
    }
}

fn first_chars(text: &str) -> (&str, bool) {
    match nth_cluster(text, CONTEXT) {
        Some(at) => {
            let at = text[..at].rfind(' ').unwrap_or(at);
            (&text[..at], true)
        }
        None => (text, false),
    }
}

/// Appends `text`, control characters and runs of white space as single spaces; NBSP stays.
fn push_tidy(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_control() || c == ' ' {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}
