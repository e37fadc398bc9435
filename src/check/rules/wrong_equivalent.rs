//! The translation keeps a form of the source language, or has another side’s name.

use crate::{
    check::{
        findings::Findings,
        page::{Lack, Page},
        rule::Rule,
        rule_info::RuleInfo,
        severity::Severity,
        sides,
    },
    matching::Occurrence,
};

/// Forms of the source language that the translation keeps, names of another side than the source’s, and forms of the
/// target language in the source; reported where they stand.
pub(super) struct WrongEquivalent;

pub(super) static INFO: RuleInfo = RuleInfo {
    name: "wrong-equivalent",
    severity: Severity::Error,
    what: "The translation has a form of the source language where the target language writes another, or the name that \
           another side uses; or the source has a form of the target language.",
    why: "A name left as it stood in the source: Choucha for Shusha, Poutine for Putin. Or a name that takes another \
          side than the source does: Shusha for Chouchi, which is Shushi. It is reported where it stands, and the \
          concept then does not count as missing.",
    example: "À Choucha, la mosquée a été restaurée. / In Choucha, the mosque has been restored.\n    \
              -> In Shusha, the mosque has been restored.",
};

impl Rule for WrongEquivalent {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, page: &Page<'_>, findings: &mut Findings<'_>) {
        let Some(translation) = &page.translation else { return };
        let (original, page) = (page, translation.page);
        let source = original.language.name();
        for lack in &translation.lacks {
            match *lack {
                Lack::Missing(_) => {}
                Lack::Untranslated { concept, term, block, span } => {
                    let Some(found) = findings.add(page, block, span, Some(concept)) else { continue };
                    found.preferred = page.equivalent(concept, term);
                    let (form, preferred) = (&found.form, &found.preferred);
                    found.message = format!("«{form}» is the {source} form: write «{preferred}»");
                }
                Lack::Foreign { concept, slot, block, span } => {
                    let Some(found) = findings.add(original, block, span, Some(concept)) else { continue };
                    found.preferred = original.preferred(concept, slot);
                    let (form, preferred, other) = (&found.form, &found.preferred, page.language.name());
                    found.message = format!("«{form}» is the {other} form: write «{preferred}»");
                }
                Lack::OtherSide(from, to) => {
                    let to = &page.matches.occurrences[to];
                    let Some(found) = findings.add(page, to.block, to.span, Some(to.concept)) else {
                        continue;
                    };
                    let from = &original.matches.occurrences[from];
                    found.preferred = page.equivalent(from.concept, from.term);
                    let written = from.span.of(original.document.text(from.block));
                    let (form, preferred) = (&found.form, &found.preferred);
                    found.message = format!(
                        "«{form}» and «{written}» are not the same side’s names: write «{preferred}»"
                    );
                    found.notes = [(original, from), (page, to)].into_iter().filter_map(used_by).collect();
                }
            }
        }
    }
}

/// Who uses the name found.
fn used_by((page, occurrence): (&Page<'_>, &Occurrence)) -> Option<String> {
    let party = sides::side(page, occurrence)?;
    let form = occurrence.span.of(page.document.text(occurrence.block));
    Some(format!("«{form}» is the name that {party} uses"))
}
