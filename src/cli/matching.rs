//! `drogman match`: every occurrence of the glossary’s names, as a concordance or as data.

use std::io::{self, Write as _};

use super::{
    Outcome,
    batch::{self, Extent, Input, Source, WholeLimit},
    formats,
    globals::Globals,
    terminal,
};
use crate::{
    document::Document,
    exchange::{OCCURRENCE_FORMATS, OccurrenceFormat, Records},
    glossary::Glossary,
    language::Language,
    session::{Analysis, Languages, Options, Resolved, Session},
};

/// Options of `drogman match`.
#[derive(clap::Args, Clone)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// How the occurrences are written
    #[arg(long, default_value = "human",
        value_parser = formats::one_of(&OCCURRENCE_FORMATS, |format| (format.name(), format.about())))]
    pub format: &'static dyn OccurrenceFormat,
    /// The language of the names to find, `fr` or `en`; without it the glossary's source language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Language>,
    /// List the short names that may mean several people or places as well
    #[arg(long)]
    pub ambiguous: bool,
    /// How much context to show on each side, in characters
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub context: usize,
}

/// Runs `drogman match`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let language = args.lang.unwrap_or(glossary.languages.source);
    let languages = Languages::Only(language);
    let session = Session::new(glossary, Options { style, languages, ..Options::default() });
    let glossary = session.glossary();
    let records = Records {
        glossary,
        style,
        target: other_language(glossary, language),
        ambiguous: args.ambiguous,
        context: args.context,
    };
    let mut out: Box<dyn io::Write> =
        if args.format.is_for_people() { Box::new(terminal::human()) } else { Box::new(terminal::data()) };
    out.write_all(args.format.header().as_bytes())?;
    let mut options = args.input.read_options();
    options.language = args.lang;
    let write = |_: &Source, document: &Document, names: Resolved| {
        let analysis = Analysis::new(&session, document, names);
        let mut bytes = Vec::new();
        args.format.write(&records, document, analysis.matches(), &mut bytes)?;
        Ok(bytes)
    };
    // The columns of a concordance are as wide as all of a document needs.
    let whole = (!args.format.is_for_people()).then(WholeLimit::default);
    // Records are several times as long as the text they are of.
    let extent = Extent { whole, at_once: 16 << 20 };
    let outcome = batch::treat_each(&args.input, &options, globals, extent, &session, write, |_, bytes| {
        Ok(out.write_all(&bytes)?)
    })?;
    out.flush()?;
    Ok(outcome)
}

/// The language of a glossary that is not `language`.
fn other_language(glossary: &Glossary, language: Language) -> Language {
    let pair = glossary.languages;
    if pair.source == language { pair.target } else { pair.source }
}
