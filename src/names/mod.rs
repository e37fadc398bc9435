//! How alike two names are, and an index that answers «which known name is this?».
//!
//! Names are compared by what romanisations do to them, not by counting edits: letters are cut into pieces
//! that stand for each other (`tch` = `ch`, `ou` = `u`, `-ian` = `-yan`) at a learnt cost (`letters.rs`), full
//! names are paired word by word (`compare.rs`), and a small logistic model turns what differs into how sure one
//! can be (`judge.rs`). Everything learnt or listed is a table in `language/romanisation/`.
//!
//! Likeness suggests; it never merges by itself: two people may have names one letter apart.

mod best;
mod compare;
mod gender;
mod index;
mod judge;
mod keys;
mod letters;
mod lookup;
mod pair_features;
mod places;
mod postings;
mod reason;
mod skeleton;
mod spelling;

use std::sync::LazyLock;

pub use index::{Hit, Index};
pub use letters::Scratch;
pub use lookup::{Answer, FoundName, Lookup, LookupNames};
pub use reason::{Differences, Reason};
pub use skeleton::Skeletons;
pub use spelling::Spelling;

/// What the training program needs of the comparison of names; no part of the interface.
#[doc(hidden)]
pub mod training {
    pub use super::{
        compare::{Comparer, Prepared},
        gender::Gender,
        judge::{HIT, RANK, hit_features, probability, rank_features},
        keys::Keys,
        letters::{Letters, NEVER, Piece, Step},
        pair_features::{COUNT, NAMES, Traits, features},
        postings::Postings,
        spelling::{GAP, LETTERS, Letter, base, letter_char},
    };
}

use compare::{Comparer, Comparison, Prepared};
use judge::{Judge, probability};
use keys::Keys;
use letters::Letters;
use pair_features::{Traits, features};

/// From this score on a known name is worth suggesting. Chosen so that of look-alikes that are other people
/// or places at most one in twenty is suggested; half as sure (0.5) is already more likely one name than two.
pub const SUGGEST: f32 = 0.94;
/// From this score on two spellings may be counted as one name when nothing speaks against it.
///
/// ```
/// use drogman::names::{SAME, SUGGEST, similarity};
/// assert!(similarity("Sarkissian", "Sargsyan").score < SAME, "to be suggested at most, never taken for one name");
/// assert!(similarity("Choucha", "Shusha").score > SUGGEST);
/// ```
pub const SAME: f32 = 0.998;

/// What a comparison of two names says.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// How sure it is that they are one name, from 0 to 1: of the pairs with 0.9, nine in ten are.
    pub score: f32,
    /// Why.
    pub reason: Reason,
}

/// How sure it is that `a` and `b` are spellings of one name.
///
/// ```
/// use drogman::names::{SUGGEST, similarity};
/// assert!(similarity("Tchavouchoglou", "Çavuşoğlu").score > SUGGEST);
/// assert!(similarity("Aliev", "Alieva").score < 0.5);
/// assert_eq!(similarity("Aliev", "Alieva").reason.to_string(), "gender: Aliev/Alieva");
/// assert_eq!(similarity("Pachinian", "Pashinyan").reason.to_string(), "ch = sh, -ian = -yan");
/// ```
pub fn similarity(a: &str, b: &str) -> Verdict {
    let (x, y) = (Name::new(a), Name::new(b));
    if x.prepared.spelling == y.prepared.spelling {
        return Verdict { score: 1.0, reason: Reason::Same };
    }
    let mut scratch = Scratch::default();
    let comparison = model().comparer.compare(&x.prepared, &y.prepared, &mut scratch);
    let score = if x.leads(&y) { model().score(&comparison, &x, &y) } else { x.likeness(&y, &mut scratch) };
    let reason = Reason::new(&comparison, a, b, score >= RELATED);
    Verdict { score, reason }
}

/// A name ready to be compared with many others.
pub struct Name {
    prepared: Prepared,
    traits: Traits,
}

impl Name {
    /// Prepares a name.
    pub fn new(name: &str) -> Name {
        let model = model();
        let prepared = model.comparer.prepare(name);
        let traits = Traits::new(&prepared, &model.keys);
        Name { prepared, traits }
    }

    /// The score of [`similarity`] without the reason, which takes longer.
    ///
    /// ```
    /// use drogman::names::{Name, Scratch, similarity};
    /// let (a, b) = ("Pachinian", "Pashinyan");
    /// let score = Name::new(a).likeness(&Name::new(b), &mut Scratch::default());
    /// assert_eq!(score, similarity(a, b).score);
    /// ```
    pub fn likeness(&self, other: &Name, scratch: &mut Scratch) -> f32 {
        if self.prepared.spelling == other.prepared.spelling {
            return 1.0;
        }
        let (x, y) = if self.leads(other) { (self, other) } else { (other, self) };
        let model = model();
        model.score(&model.comparer.compare(&x.prepared, &y.prepared, scratch), x, y)
    }

    /// Whether the [`likeness`](Name::likeness) may be more than a half; `false` costs a fraction of it.
    ///
    /// ```
    /// use drogman::names::{Name, Scratch};
    /// let mut scratch = Scratch::default();
    /// let known = Name::new("Stepanakert");
    /// assert!(known.may_be(&Name::new("Stépanakert"), &mut scratch));
    /// assert!(!known.may_be(&Name::new("Mingachevir"), &mut scratch));
    /// ```
    pub fn may_be(&self, other: &Name, scratch: &mut Scratch) -> bool {
        let (x, y) = if self.leads(other) { (self, other) } else { (other, self) };
        model().comparer.may_cost(&x.prepared, &y.prepared, HOPELESS, scratch)
    }

    /// Ties between readings are broken by side: the score is that of one fixed order, so that it is symmetric.
    fn leads(&self, other: &Name) -> bool {
        self.prepared.spelling.letters <= other.prepared.spelling.letters
    }
}

/// Names that cost more to read as one another score less than a half.
const HOPELESS: f32 = 10.0;

/// From this score on the letters that differ are told; below it two names are just two names.
const RELATED: f32 = 0.1;

/// A score that respects what is another name for sure: another gender, another number.
fn capped(c: &Comparison, score: f32) -> f32 {
    if c.gender || c.numbers { score * 0.45 } else { score }
}

/// The shipped tables, read once.
struct Model {
    comparer: Comparer,
    judge: Judge,
    keys: Keys,
}

impl Model {
    /// The score of a comparison of `a` with `b`.
    fn score(&self, comparison: &Comparison, a: &Name, b: &Name) -> f32 {
        let f = features(comparison, &a.traits, &b.traits, &self.comparer.letters);
        capped(comparison, probability(self.judge.pair_evidence(&f)))
    }
}

fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model {
        comparer: Comparer::new(Letters::parse(crate::language::romanisation::LETTERS)),
        judge: Judge::shipped(),
        keys: Keys::shipped(),
    });
    &MODEL
}
