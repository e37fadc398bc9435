//! What the judge looks at when two names have been compared, as numbers of about the same size.

use super::compare::{Comparison, Prepared};
use super::keys::Keys;
use super::letters::Letters;
use super::spelling::{GAP, Letter, base, letter_char};

/// The features by name, in the order of [`features`]; `weights.tsv` gives each its weight.
pub const NAMES: [&str; 34] = [
    "bias",
    "cost",
    "cost per letter",
    "cost per letter of short names",
    "small cost",
    "large cost",
    "consonant cost",
    "start cost",
    "end cost",
    "worst step",
    "changes",
    "worst word",
    "gender",
    "numbers",
    "reordered",
    "missing word",
    "left out particle",
    "initial",
    "other sounds",
    "other consonants",
    "letter pairs apart",
    "length difference",
    "short",
    "long",
    "several words",
    "one cheap vowel",
    "shared marks",
    "no mark apart",
    "cost without mark apart",
    "cost with shared marks",
    "other word",
    "large word cost",
    "one word of several",
    "adjective",
];
/// Number of features.
pub const COUNT: usize = NAMES.len();

/// What the features take from each name by itself: made once for a name that is compared with many.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    /// Letters, gaps left out; at least one.
    length: f32,
    several_words: bool,
    sounds: Vec<u8>,
    markers: u64,
    /// Letter pairs, diacritics ignored, in order.
    pairs: Vec<(Letter, Letter)>,
}

impl Traits {
    /// The traits of a name.
    pub fn new(name: &Prepared, keys: &Keys) -> Traits {
        let letters = &name.spelling.letters[..];
        let mut sounds = Vec::with_capacity(letters.len());
        letters.split(|&l| l == GAP).for_each(|w| keys.sounds(w, &mut sounds));
        let mut pairs = Vec::with_capacity(letters.len() + 1);
        pairs.extend(letters.windows(2).map(|w| (base(w[0]), base(w[1]))));
        pairs.extend(letters.first().map(|&l| (0, base(l))));
        pairs.extend(letters.last().map(|&l| (base(l), 0)));
        pairs.sort_unstable();
        Traits {
            length: (letters.iter().filter(|&&l| l != GAP).count() as f32).max(1.0),
            several_words: letters.contains(&GAP),
            sounds,
            markers: keys.markers(letters),
            pairs,
        }
    }

    /// The sounds that are no vowels.
    fn consonants(&self) -> impl Iterator<Item = u8> {
        self.sounds.iter().copied().filter(|&c| c > 3)
    }
}

/// The features of a comparison of `a` and `b`.
pub fn features(c: &Comparison, a: &Traits, b: &Traits, letters: &Letters) -> [f32; COUNT] {
    let (nx, ny) = (a.length, b.length);
    let length = (nx + ny) / 2.0;
    let vowel = |p: u16| letters.pieces[p as usize].iter().all(|&l| "aeiouy".contains(letter_char(base(l))));
    let (mut consonants, mut start, mut end, mut vowels) = (0.0, 0.0, 0.0, 0);
    for step in &c.steps {
        if !vowel(step.px) || !vowel(step.py) {
            consonants += step.cost;
        } else {
            vowels += 1;
        }
        match step.place {
            super::letters::START => start += step.cost,
            super::letters::END => end += step.cost,
            _ => {}
        }
    }
    let (mx, my) = (a.markers, b.markers);
    let shared = ((mx & my).count_ones() as f32).min(2.0);
    let flag = |b: bool| if b { 1.0 } else { 0.0 };
    [
        1.0,
        c.cost.min(20.0),
        (c.cost / length).min(3.0) * 4.0,
        flag(length < 6.0) * (c.cost / length).min(3.0) * 4.0,
        c.cost.min(1.0),
        (c.cost - 4.0).clamp(0.0, 20.0),
        f32::min(consonants, 20.0),
        f32::min(start, 8.0),
        f32::min(end, 8.0),
        c.worst_step.min(8.0),
        (c.changes as f32).min(10.0),
        c.worst_word.min(12.0),
        flag(c.gender),
        flag(c.numbers),
        flag(c.reordered),
        (c.missing as f32).min(3.0),
        (c.left_out as f32).min(3.0),
        (c.initials as f32).min(3.0),
        flag(a.sounds != b.sounds),
        flag(a.consonants().ne(b.consonants())),
        1.0 - dice(&a.pairs, &b.pairs),
        (nx - ny).abs().min(6.0),
        (7.0 - length).max(0.0),
        (length - 10.0).clamp(0.0, 15.0),
        flag(a.several_words && b.several_words),
        flag(c.changes == 1 && vowels == 1 && c.cost < 1.5),
        shared,
        flag(mx == my),
        flag(mx == my) * c.cost.min(4.0),
        shared * c.cost.min(4.0),
        (c.other_words as f32).min(2.0),
        (c.worst_word - 4.0).clamp(0.0, 8.0),
        flag(a.several_words != b.several_words && c.missing + c.left_out > 0),
        flag(c.adjective),
    ]
}

/// Dice coefficient of two lists in order.
fn dice(p: &[(Letter, Letter)], q: &[(Letter, Letter)]) -> f32 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < p.len() && j < q.len() {
        match p[i].cmp(&q[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    if p.is_empty() && q.is_empty() { 1.0 } else { 2.0 * both as f32 / (p.len() + q.len()) as f32 }
}
