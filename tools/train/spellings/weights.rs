//! Learns how much each difference between two names weighs, what an index makes of it, and measures all of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use drogman::names::{
    Scratch,
    training::{
        COUNT, Comparer, HIT, Keys, NAMES, NEVER, Prepared, RANK, Traits, features, hit_features,
        probability, rank_features,
    },
};

use super::sets::{FOLDS, Pair, Query, Set};

/// How many candidates are compared closely.
const CLOSE: usize = 10;
/// How many of the nearest names have their words paired in any order.
const PAIRED: usize = 15;
/// Weight of a pair beside a query, and of a query by the size of its set: small sets count double.
const PAIR: f32 = 0.3;
const SMALL: usize = 1_000;
/// Steps of each fit.
const STEPS: usize = 300;

/// A query with its candidates compared.
struct Asked<'s> {
    set: usize,
    query: &'s Query,
    words: usize,
    weight: f32,
    candidates: Vec<Candidate>,
}

struct Candidate {
    name: u32,
    features: [f32; COUNT],
    rarity: f32,
    right: bool,
    gender: bool,
}

/// A pair compared.
struct Compared<'s> {
    set: usize,
    pair: &'s Pair,
    features: [f32; COUNT],
    gender: bool,
}

/// A model for each fold that must not learn from itself.
type Folds<const N: usize> = [[f32; N]; FOLDS];

/// Prints the cross-validation and gives the rows of `weights.tsv`.
pub(crate) fn learn(sets: &[Set], comparers: &[Comparer], keys: &Keys) -> String {
    let (mut asked, mut pairs) = (Vec::new(), Vec::new());
    for (number, set) in sets.iter().enumerate() {
        asked.extend(compare_queries(number, set, comparers, keys));
        pairs.extend(compare_pairs(number, set, comparers, keys));
    }
    let pair_models: Folds<COUNT> = std::array::from_fn(|fold| fit_pairs(&asked, &pairs, fold));
    let rank_models: Folds<3> = std::array::from_fn(|fold| fit_rank(&asked, &pair_models, fold));
    let hits: Vec<([f32; HIT.len()], bool, usize)> =
        asked.iter().filter_map(|asked| hit(asked, &pair_models, &rank_models)).collect();
    let hit_models: Folds<{ HIT.len() }> = std::array::from_fn(|fold| fit_hits(&hits, fold));
    for (number, set) in sets.iter().enumerate() {
        report(number, set, &asked, &pairs, (&pair_models, &rank_models, &hit_models));
    }
    let mut rows = String::new();
    let pair_model = fit_pairs(&asked, &pairs, FOLDS);
    let models = NAMES.iter().zip(pair_model).chain(RANK.iter().zip(fit_rank(&asked, &pair_models, FOLDS)));
    for (name, weight) in models.chain(HIT.iter().zip(fit_hits(&hits, FOLDS))) {
        let _ = writeln!(rows, "{name}\t{weight:.3}");
    }
    rows
}

fn compare_queries<'s>(number: usize, set: &'s Set, comparers: &[Comparer], keys: &Keys) -> Vec<Asked<'s>> {
    let mut scratch = Scratch::default();
    let weight = if set.queries.len() < SMALL { 2.0 } else { 1.0 };
    let known: Vec<Vec<Prepared>> = comparers
        .iter()
        .map(|comparer| set.forms.iter().map(|form| comparer.prepare(form)).collect())
        .collect();
    let compare = |query: &'s Query| {
        let (comparer, known) = (&comparers[query.fold], &known[query.fold]);
        let name = comparer.prepare(&query.form);
        let (mut limit, mut nearest) = (NEVER, Vec::new());
        for (rank, &(near, rarity)) in query.near.iter().enumerate() {
            let other = &known[near as usize];
            let cost = comparer.cost(&name, other, limit, rank < PAIRED, &mut scratch);
            if cost < limit {
                nearest.push((cost, near, rarity));
                nearest.sort_by(|a, b| a.0.total_cmp(&b.0));
                nearest.truncate(CLOSE);
                if nearest.len() == CLOSE {
                    limit = nearest[CLOSE - 1].0;
                }
            }
        }
        let traits = Traits::new(&name, keys);
        let candidate = |(_, near, rarity): (f32, u32, f32)| {
            let other = &known[near as usize];
            let comparison = comparer.compare(&name, other, &mut scratch);
            Candidate {
                name: near,
                features: features(&comparison, &traits, &Traits::new(other, keys), &comparer.letters),
                rarity,
                right: Some(near) == query.gold,
                gender: comparison.gender,
            }
        };
        let candidates = nearest.into_iter().map(candidate).collect();
        Asked { set: number, query, words: name.spelling.words().len(), weight, candidates }
    };
    set.queries.iter().map(compare).collect()
}

fn compare_pairs<'s>(number: usize, set: &'s Set, comparers: &[Comparer], keys: &Keys) -> Vec<Compared<'s>> {
    let mut scratch = Scratch::default();
    let compare = |pair: &'s Pair| {
        let comparer = &comparers[pair.fold];
        let [a, b] = [0, 1].map(|at| comparer.prepare(&pair.forms[at]));
        let comparison = comparer.compare(&a, &b, &mut scratch);
        let [x, y] = [&a, &b].map(|name| Traits::new(name, keys));
        let features = features(&comparison, &x, &y, &comparer.letters);
        Compared { set: number, pair, features, gender: comparison.gender }
    };
    set.pairs.iter().map(compare).collect()
}

fn dot(weights: &[f32], features: &[f32]) -> f32 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}

/// Adam over a whole batch: `gradient` adds up, for the weights given, the gradient of the mean loss.
fn descend<const N: usize>(
    mut weights: [f32; N],
    mut gradient: impl FnMut(&[f32; N], &mut [f64; N]),
) -> [f32; N] {
    let (mut mean, mut square) = ([0.0_f64; N], [0.0_f64; N]);
    for step in 1..=STEPS as i32 {
        let mut sum = [0.0; N];
        gradient(&weights, &mut sum);
        let rate = if step > STEPS as i32 / 2 { 0.015 } else { 0.05 };
        for at in 0..N {
            mean[at] = 0.9 * mean[at] + 0.1 * sum[at];
            square[at] = 0.99 * square[at] + 0.01 * sum[at] * sum[at];
            let (m, s) = (mean[at] / (1.0 - 0.9_f64.powi(step)), square[at] / (1.0 - 0.99_f64.powi(step)));
            weights[at] -= (rate * m / (s.sqrt() + 1e-9)) as f32;
        }
    }
    weights
}

/// The share by which each candidate, or (last) no answer, is believed beyond what is right.
fn excess(scores: &[f32], asked: &Asked<'_>) -> Vec<f32> {
    let most = scores.iter().fold(0.0_f32, |most, &score| most.max(score));
    let sum: f32 = (-most).exp() + scores.iter().map(|score| (score - most).exp()).sum::<f32>();
    let of = |(score, candidate): (&f32, &Candidate)| {
        (score - most).exp() / sum - f32::from(u8::from(candidate.right))
    };
    scores.iter().zip(&asked.candidates).map(of).collect()
}

/// The weights of the features, from candidates of queries and from pairs.
fn fit_pairs(asked: &[Asked<'_>], pairs: &[Compared<'_>], fold: usize) -> [f32; COUNT] {
    let asked: Vec<_> = asked.iter().filter(|asked| asked.query.fold != fold).collect();
    let pairs: Vec<_> = pairs.iter().filter(|pair| pair.pair.fold != fold).collect();
    let mut first = [0.0; COUNT];
    (first[0], first[1]) = (4.0, -1.0);
    let count = (asked.len() + pairs.len()) as f64;
    descend(first, |weights, sum| {
        let mut add = |features: &[f32; COUNT], by: f32| {
            sum.iter_mut().zip(features).for_each(|(sum, feature)| *sum += f64::from(by * feature) / count);
        };
        for asked in &asked {
            let scores: Vec<f32> = asked.candidates.iter().map(|c| dot(weights, &c.features)).collect();
            for (excess, candidate) in excess(&scores, asked).into_iter().zip(&asked.candidates) {
                add(&candidate.features, excess * asked.weight);
            }
        }
        for pair in &pairs {
            let believed = probability(dot(weights, &pair.features));
            add(&pair.features, (believed - f32::from(u8::from(pair.pair.same))) * PAIR);
        }
        // The bias alone is free.
        sum.iter_mut().zip(weights).skip(1).for_each(|(sum, weight)| *sum += 1e-4 * f64::from(*weight));
    })
}

/// What ranks the candidates of an index, from evidence by models that did not learn from the query.
fn fit_rank(asked: &[Asked<'_>], models: &Folds<COUNT>, fold: usize) -> [f32; 3] {
    let asked: Vec<_> = asked.iter().filter(|asked| asked.query.fold != fold).collect();
    let rows: Vec<Vec<[f32; 3]>> = asked
        .iter()
        .map(|asked| {
            let model = &models[asked.query.fold];
            asked.candidates.iter().map(|c| rank_features(dot(model, &c.features), c.rarity)).collect()
        })
        .collect();
    descend([1.0, 0.0, 0.0], |weights, sum| {
        for (query, rows) in asked.iter().zip(&rows) {
            let scores: Vec<f32> = rows.iter().map(|row| dot(weights, row)).collect();
            for (excess, row) in excess(&scores, query).into_iter().zip(rows) {
                let by = f64::from(excess * query.weight) / asked.len() as f64;
                sum.iter_mut().zip(row).for_each(|(sum, feature)| *sum += by * f64::from(*feature));
            }
        }
    })
}

/// The candidates of a query with their evidence, best first.
fn ranked<'a>(asked: &'a Asked<'_>, pair: &Folds<COUNT>, rank: &Folds<3>) -> Vec<(f32, &'a Candidate)> {
    let fold = asked.query.fold;
    let evidence = |candidate: &'a Candidate| {
        let evidence = dot(&pair[fold], &candidate.features);
        (dot(&rank[fold], &rank_features(evidence, candidate.rarity)), candidate)
    };
    let mut ranked: Vec<_> = asked.candidates.iter().map(evidence).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked
}

/// The features of the best answer, whether it is right, and the fold.
fn hit(asked: &Asked<'_>, pair: &Folds<COUNT>, rank: &Folds<3>) -> Option<([f32; HIT.len()], bool, usize)> {
    let ranked = ranked(asked, pair, rank);
    let evidence: Vec<f32> = ranked.iter().map(|(evidence, _)| *evidence).collect();
    let features = hit_features(&evidence, asked.query.form.chars().count(), asked.words);
    Some((features, ranked.first()?.1.right, asked.query.fold))
}

fn fit_hits(hits: &[([f32; HIT.len()], bool, usize)], fold: usize) -> [f32; HIT.len()] {
    let hits: Vec<_> = hits.iter().filter(|hit| hit.2 != fold).collect();
    descend([0.0; HIT.len()], |weights, sum| {
        for (features, right, _) in &hits {
            let excess = probability(dot(weights, features)) - f32::from(u8::from(*right));
            let by = f64::from(excess) / hits.len() as f64;
            sum.iter_mut().zip(features).for_each(|(sum, feature)| *sum += by * f64::from(*feature));
        }
        sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += 1e-4 * f64::from(*weight));
    })
}

/// Best F1, and recall where precision is 95 %, over all thresholds; `wanted` are all that have an answer.
fn best(mut answers: Vec<(f32, bool)>, wanted: usize) -> (f32, f32) {
    answers.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut f1, mut recall_at_95) = (0, 0.0_f32, 0.0_f32);
    for (at, (_, is_right)) in answers.iter().enumerate() {
        right += usize::from(*is_right);
        let (precision, recall) = (right as f32 / (at + 1) as f32, right as f32 / wanted as f32);
        if right > 0 {
            f1 = f1.max(2.0 * precision * recall / (precision + recall));
        }
        if precision >= 0.95 {
            recall_at_95 = recall_at_95.max(recall);
        }
    }
    (f1, recall_at_95)
}

/// Prints how well the folds answered what they had not seen.
fn report(
    number: usize,
    set: &Set,
    asked: &[Asked<'_>],
    pairs: &[Compared<'_>],
    (pair, rank, hit_models): (&Folds<COUNT>, &Folds<3>, &Folds<{ HIT.len() }>),
) {
    let asked: Vec<_> = asked.iter().filter(|asked| asked.set == number).collect();
    let wanted = asked.iter().filter(|asked| asked.query.gold.is_some()).count();
    let mut answers = Vec::new();
    let mut wrong = Vec::new();
    for asked in &asked {
        let (Some((features, right, fold)), Some(&(_, best))) =
            (hit(asked, pair, rank), ranked(asked, pair, rank).first())
        else {
            continue;
        };
        let sure = probability(dot(&hit_models[fold], &features)) * if best.gender { 0.45 } else { 1.0 };
        answers.push((sure, right));
        if !right {
            let gold = asked.query.gold.map_or("none", |gold| &set.forms[gold as usize]);
            wrong.push((
                sure,
                format!("{} -> {}, not {gold}", asked.query.form, set.forms[best.name as usize]),
            ));
        }
    }
    let first = answers.iter().filter(|answer| answer.1).count() as f32 / wanted as f32;
    let (f1, recall) = best(answers, wanted);
    println!("{}: R@1 {first:.4}, F1 {f1:.4}, recall at precision .95 {recall:.4}", set.name);
    let mut kinds: BTreeMap<(&str, bool), Vec<f32>> = BTreeMap::new();
    for compared in pairs.iter().filter(|compared| compared.set == number) {
        let score = probability(dot(&pair[compared.pair.fold], &compared.features));
        let score = if compared.gender { score * 0.45 } else { score };
        kinds.entry((&compared.pair.kind, compared.pair.same)).or_default().push(score);
    }
    for ((kind, same), scores) in kinds {
        let share = |least: f32| {
            100.0 * scores.iter().filter(|&&score| score >= least).count() as f32 / scores.len() as f32
        };
        let word = if same { "same" } else { "different" };
        println!("  pairs {kind} ({word}): {:.1} % from .5, {:.1} % from .94 on", share(0.5), share(0.94));
    }
    if std::env::var_os("ERRORS").is_some() {
        wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
        wrong.iter().for_each(|(sure, told)| println!("  {sure:.3} {told}"));
    }
}
