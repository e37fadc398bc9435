//! The glossary with the decisions in force.

use std::sync::Arc;

use super::Decisions;
use crate::{
    glossary::{Concept, Gender, Glossary, Grammar, Inflected, Relation, Term},
    session::{Session, SharedGlossary},
};

/// The glossary with the decisions in force, and a session over it.
pub(crate) struct Applied {
    /// The glossary.
    pub(crate) glossary: SharedGlossary,
    /// A session over it, in the style of the one that was given.
    pub(crate) session: Arc<Session>,
}

/// The glossary of `files` with the decisions in force. `before` is the session over the last glossary of decisions:
/// what it has compiled is shared where no form has changed.
pub(crate) fn applied(files: &Arc<Session>, before: &Arc<Session>, decisions: &Decisions) -> Applied {
    let glossary = decisions.glossary();
    for known in [before, files] {
        if is_same(known.shared_glossary(), &glossary) {
            return Applied { glossary, session: known.clone() };
        }
    }
    let like = [before, files].into_iter().find(|known| have_same_forms(known.glossary(), &glossary));
    let session = match like {
        Some(known) => known.with_same_forms(glossary.clone()),
        None => Session::new(glossary.clone(), before.options().clone()),
    };
    Applied { glossary, session: Arc::new(session) }
}

fn is_same(a: &SharedGlossary, b: &SharedGlossary) -> bool {
    let (a, b): (&Glossary, &Glossary) = (a, b);
    std::ptr::eq(a, b)
}

/// Whether a matcher compiled of one glossary is that of the other: the same forms in the same places.
fn have_same_forms(a: &Glossary, b: &Glossary) -> bool {
    a.concepts.len() == b.concepts.len()
        && a.concepts.values().zip(b.concepts.values()).all(|(a, b)| is_same_concept(a, b))
}

fn is_same_concept(a: &Concept, b: &Concept) -> bool {
    a.id == b.id
        && a.kind == b.kind
        && a.record().roles == b.record().roles
        && a.terms.len() == b.terms.len()
        && a.terms.iter().zip(&b.terms).all(|(a, b)| is_same_form(a, b))
}

fn is_same_form(a: &Term, b: &Term) -> bool {
    let of_side = |term: &Term| match term.relation {
        relation @ (Relation::Party | Relation::Former) => Some(relation),
        _ => None,
    };
    let dates = |term: &Term| {
        let record = term.record();
        (record.from, record.until, record.exact_case)
    };
    (a.language, a.slot, &a.form, a.alone, &a.party) == (b.language, b.slot, &b.form, b.alone, &b.party)
        && grammar(a) == grammar(b)
        && of_side(a) == of_side(b)
        && dates(a) == dates(b)
}

/// What the forms and their gender are; the words before a name are looked at when it is rewritten.
fn grammar(term: &Term) -> (Option<Gender>, bool, bool, &[Inflected]) {
    let Grammar { gender, own_article, regular_plural, inflections, .. } = &term.grammar;
    (*gender, *own_article, *regular_plural, inflections)
}
