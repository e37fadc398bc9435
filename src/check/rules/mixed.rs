//! Two allowed forms of one slot of a concept in one document, once a concept.

use crate::{
    check::{
        findings::Findings, memory::Memory, page::Page, rule::Rule, rule_info::RuleInfo, severity::Severity,
    },
    glossary::{Concept, Relation},
    matching::Deviation,
};

/// Names written in two allowed ways.
pub(super) struct Mixed;

static INFO: RuleInfo = RuleInfo {
    name: "mixed",
    severity: Severity::Warning,
    what: "Two forms of one name, both allowed, stand in one document; reported once, where the second one first appears.",
    why: "Either form may be right, but readers take two names for two things. Short names, abbreviations and former \
          names beside the full one do not count, nor does a sentence that sets both sides’ names beside each other.",
    example: "Stepanakert dort. À Khankendi, rien ne bouge.\n    -> one of the two, throughout",
};

impl Rule for Mixed {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, memory: &mut Memory, findings: &mut Findings<'_>) {
        let seen = memory.forms(page.side);
        for occurrence in &page.matches.occurrences {
            let term = occurrence.term(page.glossary);
            let aside = matches!(term.relation, Relation::Short | Relation::Abbreviation | Relation::Former);
            let allowed = term.status(page.style).is_allowed() && occurrence.deviation != Deviation::Spelling;
            if aside || !allowed || occurrence.kept.is_some() || !occurrence.certainty.sure {
                continue;
            }
            let concept = occurrence.concept(page.glossary);
            let before = *seen.first.entry((occurrence.concept, term.slot)).or_insert(occurrence.term);
            let form = concept.terms[before].text();
            if form == term.text() || !seen.reported.insert(occurrence.concept) {
                continue;
            }
            let place = (occurrence.block, occurrence.span);
            let Some(found) = findings.add(page, place.0, place.1, Some(occurrence.concept)) else {
                continue;
            };
            found.preferred = page.preferred(occurrence.concept, term.slot);
            let (written, preferred) = (&found.form, &found.preferred);
            found.message =
                format!("«{written}» and «{form}» name one thing in this document: keep to «{preferred}»");
            found.notes = parties(concept, [form, term.text()]);
        }
    }
}

/// Whose names the forms of a concept are.
fn parties(concept: &Concept, forms: [&str; 2]) -> Vec<String> {
    let of_party = |(text, party): (&str, &str)| {
        forms.contains(&text).then(|| format!("«{text}» is the name that {party} uses"))
    };
    let terms = concept.terms.iter().filter_map(|term| Some((term.text(), term.party.as_deref()?)));
    let mut notes: Vec<String> = terms.filter_map(of_party).collect();
    notes.dedup();
    notes
}
