//! `drogman segment`: articles in, one segment a line out.

use std::{io::Write, path::PathBuf};

use anyhow::Context as _;

use super::{
    Outcome,
    batch::{self, Extent, Input, Source},
    globals::Globals,
    terminal,
};
use crate::{
    document::Document,
    exchange::{segments_jsonl, segments_text},
    glossary::Glossary,
    language::Language,
    segment::SrxRules,
    session::{Languages, Options, SegmentedPassage, Segmenting, Session},
    text::read_text,
};

/// Options of `drogman segment`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// The language of the text; auto: what the file states, else guessed by its function words
    #[arg(long, value_enum, default_value_t = Lang::Auto)]
    pub lang: Lang,
    /// What to write: text, one segment a line and an empty line between blocks; or jsonl
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub format: Output,
    /// Segment by the rules of an SRX 2.0 file instead of the built-in ones
    #[arg(long, value_name = "FILE")]
    pub srx: Option<PathBuf>,
}

/// The languages of `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Lang {
    Fr,
    En,
    Auto,
}

/// The formats of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Output {
    Text,
    Jsonl,
}

/// Runs `drogman segment`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let lang = match args.lang {
        Lang::Fr => Some(Language::French),
        Lang::En => Some(Language::English),
        Lang::Auto => None,
    };
    let options = Options {
        languages: lang.map_or(Languages::Told, Languages::Unstated),
        abbreviations: globals.config()?.abbreviations,
        srx: args.srx.as_deref().map(read_srx).transpose()?,
        ..Options::default()
    };
    let run = Segmenting {
        session: Session::new(Glossary::default(), options),
        language: lang,
        numbered: args.format == Output::Jsonl,
    };
    let write = |_: &Source, document: &Document, passage: SegmentedPassage| {
        // About as long as the text.
        let len = (0..document.blocks.len()).map(|block| document.text(block).len() + 2).sum::<usize>();
        let mut text = Vec::with_capacity(len + len / 16);
        match args.format {
            Output::Text => {
                let segmenter = |block| run.segmenter(document, block, passage.language);
                segments_text(document, segmenter, &mut text);
            }
            Output::Jsonl => segments_jsonl(document, &passage.segments, passage.before, &mut text)?,
        }
        Ok(text)
    };
    let mut out = Out { stdout: terminal::data(), buffer: Vec::new(), begun: false, format: args.format };
    let options = args.input.read_options();
    let outcome =
        batch::treat_each(&args.input, &options, globals, Extent::default(), &run, write, |_, text| {
            out.write(&text)
        })?;
    out.finish()?;
    Ok(outcome)
}

fn read_srx(path: &std::path::Path) -> anyhow::Result<SrxRules> {
    let text = read_text(path).with_context(|| path.display().to_string())?;
    let (rules, faults) = SrxRules::read(&text).with_context(|| path.display().to_string())?;
    for fault in faults {
        terminal::warning(format_args!("{}:{fault}", path.display()));
    }
    Ok(rules)
}

/// Text on its way to stdout, documents and passages apart by an empty line; records one after another.
struct Out {
    stdout: terminal::Data,
    buffer: Vec<u8>,
    begun: bool,
    format: Output,
}

impl Out {
    /// Bytes gathered before they are written.
    const FULL: usize = 1 << 17;

    /// The output of one document, or one passage.
    fn write(&mut self, text: &[u8]) -> anyhow::Result<()> {
        if self.begun && !text.is_empty() && self.format == Output::Text {
            self.buffer.push(b'\n');
        }
        self.begun |= !text.is_empty();
        self.buffer.extend_from_slice(text);
        if self.buffer.len() >= Self::FULL {
            self.stdout.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<()> {
        self.stdout.write_all(&self.buffer)?;
        self.stdout.flush()?;
        Ok(())
    }
}
