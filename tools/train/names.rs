//! Trains the name tagger on WiNER-fr (CC BY 4.0) and writes its weights, or measures it.
//!
//!     cargo run --release --example train-names -- TEXTS GOLD OUT.bin
//!     cargo run --release --example train-names -- TEXTS GOLD --split 2017_03 PREDICTIONS.tsv GOLD_OUT.tsv
//!
//! TEXTS: a line `#doc<TAB>name<TAB>length in characters`, then that many characters and a line end.
//! GOLD: `name<TAB>start<TAB>end<TAB>type<TAB>form`, character offsets.

use drogman::extract::general;
use drogman::extract::names::crf::{self, Row, Transitions};
use drogman::extract::names::features::{self, Evidence, Seen, Word};
use drogman::extract::names::labels::{self, LABELS, NameKind};
use drogman::extract::tokens;
use drogman::language::Language;
use drogman::segment::Segmenter;
use std::collections::HashMap;
use std::fmt::Write as _;

struct Segment {
    forms: Vec<String>,
    words: Vec<Word>,
    spans: Vec<(usize, usize)>,
    gold: Vec<u8>,
    stage1: Vec<u8>,
}

struct Doc {
    name: String,
    text: String,
    gold: Vec<(usize, usize, NameKind)>,
    segments: Vec<Segment>,
}

fn read(texts: &str, gold: &str) -> Vec<Doc> {
    let mut docs = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        let line = texts[at..].find('\n').map_or(texts.len(), |i| at + i);
        let mut fields = texts[at..line].split('\t').skip(1);
        let name = fields.next().unwrap().to_owned();
        let length: usize = fields.next().unwrap().parse().unwrap();
        let start = line + 1;
        let end = texts[start..].char_indices().nth(length).map_or(texts.len(), |(i, _)| start + i);
        docs.push(Doc { name, text: texts[start..end].to_owned(), gold: Vec::new(), segments: Vec::new() });
        at = end + 1;
    }
    let index: HashMap<String, usize> = docs.iter().enumerate().map(|(i, d)| (d.name.clone(), i)).collect();
    for line in gold.lines() {
        let f: Vec<&str> = line.split('\t').collect();
        let doc = &mut docs[index[f[0]]];
        let offset = |n: &str| {
            let n: usize = n.parse().unwrap();
            doc.text.char_indices().nth(n).map_or(doc.text.len(), |(i, _)| i)
        };
        let kind = NameKind::ALL.into_iter().find(|k| k.winer() == f[3]).unwrap();
        let span = (offset(f[1]), offset(f[2]), kind);
        doc.gold.push(span);
    }
    for doc in &mut docs {
        doc.segments = segments(doc);
    }
    docs
}

fn segments(doc: &Doc) -> Vec<Segment> {
    let mut out = Vec::new();
    let segmenter = Segmenter::new(Language::French);
    let mut ranges = Vec::new();
    let mut start = 0;
    for line in doc.text.split_inclusive('\n') {
        ranges.extend(segmenter.segments(line).map(|s| start + s.start..start + s.end));
        start += line.len();
    }
    for range in ranges {
        let text = &doc.text[range.clone()];
        let cut = tokens::tokenise(text);
        let forms: Vec<String> = cut.iter().map(|t| t.text(text).to_owned()).collect();
        let words: Vec<Word> =
            forms.iter().map(|f| Word::new(f, general::class(&f.to_lowercase().replace('’', "'")))).collect();
        let spans: Vec<(usize, usize)> = cut.iter().map(|t| (range.start + t.start, range.start + t.end)).collect();
        let mut gold = vec![0; cut.len()];
        for &(a, b, kind) in &doc.gold {
            let mut first = true;
            for (i, &(x, z)) in spans.iter().enumerate() {
                if x < b && z > a {
                    gold[i] = if first { labels::begin(kind) } else { labels::inside(kind) };
                    first = false;
                }
            }
        }
        if !cut.is_empty() {
            let stage1 = vec![0; cut.len()];
            out.push(Segment { forms, words, spans, gold, stage1 });
        }
    }
    out
}

/// Case counts and first-stage labels of a set of documents.
#[derive(Default)]
struct Stats {
    case: HashMap<u64, (u32, u32)>,
    labels: HashMap<u64, [u32; LABELS]>,
}

fn stats(docs: &[&Doc]) -> Stats {
    let mut out = Stats::default();
    for doc in docs {
        for s in &doc.segments {
            drogman::extract::names::tagger::count_case(s.words.len(), |i| &s.words[i], |hash, up| {
                let c = out.case.entry(hash).or_default();
                if up { c.0 += 1 } else { c.1 += 1 }
            });
            for (w, l) in s.words.iter().zip(&s.stage1) {
                if w.capitalised() {
                    out.labels.entry(w.hash).or_default()[usize::from(*l)] += 1;
                }
            }
        }
    }
    out
}

fn evidence(doc: &Doc, s: &Stats) -> Vec<Vec<Evidence>> {
    use drogman::extract::names::tagger::{capitals, majority};
    let mut own: HashMap<u64, [u32; LABELS]> = HashMap::new();
    for seg in &doc.segments {
        for (w, l) in seg.words.iter().zip(&seg.stage1) {
            if w.capitalised() {
                own.entry(w.hash).or_default()[usize::from(*l)] += 1;
            }
        }
    }
    doc.segments
        .iter()
        .map(|seg| {
            seg.words
                .iter()
                .map(|w| {
                    let (up, low) = s.case.get(&w.hash).copied().unwrap_or_default();
                    let (document, _) = own.get(&w.hash).map_or((255, 0), majority);
                    let (corpus, sure) = s.labels.get(&w.hash).map_or((255, 0), majority);
                    Evidence { capitals: capitals(up, low), document, corpus, sure }
                })
                .collect()
        })
        .collect()
}

/// Features of every token of `docs`.
fn extract(docs: &[&Doc], stage: u8) -> Vec<(Vec<Vec<u32>>, Vec<u8>)> {
    let s = stats(docs);
    let mut out = Vec::new();
    for doc in docs {
        let own = stats(&[doc]);
        let ev = evidence(doc, if std::env::var("OWN").is_ok() { &own } else { &s });
        for (seg, ev) in doc.segments.iter().zip(&ev) {
            let lower: Vec<&str> = seg.words.iter().map(|w| w.lower.as_str()).collect();
            let marks = drogman::extract::names::lists::phrase_marks(&lower);
            let seen: Vec<Seen> = (seg.words.iter().zip(ev).zip(marks))
                .map(|((word, e), phrase)| Seen { word, evidence: *e, phrase })
                .collect();
            let rows = (0..seen.len())
                .map(|i| {
                    let mut f = Vec::new();
                    for o in -2_i8..=2 {
                        if let Some(j) = i.checked_add_signed(isize::from(o)).filter(|j| *j < seen.len()) {
                            features::word_features(&seg.forms[j], &seg.words[j], o, &mut f);
                        }
                    }
                    features::context_features(&seen, i, stage, &mut f);
                    f
                })
                .collect();
            out.push((rows, seg.gold.clone()));
        }
    }
    out
}

/// A dual-averaging AdaGrad learner (Duchi et al. 2011) with L1 and L2.
struct Learner {
    index: HashMap<u32, u32>,
    sum: Vec<Row>,
    square: Vec<Row>,
    pair_sum: [Row; LABELS + 1],
    pair_square: [Row; LABELS + 1],
    steps: f32,
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

impl Learner {
    fn weight(&self, z: f32, g: f32) -> f32 {
        let (rate, l1, l2) = (env_cached().0, env_cached().1, env_cached().2);
        let z_cut = (z.abs() - l1 * self.steps).max(0.0);
        -z.signum() * rate * z_cut / (1e-3 + g.sqrt() + l2 * self.steps * rate)
    }
    fn row(&self, f: u32) -> Row {
        let (z, g) = (&self.sum[f as usize], &self.square[f as usize]);
        let mut out = [0.0; LABELS];
        for l in 0..LABELS {
            if g[l] > 0.0 {
                out[l] = self.weight(z[l], g[l]);
            }
        }
        out
    }
    fn transitions(&self) -> Transitions {
        let mut t = Transitions::default();
        for b in 0..=LABELS {
            for l in 0..LABELS {
                let g = self.pair_square[b][l];
                t.0[b][l] = if g > 0.0 { self.weight(self.pair_sum[b][l], g) } else { 0.0 };
            }
        }
        t
    }
    fn emissions(&self, rows: &[Vec<u32>]) -> Vec<Row> {
        rows.iter()
            .map(|fs| {
                let mut e = [0.0; LABELS];
                for f in fs {
                    let r = self.row(*f);
                    for l in 0..LABELS {
                        e[l] += r[l];
                    }
                }
                e
            })
            .collect()
    }
    fn step(&mut self, rows: &[Vec<u32>], gold: &[u8]) -> f32 {
        let emissions = self.emissions(rows);
        let t = self.transitions();
        let e = crf::expect(&emissions, &t);
        let mut gold_score = 0.0;
        let mut before = LABELS;
        let mut pairs = e.pairs;
        for (i, &l) in gold.iter().enumerate() {
            gold_score += emissions[i][usize::from(l)] + t.0[before][usize::from(l)];
            pairs[before][usize::from(l)] -= 1.0;
            before = usize::from(l);
        }
        self.steps += 1.0;
        for b in 0..=LABELS {
            for l in 0..LABELS {
                let d = pairs[b][l];
                self.pair_sum[b][l] += d;
                self.pair_square[b][l] += d * d;
            }
        }
        for (i, fs) in rows.iter().enumerate() {
            let mut d = e.labels[i];
            d[usize::from(gold[i])] -= 1.0;
            if d.iter().all(|x| x.abs() < 1e-4) {
                continue;
            }
            for f in fs {
                let (z, g) = (&mut self.sum[*f as usize], &mut self.square[*f as usize]);
                for l in 0..LABELS {
                    z[l] += d[l];
                    g[l] += d[l] * d[l];
                }
            }
        }
        e.log_sum - gold_score
    }
}

fn env_cached() -> (f32, f32, f32) {
    static E: std::sync::OnceLock<(f32, f32, f32)> = std::sync::OnceLock::new();
    *E.get_or_init(|| (env("RATE", 0.1), env("L1", 0.0), env("L2", 0.0005)))
}

struct Model {
    index: HashMap<u32, u32>,
    rows: Vec<Row>,
    transitions: Transitions,
}

fn train(docs: &[&Doc], stage: u8, epochs: usize) -> Model {
    let data = extract(docs, stage);
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (rows, _) in &data {
        for f in rows.iter().flatten() {
            *counts.entry(*f).or_default() += 1;
        }
    }
    let least = env("LEAST", 2.0) as u32;
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= least).map(|(f, _)| *f).collect();
    keys.sort_unstable();
    let index: HashMap<u32, u32> = keys.iter().enumerate().map(|(i, f)| (*f, i as u32)).collect();
    let mut data: Vec<(Vec<Vec<u32>>, Vec<u8>)> = data
        .into_iter()
        .map(|(rows, gold)| {
            let rows = rows.iter().map(|r| r.iter().filter_map(|f| index.get(f).copied()).collect()).collect();
            (rows, gold)
        })
        .collect();
    let n = keys.len();
    let mut learner = Learner {
        index,
        sum: vec![[0.0; LABELS]; n],
        square: vec![[0.0; LABELS]; n],
        pair_sum: Default::default(),
        pair_square: Default::default(),
        steps: 0.0,
    };
    let mut seed = 12345_u64;
    for epoch in 0..epochs {
        for i in (1..data.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            data.swap(i, (seed >> 33) as usize % (i + 1));
        }
        let mut loss = 0.0_f64;
        for (rows, gold) in &data {
            loss += f64::from(learner.step(rows, gold));
        }
        if std::env::var("VERBOSE").is_ok() {
            eprintln!("stage {stage} epoch {epoch} features {n} loss {loss:.0}");
        }
    }
    let rows: Vec<Row> = (0..n as u32).map(|f| learner.row(f)).collect();
    let used = rows.iter().filter(|r| r.iter().any(|x| *x != 0.0)).count();
    eprintln!("stage {stage}: {n} features, {used} used");
    Model { transitions: learner.transitions(), index: learner.index, rows }
}

fn predict(model: &Model, docs: &[&Doc], stage: u8) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for (rows, _) in extract(docs, stage) {
        let emissions: Vec<Row> = rows
            .iter()
            .map(|fs| {
                let mut e = [0.0; LABELS];
                e[0] = -env("BIAS", 0.0);
                for f in fs {
                    if let Some(i) = model.index.get(f) {
                        for l in 0..LABELS {
                            e[l] += model.rows[*i as usize][l];
                        }
                    }
                }
                e
            })
            .collect();
        let mut l = Vec::new();
        crf::decode(&emissions, &model.transitions, &mut l);
        out.push(l);
    }
    out
}

fn store(docs: &mut [Doc], which: &[usize], predicted: Vec<Vec<u8>>) {
    let mut it = predicted.into_iter();
    for &i in which {
        for s in &mut docs[i].segments {
            s.stage1 = it.next().unwrap();
        }
    }
}

fn pick<'a>(docs: &'a [Doc], which: &[usize]) -> Vec<&'a Doc> {
    which.iter().map(|i| &docs[*i]).collect()
}

fn spans_tsv(docs: &[&Doc], predicted: Option<&[Vec<u8>]>) -> String {
    let mut out = String::new();
    let mut k = 0;
    for doc in docs {
        let offset = |b: usize| doc.text[..b].chars().count();
        let mut write = |a: usize, b: usize, kind: NameKind| {
            let form: Vec<&str> = doc.text[a..b].split_whitespace().collect();
            let _ = writeln!(out, "{}\t{}\t{}\t{}\t{}", doc.name, offset(a), offset(b), kind.winer(), form.join(" "));
        };
        match predicted {
            None => doc.gold.iter().for_each(|&(a, b, kind)| write(a, b, kind)),
            Some(p) => {
                for s in &doc.segments {
                    for (a, b, kind) in labels::spans(&p[k]) {
                        write(s.spans[a].0, s.spans[b - 1].1, kind);
                    }
                    k += 1;
                }
            }
        }
    }
    out
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let texts = std::fs::read_to_string(&args[0]).unwrap();
    let gold = std::fs::read_to_string(&args[1]).unwrap();
    let mut docs = read(&texts, &gold);
    let epochs = env("EPOCHS", 10.0) as usize;
    let all: Vec<usize> = (0..docs.len()).collect();
    let split = (args[2] == "--split").then(|| args[3].clone());
    let (train_set, test_set): (Vec<usize>, Vec<usize>) = match &split {
        Some(s) => all.iter().partition(|i| docs[**i].name.as_str() < s.as_str()),
        None => (all.clone(), Vec::new()),
    };
    // First-stage labels of the training texts come from models that have not seen them.
    let folds = env("FOLDS", 0.0) as usize;
    for k in 0..folds {
        let (rest, held): (Vec<usize>, Vec<usize>) =
            train_set.iter().enumerate().map(|(n, i)| (n * folds / train_set.len(), *i)).fold(
                (Vec::new(), Vec::new()),
                |(mut a, mut b), (fold, i)| {
                    if fold == k { b.push(i) } else { a.push(i) }
                    (a, b)
                },
            );
        let model = train(&pick(&docs, &rest), 1, epochs);
        let p = predict(&model, &pick(&docs, &held), 1);
        store(&mut docs, &held, p);
    }
    let first = train(&pick(&docs, &train_set), 1, epochs);
    let second = if folds > 0 { Some(train(&pick(&docs, &train_set), 2, epochs)) } else { None };
    if split.is_none() {
        let features: Vec<(u32, Row)> = first.index.iter().map(|(h, i)| (*h, first.rows[*i as usize])).collect();
        let bytes = drogman::extract::names::weights::encode(&first.transitions, &features, env("PRUNE", 0.05)).unwrap();
        std::fs::write(&args[2], bytes).unwrap();
        return;
    }
    if std::env::var("WEIGHTS").is_ok() {
        let features: Vec<(u32, Row)> = first.index.iter().map(|(h, i)| (*h, first.rows[*i as usize])).collect();
        let bytes = drogman::extract::names::weights::encode(&first.transitions, &features, env("PRUNE", 0.05)).unwrap();
        std::fs::write(std::env::var("WEIGHTS").unwrap(), bytes).unwrap();
    }
    if split.is_some() {
        let p = predict(&first, &pick(&docs, &test_set), 1);
        std::fs::write(format!("{}.1", args[4]), spans_tsv(&pick(&docs, &test_set), Some(&p))).unwrap();
        store(&mut docs, &test_set, p);
        if let Some(second) = second {
            let p = predict(&second, &pick(&docs, &test_set), 2);
            std::fs::write(&args[4], spans_tsv(&pick(&docs, &test_set), Some(&p))).unwrap();
        }
        std::fs::write(&args[5], spans_tsv(&pick(&docs, &test_set), None)).unwrap();
    }
}
