//! Measures peers as whole processes; not shipped.
use std::io::{Read, Write};
fn main() {
    let which = std::env::args().nth(1).unwrap();
    let mut t = String::new();
    std::io::stdin().read_to_string(&mut t).unwrap();
    let mut out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for block in t.split('\n') {
        if block.is_empty() {
            continue;
        }
        if which == "icu" {
            let s = icu_segmenter::SentenceSegmenter::new(Default::default());
            let mut last = 0;
            for b in s.segment_str(block) {
                if b > last {
                    out.write_all(block[last..b].trim().as_bytes()).unwrap();
                    out.write_all(b"\n").unwrap();
                }
                last = b;
            }
        } else if which == "sentencex" {
            for s in sentencex::segment("fr", block) {
                let s: &str = s.as_ref();
                out.write_all(s.trim().as_bytes()).unwrap();
                out.write_all(b"\n").unwrap();
            }
        }
    }
}
