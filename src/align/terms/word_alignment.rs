//! Word alignment: IBM model 1, then a hidden Markov model (Vogel, Ney and Tillmann 1996), both directions
//! trained to agree (Liang, Taskar and Klein 2006).

use super::distortion::Distortion;
use crate::align::lexicon::{listed_words, look_alike};
use crate::align::vocabulary::coarse;
use rustc_hash::FxHashMap;

/// Longest sentence that is aligned, in words; longer ones get no links.
const MAX_SENTENCE_WORDS: usize = 200;

/// Links of one sentence pair: (source word, target word, probability), words from 0.
pub type Links = Vec<(u32, u32, f32)>;

/// How word alignment is trained.
#[derive(Clone, Debug)]
pub struct WordOptions {
    /// Rounds of IBM model 1.
    pub first_rounds: usize,
    /// Rounds of the hidden Markov model.
    pub rounds: usize,
    /// Links less probable than this are left out.
    pub least: f32,
    /// Added to every count.
    pub smoothing: f32,
    /// Head start of words that look alike, and of those that the shipped word list or `known` pairs,
    /// against 1.
    pub head_start: f32,
    /// Words known to translate each other, source first, beside the shipped list.
    pub known: Vec<(String, String)>,
}

impl Default for WordOptions {
    fn default() -> Self {
        WordOptions {
            first_rounds: 3,
            rounds: 3,
            least: 0.4,
            smoothing: 0.0,
            head_start: 4.0,
            known: Vec::new(),
        }
    }
}

/// Translation probabilities p(seen | state), rows by state; state 0 is the empty word.
struct Table {
    starts: Vec<usize>,
    seen: Vec<u32>,
    p: Vec<f32>,
    counts: Vec<f32>,
}

impl Table {
    fn new(mut pairs: Vec<u64>, states: usize) -> Table {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0; states + 1];
        pairs.iter().for_each(|p| starts[(p >> 32) as usize + 1] += 1);
        for k in 0..states {
            starts[k + 1] += starts[k];
        }
        let n = pairs.len();
        Table {
            starts,
            seen: pairs.iter().map(|p| *p as u32).collect(),
            p: vec![1.0; n],
            counts: vec![0.0; n],
        }
    }

    fn place(&self, state: u32, seen: u32) -> usize {
        let row = self.starts[state as usize]..self.starts[state as usize + 1];
        row.start + self.seen[row].binary_search(&seen).unwrap_or(0)
    }

    /// Turns counts into probabilities.
    fn update(&mut self, smoothing: f32) {
        for row in self.starts.windows(2) {
            let row = row[0]..row[1];
            let sum: f32 = self.counts[row.clone()].iter().map(|c| c + smoothing).sum();
            for k in row {
                self.p[k] = (self.counts[k] + smoothing) / sum.max(f32::MIN_POSITIVE);
                self.counts[k] = 0.0;
            }
        }
    }
}

/// One direction: states emit what is seen.
struct Direction {
    table: Table,
    distortion: Distortion,
    empty: f32,
    /// Places in the table of every (seen, state) of the sentence at hand, the empty word first.
    places: Vec<u32>,
    posteriors: Vec<f32>,
    buffers: Buffers,
}

#[derive(Default)]
struct Buffers {
    normalisers: Vec<f32>,
    start: Vec<f32>,
    leaving: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    scale: Vec<f32>,
    sums: Vec<f32>,
}

impl Direction {
    fn new(table: Table) -> Direction {
        Direction {
            table,
            distortion: Distortion::new(),
            empty: 0.08,
            places: Vec::new(),
            posteriors: Vec::new(),
            buffers: Buffers::default(),
        }
    }

    fn look_up(&mut self, states: &[u32], seen: &[u32]) {
        self.places.clear();
        for &s in seen {
            self.places.push(self.table.place(0, s) as u32);
            for &state in states {
                self.places.push(self.table.place(state, s) as u32);
            }
        }
    }

    /// Posteriors of IBM model 1.
    fn bag_posteriors(&mut self, states: usize) {
        self.posteriors.clear();
        for row in self.places.chunks(states + 1) {
            let sum: f32 = row.iter().map(|k| self.table.p[*k as usize]).sum();
            self.posteriors
                .extend(row.iter().map(|k| self.table.p[*k as usize] / sum.max(f32::MIN_POSITIVE)));
        }
    }

    /// Posteriors of the hidden Markov model by the scaled forward–backward algorithm; the empty word
    /// keeps the state before it (Och and Ney 2003). Counts jumps.
    fn markov_posteriors(&mut self, n: usize, seen: usize) {
        let Buffers { normalisers, start, leaving, forward, backward, scale, sums } = &mut self.buffers;
        let p = &self.table.p;
        self.distortion.normalisers(n, normalisers);
        self.distortion.start(n, start);
        sums.clear();
        sums.resize(n, 0.0);
        let width = 2 * n;
        forward.clear();
        forward.resize(seen * width, 0.0);
        backward.clear();
        backward.resize(seen * width, 1.0);
        scale.clear();
        let full = 1.0 - self.empty;
        for j in 0..seen {
            let row = &self.places[j * (n + 1)..(j + 1) * (n + 1)];
            let nothing = p[row[0] as usize];
            let (before, now) = forward.split_at_mut(j * width);
            let now = &mut now[..width];
            if j == 0 {
                for k in 0..n {
                    now[k] = full * start[k] * p[row[k + 1] as usize];
                    now[n + k] = self.empty / n as f32 * nothing;
                }
            } else {
                let before = &before[(j - 1) * width..];
                leaving.clear();
                for from in 0..n {
                    let mass = before[from] + before[n + from];
                    now[n + from] = self.empty * mass * nothing;
                    leaving.push(mass / normalisers[from]);
                }
                self.distortion.forward_step(leaving, sums);
                for k in 0..n {
                    now[k] = full * sums[k] * p[row[k + 1] as usize];
                }
            }
            let sum = now.iter().sum::<f32>() + 1e-37;
            now.iter_mut().for_each(|v| *v /= sum);
            scale.push(sum);
        }
        for j in (0..seen.saturating_sub(1)).rev() {
            let row = &self.places[(j + 1) * (n + 1)..(j + 2) * (n + 1)];
            let nothing = self.empty * p[row[0] as usize];
            let (now, next) = backward.split_at_mut((j + 1) * width);
            let (now, next) = (&mut now[j * width..], &next[..width]);
            leaving.clear();
            leaving.extend((0..n).map(|k| full * p[row[k + 1] as usize] * next[k]));
            self.distortion.backward_step(leaving, sums);
            for from in 0..n {
                let value = (sums[from] / normalisers[from] + nothing * next[n + from]) / scale[j + 1];
                now[from] = value;
                now[n + from] = value;
            }
        }
        self.posteriors.clear();
        for j in 0..seen {
            let (f, b) = (&forward[j * width..(j + 1) * width], &backward[j * width..(j + 1) * width]);
            let total = f.iter().zip(b).map(|(x, y)| x * y).sum::<f32>() + 1e-37;
            self.posteriors.push((n..width).map(|k| f[k] * b[k]).sum::<f32>() / total);
            self.posteriors.extend((0..n).map(|k| f[k] * b[k] / total));
        }
        self.distortion.count_start(self.posteriors[1..=n].iter().copied());
        for j in 1..seen {
            let row = &self.places[j * (n + 1)..(j + 1) * (n + 1)];
            sums.clear();
            sums.extend((0..n).map(|k| full * p[row[k + 1] as usize] * backward[j * width + k] / scale[j]));
            let before = &forward[(j - 1) * width..j * width];
            leaving.clear();
            leaving.extend((0..n).map(|k| (before[k] + before[n + k]) / normalisers[k]));
            self.distortion.count(leaving, sums);
        }
    }

    fn update(&mut self, smoothing: f32, markov: bool) {
        self.table.update(smoothing);
        if markov {
            self.distortion.update();
        }
    }
}

/// A sentence pair in numbers; 0 is the empty word of either side.
struct Sentence {
    source: Vec<u32>,
    target: Vec<u32>,
}

/// Aligns the words of sentence pairs; the model is trained on all of them.
///
/// Words are compared as given: fold case first. Pairs with an empty side, or longer than 200 words, get
/// no links.
///
/// ```
/// use drogman::align::{WordOptions, align_words};
/// let pairs = [(vec!["la", "maison"], vec!["the", "house"]), (vec!["la", "mer"], vec!["the", "sea"]),
///     (vec!["maison"], vec!["house"])];
/// let links = align_words(&pairs, &WordOptions::default());
/// assert!(links[0].iter().any(|l| (l.0, l.1) == (1, 1)));
/// ```
pub fn align_words(pairs: &[(Vec<&str>, Vec<&str>)], options: &WordOptions) -> Vec<Links> {
    let (mut sources, mut targets) = (FxHashMap::default(), FxHashMap::default());
    let (mut source_words, mut target_words) = (vec![""], vec![""]);
    let sentences: Vec<Sentence> = (pairs.iter())
        .map(|(s, t)| Sentence {
            source: number(s, &mut sources, &mut source_words),
            target: number(t, &mut targets, &mut target_words),
        })
        .collect();
    let usable = |s: &Sentence| {
        (1..=MAX_SENTENCE_WORDS).contains(&s.source.len())
            && (1..=MAX_SENTENCE_WORDS).contains(&s.target.len())
    };
    let mut to_source = Direction::new(table(&sentences, usable, false, target_words.len()));
    let mut to_target = Direction::new(table(&sentences, usable, true, source_words.len()));
    let fold = |words: &[&str]| -> Vec<String> { words.iter().map(|w| coarse(w)).collect() };
    let (coarse_sources, coarse_targets) = (fold(&source_words), fold(&target_words));
    let known = known(&coarse_sources, &coarse_targets, &options.known);
    let (there, back) = (known.iter().copied(), known.iter().map(|(s, t)| (*t, *s)));
    head_start(&mut to_source.table, &coarse_targets, &coarse_sources, back, options.head_start);
    head_start(&mut to_target.table, &coarse_sources, &coarse_targets, there, options.head_start);
    let mut out = Vec::new();
    let rounds = options.first_rounds + options.rounds;
    for round in 0..=rounds {
        let markov = round >= options.first_rounds;
        for sentence in &sentences {
            if !usable(sentence) {
                if round == rounds {
                    out.push(Vec::new());
                }
                continue;
            }
            let (ns, nt) = (sentence.source.len(), sentence.target.len());
            to_source.look_up(&sentence.target, &sentence.source);
            to_target.look_up(&sentence.source, &sentence.target);
            if markov {
                to_source.markov_posteriors(nt, ns);
                to_target.markov_posteriors(ns, nt);
            } else {
                to_source.bag_posteriors(nt);
                to_target.bag_posteriors(ns);
            }
            if round == rounds {
                out.push(links(&to_source.posteriors, &to_target.posteriors, ns, nt, options.least));
            } else {
                count(&mut to_source, &mut to_target, ns, nt);
            }
        }
        if round < rounds {
            to_source.update(options.smoothing, markov);
            to_target.update(options.smoothing, markov);
        }
    }
    out
}

fn number<'a>(words: &[&'a str], ids: &mut FxHashMap<&'a str, u32>, list: &mut Vec<&'a str>) -> Vec<u32> {
    (words.iter())
        .map(|w| {
            *ids.entry(w).or_insert_with(|| {
                list.push(w);
                list.len() as u32 - 1
            })
        })
        .collect()
}

fn table(
    sentences: &[Sentence],
    usable: impl Fn(&Sentence) -> bool,
    backwards: bool,
    states: usize,
) -> Table {
    /// Pairs collected before duplicates are thrown out; bounds the memory.
    const MAX_PAIRS: usize = 40_000_000;
    let mut pairs: Vec<u64> = Vec::new();
    let mut limit = MAX_PAIRS;
    for s in sentences.iter().filter(|s| usable(s)) {
        let (seen, state) = if backwards { (&s.target, &s.source) } else { (&s.source, &s.target) };
        for &w in seen {
            pairs.push(u64::from(w));
            pairs.extend(state.iter().map(|x| u64::from(*x) << 32 | u64::from(w)));
        }
        if pairs.len() > limit {
            pairs.sort_unstable();
            pairs.dedup();
            limit = MAX_PAIRS.max(2 * pairs.len());
        }
    }
    Table::new(pairs, states)
}

/// The pairs of words (source, target) that are given or on the shipped list, compared by their coarse forms.
fn known(sources: &[String], targets: &[String], given: &[(String, String)]) -> Vec<(u32, u32)> {
    let index = |side: &[String]| {
        let mut ids: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        side.iter().enumerate().for_each(|(id, w)| ids.entry(w.clone()).or_default().push(id as u32));
        ids
    };
    let (by_source, by_target) = (index(sources), index(targets));
    let given = given.iter().map(|(s, t)| (s.as_str(), t.as_str()));
    let mut out = Vec::new();
    for (s, t) in listed_words().chain(given) {
        let (Some(s), Some(t)) = (by_source.get(&coarse(s)), by_target.get(&coarse(t))) else { continue };
        out.extend(s.iter().flat_map(|s| t.iter().map(move |t| (*s, *t))));
    }
    out
}

/// Words that are known or look alike start ahead: few sentences teach little about rare words.
fn head_start(
    table: &mut Table,
    states: &[String],
    seen: &[String],
    known: impl Iterator<Item = (u32, u32)>,
    ahead: f32,
) {
    for (state, row) in table.starts.windows(2).enumerate().skip(1) {
        for k in row[0]..row[1] {
            if look_alike(&states[state], &seen[table.seen[k] as usize]) {
                table.p[k] = ahead;
            }
        }
    }
    for (state, seen) in known {
        let row = table.starts[state as usize]..table.starts[state as usize + 1];
        if let Ok(at) = table.seen[row.clone()].binary_search(&seen) {
            table.p[row.start + at] = ahead;
        }
    }
}

/// Counts the links both directions agree on.
fn count(to_source: &mut Direction, to_target: &mut Direction, ns: usize, nt: usize) {
    for j in 0..ns {
        let mut sum = 0.0;
        for i in 0..nt {
            let (a, b) = (j * (nt + 1) + i + 1, i * (ns + 1) + j + 1);
            let agreed = to_source.posteriors[a] * to_target.posteriors[b];
            sum += agreed;
            if agreed > 1e-5 {
                to_source.table.counts[to_source.places[a] as usize] += agreed;
                to_target.table.counts[to_target.places[b] as usize] += agreed;
            }
        }
        let rest = (1.0 - sum).max(0.0);
        let empty = j * (nt + 1);
        to_source.table.counts[to_source.places[empty] as usize] +=
            rest * to_source.posteriors[empty].max(0.02);
    }
    for i in 0..nt {
        let empty = i * (ns + 1);
        to_target.table.counts[to_target.places[empty] as usize] += to_target.posteriors[empty];
    }
}

/// The links whose geometric mean of both directions is at least `least`.
fn links(to_source: &[f32], to_target: &[f32], ns: usize, nt: usize, least: f32) -> Links {
    let mut out = Vec::new();
    for j in 0..ns {
        for i in 0..nt {
            let p = (to_source[j * (nt + 1) + i + 1] * to_target[i * (ns + 1) + j + 1]).sqrt();
            if p >= least {
                out.push((j as u32, i as u32, p));
            }
        }
    }
    out
}
