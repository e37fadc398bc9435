//! Reading the XML of an SRX file.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use super::{Rule, SrxError, SrxFault, SrxRules, translate};
use crate::{
    markup::{self, Element, Handler, Name, Text, XmlText},
    text::{LineIndex, Span, brief},
};

/// Bound on the size of one compiled expression, in bytes.
const MAX_EXPRESSION_BYTES: usize = 4 << 20;

/// Where in the file the reader is.
struct State<'t> {
    text: &'t str,
    lines: LineIndex,
    rules: SrxRules,
    faults: Vec<SrxFault>,
    name: String,
    list: Vec<Rule>,
    breaks: bool,
    before: String,
    after: String,
    /// Which of the two texts is being read.
    inside: Option<Side>,
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

pub(super) fn read(text: &str) -> Result<(SrxRules, Vec<SrxFault>), SrxError> {
    let mut state = State {
        text,
        lines: LineIndex::new(text),
        rules: SrxRules::default(),
        faults: Vec::new(),
        name: String::new(),
        list: Vec::new(),
        breaks: true,
        before: String::new(),
        after: String::new(),
        inside: None,
    };
    markup::walk(XmlText::new(text), &mut state)
        .map_err(|fault| SrxError::Xml { line: fault.line, message: fault.message })?;
    if state.rules.rules.iter().all(|(_, rules)| rules.is_empty()) {
        return Err(SrxError::Empty);
    }
    Ok((state.rules, state.faults))
}

impl Handler<Span> for State<'_> {
    fn open(&mut self, element: &Element<'_>, place: Span) -> Result<(), String> {
        let attribute = |name: &str| element.attribute(name);
        match element.name.local {
            "header" => self.rules.cascade = attribute("cascade").is_some_and(|value| value == "yes"),
            "languagerule" => {
                self.name = attribute("languagerulename").unwrap_or_default().into_owned();
            }
            "rule" => {
                self.breaks = attribute("break").is_none_or(|value| value != "no");
                self.before.clear();
                self.after.clear();
            }
            "beforebreak" => self.inside = Some(Side::Before),
            "afterbreak" => self.inside = Some(Side::After),
            "languagemap" => {
                let pattern = attribute("languagepattern").unwrap_or_default();
                let rules = attribute("languagerulename").unwrap_or_default().into_owned();
                // Language codes are compared without case.
                match compile(&format!("(?i)^(?:{pattern})")) {
                    Ok(pattern) => self.rules.maps.push((pattern, rules)),
                    Err(message) => self.fault(place, message),
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: Name<'_>, place: Span) -> Result<(), String> {
        match name.local {
            "beforebreak" | "afterbreak" => self.inside = None,
            "rule" => match rule(self.breaks, &self.before, &self.after) {
                Ok(rule) => self.list.push(rule),
                Err(message) => self.fault(place, message),
            },
            "languagerule" => {
                let rules = Arc::new(std::mem::take(&mut self.list));
                self.rules.rules.push((std::mem::take(&mut self.name), rules));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: Text<'_>, _: Span) -> Result<(), String> {
        let content = text.content()?;
        match self.inside {
            Some(Side::Before) => self.before.push_str(&content),
            Some(Side::After) => self.after.push_str(&content),
            None => {}
        }
        Ok(())
    }
}

impl State<'_> {
    fn fault(&mut self, place: Span, message: String) {
        let line = self.lines.place(self.text, place.start).line;
        self.faults.push(SrxFault { line, message });
    }
}

fn rule(breaks: bool, before: &str, after: &str) -> Result<Rule, String> {
    let before = translate::before(before)?;
    let after = translate::after(after)?;
    let side = |pattern: &str, make: &dyn Fn(&str) -> String| {
        (!pattern.is_empty()).then(|| compile(&make(pattern))).transpose()
    };
    Ok(Rule {
        breaks,
        before: side(&before, &|pattern| format!("(?:{pattern})"))?,
        before_here: side(&before, &|pattern| format!(r"(?:{pattern})\z"))?,
        after: side(&after, &|pattern| format!(r"\A(?:{pattern})"))?,
        after_anywhere: side(&after, &|pattern| format!("(?:{pattern})"))?,
    })
}

fn compile(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(pattern)
        .size_limit(MAX_EXPRESSION_BYTES)
        .dfa_size_limit(MAX_EXPRESSION_BYTES)
        .multi_line(true)
        .build()
        .map_err(|error| {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
            brief(&format!("«{pattern}»: {last}"))
        })
}
