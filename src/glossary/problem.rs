use crate::text::{LineIndex, cluster_start, clusters, window};
use std::fmt;

use super::model::Position;

/// One mistake in a glossary.
///
/// ```
/// use drogman::glossary::Glossary;
/// let text = "version: 1\nconcepts:\n  gori: {type: citty, fr: Gori, en: Gori}\n";
/// let problems = text.parse::<Glossary>().unwrap_err();
/// let shown = problems.0[0].to_string();
/// let (message, line) = shown.split_once('\n').unwrap();
/// assert!(message.starts_with("<text>:3:16: error: "), "{message}");
/// assert!(line.trim_end().ends_with('^'), "a caret stands under the column");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub position: Position,
    /// What is wrong.
    pub message: String,
    /// What to do about it, when that is known.
    pub help: Option<String>,
    /// The line it stands on, without its line end; of a long one, what stands around the place.
    pub line: String,
    /// How many characters of the line stand before what [`Self::line`] has of it.
    pub before: usize,
}

impl Problem {
    /// Takes the line it stands on from the text of its file.
    pub(crate) fn quote(&mut self, text: &str, lines: &LineIndex) {
        let line = lines.start(self.position.line).map_or("", |_| lines.line(text, self.position.line));
        let (line, before) = window(line, self.position.column);
        (self.line, self.before) = (line.to_owned(), before);
    }
}

/// How bad a mistake in a glossary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; the glossary works.
    Warning,
    /// The glossary cannot be used as it is.
    Error,
}

impl fmt::Display for Problem {
    /// `FILE:LINE:COLUMN: error: MESSAGE; HELP`, then the line and a caret under the column.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{}: {severity}: {}", self.position, self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        if !self.line.is_empty() {
            let column = self.position.column.saturating_sub(1 + self.before);
            let at = self.line.char_indices().nth(column).map_or(self.line.len(), |(at, _)| at);
            let before = &self.line[..cluster_start(&self.line, at)];
            let indent = clusters(before).map(|(_, cluster)| if cluster == "\t" { '\t' } else { ' ' });
            let indent: String = indent.collect();
            write!(f, "\n    {}\n    {indent}^", self.line)?;
        }
        Ok(())
    }
}

/// The mistakes of a glossary, as an error.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.0.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}
