use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{super::Outcome, Globals};
use crate::{
    document::replace_file_with,
    exchange::{Import, Input, LIST_FORMATS, ListFormat, Sink, Wanted, list_format, list_format_of},
    glossary::{ConceptKind, LanguagePair},
    language::Language,
};

/// Options of `drogman glossary import`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// The list to read
    file: PathBuf,
    /// Its format; told by the file's name when not given
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    format: Option<String>,
    /// The glossary file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The languages to take, source first
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_values_t = ["fr".to_owned(), "en".to_owned()])]
    languages: Vec<String>,
    /// What the columns of a table are, such as fr,en,note; `-` for one to pass over
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// The type of concepts whose list does not say it
    #[arg(long = "type", value_name = "TYPE", value_parser = ConceptKind::ALL.map(ConceptKind::name))]
    kind: Option<String>,
}

fn format_names() -> clap::builder::PossibleValuesParser {
    LIST_FORMATS
        .into_iter()
        .filter(|format| format.is_read())
        .map(|format| format.name())
        .collect::<Vec<_>>()
        .into()
}

/// Turns another program's list into a glossary; every row that could not be used is named on stderr.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let name = args.file.display().to_string();
    let wanted = Wanted { languages: languages(&args.languages)?, columns: args.columns.clone() };
    let kind = args.kind.as_deref();
    let kind = ConceptKind::ALL.into_iter().find(|known| Some(known.name()) == kind);
    let format = format(&args)?;
    let file = File::open(&args.file).with_context(|| name.clone())?;
    anyhow::ensure!(
        !same(&args.file, &args.output),
        "{name}: this is the list to read; name another file with -o"
    );
    let boxed: Box<dyn Read> = Box::new(file);
    let input = Input::new(boxed).with_context(|| name.clone())?;
    let import = std::cell::RefCell::new(Import::new(wanted.languages, kind));
    let mut sink = Sink {
        entry: &mut |entry| import.borrow_mut().add(entry),
        reject: &mut |line, message| import.borrow_mut().reject(line, message),
    };
    format.read(input, &wanted, &mut sink).map_err(|error| anyhow::anyhow!("{name}:{error}"))?;
    let import = import.into_inner();
    let reports = import.reports().len();
    for (line, message) in import.reports() {
        anstream::eprintln!("{name}:{line}: {message}");
    }
    anyhow::ensure!(!import.is_empty(), "{name}: no concept could be read; nothing was written");
    if !globals.quiet {
        anstream::eprintln!("{} concepts, {reports} remarks", import.len());
    }
    if args.output.as_os_str() == "-" {
        import.write_yaml(&mut std::io::BufWriter::new(std::io::stdout().lock()))?;
    } else {
        replace_file_with(&args.output, None, |file| import.write_yaml(file))?;
    }
    Ok(if reports == 0 { Outcome::Clean } else { Outcome::Findings })
}

fn format(args: &Args) -> anyhow::Result<&'static dyn ListFormat> {
    if let Some(name) = &args.format {
        return list_format(name).context("unknown format");
    }
    list_format_of(&args.file.to_string_lossy()).with_context(|| {
        format!("{}: the ending tells no format; name it with --format", args.file.display())
    })
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
