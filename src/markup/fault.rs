//! What is wrong with a file, and where.

use std::{fmt, io};

use crate::text::LineIndex;

/// What makes a file unreadable, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The line, from 1; 0 when the place is not a line.
    pub line: usize,
    /// The column, from 1, in characters; 0 when it is the whole line.
    pub column: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Fault {
    /// A fault of a line.
    pub fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line, column: 0, message: message.into() }
    }

    /// The same fault at a column.
    #[must_use]
    pub fn column(self, column: usize) -> Self {
        Self { column, ..self }
    }

    /// A fault at a byte of `text`.
    pub(crate) fn in_text(text: &str, byte: usize, message: impl Into<String>) -> Self {
        let place = LineIndex::new(text).place(text, byte);
        Self::at(place.line, message).column(place.column)
    }

    /// The fault as it is told of a file: `FILE:LINE:COLUMN: MESSAGE`, or `FILE: MESSAGE` where there is no line.
    ///
    /// ```
    /// use drogman::markup::Fault;
    /// let fault = Fault::at(3, "a quotation mark is not closed").column(7);
    /// assert_eq!(fault.in_file("names.csv"), "names.csv:3:7: a quotation mark is not closed");
    /// ```
    pub fn in_file(&self, name: &str) -> String {
        let gap = if self.line == 0 { " " } else { "" };
        format!("{name}:{gap}{self}")
    }

    /// What reading went wrong with at a line; a reader that wraps a `Fault` in its error knows the place itself.
    pub(crate) fn of_io(error: &io::Error, line: usize) -> Self {
        let own = error.get_ref().and_then(|error| error.downcast_ref::<Self>());
        own.cloned().unwrap_or_else(|| Self::at(line, error.to_string()))
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        Self::new(io::ErrorKind::InvalidData, fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}: ", self.line, self.column.max(1))?;
        }
        f.write_str(&self.message)
    }
}
