//! How frequent a word is in general French.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const LIST: &str = include_str!("data/general.tsv");

struct General {
    counts: FxHashMap<&'static str, (u32, u32)>,
    total: f64,
}

fn list() -> &'static General {
    static TABLE: OnceLock<General> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut counts = FxHashMap::default();
        let mut total = 0.0;
        for line in LIST.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let Some(word) = fields.next() else { continue };
            let mut number = || fields.next().and_then(|f| f.parse().ok()).unwrap_or(0_u32);
            let pair = (number(), number());
            total += f64::from(pair.0 + pair.1);
            counts.insert(word, pair);
        }
        General { counts, total }
    })
}

/// The frequency class of `lower` for the name tagger: 0 unknown, then by powers of four, 6 at most.
/// Counted in texts the tagger was not trained on.
pub fn class(lower: &str) -> u8 {
    match list().counts.get(lower) {
        Some(&(n, _)) if n > 0 => (1 + n.ilog2() / 2).min(6) as u8,
        _ => 0,
    }
}

/// Relative frequency of `lower` (per word of running text), add-half smoothed.
pub fn frequency(lower: &str) -> f64 {
    let (a, b) = list().counts.get(lower).copied().unwrap_or((0, 0));
    (f64::from(a + b) + 0.5) / list().total
}
