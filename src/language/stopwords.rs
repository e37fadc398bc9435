//! Words that mean nothing alone.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static ENGLISH: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("data/en/stopwords.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Whether an English word, in lower case, neither begins nor ends a term.
pub(crate) fn is_english_stopword(word: &str) -> bool {
    ENGLISH.contains(word)
}
