//! `drogman normalize`: shows, patches, writes or mirrors the rewritten documents.

use std::{
    collections::HashMap,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{
    Outcome,
    batch::{self, Extent, Input, Source, WholeLimit},
    globals::Globals,
    ignores,
    language::LanguageArgs,
    terminal,
};
use crate::{
    document::{Document, Fingerprint, OutputFolder, Replacement},
    exchange::{ChangeTally, ChangesPreview, changes_patch},
    normalize::Quotes,
    session::{Analysis, Normalized, Options, Resolved, Session},
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
    #[arg(long, value_parser = super::quotes::parser(), value_name = "HOW", default_value_t = Quotes::Keep)]
    pub quotes: Quotes,
    /// Make the edits that are not sure, too
    #[arg(long)]
    pub unsure: bool,
    #[command(flatten)]
    pub language: LanguageArgs,
}

/// A run of `drogman normalize`: what it needs for every document alike.
struct NormalizeRun<'a> {
    args: &'a Args,
    output: Option<OutputFolder>,
    session: &'a Session,
}

/// What comes of a passage or of a whole document.
struct Part {
    /// What goes to standard output: a patch, the text of standard input.
    output: Vec<u8>,
    preview: ChangesPreview,
    changed: bool,
    /// What goes to a file, and where.
    rewritten: Option<Rewritten>,
}

/// The bytes of a passage, to be written to a file.
struct Rewritten {
    bytes: Vec<u8>,
    target: PathBuf,
    /// How the file has to look still.
    expected: Option<Fingerprint>,
}

/// What is gathered over the passages of a document.
#[derive(Default)]
struct Gathered {
    preview: ChangesPreview,
    changed: bool,
    /// The file that is being written, and how the one it replaces looked.
    written: Option<(Replacement, Option<Fingerprint>)>,
}

/// What is handed over: output as it comes, and at the end of a document what changed in it.
enum Done {
    Output(Vec<u8>),
    Document(ChangesPreview, bool),
}

/// Runs `drogman normalize`.
pub(super) fn run(mut args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let options = Options {
        style: globals.style(&config, &glossary)?,
        languages: args.language.languages(),
        quotes: args.quotes,
        unsure: args.unsure,
        ignored: ignores::read(&config, globals)?,
        ..Options::default()
    };
    let session = Session::new(glossary, options);
    let output = args.output.as_deref().map(OutputFolder::make).transpose()?;
    if let Some(folder) = args.output.clone() {
        args.input.leave_out(&folder)?;
        ensure_distinct(&args.input, &folder)?;
    }
    let run = NormalizeRun { args: &args, output, session: &session };
    let mut tally = ChangeTally::default();
    let extent = Extent { whole: (!args.diff).then_some(WholeLimit::FOR_REWRITING), ..Extent::default() };
    let sink = |source: &Source, done: Done| {
        match done {
            Done::Output(output) => terminal::data().write_all(&output)?,
            Done::Document(preview, changed) => {
                tally.add(&preview, changed);
                if !args.diff && !args.write && args.output.is_none() && *source != Source::Stdin {
                    preview.print(&source.name(), &mut terminal::human())?;
                }
            }
        }
        Ok(())
    };
    let outcome =
        batch::for_each_passage(&args.input, &args.input.read_options(), globals, extent, &run, sink)?;
    finish(&args, globals, &tally, outcome)
}

/// Tells the totals; the outcome of a run that only showed what it would change is [`Outcome::Findings`].
fn finish(args: &Args, globals: &Globals, tally: &ChangeTally, outcome: Outcome) -> anyhow::Result<Outcome> {
    let written = args.write || args.output.is_some();
    let piped = args.input.paths.is_empty() || args.input.paths.iter().any(|path| path.as_os_str() == "-");
    if written {
        if !globals.quiet {
            terminal::note(tally.total(args.unsure).as_deref().unwrap_or("nothing to change"));
        }
    } else if !piped && !args.diff {
        tally.print(args.unsure, &mut terminal::human())?;
    }
    let shown = !written && !piped && !tally.is_empty();
    Ok(if shown { outcome.max(Outcome::Findings) } else { outcome })
}

impl batch::Work for NormalizeRun<'_> {
    type Stages = Session;
    type Part = Part;
    type Gathered = Gathered;
    type Done = Done;
    type Error = anyhow::Error;

    fn stages(&self) -> &Session {
        self.session
    }

    fn treat(&self, source: &Source, document: &Document, names: Resolved) -> anyhow::Result<Part> {
        let normalized = Analysis::new(self.session, document, names).normalized()?;
        let mut preview = ChangesPreview::default();
        let Normalized { document, changes, edits } = &normalized;
        preview.add(self.session.glossary(), document, changes, self.args.unsure);
        let name = source.name();
        let bytes = || normalized.bytes().with_context(|| name.clone());
        let (mut output, mut rewritten) = (Vec::new(), None);
        let changed = !edits.is_empty();
        if self.args.diff {
            output = changes_patch(&name, &normalized, self.args.unsure).with_context(|| name.clone())?;
        } else if *source == Source::Stdin {
            output = bytes()?;
        } else if let Some((target, expected)) = self.target(source, document, changed)? {
            rewritten = Some(Rewritten { bytes: bytes()?, target, expected });
        }
        Ok(Part { output, preview, changed, rewritten })
    }

    fn gather(&self, _: &Source, part: Part, gathered: &mut Gathered) -> anyhow::Result<Option<Done>> {
        gathered.preview.merge(part.preview);
        gathered.changed |= part.changed;
        if let Some(Rewritten { bytes, target, expected }) = part.rewritten {
            let (file, _) = match &mut gathered.written {
                Some(written) => written,
                None => gathered.written.insert((Replacement::begin(&target)?, expected)),
            };
            file.write_all(&bytes).with_context(|| format!("{}: cannot be written", target.display()))?;
        }
        Ok((!part.output.is_empty()).then_some(Done::Output(part.output)))
    }

    fn end(&self, _: &Source, gathered: Gathered) -> anyhow::Result<Option<Done>> {
        if let Some((file, expected)) = gathered.written
            && (gathered.changed || self.args.output.is_some())
        {
            file.commit(expected)?;
        }
        Ok(Some(Done::Document(gathered.preview, gathered.changed)))
    }
}

impl NormalizeRun<'_> {
    /// The file to write a document to, and how it has to look still; `None` when it is not written.
    fn target(
        &self,
        source: &Source,
        document: &Document,
        changed: bool,
    ) -> anyhow::Result<Option<(PathBuf, Option<Fingerprint>)>> {
        let (Some(path), Some(place)) = (source.path(), source.place()) else { return Ok(None) };
        if self.args.write {
            // Whether a later passage changes is not known yet.
            let wanted = changed || !document.is_whole();
            return Ok(wanted.then(|| (path.to_owned(), document.fingerprint())));
        }
        let Some(folder) = &self.output else { return Ok(None) };
        let target = folder.file(place)?;
        anyhow::ensure!(!self.args.input.reads(&target), "{}: this is one of the inputs", target.display());
        Ok(Some((target, None)))
    }
}

/// Two inputs must not be written to one place.
fn ensure_distinct(input: &Input, folder: &Path) -> anyhow::Result<()> {
    let mut seen: HashMap<PathBuf, PathBuf> = HashMap::new();
    for source in input.files().0 {
        if let (Some(path), Some(place)) = (source.path(), source.place()) {
            let target = folder.join(place);
            if let Some(other) = seen.insert(target.clone(), path.to_owned()) {
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
