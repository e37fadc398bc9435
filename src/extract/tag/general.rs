//! How frequent a word is in general French.

use super::pos::lexicon;
use crate::language::stem::lexical_stem;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const LIST: &str = include_str!("../data/general.tsv");

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

/// What an everyday word counts at least, very common or common, whatever the texts counted have.
const FLOORS: [u32; 2] = [20, 60];

/// Relative frequency of the words that share the stem `stem`, add-half smoothed.
pub fn frequency_of_stem(stem: &str) -> f64 {
    static STEMS: OnceLock<FxHashMap<&'static str, u32>> = OnceLock::new();
    let stems = STEMS.get_or_init(|| {
        let mut out: FxHashMap<&'static str, u32> = FxHashMap::default();
        for (word, (a, b)) in &list().counts {
            *out.entry(lexical_stem(word)).or_default() += a + b;
        }
        for (word, very) in lexicon::everyday() {
            let count = out.entry(lexical_stem(word)).or_default();
            *count = (*count).max(FLOORS[usize::from(very)]);
        }
        out
    });
    (f64::from(stems.get(stem).copied().unwrap_or(0)) + 0.5) / list().total
}
