//! A form that is not in the glossary but probably stands for one of its names.

use rustc_hash::FxHashSet;

use crate::{
    check::{
        finding::Finding,
        findings::{Findings, withdraw_over},
        names::{Likeness, Naming},
        page::Page,
        rule::Rule,
        rule_info::RuleInfo,
        severity::Severity,
    },
    glossary::{ConceptId, Slot},
    matching::Occurrence,
};

/// Names like those of the glossary.
pub(super) struct ProbableVariant;

pub(super) static INFO: RuleInfo = RuleInfo {
    name: "probable-variant",
    severity: Severity::Info,
    what: "A name stands in the text that the glossary does not list, but that is very like one of its names.",
    why: "It may be a slip or a romanisation nobody has listed yet. drogman never rewrites by likeness: two people may \
          have names one letter apart. So a bare surname that differs in more than its romanisation is reported only \
          where the document names the person in full, too, or by a title. Add the form to the glossary as a variant, or \
          pass it over with an entry under `ignore` in drogman.yaml.",
    example: "M. Chahramanian n’a reçu personne.\n    -> Shahramanyan? If so, list «Chahramanian» as a variant.",
};

impl Rule for ProbableVariant {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        let names = page.known_names();
        let mut found = Vec::new();
        let mut all = Vec::new();
        page.each_unknown(|block, text, taken| {
            names.find(text, taken, &mut found);
            all.extend(found.drain(..).map(|likeness| (block, likeness)));
        });
        let named = named_in_full(page, &all);
        let may_be_anybody = |likeness: &Likeness| {
            likeness.naming == Some(Naming::BareSurname) && !named.contains(&likeness.concept)
        };
        for (block, likeness) in all.iter().filter(|(_, likeness)| !may_be_anybody(likeness)) {
            report(page, *block, likeness, findings);
        }
    }

    /// A form of the source language is no probable variant: it is known.
    fn withdraw(&self, findings: &mut Vec<Finding>) {
        withdraw_over(findings, &INFO, &super::wrong_equivalent::INFO);
    }
}

/// The people whom a page names in full, rightly or almost.
fn named_in_full(page: &Page<'_>, likely: &[(usize, Likeness)]) -> FxHashSet<ConceptId> {
    let is_full = |found: &&Occurrence| found.term(page.glossary).slot == Slot::Full;
    let known = page.matches.occurrences.iter().filter(is_full).map(|found| found.concept);
    let likely = likely.iter().filter(|(_, likeness)| likeness.naming == Some(Naming::Clear));
    known.chain(likely.map(|(_, likeness)| likeness.concept)).collect()
}

fn report(page: &Page<'_>, block: usize, likeness: &Likeness, findings: &mut Findings<'_>) {
    let term = &page.glossary.concept(likeness.concept).terms[likeness.term];
    let Some(found) = findings.add(page, block, likeness.span, Some(likeness.concept)) else { return };
    let concept = page.glossary.concept(likeness.concept);
    // A name like one side’s is made that side’s name.
    let of_side = concept.side(term).and_then(|_| concept.wanted(likeness.term, page.style));
    let preferred = || page.preferred(likeness.concept, term.slot);
    found.preferred = of_side.map_or_else(preferred, |term| term.text().to_owned());
    let (form, known, preferred) = (&found.form, term.text(), &found.preferred);
    found.message = format!("«{form}» is not in the glossary; it looks like «{known}»: write «{preferred}»?");
}
