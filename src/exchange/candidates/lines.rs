//! What `extract` writes beside candidates, one a line, tab-separated: names at their places, groups of spellings, and
//! equivalents of given terms.

use crate::{align::Equivalent, document::Document, exchange::cell, extract::Mention, text::single_spaced};

/// The names of one document at their places, one a line: `path, start, end, type, form`, tab-separated. Offsets are
/// characters of the decoded text, counted from 0; types those of the WiNER corpus.
pub fn mentions_tsv(path: &str, document: &Document, found: &[Mention]) -> String {
    let mut lines = String::new();
    // Places come mostly in order: count on from the last one.
    let (mut part, mut byte, mut characters) = (0, 0, 0);
    for m in found {
        let here = document.blocks[m.block].part;
        let text = &document.parts[here].text;
        let (start, end) = (document.part_offset(m.block, m.start), document.part_offset(m.block, m.end));
        if here != part || start < byte {
            (part, byte, characters) = (here, 0, 0);
        }
        characters += text[byte..start].chars().count();
        byte = start;
        let length = text[start..end.max(start)].chars().count();
        let form = single_spaced(&document.text(m.block)[m.start..m.end]);
        let kind = m.kind.winer();
        lines.push_str(&format!(
            "{}\t{characters}\t{}\t{kind}\t{}\n",
            cell(path),
            characters + length,
            cell(&form)
        ));
    }
    lines
}

/// Names in groups, one a line: `group, name`; groups are numbered from 1. A group is the places of its names in
/// `names`.
///
/// ```
/// use drogman::exchange::groups_tsv;
/// assert_eq!(groups_tsv(&["Bakou", "Erevan", "Baku"], &[vec![0, 2], vec![1]]), "1\tBakou\n1\tBaku\n2\tErevan\n");
/// ```
pub fn groups_tsv(names: &[&str], groups: &[Vec<usize>]) -> String {
    let mut lines = String::new();
    for (number, group) in groups.iter().enumerate() {
        for &name in group {
            lines.push_str(&format!("{}\t{}\n", number + 1, cell(names[name])));
        }
    }
    lines
}

/// The equivalents found for terms, the best `most` of each, one a line: `term, translation, score, count`.
pub fn equivalents_tsv(terms: &[&str], found: &[Vec<Equivalent>], most: usize) -> String {
    let mut lines = String::new();
    for (term, found) in terms.iter().zip(found) {
        for it in found.iter().take(most) {
            let (term, form) = (cell(term), cell(&it.form));
            lines.push_str(&format!("{term}\t{form}\t{:.6}\t{}\n", it.score, it.count));
        }
    }
    lines
}
