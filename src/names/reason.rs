//! Why two names are, or are not, taken for one: a short phrase for people.

use std::fmt;

use super::compare::Comparison;
use super::spelling::{GAP, Spelling};

/// Why two names got their score. Prints as a short phrase: `ch = sh, -ian = -yan`.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The same letters, whatever the case, the apostrophes, the hyphens and most accents.
    Same,
    /// One name in two spellings, or nearly: what differs.
    Spelling(Differences),
    /// A man's name and a woman's.
    Gender(String, String),
    /// Another number in the name.
    Numbers,
    /// Nothing but a likeness.
    Other,
}

/// What differs between two spellings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// Letters that stand for each other, in the order of the first name; `-` where a word goes on.
    pub letters: Vec<(String, String)>,
    /// The words stand in another order.
    pub reordered: bool,
    /// An initial stands for a word.
    pub initials: bool,
    /// A particle, title or patronymic stands in one of the names only.
    pub left_out: bool,
    /// A word stands in one of the names only.
    pub missing: bool,
}

/// Most letter pairs that are told.
const MOST_PAIRS: usize = 4;

impl Reason {
    /// The reason for the outcome of a comparison; `related` says whether the names are alike at all.
    pub(super) fn new(c: &Comparison, a: &str, b: &str, related: bool) -> Reason {
        if c.gender {
            return Reason::Gender(a.trim().to_owned(), b.trim().to_owned());
        }
        if c.numbers {
            return Reason::Numbers;
        }
        if !related {
            return Reason::Other;
        }
        let differences = Differences {
            letters: letters(c, &Traced::new(a), &Traced::new(b)),
            reordered: c.reordered,
            initials: c.initials > 0,
            left_out: c.left_out > 0,
            missing: c.missing > 0,
        };
        if differences == Differences::default() { Reason::Same } else { Reason::Spelling(differences) }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Same => f.write_str("same letters"),
            Reason::Gender(a, b) => write!(f, "gender: {a}/{b}"),
            Reason::Numbers => f.write_str("other number"),
            Reason::Other => f.write_str("other name"),
            Reason::Spelling(d) => {
                let mut parts: Vec<String> =
                    d.letters.iter().take(MOST_PAIRS).map(|(x, y)| format!("{x} = {y}")).collect();
                if d.letters.len() > MOST_PAIRS {
                    parts.push("…".into());
                }
                for (set, phrase) in [
                    (d.reordered, "other order"),
                    (d.initials, "initial"),
                    (d.left_out, "particle or patronymic left out"),
                    (d.missing, "a word more or less"),
                ] {
                    if set {
                        parts.push(phrase.into());
                    }
                }
                f.write_str(&parts.join(", "))
            }
        }
    }
}

/// A spelling that remembers which characters its letters come from.
struct Traced {
    text: String,
    spelling: Spelling,
    /// Byte offset in `text` of each letter, and the end.
    offsets: Vec<usize>,
}

impl Traced {
    fn new(name: &str) -> Traced {
        let (spelling, text, offsets) = Spelling::traced(name);
        Traced { text, spelling, offsets }
    }

    fn piece(&self, range: std::ops::Range<usize>) -> &str {
        let (start, end) = (self.offsets[range.start], self.offsets[range.end.max(range.start)]);
        self.text.get(start..end).unwrap_or("").trim_matches(|c: char| c.is_whitespace() || c == '-')
    }

    /// The end of the word that letter `i` is in.
    fn word_end(&self, i: usize) -> usize {
        let letters = &self.spelling.letters;
        (i..letters.len()).find(|&k| letters[k] == GAP).unwrap_or(letters.len())
    }

    fn starts(&self, i: usize) -> bool {
        i == 0 || self.spelling.letters.get(i - 1) == Some(&GAP)
    }
}

/// The letters of one difference in the first and the second name.
type Run = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The differences of a comparison; one where a letter stands for nothing joins its neighbour.
fn runs(c: &Comparison, a: &Traced, b: &Traced) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for step in &c.steps {
        if step.x.end > a.spelling.letters.len() || step.y.end > b.spelling.letters.len() {
            continue;
        }
        let empty = |x: &std::ops::Range<usize>, y: &std::ops::Range<usize>| x.is_empty() || y.is_empty();
        match runs.last_mut() {
            Some((x, y))
                if x.end == step.x.start
                    && y.end == step.y.start
                    && (empty(x, y) || empty(&step.x, &step.y)) =>
            {
                x.end = step.x.end;
                y.end = step.y.end;
            }
            _ => runs.push((step.x.clone(), step.y.clone())),
        }
    }
    runs
}

/// The letter pairs of a comparison, with as much around them as makes them readable: `tch = ch` rather than
/// `tc = c`, a short end whole (`-ian = -yan`).
fn letters(c: &Comparison, a: &Traced, b: &Traced) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for (mut x, mut y) in runs(c, a, b) {
        while x.len() > 1 && y.len() > 1 && a.spelling.letters[x.start] == b.spelling.letters[y.start] {
            (x.start, y.start) = (x.start + 1, y.start + 1);
        }
        let h = |t: &Traced, i: usize| t.spelling.letters.get(i) == Some(&H);
        if h(a, x.end) && h(b, y.end) && !(x.is_empty() && y.is_empty()) {
            (x.end, y.end) = (x.end + 1, y.end + 1);
        }
        let first = a.starts(x.start) && b.starts(y.start);
        let (ex, ey) = (a.word_end(x.end), b.word_end(y.end));
        let last = ex - x.end == ey - y.end && ex - x.end <= 2 && !first;
        // An empty side says nothing: show the letter beside it.
        if (x.is_empty() || y.is_empty()) && first && x.end < ex && y.end < ey {
            (x.end, y.end) = (x.end + 1, y.end + 1);
        } else if (x.is_empty() || y.is_empty()) && !first && x.start > 0 && y.start > 0 {
            (x.start, y.start) = (x.start - 1, y.start - 1);
        }
        if last {
            (x.end, y.end) = (ex, ey);
        }
        let shown = |s: &str| match s {
            "" => "∅".to_owned(),
            s if last => format!("-{s}"),
            s if first => format!("{s}-"),
            s => s.to_owned(),
        };
        let pair = (shown(a.piece(x)), shown(b.piece(y)));
        if pair.0 != pair.1 && !told.contains(&pair) {
            told.push(pair);
        }
    }
    told
}

/// The letter h, the second half of sh, ch, kh, gh, zh.
const H: super::spelling::Letter = 8;
