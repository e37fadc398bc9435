//! `drogman check`: findings in articles and their translations.

use std::{io::Write as _, path::PathBuf};

use anyhow::Context as _;

use super::{
    Outcome,
    batch::{self, Extent, Input, Source, WholeLimit},
    formats,
    globals::Globals,
    ignores,
    language::LanguageArgs,
    terminal,
};
use crate::{
    align::{self, Translations},
    check::{Finding, Row, Severities},
    document::{Document, ReadOptions, replace_file},
    exchange::{FINDING_FORMATS, FindingFormat},
    glossary::Glossary,
    normalize::Quotes,
    project::Config,
    session::{Analysis, Options, Resolved, Session, rows_by_line},
    text::counted,
};

/// Options of `drogman check`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    pub input: Input,
    /// The translation: a file for one article, a folder for many (paired by name, else by content). One
    /// folder may hold both sides
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub translation: Option<PathBuf>,
    /// Line n of the translation translates line n of the article
    #[arg(long, requires = "translation")]
    pub segmented: bool,
    /// Make the fixes that are sure, then report what is left
    #[arg(long)]
    pub fix: bool,
    /// With --fix, make the fixes that are not sure, too
    #[arg(long, requires = "fix")]
    pub unsure: bool,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human",
        value_parser = formats::one_of(&FINDING_FORMATS, |format| (format.name, format.about)))]
    pub format: &'static FindingFormat,
    /// Whether names inside quotation marks get a fix; they are reported either way
    #[arg(long, value_parser = super::quotes::parser(), value_name = "HOW", default_value_t = Quotes::Keep)]
    pub quotes: Quotes,
    #[command(flatten)]
    pub language: LanguageArgs,
}

/// The translations of what is checked, and how they are aligned.
type Aligned = (Translations, align::Options);

/// A run of `drogman check`: what it needs for every document alike.
struct CheckRun<'a> {
    args: &'a Args,
    session: &'a Session,
}

/// The severities that the configuration gives the rules.
pub(super) fn severities(config: &Config) -> anyhow::Result<Severities> {
    let mut severities = Severities::default();
    for (rule, severity) in config.rules() {
        severities.set(rule, severity.value).with_context(|| severity.place)?;
    }
    Ok(severities)
}

/// How the session of a run works.
fn options(args: &Args, globals: &Globals, config: &Config, glossary: &Glossary) -> anyhow::Result<Options> {
    Ok(Options {
        style: globals.style(config, glossary)?,
        languages: args.language.languages(),
        quotes: args.quotes,
        unsure: args.unsure,
        severities: severities(config)?,
        ignored: ignores::read(config, globals)?,
        ..Options::default()
    })
}

/// Runs `drogman check`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let (options, ui) = (options(&args, globals, &config, &glossary)?, globals.ui(&config)?);
    let translations = args.translation.as_ref().map(|translation| {
        let (found, failures) = Translations::find(&args.input.paths, translation)?;
        failures.into_iter().for_each(|failure| terminal::error(&failure.into()));
        anyhow::Ok((found, align::Options::of_glossary(&glossary)))
    });
    let translations = translations.transpose()?;
    let session = Session::new(glossary, options);
    let run = CheckRun { args: &args, session: &session };
    let is_human = args.format.is_for_people;
    let color = is_human && terminal::human().is_colored();
    let mut out: Box<dyn std::io::Write> = match is_human {
        true => Box::new(std::io::BufWriter::new(terminal::human())),
        false => Box::new(std::io::BufWriter::new(terminal::data())),
    };
    let mut report = args.format.report_in(color, ui);
    let mut count = 0;
    report.begin(&mut out)?;
    let options = args.input.read_options();
    let sink = |_: &Source, findings: Vec<Finding>| {
        count += findings.len();
        for finding in &findings {
            report.finding(finding, &mut out)?;
        }
        Ok(())
    };
    let outcome = match &translations {
        Some(translations) => {
            let work = |source: &Source, document| run.check_pair(translations, source, &document);
            batch::for_each(&args.input, &options, globals, work, sink)
        }
        None => {
            let extent =
                Extent { whole: (!args.fix).then_some(WholeLimit::FOR_REWRITING), ..Extent::default() };
            let work = |source: &Source, document: &Document, names| run.check(source, document, names);
            batch::treat_each(&args.input, &options, globals, extent, &session, work, sink)
        }
    }?;
    report.end(&mut out)?;
    out.flush()?;
    drop(out);
    let unused = ignores::report_unused(&config, &session.options().ignored, globals.quiet);
    // Where nothing could be read, «0 findings» would be good news that is none.
    let is_silent = count == 0 && outcome == Outcome::Failed;
    if is_human && !globals.quiet && !is_silent {
        terminal::note(counted(count, "finding"));
    }
    let found = if count > 0 { Outcome::Findings } else { unused };
    Ok(outcome.max(found))
}

impl CheckRun<'_> {
    /// The findings in a document by itself, those left after its fixes were made.
    fn check(&self, source: &Source, document: &Document, names: Resolved) -> anyhow::Result<Vec<Finding>> {
        let checked = Analysis::new(self.session, document, names).checked()?;
        if !self.args.fix || !self.fix(source, &checked.document, &checked.findings)? {
            return Ok(checked.findings);
        }
        let document = source.read(&self.args.input.read_options())?;
        Ok(self.session.analyse(&document)?.findings()?)
    }

    /// The findings in a document and its translation, those left after the fixes were made in both.
    fn check_pair(
        &self,
        translations: &Aligned,
        source: &Source,
        document: &Document,
    ) -> anyhow::Result<Vec<Finding>> {
        let findings = self.check_translation(translations, source, document)?;
        if !self.args.fix || !self.fix(source, document, &findings)? {
            return Ok(findings);
        }
        let document = source.read(&self.args.input.read_options())?;
        self.check_translation(translations, source, &document)
    }

    /// The findings in a document and its translation, which is fixed first.
    fn check_translation(
        &self,
        translations: &Aligned,
        source: &Source,
        document: &Document,
    ) -> anyhow::Result<Vec<Finding>> {
        let Some(path) = translations.0.of(source)? else { return Ok(Vec::new()) };
        let language = Some(self.session.glossary().languages.target);
        let options = ReadOptions { language, ..self.args.input.read_options() };
        let check = || {
            let target = Document::read(&path, &options)?;
            let rows = self.rows(translations, document, &target);
            let findings = self.session.check_translation(document, &target, &rows)?;
            anyhow::Ok((target, findings))
        };
        let (target, findings) = check()?;
        let fixed = Source::File { path: path.clone(), root: None };
        match self.args.fix && self.fix(&fixed, &target, &findings)? {
            true => Ok(check()?.1),
            false => Ok(findings),
        }
    }

    /// What of the translation stands for what; says so when the documents seem to be no translation of
    /// each other, as then names are missing everywhere.
    fn rows(&self, translations: &Aligned, source: &Document, target: &Document) -> Vec<Row> {
        if self.args.segmented {
            return rows_by_line(source, target);
        }
        let (rows, is_translation) = self.session.aligned_rows(source, target, &translations.1);
        if !is_translation {
            terminal::warning(format_args!(
                "{} does not look like a translation of {}: what is said to be missing from it may be wrong",
                target.path, source.path
            ));
        }
        rows
    }

    /// Writes the fixes of the findings about `document`; whether there were any.
    fn fix(&self, source: &Source, document: &Document, findings: &[Finding]) -> anyhow::Result<bool> {
        let edits = self.session.fixes(findings, &document.path);
        let Source::File { path, .. } = source else {
            anyhow::bail!("--fix cannot write to standard input: use `drogman normalize -`");
        };
        if edits.is_empty() {
            return Ok(false);
        }
        let bytes = document.rewrite(&edits).with_context(|| source.name())?;
        replace_file(path, &bytes, document.fingerprint())?;
        Ok(true)
    }
}
