use std::{
    cell::Cell,
    io::{Read, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{
    super::{Outcome, globals::current_folder, output::OutputFile, terminal},
    Globals,
};
use crate::{
    exchange::{
        Guesses, Import, Input, LIST_FORMATS, LIST_SOURCES, ListFormat, OnConflict, Wanted, WorkingCopy,
        list_format, list_format_of, take_in,
    },
    glossary::{ConceptKind, Glossary, LanguagePair, Severity, SourceFile},
    language::Language,
    project::named_beneath,
    text::{Bounded, MAX_STREAM, counted, is_endless, open_file},
};

/// Options of `drogman glossary import`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// The list to read; `-` for standard input
    file: PathBuf,
    /// Its format; told by the file's name when not given
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    format: Option<String>,
    /// The glossary file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Its encoding (WHATWG label, or mac-roman) instead of detecting it
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The languages to take, source first
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_values_t = ["fr".to_owned(), "en".to_owned()])]
    languages: Vec<String>,
    /// What the columns of a table are, such as fr,en,note; `-` for one to pass over
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// Add to the glossary that the output is already: where they differ, keep what it says, replace it by what the
    /// list says, or write the differences into a file to decide by
    #[arg(long, value_name = "HOW", value_parser = OnConflict::ALL.map(|(name, _)| name))]
    on_conflict: Option<String>,
    /// The type of concepts whose list does not say it
    #[arg(long = "type", value_name = "TYPE", value_parser = ConceptKind::ALL.map(ConceptKind::name))]
    kind: Option<String>,
}

/// A glossary itself: nothing of it is lost, and its mistakes are told as `lint` tells them.
const YAML: &str = "yaml";

fn format_names() -> clap::builder::PossibleValuesParser {
    let names = LIST_FORMATS.into_iter().chain(LIST_SOURCES).map(|format| format.name());
    names.chain([YAML]).collect::<Vec<_>>().into()
}

/// Turns another program's list into a glossary; every row that could not be used is named on stderr.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let name = args.file.display().to_string();
    let wanted = Wanted { languages: languages(&args.languages)?, columns: args.columns.clone() };
    let kind = args.kind.as_deref();
    let kind = ConceptKind::ALL.into_iter().find(|known| Some(known.name()) == kind);
    anyhow::ensure!(
        !same(&args.file, &args.output),
        "{name}: this is the list to read; name another file with -o"
    );
    let output = OutputFile::new(&args.output);
    let Some(format) = format(&args)? else { return yaml(&args, &output) };
    let input = open(&args.file).and_then(|file| Input::in_encoding(file, args.encoding.as_deref()));
    let input = input.with_context(|| name.clone())?;
    // A list of a million rows may have as many remarks: they are told as they come.
    let said = Cell::new(0);
    let report = |line, message: String| {
        said.set(said.get() + 1);
        match line {
            0 => terminal::note(format_args!("{name}: {message}")),
            line => terminal::note(format_args!("{name}:{line}: {message}")),
        }
    };
    let import = Import::read(format, input, &wanted, kind, report);
    let import = import.map_err(|error| anyhow::anyhow!(error.in_file(&name)))?;
    let reports = said.get();
    anyhow::ensure!(!import.is_empty(), "{name}: no concept could be read; nothing was written");
    if !globals.quiet {
        let concepts = counted(import.len(), "concept");
        terminal::note(format_args!("{concepts}, {}", counted(reports, "remark")));
    }
    let outcome = if reports == 0 { Outcome::Clean } else { Outcome::Findings };
    if let Some(how) = args.on_conflict.as_deref().filter(|_| args.output.is_file()) {
        return into_glossary(import, &args, how, globals).map(|done| done.unwrap_or(outcome));
    }
    let mut guesses = Guesses::default();
    if args.output.as_os_str() == "-" {
        guesses = import.write_yaml(&mut std::io::BufWriter::new(terminal::data()))?;
    } else {
        output.write_with(|file| import.write_yaml(file).map(|made| guesses = made))?;
    }
    say_guessed(guesses, globals.quiet);
    Ok(outcome)
}

fn say_guessed(guesses: Guesses, quiet: bool) {
    if !quiet && !guesses.is_empty() {
        let help = "change them in the file or with a column «type»";
        terminal::note(format_args!("types guessed: {guesses}; {help}"));
    }
}

/// Adds the list to the glossary that the output is; the outcome, where something is left to decide.
fn into_glossary(
    import: Import<'_>,
    args: &Args,
    how: &str,
    globals: &Globals,
) -> anyhow::Result<Option<Outcome>> {
    let (path, quiet) = (&args.output, globals.quiet);
    let name = path.display().to_string();
    let beneath = named_beneath(&current_folder()?, &globals.glossary, &globals.config()?, path)?;
    let copy = WorkingCopy::open_over(path, &beneath)?;
    let how =
        OnConflict::ALL.into_iter().find(|(known, _)| *known == how).map_or(OnConflict::Keep, |(_, how)| how);
    let onto = import.onto(&copy.glossary, how)?;
    let list = args.file.file_name().unwrap_or_default().to_string_lossy();
    let taken = take_in(&copy, &onto, &list);
    let taken = taken.map_err(|message| anyhow::anyhow!("{name}: {message}; nothing was written"))?;
    let files: Vec<_> = taken.files.iter().map(|file| (file.name.clone(), Some(file.text.clone()))).collect();
    copy.save(&files, taken.act.clone().into_iter().collect())?;
    taken.conflicts.iter().for_each(|conflict| terminal::note(format_args!("{name}: {conflict}")));
    if !quiet {
        terminal::note(format_args!("{name}: {}", taken.summary(&onto)));
    }
    say_guessed(onto.guesses, quiet);
    if onto.conflicts > 0 {
        let decide = path.with_extension("conflicts.csv");
        OutputFile::new(&decide).write(onto.asked.as_bytes())?;
        let (decide, rows) = (decide.display(), counted(onto.conflicts, "row"));
        terminal::note(format_args!(
            "{decide}: {rows} to decide; take out what you do not want, then `drogman glossary merge {name} {decide}`"
        ));
    }
    let is_done = taken.conflicts.is_empty() && onto.conflicts == 0;
    Ok((!is_done).then_some(Outcome::Findings))
}

/// The longest list that is read of standard input or a pipe (bytes).
const MAX_LIST_BYTES: u64 = 4 << 30;

/// Opens the list to read; one that may have no end is read up to [`MAX_LIST_BYTES`].
fn open(file: &Path) -> std::io::Result<Box<dyn Read>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(Bounded::new(terminal::input(), MAX_LIST_BYTES)));
    }
    let opened = open_file(file)?;
    if is_endless(&opened.metadata()?) {
        return Ok(Box::new(Bounded::new(opened, MAX_LIST_BYTES)));
    }
    Ok(Box::new(opened))
}

/// Reads a glossary file or folder and writes it as one file.
fn yaml(args: &Args, output: &OutputFile<'_>) -> anyhow::Result<Outcome> {
    let reading = if args.file.as_os_str() == "-" {
        let stdin = Bounded::new(terminal::input(), MAX_STREAM);
        let text = std::io::read_to_string(stdin).context("-: cannot be read as UTF-8")?;
        Glossary::read_sources(&[SourceFile { name: "-".into(), text }])
    } else {
        Glossary::read(std::slice::from_ref(&args.file))?
    };
    let warnings = reading.problems.iter().filter(|problem| problem.severity == Severity::Warning);
    warnings.for_each(terminal::problem);
    let outcome = if reading.problems.is_empty() { Outcome::Clean } else { Outcome::Findings };
    let (glossary, _) = reading.accept()?;
    let text = glossary.to_yaml();
    if args.output.as_os_str() == "-" {
        terminal::data().write_all(text.as_bytes())?;
    } else {
        output.write(text.as_bytes())?;
    }
    Ok(outcome)
}

/// The format of the list; `None` for a glossary.
fn format(args: &Args) -> anyhow::Result<Option<&'static dyn ListFormat>> {
    let file = args.file.to_string_lossy();
    let is_yaml = args.file.is_dir() || file.ends_with(".yaml") || file.ends_with(".yml");
    match args.format.as_deref() {
        Some(YAML) => Ok(None),
        Some(name) => list_format(name).context("unknown format").map(Some),
        None if is_yaml => Ok(None),
        None => list_format_of(&file)
            .with_context(|| format!("{file}: the ending tells no format; name it with --format"))
            .map(Some),
    }
}

fn languages(codes: &[String]) -> anyhow::Result<LanguagePair> {
    let [source, target] = codes else { anyhow::bail!("--languages takes two codes, such as fr,en") };
    let (source, target) = (source.parse::<Language>()?, target.parse::<Language>()?);
    anyhow::ensure!(source != target, "--languages: source and target are both {source}");
    Ok(LanguagePair { source, target })
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
