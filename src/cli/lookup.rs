use std::{
    io::{BufRead as _, BufWriter, Write},
    path::PathBuf,
};

use anyhow::Context as _;
use rayon::prelude::*;

use super::{Outcome, globals::Globals, terminal};
use crate::{
    document::{Document, Format, ReadOptions},
    glossary::{Concept, Glossary, StyleId, Term},
    language::Language,
    names::{Answer, FoundName, Lookup, LookupNames, SUGGEST},
    text::{MAX_STREAM, read_file, visible, visible_char},
};

/// Names that are looked up before their answers are written; bounds the memory of a long list.
const CHUNK: usize = 1024;

/// From this score on people are shown a name like the one they asked for.
const WORTH_TELLING: f32 = 0.05;

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
    let plain = ReadOptions { format: Some(Format::Plain), wrapped: Some(false), ..ReadOptions::default() };
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
        // What stands on a line never holds a line break but the query.
        Layout::Human => {
            let shown = |c| if c == '\n' { c } else { visible_char(c) };
            human(query, answer, style).chars().map(shown).collect()
        }
        Layout::Tsv => tsv(query, answer),
        Layout::Jsonl => json(query, answer, style),
    }
}

fn tsv(query: &str, answer: &Answer<'_>) -> String {
    let query = query.replace(['\t', '\n', '\r'], " ");
    match answer.all().first() {
        Some(found) => format!("{query}\t{}\t{:.6}\t{}\n", found.name, found.score, found.id),
        None => format!("{query}\t\t0\t\n"),
    }
}

fn json(query: &str, answer: &Answer<'_>, style: StyleId) -> String {
    let known = answer.known();
    let concept = known.and_then(|found| found.concept);
    let object = serde_json::json!({
        "query": query,
        "known": known.is_some(),
        "concept": known.map(|found| found.id),
        "kind": concept.map(|concept| concept.kind.name()),
        "forms": concept.map(|concept| forms_json(concept, style)),
        "near": answer.all().iter().map(found_json).collect::<Vec<_>>(),
    });
    format!("{object}\n")
}

fn found_json(found: &FoundName<'_>) -> serde_json::Value {
    serde_json::json!({
        "form": found.name,
        "concept": found.id,
        "score": (f64::from(found.score) * 1e4).round() / 1e4,
        "reason": found.reason.to_string(),
    })
}

fn forms_json(concept: &Concept, style: StyleId) -> Vec<serde_json::Value> {
    let form = |term: &Term| {
        serde_json::json!({
            "form": term.text(),
            "language": term.language.code(),
            "slot": term.slot.name(),
            "status": term.status(style).name(),
            "relation": term.relation.name(),
            "party": term.party,
        })
    };
    concept.terms.iter().map(form).collect()
}

fn human(query: &str, answer: &Answer<'_>, style: StyleId) -> String {
    let mut text = format!("{}\n", visible(query));
    let near = answer.near();
    // What is as good as surely another name is no help to a reader.
    let near = &near[..near.iter().take_while(|found| found.score >= WORTH_TELLING).count()];
    match answer.known().map(|known| (known, known.concept)) {
        Some((_, Some(concept))) => text.push_str(&told(concept, style)),
        Some((known, None)) => text.push_str(&format!("  listed {}\n", known.id).replace(" \n", "\n")),
        None if near.first().is_some_and(|found| found.score >= SUGGEST) => {
            text.push_str("  not known; probably\n");
        }
        None if near.first().is_some_and(|found| found.score >= 0.5) => {
            text.push_str("  not known; perhaps\n");
        }
        None if near.is_empty() => text.push_str("  not known, and nothing like it\n"),
        None => text.push_str("  not known; the nearest names are others\n"),
    }
    if answer.known().is_some() && !near.is_empty() {
        text.push_str("  near\n");
    }
    let width = near.iter().map(|found| found.name.chars().count()).max().unwrap_or(0);
    for FoundName { name, id, score, reason, .. } in near {
        let id = if id.is_empty() { String::new() } else { format!("{id}: ") };
        text.push_str(&format!("    {score:.2}  {name:width$}  {id}{reason}\n"));
    }
    text.push('\n');
    text
}

/// A concept and its forms in both languages.
fn told(concept: &Concept, style: StyleId) -> String {
    let mut text = format!("  {} ({})\n", concept.id, concept.kind.name());
    if let Some(note) = &concept.note {
        text.push_str(&format!("  {note}\n"));
    }
    let width = concept.terms.iter().map(|term| term.text().chars().count()).max().unwrap_or(0);
    for language in [Language::French, Language::English] {
        for (_, term) in concept.terms_in(language) {
            text.push_str(&format!(
                "    {language}  {:width$}  {:9}  {}",
                term.text(),
                term.status(style).name(),
                term.slot.name()
            ));
            if term.relation.name() != "base" {
                text.push_str(&format!(", {}", term.relation.name()));
            }
            if let Some(party) = &term.party {
                text.push_str(&format!(", used by {party}"));
            }
            text.push('\n');
        }
    }
    text
}
