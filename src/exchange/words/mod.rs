//! The words of what is written for people, in the languages they read: `words.tsv` is their only home.

use std::{fmt, str::FromStr, sync::LazyLock};

use rustc_hash::FxHashMap;

/// The language in which sheets, reports and workbooks speak to their reader. It is not that of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ui {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

/// The words by key.
static WORDS: LazyLock<FxHashMap<&str, [&str; 2]>> = LazyLock::new(|| lines().collect());

/// The French words of each closed list, in small letters, with their keys.
static FRENCH: LazyLock<FxHashMap<&str, FxHashMap<String, &str>>> = LazyLock::new(|| {
    let mut lists: FxHashMap<&str, FxHashMap<String, &str>> = FxHashMap::default();
    for (key, [_, french]) in lines() {
        if let Some((list, value)) = key.split_once('.') {
            lists.entry(list).or_default().insert(french.to_lowercase(), value);
        }
    }
    lists
});

/// The word of a closed list as programs have it, whatever language a person wrote it in; any other text as it is.
pub(super) fn own_word<'w>(list: &str, word: &'w str) -> &'w str {
    let known = || FRENCH.get(list)?.get(word.trim().to_lowercase().as_str()).copied();
    known().unwrap_or(word)
}

/// The lines of the file: a key, its English and its French.
fn lines() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    let lines = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (key, words) = line.split_once('\t')?;
        let (english, french) = words.split_once('\t')?;
        Some((key, [english, french]))
    })
}

impl Ui {
    /// Every one of them.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// Its code: `en`, `fr`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The language of a locale: that of the first of its variables (`LC_ALL`, `LC_MESSAGES`, `LANG`) that says
    /// anything; English for every other than French.
    ///
    /// ```
    /// use drogman::exchange::Ui;
    /// assert_eq!(Ui::of_locale(["", "fr_CA.UTF-8", "en_GB"]), Ui::French);
    /// assert_eq!(Ui::of_locale(["C", "fr_FR"]), Ui::English);
    /// assert_eq!(Ui::of_locale([]), Ui::English);
    /// ```
    pub fn of_locale<'v>(variables: impl IntoIterator<Item = &'v str>) -> Self {
        let said = variables.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
        let language = said.split(['_', '.', '@', '-']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("fr") { Self::French } else { Self::English }
    }

    /// The words of a key; the key where it has none.
    pub(super) fn say(self, key: &str) -> &str {
        WORDS.get(key).map_or(key, |words| words[self as usize])
    }

    /// The word for `value` in a closed list; the value itself where it is not of the list.
    pub(super) fn name<'v>(self, list: &str, value: &'v str) -> &'v str {
        WORDS.get(format!("{list}.{value}").as_str()).map_or(value, |words| words[self as usize])
    }

    /// So many of something: the words of `count.` and `what`.
    pub(super) fn count(self, n: usize, what: &str) -> String {
        let words = self.say(&format!("count.{what}")).to_owned();
        let (one, several) = words.split_once('|').unwrap_or((&words, &words));
        let is_one = n == 1 || n == 0 && self == Self::French;
        (if is_one { one } else { several }).replace("{n}", &self.number(n))
    }

    /// A number with its thousands apart.
    pub(super) fn number(self, n: usize) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + 6);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(if self == Self::French { '\u{202f}' } else { ',' });
            }
            out.push(digit);
        }
        out
    }
}

impl fmt::Display for Ui {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Ui {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|language| language.code() == code);
        known.ok_or_else(|| format!("«{code}» is no language of the interface: write fr or en"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages_and_once() {
        let mut keys = Vec::new();
        for line in
            include_str!("words.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "a key, English and French: {line}");
            assert!(fields.iter().all(|field| !field.trim().is_empty()), "{line}");
            let numbers = |text: &str| (text.matches("{n}").count(), text.matches('|').count());
            assert_eq!(numbers(fields[1]), numbers(fields[2]), "{line}");
            keys.push(fields[0]);
        }
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all, "a key stands twice");
    }

    #[test]
    fn counts_follow_their_language() {
        assert_eq!(Ui::English.count(0, "name"), "0 names");
        assert_eq!(Ui::French.count(0, "name"), "0 nom");
        assert_eq!(Ui::English.count(12345, "name"), "12,345 names");
        assert_eq!(Ui::French.number(1234567), "1\u{202f}234\u{202f}567");
    }
}
