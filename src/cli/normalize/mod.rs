//! `drogman normalize`: shows, patches, writes or mirrors the rewritten documents.

mod preview;

use std::{
    collections::HashMap,
    io::Write as _,
    path::{Component, Path, PathBuf},
};

use anyhow::Context as _;

use self::preview::{Preview, Tally};
use super::{
    Outcome,
    batch::{self, Input, Source},
    globals::Globals,
    ignores,
    language::LanguageArgs,
    terminal,
};
use crate::{
    document::{Document, replace_file},
    glossary::Glossary,
    matching::{Matcher, Matches},
    normalize::{Applicability, Change, Ignored, Ignores, Normalizer, Quotes, edits, unified_diff},
};

/// Options of `drogman normalize`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// Print a patch that `git apply` takes; edits that are not sure stand in it as comments
    #[arg(long, conflicts_with_all = ["write", "output"])]
    pub diff: bool,
    /// Write the documents back in place, each whole or not at all
    #[arg(long, conflicts_with = "output")]
    pub write: bool,
    /// Write the documents into this folder, under the names they have
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// What becomes of names inside quotation marks
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Quotes::Keep)]
    pub quotes: Quotes,
    /// Make the edits that are not sure, too
    #[arg(long)]
    pub unsure: bool,
    #[command(flatten)]
    pub language: LanguageArgs,
}

/// What normalising needs, for every document alike.
pub(super) struct Desk<'g> {
    glossary: &'g Glossary,
    matchers: [Matcher; 2],
    normalizer: Normalizer<'g>,
    ignored: Vec<Ignored>,
}

/// What came of one document.
struct Done {
    /// What goes to standard output: a patch, the text of standard input.
    output: Vec<u8>,
    preview: Preview,
    changed: bool,
}

/// Runs `drogman normalize`.
pub(super) fn run(mut args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let languages = glossary.languages;
    let desk = Desk {
        glossary: &glossary,
        matchers: [Matcher::new(&glossary, languages.source)?, Matcher::new(&glossary, languages.target)?],
        normalizer: Normalizer::new(&glossary, style, args.quotes),
        ignored: ignores::read(&config)?,
    };
    if let Some(folder) = args.output.clone() {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("{}: the output folder cannot be made", folder.display()))?;
        args.input.leave_out(&folder);
        ensure_distinct(&args.input, &folder)?;
    }
    let mut tally = Tally::default();
    let outcome = batch::for_each(
        &args.input,
        &args.input.read_options(),
        globals,
        |source, document| desk.treat(&args, source, &document),
        |source, done| {
            let mut out = anstream::stdout().lock();
            out.write_all(&done.output)?;
            tally.add(&done.preview, done.changed);
            if !args.diff && !args.write && args.output.is_none() && *source != Source::Stdin {
                done.preview.print(&source.name(), &mut out)?;
            }
            Ok(())
        },
    )?;
    finish(&args, globals, &tally, outcome)
}

/// Tells the totals; the outcome of a run that only showed what it would change is [`Outcome::Findings`].
fn finish(args: &Args, globals: &Globals, tally: &Tally, outcome: Outcome) -> anyhow::Result<Outcome> {
    let written = args.write || args.output.is_some();
    let piped = args.input.paths.is_empty() || args.input.paths.iter().any(|path| path.as_os_str() == "-");
    if written {
        if !globals.quiet {
            tally.tell(args.unsure);
        }
    } else if !piped && !args.diff {
        tally.print(args.unsure, &mut anstream::stdout().lock())?;
    }
    let shown = !written && !piped && !tally.is_empty();
    Ok(if shown { outcome.max(Outcome::Findings) } else { outcome })
}

impl Desk<'_> {
    fn treat(&self, args: &Args, source: &Source, document: &Document) -> anyhow::Result<Done> {
        let changes = self.changes(document, args);
        let preview = Preview::new(self.glossary, document, &changes, args.unsure);
        let edits: Vec<_> =
            edits(&changes.iter().map(|(_, change)| change.clone()).collect::<Vec<_>>(), args.unsure);
        let changed = !edits.is_empty();
        let name = source.name();
        let bytes = || document.rewrite(&edits).with_context(|| name.clone());
        let mut output = Vec::new();
        match source {
            Source::Stdin if !args.diff => output = bytes()?,
            Source::File { path, .. } if args.write && changed => {
                replace_file(path, &bytes()?, document.fingerprint())?;
            }
            Source::File { path, root } => {
                if let Some(folder) = &args.output {
                    let target = mirrored(folder, path, root.as_deref());
                    if let Some(parent) = target.parent() {
                        std::fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
                    }
                    anyhow::ensure!(
                        !args.input.names(&target),
                        "{}: this is one of the inputs",
                        target.display()
                    );
                    replace_file(&target, &bytes()?, None)?;
                }
            }
            Source::Stdin => {}
        }
        if args.diff {
            output = self.patch(document, &name, &changes, &edits, args.unsure)?;
        }
        Ok(Done { output, preview, changed })
    }

    /// The changes of the blocks of both languages, each with its matches.
    fn changes(&self, document: &Document, args: &Args) -> Vec<(usize, Change)> {
        let language = args.language.of(document, self.glossary);
        let ignores = Ignores::new(document, &self.ignored);
        let mut changes = Vec::new();
        for matcher in &self.matchers {
            let stated = |block| document.language_of(block) == Some(matcher.language());
            let unstated = matcher.language() == language;
            if !unstated && !(0..document.blocks.len()).any(stated) {
                continue;
            }
            let mut matches: Matches = matcher.matches(document);
            if !unstated {
                matches.occurrences.retain(|found| stated(found.block));
            }
            for change in self.normalizer.changes(document, &matches, &ignores) {
                changes.push((matches.occurrences[change.occurrence].concept, change));
            }
        }
        changes.sort_by_key(|(_, change)| (change.block, change.span));
        changes
    }

    /// The patch of a document, after the edits that are not sure as comments.
    fn patch(
        &self,
        document: &Document,
        name: &str,
        changes: &[(usize, Change)],
        edits: &[crate::document::BlockEdit],
        unsure: bool,
    ) -> anyhow::Result<Vec<u8>> {
        let mut out = Vec::new();
        for (_, change) in changes {
            let Some(fix) = change.fix.as_ref().filter(|fix| fix.applicability == Applicability::Unsure)
            else {
                continue;
            };
            if unsure {
                continue;
            }
            let at = document.locate(change.block, change.span.start);
            let (before, after) = preview::phrase(document, change.block, &fix.edits);
            let why = fix.doubt.map_or_else(String::new, |doubt| format!(" ({doubt})"));
            writeln!(out, "# unsure: {name}:{}:{}: {before} -> {after}{why}", at.line, at.column)?;
        }
        if edits.is_empty() {
            return Ok(out);
        }
        let (old, new) = (
            document.rewrite(&[]).with_context(|| name.to_owned())?,
            document.rewrite(edits).with_context(|| name.to_owned())?,
        );
        anyhow::ensure!(
            !old.contains(&0),
            "{name}: a patch cannot hold this kind of file; use --write or -o"
        );
        out.extend(unified_diff(&patch_name(name), &old, &new));
        Ok(out)
    }
}

/// The name of a file in a patch: relative to the current folder, with forward slashes.
fn patch_name(name: &str) -> String {
    let path = Path::new(name);
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    let parts: Vec<String> = path
        .components()
        .filter(|part| !matches!(part, Component::CurDir | Component::RootDir | Component::Prefix(_)))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// Where a file goes below `folder`: its place below the folder it was found in, else its name.
fn mirrored(folder: &Path, path: &Path, root: Option<&Path>) -> PathBuf {
    let below =
        root.and_then(|root| path.strip_prefix(root).ok()).filter(|below| below.file_name().is_some());
    folder.join(below.unwrap_or_else(|| Path::new(path.file_name().unwrap_or_default())))
}

/// Two inputs must not be written to one place.
fn ensure_distinct(input: &Input, folder: &Path) -> anyhow::Result<()> {
    let mut seen: HashMap<PathBuf, PathBuf> = HashMap::new();
    for source in input.files().0 {
        if let Source::File { path, root } = source {
            let target = mirrored(folder, &path, root.as_deref());
            if let Some(other) = seen.insert(target.clone(), path.clone()) {
                anyhow::bail!(
                    "{} and {} would both be written to {}; give their common folder instead",
                    other.display(),
                    path.display(),
                    target.display()
                );
            }
        }
    }
    Ok(())
}

impl Tally {
    /// Tells the totals on stderr.
    fn tell(&self, unsure: bool) {
        terminal::note(self.total(unsure).as_deref().unwrap_or("nothing to change"));
    }
}
