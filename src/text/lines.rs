/// Where a byte stands, as people count: both from 1, columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode characters (scalar values).
    pub column: usize,
}

/// Lines longer than this (bytes) get marks, so that a column in them is counted from nearby.
const LONG: usize = 4096;
/// Distance of the marks in a long line (bytes).
const STRIDE: usize = 1024;

/// The starts of the lines of a text; a line ends with LF, CRLF or a lone CR.
///
/// Building costs one search for line ends; a look-up is a binary search and counts at most a few
/// kilobytes, however long the line is.
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
    /// In long lines, bytes and the characters between the line’s start and them.
    marks: Vec<(usize, usize)>,
}

impl LineIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut marks = Vec::new();
        let mut start = 0;
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                mark(bytes, start, at, &mut marks);
                start = at + 1;
                starts.push(start);
            }
        }
        mark(bytes, start, bytes.len(), &mut marks);
        Self { starts, marks }
    }

    /// The line and column of the byte at `offset`; an offset past the end counts as the end, one
    /// inside a character as that character.
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        let marked = self.marks.partition_point(|&(at, _)| at <= offset);
        let (from, before) = match marked.checked_sub(1).map(|at| self.marks[at]) {
            Some((at, before)) if at >= start => (at, before),
            _ => (start, 0),
        };
        Place { line, column: before + characters(&text.as_bytes()[from..offset]) + 1 }
    }

    /// The text of line `line` (from 1) without its line end; empty when there is no such line.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let Some(&start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The byte at which line `line` (from 1) starts, if there is such a line.
    ///
    /// ```
    /// use drogman::text::LineIndex;
    /// let lines = LineIndex::new("Bakou\rErevan\n");
    /// assert_eq!((lines.start(2), lines.start(4)), (Some(6), None));
    /// // What stands after the last line end is a line too, though there is nothing on it.
    /// assert_eq!(lines.count(), 3);
    /// ```
    pub fn start(&self, line: usize) -> Option<usize> {
        line.checked_sub(1).and_then(|at| self.starts.get(at)).copied()
    }

    /// How many lines the text has; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// Marks the line `start..end` when it is long.
fn mark(bytes: &[u8], start: usize, end: usize, marks: &mut Vec<(usize, usize)>) {
    if end - start <= LONG {
        return;
    }
    let mut count = 0;
    for (at, chunk) in bytes[start..end].chunks_exact(STRIDE).enumerate() {
        count += characters(chunk);
        marks.push((start + (at + 1) * STRIDE, count));
    }
}

/// How many characters start in `bytes`.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| (byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_are_those_of_a_plain_count() {
        let long = "é…a😀".repeat(3000);
        let text = format!("court\r\n{long}\n{long}\rfin");
        let lines = LineIndex::new(&text);
        assert_eq!(lines.count(), 4);
        for offset in (0..text.len()).step_by(7).chain([text.len(), text.len() + 9]) {
            let end = text.floor_char_boundary(offset.min(text.len()));
            let before = &text[..end];
            let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let place = lines.place(&text, offset);
            assert_eq!(place.column, before[start..].chars().count() + 1, "byte {offset}");
            assert_eq!(lines.start(place.line), Some(start), "byte {offset}");
        }
    }
}
