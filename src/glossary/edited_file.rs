//! A glossary file cut at its concepts, so that an edit costs what its concept is long, not the file.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use indexmap::IndexMap;

use super::{
    Position,
    edit::{EditError, GlossaryText},
    node::{Node, Value},
    tree,
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

/// What an edit changed.
pub(crate) struct Edited {
    pub before: String,
    pub after: String,
    /// Whether the texts are the lines of the concept; else they are the file.
    pub is_concept: bool,
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

    /// Edits the concept that starts at a position; what that changed, unless nothing.
    ///
    /// # Errors
    /// When the edit cannot be made; the file then stays as it was.
    pub(crate) fn edit(
        &mut self,
        position: &Position,
        change: impl FnOnce(&GlossaryText) -> Result<(), EditError>,
    ) -> Result<Option<Edited>, EditError> {
        self.edit_text(position, |text| {
            let document = GlossaryText::new(text)?;
            change(&document)?;
            Ok(document.text())
        })
    }

    /// As [`EditedFile::edit`], of what `change` makes of the concept below `concepts:`, or of the whole file where its
    /// concepts share lines.
    ///
    /// # Errors
    /// As [`EditedFile::edit`].
    pub(crate) fn edit_text(
        &mut self,
        position: &Position,
        change: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Result<Option<Edited>, EditError> {
        let range = if self.whole { None } else { concept_lines(&self.text, &self.lines, position) };
        let piece = range.and_then(|range| {
            let now = self.edited.get(&range.start).map_or(&self.text[range.clone()], |(_, text)| text);
            let piece = format!("{HEAD}{now}");
            GlossaryText::new(&piece).ok()?;
            Some((piece, now.to_owned(), range))
        });
        let Some((piece, before, range)) = piece else { return self.edit_whole(change) };
        let after = change(&piece)?;
        let after = after.strip_prefix(HEAD).ok_or(EditError::NotEditable("YAML"))?.to_owned();
        if after == before {
            return Ok(None);
        }
        self.edited.insert(range.start, (range.end, after.clone()));
        Ok(Some(Edited { before, after, is_concept: true }))
    }

    /// Adds concepts, as they stand below `concepts:`, at the end of the file.
    ///
    /// # Errors
    /// When something else than concepts stands at the end of the file.
    pub(crate) fn append(&mut self, concepts: &str) -> Result<(), EditError> {
        let text = appended(&self.text(), concepts)?;
        (self.edited, self.whole) = (BTreeMap::from([(0, (self.text.len(), text))]), true);
        Ok(())
    }

    /// Edits the file at once, for concepts that share lines.
    fn edit_whole(
        &mut self,
        change: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Result<Option<Edited>, EditError> {
        let before = self.text();
        let after = change(&before)?;
        (self.edited, self.whole) = (BTreeMap::from([(0, (self.text.len(), after.clone()))]), true);
        Ok((after != before).then_some(Edited { before, after, is_concept: false }))
    }
}

/// A file with concepts, as they stand below `concepts:` two blanks in, added behind its last one. What stands at the
/// end of the file (blank lines, or none) stays.
///
/// # Errors
/// When something else than concepts stands at the end of the file.
pub(crate) fn appended(text: &str, concepts: &str) -> Result<String, EditError> {
    let (body, end) = text.split_at(text.trim_end().len());
    let (body, indent) = if let Some(empty) = body.strip_suffix("concepts: {}") {
        (format!("{empty}concepts:"), 2)
    } else {
        let is_top = |line: &&str| line.starts_with(|c: char| !c.is_whitespace() && c != '#');
        if body.lines().rev().find(is_top).is_none_or(|line| line.trim_end() != "concepts:") {
            return Err(EditError::ConceptsNotLast);
        }
        let inside = |line: &&str| line.starts_with(' ') && !line.trim_start().starts_with('#');
        let first = text.split_once("concepts:").and_then(|(_, rest)| rest.lines().find(inside));
        (body.to_owned(), first.map_or(2, |line| line.len() - line.trim_start().len()))
    };
    let mut out = body;
    for line in concepts.lines() {
        out.push('\n');
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent.saturating_sub(2)));
        }
        out.push_str(line);
    }
    out.push_str(end);
    Ok(out)
}

/// The lines of a concept, when they are its own: from its key to the last line that is indented deeper and neither
/// empty nor a comment.
fn concept_lines(text: &str, lines: &LineIndex, position: &Position) -> Option<Range<usize>> {
    let indent = position.column - 1;
    let start = lines.start(position.line)?;
    let first = lines.line(text, position.line);
    let own = indent > 0 && first.bytes().take_while(|&byte| byte == b' ').count() == indent;
    if !own {
        return None;
    }
    let last = last_line(text, lines, position.line, indent);
    Some(start..lines.start(last + 1).unwrap_or(text.len()))
}

/// The lines of the concept with an id in a file, when they are its own.
pub(crate) fn lines_of_concept(text: &str, id: &str) -> Option<Range<usize>> {
    lines_of_concepts(text).swap_remove(id)
}

/// The lines of every concept of a file that has lines of its own, in the order of the file. What an entry says need not make sense by itself: it
/// may lie over others.
pub(crate) fn lines_of_concepts(text: &str) -> IndexMap<String, Range<usize>> {
    let mut found = IndexMap::new();
    let Ok(root) = tree::parse(text.trim_start_matches('\u{feff}'), 0) else { return found };
    let lines = LineIndex::new(text);
    let concepts = pairs(&root).filter(|(key, _)| key.text() == Some("concepts"));
    for (key, _) in concepts.flat_map(|(_, concepts)| pairs(concepts)) {
        let (line, column) = (key.at.line as usize, key.at.column as usize);
        let position = Position { line, column, ..Position::nowhere() };
        if let (Some(id), Some(range)) = (key.text(), concept_lines(text, &lines, &position)) {
            found.entry(id.to_owned()).or_insert(range);
        }
    }
    found
}

fn pairs<'a, 't>(node: &'a Node<'t>) -> impl Iterator<Item = (&'a Node<'t>, &'a Node<'t>)> {
    let nodes: &[Node<'t>] = if let Value::Mapping(nodes) = &node.value { nodes } else { &[] };
    nodes.chunks_exact(2).map(|pair| (&pair[0], &pair[1]))
}

/// The last line of the entry that starts at the line `first` with this indentation: those that follow are indented
/// deeper; empty lines and comments behind it are not its own.
pub(super) fn last_line(text: &str, lines: &LineIndex, first: usize, indent: usize) -> usize {
    let mut last = first;
    for number in first + 1..=lines.count() {
        let line = lines.line(text, number);
        let inside = line.trim_start();
        if inside.is_empty() || inside.starts_with('#') {
            continue;
        }
        if line.len() - inside.len() <= indent {
            break;
        }
        last = number;
    }
    last
}
