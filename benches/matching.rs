//! The matcher beside `regex` and aho-corasick, with 100, 10,000 and 1,000,000 names.
//!
//! drogman reads the raw text: folding, matching, capitals, boundaries, protected places and who is meant are
//! all in its time. The others only search, in text and for names folded beforehand, and check the
//! boundaries of words. `DROGMAN_BENCH` may name a folder of plain French texts (`.txt`, `.fr`, below it at any
//! depth) and name lists (`index.tsv`: id, tab, name); without it, the seed articles are the text and all names
//! are made from their words. `DROGMAN_BENCH_MB` sets how much text there is (megabytes, 8 by default).

use std::{fs, path::Path, sync::LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use divan::{Bencher, black_box, counter::BytesCount};
use drogman::{
    document::Document,
    glossary::{Concept, ConceptKind, Glossary, Term},
    language::Language,
    matching::Matcher,
    text::{fold, words},
};

const SIZES: [usize; 3] = [100, 10_000, 1_000_000];

fn main() {
    divan::main();
}

/// The text and the pool of names.
struct Data {
    text: String,
    folded: String,
    names: Vec<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let folder = std::env::var("DROGMAN_BENCH").unwrap_or_else(|_| "seeds".to_owned());
    let megabytes = std::env::var("DROGMAN_BENCH_MB").ok().and_then(|mb| mb.parse().ok()).unwrap_or(8);
    let (mut base, mut listed) = (String::new(), Vec::new());
    read(Path::new(&folder), &mut base, &mut listed);
    let mut text = String::with_capacity(megabytes * 1_000_000 + base.len());
    while text.len() < megabytes * 1_000_000 {
        text.push_str(&base);
        text.push('\n');
    }
    let names = names(&base, listed);
    Data { folded: fold(&text), text, names }
});

/// Collects texts and name lists below a folder, in order of their paths.
fn read(folder: &Path, text: &mut String, names: &mut Vec<String>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            read(&path, text, names);
        } else if let Ok(content) = fs::read_to_string(&path) {
            if name == "index.tsv" {
                names.extend(content.lines().filter_map(|line| Some(line.split_once('\t')?.1.to_owned())));
            } else if name.ends_with(".txt") || name.ends_with(".fr") {
                text.push_str(&content);
                text.push('\n');
            }
        }
    }
}

/// A million names: those listed that start with a capital, then capitalised words of the text in pairs and
/// threes, joined as French names are; the same ones every time.
fn names(text: &str, listed: Vec<String>) -> Vec<String> {
    let mut vocabulary: Vec<&str> = words(text)
        .map(|span| span.of(text))
        .filter(|word| word.starts_with(char::is_uppercase) && word.len() > 3)
        .collect();
    vocabulary.sort_unstable();
    vocabulary.dedup();
    let links = [" ", " ", "-", " de ", " du ", " de la ", " d'"];
    let mut names: Vec<String> =
        listed.into_iter().filter(|name| name.starts_with(char::is_uppercase)).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    while names.len() < SIZES[2] {
        let mut name = vocabulary[draw(vocabulary.len())].to_owned();
        for _ in 0..1 + draw(3) {
            name.push_str(links[draw(links.len())]);
            name.push_str(vocabulary[draw(vocabulary.len())]);
        }
        names.push(name);
    }
    names
}

fn glossary(names: &[String]) -> Glossary {
    let mut glossary = Glossary::default();
    for (number, name) in names.iter().enumerate() {
        let id = format!("c{number}");
        let terms = vec![Term::new(Language::French, name)];
        let concept = Concept::new(&id, ConceptKind::Place, terms);
        glossary.concepts.insert(id, concept);
    }
    glossary
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn drogman_compiles(bencher: Bencher, size: usize) {
    let glossary = glossary(&DATA.names[..size]);
    bencher.bench_local(|| Matcher::new(black_box(&glossary), Language::French).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn drogman_matches(bencher: Bencher, size: usize) {
    let matcher = Matcher::new(&glossary(&DATA.names[..size]), Language::French).unwrap();
    println!("{size} names compiled: {:.1} MB", matcher.memory() as f64 / 1e6);
    let document = Document::from_text("bench", DATA.text.clone());
    bencher
        .counter(BytesCount::of_str(&DATA.text))
        .bench_local(|| matcher.matches(black_box(&document)).occurrences.len());
}

/// The names folded, the longest first: leftmost-first is then leftmost-longest.
fn folded(size: usize) -> Vec<String> {
    let mut folded: Vec<String> = DATA.names[..size].iter().map(|name| fold(name)).collect();
    folded.sort_by_key(|name| std::cmp::Reverse(name.len()));
    folded
}

fn is_bounded(text: &[u8], start: usize, end: usize) -> bool {
    let letter = |at: usize| text.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    !(letter(end) || start > 0 && letter(start - 1))
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn regex_searches(bencher: Bencher, size: usize) {
    let names: Vec<String> = folded(size).iter().map(|name| regex::escape(name)).collect();
    let built =
        regex::RegexBuilder::new(&names.join("|")).size_limit(4 << 30).dfa_size_limit(1 << 30).build();
    let regex = built.unwrap();
    let bytes = DATA.folded.as_bytes();
    bencher.counter(BytesCount::of_str(&DATA.folded)).bench_local(|| {
        let hits = regex.find_iter(black_box(&DATA.folded));
        hits.filter(|hit| is_bounded(bytes, hit.start(), hit.end())).count()
    });
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn aho_corasick_searches(bencher: Bencher, size: usize) {
    let kind = if size > 100_000 { AhoCorasickKind::ContiguousNFA } else { AhoCorasickKind::DFA };
    let engine =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(kind)).build(folded(size));
    let engine = engine.unwrap();
    let bytes = DATA.folded.as_bytes();
    bencher.counter(BytesCount::of_str(&DATA.folded)).bench_local(|| {
        let hits = engine.find_iter(black_box(&DATA.folded));
        hits.filter(|hit| is_bounded(bytes, hit.start(), hit.end())).count()
    });
}
