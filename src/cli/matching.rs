//! `drogman match`: every occurrence of the glossary’s names, as a concordance or as data.

use std::io::{self, Write as _};

use super::{
    Outcome,
    batch::{self, Input},
    globals::Globals,
    terminal,
};
use crate::{
    document::Document,
    exchange::{Records, TSV_HEADER, concordance},
    glossary::Glossary,
    language::Language,
    matching::{Matcher, Matches},
};

/// Options of `drogman match`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// How the occurrences are written
    #[arg(long, value_enum, default_value_t = Layout::Human)]
    pub format: Layout,
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

/// How the occurrences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Layout {
    /// Keyword in context
    Human,
    /// Tab-separated values with a header
    Tsv,
    /// One JSON object a line
    Jsonl,
}

/// From how many occurrences on those of a document are written out as they are put into words, rather than
/// held in memory as text.
const MANY: usize = 10_000;

/// What one document gives.
enum Output {
    Text(String),
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
    let records = Records::new(&glossary, style, other_language(&glossary, language), args.ambiguous);

    let mut out: Box<dyn io::Write> = match args.format {
        Layout::Human => Box::new(terminal::human()),
        Layout::Tsv | Layout::Jsonl => Box::new(terminal::data()),
    };
    if args.format == Layout::Tsv {
        out.write_all(TSV_HEADER.as_bytes())?;
    }
    let mut options = args.input.read_options();
    options.language = args.lang;
    let work = |_: &batch::Source, document: Document| {
        let matches = matcher.matches(&document);
        Ok(match args.format {
            Layout::Human => Output::Text(concordance(&records, &document, &matches, args.context)),
            Layout::Tsv => Output::Text(records.tsv(&document, &matches)),
            Layout::Jsonl if matches.occurrences.len() > MANY => Output::Matches(Box::new(document), matches),
            Layout::Jsonl => {
                let mut text = Vec::new();
                records.write_jsonl(&document, &matches, &mut text)?;
                Output::Bytes(text)
            }
        })
    };
    let outcome = batch::for_each(&args.input, &options, globals, work, |_, output| {
        match output {
            Output::Text(text) => out.write_all(text.as_bytes())?,
            Output::Bytes(bytes) => out.write_all(&bytes)?,
            Output::Matches(document, matches) => records.write_jsonl(&document, &matches, &mut out)?,
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
