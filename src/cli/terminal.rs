//! The streams of the process, by name: data, human layouts and talk, and standard input.
//!
//! *Data* are bytes for a program or a file, and go out as they are; shown on a terminal, their control
//! characters become signs. A *human* layout has colours where the stream shows them. *Talk* is what is said
//! on stderr, one line a message. Nothing else in the command line touches the streams.

mod busy;
mod data;
mod talk;

use std::io::{self, IsTerminal as _, Write};

pub(super) use self::{
    busy::Busy,
    data::Data,
    talk::{error, is_lost, last_note, note, note_at_end, problem, problem_text, usage, warning},
};
use crate::{document::StandardInput, text::visible};

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

/// Sets the colour choice of the process.
pub(super) fn set_color(color: Color) {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Standard output for data: every byte goes out as it is, but to a terminal, which is shown signs for
/// control characters.
pub(super) fn data() -> Data {
    Data::new(io::stdout().lock())
}

/// Standard output for a human layout: styles are shown or left out, as the stream takes them. What a file
/// or its name holds must have been made [`visible`].
pub(super) fn human() -> Human {
    Human(anstream::AutoStream::auto(io::stdout().lock()))
}

/// Standard output for people; see [`human`].
pub(super) struct Human(anstream::AutoStream<io::StdoutLock<'static>>);

impl Human {
    /// Whether styles are shown.
    pub(super) fn is_colored(&self) -> bool {
        self.0.current_choice() != anstream::ColorChoice::Never
    }
}

impl Write for Human {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(of_output)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(of_output)
    }
}

/// Prints a line for people on standard output, control characters as signs.
///
/// # Errors
/// When standard output cannot be written to.
pub(super) fn line(text: impl std::fmt::Display) -> io::Result<()> {
    writeln!(human(), "{}", visible(&text.to_string()))
}

/// Whether standard output is a terminal.
pub(super) fn shows_data() -> bool {
    io::stdout().is_terminal()
}

/// Hands over what standard output still holds back: what is left at the end of the process would be lost
/// without a word.
///
/// # Errors
/// When standard output cannot be written to.
pub(super) fn finish() -> io::Result<()> {
    io::stdout().flush().map_err(of_output)
}

/// Standard input; says that it is waited for when somebody is to type it.
pub(super) fn input() -> StandardInput {
    announce_input();
    StandardInput::new()
}

/// Says once that standard input is waited for, when somebody is to type it.
pub(super) fn announce_input() {
    static SAID: std::sync::Once = std::sync::Once::new();
    if io::stdin().is_terminal() {
        let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
        SAID.call_once(|| note(format_args!("reading standard input; {end} ends it")));
    }
}

/// Whether the error is the reader of our output having gone away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = match cause.downcast_ref::<io::Error>() {
            Some(error) => Some(error.kind()),
            None => cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind),
        };
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}

/// An error of standard output says so.
fn of_output(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output: {error}"))
}
