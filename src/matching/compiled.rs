//! The shipped glossary, compiled ahead of time for the two languages it pairs.

use super::{Matcher, PatternError};
use crate::{
    glossary::{Glossary, compiled},
    language::{Language, PerLanguage},
};

/// The compiled file of a language.
fn file(language: Language) -> &'static [u8] {
    macro_rules! compiled {
        ($name:literal) => {
            include_bytes!(concat!("../glossary/compiled/", $name))
        };
    }
    match language.code() {
        "fr" => compiled!("fr.bin"),
        "en" => compiled!("en.bin"),
        _ => &[],
    }
}

impl Matcher {
    /// The shipped glossary compiled for a language, once.
    ///
    /// # Errors
    /// When a pattern of the glossary is no regular expression, which the shipped one has none of.
    ///
    /// ```
    /// use drogman::{language::Language, matching::Matcher};
    /// let french = Matcher::embedded(Language::French).unwrap();
    /// assert_eq!(french.find_in("De Tbilissi à Bakou.").occurrences.len(), 2);
    /// ```
    pub fn embedded(language: Language) -> Result<&'static Self, PatternError> {
        static MATCHERS: PerLanguage<Matcher> = PerLanguage::new();
        MATCHERS.get_or_try_init(language, || {
            compiled::read(file(language)).map_or_else(|| Self::new(Glossary::embedded(), language), Ok)
        })
    }
}

/// The files of `src/glossary/compiled/`, by name: what the tool that compiles the shipped glossary writes.
///
/// # Errors
/// As [`Matcher::new`].
#[doc(hidden)]
pub fn compile_embedded() -> Result<Vec<(String, Vec<u8>)>, PatternError> {
    let glossary = Glossary::embedded_reading().glossary;
    let mut files = vec![("glossary.bin".to_owned(), compiled::write(&glossary))];
    for language in Language::ALL {
        let matcher = Matcher::new(&glossary, language)?;
        // A compiled pattern cannot be written down: such a glossary is compiled at every start.
        let file = if matcher.patterns.is_empty() { compiled::write(&matcher) } else { Vec::new() };
        files.push((format!("{language}.bin"), file));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_glossary_is_that_of_its_files() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/glossary/compiled/");
        for (name, bytes) in compile_embedded().unwrap() {
            let there = std::fs::read(format!("{folder}{name}")).unwrap();
            assert!(!bytes.is_empty(), "{name}: write `case: exact` for a pattern");
            assert!(there == bytes, "{name} is out of date: run `cargo run --example compile-glossary`");
        }
        assert_eq!(
            compiled::read::<Glossary>(include_bytes!("../glossary/compiled/glossary.bin")).as_ref(),
            Some(Glossary::embedded())
        );
    }
}
