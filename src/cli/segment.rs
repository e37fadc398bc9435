//! `drogman segment`: articles in, one segment a line out.

mod stream;

use std::{io::Write, path::PathBuf, sync::OnceLock};

use anyhow::Context as _;
use serde::Serialize;

use super::{
    Outcome,
    batch::{self, Input, Source},
    globals::Globals,
    terminal,
};
use crate::{
    document::Document,
    language::{Language, detect},
    segment::{Segmenter, SrxRules},
    text::{Span, read_text},
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

/// One segment of the JSONL output. Offsets count from 0; `end` is the first after the segment.
#[derive(Serialize)]
struct Record<'a> {
    path: &'a str,
    /// The block, counted from 1.
    block: usize,
    kind: &'static str,
    /// The segment, counted from 1 through the document.
    segment: usize,
    /// Bytes of the source file (of the member, for archives).
    start: usize,
    end: usize,
    /// Characters of the decoded text.
    char_start: usize,
    char_end: usize,
    text: &'a str,
}

/// The segmenters of a run, made when first asked for.
struct Segmenters {
    lang: Option<Language>,
    abbreviations: Vec<String>,
    rules: Option<SrxRules>,
    french: OnceLock<Segmenter>,
    english: OnceLock<Segmenter>,
}

impl Segmenters {
    /// The segmenter for a text in `language`, unless `--lang` says otherwise; French when nobody knows.
    fn of(&self, language: Option<Language>) -> &Segmenter {
        match self.lang.or(language) {
            Some(Language::English) => self.english.get_or_init(|| self.make(Language::English)),
            _ => self.french.get_or_init(|| self.make(Language::French)),
        }
    }

    fn make(&self, language: Language) -> Segmenter {
        let mut segmenter = Segmenter::new(language);
        if !self.abbreviations.is_empty() {
            segmenter = segmenter.with_abbreviations(self.abbreviations.iter().map(String::as_str));
        }
        match &self.rules {
            Some(rules) => segmenter.with_srx(rules),
            None => segmenter,
        }
    }
}

/// Runs `drogman segment`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let segmenters = segmenters(&args, globals)?;
    let options = args.input.read_options();
    let (sources, failures) = args.input.files();
    let mut out = Out::new();
    if let ([source], true, Output::Text) = (&sources[..], failures.is_empty(), args.format)
        && stream::run(source, &options, &segmenters, &mut out)?
    {
        out.finish()?;
        return Ok(Outcome::Clean);
    }
    let work = |_: &Source, document: Document| {
        let mut text = Vec::new();
        match args.format {
            Output::Text => write_text(&document, &segmenters, &mut text),
            Output::Jsonl => write_jsonl(&document, &segmenters, &mut text)?,
        }
        Ok(text)
    };
    let outcome = batch::for_each(&args.input, &options, globals, work, |_, text| out.document(&text))?;
    out.finish()?;
    Ok(outcome)
}

fn segmenters(args: &Args, globals: &Globals) -> anyhow::Result<Segmenters> {
    let config = globals.config()?;
    let rules = args.srx.as_deref().map(read_srx).transpose()?;
    let lang = match args.lang {
        Lang::Fr => Some(Language::French),
        Lang::En => Some(Language::English),
        Lang::Auto => None,
    };
    Ok(Segmenters {
        lang,
        abbreviations: config.abbreviations,
        rules,
        french: OnceLock::new(),
        english: OnceLock::new(),
    })
}

fn read_srx(path: &std::path::Path) -> anyhow::Result<SrxRules> {
    let text = read_text(path).with_context(|| path.display().to_string())?;
    let (rules, faults) = SrxRules::read(&text).with_context(|| path.display().to_string())?;
    for fault in faults {
        terminal::warning(format_args!("{}:{fault}", path.display()));
    }
    Ok(rules)
}

/// Text on its way to stdout, documents apart by an empty line.
struct Out {
    stdout: terminal::Data,
    buffer: Vec<u8>,
    begun: bool,
}

impl Out {
    /// Bytes gathered before they are written.
    const FULL: usize = 1 << 17;

    fn new() -> Self {
        Self { stdout: terminal::data(), buffer: Vec::with_capacity(2 * Self::FULL), begun: false }
    }

    /// The output of one document of a batch.
    fn document(&mut self, text: &[u8]) -> anyhow::Result<()> {
        if self.begun && !text.is_empty() && text.first() != Some(&b'{') {
            self.buffer.push(b'\n');
        }
        self.begun |= !text.is_empty();
        self.buffer.extend_from_slice(text);
        self.flush_if_full()
    }

    fn flush_if_full(&mut self) -> anyhow::Result<()> {
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

/// Writes the segments of a block, one a line; line breaks inside a segment become spaces.
fn write_block(block: &str, segmenter: &Segmenter, out: &mut Vec<u8>) {
    if memchr::memchr2(b'\n', b'\r', block.as_bytes()).is_none() {
        return write_line(block, segmenter, out);
    }
    for span in segmenter.segments(block) {
        let parts = span.of(block).split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty());
        for (number, part) in parts.enumerate() {
            if number > 0 {
                out.push(b' ');
            }
            out.extend_from_slice(part.as_bytes());
        }
        out.push(b'\n');
    }
}

/// Writes the segments of a block without line breaks, one a line.
fn write_line(block: &str, segmenter: &Segmenter, out: &mut Vec<u8>) {
    let bytes = block.as_bytes();
    for span in segmenter.segments(block) {
        out.extend_from_slice(&bytes[span.start..span.end]);
        out.push(b'\n');
    }
}

/// The language of a document whose format states none.
fn guess(document: &Document) -> Option<Language> {
    document.language.or_else(|| document.parts.iter().find_map(|part| detect(&part.text)))
}

fn write_text(document: &Document, segmenters: &Segmenters, out: &mut Vec<u8>) {
    let guessed = guess(document);
    for block in 0..document.blocks.len() {
        if !out.is_empty() {
            out.push(b'\n');
        }
        let segmenter = segmenters.of(document.language_of(block).or(guessed));
        let from = out.len();
        write_block(document.text(block), segmenter, out);
        if out.len() == from {
            out.truncate(from.saturating_sub(1));
        }
    }
}

fn write_jsonl(document: &Document, segmenters: &Segmenters, out: &mut Vec<u8>) -> anyhow::Result<()> {
    let guessed = guess(document);
    let mut characters = Characters::default();
    let mut number = 0;
    for block in 0..document.blocks.len() {
        let text = document.text(block);
        let part = document.blocks[block].part;
        let segmenter = segmenters.of(document.language_of(block).or(guessed));
        for span in segmenter.segments(text) {
            number += 1;
            let place =
                Span::new(document.part_offset(block, span.start), document.part_offset(block, span.end));
            let source = &document.parts[part].text;
            let record = Record {
                path: &document.path,
                block: block + 1,
                kind: document.blocks[block].kind.name(),
                segment: number,
                start: document.source_byte(block, span.start),
                end: document.source_byte(block, span.end),
                char_start: characters.before(part, source, place.start),
                char_end: characters.before(part, source, place.end),
                text: span.of(text),
            };
            serde_json::to_writer(&mut *out, &record)?;
            out.push(b'\n');
        }
    }
    Ok(())
}

/// Counts characters before a byte; asked in order, each is counted once.
#[derive(Default)]
struct Characters {
    part: usize,
    byte: usize,
    characters: usize,
}

impl Characters {
    fn before(&mut self, part: usize, text: &str, byte: usize) -> usize {
        if self.part != part || byte < self.byte {
            *self = Self { part, byte: 0, characters: 0 };
        }
        self.characters += text.get(self.byte..byte).map_or(0, |passed| passed.chars().count());
        self.byte = byte;
        self.characters
    }
}
