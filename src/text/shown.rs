//! Text as people are shown it: no control character in it, counts in the right number.

use std::borrow::Cow;

/// The character that stands for `c` where text is shown to people: a sign for a control character, which a
/// terminal would obey, and `c` itself for every other one.
pub fn visible_char(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        // The controls beyond ASCII have no signs of their own.
        '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// `text` with a sign in the place of every control character, line breaks and tabs among them: it stays on
/// one line, and a terminal obeys nothing in it.
///
/// ```
/// use drogman::text::visible;
/// assert_eq!(visible("a\u{1b}[31m.txt\n"), "a␛[31m.txt␊");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) { text.chars().map(visible_char).collect() } else { text.into() }
}

/// A piece of running text on one line: white space that is a control character becomes a space, other
/// control characters become signs. There are as many characters after as before.
///
/// ```
/// use drogman::text::on_one_line;
/// assert_eq!(on_one_line("de\r\nBakou\u{7}"), "de  Bakou␇");
/// ```
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) { text.chars().map(shown_on_one_line).collect() } else { text.into() }
}

pub(super) fn shown_on_one_line(c: char) -> char {
    if c.is_control() && c.is_whitespace() { ' ' } else { visible_char(c) }
}

/// A count and what was counted, in the number it asks for.
///
/// ```
/// use drogman::text::counted;
/// assert_eq!([counted(0, "error"), counted(1, "error"), counted(2, "error")], ["0 errors", "1 error", "2 errors"]);
/// ```
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_is_left() {
        let all: String = ('\0'..='\u{2ff}').collect();
        for shown in [visible(&all), on_one_line(&all)] {
            assert!(!shown.contains(char::is_control));
            assert_eq!(shown.chars().count(), all.chars().count());
        }
        assert_eq!(visible("«Ağdam»"), "«Ağdam»");
    }
}
