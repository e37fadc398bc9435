//! Which runs of words can be a term: patterns over parts of speech.

use super::entities::labels::NameKind;
use super::pos::Pos;

/// Longest candidate, in tokens.
pub(crate) const LONGEST: usize = 9;

/// The candidate terms of a tagged segment: `A? N (N|A)*` joined at most twice by «de», «à», «en»… (an
/// article may follow), or an adjective alone. `joins` says which tokens are prepositions that may join.
///
/// Spans are token ranges, in order of their start, then their end; every shorter candidate inside a longer
/// one is given too.
pub(crate) fn spans(tags: &[Pos], joins: impl Fn(usize) -> bool, out: &mut Vec<(usize, usize)>) {
    out.clear();
    for start in 0..tags.len() {
        match tags[start] {
            Pos::Noun | Pos::Name => extend(tags, start, start + 1, &joins, out),
            Pos::Adjective => {
                out.push((start, start + 1));
                if matches!(tags.get(start + 1), Some(Pos::Noun | Pos::Name)) {
                    extend(tags, start, start + 2, &joins, out);
                }
            }
            _ => {}
        }
    }
}

/// Every end a candidate from `start` can have, once its first noun has been read (up to `at`).
fn extend(
    tags: &[Pos],
    start: usize,
    mut at: usize,
    joins: &impl Fn(usize) -> bool,
    out: &mut Vec<(usize, usize)>,
) {
    let nominal = |i: usize| matches!(tags.get(i), Some(Pos::Noun | Pos::Name));
    for joint in 0..3 {
        out.push((start, at));
        while at - start < LONGEST && matches!(tags.get(at), Some(Pos::Noun | Pos::Name | Pos::Adjective)) {
            at += 1;
            out.push((start, at));
        }
        if joint == 2 {
            return;
        }
        let joined = matches!(tags.get(at), Some(Pos::De))
            || matches!(tags.get(at), Some(Pos::Preposition)) && joins(at);
        if !joined {
            return;
        }
        at += 1;
        if tags.get(at) == Some(&Pos::Determiner) {
            at += 1;
        }
        if tags.get(at) == Some(&Pos::Adjective) && nominal(at + 1) {
            at += 1;
        }
        if !nominal(at) || at + 1 - start > LONGEST {
            return;
        }
        at += 1;
    }
}

/// Whether a candidate, tokens `a` to `b`, is made of more than names and cuts none in two.
///
/// «Pashinyan du Haut-Karabakh» and «Reuters David Babayan» are two names that met, «président russe Vladimir
/// Poutine» is an office with its holder; «corridor de Latchine» is a term.
pub(crate) fn leaves_names_whole(
    names: &[(usize, usize, NameKind)],
    tags: &[Pos],
    (a, b): (usize, usize),
) -> bool {
    let mut end_of_last = None;
    for &(start, end, kind) in names_within(names, (a, b)) {
        let inside = a <= start && end <= b;
        let joined = |at: usize| matches!(tags.get(at), Some(Pos::De | Pos::Preposition | Pos::Determiner));
        let two_met = end_of_last == Some(start) || start == a && end < b && joined(end);
        let holder = kind == NameKind::Person
            && start > a
            && !joined(start - 1)
            && (end - start > 1 || tags[start - 1] == Pos::Adjective);
        if !inside || end - start == b - a || two_met || holder {
            return false;
        }
        end_of_last = Some(end);
    }
    true
}

/// The names of a segment, which stand in order, that share a token with `a` to `b`.
pub(crate) fn names_within(
    names: &[(usize, usize, NameKind)],
    (a, b): (usize, usize),
) -> &[(usize, usize, NameKind)] {
    let names = &names[names.partition_point(|name| name.1 <= a)..];
    &names[..names.partition_point(|name| name.0 < b)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let mut out = Vec::new();
        // «soldats de maintien de la paix»
        let tags = [Pos::Noun, Pos::De, Pos::Noun, Pos::De, Pos::Determiner, Pos::Noun];
        spans(&tags, |_| true, &mut out);
        assert_eq!(out, [(0, 1), (0, 3), (0, 6), (2, 3), (2, 6), (5, 6)]);
        spans(&[Pos::Adjective, Pos::Noun, Pos::Verb], |_| true, &mut out);
        assert_eq!(out, [(0, 1), (0, 2), (1, 2)]);
    }
}
