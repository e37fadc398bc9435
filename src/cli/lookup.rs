use std::{
    io::{BufRead as _, BufWriter, Write},
    path::PathBuf,
};

use anyhow::Context as _;
use rayon::prelude::*;

use super::{Outcome, globals::Globals, terminal};
use crate::{
    document::{Document, Format, ReadOptions},
    exchange::{lookup_jsonl, lookup_text, lookup_tsv},
    glossary::{Glossary, StyleId},
    names::{Answer, Lookup, LookupNames},
    text::{MAX_STREAM, read_file},
};

/// Names that are looked up before their answers are written; bounds the memory of a long list.
const CHUNK: usize = 1024;

/// Options of `drogman lookup`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    /// Names to look up; `-` for a list on standard input, one a line
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Layout::Human)]
    pub format: Layout,
    /// A file of more names to search: one a line, or an id, a tab and a name (repeatable)
    #[arg(long = "names", value_name = "FILE")]
    pub lists: Vec<PathBuf>,
    /// How many near names to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    pub near: usize,
}

/// How the answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Layout {
    /// For people: the concept, its forms, names like it.
    Human,
    /// One line a name: query, best match, score, concept.
    Tsv,
    /// One JSON object a name.
    Jsonl,
}

/// Runs `drogman lookup`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let names = gather(&glossary, &args.lists)?;
    let near = if args.format == Layout::Tsv { 1 } else { args.near.max(1) };
    let mut out: Box<dyn Write> = match args.format {
        Layout::Human => Box::new(BufWriter::new(terminal::human())),
        Layout::Tsv | Layout::Jsonl => Box::new(BufWriter::new(terminal::data())),
    };
    let mut answer = |queries: &[String]| -> anyhow::Result<()> {
        let answers: Vec<String> = queries
            .par_iter()
            .map(|query| written(query, &names.answer(query, near), style, args.format))
            .collect();
        for text in answers {
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    };
    if args.names.is_empty() {
        answer_list(&mut answer)?;
    }
    for name in &args.names {
        match name.as_str() {
            "-" => answer_list(&mut answer)?,
            name => answer(&[name.to_owned()])?,
        }
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

/// Answers the names on standard input, one a line; empty lines are skipped.
fn answer_list(answer: &mut impl FnMut(&[String]) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut input = terminal::input();
    let mut bytes = Vec::new();
    loop {
        let mut lines = 0;
        while lines < CHUNK && input.read_until(b'\n', &mut bytes).context("standard input")? > 0 {
            lines += 1;
        }
        if lines == 0 {
            return Ok(());
        }
        let text = decoded("standard input", std::mem::take(&mut bytes))?;
        let names = text.lines().map(str::trim).filter(|name| !name.is_empty());
        answer(&names.map(str::to_owned).collect::<Vec<_>>())?;
    }
}

/// A list of names as text, whatever its encoding.
fn decoded(name: &str, bytes: Vec<u8>) -> anyhow::Result<String> {
    let plain = ReadOptions { format: Some(Format::PLAIN), wrapped: Some(false), ..ReadOptions::default() };
    let read = |bytes| Document::from_bytes(name, bytes, &plain).map(|document| document.parts);
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text),
        Ok(text) => Ok(read(text.into_bytes())?.swap_remove(0).text),
        Err(error) => Ok(read(error.into_bytes())?.swap_remove(0).text),
    }
}

/// Every form of the glossary and every line of the lists.
fn gather<'g>(glossary: &'g Glossary, lists: &[PathBuf]) -> anyhow::Result<Lookup<'g>> {
    let mut names = LookupNames::of_glossary(glossary);
    for path in lists {
        let name = path.display().to_string();
        let bytes = read_file(path, MAX_STREAM)
            .with_context(|| format!("{name}: the list of names cannot be read"))?;
        names.add_list(&decoded(&name, bytes)?);
    }
    Ok(names.finish())
}

fn written(query: &str, answer: &Answer<'_>, style: StyleId, format: Layout) -> String {
    match format {
        Layout::Human => lookup_text(query, answer, style),
        Layout::Tsv => lookup_tsv(query, answer),
        Layout::Jsonl => lookup_jsonl(query, answer, style),
    }
}
