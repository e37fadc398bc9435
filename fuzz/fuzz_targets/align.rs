//! Any two texts, a segment a line: every segment of both sides stands in one bead, in order.
#![no_main]

use drogman::align::{Options, Pair, align};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let source: Vec<&str> = input.0.lines().collect();
    let target: Vec<&str> = input.1.lines().collect();
    let alignments = align(&[Pair { source: &source, target: &target }], &Options::default());
    let (mut next_source, mut next_target) = (0, 0);
    for bead in &alignments[0].beads {
        assert_eq!(
            (bead.source.start, bead.target.start),
            (next_source, next_target),
            "beads follow each other"
        );
        assert!((0.0..=1.0).contains(&bead.confidence), "{}", bead.confidence);
        (next_source, next_target) = (bead.source.end, bead.target.end);
    }
    assert_eq!((next_source, next_target), (source.len(), target.len()), "every segment stands in a bead");
});
