//! Hits that are only part of a longer word are dropped (N2, N3).

use super::{Block, HitInContext};
use crate::{
    language::{Language, names::NameWords},
    matching::surroundings::{Edge, Surroundings, left_edge, right_edge},
    text::{fold, is_apostrophe, next_word, previous_word},
};

/// Drops what is part of a longer word.
pub(in crate::matching) fn keep_whole_names(block: Block<'_>, hits: &mut Vec<HitInContext<'_>>) {
    let is_free =
        |hit: &HitInContext<'_>| (hit.around.left(), hit.around.right()) == (Edge::Free, Edge::Free);
    if hits.iter().all(is_free) {
        return;
    }
    hits.sort_unstable_by_key(|hit| hit.found.span.start);
    let mut by_end: Vec<usize> = (0..hits.len()).collect();
    by_end.sort_unstable_by_key(|&at| hits[at].found.span.end);
    let whole = WholeNames { block, hits, by_end: &by_end };
    let keep: Vec<bool> = (0..hits.len()).map(|at| whole.left(at, 0) && whole.right(at, 0)).collect();
    let mut keep = keep.into_iter();
    hits.retain(|_| keep.next().unwrap_or(false));
}

/// Whether an article, contracted or not, stands right before the hit: du, au, le…
pub(in crate::matching) fn follows_article(around: &Surroundings<'_>) -> bool {
    around.before().is_some_and(|word| {
        let parted = word.is_spaced() || word.gap.chars().all(is_apostrophe);
        parted && matches!(word.folded(), "du" | "au" | "aux" | "des" | "le" | "la" | "les" | "l")
    })
}

/// Which hits are whole names, hyphens considered.
struct WholeNames<'a, 't> {
    block: Block<'a>,
    /// Sorted by their starts.
    hits: &'a [HitInContext<'t>],
    /// The places of the hits, sorted by their ends.
    by_end: &'a [usize],
}

/// How many known names one hyphened chain may join.
const MAX_CHAIN_NAMES: usize = 6;

impl WholeNames<'_, '_> {
    /// The hits that end at a byte.
    fn ending(&self, end: usize) -> impl Iterator<Item = usize> {
        let first = self.by_end.partition_point(|&at| self.hits[at].found.span.end < end);
        self.by_end[first..].iter().copied().take_while(move |&at| self.hits[at].found.span.end == end)
    }

    /// The hits that start at a byte.
    fn starting(&self, start: usize) -> impl Iterator<Item = usize> {
        let first = self.hits.partition_point(|hit| hit.found.span.start < start);
        (first..self.hits.len()).take_while(move |&at| self.hits[at].found.span.start == start)
    }

    fn left(&self, at: usize, depth: usize) -> bool {
        let demonym = self.block.terms.facts(self.hits[at].found.entry).demonym;
        match self.hits[at].around.left() {
            Edge::Free => true,
            Edge::Blocked => false,
            Edge::Hyphen(end) => {
                is_prefix(self.block.text, end, demonym, self.block.language)
                    || depth < MAX_CHAIN_NAMES && self.ending(end).any(|other| self.left(other, depth + 1))
            }
        }
    }

    fn right(&self, at: usize, depth: usize) -> bool {
        match self.hits[at].around.right() {
            Edge::Free => true,
            Edge::Blocked => false,
            Edge::Hyphen(start) => {
                is_suffix(self.block.text, start, self.block.language)
                    || depth < MAX_CHAIN_NAMES
                        && self.starting(start).any(|other| self.right(other, depth + 1))
            }
        }
    }
}

/// Whether the word that ends at `end` is a prefix that leaves the name it is hyphened to what it is:
/// pro-, anti-, and before a people any form in -o (arméno-).
fn is_prefix(text: &str, end: usize, demonym: bool, language: Language) -> bool {
    is_nth_prefix(text, end, demonym, language, 0)
}

/// How many prefixes one name may have.
const MAX_PREFIXES: usize = 4;

fn is_nth_prefix(text: &str, end: usize, demonym: bool, language: Language, nth: usize) -> bool {
    let Some(word) = previous_word(text, end).filter(|word| word.end == end) else { return false };
    let folded = fold(word.of(text));
    let known =
        NameWords::of(language).is_prefix(&folded) || (demonym && folded.len() > 3 && folded.ends_with('o'));
    known
        && match left_edge(text, word.start) {
            Edge::Free => true,
            Edge::Hyphen(end) => nth < MAX_PREFIXES && is_nth_prefix(text, end, demonym, language, nth + 1),
            Edge::Blocked => false,
        }
}

/// Whether the word that starts at `start` may be hyphened to a name: -là, -based.
fn is_suffix(text: &str, start: usize, language: Language) -> bool {
    let Some(word) = next_word(text, start).filter(|word| word.start == start) else { return false };
    let plain = !word.of(text).starts_with(char::is_uppercase);
    plain
        && NameWords::of(language).is_suffix(&fold(word.of(text)))
        && right_edge(text, word.end) == Edge::Free
}
