//! French order of names, for lists that people read.

use crate::text::is_combining_mark;
use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization as _;

/// Compares two forms as a French dictionary does (ISO 14651, simplified): letters first, without case,
/// diacritics, hyphens and spaces; then diacritics; then the rest.
pub(super) fn french(a: &str, b: &str) -> Ordering {
    letters(a).cmp(letters(b)).then_with(|| accents(a).cmp(accents(b))).then_with(|| a.cmp(b))
}

fn letters(form: &str) -> impl Iterator<Item = char> + '_ {
    accents(form).filter(|&c| !is_combining_mark(c))
}

fn accents(form: &str) -> impl Iterator<Item = char> + '_ {
    form.nfkd().flat_map(char::to_lowercase).flat_map(|c| match c {
        'œ' => ['o', 'e'].into_iter().take(2),
        'æ' => ['a', 'e'].into_iter().take(2),
        c => [c, c].into_iter().take(usize::from(c.is_alphanumeric() || is_combining_mark(c))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_count_after_letters() {
        let mut names = ["Zanguezour", "Érévan", "Etchmiadzine", "Erevan", "Éthiopie", "œuvre", "Oural"];
        names.sort_by(|a, b| french(a, b));
        assert_eq!(names, ["Erevan", "Érévan", "Etchmiadzine", "Éthiopie", "œuvre", "Oural", "Zanguezour"]);
    }
}
