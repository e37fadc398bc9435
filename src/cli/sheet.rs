use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{
    Outcome,
    batch::{self, Extent, Input, Source, WholeLimit, Work},
    globals::Globals,
    terminal,
};
use crate::{
    document::{Document, OutputFolder, replace_file},
    exchange::{MarkedDocument, SHEET_FORMATS, SheetContent, SheetFormat, Ui, summary},
    session::{Analysis, Languages, Options, Resolved, Session},
    sheet::{Sheet, Table},
    text::visible,
};

/// Options of `drogman sheet`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// The folder to write the sheets to; it is made when it is not there
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// The formats to write
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_parser = format_names(),
        default_values_t = DEFAULT_FORMATS.map(str::to_owned))]
    pub format: Vec<String>,
}

/// The formats written when none is named.
const DEFAULT_FORMATS: [&str; 6] = ["csv", "tsv", "xlsx", "html", "md", "json"];

fn format_names() -> clap::builder::PossibleValuesParser {
    SHEET_FORMATS.map(|format| format.name()).into()
}

/// Runs `drogman sheet`.
pub(super) fn run(mut args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let style = globals.style(&config, &glossary)?;
    let folder = OutputFolder::make(&args.output)?;
    args.input.leave_out(&args.output)?;
    let formats: Vec<_> = SHEET_FORMATS
        .into_iter()
        .filter(|format| args.format.iter().any(|name| name == format.name()))
        .collect();
    let languages = Languages::Only(glossary.languages.source);
    let session = Session::new(glossary, Options { style, languages, ..Options::default() });
    let marks = formats.iter().any(|format| format.takes_documents());
    let (sheet, documents, mut outcome) =
        tally(&args.input, globals, &SheetRun { session: &session, marks })?;
    if sheet.documents == 0 {
        // An empty sheet would take the place of a good one after a slip of the pen in PATHS.
        return Ok(outcome);
    }
    let glossary = session.glossary();
    let table = sheet.table(glossary, style);
    let content = SheetContent { table: &table, glossary, style, documents: &documents };
    let ui = globals.ui(&config)?;
    let mut written = Vec::new();
    for format in formats {
        match write(format, (content, ui), &args.input, &folder) {
            Ok(lost) => {
                written.push(format);
                if !lost.is_empty() && !globals.quiet {
                    terminal::warning(format_args!("{} does not carry: {}", format.name(), lost.join(", ")));
                }
            }
            Err(error) => {
                terminal::error(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    if !globals.quiet && !written.is_empty() {
        tell(&table, &written, &args.output, &glossary.layers)?;
    }
    Ok(outcome)
}

/// A run of `drogman sheet` through its documents.
struct SheetRun<'a> {
    session: &'a Session,
    /// Whether a format needs the documents with their terms marked, and not their sheet alone.
    marks: bool,
}

/// The sheet of one document, or of the passages of one that were read, and the document with its terms marked.
#[derive(Default)]
struct Tallied {
    sheet: Sheet,
    marked: Option<MarkedDocument>,
}

impl Work for SheetRun<'_> {
    type Stages = Session;
    type Part = Tallied;
    type Gathered = Tallied;
    type Done = Tallied;
    type Error = anyhow::Error;

    fn stages(&self) -> &Session {
        self.session
    }

    fn treat(&self, _: &Source, document: &Document, names: Resolved) -> anyhow::Result<Tallied> {
        let analysis = Analysis::new(self.session, document, names);
        let segmenter = self.session.segmenter(analysis.language());
        let (glossary, style) = (self.session.glossary(), self.session.style());
        let mark = || MarkedDocument::of(document, analysis.matches(), glossary, style, segmenter);
        Ok(Tallied { sheet: analysis.sheet(), marked: self.marks.then(mark) })
    }

    fn gather(&self, _: &Source, part: Tallied, gathered: &mut Tallied) -> anyhow::Result<Option<Tallied>> {
        match gathered.sheet.documents {
            0 => *gathered = part,
            _ => gathered.sheet.go_on(part.sheet),
        }
        Ok(None)
    }

    fn end(&self, _: &Source, gathered: Tallied) -> anyhow::Result<Option<Tallied>> {
        Ok(Some(gathered))
    }
}

/// The sheet of every document of the input; where formats need them, also the documents with their terms marked.
fn tally(
    input: &Input,
    globals: &Globals,
    run: &SheetRun<'_>,
) -> anyhow::Result<(Sheet, Vec<MarkedDocument>, Outcome)> {
    let (mut sheet, mut documents) = (Sheet::default(), Vec::new());
    // What is marked is all of the document: it is in memory anyway.
    let extent = Extent { whole: (!run.marks).then(WholeLimit::default), ..Extent::default() };
    let outcome =
        batch::for_each_passage(input, &input.read_options(), globals, extent, run, |_, tallied| {
            sheet.merge(tallied.sheet);
            documents.extend(tallied.marked);
            Ok(())
        })?;
    // A sheet sums its documents up, in whatever order they were named.
    documents.sort_by(|one: &MarkedDocument, other| one.path.cmp(&other.path));
    Ok((sheet, documents, outcome))
}

/// Writes a format, and tells in words what it does not carry.
fn write(
    format: &dyn SheetFormat,
    (content, ui): (SheetContent<'_>, Ui),
    input: &Input,
    folder: &OutputFolder,
) -> anyhow::Result<Vec<String>> {
    let path = folder.file(Path::new(format.file()))?;
    anyhow::ensure!(
        !input.reads(&path),
        "{}: this is one of the inputs; name another folder with -o",
        path.display()
    );
    let bytes = format.write_in(content, ui).with_context(|| path.display().to_string())?;
    replace_file(&path, &bytes, None)?;
    Ok(format.losses(content, &bytes))
}

fn tell(table: &Table, formats: &[&dyn SheetFormat], folder: &Path, layers: &[String]) -> anyhow::Result<()> {
    let mut out = terminal::human();
    summary(table, &mut out)?;
    let files: Vec<&str> = formats.iter().map(|format| format.file()).collect();
    std::io::Write::write_fmt(
        &mut out,
        format_args!(
            "\nWrote {} to {} (glossary: {})\n",
            files.join(", "),
            visible(&folder.display().to_string()),
            visible(&layers.join(", "))
        ),
    )?;
    Ok(())
}
