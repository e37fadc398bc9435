//! Runs the rules over documents and translations.

use super::{
    finding::Finding,
    findings::Findings,
    other_side,
    page::{Page, Translation},
    pair::{self, Matchers},
    row::Row,
    rules::{RULES, position},
    severities::Severities,
};

/// The findings in a document by itself, in reading order; `pages` are its pages in the languages it has, the source
/// language first. A bilingual document is checked as a translation too, for which `matchers` find the forms of both
/// languages.
pub(crate) fn check(pages: Vec<Page<'_>>, severities: &Severities, matchers: Matchers<'_>) -> Vec<Finding> {
    let mut pages = pages.into_iter();
    match (pages.next(), pages.next()) {
        (Some(source), Some(target)) => {
            let target = Page { is_first: false, ..target };
            let rows = pair::units(source.document, source.language, target.language);
            check_pair(source, &target, &rows, severities, matchers)
        }
        (Some(page), None) => run(&[&page], severities),
        (None, _) => Vec::new(),
    }
}

/// The findings in a document and its translation: each by itself, and what the rows of one lack in the other. The
/// source’s come first, each side in reading order. `matchers` find the forms of both languages.
pub(crate) fn check_pair<'p>(
    source: Page<'p>,
    target: &'p Page<'p>,
    rows: &[Row],
    severities: &Severities,
    matchers: Matchers<'_>,
) -> Vec<Finding> {
    let lacks = pair::lacks(&source, target, rows, matchers);
    let source = Page { translation: Some(Translation { page: target, lacks }), ..source };
    let mut found = run(&[&source, target], severities);
    other_side::tell(&mut found, &source, target, rows);
    found
}

/// What the rules find on the pages, in reading order.
fn run(pages: &[&Page<'_>], severities: &Severities) -> Vec<Finding> {
    let mut found = Vec::new();
    for (number, rule) in RULES.iter().enumerate() {
        let Some(severity) = severities.of(number) else { continue };
        for page in pages {
            rule.check(page, &mut Findings::of(rule.info(), severity, &mut found));
        }
    }
    for rule in RULES {
        rule.withdraw(&mut found);
    }
    let place = |finding: &Finding| (finding.side, finding.start.byte);
    found.sort_by(|one, other| {
        let number = |finding: &Finding| (position(finding.rule.name), finding.block);
        place(one).cmp(&place(other)).then_with(|| number(one).cmp(&number(other)))
    });
    found
}
