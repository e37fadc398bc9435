//! Articles of the names in a cell: «l’Artsakh», «Caire (Le)», «Gambia, the».

use super::super::model::EntryTerm;
use crate::{
    glossary::{Article, Gender},
    language::names::is_given_name,
    text::{fold, is_apostrophe},
};

/// Takes the article off a form, or puts one that stands behind it back in its place.
pub(super) fn take(term: &mut EntryTerm) {
    if term.own_article || term.article.is_some() {
        return;
    }
    if let Some((before, behind)) = term.form.rsplit_once(", ") {
        let (before, behind) = (before.trim().to_owned(), behind.trim().to_owned());
        if is_person(&before, &behind) {
            term.form = format!("{behind} {before}");
            return;
        }
        if put_back(term, &before, &behind) {
            return;
        }
    }
    match term.language.invariable_article() {
        // «The Hague» keeps its own.
        Some(article) => {
            let rest = term.form.strip_prefix(article).and_then(|rest| rest.strip_prefix(' '));
            if let Some(rest) = rest.map(str::trim_start).filter(|rest| !rest.is_empty()) {
                term.form = rest.to_owned();
            }
        }
        None => without_article(term),
    }
}

/// Puts what stands behind a name, in brackets or after a comma, before it: an article, or a noun with *de* or *of*. A
/// capital makes the article part of the name. False when it is neither.
pub(super) fn put_back(term: &mut EntryTerm, name: &str, behind: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let is_own = behind.starts_with(char::is_uppercase);
    if let Some(article) = term.language.invariable_article() {
        if behind.to_lowercase() == article {
            term.form = if is_own { format!("{behind} {name}") } else { name.to_owned() };
            return true;
        }
    } else if let Some((article, gender)) = article(behind) {
        let gap = if article == Article::Elided { "" } else { " " };
        term.form = if is_own { format!("{behind}{gap}{name}") } else { name.to_owned() };
        term.own_article = is_own;
        if !is_own {
            (term.article, term.gender) = (Some(article), term.gender.or(gender));
        }
        return true;
    }
    let lower = behind.to_lowercase();
    let has_noun = lower.contains(' ') && behind.chars().any(char::is_uppercase);
    let links = [" de", " du", " des", " d'", " d’", " de la", " de l'", " de l’", " of", " of the"];
    if let Some(link) = links.iter().find(|link| has_noun && lower.ends_with(*link)) {
        let gap = if link.ends_with(is_apostrophe) { "" } else { " " };
        let noun =
            ["la ", "le ", "l'", "l’", "les ", "the "].iter().find_map(|start| behind.strip_prefix(start));
        term.form = format!("{}{gap}{name}", noun.unwrap_or(behind));
        return true;
    }
    false
}

/// Whether a surname stands before a comma and given names behind it.
fn is_person(surname: &str, given: &str) -> bool {
    let mut names = given.split(' ');
    let is_first_given =
        names.next().is_some_and(|name| name.split('-').all(|name| is_given_name(&fold(name))));
    let capitalised = |name: &str| name.starts_with(char::is_uppercase);
    is_first_given
        && capitalised(given)
        && names.all(capitalised)
        && capitalised(surname)
        && surname.split(' ').count() <= 3
}

fn article(word: &str) -> Option<(Article, Option<Gender>)> {
    Some(match word.to_lowercase().as_str() {
        "le" => (Article::Le, Some(Gender::Masculine)),
        "la" => (Article::La, Some(Gender::Feminine)),
        "l'" | "l’" => (Article::Elided, None),
        "les" => (Article::Les, None),
        _ => return None,
    })
}

/// Takes the article off the start of a form: «l’Artsakh», «le Haut-Karabakh» (not «Le Caire»).
fn without_article(term: &mut EntryTerm) {
    for start in ["l'", "l’", "le ", "la ", "les "] {
        let rest = term.form.strip_prefix(start).map(str::trim_start).filter(|rest| !rest.is_empty());
        if let (Some(rest), Some((article, gender))) = (rest, article(start.trim_end())) {
            term.form = rest.to_owned();
            term.article = Some(article);
            term.gender = term.gender.or(gender);
            return;
        }
    }
    // «L’Artsakh»: no name begins with an elided article of its own.
    let rest = ["L'", "L’"].iter().find_map(|start| term.form.strip_prefix(start)).map(str::to_owned);
    if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
        term.form = rest;
        term.article = Some(Article::Elided);
    }
}
