//! Persons: a given name and a family name give the full name, the surname alone, and every mix.

use super::{
    drafts::{Draft, Drafts},
    entry::Entry,
    fields::Fields,
    grammar::Grammars,
    model::{Form, Relation, Slot, Status, Term},
    records,
    tree::Node,
};

/// How many mixes of given and family names one person may make.
const MAX_MIXES: usize = 400;

/// Reads a person from the fields of a language: `family`, `given` and what stands beside them.
pub(super) fn read(entry: &mut Entry<'_, '_, '_>, fields: &Fields<'_>, terms: &mut Vec<Term>) {
    let base = Grammars::read(entry.file, fields);
    let Some(family) = fields.get("family") else { return };
    let family = part(entry, family, Slot::Short, &base);
    let given = fields.get("given").map(|node| part(entry, node, Slot::Short, &base)).unwrap_or_default();
    let mut full = mixes(&given, &family);
    if full.len() > MAX_MIXES {
        let message = format!("{} mixes of given and family name; at most {MAX_MIXES}", full.len());
        entry.file.error(fields.at, message, Some("list the forms under `variants:` instead".into()));
        full.truncate(MAX_MIXES);
    }
    if let Some(preferred) = fields.get("preferred") {
        prefer(entry, preferred, &base, &mut full);
    }
    if fields.get("variants").or(fields.get("sides")).is_some() {
        let mut drafts = Drafts::default();
        entry.variants(fields, &mut drafts);
        let mut others = Vec::new();
        entry.finish_variants(drafts, &base, &mut others);
        for term in others {
            merge(&mut full, term);
        }
    }
    full.sort_by_key(|term| !term.statuses.contains(&Status::Preferred));
    if let Some(first) = full.first_mut() {
        // What stands beside the names tells of the preferred full name.
        let note = fields.get("note").and_then(|node| entry.file.text(node, "note")).map(str::to_owned);
        first.note = note.or(first.note.take());
        first.details = match (records::form(entry.file, fields), first.details.take()) {
            (Some(own), Some(known)) => own.or(*known).boxed(),
            (own, known) => own.or(known),
        };
    }
    terms.append(&mut full);
    if !given.is_empty() {
        terms.extend(family);
    }
}

/// Reads a given or family name: a bare form, or a mapping with `preferred`, `variants` and `alone`.
fn part(entry: &mut Entry<'_, '_, '_>, node: &Node, slot: Slot, base: &Grammars) -> Vec<Term> {
    let mut terms = Vec::new();
    entry.slot(node, slot, &mut terms);
    for term in &mut terms {
        if term.grammar.gender.is_none() {
            term.grammar.gender = base.clone().build(term.text(), term.language).gender;
        }
    }
    terms
}

/// Every given name with every family name; a person with one name only has it as full name.
fn mixes(given: &[Term], family: &[Term]) -> Vec<Term> {
    if given.is_empty() {
        return family.iter().map(|term| Term { slot: Slot::Full, ..term.clone() }).collect();
    }
    let mut mixes = Vec::with_capacity(given.len() * family.len());
    for last in family {
        for first in given {
            if let (Form::Literal(_), Form::Literal(_)) = (&first.form, &last.form) {
                mixes.push(mix(first, last, mixes.is_empty()));
            }
        }
    }
    mixes
}

fn mix(first: &Term, last: &Term, base: bool) -> Term {
    let statuses = first.statuses.iter().zip(&last.statuses).map(|(&a, &b)| a.max(b)).collect();
    let own = |relation| !matches!(relation, Relation::Base | Relation::Short);
    let relation = match (own(last.relation), own(first.relation)) {
        _ if base => Relation::Base,
        (true, _) => last.relation,
        (false, true) => first.relation,
        (false, false) => Relation::Spelling,
    };
    let mut grammar = last.grammar.clone();
    grammar.elides = first.grammar.elides;
    Term {
        form: Form::Literal(format!("{} {}", first.text(), last.text())),
        slot: Slot::Full,
        relation,
        party: last.party.clone().or_else(|| first.party.clone()),
        statuses,
        grammar,
        alone: None,
        details: last.record().of_part().or(first.record().of_part()).boxed(),
        ..last.clone()
    }
}

/// Makes the forms under `preferred` the preferred full names, in place of the mixes.
fn prefer(entry: &mut Entry<'_, '_, '_>, node: &Node, base: &Grammars, full: &mut Vec<Term>) {
    let mut terms = Vec::new();
    let mut drafts = Drafts::default();
    for (form, at, styles) in entry.preferred(node) {
        let mut draft = Draft::new(&form, entry.file.position(at));
        draft.preferred = (0..entry.scope.styles.len()).map(|style| styles.contains(&style)).collect();
        drafts.0.push(draft);
    }
    entry.finish_variants(drafts, base, &mut terms);
    for term in full.iter_mut() {
        for status in &mut term.statuses {
            if *status == Status::Preferred {
                *status = Status::Admitted;
            }
        }
    }
    for term in terms {
        merge(full, term);
    }
}

/// Adds a term, or lets it take the place of the mix of the same form.
fn merge(full: &mut Vec<Term>, term: Term) {
    match full.iter_mut().find(|known| known.form == term.form) {
        Some(known) => {
            let preferred: Vec<_> =
                known.statuses.iter().map(|&status| status == Status::Preferred).collect();
            *known = term;
            for (status, preferred) in known.statuses.iter_mut().zip(preferred) {
                if preferred {
                    *status = Status::Preferred;
                }
            }
        }
        None => full.push(term),
    }
}
