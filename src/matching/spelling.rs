//! How an occurrence is spelt, beside the form the glossary lists.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Casing, Deviation, accents};
use crate::{
    glossary::ConceptKind,
    grammar::split_article,
    language::{Language, is_function_word, names::NameWords},
    text::{CharClass, Span, char_class, fold, is_hyphen, is_ignorable, next_word, previous_word, words},
};

/// How `source` is cased and spelt when `listed` is meant (their foldings are equal); `None` when a capital is missing
/// that the name or abbreviation needs, the accents make it another word, or other letters than those of an `exact` form
/// stand there.
pub(super) fn judge(
    source: &str,
    listed: &str,
    exact: bool,
    kind: ConceptKind,
    language: Language,
) -> Option<(Casing, Deviation)> {
    if source == listed {
        return Some((Casing::Listed, Deviation::None));
    }
    let (plain, wanted) = (plain(source), plain(listed));
    if plain == wanted {
        return Some((Casing::Listed, Deviation::Typography));
    }
    if exact || is_in_capitals(&wanted) && !is_in_capitals(&plain) {
        return None;
    }
    let common = matches!(kind, ConceptKind::Term | ConceptKind::Demonym);
    if common && is_verb_phrase(&plain, &wanted, language) {
        return None;
    }
    if !is_all_caps(&wanted) && (is_all_caps(&plain) || is_all_caps_after_article(&plain, &wanted)) {
        let (found, raised) = (plain.to_uppercase(), wanted.to_uppercase());
        return Some((
            Casing::AllCaps,
            accents::deviation(&dotless(&found), &dotless(&raised), kind, language)?,
        ));
    }
    let has_capitals = match common {
        true => has_abbreviations(&plain, &wanted),
        false => has_capitals(&plain, &wanted, language),
    };
    if !has_capitals {
        return None;
    }
    let initials = (plain.chars().next()?, wanted.chars().next()?);
    let raised = initials.0.is_uppercase() && initials.1.is_lowercase();
    let casing = if raised { Casing::Capitalised } else { Casing::Listed };
    if kind == ConceptKind::Term && language.capitalises_terms() && is_same_title(&plain, &wanted) {
        return Some((casing, Deviation::Typography));
    }
    if !raised {
        return Some((casing, accents::deviation(&plain, &wanted, kind, language)?));
    }
    let first: String = initials.1.to_uppercase().chain(wanted.chars().skip(1)).collect();
    // A people’s noun has a capital in each of its parts: un Sud-Africain.
    let same = plain == *first || is_capitalised_throughout(&plain) && plain.to_lowercase() == *wanted;
    let deviation = match same {
        true if plain == source => Deviation::None,
        true => Deviation::Typography,
        false => accents::deviation(&plain, &first, kind, language)?,
    };
    Some((casing, deviation))
}

/// Whether `plain` has a function word and a space where the listed compound has a hyphen: *est timorais* is a verb and
/// an adjective, *est-timorais* an adjective.
fn is_verb_phrase(plain: &str, listed: &str, language: Language) -> bool {
    let gap = |text: &str| text.find([' ', '-']).map(|at| (at, text[at..].starts_with(' ')));
    match (gap(plain), gap(listed)) {
        (Some((at, true)), Some((_, false))) => is_function_word(language, &plain[..at].to_lowercase()),
        _ => false,
    }
}

/// Whether two terms differ in capitals and hyphens alone.
fn is_same_title(source: &str, listed: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().map(|c| if is_hyphen(c) { ' ' } else { c }).flat_map(char::to_lowercase).collect()
    };
    letters(source) == letters(listed)
}

/// The text with plain capitals for the ones that Turkish and Azerbaijani have for i.
fn dotless(text: &str) -> Cow<'_, str> {
    if text.contains('İ') { Cow::Owned(text.replace('İ', "I")) } else { Cow::Borrowed(text) }
}

/// Whether each word that is listed in capitals throughout is written so: *si* is no SI.
fn has_abbreviations(source: &str, listed: &str) -> bool {
    !listed.contains(char::is_uppercase)
        || words(source).zip(words(listed)).all(|(found, wanted)| {
            let wanted = wanted.of(listed);
            !is_all_caps(wanted) || found.of(source) == wanted
        })
}

/// The text in NFC with plain apostrophes, hyphens and single spaces, nothing without width.
fn plain(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let simple = |&byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'\'' | b'.' | b'_');
    let single = |pair: &[u8]| pair[0] != b' ' || pair[1] != b' ';
    if bytes.iter().all(|byte| *byte == b' ' || simple(byte)) && bytes.windows(2).all(single) {
        return Cow::Borrowed(text);
    }
    let changes = |c: char| {
        is_ignorable(c)
            || match char_class(c) {
                CharClass::Space => c != ' ',
                CharClass::Apostrophe => c != '\'',
                CharClass::Dash => c != '-' && is_hyphen(c),
                _ => false,
            }
    };
    if is_nfc(text) && !text.contains(changes) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_ignorable(c)).nfc() {
        match char_class(c) {
            CharClass::Space if out.ends_with(' ') => {}
            CharClass::Space => out.push(' '),
            CharClass::Apostrophe => out.push('\''),
            CharClass::Dash if is_hyphen(c) => out.push('-'),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether every part of a compound starts with a capital: *Sud-Africain*.
fn is_capitalised_throughout(plain: &str) -> bool {
    plain.contains('-')
        && plain.split('-').all(|part| part.starts_with(char::is_uppercase) && !part.contains(' '))
}

/// Whether a form is written in capitals throughout, but for the s of a plural: OR, G7, *NGOs*.
fn is_in_capitals(form: &str) -> bool {
    let capitals = |form: &str| form.contains(char::is_uppercase) && !form.contains(char::is_lowercase);
    let stem = form.strip_suffix('s').filter(|stem| stem.chars().nth(1).is_some());
    capitals(form) || stem.is_some_and(capitals)
}

/// Whether the text has two letters or more and all of them are capitals.
pub(super) fn is_all_caps(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).take(2).count() == 2
        && text.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
}

/// How a part of a person’s name, the given name or the surname, is spelt when `listed` is meant (their foldings are
/// equal). Words in capitals are the author’s, and so is the capital of a particle at its start.
pub(super) fn judge_part(source: &str, listed: &str, language: Language) -> Deviation {
    if source == listed {
        return Deviation::None;
    }
    let (plain, wanted) = (plain(source), plain(listed));
    if plain == wanted {
        return Deviation::Typography;
    }
    let mut pieces = words(&plain).zip(words(&wanted)).enumerate();
    let (mut ends, mut worst) = ((0, 0), Deviation::None);
    let same = pieces.all(|(at, (found, listed))| {
        let gaps = (&plain[ends.0..found.start], &wanted[ends.1..listed.start]);
        ends = (found.end, listed.end);
        let (found, listed) = (found.of(&plain), listed.of(&wanted));
        if found != listed && !(at == 0 && is_capitalised(found, listed)) {
            let deviation = match is_all_caps(found) && !is_all_caps(listed) {
                true => accents::deviation(
                    &dotless(found),
                    &dotless(&listed.to_uppercase()),
                    ConceptKind::Person,
                    language,
                ),
                false => accents::deviation(found, listed, ConceptKind::Person, language),
            };
            match deviation {
                None | Some(Deviation::Spelling) => return false,
                Some(deviation @ Deviation::House { .. }) => worst = deviation,
                Some(_) if worst == Deviation::None => worst = Deviation::Typography,
                Some(_) => {}
            }
        }
        gaps.0 == gaps.1
    });
    if same && plain[ends.0..] == wanted[ends.1..] { worst } else { Deviation::Spelling }
}

/// Whether `found` is `listed` with a capital for its small initial.
fn is_capitalised(found: &str, listed: &str) -> bool {
    let (mut found, mut listed) = (found.chars(), listed.chars());
    let initials = found.next().zip(listed.next());
    initials.is_some_and(|(found, listed)| listed.to_uppercase().eq([found])) && found.eq(listed)
}

/// Whether a form is an abbreviation that letters of a common word may spell: SI, EAU.
pub(crate) fn is_short_abbreviation(listed: &str) -> bool {
    listed.len() <= 4 && is_all_caps(listed)
}

/// Whether the words beside a span are in capitals: an abbreviation there could be any word.
pub(crate) fn in_line_of_capitals(text: &str, span: Span) -> bool {
    let beside = [previous_word(text, span.start), next_word(text, span.end)];
    let mut words = beside.into_iter().flatten().map(|word| word.of(text)).peekable();
    words.peek().is_some() && words.all(is_all_caps)
}

/// Whether an abbreviation that was found is a word such as *si* or *or* in a line of capitals.
pub(super) fn is_common_word(text: &str, span: Span, listed: &str, language: Language) -> bool {
    is_short_abbreviation(listed)
        && NameWords::of(language).opens_sentence(&fold(listed))
        && in_line_of_capitals(text, span)
}

/// Whether only the article that is part of the name is not in capitals: *Le CAIRE*.
fn is_all_caps_after_article(text: &str, listed: &str) -> bool {
    let (article, bare) = split_article(text);
    article.starts_with(char::is_uppercase) && split_article(listed).0 == article && is_all_caps(bare)
}

/// Whether each capitalised word of the listed name has its capital, and a short abbreviation all of them.
fn has_capitals(source: &str, listed: &str, language: Language) -> bool {
    words(source).zip(words(listed)).all(|(found, wanted)| {
        let (found, wanted) = (found.of(source), wanted.of(listed));
        let Some(first) = wanted.chars().next().filter(|c| c.is_uppercase()) else { return true };
        if !found.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        // «Sommet de l’Otan» is that of l’OTAN, but «Ce» is no CE, «Eau» no EAU, and «Sont» no SONT.
        let abbreviation = is_all_caps(wanted) && first.is_alphabetic();
        !abbreviation
            || is_all_caps(found)
            || (wanted.chars().count() > 3 && !NameWords::of(language).opens_sentence(&fold(found)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str, listed: &str) -> Option<(Casing, Deviation)> {
        let is_name = listed.starts_with(char::is_uppercase);
        let kind = if is_name { ConceptKind::City } else { ConceptKind::Demonym };
        judge(source, listed, false, kind, Language::French)
    }

    const PLAIN: Deviation = Deviation::House { capitals: Some(false), diacritics: false };
    const ACCENTED: Deviation = Deviation::House { capitals: Some(true), diacritics: false };

    #[test]
    fn typography_is_no_spelling() {
        use {Casing::*, Deviation::*};
        assert_eq!(of("Haut-Karabakh", "Haut-Karabakh"), Some((Listed, None)));
        assert_eq!(of("Haut\u{2011}Karabakh", "Haut-Karabakh"), Some((Listed, Typography)));
        assert_eq!(of("République d’Artsakh", "République d'Artsakh"), Some((Listed, Typography)));
        assert_eq!(of("Ilham\u{a0}Aliev", "Ilham Aliev"), Some((Listed, Typography)));
        assert_eq!(of("Nakhitche\u{301}van", "Nakhitchévan"), Some((Listed, Typography)));
        assert_eq!(of("Haut Karabakh", "Haut-Karabakh"), Some((Listed, Spelling)));
        assert_eq!(of("Haut–Karabakh", "Haut-Karabakh"), Some((Listed, Spelling)));
        assert_eq!(of("sud soudanais", "sud-soudanais"), Some((Listed, Spelling)));
        assert_eq!(of("est timorais", "est-timorais"), Option::None, "a verb and an adjective");
        assert_eq!(of("Stépanakert", "Stepanakert"), Some((Listed, Spelling)));
    }

    #[test]
    fn capitals() {
        use {Casing::*, Deviation::*};
        assert_eq!(of("ERDOGAN", "Erdoğan"), Some((AllCaps, PLAIN)));
        assert_eq!(of("ERDOĞAN", "Erdoğan"), Some((AllCaps, Typography)));
        assert_eq!(of("Le CAIRE", "Le Caire"), Some((AllCaps, Typography)));
        assert_eq!(of("STÉPANAKERT", "Stepanakert"), Some((AllCaps, ACCENTED)));
        assert_eq!(of("STEPANA-KERT", "Stepanakert"), Some((AllCaps, Spelling)));
        assert_eq!(of("Ecosse", "Écosse"), Some((Listed, PLAIN)));
        assert_eq!(of("Ecossais", "écossais"), Some((Capitalised, PLAIN)));
        assert_eq!(of("Azéris", "azéris"), Some((Capitalised, None)));
        assert_eq!(of("Azeris", "azéris"), Some((Capitalised, Spelling)));
        assert_eq!(of("Sud-Africain", "sud-africain"), Some((Capitalised, None)));
        assert_eq!(of("Sud-africain", "sud-africain"), Some((Capitalised, None)));
        assert_eq!(of("Eau", "EAU"), Option::None);
        assert_eq!(of("haut-Karabakh", "Haut-Karabakh"), Option::None);
        assert_eq!(of("Otan", "OTAN"), Option::None, "in capitals alone");
        assert_eq!(of("Sommet de l’Otan", "Sommet de l’OTAN"), Some((Listed, Spelling)));
        assert_eq!(of("g7", "G7"), Option::None);
        assert_eq!(of("ongs", "ONGs"), Option::None);
        assert_eq!(of("Ce", "CE"), Option::None);
        assert_eq!(of("Les", "LES"), Option::None);
    }

    #[test]
    fn an_exact_form_has_its_letters_and_any_typography() {
        let exact = |source| judge(source, "l’iGrain d’or", true, ConceptKind::Term, Language::French);
        assert_eq!(exact("l’iGrain d’or"), Some((Casing::Listed, Deviation::None)));
        assert_eq!(exact("l'iGrain\u{a0}d'or"), Some((Casing::Listed, Deviation::Typography)));
        for other in ["l’Igrain d’or", "L’iGrain d’or", "L’IGRAIN D’OR", "l’iGraïn d’or"] {
            assert_eq!(exact(other), None, "{other}");
        }
    }
}
