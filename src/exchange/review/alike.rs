//! Whether a cell still says what was written in it: programs save a table again in their own ways.

use std::borrow::Cow;

/// How many characters a program may have left of a long cell.
const LONG: usize = 31_000;

/// Whether a cell says what drogman wrote: the same text, but for spaces at its ends, kinds of line breaks, and the
/// ways of spreadsheets with what looks like a number (007, 7), a date (2020-11-09, 09/11/2020) or a truth value.
pub(super) fn alike(cell: &str, written: &str) -> bool {
    let (cell, written) = (spaced(cell), spaced(written));
    cell == written
        || same_number(&cell, &written)
        || same_date(&cell, &written)
        || same_truth(&cell, &written)
        || (written.starts_with(&*cell) && cell.chars().count() >= LONG)
}

/// A text with single spaces in place of breaks and runs of spaces; no-break spaces stay what they are.
fn spaced(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    if !text.contains("  ") && !text.contains(['\t', '\r', '\n']) {
        return text.into();
    }
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").into()
}

fn same_number(cell: &str, written: &str) -> bool {
    let number = |text: &str| {
        let is_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ','));
        text.replace(',', ".").parse::<f64>().ok().filter(|_| is_number)
    };
    number(written).is_some_and(|written| number(cell) == Some(written))
}

/// Whether two dates have the same year, month and day, in any order.
fn same_date(cell: &str, written: &str) -> bool {
    let parts = |text: &str| {
        let mut parts: Vec<u32> =
            text.split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        parts.sort_unstable();
        (parts.len() == 3).then_some(parts)
    };
    parts(written).is_some_and(|written| parts(cell) == Some(written))
}

fn same_truth(cell: &str, written: &str) -> bool {
    let is_truth = |text: &str| matches!(text.to_lowercase().as_str(), "true" | "false" | "vrai" | "faux");
    is_truth(written) && cell.to_lowercase() == written.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn a_table_saved_again_says_the_same() {
        for (cell, written) in [
            ("7", "007"),
            ("1,5", "1.50"),
            ("09/11/2020", "2020-11-09"),
            ("9/11/20", "09/11/20"),
            ("TRUE", "true"),
            ("two lines", "two\r\nlines"),
            ("end", " end "),
        ] {
            assert!(alike(cell, written), "{cell}, {written}");
        }
        for (cell, written) in [
            ("8", "007"),
            ("09/12/2020", "2020-11-09"),
            ("Bakou", "bakou"),
            ("", "note"),
            ("note", ""),
            ("inf", "infinity"),
            ("nan", "nan."),
            ("a\u{a0}b", "a b"),
        ] {
            assert!(!alike(cell, written), "{cell}, {written}");
        }
        let long = "é".repeat(32_000);
        assert!(alike(&long, &format!("{long} and more")));
    }
}
