//! A deprecated form of the style, every occurrence.

use super::{Explanation, Rule};
use crate::{
    check::{
        finding::{Finding, Severity},
        page::Page,
    },
    glossary::Status,
    normalize::{Change, Held},
};

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Warning,
    what: "A form stands in the text that the glossary knows and the style deprecates, or a known form is misspelt.",
    why: "One name, one spelling: readers search for it, and translation memories count every spelling as another \
          name. `drogman normalize` writes the preferred form and repairs the French around it. Where the form must \
          stay (a title, a quotation), put `<!-- drogman: ignore non-preferred -->` before it in Markdown or HTML, or \
          an entry under `ignore` in drogman.yaml.",
    example: "Le convoi arrivait d’Ievlakh.\n    -> Le convoi arrivait de Yevlakh.",
};

/// The findings of the changes with this status, for this rule and for `forbidden`.
pub(in crate::check) fn find(page: &Page<'_>, changes: Vec<Change>, findings: &mut Vec<Finding>) {
    for change in changes {
        let rule = if change.status == Status::Forbidden { Rule::Forbidden } else { Rule::NonPreferred };
        let occurrence = &page.matches.occurrences[change.occurrence];
        let term = occurrence.term(page.glossary);
        let form = change.span.of(page.document.text(change.block));
        let style = &page.glossary.styles[page.style.0];
        let message = match (rule, change.preferred.as_str()) {
            (_, "") => {
                format!("«{form}» is not wanted in style {style}, and the glossary prefers nothing instead")
            }
            (Rule::Forbidden, preferred) => {
                format!("«{form}» must not be written in style {style}: write «{preferred}»")
            }
            (_, preferred) => format!("style {style} writes «{preferred}», not «{form}»"),
        };
        let mut notes = Vec::new();
        if let Some(party) = &term.party {
            notes.push(format!("«{}» is the name that {party} uses", term.text()));
        }
        notes.extend(term.note.clone());
        match change.held {
            Some(Held::Quotation) => {
                notes.push("it stands in a quotation: --quotes rewrite changes it too".to_owned())
            }
            Some(Held::Protected) => {
                notes.push("other files look this text up: change it where it comes from".to_owned())
            }
            Some(Held::Ambiguous) => notes.push("it may mean somebody else".to_owned()),
            _ => {}
        }
        if let Some(doubt) = change.fix.as_ref().and_then(|fix| fix.doubt) {
            notes.push(doubt.to_string());
        }
        let found = page.finding(rule, change.block, change.span, Some(occurrence.concept));
        let replacements = page.replacements(change.fix.as_ref());
        findings.extend(found.map(|found| Finding {
            preferred: change.preferred,
            message,
            notes,
            fix: change.fix,
            replacements,
            ..found
        }));
    }
}
