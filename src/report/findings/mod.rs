//! Findings, for people and for machines: one file per format.

mod concise;
mod github;
mod html;
mod human;
mod json;
mod sarif;

use std::io;

use crate::check::Finding;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum FindingFormat {
    /// The source line, a caret, why, and what to write.
    #[default]
    Human,
    /// One line a finding: path, line, column, rule, message.
    Concise,
    /// A JSON array, one object a line.
    Json,
    /// SARIF 2.1.0, for code-scanning services and editors.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A page to read and print.
    Html,
}

/// Writes findings in one format: `begin`, every finding, `end`.
///
/// ```
/// use drogman::report::{FindingFormat, finding_report};
/// // What has a beginning and an end is complete without a finding, too.
/// let mut report = finding_report(FindingFormat::Json, false);
/// let mut out = Vec::new();
/// report.begin(&mut out).unwrap();
/// report.end(&mut out).unwrap();
/// let findings: serde_json::Value = serde_json::from_slice(&out).unwrap();
/// assert_eq!(findings, serde_json::json!([]));
/// ```
pub trait FindingReport {
    /// Writes what stands before the first finding.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn begin(&mut self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes a finding, or keeps it for the end.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn finding(&mut self, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()>;

    /// Writes what stands after the last finding.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn end(&mut self, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}

/// The writer of a format; `color` matters to the human one alone.
///
/// ```
/// use drogman::{check::{Checker, Options}, document::Document, glossary::Glossary, language::Language};
/// use drogman::report::{FindingFormat, finding_report};
/// let checker = Checker::new(Glossary::embedded(), Options::default()).unwrap();
/// let article = Document::from_text("a.txt", "Le maire d’Evlakh.".into());
/// let mut report = finding_report(FindingFormat::Concise, false);
/// let mut out = Vec::new();
/// report.begin(&mut out).unwrap();
/// for finding in checker.check(&article, Language::French, &[]).unwrap() {
///     report.finding(&finding, &mut out).unwrap();
/// }
/// report.end(&mut out).unwrap();
/// let text = String::from_utf8(out).unwrap();
/// assert!(text.starts_with("a.txt:1:12: "), "{text}");
/// assert!(text.contains("Yevlakh"));
/// ```
pub fn finding_report(format: FindingFormat, color: bool) -> Box<dyn FindingReport> {
    match format {
        FindingFormat::Human => Box::new(human::Human::new(color)),
        FindingFormat::Concise => Box::new(concise::Concise),
        FindingFormat::Json => Box::<json::Json>::default(),
        FindingFormat::Sarif => Box::<sarif::Sarif>::default(),
        FindingFormat::Github => Box::new(github::Github),
        FindingFormat::Html => Box::<html::Html>::default(),
    }
}
