use std::{cell::RefCell, fmt, sync::Arc};

use crate::{
    document::{Document, Location},
    text::{Span, cluster_start},
};

/// Lines up to this length (bytes) are shown whole.
const LONGEST: usize = 4096;
/// How much of a longer line stands on each side of a finding (bytes).
const AROUND: usize = 400;

/// The source line a finding starts on; of a long line what stands around the finding.
///
/// Findings on one line share its text, so that what a document’s findings hold grows with their number and not
/// with the length of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLine {
    /// The line without its end, or a stretch of it.
    pub text: Arc<str>,
    /// How many characters of the line stand before `text`.
    pub before: usize,
    /// Whether the line goes on after `text`.
    pub goes_on: bool,
}

impl fmt::Display for SourceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl SourceLine {
    /// The stretch of `line` to show for a finding at `found` (bytes of the line), which starts at `column` (from
    /// 1, in characters); `None` when the line is short enough to be shown whole.
    fn around(line: &str, found: Span, column: usize) -> Option<Self> {
        if line.len() <= LONGEST {
            return None;
        }
        let start = line.floor_char_boundary(found.start);
        let end = found.end.clamp(start, start + LONGEST);
        let from = cluster_start(line, start.saturating_sub(AROUND));
        let to = cluster_start(line, end.saturating_add(AROUND)).max(line.ceil_char_boundary(end));
        let before = (column - 1).saturating_sub(line[from..start].chars().count());
        Some(Self { text: Arc::from(&line[from..to]), before, goes_on: to < line.len() })
    }
}

/// The source lines of a document, the last one kept for the findings that follow on it.
#[derive(Debug, Default)]
pub(crate) struct SourceLines {
    /// The part and the line, or the block where places are counted in paragraphs.
    last: RefCell<Option<(usize, usize, Arc<str>)>>,
}

impl SourceLines {
    /// The line of a finding at `span` of a block, which is at `start` in the file.
    pub(crate) fn of(&self, document: &Document, block: usize, span: Span, start: Location) -> SourceLine {
        if document.format.counts_paragraphs() {
            let text = document.text(block);
            let line = SourceLine::around(text, span, start.column);
            return match line {
                Some(line) if line.text.contains(char::is_control) => {
                    SourceLine { text: line.text.replace(char::is_control, " ").into(), ..line }
                }
                Some(line) => line,
                None => self.whole(0, block, || document.source_line(block, span.start).into()),
            };
        }
        let place = Span::new(document.part_offset(block, span.start), document.part_offset(block, span.end));
        self.of_part(document, document.blocks[block].part, place, start)
    }

    /// The line of a finding at `found` in the text of a part, which is at `start` in the file.
    pub(crate) fn of_part(
        &self,
        document: &Document,
        part: usize,
        found: Span,
        start: Location,
    ) -> SourceLine {
        let (at, part) = (part, &document.parts[part]);
        let lines = part.lines();
        let number = lines.place(&part.text, found.start).line;
        let text = lines.line(&part.text, number);
        let first = lines.start(number).unwrap_or_default();
        let found = Span::new(found.start.saturating_sub(first), found.end.saturating_sub(first));
        SourceLine::around(text, found, start.column)
            .unwrap_or_else(|| self.whole(at, number, || Arc::from(text)))
    }

    /// A line that is shown whole.
    fn whole(&self, part: usize, number: usize, line: impl FnOnce() -> Arc<str>) -> SourceLine {
        let mut last = self.last.borrow_mut();
        let text = match &*last {
            Some((in_part, at, text)) if (*in_part, *at) == (part, number) => text.clone(),
            _ => {
                let text = line();
                *last = Some((part, number, text.clone()));
                text
            }
        };
        SourceLine { text, before: 0, goes_on: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_what_is_found() {
        let line = format!("{}Ievlakh{}", "é".repeat(9000), "à".repeat(9000));
        let found = Span::new(18000, 18007);
        let shown = SourceLine::around(&line, found, 9001).unwrap();
        assert_eq!(shown.before, 8800);
        assert!(shown.text.starts_with("éé") && shown.text.ends_with("àà") && shown.goes_on);
        assert_eq!(shown.text.chars().skip(9000 - shown.before).take(7).collect::<String>(), "Ievlakh");
        assert!(shown.text.len() < 900, "{} bytes", shown.text.len());
        assert!(SourceLine::around("Ievlakh", Span::new(0, 7), 1).is_none());
        let last = SourceLine::around(&line, Span::new(line.len() - 2, line.len()), 18007).unwrap();
        assert!(!last.goes_on && last.text.ends_with('à'));
    }

    #[test]
    fn findings_share_their_line() {
        let document = Document::from_text("a", "Ievlakh, Ievlakh\nIevlakh".to_owned());
        let lines = SourceLines::default();
        let line = |block, at| lines.of(&document, block, Span::new(at, at + 7), document.locate(block, at));
        let (first, second, third) = (line(0, 0), line(0, 9), line(1, 0));
        assert!(Arc::ptr_eq(&first.text, &second.text));
        assert_eq!((&*first.text, &*third.text), ("Ievlakh, Ievlakh", "Ievlakh"));
    }
}
