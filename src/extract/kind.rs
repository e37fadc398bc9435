//! What kind of thing a name is that stands alone, without a text around it: told by its words.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::tag::{
    entities::gazetteer::{self, CITY, GIVEN, ORGANISATION, PERSON_WORD, PLACE, entries},
    pos::lexicon,
    tokeniser::tokenise,
};
use crate::{
    glossary::ConceptKind,
    language::names::{is_given_name, is_particle, patronymic},
    text::{fold, is_apostrophe, is_hyphen},
};

/// The kind of a French name or term, told by its words and those of its equivalent: a person by the given name, a
/// place or a body by the lists and by the head noun, anything else a term.
///
/// ```
/// use drogman::{extract::kind_of_name, glossary::ConceptKind};
/// assert_eq!(kind_of_name("ministère des Forêts", "Ministry of Forests"), ConceptKind::Organisation);
/// assert_eq!(kind_of_name("Marie Curie", "Marie Curie"), ConceptKind::Person);
/// assert_eq!(kind_of_name("lac Sevan", "Lake Sevan"), ConceptKind::Place);
/// assert_eq!(kind_of_name("droit d'asile", "right of asylum"), ConceptKind::Term);
/// ```
pub fn kind_of_name(name: &str, equivalent: &str) -> ConceptKind {
    if !name.chars().any(char::is_uppercase) {
        return ConceptKind::Term;
    }
    let is_article = |word: &&str| matches!(word.to_lowercase().as_str(), "le" | "la" | "les" | "l");
    let words: Vec<&str> = parts(name).skip_while(is_article).collect();
    let Some(&first) = words.first() else { return ConceptKind::Term };
    let listed = listed(name);
    if listed & ORGANISATION != 0 {
        return ConceptKind::Organisation;
    }
    if listed & (PLACE | CITY) != 0 {
        return ConceptKind::Place;
    }
    let head = first.to_lowercase();
    let capital_later = words[1..].iter().any(|word| is_capitalised(word));
    if words.len() > 1
        && Heads::get().fr_body.contains(head.as_str())
        && (is_capitalised(first) || capital_later)
    {
        return ConceptKind::Organisation;
    }
    if is_person(untitled(name), &words) {
        return ConceptKind::Person;
    }
    if is_english_body(equivalent) || has_company_tail(name) {
        return ConceptKind::Organisation;
    }
    if capital_later && Heads::get().fr_place.contains(head.as_str()) || has_shape_of_place(name) {
        return ConceptKind::Place;
    }
    if is_english_place(equivalent) && (capital_later || is_capitalised(first)) {
        return ConceptKind::Place;
    }
    if is_capitalised(first) { by_likeness(name, &words, equivalent) } else { ConceptKind::Term }
}

/// Whether a word in lower case is one of everyday French, in any of its forms.
pub(crate) fn is_everyday_word(lower: &str) -> bool {
    lexicon::is_listed(lower) || super::tag::general::class(lower) > 0
}

/// Whether a word in lower case is listed as more than a form of a verb, or met in French texts.
pub(crate) fn is_noun_or_common(lower: &str) -> bool {
    lexicon::is_listed_noun(lower) || super::tag::general::class(lower) > 0
}

/// Whether a word in lower case is common in French texts, in this form.
pub(crate) fn is_common_word(lower: &str) -> bool {
    super::tag::general::class(lower) > 2
}

/// Whether a word in lower case is listed as a city or a given name: it stands for itself.
pub(crate) fn is_listed_name(lower: &str) -> bool {
    gazetteer::classes(lower) & (CITY | GIVEN) != 0
}

/// Whether a word in lower case is a French article, preposition, pronoun, conjunction or auxiliary verb.
pub(crate) fn is_closed_class_word(lower: &str) -> bool {
    lexicon::is_closed(lower)
}

/// What no list knows: two names that are written alike in both languages are a person’s, one that is adapted to
/// each of them is a place’s.
fn by_likeness(name: &str, words: &[&str], equivalent: &str) -> ConceptKind {
    let plain = |word: &&&str| !is_capitalised(word) || is_acronym(word) || is_common(word);
    if words.iter().find(plain).is_some() || !equivalent.starts_with(char::is_uppercase) {
        return ConceptKind::Term;
    }
    let (one, other) = (fold(name), fold(equivalent));
    let spaced = name.split_whitespace().count() > 1;
    let begins_alike = one.chars().next() == other.chars().next();
    match (one == other, spaced) {
        (true, true) => ConceptKind::Person,
        (false, _) if begins_alike => ConceptKind::Place,
        _ => ConceptKind::Term,
    }
}

fn parts_words(c: char) -> bool {
    c == ' ' || is_hyphen(c) || is_apostrophe(c)
}

/// What the lists of names say of a whole name.
fn listed(name: &str) -> u16 {
    let lower = name.to_lowercase();
    let own = gazetteer::classes(&lower);
    if own & (PLACE | CITY | ORGANISATION) != 0 || !lower.contains(parts_words) {
        // A listed acronym is none in small letters; «ours» is no «OURS».
        return if name.starts_with(char::is_uppercase) { own } else { 0 };
    }
    let straight: String = lower.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    let words: Vec<String> =
        tokenise(&straight).iter().map(|token| token.text(&straight).to_owned()).collect();
    gazetteer::phrases().get(&words).copied().unwrap_or(0)
}

/// A name without the title before it: *Mme Marguerite Sauvel*.
fn untitled(name: &str) -> &str {
    let Some((first, rest)) = name.split_once(' ') else { return name };
    let title = first.trim_end_matches('.').to_lowercase();
    let is_title = gazetteer::classes(&title) & PERSON_WORD != 0;
    let is_name = rest.split(' ').next().is_some_and(is_given);
    if is_title && is_name { rest } else { name }
}

/// *Salines réunies SA*.
fn has_company_tail(name: &str) -> bool {
    const TAILS: [&str; 12] =
        ["SA", "SAS", "SARL", "SCOP", "SE", "AG", "GmbH", "Ltd", "LLC", "Inc", "plc", "SpA"];
    let last = name.rsplit_once(' ').map(|(_, last)| last.trim_end_matches('.'));
    last.is_some_and(|last| TAILS.contains(&last))
}

/// Small words within surnames, beside the particles.
const LINKS_OF_SURNAMES: [&str; 16] =
    ["de", "di", "da", "du", "des", "do", "dos", "das", "del", "della", "dello", "dal", "la", "le", "e", "y"];

/// Whether a name begins with a given name, or ends in one behind a comma, and has a surname beside it.
fn is_person(name: &str, words: &[&str]) -> bool {
    if let Some((surname, given)) = name.split_once(", ") {
        let is_surname = is_capitalised(surname) && surname.split(' ').count() <= 3;
        return is_surname && given.split(' ').next().is_some_and(is_given);
    }
    let mut whole = name.split_whitespace();
    let (Some(first), Some(last)) = (whole.next(), name.split_whitespace().last()) else { return false };
    let (mut count, mut proper) = (0, true);
    for word in whole {
        count += 1;
        proper &= is_capitalised(word)
            || is_particle(&fold(word))
            || LINKS_OF_SURNAMES.contains(&word)
            || ["d'", "d’"].iter().any(|link| word.strip_prefix(link).is_some_and(is_capitalised));
    }
    let known =
        is_given(first) || patronymic(&fold(last)).is_some() && !words.iter().any(|word| is_common(word));
    (1..=5).contains(&count) && proper && is_capitalised(first) && is_capitalised(last) && known
}

fn is_given(word: &str) -> bool {
    let folded = fold(word);
    is_capitalised(word)
        && !is_acronym(word)
        && !Heads::get().is_head(&word.to_lowercase())
        && (is_given_name(&folded) || folded.split('-').all(|part| part.len() > 1 && is_given_name(part)))
}

/// *World Salt Organisation*, *Ministry of Forests*: the last word before *of*, *for*, *on*.
fn is_english_body(equivalent: &str) -> bool {
    english_head(equivalent).is_some_and(|head| Heads::get().en_body.contains(head.as_str()))
}

/// *River Isse*, *Lake Van*, *Black Sea*.
fn is_english_place(equivalent: &str) -> bool {
    let places = &Heads::get().en_place;
    let names = equivalent.split_whitespace().filter(|word| is_capitalised(word)).count();
    let first = equivalent.split_whitespace().next().map(str::to_lowercase);
    names > 1
        && (english_head(equivalent).is_some_and(|head| places.contains(head.as_str()))
            || first.is_some_and(|first| places.contains(first.as_str())))
}

fn english_head(equivalent: &str) -> Option<String> {
    let mut words = equivalent.split_whitespace();
    let of_name = words.by_ref().take_while(|word| !matches!(*word, "of" | "for" | "on" | "in" | "against"));
    let head = of_name.last()?.trim_matches(|c: char| !c.is_alphanumeric());
    let several = equivalent.split_whitespace().count() > 1;
    (several && is_capitalised(head)).then(|| head.to_lowercase())
}

/// *Aix-en-Provence*, *Villefranche-sur-Saône*, *Saint-Malo*, *Volgograd*.
fn has_shape_of_place(name: &str) -> bool {
    const LINKS: [&str; 16] = [
        "-sur-", "-sous-", "-en-", "-lès-", "-lez-", "-les-", "-le-", "-la-", "-l'", "-de-", "-du-", "-des-",
        "-d'", "-au-", "-aux-", "-et-",
    ];
    let ends = name.split_whitespace().count() == 1
        && is_capitalised(name)
        && !is_acronym(name)
        && Heads::get().endings.iter().any(|ending| name.len() > ending.len() + 2 && name.ends_with(ending));
    let behind_article =
        ["Le ", "La ", "Les ", "L'", "L’"].iter().find_map(|article| name.strip_prefix(article));
    if let Some(rest) = behind_article {
        let first = rest.split([' ', '-']).next().unwrap_or_default();
        return is_capitalised(first) && (rest.contains('-') || !is_common(first));
    }
    let linked = LINKS.iter().any(|link| name.contains(link))
        && is_capitalised(name)
        && name.rsplit(|c| is_hyphen(c) || is_apostrophe(c)).next().is_some_and(is_capitalised);
    (linked || ends) && !is_common(name)
}

/// Words without what joins them: *d’*, *l’* and hyphens.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let hyphenated = |word: &str| Heads::get().is_head(&word.to_lowercase());
    name.split(|c: char| c.is_whitespace() || is_apostrophe(c))
        .flat_map(move |word| {
            let mut rest = word.split('-');
            let whole = hyphenated(word) || !word.contains('-');
            let one = whole.then_some(word);
            one.into_iter().chain(std::iter::from_fn(move || if whole { None } else { rest.next() }))
        })
        .filter(|word| !word.is_empty())
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// Whether a word with a capital is one that has a meaning without it, or that names neither place nor person.
fn is_common(word: &str) -> bool {
    let lower = word.to_lowercase();
    let singular = lower.strip_suffix(['s', 'x']).unwrap_or(&lower);
    word.chars().any(char::is_numeric)
        || is_everyday_word(&lower)
        || [lower.as_str(), singular].iter().any(|word| Heads::get().neither.contains(word))
}

/// The words of `kinds.tsv`.
#[derive(Default)]
struct Heads {
    fr_body: FxHashSet<&'static str>,
    en_body: FxHashSet<&'static str>,
    fr_place: FxHashSet<&'static str>,
    en_place: FxHashSet<&'static str>,
    endings: Vec<&'static str>,
    neither: FxHashSet<&'static str>,
}

impl Heads {
    fn get() -> &'static Self {
        static HEADS: OnceLock<Heads> = OnceLock::new();
        HEADS.get_or_init(|| {
            let mut heads = Heads::default();
            for line in entries(include_str!("data/kinds.tsv")) {
                let mut fields = line.split('\t');
                let class = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
                let words = fields.next().unwrap_or_default().split(' ');
                match class {
                    ("fr", "body") => heads.fr_body.extend(words),
                    ("en", "body") => heads.en_body.extend(words),
                    ("fr", "place") => heads.fr_place.extend(words),
                    ("en", "place") => heads.en_place.extend(words),
                    (_, "ending") => heads.endings.extend(words),
                    _ => heads.neither.extend(words),
                }
            }
            heads
        })
    }

    fn is_head(&self, lower: &str) -> bool {
        self.fr_body.contains(lower) || self.fr_place.contains(lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn are(kind: ConceptKind, pairs: &[(&str, &str)]) {
        for (name, equivalent) in pairs {
            assert_eq!(kind_of_name(name, equivalent), kind, "{name}");
        }
    }

    #[test]
    fn persons_are_told_by_given_names() {
        let pairs = [
            ("Jean-Baptiste Corvaisier", "Jean-Baptiste Corvaisier"),
            ("Maria del Solar", "Maria del Solar"),
            ("Corvaisier, Hélène", "Hélène Corvaisier"),
            ("Mme Hélène Corvaisier", "Ms. Hélène Corvaisier"),
            ("Hélène CORVAISIER", "Hélène Corvaisier"),
        ];
        are(ConceptKind::Person, &pairs);
    }

    #[test]
    fn bodies_and_places_are_told_by_head_nouns() {
        are(
            ConceptKind::Organisation,
            &[
                ("Agence nationale du littoral", "National Coast Agency"),
                ("cour des Aides", "Court of Aids"),
                ("Société des Deux-Rives", "Two Banks Society"),
                ("OTAN", "NATO"),
                ("Verreries du Val SA", "Verreries du Val SA"),
            ],
        );
        are(
            ConceptKind::Place,
            &[
                ("Port-Salvan", "Port Salvan"),
                ("mont Ervic", "Mount Ervic"),
                ("La Roche-Ervic", "La Roche-Ervic"),
                ("Orvillers-en-Brenne", "Orvillers-en-Brenne"),
                ("Géorgie", "Georgia"),
                ("Tchorokert", "Chorokert"),
            ],
        );
    }

    #[test]
    fn everything_else_is_a_term() {
        let pairs = [
            ("Premier ministre", "prime minister"),
            ("ministre des Ports", "Minister of Ports"),
            ("scanner", "scanner"),
            ("TEP", "PET"),
            ("Peul", "Fula"),
            ("Constitution", "Constitution"),
            ("traité de Versailles", "Treaty of Versailles"),
            ("centre de tri", "Sorting Centre"),
        ];
        are(ConceptKind::Term, &pairs);
    }
}
