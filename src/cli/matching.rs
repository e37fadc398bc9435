//! `drogman match`: every occurrence of the glossary’s names, as a concordance or as data.

use std::io::{self, Write as _};

use super::{
    Outcome,
    batch::{self, Input},
    formats,
    globals::Globals,
    terminal,
};
use crate::{
    document::Document,
    exchange::{OCCURRENCE_FORMATS, OccurrenceFormat, Records},
    glossary::Glossary,
    language::Language,
    matching::{Matcher, Matches},
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

/// From how many occurrences on those of a document are written out as they are put into words, rather than
/// held in memory as text.
const MANY: usize = 10_000;

/// What one document gives.
enum Output {
    Bytes(Vec<u8>),
    Matches(Box<Document>, Matches),
}

/// Runs `drogman match`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let language = args.lang.unwrap_or(glossary.languages.source);
    let matcher = Matcher::new(&glossary, language)?;
    let records = Records {
        glossary: &glossary,
        style,
        target: other_language(&glossary, language),
        ambiguous: args.ambiguous,
        context: args.context,
    };
    let mut out: Box<dyn io::Write> =
        if args.format.is_for_people() { Box::new(terminal::human()) } else { Box::new(terminal::data()) };
    out.write_all(args.format.header().as_bytes())?;
    let mut options = args.input.read_options();
    options.language = args.lang;
    let work = |_: &batch::Source, document: Document| {
        let matches = matcher.matches(&document);
        if matches.occurrences.len() > MANY {
            return Ok(Output::Matches(Box::new(document), matches));
        }
        let mut bytes = Vec::new();
        args.format.write(&records, &document, &matches, &mut bytes)?;
        Ok(Output::Bytes(bytes))
    };
    let outcome = batch::for_each(&args.input, &options, globals, work, |_, output| {
        match output {
            Output::Bytes(bytes) => out.write_all(&bytes)?,
            Output::Matches(document, matches) => {
                args.format.write(&records, &document, &matches, &mut out)?
            }
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(outcome)
}

/// The language of a glossary that is not `language`.
fn other_language(glossary: &Glossary, language: Language) -> Language {
    let pair = glossary.languages;
    if pair.source == language { pair.target } else { pair.source }
}
