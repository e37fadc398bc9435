//! Which known name is this?

use super::compare::Prepared;
use super::judge::probability;
use super::keys::GRAMS;
use super::letters::{Cut, Scratch};
use super::pair_features::{Traits, features};
use super::postings::Postings;
use super::spelling::{Letter, Spelling};
use super::{Model, RELATED, Reason, capped, model};

/// How many names the rough pass lets through.
const CANDIDATES: usize = 100;

/// The same for a name of several words: its many letter groups single the right name out sooner.
const CANDIDATES_OF_SEVERAL_WORDS: usize = 25;
/// How many of them have their words paired in any order: grams do not mind the order, so such names lead.
const PAIRED: usize = 12;
/// How many of them are looked at closely.
const CLOSE: usize = 10;
/// The evidence of equal spellings, above any other.
const EQUAL: f32 = 20.0;

/// Names to be searched by likeness. Takes about 150 bytes a name.
#[derive(Default)]
pub struct Index {
    ids: Vec<u32>,
    text: String,
    /// Where the names start in `text`; one more than names.
    texts: Vec<u32>,
    letters: Vec<Letter>,
    starts: Vec<u32>,
    pub(super) postings: Postings,
}

/// A name of the index that may be the one asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The id it was indexed with.
    pub id: u32,
    /// Its place among the names the index was built from, from 0.
    pub name: usize,
    /// How sure it is that this is the name asked for: 0.9 is right nine times in ten.
    pub score: f32,
    /// Why.
    pub reason: Reason,
}

/// A candidate that was compared closely.
struct Close {
    evidence: f32,
    /// The evidence that the two are one name, whatever else is known.
    pair: f32,
    name: u32,
    comparison: super::compare::Comparison,
}

impl Index {
    /// Indexes names. Several names may have one id: they are names of one thing, and the best of them answers.
    ///
    /// ```
    /// use drogman::names::Index;
    /// let index = Index::build([(7, "Nikol Pashinyan"), (8, "Stepanakert"), (9, "Shusha")]);
    /// let hits = index.query("Nikol Pachinian", 3);
    /// assert_eq!(hits[0].id, 7);
    /// assert!(hits[0].score > 0.9);
    /// ```
    pub fn build<'a>(names: impl IntoIterator<Item = (u32, &'a str)>) -> Index {
        let mut index = Index { texts: vec![0], starts: vec![0], ..Index::default() };
        for (id, name) in names {
            index.ids.push(id);
            index.text.push_str(name);
            index.texts.push(index.text.len() as u32);
            index.letters.extend_from_slice(&Spelling::new(name).letters);
            index.starts.push(index.letters.len() as u32);
        }
        let (letters, starts) = (&index.letters, &index.starts);
        let keys = &model().keys;
        index.postings = Postings::build(index.ids.len(), |i, grams| {
            keys.grams(&letters[starts[i] as usize..starts[i + 1] as usize], grams)
        });
        index
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// A name as it was given to [`Index::build`].
    pub fn name(&self, name: usize) -> &str {
        &self.text[self.texts[name] as usize..self.texts[name + 1] as usize]
    }

    /// The `k` ids whose names are most like `name`, best first, each once; ties by the order of building.
    pub fn query(&self, name: &str, k: usize) -> Vec<Hit> {
        let model = model();
        let asked = model.comparer.prepare(name);
        let mut scratch = Scratch::default();
        let close = self.close(model, &asked, &mut scratch, k.max(CLOSE));
        let mut evidence: Vec<f32> = close.iter().map(|c| c.evidence).collect();
        let words = asked.spelling.words().len();
        let sure = match evidence.first() {
            Some(&e) if e >= EQUAL && evidence.get(1).is_none_or(|&e| e < EQUAL) => 1.0,
            _ => {
                evidence.iter_mut().for_each(|e| *e = e.min(EQUAL / 2.0));
                let sure = model.judge.hit(&evidence, name.chars().count(), words);
                // That no other name is as good does not make two names one.
                close.first().map_or(sure, |best| sure.min(probability(best.pair)))
            }
        };
        let mut hits: Vec<Hit> = Vec::with_capacity(k);
        for (rank, c) in close.into_iter().take(k).enumerate() {
            let score = if rank == 0 { sure } else { (1.0 - sure) * probability(c.evidence).min(sure) };
            let score = capped(&c.comparison, score);
            let known = self.name(c.name as usize);
            let reason = Reason::new(&c.comparison, name, known, score >= RELATED);
            hits.push(Hit { id: self.ids[c.name as usize], name: c.name as usize, score, reason });
        }
        hits
    }

    /// The best candidates, one an id, compared closely, best first.
    fn close(&self, model: &Model, asked: &Prepared, scratch: &mut Scratch, most: usize) -> Vec<Close> {
        let mut grams = Vec::with_capacity(GRAMS.min(64));
        model.keys.grams(&asked.spelling.letters, &mut grams);
        let several = asked.spelling.words().len() > 1;
        let candidates = if several { CANDIDATES_OF_SEVERAL_WORDS } else { CANDIDATES };
        let mut limit = f32::INFINITY;
        let mut ranked: Vec<(f32, u32, f32)> = Vec::with_capacity(CANDIDATES);
        let mut other = Prepared { spelling: Spelling::default(), cut: Cut::default() };
        let by_cost = |a: &(f32, u32, f32), b: &(f32, u32, f32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        let nearest = self.postings.nearest(&grams, candidates.max(2 * most));
        for (rank, (name, rarity)) in nearest.into_iter().enumerate() {
            self.prepare(model, name, &mut other);
            let cost = model.comparer.cost(asked, &other, limit, rank < PAIRED, scratch);
            if cost <= limit {
                ranked.push((cost, name, rarity));
                if ranked.len() >= 3 * most {
                    ranked.sort_unstable_by(by_cost);
                    ranked.truncate(2 * most);
                    limit = ranked[2 * most - 1].0;
                }
            }
        }
        ranked.sort_unstable_by(by_cost);
        ranked.truncate(2 * most);
        let mut close: Vec<Close> = Vec::with_capacity(most);
        let traits = Traits::new(asked, &model.keys);
        for (_, name, rarity) in ranked {
            // Names of one id are all compared; the limit counts ids.
            let id = self.ids[name as usize];
            let known = close.iter().position(|c| self.ids[c.name as usize] == id);
            if known.is_none() && close.len() >= most {
                break;
            }
            self.prepare(model, name, &mut other);
            let comparison = model.comparer.compare(asked, &other, scratch);
            let (evidence, pair) = if asked.spelling == other.spelling {
                (EQUAL, EQUAL)
            } else {
                let f = features(
                    &comparison,
                    &traits,
                    &Traits::new(&other, &model.keys),
                    &model.comparer.letters,
                );
                let pair = model.judge.pair_evidence(&f);
                (model.judge.rank(pair, rarity), pair)
            };
            match known {
                Some(at) if close[at].evidence >= evidence => {}
                Some(at) => close[at] = Close { evidence, pair, name, comparison },
                None => close.push(Close { evidence, pair, name, comparison }),
            }
        }
        close.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then(a.name.cmp(&b.name)));
        close
    }

    pub(super) fn prepare(&self, model: &Model, name: u32, out: &mut Prepared) {
        let letters =
            &self.letters[self.starts[name as usize] as usize..self.starts[name as usize + 1] as usize];
        out.spelling.letters.clear();
        out.spelling.letters.extend_from_slice(letters);
        model.comparer.letters.cut_into(letters, &mut out.cut);
    }
}
