//! What readers of TMX and XLIFF have in common: units of two texts with what is known of them.

use super::{
    Sink, Wanted,
    pairs::{Gather, Pair},
};
use crate::markup::{Element, InlineCodes, Text, is_line_break};

/// Reads units one after another; the format says which elements matter.
pub(super) struct Units<'a> {
    pub(super) wanted: &'a Wanted,
    /// The unit being read.
    pub(super) pair: Pair,
    gather: Gather,
    rejected: Vec<(usize, String)>,
    rooted: bool,
    /// The text of the element that is open, when it is captured, and the elements open within it.
    captured: Option<String>,
    inline: InlineCodes,
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
            captured: None,
            inline: InlineCodes::default(),
            line: 0,
        }
    }

    /// Refuses a file whose first element is not `root`.
    pub(super) fn root(&mut self, name: &str, root: &str) -> Result<(), String> {
        if !self.rooted && name != root {
            let format = root.to_uppercase();
            return Err(format!("the root element is <{name}>: this is no {format}"));
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

    /// Keeps the text from here to the end of the element that starts.
    pub(super) fn start_capture(&mut self) {
        self.captured = Some(String::new());
        self.inline.clear();
    }

    /// Takes the start of an element within a captured text; `false` when no text is being captured.
    pub(super) fn open_inline(&mut self, element: &Element<'_>) -> bool {
        let Some(text) = &mut self.captured else { return false };
        self.inline.open(element.name.local);
        if is_line_break(element) {
            text.push(' ');
        }
        true
    }

    /// Takes the end of an element within a captured text; `false` when it is the text itself that ends.
    pub(super) fn close_inline(&mut self) -> bool {
        self.captured.is_some() && self.inline.close()
    }

    /// Text, in pieces: kept unless it is native code.
    pub(super) fn text(&mut self, text: &Text<'_>) -> Result<(), String> {
        let content = text.content()?;
        if let Some(captured) = &mut self.captured
            && !self.inline.in_code()
        {
            captured.push_str(&content);
        }
        Ok(())
    }

    /// The text of the element that ends, when it was captured.
    pub(super) fn take_captured(&mut self) -> Option<String> {
        self.captured.take()
    }

    /// Tells what was read.
    pub(super) fn finish(self, sink: &mut Sink<'_>) {
        self.rejected.into_iter().for_each(|(line, message)| (sink.reject)(line, message));
        self.gather.dropped().for_each(|message| (sink.reject)(0, message));
        self.gather.finish().for_each(|entry| (sink.entry)(entry));
    }
}

/// A text without the space of the file around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\n', '\t', '\r'])
}
