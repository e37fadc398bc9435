//! The command line: one file a verb, exit codes.

mod align;
mod batch;
mod check;
mod completions;
mod explain;
mod extract;
mod formats;
mod globals;
mod glossary;
mod ignores;
mod input;
mod interrupt;
mod language;
mod lookup;
mod matching;
mod normalize;
mod output;
mod quotes;
#[cfg(feature = "serve")]
mod review;
mod segment;
#[cfg(feature = "serve")]
mod serve;
mod sheet;
mod terminal;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use self::globals::Globals;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Done, nothing found that wants attention: exit code 0.
    Clean,
    /// Findings or a difference: exit code 1.
    Findings,
    /// Something failed; the rest was done: exit code 2.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Find every way a name is written in French articles; write term sheets, normalise, check, align.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, infer_subcommands = false)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    globals: Globals,
}

#[derive(Subcommand)]
enum Verb {
    /// Write bilingual term sheets of the names and terms in articles
    Sheet(sheet::Args),
    /// Split articles into segments (sentences)
    Segment(segment::Args),
    /// List every occurrence of the glossary's names in context (concordance)
    Match(matching::Args),
    /// Check articles, or articles and their translation, against the glossary
    Check(check::Args),
    /// Rewrite names to the preferred form and repair the French around them
    Normalize(normalize::Args),
    /// Propose names and terms for a glossary
    Extract(extract::Args),
    /// Line an article up with its translation
    Align(align::Args),
    /// Look a name up: its concept, its forms, names like it
    Lookup(lookup::Args),
    /// Write a commented drogman.yaml and a first glossary
    Init {
        /// The folder of the project
        #[arg(value_name = "DIR", default_value = ".")]
        folder: std::path::PathBuf,
    },
    /// Decide about names, changes and translations on a page in the browser, on this machine only
    #[cfg(feature = "serve")]
    Review(review::Args),
    /// Lint, format, import, export and merge glossaries
    Glossary(glossary::Args),
    /// Answer editors that speak the protocol of LanguageTool, on this machine only
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    /// Tell what a rule of `check` is for
    Explain(explain::Args),
    /// Print shell completions
    Completions(completions::CompletionArgs),
    /// Print the manual page
    Man,
}

/// Runs the command line and tells how it ended.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => return terminal::usage(&usage),
    };
    terminal::set_color(cli.globals.color);
    interrupt::watch();
    let done = run(cli).and_then(|outcome| Ok(terminal::finish().map(|()| outcome)?));
    if matches!(done, Ok(Outcome::Clean | Outcome::Findings)) {
        terminal::last_note();
    }
    let outcome = done.unwrap_or_else(|error| {
        if terminal::is_closed_pipe(&error) {
            return Outcome::Clean;
        }
        terminal::error(&error);
        Outcome::Failed
    });
    if terminal::is_lost() { Outcome::Failed.into() } else { outcome.into() }
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let globals = cli.globals;
    globals.start_threads()?;
    match cli.verb {
        Verb::Sheet(args) => sheet::run(args, &globals),
        Verb::Segment(args) => segment::run(args, &globals),
        Verb::Match(args) => matching::run(args, &globals),
        Verb::Check(args) => check::run(args, &globals),
        Verb::Normalize(args) => normalize::run(args, &globals),
        Verb::Extract(args) => extract::run(args, &globals),
        Verb::Align(args) => align::run(args, &globals),
        Verb::Lookup(args) => lookup::run(args, &globals),
        Verb::Init { folder } => glossary::start(&folder, &globals),
        Verb::Glossary(args) => glossary::run(args, &globals),
        #[cfg(feature = "serve")]
        Verb::Review(args) => review::run(args, &globals),
        #[cfg(feature = "serve")]
        Verb::Serve(args) => serve::run(args, &globals),
        Verb::Explain(args) => explain::run(args),
        Verb::Completions(args) => completions::run(args, &mut Cli::command()),
        Verb::Man => completions::man(Cli::command()),
    }
}
