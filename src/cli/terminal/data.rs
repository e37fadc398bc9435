//! Data on standard output.

use std::io::{self, IsTerminal as _, Write};

use super::of_output;
use crate::text::visible_char;

/// Standard output for data; see [`super::data`].
pub(in crate::cli) enum Data {
    /// To a file or a program.
    Raw(io::StdoutLock<'static>),
    /// To a terminal.
    Screen(Screen<io::StdoutLock<'static>>),
}

impl Data {
    pub(super) fn new(stdout: io::StdoutLock<'static>) -> Self {
        if stdout.is_terminal() { Self::Screen(Screen::new(stdout)) } else { Self::Raw(stdout) }
    }
}

impl Write for Data {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Raw(stdout) => stdout.write(bytes),
            Self::Screen(screen) => screen.write(bytes),
        }
        .map_err(of_output)
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Raw(stdout) => stdout.flush(),
            Self::Screen(screen) => screen.flush(),
        }
        .map_err(of_output)
    }
}

/// A terminal that data are shown on: line ends and tabs are obeyed, other control characters, and bytes
/// that are no UTF-8, become signs.
pub(in crate::cli) struct Screen<W: Write> {
    to: W,
    /// The beginning of a character, or a carriage return, whose next byte is still to come.
    begun: Vec<u8>,
}

impl<W: Write> Screen<W> {
    fn new(to: W) -> Self {
        Self { to, begun: Vec::new() }
    }
}

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        let all = std::mem::take(&mut self.begun);
        let whole = whole(&all);
        self.begun = all[whole..].to_vec();
        self.to.write_all(shown(&all[..whole]).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W: Write> Drop for Screen<W> {
    fn drop(&mut self) {
        // Nobody is left to tell of an error.
        let _ = self.to.write_all(shown(&self.begun).as_bytes());
    }
}

/// How many bytes can be shown without knowing the next one.
fn whole(bytes: &[u8]) -> usize {
    if bytes.last() == Some(&b'\r') {
        return bytes.len() - 1;
    }
    // A character has four bytes at most: only the last three may begin one that is not whole.
    let tail = bytes.len().saturating_sub(3);
    let is_start = |at: &usize| bytes[*at] >= 0xC0;
    match (tail..bytes.len()).rev().find(is_start) {
        Some(at) if std::str::from_utf8(&bytes[at..]).is_err_and(|error| error.error_len().is_none()) => at,
        _ => bytes.len(),
    }
}

fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let obeyed = matches!(c, '\n' | '\t') || c == '\r' && rest.peek() == Some(&'\n');
        out.push(if obeyed { c } else { visible_char(c) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_screen(pieces: &[&[u8]]) -> String {
        let mut seen = Vec::new();
        let mut screen = Screen::new(&mut seen);
        for piece in pieces {
            screen.write_all(piece).unwrap();
        }
        drop(screen);
        String::from_utf8(seen).unwrap()
    }

    #[test]
    fn a_terminal_obeys_line_ends_and_tabs_alone() {
        assert_eq!(on_screen(&[b"a\tb\r\n\x1b]0;x\x07\rc\x7f\xc2\x9b\n"]), "a\tb\r\n␛]0;x␇␍c␡\u{fffd}\n");
    }

    #[test]
    fn characters_may_come_in_pieces() {
        let text = "Ağdam → 𝄞\r\nl’été\r\n";
        let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        assert_eq!(on_screen(&bytes), text);
        assert_eq!(on_screen(&[b"\xe9t\xe9", b"\xf0\x9d"]), "\u{fffd}t\u{fffd}\u{fffd}");
        assert_eq!(on_screen(&[b"a\r", b"b\r"]), "a␍b␍");
    }
}
