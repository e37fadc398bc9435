//! What would change, grouped by concept.

use std::io;

use anstyle::{AnsiColor, Style};
use indexmap::IndexMap;

use crate::{
    document::{BlockEdit, Document},
    glossary::Glossary,
    normalize::{Applicability, Change},
    text::{Edit, Span, apply, counted, on_one_line, visible},
};

/// The changes of one document.
#[derive(Debug, Default)]
pub struct ChangesPreview {
    concepts: IndexMap<String, IndexMap<Phrase, Vec<usize>>>,
    /// Whether places are paragraphs, not lines.
    paragraphs: bool,
}

/// A change as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Phrase {
    before: String,
    after: String,
    doubt: Option<String>,
    made: bool,
}

impl ChangesPreview {
    /// Adds the changes of a passage, or of a whole document.
    pub fn add(&mut self, glossary: &Glossary, document: &Document, changes: &[Change], unsure: bool) {
        self.paragraphs = document.format.counts_paragraphs();
        for change in changes {
            let Some(fix) = &change.fix else { continue };
            let (before, after) = phrase_of(document, change.block, &fix.edits);
            let made = unsure || fix.applicability == Applicability::Safe;
            let doubt = fix.doubt.map(|doubt| doubt.to_string());
            let line = document.locate(change.block, change.span.start).line;
            let phrases = self.concepts.entry(glossary.concept(change.concept).id.clone()).or_default();
            phrases.entry(Phrase { before, after, doubt, made }).or_default().push(line);
        }
    }

    /// Adds the changes of the next passage of the same document.
    pub fn merge(&mut self, next: Self) {
        if self.concepts.is_empty() {
            *self = next;
            return;
        }
        for (concept, phrases) in next.concepts {
            let own = self.concepts.entry(concept).or_default();
            for (phrase, lines) in phrases {
                own.entry(phrase).or_default().extend(lines);
            }
        }
    }

    /// Prints the changes of the file `name`; nothing when there is none.
    pub fn print(&self, name: &str, out: &mut dyn io::Write) -> io::Result<()> {
        if self.concepts.is_empty() {
            return Ok(());
        }
        let bold = Style::new().bold();
        let [red, green, yellow] = [AnsiColor::Red, AnsiColor::Green, AnsiColor::Yellow]
            .map(|color| Style::new().fg_color(Some(color.into())));
        writeln!(out, "{bold}{}{bold:#}", visible(name))?;
        for (concept, phrases) in &self.concepts {
            writeln!(out, "  {}", visible(concept))?;
            for (phrase, lines) in phrases {
                let lines_text: Vec<String> = lines.iter().take(12).map(usize::to_string).collect();
                let more = if lines.len() > 12 { ", …" } else { "" };
                let place = if self.paragraphs { "paragraph" } else { "line" };
                let plural = if lines.len() > 1 { "s" } else { "" };
                write!(
                    out,
                    "    {red}{}{red:#} → {green}{}{green:#}  ({place}{plural} {}{more})",
                    phrase.before,
                    phrase.after,
                    lines_text.join(", ")
                )?;
                if let Some(doubt) = phrase.doubt.as_ref().filter(|_| !phrase.made) {
                    write!(out, "  {yellow}unsure{yellow:#}: {}", visible(doubt))?;
                }
                writeln!(out)?;
            }
        }
        writeln!(out)
    }
}

/// What the edits of one change turn into what: the text from the first edit to the last.
pub(super) fn phrase_of(document: &Document, block: usize, edits: &[BlockEdit]) -> (String, String) {
    let text = document.text(block);
    let start = edits.iter().map(|edit| edit.span.start).min().unwrap_or(0);
    let end = edits.iter().map(|edit| edit.span.end).max().unwrap_or(start);
    let before = Span::new(start, end).of(text);
    let moved: Vec<Edit> = edits
        .iter()
        .map(|edit| Edit {
            span: Span::new(edit.span.start - start, edit.span.end - start),
            replacement: edit.replacement.clone(),
        })
        .collect();
    let after = apply(before, &moved).unwrap_or_default();
    (on_one_line(before).into_owned(), on_one_line(&after).into_owned())
}

/// The totals of a run.
#[derive(Debug, Default)]
pub struct ChangeTally {
    files: usize,
    made: usize,
    unsure: usize,
    concepts: IndexMap<String, usize>,
}

impl ChangeTally {
    /// Adds what a document changes; `changed` tells whether it is written anew.
    pub fn add(&mut self, preview: &ChangesPreview, changed: bool) {
        self.files += usize::from(changed);
        for (concept, phrases) in &preview.concepts {
            for (phrase, lines) in phrases {
                if phrase.made {
                    self.made += lines.len();
                    *self.concepts.entry(concept.clone()).or_default() += lines.len();
                } else {
                    self.unsure += lines.len();
                }
            }
        }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.made + self.unsure == 0
    }

    /// The totals in one line; `None` when nothing changes.
    pub fn total(&self, unsure: bool) -> Option<String> {
        let left = match self.unsure {
            _ if unsure => String::new(),
            0 => String::new(),
            unsure => format!("; {unsure} unsure left as they are (--unsure makes them)"),
        };
        (!self.is_empty())
            .then(|| format!("{} in {}{left}", counted(self.made, "change"), counted(self.files, "file")))
    }

    /// Prints the totals and the count of each concept, most first.
    pub fn print(&self, unsure: bool, out: &mut dyn io::Write) -> io::Result<()> {
        let Some(total) = self.total(unsure) else { return Ok(()) };
        writeln!(out, "{total}")?;
        let mut concepts: Vec<(&String, &usize)> = self.concepts.iter().collect();
        concepts.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        for (concept, count) in concepts {
            writeln!(out, "{count:>7}  {}", visible(concept))?;
        }
        Ok(())
    }
}
