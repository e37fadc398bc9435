//! Talk on stderr: errors, warnings, progress; colour choice.

use std::io;

use anstyle::{AnsiColor, Style};

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

/// Prints an error, with its causes, on one line of stderr.
pub(super) fn error(error: &anyhow::Error) {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    anstream::eprintln!("{style}error{style:#}: {error:#}");
}

/// Prints a warning on stderr.
pub(super) fn warning(message: impl std::fmt::Display) {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
    anstream::eprintln!("{style}warning{style:#}: {message}");
}

/// Whether the error is the reader of our output having gone away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Prints a remark on stderr.
pub(super) fn note(message: impl std::fmt::Display) {
    anstream::eprintln!("{message}");
}

/// A sign of life on stderr until it is dropped: only on a terminal.
pub(super) struct Busy(indicatif::ProgressBar);

impl Busy {
    /// Says what is being done.
    pub(super) fn new(what: &'static str, quiet: bool) -> Self {
        if quiet {
            return Self(indicatif::ProgressBar::hidden());
        }
        let style = indicatif::ProgressStyle::with_template("{spinner} {msg}, {elapsed} so far")
            .expect("the template is a constant");
        let bar = indicatif::ProgressBar::new_spinner().with_style(style).with_message(what);
        bar.enable_steady_tick(std::time::Duration::from_millis(200));
        Self(bar)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
