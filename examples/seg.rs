use std::io::{Read, Write};
fn main() {
    let lang = std::env::args().nth(1).unwrap_or("fr".into());
    let s = drogman::segment::Segmenter::new(lang.parse().unwrap());
    let mut t = String::new();
    std::io::stdin().read_to_string(&mut t).unwrap();
    let mut out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for block in t.split('\n') {
        for span in s.segments(block) {
            out.write_all(span.of(block).as_bytes()).unwrap();
            out.write_all(b"\n").unwrap();
        }
    }
}
