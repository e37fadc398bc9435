//! Findings, for people and for machines: one file per format.

mod concise;
mod github;
mod html;
mod human;
mod json;
mod sarif;
mod sentence;

use std::io;

use super::Ui;
use crate::check::Finding;

/// A format of findings.
#[derive(Clone, Copy, Debug)]
pub struct FindingFormat {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is, for those who choose.
    pub about: &'static str,
    /// Whether it is a layout for people on a terminal, else data.
    pub is_for_people: bool,
    report: fn(bool, Ui) -> Box<dyn FindingReport>,
}

/// Every format of findings, the usual one first.
pub const FINDING_FORMATS: [&FindingFormat; 6] =
    [&human::FORMAT, &concise::FORMAT, &json::FORMAT, &sarif::FORMAT, &github::FORMAT, &html::FORMAT];

/// The format of findings called `name`.
///
/// ```
/// use drogman::exchange::finding_format;
/// assert_eq!(finding_format("sarif").unwrap().name, "sarif");
/// assert!(finding_format("pdf").is_none());
/// ```
pub fn finding_format(name: &str) -> Option<&'static FindingFormat> {
    FINDING_FORMATS.into_iter().find(|format| format.name == name)
}

/// Writes findings in one format: `begin`, every finding, `end`.
///
/// ```
/// use drogman::exchange::finding_format;
/// // What has a beginning and an end is complete without a finding, too.
/// let mut report = finding_format("json").unwrap().report(false);
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

impl FindingFormat {
    /// The writer of a format; `color` matters to the human one alone.
    ///
    /// ```
    /// use drogman::{document::Document, glossary::Glossary, session::{Options, Session}};
    /// use drogman::exchange::finding_format;
    /// let session = Session::new(Glossary::embedded(), Options::default());
    /// let article = Document::from_text("a.txt", "Le maire d’Evlakh.".into());
    /// let mut report = finding_format("concise").unwrap().report(false);
    /// let mut out = Vec::new();
    /// report.begin(&mut out).unwrap();
    /// for finding in session.analyse(&article).unwrap().findings().unwrap() {
    ///     report.finding(&finding, &mut out).unwrap();
    /// }
    /// report.end(&mut out).unwrap();
    /// let text = String::from_utf8(out).unwrap();
    /// assert!(text.starts_with("a.txt:1:12: "), "{text}");
    /// assert!(text.contains("Yevlakh"));
    /// ```
    pub fn report(&self, color: bool) -> Box<dyn FindingReport> {
        self.report_in(color, Ui::default())
    }

    /// The same with the words of a page in the reader’s language; the other formats are the same in every language.
    pub fn report_in(&self, color: bool, ui: Ui) -> Box<dyn FindingReport> {
        (self.report)(color, ui)
    }
}
