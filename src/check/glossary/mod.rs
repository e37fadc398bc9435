//! What a colleague would object to in a glossary: probable typos, a concept entered twice, forms that match what is not
//! meant. Nothing of it is a mistake for sure; what was looked at and stands goes into a list of [`Reviewed`] forms.

mod doubles;
mod files;
mod ordinary;
mod reviewed;
mod rows;
mod typos;
mod words;

pub use files::proofread_files;
pub use reviewed::{REVIEWED, Reviewed};

use crate::glossary::{Concept, Form, Glossary, Problem, Severity, StyleId, Term};

/// The suspicions about a glossary, in the order of its files; those of reviewed forms are left out.
///
/// ```
/// use drogman::{check::{Reviewed, proofread}, glossary::Glossary};
/// let text = "version: 1\nconcepts:\n  a: {type: term, fr: accord de paix, en: peace agreement}\n  \
///     b: {type: term, fr: acord de partage, en: sharing agreement}\n";
/// let glossary: Glossary = text.parse().unwrap();
/// let problems = proofread(&glossary, &Reviewed::default());
/// assert!(problems[0].message.contains("«acord»"), "{problems:?}");
/// let reviewed = Reviewed::read("acord de partage\tas in the treaty of 1604\n");
/// assert!(proofread(&glossary, &reviewed).is_empty());
/// ```
pub fn proofread(glossary: &Glossary, reviewed: &Reviewed) -> Vec<Problem> {
    let mut objections = Objections { reviewed, found: Vec::new() };
    typos::check(glossary, &mut objections);
    doubles::check(glossary, &mut objections);
    rows::check(glossary, &mut objections);
    ordinary::check(glossary, &mut objections);
    let mut found = objections.found;
    found.sort_by(|a, b| {
        let key = |p: &Problem| (p.position.file.clone(), p.position.line, p.position.column);
        key(a).cmp(&key(b))
    });
    found
}

/// What was found so far.
struct Objections<'r> {
    reviewed: &'r Reviewed,
    found: Vec<Problem>,
}

impl Objections<'_> {
    /// Notes an objection to a form, unless the form was reviewed.
    fn object(&mut self, term: &Term, message: String, help: String) {
        if self.reviewed.has(term.text()) {
            return;
        }
        let position = term.position.clone();
        self.found.push(Problem {
            severity: Severity::Warning,
            position,
            message,
            help: Some(help),
            line: String::new(),
            before: 0,
        });
    }
}

/// The terms of a concept that are written as they stand and that a text may have.
fn written(concept: &Concept) -> impl Iterator<Item = &Term> {
    concept
        .terms
        .iter()
        .filter(|term| matches!(term.form, Form::Literal(_)) && term.status(StyleId::DEFAULT).is_allowed())
}
