//! Where XML is read from: a text in memory, or a stream of any length.

use std::io::BufRead;

use quick_xml::{Reader, errors::Error, events::Event};

use super::{
    Fault,
    xml::{Source, ill_formed},
};
use crate::text::Span;

/// A text in memory; each event has its span of bytes.
pub(crate) struct XmlText<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Where the last event starts.
    start: usize,
}

impl<'t> XmlText<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, reader: Reader::from_str(text), start: 0 }
    }

    fn byte(&self, position: u64) -> usize {
        usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len())
    }
}

impl Source for XmlText<'_> {
    type Place = Span;

    const STRICT: bool = false;

    fn next(&mut self) -> Result<(Event<'_>, Span), Fault> {
        self.start = self.byte(self.reader.buffer_position());
        let event = self.reader.read_event().map_err(|error| {
            let at = self.byte(self.reader.error_position());
            Fault::in_text(self.text, at, ill_formed(&error))
        })?;
        Ok((event, Span::new(self.start, self.byte(self.reader.buffer_position()))))
    }

    fn fault(&self, message: String) -> Fault {
        Fault::in_text(self.text, self.start, message)
    }
}

/// Bytes that count their lines and bound their pieces (a tag, a text between tags).
pub(crate) trait Pieces: BufRead {
    /// Says that a piece ended: the next may be as long again.
    fn next_piece(&mut self);

    /// The line that is being read, from 1.
    fn line(&self) -> usize;

    /// Where the piece starts that is being read: line and column (in characters), from 1.
    fn piece_place(&self) -> (usize, usize);
}

/// A stream, of which one event is in memory at a time; each event has the line it starts on.
pub(crate) struct XmlStream<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: Pieces> XmlStream<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { reader: Reader::from_reader(input), buffer: Vec::new() }
    }
}

impl<R: Pieces> Source for XmlStream<R> {
    type Place = usize;

    const STRICT: bool = true;

    fn next(&mut self) -> Result<(Event<'_>, usize), Fault> {
        self.buffer.clear();
        self.reader.get_mut().next_piece();
        let line = self.reader.get_ref().line();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => Ok((event, line)),
            Err(error) => {
                let (line, column) = self.reader.get_ref().piece_place();
                let fault = match error {
                    Error::Io(error) => Fault::of_io(&error, line),
                    error => Fault::at(line, ill_formed(&error)),
                };
                // A reader that knows the place itself has told it.
                Err(if fault.column == 0 { fault.column(column) } else { fault })
            }
        }
    }

    fn fault(&self, message: String) -> Fault {
        let (line, column) = self.reader.get_ref().piece_place();
        Fault::at(line, message).column(column)
    }
}
