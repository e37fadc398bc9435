//! Segments of a text, until the segment room is used.

use std::ops::Range;

/// The sentences of `text`: byte ranges, white space trimmed; a line end always closes one.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut start = line_start;
        let body = line.trim_end();
        let mut before = ' ';
        let mut chars = body.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let stop = matches!(c, '.' | '!' | '?' | '…') && !(c == '.' && initial(&body[..i]));
            if stop && chars.peek().is_some_and(|(_, n)| n.is_whitespace()) {
                let rest = body[i..].trim_start_matches(['.', '!', '?', '…', ' ', '\u{A0}', '»', '"']);
                if rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"' | '“')) {
                    let end = line_start + body.len() - rest.len();
                    push(text, start..end, &mut out);
                    start = end;
                }
            }
            before = c;
        }
        let _ = before;
        push(text, start..line_start + body.len(), &mut out);
        line_start += line.len();
    }
    out
}

fn initial(before: &str) -> bool {
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    last.chars().count() == 1 && last.starts_with(char::is_uppercase)
        || matches!(
            last,
            "MM" | "Dr" | "Mme" | "Mr" | "St" | "gén" | "av" | "p" | "art" | "cf" | "env" | "No"
        )
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = start + slice.trim().len();
    if end > start {
        out.push(start..end);
    }
}
