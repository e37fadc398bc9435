//! `drogman segment`: articles in, one segment a line out.

use std::{io::Write, path::PathBuf};

use anyhow::Context as _;
use serde::Serialize;

use super::{
    Outcome,
    batch::{self, Extent, Input, Source},
    globals::Globals,
    terminal,
};
use crate::{
    document::Document,
    glossary::Glossary,
    language::Language,
    segment::{Segmenter, SrxRules, document_segments},
    session::{Languages, Options, Session, SessionError, Stages},
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

/// A run of `drogman segment`.
struct SegmentRun {
    session: Session,
    /// The language that was asked for.
    lang: Option<Language>,
    format: Output,
}

/// What the passages of a document have in common.
struct SegmentState {
    /// The language of blocks that state none.
    language: Language,
    /// How many segments stand before the passage.
    segments: usize,
}

/// A passage to be written.
struct Cut {
    language: Language,
    /// Its segments with their blocks, for records, which are numbered.
    segments: Vec<(usize, Span)>,
    /// How many segments stand before it.
    before: usize,
}

impl SegmentRun {
    /// The segmenter for a block; `language` is that of blocks which state none.
    fn segmenter(&self, document: &Document, block: usize, language: Language) -> &Segmenter {
        let language = || document.language_of(block).unwrap_or(language);
        self.session.segmenter(self.lang.unwrap_or_else(language))
    }
}

impl Stages for SegmentRun {
    type State = SegmentState;
    type Found = Vec<(usize, Span)>;
    type Ready = Cut;
    const SURVEYS: bool = false;

    fn start(&self, first: &Document) -> SegmentState {
        // French when nobody knows.
        SegmentState { language: self.session.language(first), segments: 0 }
    }

    fn find(&self, passage: &Document, state: &SegmentState) -> Result<Vec<(usize, Span)>, SessionError> {
        Ok(match self.format {
            Output::Text => Vec::new(),
            Output::Jsonl => {
                document_segments(passage, |block| Some(self.segmenter(passage, block, state.language)))
            }
        })
    }

    fn take_up(
        &self,
        _: &Document,
        segments: Vec<(usize, Span)>,
        state: &mut SegmentState,
    ) -> Result<Cut, SessionError> {
        let before = state.segments;
        state.segments += segments.len();
        Ok(Cut { language: state.language, segments, before })
    }
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
    let run = SegmentRun { session: Session::new(Glossary::default(), options), lang, format: args.format };
    let write = |_: &Source, document: &Document, cut: Cut| {
        // About as long as the text.
        let len = (0..document.blocks.len()).map(|block| document.text(block).len() + 2).sum::<usize>();
        let mut text = Vec::with_capacity(len + len / 16);
        match run.format {
            Output::Text => {
                write_text(document, |block| run.segmenter(document, block, cut.language), &mut text)
            }
            Output::Jsonl => write_jsonl(document, &cut, &mut text)?,
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

fn write_text<'s>(document: &Document, segmenter: impl Fn(usize) -> &'s Segmenter, out: &mut Vec<u8>) {
    for block in 0..document.blocks.len() {
        if !out.is_empty() {
            out.push(b'\n');
        }
        let from = out.len();
        write_block(document.text(block), segmenter(block), out);
        if out.len() == from {
            out.truncate(from.saturating_sub(1));
        }
    }
}

fn write_jsonl(document: &Document, cut: &Cut, out: &mut Vec<u8>) -> anyhow::Result<()> {
    let mut characters = Characters::default();
    let (blocks, before) = (document.blocks_before(), document.characters_before());
    for (number, &(block, span)) in cut.segments.iter().enumerate() {
        let part = document.blocks[block].part;
        let place = Span::new(document.part_offset(block, span.start), document.part_offset(block, span.end));
        let source = &document.parts[part].text;
        let record = Record {
            path: &document.path,
            block: blocks + block + 1,
            kind: document.blocks[block].kind.name(),
            segment: cut.before + number + 1,
            start: document.source_byte(block, span.start),
            end: document.source_byte(block, span.end),
            char_start: before + characters.before(part, source, place.start),
            char_end: before + characters.before(part, source, place.end),
            text: span.of(document.text(block)),
        };
        serde_json::to_writer(&mut *out, &record)?;
        out.push(b'\n');
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
