//! Cells of other people’s lists: «ONU; Organisation des Nations unies (f.)», «l’Artsakh», «Caire (Le)».

use super::model::{EntryTerm, gender_of};
use crate::{
    glossary::{Article, Gender, Slot, Status},
    language::Language,
    text::is_space_in_line,
};

/// Adds the forms of a cell to `terms`: the first may be preferred, the others are admitted.
pub(super) fn cell(cell: &str, language: Language, terms: &mut Vec<EntryTerm>) {
    for part in cell.split([';', '\n', '|']) {
        for term in forms(part.trim(), language) {
            let known = terms.iter().any(|known| known.language == language && known.form == term.form);
            if !known && !term.form.is_empty() {
                let first = !terms.iter().any(|known| known.language == language && known.slot == term.slot);
                let status = term.status.or((!first).then_some(Status::Admitted));
                terms.push(EntryTerm { status, ..term });
            }
        }
    }
}

/// The forms of one part: the form, and an abbreviation in parentheses after it.
fn forms(part: &str, language: Language) -> Vec<EntryTerm> {
    let mut term = EntryTerm::new(language, part);
    let mut others = Vec::new();
    while let Some((before, inside)) =
        term.form.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(a, b)| (a.trim(), b.trim()))
    {
        if before.is_empty() {
            break;
        }
        if is_grammar(inside) {
            term.gender = gender_word(inside).or(term.gender);
        } else if language.articles_agree()
            && let Some(article) = article(inside)
        {
            term.own_article = true;
            let gap = if article == Article::Elided { "" } else { " " };
            term.form = format!("{}{gap}{before}", capital(inside));
            break;
        } else if is_abbreviation(inside) {
            others.push(EntryTerm { slot: Slot::Abbreviation, ..EntryTerm::new(language, inside) });
        } else {
            break;
        }
        term.form = before.to_owned();
    }
    match language.invariable_article() {
        // «The Hague» keeps its own.
        Some(article) => {
            let rest = term.form.strip_prefix(article).and_then(|rest| rest.strip_prefix(' '));
            if let Some(rest) = rest.map(str::trim_start).filter(|rest| !rest.is_empty()) {
                term.form = rest.to_owned();
            }
        }
        None if !term.own_article => without_article(&mut term),
        None => {}
    }
    others.insert(0, term);
    others
}

/// Takes the article off the start of a form: «l’Artsakh», «le Haut-Karabakh» (not «Le Caire»).
fn without_article(term: &mut EntryTerm) {
    const ARTICLES: [(&str, Article, Option<Gender>); 5] = [
        ("l'", Article::Elided, None),
        ("l’", Article::Elided, None),
        ("le ", Article::Le, Some(Gender::Masculine)),
        ("la ", Article::La, Some(Gender::Feminine)),
        ("les ", Article::Les, None),
    ];
    for (start, article, gender) in ARTICLES {
        if let Some(rest) = term.form.strip_prefix(start).map(str::trim_start)
            && !rest.is_empty()
        {
            let rest = rest.to_owned();
            term.form = rest;
            term.article = Some(article);
            term.gender = term.gender.or(gender);
            return;
        }
    }
    // «L’Artsakh»: no name begins with an elided article of its own.
    if let Some(rest) = ["L'", "L’"].iter().find_map(|start| term.form.strip_prefix(start)).map(str::to_owned)
        && !rest.is_empty()
    {
        term.form = rest;
        term.article = Some(Article::Elided);
    }
}

fn article(word: &str) -> Option<Article> {
    match word.to_lowercase().as_str() {
        "le" => Some(Article::Le),
        "la" => Some(Article::La),
        "l'" | "l’" => Some(Article::Elided),
        "les" => Some(Article::Les),
        _ => None,
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether a parenthesis holds dictionary grammar: (pl.), (n. m.), (f. pl.).
fn is_grammar(inside: &str) -> bool {
    const WORDS: [&str; 16] = [
        "m", "f", "n", "pl", "plur", "pluriel", "sg", "sing", "nm", "nf", "masc", "fem", "fém", "adj", "inv",
        "plural",
    ];
    let mut words = inside
        .split(|c| is_space_in_line(c) || matches!(c, '.' | ',' | '/'))
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some() && words.all(|word| WORDS.contains(&word))
}

fn gender_word(inside: &str) -> Option<Gender> {
    inside
        .split(|c| is_space_in_line(c) || matches!(c, '.' | ','))
        .find_map(|word| gender_of(word.trim_start_matches('n')))
}

fn is_abbreviation(inside: &str) -> bool {
    let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && inside.chars().count() <= 10
        && inside.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Parts = (String, Slot, Option<Status>, Option<Article>, bool, Option<Gender>);

    fn read(text: &str) -> Vec<Parts> {
        let mut terms = Vec::new();
        cell(text, Language::French, &mut terms);
        terms.into_iter().map(|t| (t.form, t.slot, t.status, t.article, t.own_article, t.gender)).collect()
    }

    #[test]
    fn cells_are_taken_apart() {
        let of = |form: &str, status| (form.to_owned(), Slot::Full, status, None, false, None);
        assert_eq!(
            read("accord; entente (pl.)"),
            [of("accord", None), of("entente", Some(Status::Admitted))]
        );
        assert_eq!(read("Caire (Le)"), [("Le Caire".to_owned(), Slot::Full, None, None, true, None)]);
        assert_eq!(read("l’Artsakh")[0].3, Some(Article::Elided));
        assert_eq!(read("l’Artsakh")[0].0, "Artsakh");
        assert_eq!(read("Le Caire")[0].0, "Le Caire");
        let nations = read("Organisation des Nations unies (ONU)");
        assert_eq!(nations[1], ("ONU".to_owned(), Slot::Abbreviation, None, None, false, None));
        assert_eq!(read("trêve (n. f.)")[0].5, Some(Gender::Feminine));
        let mut english = Vec::new();
        cell("the Caspian Sea; The Hague", Language::English, &mut english);
        let forms: Vec<&str> = english.iter().map(|term| term.form.as_str()).collect();
        assert_eq!(forms, ["Caspian Sea", "The Hague"]);
        assert_eq!(read("Khankendi (Stepanakert)")[0].0, "Khankendi (Stepanakert)");
    }
}
