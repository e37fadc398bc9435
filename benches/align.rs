//! How long alignment takes, by size: time must grow with the text, not with its square.

use divan::Bencher;
use drogman::align::{Options, Pair, align};

fn main() {
    divan::main();
}

/// Segments whose words come from a small generator; every tenth target segment is left out.
fn texts(size: usize) -> (Vec<String>, Vec<String>) {
    let mut state = 1u64;
    let mut word = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let r = (state >> 33) % 100_000;
        // Frequent words are short numbers, as in a language.
        format!("w{}", r * r / 100_000)
    };
    let source: Vec<String> =
        (0..size).map(|_| (0..15).map(|_| word()).collect::<Vec<_>>().join(" ")).collect();
    let target = source.iter().enumerate().filter(|(k, _)| k % 10 != 9).map(|(_, s)| s.clone()).collect();
    (source, target)
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn aligned(bencher: Bencher, size: usize) {
    let (source, target) = texts(size);
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    bencher.bench(|| align(&[Pair { source: &source, target: &target }], &Options::default()));
}
