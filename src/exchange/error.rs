//! Why a file could not be read, and why one could not be written.

use std::{fmt, io};

/// Why a list could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ReadError {
    /// The line, from 1; 0 when the place is not a line.
    pub line: usize,
    /// The column, from 1, in characters; 0 when it is the whole line.
    pub column: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl ReadError {
    /// An error at a line.
    pub fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line, column: 0, message: message.into() }
    }

    /// The same error at a column.
    #[must_use]
    pub fn column(self, column: usize) -> Self {
        Self { column, ..self }
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}

impl ReadError {
    /// The error as it is told of a file: `FILE:LINE:COLUMN: MESSAGE`, or `FILE: MESSAGE` where there is no line.
    ///
    /// ```
    /// use drogman::exchange::ReadError;
    /// let error = ReadError::at(3, "a quotation mark is not closed").column(7);
    /// assert_eq!(error.in_file("names.csv"), "names.csv:3:7: a quotation mark is not closed");
    /// ```
    pub fn in_file(&self, name: &str) -> String {
        let gap = if self.line == 0 { " " } else { "" };
        format!("{name}:{gap}{self}")
    }

    /// What reading went wrong with at a line; an [`Input`] knows the place itself.
    pub(super) fn of_io(error: &io::Error, line: usize) -> Self {
        let own = error.get_ref().and_then(|error| error.downcast_ref::<Self>());
        own.cloned().unwrap_or_else(|| Self::at(line, error.to_string()))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}: ", self.line, self.column.max(1))?;
        }
        f.write_str(&self.message)
    }
}

/// Why a file could not be written in a format.
#[derive(Debug, thiserror::Error)]
#[error("{format}: {message}")]
pub struct WriteError {
    /// The format.
    pub format: &'static str,
    /// What is wrong.
    pub message: String,
}
