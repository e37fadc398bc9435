//! The answer of an index when only a few names and a high score will do: a «no» costs a fraction of it.

use super::{
    capped,
    compare::Prepared,
    index::{Hit, Index},
    judge::probability,
    letters::{Cut, Scratch},
    model,
    pair_features::{Traits, features},
    spelling::Spelling,
};

/// Names that cost more to read as one another are never one name: of 22,000 pairs of French news that share a
/// skeleton, the dearest with the evidence that a score of .96 takes cost 6.9.
const HOPELESS: f32 = 8.0;

impl Index {
    /// The best hit of [`Index::query`] when it scores `least` or more, unless none of the names `among` (numbers as
    /// in [`Hit::name`]) can. What is found need not be one of them.
    ///
    /// ```
    /// use drogman::names::Index;
    /// let index = Index::build([(7, "Nikol Pashinyan"), (8, "Stepanakert"), (9, "Shusha")]);
    /// assert_eq!(index.answer("Nikol Pachinian", &[0, 1], 0.9).unwrap().id, 7);
    /// assert!(index.answer("Nikol Pachinian", &[1, 2], 0.9).is_none());
    /// ```
    pub fn answer(&self, name: &str, among: &[u32], least: f32) -> Option<Hit> {
        if !self.may_answer(name, among, least) {
            return None;
        }
        self.query(name, 1).into_iter().next().filter(|hit| hit.score >= least)
    }

    /// Whether [`Index::query`] may answer `name` with one of the names `among` at a score of `least` or more.
    /// `false` is certain: each of them is scored as if no other name of the index came near it.
    fn may_answer(&self, name: &str, among: &[u32], least: f32) -> bool {
        if among.is_empty() {
            return false;
        }
        let model = model();
        let asked = model.comparer.prepare(name);
        let (length, words) = (name.chars().count(), asked.spelling.words().len());
        let traits = Traits::new(&asked, &model.keys);
        let mut grams = Vec::new();
        model.keys.grams(&asked.spelling.letters, &mut grams);
        let rarest = self.postings.rarity(&grams);
        let mut scratch = Scratch::default();
        let mut other = Prepared { spelling: Spelling::default(), cut: Cut::default() };
        among.iter().any(|&known| {
            self.prepare(model, known, &mut other);
            if asked.spelling == other.spelling {
                return true;
            }
            if model.comparer.cost(&asked, &other, HOPELESS, true, &mut scratch) > HOPELESS {
                return false;
            }
            let comparison = model.comparer.compare(&asked, &other, &mut scratch);
            let others = Traits::new(&other, &model.keys);
            let found = features(&comparison, &traits, &others, &model.comparer.letters);
            let pair = model.judge.pair_evidence(&found);
            let alone = model.judge.hit(&[model.judge.rank(pair, rarest)], length, words);
            capped(&comparison, alone.min(probability(pair))) >= least
        })
    }
}
