//! A glossary file cut at its concepts, so that an edit costs what its concept is long, not the file.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use super::{
    Position,
    edit::{EditError, GlossaryText},
};
use crate::text::LineIndex;

/// What stands before a concept that is edited by itself.
const HEAD: &str = "concepts:\n";

/// A glossary file and the concepts of it that were edited.
#[derive(Clone)]
pub(crate) struct EditedFile {
    text: Arc<str>,
    lines: Arc<LineIndex>,
    /// What stands now in place of bytes of the file, by their start. A file that is edited as a whole has one.
    edited: BTreeMap<usize, (usize, String)>,
    whole: bool,
}

impl EditedFile {
    /// The text of a file that nothing is edited in yet.
    pub(crate) fn new(text: String) -> Self {
        let lines = Arc::new(LineIndex::new(&text));
        Self { text: text.into(), lines, edited: BTreeMap::new(), whole: false }
    }

    /// The file with its edits.
    pub(crate) fn text(&self) -> String {
        let (mut out, mut at) = (String::with_capacity(self.text.len()), 0);
        for (start, (end, text)) in &self.edited {
            out.push_str(&self.text[at..*start]);
            out.push_str(text);
            at = *end;
        }
        out.push_str(&self.text[at..]);
        out
    }

    /// Edits the concept that starts at a position; true when that changed the file.
    ///
    /// # Errors
    /// When the edit cannot be made; the file then stays as it was.
    pub(crate) fn edit(
        &mut self,
        position: &Position,
        change: impl FnOnce(&GlossaryText) -> Result<(), EditError>,
    ) -> Result<bool, EditError> {
        let range = if self.whole { None } else { self.concept(position) };
        let piece = range.and_then(|range| {
            let now = self.edited.get(&range.start).map_or(&self.text[range.clone()], |(_, text)| text);
            Some((GlossaryText::new(&format!("{HEAD}{now}")).ok()?, now.to_owned(), range))
        });
        let Some((piece, before, range)) = piece else { return self.edit_whole(change) };
        change(&piece)?;
        let after = piece.text();
        let after = after.strip_prefix(HEAD).ok_or(EditError::NotEditable("YAML"))?.to_owned();
        let changed = after != before;
        if changed {
            self.edited.insert(range.start, (range.end, after));
        }
        Ok(changed)
    }

    /// Adds concepts, as they stand below `concepts:`, at the end of the file.
    ///
    /// # Errors
    /// When something else than concepts stands at the end of the file.
    pub(crate) fn append(&mut self, concepts: &str) -> Result<(), EditError> {
        let mut text = self.text();
        let end = text.trim_end().len();
        if let Some(empty) = text[..end].strip_suffix("concepts: {}") {
            text = format!("{empty}concepts:\n");
        } else {
            let top =
                text.lines().rev().find(|line| line.starts_with(|c: char| !c.is_whitespace() && c != '#'));
            if top.is_none_or(|line| line.trim_end() != "concepts:") {
                return Err(EditError::ConceptsNotLast);
            }
            text.truncate(end);
            text.push('\n');
        }
        let inside = |line: &&str| line.starts_with(' ') && !line.trim_start().starts_with('#');
        let first = text.split_once("concepts:").and_then(|(_, rest)| rest.lines().find(inside));
        let indent = first.map_or(2, |line| line.len() - line.trim_start().len());
        for line in concepts.lines() {
            text.extend(std::iter::repeat_n(' ', indent.saturating_sub(2)));
            text.push_str(line);
            text.push('\n');
        }
        (self.edited, self.whole) = (BTreeMap::from([(0, (self.text.len(), text))]), true);
        Ok(())
    }

    /// Edits the file at once, for concepts that share lines.
    fn edit_whole(
        &mut self,
        change: impl FnOnce(&GlossaryText) -> Result<(), EditError>,
    ) -> Result<bool, EditError> {
        let before = self.text();
        let document = GlossaryText::new(&before)?;
        change(&document)?;
        let after = document.text();
        let changed = after != before;
        (self.edited, self.whole) = (BTreeMap::from([(0, (self.text.len(), after))]), true);
        Ok(changed)
    }

    /// The lines of a concept, when they are its own: from its key to the last line that is indented deeper and
    /// neither empty nor a comment.
    fn concept(&self, position: &Position) -> Option<Range<usize>> {
        let indent = position.column - 1;
        let start = self.lines.start(position.line)?;
        let first = self.lines.line(&self.text, position.line);
        let own = indent > 0 && first.bytes().take_while(|&byte| byte == b' ').count() == indent;
        if !own {
            return None;
        }
        let mut last = position.line;
        for number in position.line + 1..=self.lines.count() {
            let line = self.lines.line(&self.text, number);
            let inside = line.trim_start();
            if inside.is_empty() || inside.starts_with('#') {
                continue;
            }
            if line.len() - inside.len() <= indent {
                break;
            }
            last = number;
        }
        Some(start..self.lines.start(last + 1).unwrap_or(self.text.len()))
    }
}
