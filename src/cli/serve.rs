//! `drogman serve`: what drogman knows, where people write.

use std::{io::Write as _, sync::Arc};

use anyhow::Context as _;

use super::{Outcome, check, globals::Globals, ignores, terminal};
use crate::{
    serve::{Listener, Token, languagetool},
    session::{Options, Session},
};

/// The port where editors look for a LanguageTool server of this machine.
const LANGUAGETOOL_PORT: u16 = 8081;

/// Options of `drogman serve`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    /// Answer LibreOffice, OmegaT, Obsidian and others as a LanguageTool server does
    #[arg(long, required = true)]
    pub languagetool: bool,
    /// The port to answer at; 0: any that is free
    #[arg(long, value_name = "N", default_value_t = LANGUAGETOOL_PORT)]
    pub port: u16,
    /// The secret in the address (16 letters and digits or more), to keep the address of the last time; without it, a new one
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<Token>,
}

/// Runs `drogman serve`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let options = Options {
        style: globals.style(&config, &glossary)?,
        severities: check::severities(&config)?,
        ignored: ignores::read(&config, globals)?,
        ..Options::default()
    };
    let session = Arc::new(Session::new(glossary, options));
    // What is compiled once is compiled before the first paragraph waits for it.
    session.matcher(session.glossary().languages.source)?;
    let token = args.token.map_or_else(Token::random, Ok).context("no random numbers can be had")?;
    let listener = Listener::bind(args.port).with_context(|| {
        format!("port {} cannot be had: is another server running? Choose one with --port", args.port)
    })?;
    let mut out = terminal::human();
    writeln!(out, "{}/{token}/v2", listener.address())?;
    out.flush()?;
    if !globals.quiet {
        terminal::note("give your editor this address as that of a LanguageTool server; end with Ctrl-C");
    }
    let router = languagetool::router(session, &token, listener.port());
    listener.serve(router).context("the server has ended")?;
    Ok(Outcome::Clean)
}
