//! `drogman check`: findings in articles and their translations.

mod pairs;

use std::{borrow::Cow, io::Write as _, path::PathBuf};

use anyhow::Context as _;

use super::{
    Outcome,
    batch::{self, Input, Source},
    globals::Globals,
    ignores,
    language::LanguageArgs,
    terminal,
};
use crate::{
    align,
    check::{Checker, Finding, Memory, Options, Row, Severities},
    document::{BlockEdit, Document, ReadOptions, replace_file},
    glossary::Glossary,
    language::Language,
    normalize::{Applicability, Ignored, Quotes, settled},
    report::{FindingFormat, finding_report},
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
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FindingFormat::Human)]
    pub format: FindingFormat,
    /// Whether names inside quotation marks get a fix; they are reported either way
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Quotes::Keep)]
    pub quotes: Quotes,
    #[command(flatten)]
    pub language: LanguageArgs,
}

/// What checking needs, for every document alike.
struct Desk<'g> {
    args: &'g Args,
    glossary: &'g Glossary,
    checker: Checker<'g>,
    ignored: Vec<Ignored>,
    translations: Option<pairs::Translations>,
    /// How a translation is aligned.
    alignment: align::Options,
}

/// Runs `drogman check`.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let config = globals.config()?;
    let glossary = globals.glossary(&config)?;
    let mut severities = Severities::default();
    for (rule, severity) in config.rules() {
        severities.set(rule, severity.value).with_context(|| severity.place)?;
    }
    let options = Options { style: globals.style(&config, &glossary)?, quotes: args.quotes, severities };
    let checker = Checker::new(&glossary, options)?;
    let translation = args.translation.as_ref();
    let desk = Desk {
        args: &args,
        glossary: &glossary,
        checker,
        ignored: ignores::read(&config)?,
        translations: translation
            .map(|path| pairs::Translations::new(&args.input.paths, path))
            .transpose()?,
        alignment: translation.map(|_| align::Options::of_glossary(&glossary)).unwrap_or_default(),
    };
    let is_human = args.format == FindingFormat::Human;
    let color = is_human && terminal::human().is_colored();
    let mut out: Box<dyn std::io::Write> = match is_human {
        true => Box::new(std::io::BufWriter::new(terminal::human())),
        false => Box::new(std::io::BufWriter::new(terminal::data())),
    };
    let mut report = finding_report(args.format, color);
    let mut count = 0;
    report.begin(&mut out)?;
    let outcome = batch::for_each_passage(
        &args.input,
        &args.input.read_options(),
        globals,
        args.translation.is_none() && !args.fix,
        &desk,
        |_, findings: Vec<Finding>| {
            count += findings.len();
            for finding in &findings {
                report.finding(finding, &mut out)?;
            }
            Ok(())
        },
    )?;
    report.end(&mut out)?;
    out.flush()?;
    drop(out);
    let unused = ignores::report_unused(&config, &desk.ignored, globals.quiet);
    // Where nothing could be read, «0 findings» would be good news that is none.
    let is_silent = count == 0 && outcome == Outcome::Failed;
    if is_human && !globals.quiet && !is_silent {
        terminal::note(counted(count, "finding"));
    }
    let found = if count > 0 { Outcome::Findings } else { unused };
    Ok(outcome.max(found))
}

/// What is remembered of a document that is checked in passages.
#[derive(Default)]
struct Reading {
    language: Option<Language>,
    memory: Memory,
}

impl batch::Work for Desk<'_> {
    type Memory = Reading;
    type Done = Vec<Finding>;

    fn survey(&self, passage: &Document, reading: &mut Reading) -> anyhow::Result<()> {
        let language = self.language(passage, reading);
        Ok(self.checker.survey(passage, language, &mut reading.memory)?)
    }

    fn treat(
        &self,
        source: &Source,
        document: &Document,
        reading: &mut Reading,
    ) -> anyhow::Result<Self::Done> {
        let (document, mut findings) = if self.translations.is_some() {
            (Cow::Borrowed(document), self.check(source, document, reading)?)
        } else {
            settled(document, |document| {
                // What is remembered is what the passages of one text have in common.
                let mut own = Reading::default();
                let findings =
                    self.check(source, document, if document.is_whole() { &mut own } else { reading })?;
                let edits = self.fixes(document, &findings);
                anyhow::Ok((findings, edits))
            })?
        };
        if self.args.fix && self.fix(source, &document, &findings)? {
            let document = source.read(&self.args.input.read_options())?;
            findings = self.check(source, &document, &mut Reading::default())?;
        }
        Ok(findings)
    }

    fn end(&self, _: &Source, _: Reading) -> anyhow::Result<Self::Done> {
        Ok(Vec::new())
    }
}

impl Desk<'_> {
    /// The language of a document, told by its first passage.
    fn language(&self, document: &Document, reading: &mut Reading) -> Language {
        *reading.language.get_or_insert_with(|| self.args.language.of(document, self.glossary))
    }

    fn check(
        &self,
        source: &Source,
        document: &Document,
        reading: &mut Reading,
    ) -> anyhow::Result<Vec<Finding>> {
        let Some(translations) = &self.translations else {
            let language = self.language(document, reading);
            let memory = &mut reading.memory;
            return Ok(self.checker.check_in_turn(document, language, &self.ignored, memory)?);
        };
        let Some(path) = translations.of(source)? else { return Ok(Vec::new()) };
        let options =
            ReadOptions { language: Some(self.glossary.languages.target), ..self.args.input.read_options() };
        let target = Document::read(&path, &options)?;
        let rows = self.rows(document, &target);
        let findings = self.checker.check_pair(document, &target, &rows, &self.ignored)?;
        if !self.args.fix {
            return Ok(findings);
        }
        let of_target: Vec<Finding> =
            findings.iter().filter(|found| found.path == target.path).cloned().collect();
        let fixed = Source::File { path: path.clone(), root: None };
        if !self.fix(&fixed, &target, &of_target)? {
            return Ok(findings);
        }
        let target = Document::read(&path, &options)?;
        let rows = self.rows(document, &target);
        Ok(self.checker.check_pair(document, &target, &rows, &self.ignored)?)
    }

    /// What of the translation stands for what; says so when the documents seem to be no translation of
    /// each other, as then names are missing everywhere.
    fn rows(&self, source: &Document, target: &Document) -> Vec<Row> {
        if self.args.segmented {
            return pairs::by_line(source, target);
        }
        let (rows, is_translation) = pairs::aligned(source, target, self.glossary.languages, &self.alignment);
        if !is_translation {
            terminal::warning(format_args!(
                "{} does not look like a translation of {}: what is said to be missing from it may be wrong",
                target.path, source.path
            ));
        }
        rows
    }

    /// The edits that the findings about `document` ask for.
    fn fixes(&self, document: &Document, findings: &[Finding]) -> Vec<BlockEdit> {
        let wanted = |applicability| self.args.unsure || applicability == Applicability::Safe;
        findings
            .iter()
            .filter(|finding| finding.path == document.path)
            .filter_map(|finding| finding.fix.as_ref())
            .filter(|fix| wanted(fix.applicability))
            .flat_map(|fix| fix.edits.iter().cloned())
            .collect()
    }

    /// Writes the fixes of the findings about `document`; whether there were any.
    fn fix(&self, source: &Source, document: &Document, findings: &[Finding]) -> anyhow::Result<bool> {
        let edits = self.fixes(document, findings);
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
