use std::{
    io::Write as _,
    path::{Path, PathBuf},
    str::FromStr as _,
};

use anyhow::Context as _;
use yaml_edit::Document;

use super::{
    super::{Outcome, terminal},
    Globals,
};
use crate::{
    document::{Fingerprint, replace_file},
    glossary::{Glossary, SourceFile},
    text::read_text,
};

/// Options of `drogman glossary fmt`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// Glossary files or folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Change nothing; exit code 1 when a file would change
    #[arg(long)]
    check: bool,
}

/// Rewrites glossary files in canonical order: the same keys first, no spaces at line ends, one line end.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    Glossary::read(&args.paths)?.accept()?;
    let mut files = Glossary::files(&args.paths)?;
    files.sort();
    files.dedup();
    let mut outcome = Outcome::Clean;
    for file in &files {
        match format(file, args.check) {
            Ok(false) => {}
            Ok(true) if args.check => {
                writeln!(terminal::data(), "{}", file.display())?;
                outcome = outcome.max(Outcome::Findings);
            }
            Ok(true) if globals.quiet => {}
            Ok(true) => terminal::note(format_args!("{}: formatted", file.display())),
            Err(error) => {
                terminal::error(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

/// Formats a file, or only tells whether that would change it.
fn format(file: &Path, only_check: bool) -> anyhow::Result<bool> {
    let name = file.display().to_string();
    let seen = Fingerprint::of(file).with_context(|| name.clone())?;
    let text = read_text(file).with_context(|| name.clone())?;
    let new = formatted(&name, &text)?;
    if new == text {
        return Ok(false);
    }
    if !only_check {
        replace_file(file, new.as_bytes(), Some(seen))?;
    }
    Ok(true)
}

/// The text in canonical order, or as it was when it would then say something else.
fn formatted(file: &str, text: &str) -> anyhow::Result<String> {
    let document = Document::from_str(text).with_context(|| file.to_owned())?;
    if let Some(top) = document.as_mapping() {
        reorder(&top, &["version", "languages", "styles", "concepts"]);
        if let Some(concepts) = top.get_mapping("concepts") {
            for (_, node) in concepts.iter() {
                if let Some(concept) = node.as_mapping() {
                    reorder(concept, &["type", "note", "source", "fr", "en"]);
                }
            }
        }
    }
    let candidates = [tidy(&document.to_string()), tidy(text)];
    let read = |text: &str| {
        let source = SourceFile { name: file.to_owned(), text: text.to_owned() };
        Glossary::read_sources(&[source]).glossary
    };
    let before = read(text);
    Ok(candidates.into_iter().find(|new| read(new) == before).unwrap_or_else(|| text.to_owned()))
}

/// Puts the keys of a mapping in order, when they are not.
fn reorder(mapping: &yaml_edit::Mapping, order: &[&str]) {
    let keys: Vec<String> = mapping.keys().map(|key| key.to_string().trim().to_owned()).collect();
    let places: Vec<usize> =
        keys.iter().map(|key| order.iter().position(|known| known == key).unwrap_or(order.len())).collect();
    if !places.is_sorted() {
        mapping.reorder_fields(order.iter().copied());
    }
}

fn tidy(text: &str) -> String {
    let mut out: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
