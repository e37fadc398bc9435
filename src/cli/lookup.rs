use std::{
    io::{BufRead as _, BufWriter, Write},
    path::PathBuf,
};

use anyhow::Context as _;
use rayon::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::{Outcome, globals::Globals, terminal};
use crate::{
    document::{Document, Format, ReadOptions},
    glossary::{Concept, Glossary, StyleId, Term},
    language::Language,
    names::{Hit, Index, Reason, SUGGEST},
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
    let names = Names::gather(&glossary, style, &args.lists)?;
    let near = if args.format == Layout::Tsv { 1 } else { args.near.max(1) };
    let mut out: Box<dyn Write> = match args.format {
        Layout::Human => Box::new(BufWriter::new(terminal::human())),
        Layout::Tsv | Layout::Jsonl => Box::new(BufWriter::new(terminal::data())),
    };
    let mut answer = |queries: &[String]| -> anyhow::Result<()> {
        let answers: Vec<String> =
            queries.par_iter().map(|query| names.answer(query, near).written(args.format)).collect();
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

/// Where a searchable name comes from.
enum Source<'a> {
    /// A form of the glossary.
    Form { concept: &'a Concept },
    /// A line of a list, with its id when it has one.
    Listed { id: String },
}

/// All searchable names.
struct Names<'a> {
    index: Index,
    sources: Vec<Source<'a>>,
    style: StyleId,
}

impl<'a> Names<'a> {
    /// Every form of both languages and every line of the lists.
    fn gather(glossary: &'a Glossary, style: StyleId, lists: &[PathBuf]) -> anyhow::Result<Self> {
        let mut sources = Vec::new();
        let mut texts: Vec<(u32, String)> = Vec::new();
        let mut next = 0;
        for concept in glossary.concepts.values() {
            for term in &concept.terms {
                for inflected in term.inflected() {
                    texts.push((next, inflected.form));
                    sources.push(Source::Form { concept });
                }
            }
            next += 1;
        }
        for path in lists {
            let name = path.display().to_string();
            let bytes = read_file(path, MAX_STREAM)
                .with_context(|| format!("{name}: the list of names cannot be read"))?;
            let text = decoded(&name, bytes)?;
            for line in text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()) {
                let (id, name) = line.split_once('\t').unwrap_or(("", line));
                let name = name.split('\t').next().unwrap_or(name);
                texts.push((next, name.trim().to_owned()));
                sources.push(Source::Listed { id: id.trim().to_owned() });
                next += 1;
            }
        }
        let index = Index::build(texts.iter().map(|(id, name)| (*id, name.as_str())));
        Ok(Self { index, sources, style })
    }

    /// Looks one name up.
    fn answer<'n>(&'n self, query: &'n str, near: usize) -> Answer<'n, 'a> {
        let mut hits = self.index.query(query, near + 1);
        let known = hits.first().is_some_and(|hit| hit.reason == Reason::Same);
        // A known name is told in full; the near names follow it.
        hits.truncate(if known { near + 1 } else { near });
        Answer { names: self, query, known, hits }
    }
}

/// What is known of one name.
struct Answer<'n, 'a> {
    names: &'n Names<'a>,
    query: &'n str,
    known: bool,
    hits: Vec<Hit>,
}

impl Answer<'_, '_> {
    fn written(&self, format: Layout) -> String {
        match format {
            // What stands on a line never holds a line break but the query.
            Layout::Human => {
                self.human().chars().map(|c| if c == '\n' { c } else { visible_char(c) }).collect()
            }
            Layout::Tsv => self.tsv(),
            Layout::Jsonl => self.json(),
        }
    }

    /// The concept's id, or the id of the list.
    fn id(&self, hit: &Hit) -> &str {
        match &self.names.sources[hit.name] {
            Source::Form { concept } => &concept.id,
            Source::Listed { id } => id,
        }
    }

    fn concept(&self, hit: &Hit) -> Option<&Concept> {
        match &self.names.sources[hit.name] {
            Source::Form { concept } => Some(concept),
            Source::Listed { .. } => None,
        }
    }

    fn tsv(&self) -> String {
        match self.hits.first() {
            Some(hit) => {
                let name = self.names.index.name(hit.name);
                format!(
                    "{}\t{name}\t{:.6}\t{}\n",
                    self.query.replace(['\t', '\n', '\r'], " "),
                    hit.score,
                    self.id(hit)
                )
            }
            None => format!("{}\t\t0\t\n", self.query.replace(['\t', '\n', '\r'], " ")),
        }
    }

    fn json(&self) -> String {
        let near: Vec<_> = self.hits.iter().map(|hit| self.hit_json(hit)).collect();
        let known = self.hits.first().filter(|_| self.known);
        let object = serde_json::json!({
            "query": self.query,
            "known": self.known,
            "concept": known.map(|hit| self.id(hit)),
            "kind": known.and_then(|hit| self.concept(hit)).map(|c| c.kind.name()),
            "forms": known.and_then(|hit| self.concept(hit)).map(|c| self.forms_json(c)),
            "near": near,
        });
        format!("{object}\n")
    }

    fn hit_json(&self, hit: &Hit) -> serde_json::Value {
        serde_json::json!({
            "form": self.names.index.name(hit.name),
            "concept": self.id(hit),
            "score": (f64::from(hit.score) * 1e4).round() / 1e4,
            "reason": hit.reason.to_string(),
        })
    }

    fn forms_json(&self, concept: &Concept) -> Vec<serde_json::Value> {
        let form = |term: &Term| {
            serde_json::json!({
                "form": term.text(),
                "language": term.language.code(),
                "slot": term.slot.name(),
                "status": term.status(self.names.style).name(),
                "relation": term.relation.name(),
                "party": term.party,
            })
        };
        concept.terms.iter().map(form).collect()
    }

    fn human(&self) -> String {
        let mut text = format!("{}\n", visible(self.query));
        let (known, near) = self.hits.split_at(usize::from(self.known));
        // What is as good as surely another name is no help to a reader.
        let near = &near[..near.iter().take_while(|hit| hit.score >= WORTH_TELLING).count()];
        match known.first().map(|hit| (hit, self.concept(hit))) {
            Some((_, Some(concept))) => text.push_str(&self.told(concept)),
            Some((hit, None)) => text.push_str(&format!("  listed {}\n", self.id(hit)).replace(" \n", "\n")),
            None if near.first().is_some_and(|hit| hit.score >= SUGGEST) => {
                text.push_str("  not known; probably\n");
            }
            None if near.first().is_some_and(|hit| hit.score >= 0.5) => {
                text.push_str("  not known; perhaps\n");
            }
            None if near.is_empty() => text.push_str("  not known, and nothing like it\n"),
            None => text.push_str("  not known; the nearest names are others\n"),
        }
        if self.known && !near.is_empty() {
            text.push_str("  near\n");
        }
        let width = near.iter().map(|hit| self.names.index.name(hit.name).width()).max().unwrap_or(0);
        for hit in near {
            let name = self.names.index.name(hit.name);
            let id = match self.id(hit) {
                "" => String::new(),
                id => format!("{id}: "),
            };
            let pad = width - name.width();
            text.push_str(&format!("    {:.2}  {name}{:pad$}  {id}{}\n", hit.score, "", hit.reason));
        }
        text.push('\n');
        text
    }

    /// A concept and its forms in both languages.
    fn told(&self, concept: &Concept) -> String {
        let mut text = format!("  {} ({})\n", concept.id, concept.kind.name());
        if let Some(note) = &concept.note {
            text.push_str(&format!("  {note}\n"));
        }
        let width = concept.terms.iter().map(|term| term.text().width()).max().unwrap_or(0);
        for language in Language::ALL {
            for (_, term) in concept.terms_in(language) {
                let pad = width - term.text().width();
                let mut line = format!(
                    "    {language}  {}{:pad$}  {:9}  {}",
                    term.text(),
                    "",
                    term.status(self.names.style).name(),
                    term.slot.name()
                );
                if term.relation.name() != "base" {
                    line.push_str(&format!(", {}", term.relation.name()));
                }
                if let Some(party) = &term.party {
                    line.push_str(&format!(", used by {party}"));
                }
                text.push_str(&line);
                text.push('\n');
            }
        }
        text
    }
}
