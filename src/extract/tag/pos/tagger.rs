//! Chooses among the classes of each word by what stands before and after it.

use super::Pos;
use super::lexicon::{
    ADJECTIVE, ADVERB, AUXILIARY, CONJUNCTION, DE, DETERMINER, EVERYDAY_WORD, FRONTED, INFINITIVE, LISTED,
    NOUN, NUMBER, PARTICIPLE, PREPOSITION, PRONOUN, VERB,
};

/// One word to be tagged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Classes of [`super::lexicon::classes`]; 0 for a mark.
    pub classes: u32,
    /// A mark, not a word.
    pub mark: bool,
    /// Capitalised, not first in its segment, and not in a line of capitals.
    pub name: bool,
}

/// Tags a segment.
pub(crate) fn tag(items: &[Item], out: &mut Vec<Pos>) {
    out.clear();
    // What the last word but one was matters for «a été», «ne … pas».
    let mut before = 0_u32;
    for (i, item) in items.iter().enumerate() {
        let previous = out.last().copied().unwrap_or(Pos::Mark);
        let next = items.get(i + 1);
        let pos = choose(item, previous, before, next);
        if item.classes & ADVERB == 0 {
            before = item.classes;
        }
        out.push(pos);
    }
}

fn choose(item: &Item, previous: Pos, before: u32, next: Option<&Item>) -> Pos {
    let c = item.classes;
    if item.mark {
        return Pos::Mark;
    }
    if item.name {
        return Pos::Name;
    }
    for (bit, pos) in [(DE, Pos::De), (NUMBER, Pos::Number), (PREPOSITION, Pos::Preposition)] {
        if c & bit != 0 {
            return pos;
        }
    }
    if c & DETERMINER != 0 {
        return if c & PRONOUN != 0 && !next.is_some_and(nominal) { Pos::Other } else { Pos::Determiner };
    }
    if c & (PRONOUN | CONJUNCTION) != 0 || c & ADVERB != 0 && c & NOUN == 0 {
        return Pos::Other;
    }
    if c == 0 {
        return Pos::Other;
    }
    if c & ADVERB != 0 {
        let opens = matches!(previous, Pos::Determiner | Pos::De | Pos::Preposition | Pos::Number);
        return if opens { Pos::Noun } else { Pos::Other };
    }
    open(c, previous, before, next)
}

/// Whether a word opens what a verb is completed by: an article or preposition, not «de».
fn completes(item: &Item) -> bool {
    !item.mark && item.classes & (DETERMINER | PREPOSITION) != 0 && item.classes & DE == 0
}

fn nominal(item: &Item) -> bool {
    !item.mark && (item.name || item.classes & (NOUN | ADJECTIVE | NUMBER | PARTICIPLE) != 0)
}

/// A word of an open class.
fn open(c: u32, previous: Pos, before: u32, next: Option<&Item>) -> Pos {
    let after_noun = matches!(previous, Pos::Noun | Pos::Adjective | Pos::Name);
    let opens_group = matches!(previous, Pos::Determiner | Pos::De | Pos::Preposition | Pos::Number);
    let auxiliary = before & AUXILIARY != 0;
    if c & INFINITIVE != 0 && c & EVERYDAY_WORD == 0 {
        return if previous == Pos::Determiner { Pos::Noun } else { Pos::Verb };
    }
    if c & PARTICIPLE != 0 {
        return match () {
            () if auxiliary => Pos::Verb,
            () if after_noun => Pos::Adjective,
            () if opens_group && c & NOUN != 0 => Pos::Noun,
            () if opens_group => Pos::Adjective,
            () => Pos::Verb,
        };
    }
    if c & VERB != 0 {
        let pronoun = before & PRONOUN != 0;
        return match () {
            () if c & LISTED == 0 && c & (NOUN | ADJECTIVE) == 0 => Pos::Verb,
            () if previous == Pos::Preposition && c & LISTED != 0 => Pos::Verb,
            () if opens_group && c & NOUN != 0 && previous != Pos::Preposition => Pos::Noun,
            () if pronoun || c & AUXILIARY != 0 => Pos::Verb,
            // «la puissance active», but «l'équipe active la pompe».
            () if after_noun && c & ADJECTIVE != 0 && !next.is_some_and(completes) => Pos::Adjective,
            () if after_noun && c & LISTED != 0 => Pos::Verb,
            () if c & NOUN != 0 && c & LISTED == 0 => Pos::Noun,
            () if c & NOUN != 0 && opens_group => Pos::Noun,
            () => Pos::Verb,
        };
    }
    if c & NOUN != 0 && c & ADJECTIVE != 0 {
        let preposed = c & EVERYDAY_WORD != 0 && next.is_some_and(nominal);
        return if after_noun || preposed { Pos::Adjective } else { Pos::Noun };
    }
    // «la centrale», «la centrale hydraulique»: an adjective with nothing to qualify is a noun.
    let qualified = next.is_some_and(|n| n.classes & (ADJECTIVE | LISTED) == ADJECTIVE && !n.name && !n.mark);
    let bare = opens_group && (!next.is_some_and(nominal) || qualified && c & FRONTED == 0);
    if c & ADJECTIVE != 0 && !bare { Pos::Adjective } else { Pos::Noun }
}
