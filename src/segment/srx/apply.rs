//! Finding the places where SRX rules end a segment.

use std::sync::Arc;

use super::{Rule, SrxRules};
use crate::language::Language;

/// How far a rule may look back from a place, in bytes.
const BACK: usize = 256;
/// How far a rule may look ahead.
const AHEAD: usize = 512;

/// The rules that hold for one language.
#[derive(Clone, Debug)]
pub(in crate::segment) struct Places {
    lists: Vec<Arc<Vec<Rule>>>,
}

impl Places {
    pub(in crate::segment) fn new(rules: &SrxRules, language: Language) -> Self {
        Self { lists: rules.of(language) }
    }

    fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.lists.iter().flat_map(|list| list.iter())
    }

    /// For each rule that ends segments, where it was last found: nowhere yet.
    pub(in crate::segment) fn cursors(&self) -> Vec<Option<usize>> {
        vec![Some(0); self.rules().filter(|rule| rule.breaks).count()]
    }

    /// The first place after `start` where a segment ends. `cursors` remember what was found ahead, so
    /// that no rule reads the block twice.
    pub(in crate::segment) fn next(
        &self,
        text: &str,
        start: usize,
        cursors: &mut [Option<usize>],
    ) -> Option<usize> {
        let mut from = start.max(1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        loop {
            let place = self.candidate(text, from, cursors)?;
            if place > start && place < text.len() && self.ends_at(text, place) {
                return Some(place);
            }
            from = next_place(text, place.max(from))?;
        }
    }

    /// The first place not before `from` that a rule which ends segments fits.
    fn candidate(&self, text: &str, from: usize, cursors: &mut [Option<usize>]) -> Option<usize> {
        for (rule, cursor) in self.rules().filter(|rule| rule.breaks).zip(cursors.iter_mut()) {
            if cursor.is_some_and(|place| place < from) {
                *cursor = rule.first_from(text, from);
            }
        }
        cursors.iter().flatten().min().copied()
    }

    /// What the first rule that fits the place says.
    fn ends_at(&self, text: &str, place: usize) -> bool {
        let mut back = place.saturating_sub(BACK);
        while !text.is_char_boundary(back) {
            back += 1;
        }
        let mut ahead = text.len().min(place + AHEAD);
        while !text.is_char_boundary(ahead) {
            ahead -= 1;
        }
        let (before, after) = (&text[back..place], &text[place..ahead]);
        self.rules().find(|rule| rule.fits(before, after)).is_some_and(|rule| rule.breaks)
    }
}

impl Rule {
    fn fits(&self, before: &str, after: &str) -> bool {
        self.after.as_ref().is_none_or(|pattern| pattern.is_match(after))
            && self.before_here.as_ref().is_none_or(|pattern| pattern.is_match(before))
    }

    /// The end of the first stretch not before `from` that stands before a place of this rule.
    fn first_from(&self, text: &str, from: usize) -> Option<usize> {
        match (&self.before, &self.after_anywhere) {
            (Some(before), _) => {
                // A stretch may have begun before the place asked from.
                let mut back = from.saturating_sub(16);
                while !text.is_char_boundary(back) {
                    back -= 1;
                }
                let found = before.find_iter(&text[back..]).map(|found| back + found.end());
                found.into_iter().find(|end| *end >= from)
            }
            (None, Some(after)) => after.find_at(text, from).map(|found| found.start()),
            (None, None) => None,
        }
    }
}

fn next_place(text: &str, at: usize) -> Option<usize> {
    text.get(at..).and_then(|rest| rest.chars().next()).map(|c| at + c.len_utf8())
}
