//! What makes a form unlike the other rows: an article, two forms in one, a capital, an equivalent that says the source again.

use super::{Objections, REVIEWED, written};
use crate::{
    extract::is_everyday_word,
    glossary::{Concept, ConceptKind, Glossary, LanguagePair, Slot, StyleId, Term},
    language::{Language, is_function_word},
    text::fold,
};

/// Of how many terms most begin with a small letter before a capital is noticed.
const ENOUGH: usize = 10;

pub(super) fn check(glossary: &Glossary, objections: &mut Objections<'_>) {
    let source = glossary.languages.source;
    let small = are_small(glossary, source);
    for concept in glossary.concepts.values() {
        for term in written(concept) {
            article(concept, term, objections);
            two_forms(term, objections);
        }
        if concept.kind != ConceptKind::Term {
            continue;
        }
        if small {
            capital(concept, glossary.languages, objections);
        }
        untranslated(glossary, concept, objections);
    }
}

/// *la trêve*, *the truce*: the article is no part of the term.
fn article(concept: &Concept, term: &Term, objections: &mut Objections<'_>) {
    let articles: &[&str] = if term.language.articles_agree() {
        &["le ", "la ", "les ", "un ", "une "]
    } else {
        &["the ", "a ", "an "]
    };
    let form = term.text();
    let Some(rest) = articles.iter().find_map(|article| form.strip_prefix(article)) else { return };
    // Beside other forms of a name the article tells the name from a word: «le Lot».
    if concept.is_name() || !rest.starts_with(char::is_lowercase) {
        return;
    }
    let message = format!("«{form}» begins with an article and is not found without it");
    let help = match term.language.articles_agree() {
        true => format!("write «{rest}», and `article:` where its name needs one"),
        false => format!("write «{rest}»"),
    };
    objections.object(term, message, help);
}

/// *maire / mairesse*, *adjoint(e)*, *trêve ; armistice*: no text has both.
fn two_forms(term: &Term, objections: &mut Objections<'_>) {
    let form = term.text();
    let attached = form.match_indices('(').any(|(at, _)| {
        let inside = form[at + 1..].split(')').next().unwrap_or_default();
        let behind_letter = form[..at].ends_with(char::is_lowercase);
        behind_letter && (1..=5).contains(&inside.len()) && inside.chars().all(char::is_lowercase)
    });
    let several = [" / ", ";", " | "].iter().find(|sign| form.contains(**sign));
    if attached || several.is_some() {
        let message = format!("«{form}» is two forms in one, which no text has");
        objections.object(term, message, "list each by itself, the second under `variants:`".into());
    }
}

/// Whether the terms of the list begin with a small letter, nearly all.
fn are_small(glossary: &Glossary, language: Language) -> bool {
    let (mut small, mut all) = (0, 0);
    for concept in glossary.concepts.values().filter(|concept| concept.kind == ConceptKind::Term) {
        if let Some((_, term)) = concept.preferred(language, Slot::Full, StyleId::DEFAULT) {
            all += 1;
            small += usize::from(term.text().starts_with(char::is_lowercase));
        }
    }
    all >= ENOUGH && small * 10 >= all * 9
}

/// *Accord de paix* where the other rows have *accord*. What has a capital in both languages is a name: *Révolution
/// française*, *French Revolution*.
fn capital(concept: &Concept, languages: LanguagePair, objections: &mut Objections<'_>) {
    let name = |language: Language| concept.preferred(language, Slot::Full, StyleId::DEFAULT);
    let (Some((_, term)), Some((_, equivalent))) = (name(languages.source), name(languages.target)) else {
        return;
    };
    let form = term.text();
    let first = form.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let lower = first.to_lowercase();
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let one_capital = first.starts_with(char::is_uppercase) && capitals == 1;
    let is_common = is_everyday_word(&lower) && form.contains(' ') && first.chars().count() > 3;
    let is_small = equivalent.text().starts_with(char::is_lowercase);
    if languages.source.nouns_agree() && one_capital && is_common && is_small {
        let rest = &form[first.len()..];
        let message = format!("«{form}» begins with a capital, which the other terms do not");
        let help = format!("write «{lower}{rest}», or let it stand with a reason in {REVIEWED}");
        objections.object(term, message, help);
    }
}

/// *cessez-le-feu* as the equivalent of itself.
fn untranslated(glossary: &Glossary, concept: &Concept, objections: &mut Objections<'_>) {
    let (source, target) = (glossary.languages.source, glossary.languages.target);
    let name = |language: Language| concept.preferred(language, Slot::Full, StyleId::DEFAULT);
    let (Some((_, one)), Some((_, other))) = (name(source), name(target)) else { return };
    let (form, lower) = (one.text(), one.text().to_lowercase());
    let is_small = form == lower && fold(form) == fold(other.text());
    if !is_small || is_loan(&fold(form)) {
        return;
    }
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let has_function_word =
        words().count() > 1 && words().any(|word| is_function_word(source, word) || LINKS.contains(&word));
    let has_accent = !form.is_ascii() && other.text() == form;
    if has_function_word || has_accent {
        let message = format!("«{form}» stands as its own equivalent in «{target}»");
        let help = format!("translate it, or let it stand with a reason in {REVIEWED}");
        objections.object(other, message, help);
    }
}

/// Small words within terms that are not among the function words.
const LINKS: [&str; 10] = ["de", "du", "des", "la", "le", "les", "et", "d", "l", "aux"];

/// Whether English has an expression from French as it is; folded.
fn is_loan(folded: &str) -> bool {
    LOANS.lines().any(|line| line == folded)
}

static LOANS: &str = include_str!("loans.txt");
