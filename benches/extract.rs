//! Speed of `extract` on the seed articles, strung together to the length of a small corpus.

use drogman::document::Document;
use drogman::extract::{Choice, Extractor};

fn main() {
    divan::main();
}

fn documents() -> Vec<Document> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir("seeds").into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        out.push(Document::from_text(&entry.path().display().to_string(), text.repeat(20)));
    }
    out
}

fn tallied(documents: &[Document]) -> Extractor {
    let mut extractor = Extractor::new();
    for document in documents {
        let tally = extractor.document(document);
        extractor.merge(tally);
    }
    extractor
}

fn bytes(documents: &[Document]) -> divan::counter::BytesCount {
    let bytes: usize = documents.iter().flat_map(|d| &d.parts).map(|p| p.text.len()).sum();
    divan::counter::BytesCount::new(bytes)
}

#[divan::bench]
fn tally(bencher: divan::Bencher) {
    let documents = documents();
    bencher.counter(bytes(&documents)).bench(|| tallied(&documents));
}

#[divan::bench]
fn score_and_group(bencher: divan::Bencher) {
    let documents = documents();
    let extractor = tallied(&documents);
    bencher.bench(|| extractor.finish(&Choice::default(), None));
}

#[divan::bench]
fn tally_score_and_group(bencher: divan::Bencher) {
    let documents = documents();
    bencher.counter(bytes(&documents)).bench(|| tallied(&documents).finish(&Choice::default(), None));
}
