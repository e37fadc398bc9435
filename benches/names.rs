//! «Which known name is this?» among 10,000 names, beside the plainest answer: Levenshtein distance to each.
//!
//! `cargo bench --bench names`; one iteration answers one name.

use std::hint::black_box;

use divan::Bencher;
use drogman::names::{Index, Spelling, similarity};

fn main() {
    divan::main();
}

const FIRST: [&str; 20] = [
    "Al", "Mam", "Hov", "Pet", "Tch", "Sar", "Gri", "Kha", "Dja", "Sha", "Bak", "Ner", "Vla", "Ok", "Yev",
    "Zan", "Rou", "Meh", "Tok", "Lan",
];
const MIDDLE: [&str; 25] = [
    "i", "ad", "an", "ross", "ou", "akh", "is", "er", "ev", "oul", "ek", "im", "ar", "chi", "em", "ol",
    "ass", "ing", "av", "on", "ouz", "at", "ich", "el", "ur",
];
const LAST: [&str; 20] = [
    "iev", "ov", "ian", "yan", "enko", "ovitch", "adze", "oglu", "zade", "ski", "in", "bourg", "ivka",
    "kert", "avan", "abad", "kend", "dag", "li", "atch",
];

/// 10,000 different names of the region's shape.
fn names() -> Vec<String> {
    let mut names = Vec::with_capacity(10_000);
    for first in FIRST {
        for middle in MIDDLE {
            for last in LAST {
                names.push(format!("{first}{middle}{last}"));
            }
        }
    }
    names
}

/// Every hundredth name in another spelling.
fn queries() -> Vec<String> {
    let respelt =
        |n: &String| n.replace("ou", "u").replace("tch", "ch").replace("ian", "jan").replace("ev", "ew");
    names().iter().step_by(97).map(respelt).collect()
}

#[divan::bench]
fn drogman_index(bencher: Bencher) {
    let names = names();
    let index = Index::build(names.iter().enumerate().map(|(id, name)| (id as u32, name.as_str())));
    let queries = queries();
    let mut next = queries.iter().cycle();
    bencher.bench_local(|| index.query(black_box(next.next().unwrap()), 1));
}

#[divan::bench]
fn drogman_pairs_of_100(bencher: Bencher) {
    let names = names();
    let queries = queries();
    let mut next = queries.iter().cycle();
    bencher.bench_local(|| {
        let query = next.next().unwrap();
        names.iter().take(100).map(|name| similarity(black_box(query), name).score).fold(0.0, f32::max)
    });
}

#[divan::bench]
fn levenshtein_to_each(bencher: Bencher) {
    let names: Vec<Vec<u8>> = names().iter().map(|name| Spelling::new(name).letters).collect();
    let queries = queries();
    let mut next = queries.iter().cycle();
    bencher.bench_local(|| {
        let query = Spelling::new(black_box(next.next().unwrap())).letters;
        names.iter().enumerate().min_by_key(|(_, name)| levenshtein(&query, name)).map(|(i, _)| i)
    });
}

#[divan::bench(sample_count = 10)]
fn build_10_000(bencher: Bencher) {
    let names = names();
    bencher.bench_local(|| {
        Index::build(names.iter().enumerate().map(|(id, name)| (id as u32, black_box(name.as_str()))))
    });
}

/// Levenshtein distance, one row at a time.
fn levenshtein(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let here = row[j + 1];
            row[j + 1] = (here + 1).min(row[j] + 1).min(before + usize::from(x != y));
            before = here;
        }
    }
    row[b.len()]
}
