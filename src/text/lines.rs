/// Where a byte stands, as people count: both from 1, columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode characters (scalar values).
    pub column: usize,
}

/// The starts of the lines of a text; a line ends with LF, CRLF or a lone CR.
///
/// ```
/// use drogman::text::{LineIndex, Place};
/// let text = "Évlakh\r\net Bakou";
/// let lines = LineIndex::new(text);
/// assert_eq!(lines.place(text, text.find("Bakou").unwrap()), Place { line: 2, column: 4 });
/// assert_eq!(lines.line(text, 1), "Évlakh");
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// The line and column of the byte at `offset`; an offset past the end counts as the end, one
    /// inside a character as that character.
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Place { line, column: text[start..offset].chars().count() + 1 }
    }

    /// The text of line `line` (from 1) without its line end; empty when there is no such line.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let Some(&start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The byte at which line `line` (from 1) starts, if there is such a line.
    pub fn start(&self, line: usize) -> Option<usize> {
        line.checked_sub(1).and_then(|at| self.starts.get(at)).copied()
    }

    /// How many lines the text has; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}
