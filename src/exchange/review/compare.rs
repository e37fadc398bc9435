//! Which row of drogman’s a row of a review is, and which of its cells say something else.

use rustc_hash::FxHashMap;

use super::{super::lists::RecordField, Cell, Cells, ReviewRow, alike::alike, expected::Expected};

/// The columns that may be edited, besides those of the full record.
const EDITED: [Cell; 12] = [
    Cell::Kind,
    Cell::Slot,
    Cell::Status,
    Cell::Relation,
    Cell::Party,
    Cell::Gender,
    Cell::FormNote,
    Cell::Note,
    Cell::Source,
    Cell::Preferred,
    Cell::Target,
    Cell::TargetAdmitted,
];

/// The cells of a row that say something else than expected. An empty one counts when the review `is_whole`.
pub(super) fn differences(row: &ReviewRow, expected: &Expected, is_whole: bool) -> Vec<Cell> {
    let differs = |cell: &Cell| match (row.cells.get(*cell), expected.cells.get(*cell)) {
        (Some(""), _) if !is_whole => false,
        (Some(now), Some(written)) => !alike(now, written),
        _ => false,
    };
    EDITED.into_iter().chain(RecordField::ALL.map(Cell::Record)).filter(differs).collect()
}

/// The row of drogman’s that each row about one form is: the one it still equals, else the most alike that is left.
pub(super) fn pair<'e>(
    rows: &[&ReviewRow],
    expected: &'e [Expected],
    is_whole: bool,
) -> Vec<Option<&'e Expected>> {
    let mut is_taken = vec![false; expected.len()];
    let mut out: Vec<Option<&Expected>> = vec![None; rows.len()];
    // A row that stands twice is one row.
    let mut first: FxHashMap<&Cells, usize> = FxHashMap::default();
    let twin: Vec<usize> =
        rows.iter().enumerate().map(|(at, row)| *first.entry(&row.cells).or_insert(at)).collect();
    for only_equal in [true, false] {
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| twin[*at] == *at) {
            let cost = |number: &usize| differences(row, &expected[*number], is_whole).len();
            let free = (0..expected.len()).filter(|&number| !is_taken[number]).min_by_key(cost);
            let best = free.or_else(|| (0..expected.len()).min_by_key(cost));
            let Some(best) = best.filter(|best| out[at].is_none() && (!only_equal || cost(best) == 0)) else {
                continue;
            };
            out[at] = Some(&expected[best]);
            for (number, taken) in is_taken.iter_mut().enumerate() {
                *taken |= expected[number].term == expected[best].term;
            }
        }
    }
    twin.into_iter().map(|at| out[at]).collect()
}
