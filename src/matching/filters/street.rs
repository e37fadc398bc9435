//! Names that are part of the name of a street (N6).

use super::{Block, HitInContext, protected::overlaps_one_of};
use crate::{
    language::{
        Language, StreetWord,
        names::{NameWords, StreetReach},
    },
    matching::surroundings::{Surroundings, is_spaces},
    text::{Span, fold, is_apostrophe, previous_word},
};

/// Drops what is part of the name of a street, and whatever overlaps it.
pub(in crate::matching) fn drop_street_names(block: Block<'_>, hits: &mut Vec<HitInContext<'_>>) {
    let streets = hits.iter().filter(|hit| names_a_street(&hit.around, block.language));
    let mut streets: Vec<Span> = streets.map(|hit| hit.found.span).collect();
    if !streets.is_empty() {
        streets.sort_unstable();
        hits.retain(|hit| !overlaps_one_of(&streets, hit.found.span));
    }
}

/// Whether a street word makes the span part of the name of a street (N6).
///
/// ```
/// use drogman::{language::Language, matching::in_street_name, text::Span};
/// let text = "rue Aliev";
/// assert!(in_street_name(text, Span::new(4, 9), Language::French));
/// let text = "vue Aliev";
/// assert!(!in_street_name(text, Span::new(4, 9), Language::French));
/// ```
pub fn in_street_name(text: &str, span: Span, language: Language) -> bool {
    names_a_street(&Surroundings::new(text, span), language)
}

fn names_a_street(around: &Surroundings<'_>, language: Language) -> bool {
    let lists = NameWords::of(language);
    match language.street_word() {
        StreetWord::AfterName => is_before_street_word(around, lists),
        StreetWord::BeforeName => is_after_street_word(around, lists),
    }
}

/// «Aliev Street».
fn is_before_street_word(around: &Surroundings<'_>, lists: &NameWords) -> bool {
    around.after().is_some_and(|word| {
        word.is_spaced()
            && word.written.starts_with(char::is_uppercase)
            && lists.odonym(word.folded()).is_some()
    })
}

/// How many words before a name may lead to its street word: «rue du président de la».
const MAX_WORDS: usize = 5;

/// «rue Aliev», «avenue du président Aliev».
fn is_after_street_word(around: &Surroundings<'_>, lists: &NameWords) -> bool {
    // Most words lead to no street, which needs no folding to tell.
    if !around.before().is_some_and(|word| lists.may_lead_to_street(word.written)) {
        return false;
    }
    let text = around.text;
    let mut at = around.span.start;
    let mut over_preposition = false;
    for _ in 0..MAX_WORDS {
        let Some(word) = previous_word(text, at) else { return false };
        let gap = &text[word.end..at];
        if !lists.may_lead_to_street(word.of(text)) {
            return false;
        }
        let folded = fold(word.of(text));
        let elided = gap.chars().all(is_apostrophe);
        let after_stop = gap.starts_with('.') && is_spaces(&gap[1..]);
        if !is_spaces(gap) && !elided && !after_stop {
            return false;
        }
        if let Some(reaches) = lists.odonym(&folded) {
            let idiom = folded == "place"
                && previous_word(text, word.start)
                    .is_some_and(|w| matches!(&*fold(w.of(text)), "sur" | "en" | "de"));
            let reaches = match reaches {
                StreetReach::OverPreposition => true,
                StreetReach::Beside => !over_preposition || follows_house_number(text, word.start),
                StreetReach::InAddress => follows_house_number(text, word.start),
            };
            return !elided && reaches && !idiom;
        }
        match &*folded {
            "de" | "du" | "des" | "la" => over_preposition = true,
            "d" | "l" if elided => over_preposition = true,
            // rue du président Aliev
            _ if lists.title(&folded).is_some() => {}
            _ => return false,
        }
        at = word.start;
    }
    false
}

/// Digits of the number of a house, at most; four of them are a year.
const MAX_HOUSE_DIGITS: usize = 3;

/// Whether the number of a house stands before `at`: «3, chemin», «3 bis, chemin».
fn follows_house_number(text: &str, at: usize) -> bool {
    let parted = |word: Span, at: usize| {
        let gap = text[word.end..at].trim_start_matches(',');
        gap.is_empty() || is_spaces(gap)
    };
    let Some(mut word) = previous_word(text, at).filter(|&word| parted(word, at)) else { return false };
    if matches!(&*fold(word.of(text)), "bis" | "ter" | "quater" | "a" | "b" | "c") {
        let number = previous_word(text, word.start).filter(|&number| parted(number, word.start));
        let Some(number) = number else { return false };
        word = number;
    }
    let number = word.of(text).trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=MAX_HOUSE_DIGITS).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets() {
        let french = |text: &str| {
            let start = text.find("Aliev").unwrap();
            in_street_name(text, Span::new(start, start + 5), Language::French)
        };
        for text in [
            "rue Aliev",
            "avenue d'Aliev",
            "la place Aliev",
            "Boulevard de l'Aliev",
            "avenue du président Aliev",
            "quai Aliev",
            "bd. Aliev",
            "près du quai d'Aliev",
            "au 3, chemin d'Aliev",
            "3 bis, chemin d'Aliev",
            "20 cours Aliev",
            "7b, place d'Aliev",
        ] {
            assert!(french(text), "{text}");
        }
        for text in [
            "la place d'Aliev",
            "dans la rue, Aliev",
            "sur place Aliev",
            "le chemin d'Aliev",
            "en 2020, cours Aliev",
            "resté à quai à Aliev",
            "Aliev",
        ] {
            assert!(!french(text), "{text}");
        }
    }
}
