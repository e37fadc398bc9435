//! Trains the name tagger on WiNER-fr (CC BY 4.0) and writes its weights, or measures it.
//!
//!     cargo run --release --example train-names -- TEXTS GOLD OUT.bin
//!     cargo run --release --example train-names -- TEXTS GOLD --split 2017_03 PREDICTIONS.tsv GOLD_OUT.tsv
//!
//! TEXTS: a line `#doc<TAB>name<TAB>length in characters`, then that many characters and a line end.
//! GOLD: `name<TAB>start<TAB>end<TAB>type<TAB>form`, character offsets.

use drogman::extract::training::crf::{self, Decoder, Row, Transitions};
use drogman::extract::training::evidence;
use drogman::extract::training::features::{self, Parts, Seen, Word};
use drogman::extract::training::general;
use drogman::extract::training::labels::{self, LABELS, NameKind};
use drogman::extract::training::tokeniser;
use drogman::extract::training::weights;
use drogman::language::Language;
use drogman::segment::Segmenter;
use std::collections::HashMap;
use std::fmt::Write as _;

struct Segment {
    forms: Vec<String>,
    words: Vec<Word>,
    spans: Vec<(usize, usize)>,
    gold: Vec<u8>,
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
        let cut = tokeniser::tokenise(text);
        let forms: Vec<String> = cut.iter().map(|t| t.text(text).to_owned()).collect();
        let words: Vec<Word> =
            forms.iter().map(|f| Word::new(f, general::class(&f.to_lowercase().replace('’', "'")))).collect();
        let spans: Vec<(usize, usize)> =
            cut.iter().map(|t| (range.start + t.span.start, range.start + t.span.end)).collect();
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
            out.push(Segment { forms, words, spans, gold });
        }
    }
    out
}

/// How each word is capitalised in a document.
fn case_counts(doc: &Doc) -> HashMap<u64, (u32, u32)> {
    let mut out: HashMap<u64, (u32, u32)> = HashMap::new();
    for s in &doc.segments {
        evidence::count_case(
            s.words.len(),
            |i| &s.words[i],
            |i, up| {
                let c = out.entry(s.words[i].hash).or_default();
                if up { c.0 += 1 } else { c.1 += 1 }
            },
        );
    }
    out
}

/// Features of every token of `docs`.
fn extract(docs: &[&Doc]) -> Vec<(Vec<Vec<u32>>, Vec<u8>)> {
    let mut out = Vec::new();
    for doc in docs {
        let case = case_counts(doc);
        for seg in &doc.segments {
            let lower: Vec<&str> = seg.words.iter().map(|w| w.lower.as_str()).collect();
            let marks = drogman::extract::training::gazetteer::phrase_marks(&lower, |i| {
                drogman::extract::training::gazetteer::longest_phrase(lower[i])
            });
            let seen: Vec<Seen> = (seg.words.iter().zip(marks))
                .map(|(word, phrase)| {
                    let (up, low) = case.get(&word.hash).copied().unwrap_or_default();
                    Seen { word, capitals: evidence::capitals(up, low), phrase }
                })
                .collect();
            let parts: Vec<Parts> = seg.forms.iter().zip(&seg.words).map(|(f, w)| Parts::new(f, w)).collect();
            let rows = (0..seen.len())
                .map(|i| {
                    let mut f = Vec::new();
                    for o in -2_i8..=2 {
                        if let Some(j) = i.checked_add_signed(isize::from(o)).filter(|j| *j < seen.len()) {
                            features::word_features(&seg.words[j], &parts[j], o, &mut f);
                        }
                    }
                    features::context_features(&seen, i, &mut f);
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

fn train(docs: &[&Doc], epochs: usize) -> Model {
    let data = extract(docs);
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
            let rows =
                rows.iter().map(|r| r.iter().filter_map(|f| index.get(f).copied()).collect()).collect();
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
            eprintln!("epoch {epoch} features {n} loss {loss:.0}");
        }
    }
    let rows: Vec<Row> = (0..n as u32).map(|f| learner.row(f)).collect();
    let used = rows.iter().filter(|r| r.iter().any(|x| *x != 0.0)).count();
    eprintln!("{n} features, {used} used");
    Model { transitions: learner.transitions(), index: learner.index, rows }
}

fn predict(model: &Model, docs: &[&Doc]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let mut decoder = Decoder::new(&model.transitions);
    for (rows, _) in extract(docs) {
        let emissions: Vec<Row> = rows
            .iter()
            .map(|fs| {
                let mut e = [0.0; LABELS];
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
        decoder.decode(&emissions, &mut l);
        out.push(l);
    }
    out
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
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}",
                doc.name,
                offset(a),
                offset(b),
                kind.winer(),
                form.join(" ")
            );
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
    let docs = read(&texts, &gold);
    let epochs = env("EPOCHS", 10.0) as usize;
    let all: Vec<usize> = (0..docs.len()).collect();
    let split = (args[2] == "--split").then(|| args[3].clone());
    let (train_set, test_set): (Vec<usize>, Vec<usize>) = match &split {
        Some(s) => all.iter().partition(|i| docs[**i].name.as_str() < s.as_str()),
        None => (all.clone(), Vec::new()),
    };
    let model = train(&pick(&docs, &train_set), epochs);
    if split.is_none() {
        let features: Vec<(u32, Row)> =
            model.index.iter().map(|(h, i)| (*h, model.rows[*i as usize])).collect();
        let bytes = weights::encode(&model.transitions, &features, env("PRUNE", 0.02)).unwrap();
        std::fs::write(&args[2], bytes).unwrap();
        return;
    }
    let test = pick(&docs, &test_set);
    let predicted = predict(&model, &test);
    std::fs::write(&args[4], spans_tsv(&test, Some(&predicted))).unwrap();
    std::fs::write(&args[5], spans_tsv(&test, None)).unwrap();
}
