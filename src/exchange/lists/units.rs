//! What readers of TMX and XLIFF have in common: units of two texts with what is known of them.

use super::{
    ReadError, Sink, Wanted,
    pairs::{Gather, Pair},
};

/// Reads units one after another; the format says which elements matter.
pub(super) struct Units<'a> {
    pub(super) wanted: &'a Wanted,
    /// The unit being read.
    pub(super) pair: Pair,
    gather: Gather,
    rejected: Vec<(usize, String)>,
    rooted: bool,
    /// The text of the element that is open, when it is wanted.
    text: Option<String>,
    line: usize,
}

impl<'a> Units<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        Self {
            wanted,
            pair: Pair::default(),
            gather: Gather::new(wanted.languages),
            rejected: Vec::new(),
            rooted: false,
            text: None,
            line: 0,
        }
    }

    /// Refuses a file whose first element is not `root`.
    pub(super) fn element(&mut self, name: &str, root: &str, line: usize) -> Result<(), ReadError> {
        if !self.rooted && name != root {
            let format = root.to_uppercase();
            return Err(ReadError::at(line, format!("the root element is <{name}>: this is no {format}")));
        }
        self.rooted = true;
        Ok(())
    }

    /// A unit starts.
    pub(super) fn open(&mut self, line: usize) {
        (self.pair, self.line) = (Pair::default(), line);
    }

    /// A unit ends; `lacking` says what one without both texts is.
    pub(super) fn close(&mut self, line: usize, lacking: &str) {
        if self.pair.source.is_empty() || self.pair.target.is_empty() {
            self.rejected.push((line, lacking.to_owned()));
        } else {
            self.gather.push(&self.pair, self.line);
        }
    }

    /// An element starts whose text is wanted.
    pub(super) fn listen(&mut self) {
        self.text = Some(String::new());
    }

    /// Text, in pieces.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.text {
            open.push_str(text);
        }
    }

    /// The text of the element that ends, when it was wanted. [`Units::not_yet`] gives it back.
    pub(super) fn heard(&mut self) -> Option<String> {
        self.text.take()
    }

    /// The element that ended stands inside the one whose text is wanted.
    pub(super) fn not_yet(&mut self, text: Option<String>) {
        self.text = text;
    }

    /// Tells what was read.
    pub(super) fn finish(self, sink: &mut Sink<'_>) {
        self.rejected.into_iter().for_each(|(line, message)| (sink.reject)(line, message));
        self.gather.finish().for_each(|entry| (sink.entry)(entry));
    }
}

/// A text without the space of the file around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\n', '\t', '\r'])
}
