//! A deprecated form of the style, every occurrence.

use crate::{
    check::{findings::Findings, page::Page, rule::Rule, rule_info::RuleInfo, severity::Severity},
    glossary::Status,
    normalize::{Change, Held},
};

/// Deprecated and misspelt forms.
pub(super) struct NonPreferred;

static INFO: RuleInfo = RuleInfo {
    name: "non-preferred",
    severity: Severity::Warning,
    what: "A form stands in the text that the glossary knows and the style deprecates, or a known form is misspelt.",
    why: "One name, one spelling: readers search for it, and translation memories count every spelling as another \
          name. `drogman normalize` writes the preferred form and repairs the French around it. Where the form must \
          stay (a title, a quotation), put `<!-- drogman: ignore non-preferred -->` before it in Markdown or HTML, or \
          an entry under `ignore` in drogman.yaml.",
    example: "Le convoi arrivait d’Ievlakh.\n    -> Le convoi arrivait de Yevlakh.",
};

impl Rule for NonPreferred {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        let changes = page.changes.iter().filter(|change| change.status != Status::Forbidden);
        report(page, changes, findings, |form, style, preferred, is_of_style| match is_of_style {
            true => format!("style {style} writes «{preferred}», not «{form}»"),
            // Another good name, misspelt: the style does not ask for that name.
            false => format!("«{form}» is a misspelling of «{preferred}»"),
        });
    }
}

/// Reports changes that a style asks for; `message` is told the form, the style, the form to write, and whether that is
/// the one the style prefers.
pub(super) fn report<'c>(
    page: &Page<'_>,
    changes: impl Iterator<Item = &'c Change>,
    findings: &mut Findings<'_>,
    message: impl Fn(&str, &str, &str, bool) -> String,
) {
    let style = &page.glossary.styles[page.style.0];
    for change in changes {
        let occurrence = &page.matches.occurrences[change.occurrence];
        let Some(found) = findings.add(page, change.block, change.span, Some(occurrence.concept)) else {
            continue;
        };
        let form = &found.form;
        let term = occurrence.term(page.glossary);
        let outdated = occurrence
            .date
            .filter(|_| occurrence.is_outdated(page.glossary) && term.status(page.style).is_allowed());
        found.message = if let Some(date) = outdated {
            let wanted = match &change.preferred[..] {
                "" => "the glossary has no other form for then".to_owned(),
                preferred => format!("write «{preferred}»"),
            };
            let period = term.record().period();
            format!("«{form}» is in use {period}, and the document is of {date}: {wanted}")
        } else if change.preferred.is_empty() {
            format!("«{form}» is not wanted in style {style}, and the glossary prefers nothing instead")
        } else {
            let wanted =
                occurrence.concept(page.glossary).wanted_at(occurrence.term, page.style, occurrence.date);
            let is_of_style = wanted.is_some_and(|term| term.status(page.style) == Status::Preferred);
            message(form, style, &change.preferred, is_of_style)
        };
        found.notes = notes(page, change);
        found.preferred = change.preferred.clone();
        found.replacements = page.replacements(change.fix.as_ref());
        found.fix = change.fix.clone();
    }
}

/// Whose name it is, and why it is not changed.
fn notes(page: &Page<'_>, change: &Change) -> Vec<String> {
    let term = page.matches.occurrences[change.occurrence].term(page.glossary);
    let mut notes = Vec::new();
    if let Some(party) = &term.party {
        notes.push(format!("«{}» is the name that {party} uses", term.text()));
    }
    notes.extend(term.note.clone());
    let held = match change.held {
        Some(Held::Quotation) => Some("it stands in a quotation: --quotes rewrite changes it too"),
        Some(Held::Protected) => Some("other files look this text up: change it where it comes from"),
        Some(Held::Ambiguous) => Some("it may mean somebody else"),
        _ => None,
    };
    notes.extend(held.map(str::to_owned));
    if let Some(doubt) = change.fix.as_ref().and_then(|fix| fix.doubt) {
        notes.push(doubt.to_string());
    }
    notes
}
