//! What is wrong with a glossary as a whole: forms that two concepts claim, forms that can never match,
//! missing equivalents.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHasher};

use super::{
    claimed::claimed,
    model::{Concept, Form, Glossary, Position, Slot, Term},
    problem::{Problem, Severity},
};
use crate::text::{CharClass, char_class, fold, is_apostrophe, is_combining_mark};

/// The problems of a glossary beyond the reading of its files; their `line` is left empty.
pub(super) fn check(glossary: &Glossary) -> Vec<Problem> {
    let mut problems = Vec::new();
    claims(glossary, &mut problems);
    for concept in glossary.concepts.values() {
        equivalents(glossary, concept, &mut problems);
        for term in &concept.terms {
            dead(term, &mut problems);
        }
    }
    problems.sort_by(|a, b| {
        let key = |p: &Problem| (p.position.file.clone(), p.position.line, p.position.column);
        key(a).cmp(&key(b))
    });
    problems
}

/// A form as matching compares it: folded, with one kind of hyphen and of space.
pub(crate) fn compared(form: &str) -> String {
    let folded = fold(form);
    let plain = |byte: u8| byte > b' ' && byte.is_ascii();
    let is_plain =
        folded.as_bytes().chunk_by(|a, b| plain(*a) == plain(*b)).all(|run| plain(run[0]) || run == b" ");
    if is_plain {
        return folded;
    }
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match char_class(c) {
            CharClass::Space if out.ends_with(' ') => {}
            CharClass::Space => out.push(' '),
            CharClass::Dash => out.push('-'),
            _ => out.push(c),
        }
    }
    out
}

/// Forms that two concepts claim. Short names may be shared: the document decides whom they mean. A name
/// and a lower-case word may be alike (l’Argentine, argentine): the capital tells them apart.
fn claims(glossary: &Glossary, problems: &mut Vec<Problem>) {
    // By hash, so that not every form is held; forms of one hash are compared.
    let mut owners: FxHashMap<u64, (usize, &Term, &str)> = FxHashMap::default();
    owners.reserve(glossary.concepts.len());
    for (number, concept) in glossary.concepts.values().enumerate() {
        for term in concept.terms.iter().filter(|term| term.slot != Slot::Short) {
            for form in written(term) {
                let (owner, first, known) = *owners.entry(hash(term, form)).or_insert((number, term, form));
                if owner != number && claimed(form) == claimed(known) {
                    let other = &glossary.concepts[owner].id;
                    let help = format!("«{other}» has it at {}; keep it in one of the two", first.position);
                    let message = format!("«{}» claims «{form}», which another concept has", concept.id);
                    problems.push(problem(Severity::Error, &term.position, message, Some(help)));
                }
            }
        }
    }
}

/// The forms of a term as they are written, inflected ones included.
fn written(term: &Term) -> impl Iterator<Item = &str> {
    let inflections = &term.grammar.inflections;
    let literal = matches!(term.form, Form::Literal(_));
    let alone = (literal && inflections.is_empty()).then(|| term.text());
    alone.into_iter().chain(inflections.iter().filter(move |_| literal).map(|form| form.form.as_str()))
}

fn hash(term: &Term, form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (term.language, form.starts_with(char::is_lowercase), claimed(form)).hash(&mut hasher);
    hasher.finish()
}

/// Languages in which a concept has no preferred term.
fn equivalents(glossary: &Glossary, concept: &Concept, problems: &mut Vec<Problem>) {
    for language in [glossary.languages.source, glossary.languages.target] {
        if concept.terms_in(language).next().is_none() {
            let message = format!("«{}» has no term in «{language}»", concept.id);
            let help = format!("add `{language}:` with the equivalent");
            problems.push(problem(Severity::Warning, &concept.position, message, Some(help)));
        }
    }
}

/// Forms that can never match, or never as they are meant.
fn dead(term: &Term, problems: &mut Vec<Problem>) {
    let Form::Literal(form) = &term.form else { return };
    let mut warn = |message: String, help: &str| {
        problems.push(problem(Severity::Warning, &term.position, message, Some(help.to_owned())));
    };
    if !form.chars().any(char::is_alphanumeric) {
        warn(format!("«{form}» has no letter and can never match"), "remove it");
    } else if form.starts_with(|c: char| !c.is_alphanumeric()) {
        warn(format!("«{form}» starts with punctuation and can never match"), "begin with a letter or digit");
    } else if form.ends_with(|c: char| !c.is_alphanumeric() && c != '.' && c != ')' && !is_combining_mark(c))
    {
        warn(format!("«{form}» ends with punctuation and can never match"), "end with a letter or digit");
    } else if term.language.articles_agree() && elided_start(form) {
        warn(
            format!("«{form}» begins with an elided word"),
            "write the form without l’, d’…, and `article:`",
        );
    } else if starts_shortly(form)
        && !is_capitals(form)
        && compared(form).split([' ', '-', '\'']).all(|word| FUNCTION_WORDS.contains(&word))
    {
        warn(format!("«{form}» is made of function words only and would match everywhere"), "remove it");
    }
}

/// Whether the first word is as short as those of [`FUNCTION_WORDS`]; most names are done with here.
fn starts_shortly(form: &str) -> bool {
    form.chars().take(5).take_while(|c| c.is_alphanumeric()).count() < 5
}

fn elided_start(form: &str) -> bool {
    if !form.chars().take(4).any(is_apostrophe) {
        return false;
    }
    let folded = fold(form);
    ["l'", "d'"].iter().any(|start| folded.starts_with(start))
}

/// Whether a form is an acronym such as AU, which lower-case words never match.
fn is_capitals(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !form.chars().any(char::is_lowercase)
}

/// Words that say nothing by themselves.
const FUNCTION_WORDS: [&str; 28] = [
    "a", "an", "and", "au", "aux", "ce", "d", "de", "des", "du", "elle", "en", "et", "il", "in", "l", "la",
    "le", "les", "of", "ou", "par", "pour", "que", "sur", "the", "un", "une",
];

fn problem(severity: Severity, position: &Position, message: String, help: Option<String>) -> Problem {
    Problem { severity, position: position.clone(), message, help, line: String::new(), before: 0 }
}

#[cfg(test)]
mod tests {
    use super::super::read::SourceFile;
    use super::*;

    fn problems(concepts: &str) -> Vec<String> {
        let text = format!("version: 1\nlanguages: {{source: fr, target: en}}\nconcepts:\n{concepts}");
        let source = SourceFile { name: "g.yaml".into(), text };
        Glossary::read_sources(&[source]).problems.into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn a_name_and_a_common_word_may_differ_in_capitals_alone() {
        let shared = "  a: {type: country, fr: Argentine, en: Argentina}\n  \
                        b: {type: demonym, fr: {preferred: argentin, inflect: adjective}, en: Argentine}\n";
        assert!(problems(shared).is_empty(), "{:?}", problems(shared));
        let claimed =
            "  a: {type: country, fr: Suisse, en: Switzerland}\n  b: {type: city, fr: SUISSE, en: Bern}\n";
        assert_eq!(problems(claimed), ["«b» claims «SUISSE», which another concept has"]);
    }

    #[test]
    fn function_words_are_dead_unless_they_abbreviate() {
        let abbreviation = "  a: {type: organisation, fr: Nations unies, en: {preferred: United Nations, abbreviation: UN}}\n";
        assert!(problems(abbreviation).is_empty(), "{:?}", problems(abbreviation));
        assert_eq!(problems("  a: {type: term, fr: un, en: one}\n").len(), 1);
    }
}
