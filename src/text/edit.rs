use super::Span;

/// A span of a text and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// What is replaced (bytes).
    pub span: Span,
    /// What is written there.
    pub replacement: String,
}

/// Two edits of one text overlap, so that no order of applying them is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("two edits overlap at byte {at}")]
pub struct OverlapError {
    /// Where the second one starts (bytes).
    pub at: usize,
}

/// `text` with `edits` made; outside their spans nothing changes.
///
/// Edits are sorted first; their order does not matter.
///
/// # Errors
/// When two edits overlap.
///
/// ```
/// use drogman::text::{apply, Edit, Span};
/// let edits = [Edit { span: Span::new(0, 2), replacement: "de ".into() }];
/// assert_eq!(apply("d'Evlakh", &edits).unwrap(), "de Evlakh");
/// ```
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, OverlapError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut done = 0;
    for edit in sorted {
        if edit.span.start < done {
            return Err(OverlapError { at: edit.span.start });
        }
        out.push_str(&text[done..edit.span.start]);
        out.push_str(&edit.replacement);
        done = edit.span.end;
    }
    out.push_str(&text[done..]);
    Ok(out)
}
