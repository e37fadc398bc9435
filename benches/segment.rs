//! Segments per second, side by side with other segmenters on the same text.
//!
//! `cargo bench --bench segment`. The text is the file named in DROGMAN_BENCH, else the seed articles,
//! repeated to 4 MB; every segmenter is given one paragraph at a time. Divan prints bytes per second; the
//! ratios follow.

use std::{hint::black_box, time::Instant};

use divan::{Bencher, counter::BytesCount};
use drogman::{language::Language, segment::Segmenter};
use unicode_segmentation::UnicodeSegmentation as _;

/// Bytes of text.
const SIZE: usize = 4 << 20;

fn text() -> &'static str {
    static TEXT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    TEXT.get_or_init(|| {
        let article = match std::env::var_os("DROGMAN_BENCH") {
            Some(path) => std::fs::read_to_string(path).expect("DROGMAN_BENCH names a UTF-8 text"),
            None => [
                include_str!("../seeds/000_523fc53090be53e1.txt"),
                include_str!("../seeds/001_a566a50f329a2f8a.txt"),
                include_str!("../seeds/002_5568c2f5bfe2e384.txt"),
                include_str!("../seeds/003_d4482ea0a90faaac.txt"),
                include_str!("../seeds/004_1c197e62a4ef85a6.txt"),
            ]
            .join("\n"),
        };
        article.repeat(SIZE / article.len().max(1) + 1)
    })
}

fn paragraphs() -> impl Iterator<Item = &'static str> {
    text().lines().filter(|line| !line.is_empty())
}

fn drogman_segments() -> usize {
    let segmenter = Segmenter::new(Language::French);
    paragraphs().map(|paragraph| segmenter.segments(paragraph).count()).sum()
}

fn icu_segments() -> usize {
    let segmenter = icu_segmenter::SentenceSegmenter::new(
        icu_segmenter::options::SentenceBreakInvariantOptions::default(),
    );
    paragraphs().map(|paragraph| segmenter.segment_str(paragraph).count().saturating_sub(1)).sum()
}

fn uax29_segments() -> usize {
    paragraphs().map(|paragraph| paragraph.unicode_sentences().count()).sum()
}

fn sentencex_segments() -> usize {
    paragraphs().map(|paragraph| sentencex::segment("fr", paragraph).len()).sum()
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn drogman(bencher: Bencher) {
    bencher.counter(BytesCount::new(text().len())).bench(|| black_box(drogman_segments()));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn icu_segmenter_crate(bencher: Bencher) {
    bencher.counter(BytesCount::new(text().len())).bench(|| black_box(icu_segments()));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn unicode_segmentation_crate(bencher: Bencher) {
    bencher.counter(BytesCount::new(text().len())).bench(|| black_box(uax29_segments()));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn sentencex_crate(bencher: Bencher) {
    bencher.counter(BytesCount::new(text().len())).bench(|| black_box(sentencex_segments()));
}

fn main() {
    divan::main();
    // Interleaved, the best of five: what the machine does besides hits all of them alike.
    type Run = (&'static str, fn() -> usize);
    let all: [Run; 4] = [
        ("drogman", drogman_segments),
        ("icu_segmenter", icu_segments),
        ("unicode-segmentation", uax29_segments),
        ("sentencex", sentencex_segments),
    ];
    let mut best = [f64::INFINITY; 4];
    for _ in 0..5 {
        for (time, (_, run)) in best.iter_mut().zip(all) {
            let start = Instant::now();
            black_box(run());
            *time = time.min(start.elapsed().as_secs_f64());
        }
    }
    for (time, (name, _)) in best.iter().zip(all) {
        let speed = text().len() as f64 / time / 1e6;
        println!("{name:<22}{speed:>8.0} MB/s   drogman is {:>5.1} times as fast", time / best[0]);
    }
}
