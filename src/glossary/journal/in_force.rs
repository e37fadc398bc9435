//! Which edits are in force, and where they stand now.

use std::collections::{BTreeMap, BTreeSet};

use super::{Journal, TextEdit};

/// The lines an edit belongs to: those of a concept in a file, or the file.
pub(super) type Lines = (String, Option<String>);

/// An edit of an act that is in force. Its place is the one it would have had, had the edits that were taken back since
/// never been made.
#[derive(Clone, Debug)]
pub(super) struct LiveEdit {
    /// The act.
    pub act: String,
    pub edit: TextEdit,
}

/// The edits in force, by the lines they belong to, in the order they were made.
#[derive(Clone, Debug, Default)]
pub(super) struct InForce {
    live: BTreeMap<Lines, Vec<LiveEdit>>,
    /// What each file held that was made for an act.
    pub created: BTreeMap<String, String>,
}

impl TextEdit {
    pub(super) fn lines(&self) -> Lines {
        (self.file.clone(), self.concept.clone())
    }
}

impl InForce {
    /// What the entries that stand in the files leave in force.
    pub(super) fn of(journal: &Journal) -> Self {
        let saved = journal.saved();
        let mut out = Self::default();
        for entry in journal.entries().filter(|entry| saved.contains(entry.id.as_str())) {
            match (&entry.revert, &entry.restore) {
                (Some(act), _) => {
                    // What was taken back could be taken back: it cannot fail.
                    let _ = out.take_back(act);
                }
                (None, restored) => out.make(restored.as_ref().unwrap_or(&entry.id), &entry.edits),
            }
        }
        out
    }

    /// Edits that an act makes.
    pub(super) fn make(&mut self, act: &str, edits: &[TextEdit]) {
        for edit in edits {
            if let Some(created) = &edit.created {
                self.created.insert(edit.file.clone(), created.clone());
            }
            let live = LiveEdit { act: act.to_owned(), edit: edit.clone() };
            self.live.entry(edit.lines()).or_default().push(live);
        }
    }

    /// Whether an act has edits in force.
    pub(super) fn has(&self, act: &str) -> bool {
        self.live.values().flatten().any(|live| live.act == act)
    }

    /// The acts that have edits in force.
    pub(super) fn acts(&self) -> BTreeSet<&str> {
        self.live.values().flatten().map(|live| live.act.as_str()).collect()
    }

    /// Whether a file has edits in force.
    pub(super) fn has_file(&self, file: &str) -> bool {
        self.live.iter().any(|((name, _), list)| name == file && !list.is_empty())
    }

    /// Takes the edits of an act out: their inverses, each in the text as the ones before it leave it.
    ///
    /// # Errors
    /// The acts that stand on it, in order; nothing is taken out then.
    pub(super) fn take_back(&mut self, act: &str) -> Result<Vec<TextEdit>, Vec<String>> {
        let (mut inverses, mut standing) = (Vec::new(), Vec::new());
        let has_it = |(_, list): &(&Lines, &Vec<LiveEdit>)| list.iter().any(|live| live.act == act);
        let mut left: Vec<(Lines, Vec<LiveEdit>)> =
            self.live.iter().filter(has_it).map(|(lines, list)| (lines.clone(), list.clone())).collect();
        for (_, list) in &mut left {
            while let Some(at) = list.iter().rposition(|live| live.act == act) {
                match remove(list, at) {
                    Ok(inverse) => inverses.push(inverse),
                    Err(act) => {
                        standing.push(act);
                        list.remove(at);
                    }
                }
            }
        }
        if standing.is_empty() {
            for (lines, list) in left {
                match list.is_empty() {
                    true => self.live.remove(&lines),
                    false => self.live.insert(lines, list),
                };
            }
            return Ok(inverses);
        }
        standing.sort();
        standing.dedup();
        Err(standing)
    }
}

/// Takes one edit out of a list: its inverse, at its place now.
///
/// # Errors
/// The first act that changes the same words.
fn remove(list: &mut Vec<LiveEdit>, at: usize) -> Result<TextEdit, String> {
    let edit = list[at].edit.clone();
    let mut made = edit.made();
    let (old, new) = (edit.old.len(), edit.new.len());
    let mut moved = Vec::new();
    for (number, later) in list.iter().enumerate().skip(at + 1) {
        let (start, end) = (later.edit.at, later.edit.at + later.edit.old.len());
        if edit.adds || later.edit.adds {
            return Err(later.act.clone());
        } else if end <= made.start {
            let start = made.start - later.edit.old.len() + later.edit.new.len();
            made = start..start + new;
        } else if start >= made.end {
            moved.push((number, start - new + old));
        } else {
            return Err(later.act.clone());
        }
    }
    for (number, at) in moved {
        list[number].edit.at = at;
    }
    list.remove(at);
    Ok(edit.inverse(made.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(at: usize, old: &str, new: &str) -> TextEdit {
        TextEdit { file: "g.yaml".into(), at, old: old.into(), new: new.into(), ..TextEdit::default() }
    }

    #[test]
    fn an_act_goes_from_under_others() {
        let mut state = InForce::default();
        let mut text = "one two three".to_owned();
        for (act, edit) in
            [("1", edit(4, "two", "2")), ("2", edit(0, "one", "1")), ("3", edit(4, "three", "3"))]
        {
            text = edit.make(&text).unwrap();
            state.make(act, &[edit]);
        }
        assert_eq!(text, "1 2 3");
        for (act, wanted) in [("1", "1 two 3"), ("3", "1 two three"), ("2", "one two three")] {
            for inverse in state.take_back(act).unwrap() {
                text = inverse.make(&text).unwrap();
            }
            assert_eq!(text, wanted);
        }
        state.make("4", &[edit(4, "two", "deux")]);
        state.make("5", &[edit(4, "deux", "zwei")]);
        assert_eq!(state.take_back("4").unwrap_err(), ["5"]);
        assert!(state.has("4"));
    }
}
