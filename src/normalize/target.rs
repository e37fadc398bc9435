//! Which term takes the place of an occurrence, and which of its inflected forms.

use std::collections::BTreeSet;

use crate::{
    glossary::{Form, Gender, Glossary, Inflected, Number, StyleId, Term},
    grammar::{Doubt, number_in_context},
    language::inflection,
    matching::Occurrence,
    text::Span,
};

/// The form to write.
pub(super) struct Target<'g> {
    pub term: &'g Term,
    /// As the glossary writes it, in the right inflection.
    pub form: String,
    /// The gender and number of the form found.
    pub gender: Option<Gender>,
    pub number: Number,
    pub doubt: Option<Doubt>,
}

/// The term that should stand in the place of `occurrence`; `None` when what stands there may stay.
pub(super) fn term<'g>(occurrence: &Occurrence, glossary: &'g Glossary, style: StyleId) -> Option<&'g Term> {
    let term = occurrence.concept(glossary).wanted_at(occurrence.term, style, occurrence.date)?;
    let stays = occurrence.status(glossary, style).is_allowed();
    (!stays).then_some(term)
}

/// The form of `target` that agrees with the occurrence in `text`, by the words around it that stand after the byte
/// `from`.
pub(super) fn agreeing<'g>(
    occurrence: &Occurrence,
    found: &Term,
    target: &'g Term,
    text: &str,
    from: usize,
) -> Target<'g> {
    let inflected = found.inflected();
    let own = inflected.get(occurrence.inflection);
    let agrees = occurrence.language.nouns_agree();
    let mut gender = own.filter(|_| has_gender(found)).map(|own| own.gender).or(target.grammar.gender);
    let mut number = own.map_or(Number::Singular, |own| own.number);
    let mut doubt = None;
    // The matcher finds English nouns in the plural too, though the glossary lists the singular.
    if !agrees
        && occurrence.parts.is_none()
        && own.is_some_and(|own| occurrence.span.of(text).len() == own.form.len() + 1)
    {
        let found = occurrence.span.of(text);
        if found.ends_with(['s', 'S']) && !own.is_some_and(|own| own.form.ends_with('s')) {
            number = Number::Plural;
        }
    }
    if agrees && let Some(own) = own {
        let same: Vec<&Inflected> = inflected.iter().filter(|other| other.form == own.form).collect();
        let forms: BTreeSet<String> =
            same.iter().map(|form| form_of(target, Some(form.gender), form.number).0).collect();
        if forms.len() == 1 && same.iter().any(|form| form.gender != own.gender) {
            // Both genders are written alike: only a determiner tells which is meant.
            gender = number_in_context(text, from, occurrence.span).1;
        }
        if forms.len() > 1 {
            (number, gender, doubt) = decide(text, from, occurrence.span, own, &same);
        }
    }
    let (form, is_known) = form_of(target, gender, number);
    if !is_known {
        doubt = doubt.or(Some(Doubt::Inflection));
    }
    Target { term: target, form, gender, number, doubt }
}

/// Whether the glossary tells the gender of a form that was found.
pub(super) fn has_gender(found: &Term) -> bool {
    let plural = found.grammar.regular_plural && found.grammar.gender.is_some();
    plural || !found.grammar.inflections.is_empty()
}

/// Chooses among inflections that are written alike, by the words around.
fn decide(
    text: &str,
    from: usize,
    span: Span,
    own: &Inflected,
    same: &[&Inflected],
) -> (Number, Option<Gender>, Option<Doubt>) {
    let (number, gender) = number_in_context(text, from, span);
    let numbers_differ = same.iter().any(|form| form.number != own.number);
    let genders_differ = same.iter().any(|form| form.gender != own.gender);
    let undecided = (numbers_differ && number.is_none()) || (genders_differ && gender.is_none());
    let number = number.filter(|_| numbers_differ).unwrap_or(own.number);
    let gender = gender.filter(|_| genders_differ).unwrap_or(own.gender);
    (number, Some(gender), undecided.then_some(Doubt::Inflection))
}

/// The form of a term for a gender and number; a plural that the glossary does not list is the regular one. With it,
/// whether that is known to be the form.
fn form_of(term: &Term, gender: Option<Gender>, number: Number) -> (String, bool) {
    let listed = &term.grammar.inflections;
    let best = listed
        .iter()
        .filter(|form| form.number == number)
        .max_by_key(|form| (Some(form.gender) == gender, form.gender == Gender::Masculine));
    if let Some(form) = best {
        return (form.form.clone(), true);
    }
    let plural = match (&term.form, number) {
        (Form::Literal(text), Number::Plural) => Some(inflection::plural_in(term.language, text)),
        _ => None,
    };
    match plural {
        Some(Some(plural)) => (plural, true),
        Some(None) => (term.text().to_owned(), false),
        None => (term.text().to_owned(), true),
    }
}
