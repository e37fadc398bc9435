//! Talk on stderr: errors, warnings, remarks.

use std::{
    collections::BTreeSet,
    fmt::Display,
    io::Write as _,
    process::ExitCode,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use anstyle::{AnsiColor, Style};

use super::{super::Outcome, finish, is_closed_pipe, of_output};
use crate::{
    glossary::{Position, Problem, Problems, Severity},
    text::{counted, shortened, visible, visible_char},
};

/// Whether something could not be told.
static LOST: AtomicBool = AtomicBool::new(false);

/// Whether something could not be told because stderr is full or closed.
pub(in crate::cli) fn is_lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

/// Writes a line, or several, in one go, so that those of two threads do not mix.
fn say(text: &str) {
    if anstream::stderr().lock().write_all(format!("{text}\n").as_bytes()).is_err() {
        LOST.store(true, Ordering::Relaxed);
    }
}

fn labelled(label: &str, color: AnsiColor, message: &str) {
    let style = Style::new().bold().fg_color(Some(color.into()));
    say(&format!("{style}{label}{style:#}: {}", shortened(&visible(message))));
}

/// Prints an error, with its causes, on one line of stderr; before it the mistakes of a glossary, each with
/// its line, when they are the cause.
pub(in crate::cli) fn error(error: &anyhow::Error) {
    let mut causes = Vec::new();
    for cause in error.chain() {
        let Some(problems) = cause.downcast_ref::<Problems>() else {
            let cause = cause.to_string();
            // Some errors say their cause themselves.
            if !causes.last().is_some_and(|told: &String| told.ends_with(&cause)) {
                causes.push(cause);
            }
            continue;
        };
        let errors: Vec<&Problem> = problems.0.iter().filter(|it| it.severity == Severity::Error).collect();
        errors.iter().for_each(|mistake| problem(mistake));
        causes.push(mistakes(&errors));
    }
    labelled("error", AnsiColor::Red, &causes.join(": "));
}

/// How many mistakes stand in which files.
fn mistakes(errors: &[&Problem]) -> String {
    let files: BTreeSet<&str> = errors.iter().map(|error| &*error.position.file).collect();
    let mut files = files.into_iter();
    let first = files.next().unwrap_or_default();
    let others = match files.count() {
        0 => String::new(),
        others => format!(" and {}", counted(others, "other file")),
    };
    format!("{first}{others}: the glossary has {}", counted(errors.len(), "mistake"))
}

/// A mistake of a glossary as it is told: control characters of its file as signs.
pub(in crate::cli) fn problem_text(problem: &Problem) -> String {
    // A tab keeps its width over the caret.
    let line = problem.line.chars().map(|c| if c == '\t' { c } else { visible_char(c) });
    let shown = Problem {
        severity: problem.severity,
        position: Position { file: Arc::from(&*visible(&problem.position.file)), ..problem.position.clone() },
        message: visible(&problem.message).into_owned(),
        help: problem.help.as_deref().map(|help| visible(help).into_owned()),
        line: line.collect(),
        before: problem.before,
    };
    shown.to_string()
}

/// Prints a mistake of a glossary on stderr.
pub(in crate::cli) fn problem(problem: &Problem) {
    say(&problem_text(problem));
}

/// Prints a warning on stderr.
pub(in crate::cli) fn warning(message: impl Display) {
    labelled("warning", AnsiColor::Yellow, &message.to_string());
}

/// Prints a remark on stderr.
pub(in crate::cli) fn note(message: impl Display) {
    say(&shortened(&visible(&message.to_string())));
}

/// What is said at the end of a run that did not fail.
static LAST: OnceLock<String> = OnceLock::new();

/// Keeps a remark for the end of the run.
pub(in crate::cli) fn note_at_end(message: impl Display) {
    LAST.get_or_init(|| message.to_string());
}

/// Prints the remark that was kept.
pub(in crate::cli) fn last_note() {
    LAST.get().into_iter().for_each(note);
}

/// Prints what clap has to say, help or what is wrong with the arguments; how that ends.
pub(in crate::cli) fn usage(usage: &clap::Error) -> ExitCode {
    let hostile = std::env::args_os().any(|given| given.to_string_lossy().contains(char::is_control));
    if usage.use_stderr() {
        if hostile {
            // An argument is quoted as it was given.
            let plain = usage.render().to_string();
            let line_end = |c| if c == '\n' { c } else { visible_char(c) };
            say(plain.trim_end().chars().map(line_end).collect::<String>().as_str());
        } else {
            // It fails anyhow: what could not be told changes nothing.
            let _ = usage.print();
        }
        return Outcome::Failed.into();
    }
    match usage.print().map_err(of_output).and_then(|()| finish()).map_err(anyhow::Error::new) {
        Err(failure) if !is_closed_pipe(&failure) => {
            error(&failure);
            Outcome::Failed.into()
        }
        _ => ExitCode::SUCCESS,
    }
}
