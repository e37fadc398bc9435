//! A page of findings by article, with the sentence, what to write and why.

use std::io;

use minijinja::{Value, context, value::Serde};
use serde::Serialize;

use super::{FindingFormat, FindingReport, sentence::Sentence};
use crate::{
    check::{Finding, RuleInfo, Severity, Side},
    exchange::{
        Ui,
        html::{Choice, page},
    },
    glossary::LanguagePair,
    normalize::Applicability,
    segment::Segmenter,
};

pub(super) const FORMAT: FindingFormat = FindingFormat {
    name: "html",
    about: "A page to read, filter and print",
    is_for_people: false,
    report: |_, ui| Box::new(Html::new(ui)),
};

/// A page that stands alone. Its filters say how many findings there are, so it is written at the end.
struct Html {
    ui: Ui,
    languages: LanguagePair,
    /// What finds the sentence of a finding in a text and in its translation.
    segmenters: [Segmenter; 2],
    articles: Vec<Article>,
    severities: [usize; 3],
    /// The rule of each finding.
    rules: Vec<&'static RuleInfo>,
}

/// The findings of an article and its translation.
#[derive(Serialize)]
struct Article {
    path: String,
    findings: Vec<Row>,
}

/// A finding as the page shows it.
#[derive(Serialize)]
struct Row {
    severity: &'static str,
    rule: &'static str,
    message: String,
    /// Whether the message is in the language of the page.
    is_worded: bool,
    place: String,
    language: &'static str,
    sentence: Sentence,
    /// Whether it stands in the source, or in a text by itself.
    is_source: bool,
    /// Whether its fix is to be looked at first.
    is_unsure: bool,
    notes: Vec<String>,
    other: Option<Other>,
}

/// What stands on the other side of a translation.
#[derive(Serialize)]
struct Other {
    path: String,
    text: String,
    language: &'static str,
}

impl Html {
    fn new(ui: Ui) -> Self {
        let languages = LanguagePair::default();
        Self {
            ui,
            languages,
            segmenters: [Segmenter::new(languages.source), Segmenter::new(languages.target)],
            articles: Vec::new(),
            severities: [0; 3],
            rules: Vec::new(),
        }
    }

    fn row(&self, finding: &Finding) -> Row {
        let at = usize::from(finding.side == Side::Target);
        let codes = [self.languages.source.code(), self.languages.target.code()];
        let message = message(finding, self.ui);
        Row {
            severity: finding.severity.name(),
            rule: finding.rule.name,
            is_worded: self.ui == Ui::English || message.is_some(),
            message: message.unwrap_or_else(|| finding.message.clone()),
            place: format!("{}:{}", finding.start.line, finding.start.column),
            language: codes[at],
            sentence: Sentence::of(finding, &self.segmenters[at]),
            is_source: finding.side == Side::Source,
            is_unsure: finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Unsure),
            notes: finding.notes.clone(),
            other: finding.other_side.as_ref().map(|other| Other {
                path: other.path.to_string(),
                text: other.text.to_string(),
                language: codes[1 - at],
            }),
        }
    }

    fn page(&self) -> Result<String, minijinja::Error> {
        let ui = self.ui;
        let by_number = self.articles.iter().enumerate();
        let articles: Vec<_> = by_number
            .map(|(number, article)| Choice::new(number.to_string(), &*article.path, article.findings.len()))
            .collect();
        let severities = ["error", "warning", "info"].into_iter().zip(self.severities);
        let severities: Vec<_> = severities
            .filter(|(_, count)| *count > 0)
            .map(|(name, count)| Choice::new(name, ui.name("severity", name), count))
            .collect();
        let by_rule =
            Choice::counted(self.rules.iter().map(|rule| rule.name), |rule| ui.name("rule", rule).to_owned());
        let total = self.rules.len();
        let mut told: Vec<_> = self.rules.iter().map(|rule| (rule.name, rule.what)).collect();
        told.sort_unstable();
        told.dedup();
        let report = Value::from(Serde(&self.articles));
        let choices = Value::from(Serde([articles, severities, by_rule]));
        page(include_str!("report.html"), ui, context! { report, choices, total, rules => told })
    }
}

/// What a finding says, in words of the page; none where the page has none for its rule. English is what the rule
/// says itself.
fn message(finding: &Finding, ui: Ui) -> Option<String> {
    if ui == Ui::English {
        return None;
    }
    let key =
        format!("finding.{}{}", finding.rule.name, if finding.preferred.is_empty() { ".bare" } else { "" });
    let words = Some(ui.say(&key)).filter(|words| *words != key)?;
    Some(words.replace("{form}", &finding.form).replace("{preferred}", &finding.preferred))
}

impl FindingReport for Html {
    fn finding(&mut self, finding: &Finding, _: &mut dyn io::Write) -> io::Result<()> {
        let row = self.row(finding);
        self.rules.push(finding.rule);
        self.severities[match finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        }] += 1;
        match self.articles.last_mut().filter(|article| article.path == *finding.path) {
            Some(article) => article.findings.push(row),
            None => self.articles.push(Article { path: finding.path.to_string(), findings: vec![row] }),
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let page = self.page().map_err(|error| io::Error::other(format!("{error:#}")))?;
        out.write_all(page.as_bytes())
    }
}
