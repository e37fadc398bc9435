//! Reading the XML of an SRX file.

use std::sync::Arc;

use quick_xml::{Reader, events::Event};
use regex::{Regex, RegexBuilder};

use super::{Rule, SrxError, SrxFault, SrxRules, translate};
use crate::{
    document::{attribute_of, referred},
    text::brief,
};

/// Bound on the size of one compiled expression, in bytes.
const SIZE: usize = 4 << 20;

/// How deep a file may nest; the format itself needs 6.
const DEPTH: usize = 64;

/// Where in the file the reader is.
#[derive(Default)]
struct State {
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
    let mut reader = Reader::from_str(text);
    let mut state = State { breaks: true, ..State::default() };
    let (mut counted, mut line, mut depth) = (0, 1, 0_usize);
    loop {
        let place = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..place]).count();
        counted = place;
        let fault = |message: String| SrxError::Xml { line, message: brief(&message) };
        let event = reader.read_event().map_err(|error| fault(error.to_string()))?;
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(fault(format!("elements are nested deeper than {DEPTH}")));
                }
                let attribute = |name: &str| attribute_of(&element, name);
                state.open(element.local_name().into_inner(), &attribute, line);
            }
            Event::Empty(element) => {
                let attribute = |name: &str| attribute_of(&element, name);
                let name = element.local_name().into_inner().to_owned();
                state.open(&name, &attribute, line);
                state.close(&name, line);
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                state.close(element.local_name().into_inner(), line);
            }
            Event::Text(part) => state.text(&part.xml10_content()),
            Event::CData(part) => state.text(&part.xml10_content()),
            Event::GeneralRef(entity) => {
                let unknown = || fault(format!("unknown entity &{};", &*entity));
                state.text(&referred(&entity).ok_or_else(unknown)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if state.rules.rules.iter().all(|(_, rules)| rules.is_empty()) {
        return Err(SrxError::Empty);
    }
    Ok((state.rules, state.faults))
}

impl State {
    fn open(&mut self, element: &str, attribute: &dyn Fn(&str) -> Option<String>, line: usize) {
        match element {
            "header" => self.rules.cascade = attribute("cascade").is_some_and(|value| value == "yes"),
            "languagerule" => self.name = attribute("languagerulename").unwrap_or_default(),
            "rule" => {
                self.breaks = attribute("break").is_none_or(|value| value != "no");
                self.before.clear();
                self.after.clear();
            }
            "beforebreak" => self.inside = Some(Side::Before),
            "afterbreak" => self.inside = Some(Side::After),
            "languagemap" => {
                let pattern = attribute("languagepattern").unwrap_or_default();
                let rules = attribute("languagerulename").unwrap_or_default();
                // Language codes are compared without case.
                match compile(&format!("(?i)^(?:{pattern})")) {
                    Ok(pattern) => self.rules.maps.push((pattern, rules)),
                    Err(message) => self.faults.push(SrxFault { line, message }),
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &str, line: usize) {
        match element {
            "beforebreak" | "afterbreak" => self.inside = None,
            "rule" => match rule(self.breaks, &self.before, &self.after) {
                Ok(rule) => self.list.push(rule),
                Err(message) => self.faults.push(SrxFault { line, message }),
            },
            "languagerule" => {
                let rules = Arc::new(std::mem::take(&mut self.list));
                self.rules.rules.push((std::mem::take(&mut self.name), rules));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Some(Side::Before) => self.before.push_str(text),
            Some(Side::After) => self.after.push_str(text),
            None => {}
        }
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
    RegexBuilder::new(pattern).size_limit(SIZE).dfa_size_limit(SIZE).multi_line(true).build().map_err(
        |error| {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
            brief(&format!("«{pattern}»: {last}"))
        },
    )
}
