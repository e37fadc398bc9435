//! Two allowed forms of one slot of a concept in one document, once a concept.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    check::{findings::Findings, page::Page, rule::Rule, rule_info::RuleInfo, severity::Severity},
    glossary::{Concept, ConceptId, Glossary, Relation, Slot, StyleId},
    matching::{Deviation, Matches, Occurrence},
};

/// The forms a document has used so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormsSeen {
    /// The term that first stood for a slot of a concept.
    first: FxHashMap<(ConceptId, Slot), usize>,
    reported: FxHashSet<ConceptId>,
    /// Whether a term first stood with the accents of the glossary; none once it has stood both ways.
    accents: FxHashMap<(ConceptId, usize), Option<bool>>,
}

/// An occurrence that names its concept otherwise than the document did before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MixedName {
    /// The occurrence, by its place in those of the page.
    occurrence: usize,
    /// The term the document used before, by its place in the concept; none when it is the same with other accents.
    before: Option<usize>,
}

impl FormsSeen {
    /// Goes on with the next passage of a document: where it first names a concept in a second allowed way.
    pub(crate) fn next(&mut self, matches: &Matches, glossary: &Glossary, style: StyleId) -> Vec<MixedName> {
        let mut mixed = Vec::new();
        for (at, occurrence) in matches.occurrences.iter().enumerate() {
            if self.mixes_accents(occurrence, glossary, style) {
                mixed.push(MixedName { occurrence: at, before: None });
            }
            let term = occurrence.term(glossary);
            let aside = matches!(term.relation, Relation::Short | Relation::Abbreviation | Relation::Former);
            let allowed = term.status(style).is_allowed() && occurrence.deviation != Deviation::Spelling;
            if aside || !allowed || occurrence.kept.is_some() || !occurrence.certainty.sure {
                continue;
            }
            let before = *self.first.entry((occurrence.concept, term.slot)).or_insert(occurrence.term);
            let form = occurrence.concept(glossary).terms[before].text();
            if form != term.text() && self.reported.insert(occurrence.concept) {
                mixed.push(MixedName { occurrence: at, before: Some(before) });
            }
        }
        mixed
    }

    /// Whether the term stood with other accents before, both ways being allowed; told once of each term.
    fn mixes_accents(&mut self, occurrence: &Occurrence, glossary: &Glossary, style: StyleId) -> bool {
        let Some(listed) = occurrence.accents_as_listed(glossary) else { return false };
        if !occurrence.certainty.sure || !occurrence.status(glossary, style).is_allowed() {
            return false;
        }
        let first = self.accents.entry((occurrence.concept, occurrence.term)).or_insert(Some(listed));
        first.is_some_and(|first| first != listed) && first.take().is_some()
    }
}

/// Names written in two allowed ways.
pub(super) struct Mixed;

static INFO: RuleInfo = RuleInfo {
    name: "mixed",
    severity: Severity::Warning,
    what: "Two forms of one name, both allowed, stand in one document, or one form with and without an accent that the \
           style leaves to the author; reported once, where the second one first appears.",
    why: "Either form may be right, but readers take two names for two things. Short names, abbreviations and former \
          names beside the full one do not count, nor does a sentence that sets both sides’ names beside each other.",
    example: "Stepanakert dort. À Khankendi, rien ne bouge.\n    -> one of the two, throughout",
};

impl Rule for Mixed {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        for &MixedName { occurrence, before } in page.mixed {
            let occurrence = &page.matches.occurrences[occurrence];
            let (concept, term) = (occurrence.concept(page.glossary), occurrence.term(page.glossary));
            let place = (occurrence.block, occurrence.span);
            let Some(found) = findings.add(page, place.0, place.1, Some(occurrence.concept)) else {
                continue;
            };
            found.preferred = page.preferred(occurrence.concept, term.slot);
            let (written, preferred) = (&found.form, &found.preferred);
            let Some(before) = before else {
                found.message =
                    format!("«{written}» stands in this document with other accents too: write it one way");
                continue;
            };
            let form = concept.terms[before].text();
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
