//! One preferred form a language and slot, and a status for every other.

use super::super::model::{Entry, EntryTerm};
use crate::{
    glossary::{LanguagePair, Relation, Slot, Status},
    language::Language,
};

/// Leaves out forms without a letter or digit.
pub(super) fn usable(entry: &mut Entry) -> Result<(), String> {
    entry.terms.retain(|term| term.form.chars().any(char::is_alphanumeric));
    if entry.terms.is_empty() { Err("no usable term".into()) } else { Ok(()) }
}

/// Gives every language and slot one preferred term, where one may be written, and every other term a status.
pub(super) fn settle(entry: &mut Entry, languages: LanguagePair) {
    for language in [languages.source, languages.target] {
        for slot in [Slot::Short, Slot::Abbreviation, Slot::Full] {
            settle_slot(&mut entry.terms, language, slot);
        }
        let is_name = |term: &EntryTerm| term.slot == Slot::Full && term.status == Some(Status::Preferred);
        let has_name = entry.terms_in(language).any(is_name);
        if !has_name {
            raise(entry, language);
        }
    }
}

fn settle_slot(terms: &mut [EntryTerm], language: Language, slot: Slot) {
    let of_slot = |term: &EntryTerm| term.language == language && term.slot == slot;
    let wish = [Some(Status::Preferred), None, Some(Status::Admitted)];
    let best =
        wish.into_iter().find_map(|wish| terms.iter().position(|term| of_slot(term) && term.status == wish));
    for (number, term) in terms.iter_mut().enumerate().filter(|(_, term)| of_slot(term)) {
        let allowed = term.status.is_none_or(Status::is_allowed);
        match best {
            Some(best) if number == best => term.status = Some(Status::Preferred),
            Some(_) if allowed => {
                let implied = term.relation.map_or(Status::Admitted, Relation::implied_status);
                term.status = Some(term.status.map_or(implied, |_| Status::Admitted));
            }
            Some(_) => {}
            // A slot of forms that must not be written has none to prefer: they are variants of the full form.
            None => {
                term.slot = Slot::Full;
                term.relation = term.relation.or(match slot {
                    Slot::Short => Some(Relation::Short),
                    Slot::Abbreviation => Some(Relation::Abbreviation),
                    Slot::Full => None,
                });
            }
        }
    }
}

/// Makes a preferred short or abbreviated form the full one, where a language has no other. Where no form may be
/// written, there is nothing to prefer.
fn raise(entry: &mut Entry, language: Language) {
    let preferred = |term: &&EntryTerm| term.language == language && term.status == Some(Status::Preferred);
    let Some(slot) = entry.terms.iter().find(preferred).map(|term| term.slot) else { return };
    for term in &mut entry.terms {
        if term.language == language && term.slot == slot {
            term.slot = Slot::Full;
            if slot == Slot::Abbreviation {
                term.relation = term.relation.or(Some(Relation::Abbreviation));
            }
        }
    }
}
