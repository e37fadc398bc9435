//! The keys that a glossary file may have, place by place.

/// Keys of the grammar of a form.
const GRAMMAR_KEYS: [&str; 7] =
    ["article", "gender", "locative", "elides", "own_article", "plural", "inflect"];
/// Keys of the record of a form, its note included.
const RECORD_KEYS: [&str; 8] = ["pos", "source", "example", "reliability", "from", "until", "case", "note"];
/// Keys that may stand at any form of the glossary’s two languages.
const FORM_KEYS: [&str; 15] = beside(RECORD_KEYS, GRAMMAR_KEYS);
pub(super) const SLOT_KEYS: [&str; 21] =
    beside(FORM_KEYS, ["preferred", "variants", "sides", "relation", "party", "alone"]);
pub(super) const ENTRY_KEYS: [&str; 25] = beside(SLOT_KEYS, ["short", "abbreviation", "given", "family"]);
pub(super) const VARIANT_KEYS: [&str; 22] =
    beside(FORM_KEYS, ["form", "pattern", "relation", "status", "party", "in", "alone"]);
/// Keys of a side’s name below `sides:`.
pub(super) const SIDE_KEYS: [&str; 20] =
    beside(FORM_KEYS, ["preferred", "variants", "status", "in", "alone"]);
/// Keys of a form in a further language.
pub(super) const OTHER_KEYS: [&str; 12] = beside(RECORD_KEYS, ["form", "status", "relation", "gender"]);

/// The keys of `more`, then `keys`.
const fn beside<const A: usize, const B: usize, const N: usize>(
    keys: [&'static str; A],
    more: [&'static str; B],
) -> [&'static str; N] {
    let (mut all, mut at) = ([""; N], 0);
    while at < N {
        all[at] = if at < B { more[at] } else { keys[at - B] };
        at += 1;
    }
    all
}
