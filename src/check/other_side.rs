//! What of a translation stands for the place of a finding, and the reverse.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    finding::{Finding, OtherSide, Side},
    page::Page,
    row::Row,
};
use crate::text::{Span, single_spaced};

/// Places by block, each with its row.
type Places = FxHashMap<usize, Vec<(Span, usize)>>;

/// Tells each finding of a translation what stands on the other side for its place.
pub(super) fn tell(findings: &mut [Finding], source: &Page<'_>, target: &Page<'_>, rows: &[Row]) {
    if findings.is_empty() {
        return;
    }
    let places = |of: fn(&Row) -> &[(usize, Span)]| {
        let mut places = Places::default();
        for (number, row) in rows.iter().enumerate() {
            for &(block, span) in of(row) {
                places.entry(block).or_default().push((span, number));
            }
        }
        places
    };
    let (of_source, of_target) = (places(|row| &row.source), places(|row| &row.target));
    // Findings in one row share what stands on its other side.
    let mut texts: FxHashMap<(bool, usize), Arc<str>> = FxHashMap::default();
    for finding in findings {
        let Some(block) = finding.block else { continue };
        let is_source = finding.side == Side::Source;
        let places = if is_source { &of_source } else { &of_target };
        let here = |(span, _): &&(Span, usize)| span.contains(finding.span);
        let Some(&(_, row)) = places.get(&block).and_then(|places| places.iter().find(here)) else {
            continue;
        };
        let (page, there) = if is_source { (target, &rows[row].target) } else { (source, &rows[row].source) };
        let text = texts.entry((is_source, row)).or_insert_with(|| {
            let parts = there.iter().map(|&(block, span)| span.of(page.document.text(block)));
            single_spaced(&parts.collect::<Vec<_>>().join(" ")).into()
        });
        finding.other_side = Some(OtherSide { path: page.document.path.clone(), text: text.clone() });
    }
}
