//! `drogman match`: every occurrence of the glossary’s names, as a concordance or as data.

use std::io::{self, Write as _};

use super::{
    Outcome,
    batch::{self, Extent, Input, Source, Whole},
    globals::Globals,
    terminal,
};
use crate::{
    document::Document,
    glossary::Glossary,
    language::Language,
    session::{Analysis, Languages, Options, Resolved, Session},
};

mod kwic;
mod records;

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

/// Runs `drogman match`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let language = args.lang.unwrap_or(glossary.languages.source);
    let languages = Languages::Only(language);
    let session = Session::new(glossary, Options { style, languages, ..Options::default() });
    let glossary = session.glossary();
    let records = records::Records::new(glossary, style, other_language(glossary, language), args.ambiguous);

    let mut out: Box<dyn io::Write> = match args.format {
        Layout::Human => Box::new(terminal::human()),
        Layout::Tsv | Layout::Jsonl => Box::new(terminal::data()),
    };
    if args.format == Layout::Tsv {
        out.write_all(records::TSV_HEADER.as_bytes())?;
    }
    let mut options = args.input.read_options();
    options.language = args.lang;
    let write = |_: &Source, document: &Document, names: Resolved| {
        let analysis = Analysis::new(&session, document, names);
        let matches = analysis.matches();
        Ok(match args.format {
            Layout::Human => kwic::concordance(&records, document, matches, args.context).into_bytes(),
            Layout::Tsv => records.tsv(document, matches).into_bytes(),
            Layout::Jsonl => {
                let mut lines = Vec::new();
                records.write_jsonl(document, matches, &mut lines)?;
                lines
            }
        })
    };
    // The columns of a concordance are as wide as all of a document needs.
    let whole = (args.format != Layout::Human).then(Whole::default);
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
