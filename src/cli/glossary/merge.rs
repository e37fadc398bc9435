use std::{
    collections::BTreeMap,
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{
    super::{Outcome, terminal},
    Globals,
};
use crate::{
    document::{Fingerprint, replace_file},
    exchange::{Input, MergePlan, NEW_CONCEPTS, Review, merge, read_review},
    glossary::{Glossary, SourceFile, StyleId},
    text::{counted, open_file, read_text},
};

/// Options of `drogman glossary merge`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// The glossary file or folder to change
    glossary: PathBuf,
    /// The sheet a reviewer went through (XLSX, CSV or TSV)
    reviewed: PathBuf,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
}

/// Brings a reviewed sheet back into the glossary: what a person changed in it, and nothing else. What cannot be
/// done is listed as a conflict.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let name = args.reviewed.display().to_string();
    let original = Original::of(&args.glossary)?;
    let review = review(&args.reviewed, &name, &original.glossary)?;
    let style = style(&review, &name, globals, &original.glossary)?;
    let plan = merge(&original.glossary, &original.sources, &original.new_concepts, &review, style)?;
    for (line, message) in &plan.conflicts {
        terminal::line(format_args!("{name}:{line}: conflict: {message}"))?;
    }
    for (line, message) in &plan.refused {
        terminal::error(&anyhow::anyhow!("{name}:{line}: {message}"));
    }
    if !args.dry_run {
        let files = plan.files().context("the merged glossary would not be valid; nothing was written")?;
        for file in files {
            let seen = original.seen.get(&file.name).copied();
            replace_file(Path::new(&file.name), file.text.as_bytes(), seen)?;
        }
    }
    if !globals.quiet {
        terminal::note(summary(&plan));
    }
    Ok(match (plan.refused.len(), plan.conflicts.len()) {
        (0, 0) => Outcome::Clean,
        (0, _) => Outcome::Findings,
        _ => Outcome::Failed,
    })
}

fn summary(plan: &MergePlan<'_>) -> String {
    let mut summary =
        format!("{}, {}", counted(plan.changes, "change"), counted(plan.conflicts.len(), "conflict"));
    if !plan.refused.is_empty() {
        summary.push_str(&format!(", {} refused", counted(plan.refused.len(), "row")));
    }
    summary
}

fn review(path: &Path, name: &str, glossary: &Glossary) -> anyhow::Result<Review> {
    let boxed: Box<dyn Read> = Box::new(open_file(path).with_context(|| name.to_owned())?);
    let input = Input::new(boxed).with_context(|| name.to_owned())?;
    let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    read_review(input, is_workbook, glossary.languages).map_err(|error| anyhow::anyhow!(error.in_file(name)))
}

/// The style a review is for: the one it names; `default` where drogman wrote it and it names none; the one asked for
/// where somebody made it by hand.
fn style(review: &Review, name: &str, globals: &Globals, glossary: &Glossary) -> anyhow::Result<StyleId> {
    let asked_for = globals.style(&globals.config()?, glossary)?;
    let style = match &review.style {
        Some(style) => glossary.style(style).with_context(|| {
            let known = glossary.styles.join(", ");
            format!("{name}: it is for the style «{style}»; the glossary has {known}")
        })?,
        None if review.is_whole => StyleId::DEFAULT,
        None => asked_for,
    };
    if globals.style.is_some() && style != asked_for && !globals.quiet {
        let own = &glossary.styles[style.0];
        terminal::warning(format_args!("{name} was written for the style «{own}», and is merged for it"));
    }
    Ok(style)
}

/// The glossary that is to be changed, as it was read.
struct Original {
    glossary: Glossary,
    sources: Vec<SourceFile>,
    /// The file new concepts go to: the glossary when it is one file, else one of their own in its folder.
    new_concepts: SourceFile,
    /// What the files looked like before they were read.
    seen: BTreeMap<String, Fingerprint>,
}

impl Original {
    fn of(path: &Path) -> anyhow::Result<Self> {
        let paths = [path.to_owned()];
        // Looked at twice, so that a file that changes while it is read is noticed.
        let names = Glossary::sources(&paths)?.into_iter().map(|source| source.name);
        let seen = names.filter_map(|name| Some((name.clone(), Fingerprint::of(Path::new(&name)).ok()?)));
        let mut seen: BTreeMap<String, Fingerprint> = seen.collect();
        let sources = Glossary::sources(&paths)?;
        let (glossary, _) = Glossary::read_sources(&sources).accept()?;
        let path = if path.is_dir() { path.join(NEW_CONCEPTS) } else { path.to_owned() };
        let name = path.display().to_string();
        let known = sources.iter().find(|source| source.name == name).cloned();
        let new_concepts = match known {
            Some(known) => known,
            None => {
                seen.insert(name.clone(), Fingerprint::of_output(&path));
                let text = if path.exists() { read_text(&path)? } else { String::new() };
                SourceFile { name, text }
            }
        };
        Ok(Self { glossary, sources, new_concepts, seen })
    }
}
