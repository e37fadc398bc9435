//! The forms an alignment is written in.

use std::{
    io::{self, BufWriter, Write},
    ops::Range,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{super::terminal, Args, html, names::Names, tmx};
use crate::{
    align::{Alignment, Bead, DocumentPair, Pair},
    cli::output::{OutputFile, OutputFolder},
    exchange::Tmx,
    text::visible,
};

/// What `align` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Translation memory (TMX 1.4b)
    Tmx,
    /// One bead a line: segment numbers, confidence, texts
    Tsv,
    /// One bead a line: [0,1]:[2]
    Beads,
    /// One bead a line, as JSON
    Jsonl,
    /// A page with both sides beside each other
    Html,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Format::Tmx => "tmx",
            Format::Tsv => "tsv",
            Format::Beads => "align",
            Format::Jsonl => "jsonl",
            Format::Html => "html",
        }
    }
}

/// Where the beads go: standard output, or a file for each pair.
pub(crate) struct Output<'a> {
    args: &'a Args,
    folder: Option<OutputFolder>,
    names: Option<&'a Names>,
    pairs: usize,
    written: usize,
    stdout: BufWriter<terminal::Data>,
}

impl<'a> Output<'a> {
    /// Prepares the output of some pairs; `names` are marked on pages.
    pub fn new(args: &'a Args, names: Option<&'a Names>, pairs: usize) -> anyhow::Result<Output<'a>> {
        let folder = args.output.as_deref().filter(|_| file_of_two(args).is_none());
        let folder = folder.map(OutputFolder::make).transpose()?;
        Ok(Output { args, folder, names, pairs, written: 0, stdout: BufWriter::new(terminal::data()) })
    }

    /// Writes one pair.
    pub fn pair(&mut self, pair: &DocumentPair, texts: &Pair, alignment: &Alignment) -> anyhow::Result<()> {
        let first = self.written == 0;
        self.written += 1;
        if self.args.output.is_none() {
            let whole = Whole { first, many: self.pairs > 1 };
            return write(&mut self.stdout, self.args, self.names, whole, pair, texts, alignment);
        }
        let path = match (file_of_two(self.args), &self.folder) {
            (None, Some(folder)) => folder.file(&place(&pair.stem, self.args.format.ending()))?,
            (file, _) => file.unwrap_or(Path::new("")).to_owned(),
        };
        let inputs = [Path::new(&pair.source.name), Path::new(&pair.target.name)];
        let real = path.canonicalize().ok();
        anyhow::ensure!(
            real.is_none() || inputs.iter().all(|input| input.canonicalize().ok() != real),
            "{}: this is one of the inputs; name another with -o",
            path.display()
        );
        OutputFile::new(&path).write_with(|file| {
            let whole = Whole { first: true, many: false };
            write(file, self.args, self.names, whole, pair, texts, alignment).map_err(io::Error::other)?;
            if self.args.format == Format::Tmx { file.write_all(Tmx::FOOT.as_bytes()) } else { Ok(()) }
        })
    }

    /// Ends the output.
    pub fn finish(mut self) -> anyhow::Result<()> {
        if self.args.output.is_none() {
            if self.args.format == Format::Tmx && self.written > 0 {
                self.stdout.write_all(Tmx::FOOT.as_bytes())?;
            }
            self.stdout.flush()?;
        }
        Ok(())
    }
}

/// The file that `-o` names, where two files are aligned: a path with the ending of a file that is no folder.
fn file_of_two(args: &Args) -> Option<&Path> {
    let path = args.output.as_deref()?;
    let is_file = |path: &Path| !path.is_dir();
    let two = is_file(&args.source) && is_file(&args.target);
    (two && is_file(path) && path.extension().is_some()).then_some(path)
}

/// The file of a pair, below the output folder whatever the name says.
fn place(stem: &str, ending: &str) -> PathBuf {
    let path: PathBuf = stem.split('/').filter(|p| !matches!(*p, "" | "." | "..")).collect();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// Where a pair stands in a stream of them.
#[derive(Clone, Copy)]
struct Whole {
    first: bool,
    many: bool,
}

fn write(
    out: &mut (impl Write + ?Sized),
    args: &Args,
    names: Option<&Names>,
    whole: Whole,
    pair: &DocumentPair,
    texts: &Pair,
    alignment: &Alignment,
) -> anyhow::Result<()> {
    if whole.many && args.format == Format::Beads {
        writeln!(out, "# {}\t{}", visible(&pair.source.name), visible(&pair.target.name))?;
    }
    match args.format {
        Format::Beads => {
            for bead in &alignment.beads {
                writeln!(out, "[{}]:[{}]", numbers(&bead.source), numbers(&bead.target))?;
            }
        }
        Format::Tsv => {
            if whole.first {
                writeln!(out, "source\ttarget\tconfidence\tsource_text\ttarget_text")?;
            }
            for bead in &alignment.beads {
                let (s, t) = sides(texts, bead, " ");
                let (a, b) = (numbers(&bead.source), numbers(&bead.target));
                writeln!(out, "{a}\t{b}\t{:.3}\t{}\t{}", bead.confidence, cell(&s), cell(&t))?;
            }
        }
        Format::Jsonl => {
            for bead in &alignment.beads {
                serde_json::to_writer(&mut *out, &Line::new(args, pair, texts, bead))?;
                writeln!(out)?;
            }
        }
        Format::Tmx => {
            if whole.first {
                out.write_all(tmx::start(pair).as_bytes())?;
            }
            out.write_all(tmx::units(pair, texts, alignment, args.weak).as_bytes())?;
        }
        Format::Html => html::page(out, pair, texts, alignment, args.weak, names)?,
    }
    Ok(())
}

/// One bead in JSON.
#[derive(Serialize)]
struct Line<'a> {
    source_path: &'a str,
    target_path: &'a str,
    source: Vec<usize>,
    target: Vec<usize>,
    confidence: f32,
    weak: bool,
    source_text: String,
    target_text: String,
}

impl<'a> Line<'a> {
    fn new(args: &Args, pair: &'a DocumentPair, texts: &Pair, bead: &Bead) -> Line<'a> {
        let (source_text, target_text) = sides(texts, bead, " ");
        Line {
            source_path: &pair.source.name,
            target_path: &pair.target.name,
            source: bead.source.clone().collect(),
            target: bead.target.clone().collect(),
            confidence: (bead.confidence * 1000.0).round() / 1000.0,
            weak: bead.confidence < args.weak,
            source_text,
            target_text,
        }
    }
}

/// Segment numbers, separated by commas.
pub(super) fn numbers(range: &Range<usize>) -> String {
    range.clone().map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}

/// Both sides of a bead as running text.
pub(super) fn sides(texts: &Pair, bead: &Bead, between: &str) -> (String, String) {
    (texts.source[bead.source.clone()].join(between), texts.target[bead.target.clone()].join(between))
}

/// A text that fits in a TSV cell and that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text = text.replace(['\t', '\n', '\r'], " ");
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_stay_in_their_folder() {
        assert_eq!(place("../../etc/x.1", "tmx"), Path::new("etc/x.1.tmx"));
    }

    #[test]
    fn cells_are_one_line_and_no_formula() {
        assert_eq!(cell("=a\tb\nc"), "'=a b c");
    }
}
