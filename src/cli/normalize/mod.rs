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
    output::OutputFolder,
    terminal,
};
use crate::{
    document::{Document, Fingerprint, Replacement},
    glossary::Glossary,
    language::Language,
    matching::{FullNames, Matcher, Matches},
    normalize::{
        Applicability, Change, Ignored, Ignores, Manner, Normalizer, Quotes, edits, settled, unified_diff,
    },
    text::visible,
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
struct Desk<'g> {
    args: &'g Args,
    output: Option<OutputFolder>,
    glossary: &'g Glossary,
    matchers: [Matcher; 2],
    normalizer: Normalizer<'g>,
    ignored: Vec<Ignored>,
}

/// What came of a passage, and at the end of all of a document.
#[derive(Default)]
struct Done {
    /// What goes to standard output: a patch, the text of standard input.
    output: Vec<u8>,
    preview: Preview,
    changed: bool,
}

/// What is remembered of a document that is normalised in passages.
#[derive(Default)]
struct Reading {
    language: Option<Language>,
    names: FullNames,
    manner: Manner,
    preview: Preview,
    changed: bool,
    /// The file that is being written, and how the one it replaces looked.
    written: Option<(Replacement, Option<Fingerprint>)>,
}

/// Runs `drogman normalize`.
pub(super) fn run(mut args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let languages = glossary.languages;
    let output = args.output.as_deref().map(OutputFolder::make).transpose()?;
    if let Some(folder) = args.output.clone() {
        args.input.leave_out(&folder)?;
        ensure_distinct(&args.input, &folder)?;
    }
    let desk = Desk {
        args: &args,
        output,
        glossary: &glossary,
        matchers: [Matcher::new(&glossary, languages.source)?, Matcher::new(&glossary, languages.target)?],
        normalizer: Normalizer::new(&glossary, style, args.quotes),
        ignored: ignores::read(&config)?,
    };
    let mut tally = Tally::default();
    let outcome = batch::for_each_passage(
        &args.input,
        &args.input.read_options(),
        globals,
        !args.diff,
        &desk,
        |source, done| {
            terminal::data().write_all(&done.output)?;
            tally.add(&done.preview, done.changed);
            if !args.diff && !args.write && args.output.is_none() && *source != Source::Stdin {
                done.preview.print(&source.name(), &mut terminal::human())?;
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
        tally.print(args.unsure, &mut terminal::human())?;
    }
    let shown = !written && !piped && !tally.is_empty();
    Ok(if shown { outcome.max(Outcome::Findings) } else { outcome })
}

impl batch::Work for Desk<'_> {
    type Memory = Reading;
    type Done = Done;

    fn survey(&self, passage: &Document, reading: &mut Reading) -> anyhow::Result<()> {
        let language = self.language(passage, reading);
        for matcher in self.matchers.iter().filter(|matcher| matcher.language() == language) {
            matcher.note_full_names(passage, &mut reading.names);
        }
        reading.manner.survey(passage);
        Ok(())
    }

    fn treat(&self, source: &Source, document: &Document, reading: &mut Reading) -> anyhow::Result<Done> {
        let args = self.args;
        let (document, changes) = settled(document, |document| {
            // What is remembered is what the passages of one text have in common.
            let mut own = Reading::default();
            let changes = self.changes(document, if document.is_whole() { &mut own } else { reading });
            let edits = edits(changes.iter().map(|(_, change)| change), args.unsure);
            anyhow::Ok((changes, edits))
        })?;
        let document = &*document;
        reading.preview.add(self.glossary, document, &changes, args.unsure);
        let edits = edits(changes.iter().map(|(_, change)| change), args.unsure);
        reading.changed |= !edits.is_empty();
        let name = source.name();
        let bytes = || document.rewrite(&edits).with_context(|| name.clone());
        let mut output = Vec::new();
        if args.diff {
            output = self.patch(document, &name, &changes, &edits, args.unsure)?;
        } else if *source == Source::Stdin {
            output = bytes()?;
        } else if let Some((target, expected)) = self.target(source, document, reading)? {
            let bytes = bytes()?;
            let (file, _) = match &mut reading.written {
                Some(written) => written,
                None => reading.written.insert((Replacement::begin(&target)?, expected)),
            };
            file.write_all(&bytes).with_context(|| format!("{}: cannot be written", target.display()))?;
        }
        Ok(Done { output, ..Done::default() })
    }

    fn end(&self, _: &Source, reading: Reading) -> anyhow::Result<Done> {
        if let Some((file, expected)) = reading.written
            && (reading.changed || self.args.output.is_some())
        {
            file.commit(expected)?;
        }
        Ok(Done { output: Vec::new(), preview: reading.preview, changed: reading.changed })
    }
}

impl Desk<'_> {
    /// The language of a document, told by its first passage.
    fn language(&self, document: &Document, reading: &mut Reading) -> Language {
        *reading.language.get_or_insert_with(|| self.args.language.of(document, self.glossary))
    }

    /// The file to write a document to, and how it has to look still; `None` when it is not written.
    fn target(
        &self,
        source: &Source,
        document: &Document,
        reading: &Reading,
    ) -> anyhow::Result<Option<(PathBuf, Option<Fingerprint>)>> {
        let Source::File { path, root } = source else { return Ok(None) };
        if self.args.write {
            // Whether a later passage changes is not known yet.
            let wanted = reading.changed || !document.is_whole();
            return Ok(wanted.then(|| (path.clone(), document.fingerprint())));
        }
        let Some(folder) = &self.output else { return Ok(None) };
        let target = folder.file(below(path, root.as_deref()))?;
        anyhow::ensure!(!self.args.input.reads(&target), "{}: this is one of the inputs", target.display());
        Ok(Some((target, None)))
    }

    /// The changes of the blocks of both languages, each with its concept.
    fn changes(&self, document: &Document, reading: &mut Reading) -> Vec<(usize, Change)> {
        let language = self.language(document, reading);
        let ignores = Ignores::new(document, &self.ignored);
        let mut changes = Vec::new();
        for matcher in &self.matchers {
            let stated = |block| document.language_of(block) == Some(matcher.language());
            let unstated = matcher.language() == language;
            if !unstated && !(0..document.blocks.len()).any(stated) {
                continue;
            }
            let mut other = FullNames::default();
            let names = if unstated { &mut reading.names } else { &mut other };
            let mut matches: Matches = matcher.matches_in_turn(document, names);
            if !unstated {
                matches.occurrences.retain(|found| stated(found.block));
            }
            let manner = &mut reading.manner;
            for change in self.normalizer.changes_in_turn(document, &matches, &ignores, manner) {
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
            let name = visible(name);
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

/// Where a file goes below the output folder: its place below the folder it was found in, else its name.
fn below<'p>(path: &'p Path, root: Option<&Path>) -> &'p Path {
    let below =
        root.and_then(|root| path.strip_prefix(root).ok()).filter(|below| below.file_name().is_some());
    below.unwrap_or_else(|| Path::new(path.file_name().unwrap_or_default()))
}

/// Two inputs must not be written to one place.
fn ensure_distinct(input: &Input, folder: &Path) -> anyhow::Result<()> {
    let mut seen: HashMap<PathBuf, PathBuf> = HashMap::new();
    for source in input.files().0 {
        if let Source::File { path, root } = source {
            let target = folder.join(below(&path, root.as_deref()));
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
