//! `drogman review`: deciding in the browser.

use std::{io::Write as _, path::PathBuf, time::Duration};

use anyhow::Context as _;

use super::{
    Outcome, check,
    globals::{Globals, current_folder},
    ignores,
    input::Input,
    interrupt, terminal,
};
use crate::{
    document::{Source, documents_below},
    project::{Config, decision_folders},
    review::{Review, ReviewOptions},
    serve::{
        Listener, Stop, Token,
        review::{FolderLock, IDLE, LockError, serve},
    },
};

/// Options of `drogman review`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// The translation: a file for one article, a folder for many (paired by name, else by content)
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub translation: Option<PathBuf>,
    /// The port to answer at; 0: any that is free
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
    /// Print the address, and open no browser
    #[arg(long)]
    pub no_open: bool,
    /// End after so many seconds without a tab
    #[arg(long, value_name = "SECONDS", hide = true, default_value_t = IDLE.as_secs())]
    pub idle: u64,
}

/// Runs `drogman review`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let options = options(&args, globals, &config)?;
    let listener = Listener::bind(args.port).with_context(|| {
        format!("port {} cannot be had: is another server running? Choose one with --port", args.port)
    })?;
    let lock = match FolderLock::take(&options.folder, &listener.address()) {
        Ok(lock) => Some(lock),
        Err(taken @ LockError::Taken(_)) => return Err(taken.into()),
        Err(LockError::Io(error)) => {
            let folder = options.folder.display();
            terminal::warning(format_args!("{folder}: {error}: what you decide cannot be stored there"));
            None
        }
    };
    let review = Review::open(options)?;
    let stop = Stop::default();
    let (ending, stopping) = (review.clone(), stop.clone());
    interrupt::instead(move || {
        ending.end();
        stopping.stop();
    });
    let token = Token::random().context("no random numbers can be had")?;
    tell(&args, globals, &format!("{}/#{token}", listener.address()))?;
    review.start();
    serve(&review, listener, token, Duration::from_secs(args.idle), &stop).context("the server has ended")?;
    drop(lock);
    Ok(Outcome::Clean)
}

/// What is reviewed.
fn options(args: &Args, globals: &Globals, config: &Config) -> anyhow::Result<ReviewOptions> {
    let here = current_folder()?;
    let input = match args.input.paths.is_empty() {
        true => {
            let has_articles = !documents_below(&here).0.is_empty();
            anyhow::ensure!(
                has_articles,
                "there are no articles in this folder: name files or folders, as in `drogman review articles/`"
            );
            args.input.with_paths(vec![PathBuf::from(".")])
        }
        false => args.input.clone(),
    };
    let (sources, unread) = input.files();
    anyhow::ensure!(!sources.contains(&Source::Stdin), "- cannot be reviewed: name files or folders");
    for error in &unread {
        terminal::warning(error);
    }
    let glossary = globals.glossary(config)?;
    let style = globals.style(config, &glossary)?;
    let folder = decision_folders(&here, &globals.glossary, config)?.into_iter().next();
    let named = input.paths.first().filter(|path| path.file_name().is_some()).unwrap_or(&here);
    Ok(ReviewOptions {
        name: named.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        sources,
        unread,
        read: input.read_options(),
        translation: args.translation.clone(),
        glossary,
        glossary_paths: globals.glossary.clone(),
        config: config.clone(),
        folder: folder.unwrap_or_else(|| here.join("glossary")),
        here,
        style,
        severities: check::severities(config)?,
        ignored: ignores::read(config, globals)?,
        abbreviations: config.abbreviations.clone(),
        paths: input.paths,
    })
}

/// Prints the address, and opens it.
fn tell(args: &Args, globals: &Globals, address: &str) -> anyhow::Result<()> {
    let mut out = terminal::human();
    writeln!(out, "{address}")?;
    out.flush()?;
    if !args.no_open && open::that_detached(address).is_err() {
        terminal::warning("no browser could be opened: open the address above");
    }
    if !globals.quiet {
        terminal::note("everything stays on this machine; end with Ctrl-C");
    }
    Ok(())
}
