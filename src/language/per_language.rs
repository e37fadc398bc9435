use std::sync::OnceLock;

use super::Language;

/// A value for each language, made when it is first asked for.
///
/// ```
/// use drogman::language::{Language, PerLanguage};
/// static GREETINGS: PerLanguage<String> = PerLanguage::new();
/// let greeting = GREETINGS.get_or_init(Language::French, || "bonjour".to_owned());
/// assert_eq!(greeting, GREETINGS.get_or_init(Language::French, || unreachable!()));
/// ```
#[derive(Debug)]
pub struct PerLanguage<T>([OnceLock<T>; Language::ALL.len()]);

impl<T> PerLanguage<T> {
    /// Nothing made yet.
    pub const fn new() -> Self {
        Self([const { OnceLock::new() }; Language::ALL.len()])
    }

    /// The value for `language`; `make` is called for the first who asks.
    pub fn get_or_init(&self, language: Language, make: impl FnOnce() -> T) -> &T {
        self.0[language.number()].get_or_init(make)
    }
}

impl<T> Default for PerLanguage<T> {
    fn default() -> Self {
        Self::new()
    }
}
