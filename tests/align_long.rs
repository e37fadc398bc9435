//! Long texts through `align`: the memory stays bounded whatever they say, and the beads are right where the
//! text says enough.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::process::{Command, Stdio};

use drogman::align::{Options, Pair, align};

/// Numbers from a small generator, the same on each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }
}

/// A word of letters for a number; `first` keeps vocabularies apart.
fn word(first: char, mut number: usize) -> String {
    let mut out = String::from(first);
    for _ in 0..3 {
        out.push(char::from(b"bdfglmnprstvz"[number % 13]));
        out.push(char::from(b"aeiou"[number / 13 % 5]));
        number /= 65;
    }
    out
}

/// Aligns two lists of segments through the binary within 700 MB of address space.
fn beads_in_700_mb(source: &[String], target: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, lines) in [("a.fr", source), ("a.en", target)] {
        std::fs::write(folder.path().join(name), lines.join("\n") + "\n").expect("a file");
    }
    let script =
        "ulimit -v 700000; exec \"$0\" align a.fr a.en --segmented -g none --format beads -q --threads 2";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_drogman")])
        .current_dir(folder.path())
        .stderr(Stdio::inherit())
        .output()
        .expect("drogman runs");
    // 1: the texts do not seem to be translations of each other.
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}", output.status);
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

/// The segments of one side of the beads, in their order.
fn said(beads: &[String], side: usize) -> Vec<usize> {
    let sides = beads.iter().filter_map(|bead| bead.split("]:[").nth(side));
    let numbers = sides.flat_map(|side| side.trim_matches(['[', ']']).split(','));
    numbers.filter_map(|n| n.trim().parse().ok()).collect()
}

#[test]
fn long_texts_with_nothing_in_common_fit_in_memory() {
    const SEGMENTS: usize = 24_000;
    let mut random = Random(1);
    let mut side = |first: char| -> Vec<String> {
        (0..SEGMENTS).map(|_| format!("{} {}", word(first, random.below(300)), word(first, 300))).collect()
    };
    let (source, target) = (side('k'), side('w'));
    let beads = beads_in_700_mb(&source, &target);
    for number in [0, 1] {
        assert_eq!(said(&beads, number), (0..SEGMENTS).collect::<Vec<_>>(), "every segment once, in order");
    }
}

/// Every word stands some thirty times, two near each other mostly once; 1,500 segments in a row and one of forty are left out.
#[test]
fn long_texts_without_a_rare_word_are_aligned() {
    const SEGMENTS: usize = 24_000;
    let left_out = |k: usize| (9_000..10_500).contains(&k) || k.is_multiple_of(40);
    let mut random = Random(2);
    let (mut source, mut target, mut gold) = (Vec::new(), Vec::new(), Vec::new());
    for k in 0..SEGMENTS {
        let words: Vec<String> = (0..3).map(|_| word('k', random.below(2_000))).collect();
        source.push(words.join(" "));
        let mut bead = format!("[{k}]:[");
        if !left_out(k) {
            let _ = write!(bead, "{}", target.len());
            target.push(words.iter().rev().map(String::as_str).collect::<Vec<_>>().join(" "));
        }
        gold.push(bead + "]");
    }
    let beads: HashSet<String> = beads_in_700_mb(&source, &target).into_iter().collect();
    let right = gold.iter().filter(|bead| beads.contains(*bead)).count();
    assert!(right * 100 >= SEGMENTS * 98, "{right} of {SEGMENTS} beads are right");
}

/// Words that begin alike are too many to be compared; the same word is the same all the same.
#[test]
fn identical_words_agree_however_many_begin_alike() {
    let lines: Vec<String> = (0..600).map(|k| format!("Abcd{}", &word('x', k)[3..])).collect();
    let kept: Vec<&str> =
        (lines.iter().enumerate()).filter(|(k, _)| k % 5 != 4).map(|(_, l)| l.as_str()).collect();
    let source: Vec<&str> = lines.iter().map(String::as_str).collect();
    let alignment = align(&[Pair { source: &source, target: &kept }], &Options::default()).remove(0);
    let right = (alignment.beads.iter())
        .filter(|b| b.source.len() == 1 && b.target.len() == 1)
        .filter(|b| source[b.source.start] == kept[b.target.start]);
    assert!(right.count() * 100 >= kept.len() * 95);
}

/// Shapes that say nothing: every segment still stands in one bead, in order.
#[test]
fn long_texts_of_any_shape_are_lined_up() {
    let same = |size: usize| vec!["Le maire parle."; size];
    let empty = |size: usize| vec![""; size];
    for (source, target) in [
        (same(40_000), same(10)),
        (same(10), same(40_000)),
        (same(9_000), same(9_000)),
        (empty(3_000), same(3_000)),
        (empty(9_000), empty(8_000)),
        (same(50), same(50 * 180)),
    ] {
        let alignment = align(&[Pair { source: &source, target: &target }], &Options::default()).remove(0);
        let sources = alignment.beads.iter().flat_map(|b| b.source.clone());
        let targets = alignment.beads.iter().flat_map(|b| b.target.clone());
        assert!(sources.eq(0..source.len()), "{} × {}", source.len(), target.len());
        assert!(targets.eq(0..target.len()), "{} × {}", source.len(), target.len());
    }
}
