//! SRX 2.0, the rule format of CAT tools: regular expressions before and after a place say whether a
//! segment ends there. The first rule that fits a place decides.

mod apply;
mod read;
mod translate;

use std::{fmt, sync::Arc};

use regex::Regex;

pub(super) use apply::Places;

use crate::language::Language;

/// The rules of an SRX file, for every language it names.
#[derive(Clone, Debug, Default)]
pub struct SrxRules {
    /// Whether every language map that fits counts, or the first one only.
    cascade: bool,
    /// Language pattern and the name of its rules.
    maps: Vec<(Regex, String)>,
    rules: Vec<(String, Arc<Vec<Rule>>)>,
}

/// One rule: what stands before a place, what after it, and whether a segment ends there.
#[derive(Clone, Debug)]
struct Rule {
    breaks: bool,
    /// Finds ends of what stands before; `None`: anything may.
    before: Option<Regex>,
    /// The same, anchored at the end of the text given.
    before_here: Option<Regex>,
    /// What stands after, anchored at the start; `None`: anything may.
    after: Option<Regex>,
    /// The same, anywhere.
    after_anywhere: Option<Regex>,
}

/// A rule that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SrxFault {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for SrxFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: rule left out: {}", self.line, self.message)
    }
}

/// Why a file is no SRX file.
///
/// ```
/// use drogman::segment::{SrxError, SrxRules};
/// assert_eq!(SrxRules::read("<srx></srx>").unwrap_err(), SrxError::Empty);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SrxError {
    /// Broken XML.
    #[error("line {line}: not well-formed XML: {message}")]
    Xml {
        /// The line, from 1.
        line: usize,
        /// What the XML reader says.
        message: String,
    },
    /// No rules in it.
    #[error("this is no SRX file: it has no <languagerule> with rules")]
    Empty,
}

impl SrxRules {
    /// Reads an SRX 2.0 file. Rules that cannot be expressed here (negative look-arounds, back
    /// references) are left out and named; the others work.
    ///
    /// # Errors
    /// When the text is no well-formed XML, or has no rules.
    ///
    /// ```
    /// use drogman::{language::Language, segment::{Segmenter, SrxRules}};
    /// let srx = r#"<srx version="2.0" xmlns="http://www.lisa.org/srx20"><header segmentsubflows="yes" cascade="no"/><body>
    /// <languagerules><languagerule languagerulename="all">
    /// <rule break="yes"><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>
    /// </languagerule></languagerules>
    /// <maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>"#;
    /// let (rules, left_out) = SrxRules::read(srx).unwrap();
    /// assert!(left_out.is_empty());
    /// let segmenter = Segmenter::new(Language::French).with_srx(&rules);
    /// let text = "Un. Deux; trois.";
    /// let segments: Vec<&str> = segmenter.segments(text).map(|span| span.of(text)).collect();
    /// assert_eq!(segments, ["Un. Deux;", "trois."]);
    /// ```
    pub fn read(text: &str) -> Result<(Self, Vec<SrxFault>), SrxError> {
        read::read(text)
    }

    /// The rules for `language`, in order: those of the language maps that fit its code.
    fn of(&self, language: Language) -> Vec<Arc<Vec<Rule>>> {
        let fits = |pattern: &Regex| {
            let whole = |code: &str| pattern.find(code).is_some_and(|found| found.len() == code.len());
            whole(language.code()) || whole(&format!("{0}-{1}", language.code(), language.country()))
        };
        let mut chosen = Vec::new();
        for (pattern, name) in &self.maps {
            if !fits(pattern) {
                continue;
            }
            chosen
                .extend(self.rules.iter().filter(|(rules, _)| rules == name).map(|(_, rules)| rules.clone()));
            if !self.cascade {
                break;
            }
        }
        chosen
    }
}
