//! What a message shows of a file: one line, and no more of it than helps.

use std::borrow::Cow;

use super::{cluster_start, shown::shown_on_one_line};

/// The most characters that a message quotes of a text.
const QUOTED: usize = 200;

/// `message` on one line, and of each text between guillemets, or of all, no more than a few hundred characters.
/// Line ends become spaces, other control characters signs.
///
/// ```
/// use drogman::text::brief;
/// assert_eq!(brief("expected </a\n>, found </b>"), "expected </a >, found </b>");
/// let long = brief(&format!("«{}» is no number", "9".repeat(100_000)));
/// assert!(long.starts_with("«999") && long.ends_with("9…» is no number") && long.len() < 300);
/// ```
pub fn brief(message: &str) -> String {
    let mut out = String::with_capacity(message.len().min(4 * QUOTED));
    // How many characters of the text in guillemets have been read; of what stands outside, in `outside`.
    let (mut quoted, mut outside) = (None, 0_usize);
    for c in message.chars() {
        match c {
            '«' => quoted = Some(0),
            '»' => quoted = None,
            _ => {}
        }
        let read = quoted.as_mut().unwrap_or(&mut outside);
        *read += 1;
        let most = if quoted.is_some() { QUOTED } else { 4 * QUOTED };
        let read = quoted.unwrap_or(outside);
        if read == most {
            out.push('…');
        } else if read < most {
            out.push(shown_on_one_line(c));
        }
    }
    out
}

/// The longest message that is told whole, and what is told of the start and the end of a longer one (bytes).
const MESSAGE: usize = 1_800;
const START: usize = 1_200;
const END: usize = 500;

/// `message` with the middle left out when it is longer than anybody reads.
///
/// ```
/// use drogman::text::shortened;
/// assert_eq!(shortened("a.txt: cannot be read"), "a.txt: cannot be read");
/// let long = format!("a.txt: {} is no number", "9".repeat(100_000));
/// let told = shortened(&long);
/// assert!(told.starts_with("a.txt: 999") && told.ends_with("9 is no number") && told.len() < 2_000);
/// ```
pub fn shortened(message: &str) -> Cow<'_, str> {
    if message.len() <= MESSAGE {
        return message.into();
    }
    let start = &message[..cluster_start(message, START)];
    let end = &message[cluster_start(message, message.len() - END)..];
    format!("{start} … {end}").into()
}

/// The characters of a long `line` around its `column` (from 1, in Unicode characters), and how many stand before
/// them; a line of ordinary length whole. No grapheme cluster is cut in two.
pub fn window(line: &str, column: usize) -> (&str, usize) {
    if line.chars().nth(QUOTED).is_none() {
        return (line, 0);
    }
    let byte = |text: &str, character| text.char_indices().nth(character).map_or(text.len(), |(at, _)| at);
    let start = byte(line, column.saturating_sub(1 + QUOTED / 2));
    let start = cluster_start(line, start);
    let end = cluster_start(line, start + byte(&line[start..], QUOTED));
    (&line[start..end.max(start)], line[..start].chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_the_column() {
        let line = "é".repeat(150) + "X" + &"à".repeat(5000);
        let (shown, before) = window(&line, 151);
        assert_eq!(shown.chars().nth(151 - 1 - before), Some('X'));
        assert_eq!(shown.chars().count(), 200);
        assert_eq!(window("court", 3), ("court", 0));
        assert_eq!(window(&line, 90_000), ("", 5151));
        let decomposed = "e\u{301}".repeat(400);
        let (shown, before) = window(&decomposed, 304);
        assert!(shown.starts_with('e') && shown.ends_with('\u{301}') && before == 202, "{before}");
    }
}
