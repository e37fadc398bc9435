//! Occurrences as JSON lines and tab-separated values.

use std::{fmt::Write as _, io};

use rustc_hash::FxHashMap;

use crate::{
    document::Document,
    glossary::{Glossary, StyleId},
    language::Language,
    matching::{Ambiguity, Certainty, Matches, Occurrence},
};

/// The columns of `--format tsv`.
pub const TSV_HEADER: &str = "path\tline\tcolumn\tstart\tend\tform\tconcept\tslot\tstatus\trelation\tpreferred\ttarget\tcertainty\treason\n";

/// How much output is written at once (bytes).
const BUFFER: usize = 1 << 16;

/// Writes occurrences as records.
pub struct Records<'g> {
    pub(super) glossary: &'g Glossary,
    pub(super) style: StyleId,
    /// The language of the field `target`.
    target: Language,
    ambiguous: bool,
}

/// What a record says of a term, whatever the place it was found at.
pub(super) struct TermRecord<'g> {
    pub concept: &'g str,
    pub kind: &'static str,
    pub slot: &'static str,
    pub status: &'static str,
    pub relation: &'static str,
    pub preferred: Option<String>,
    pub target: Option<&'g str>,
}

/// One line of output: an occurrence, or a name that may mean several concepts.
pub(super) enum Line<'m> {
    Occurrence(&'m Occurrence),
    Ambiguity(&'m Ambiguity),
}

impl Line<'_> {
    /// Block and span.
    pub fn place(&self) -> (usize, crate::text::Span) {
        match self {
            Self::Occurrence(found) => (found.block, found.span),
            Self::Ambiguity(open) => (open.block, open.span),
        }
    }
}

impl<'g> Records<'g> {
    /// Records of names of a glossary, with equivalents in the language `target`; `ambiguous`: with the names that
    /// may mean several concepts.
    pub fn new(glossary: &'g Glossary, style: StyleId, target: Language, ambiguous: bool) -> Self {
        Self { glossary, style, target, ambiguous }
    }

    /// What is to be written, in reading order.
    pub(super) fn lines<'m>(&self, matches: &'m Matches) -> Vec<Line<'m>> {
        let mut lines: Vec<Line<'m>> = matches.occurrences.iter().map(Line::Occurrence).collect();
        if self.ambiguous && !matches.ambiguous.is_empty() {
            lines.extend(matches.ambiguous.iter().map(Line::Ambiguity));
            lines.sort_by_key(Line::place);
        }
        lines
    }

    /// What is known of the term of an occurrence.
    pub(super) fn term(&self, found: &Occurrence) -> TermRecord<'g> {
        let (concept, term) = (found.concept(self.glossary), found.term(self.glossary));
        let preferred = concept.preferred_or_full(found.language, term.slot, self.style);
        let preferred = preferred.map(|(_, preferred)| {
            // In the gender and number of what was found.
            let wanted = term.inflected().into_iter().nth(found.inflection);
            let inflected = preferred.inflected().into_iter().find(|form| {
                wanted
                    .as_ref()
                    .is_some_and(|wanted| (wanted.gender, wanted.number) == (form.gender, form.number))
            });
            match inflected {
                Some(form) if !preferred.grammar.inflections.is_empty() => form.form,
                _ => preferred.text().to_owned(),
            }
        });
        let target =
            concept.preferred_or_full(self.target, term.slot, self.style).map(|(_, term)| term.text());
        TermRecord {
            concept: &concept.id,
            kind: concept.kind.name(),
            slot: term.slot.name(),
            status: found.status(self.glossary, self.style).name(),
            relation: term.relation.name(),
            preferred,
            target,
        }
    }

    /// Writes the matches of a document, one JSON object a line.
    pub fn write_jsonl(
        &self,
        document: &Document,
        matches: &Matches,
        to: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut out = String::with_capacity(BUFFER + 4096);
        let head = format!("{{\"path\":{},\"line\":", quoted(&document.path));
        let mut tails: FxHashMap<(usize, usize, usize, [u8; 5]), String> = FxHashMap::default();
        for line in self.lines(matches) {
            let (block, span) = line.place();
            let start = document.locate(block, span.start);
            let end = document.source_byte(block, span.end);
            out.push_str(&head);
            push_number(&mut out, start.line);
            out.push_str(",\"column\":");
            push_number(&mut out, start.column);
            out.push_str(",\"start\":");
            push_number(&mut out, start.byte);
            out.push_str(",\"end\":");
            push_number(&mut out, end);
            out.push_str(",\"form\":");
            push_quoted(&mut out, span.of(document.text(block)));
            match line {
                Line::Occurrence(found) => {
                    let key = (found.concept, found.term, found.inflection, traits(found));
                    out.push_str(tails.entry(key).or_insert_with(|| self.json_tail(found)));
                }
                Line::Ambiguity(open) => {
                    let _ = writeln!(out, ",\"concept\":null,\"candidates\":{}}}", self.candidates(open));
                }
            }
            if out.len() > BUFFER {
                to.write_all(out.as_bytes())?;
                out.clear();
            }
        }
        to.write_all(out.as_bytes())
    }

    /// The fields of an occurrence that do not depend on its place, to the end of the line.
    fn json_tail(&self, found: &Occurrence) -> String {
        let term = self.term(found);
        let optional = |value: Option<&str>| value.map_or_else(|| "null".to_owned(), quoted);
        let kept = if found.kept.is_some() { ",\"kept\":\"mention\"" } else { "" };
        format!(
            ",\"concept\":{},\"type\":\"{}\",\"slot\":\"{}\",\"status\":\"{}\",\"relation\":\"{}\",\"preferred\":{},\"target\":{},\
             \"casing\":\"{}\",\"deviation\":\"{}\",\"certainty\":\"{}\",\"reason\":\"{}\"{kept}}}\n",
            quoted(term.concept),
            term.kind,
            term.slot,
            term.status,
            term.relation,
            optional(term.preferred.as_deref()),
            optional(term.target),
            found.casing.name(),
            found.deviation.name(),
            certainty(found.certainty),
            found.certainty.reason.name(),
        )
    }

    /// The matches of a document as tab-separated values, without the header.
    pub fn tsv(&self, document: &Document, matches: &Matches) -> String {
        let mut out = String::new();
        for line in self.lines(matches) {
            let (block, span) = line.place();
            let start = document.locate(block, span.start);
            let end = document.source_byte(block, span.end);
            let form = cell(span.of(document.text(block)));
            let path = cell(&document.path);
            let _ = write!(out, "{path}\t{}\t{}\t{}\t{end}\t{form}", start.line, start.column, start.byte);
            let _ = match line {
                Line::Occurrence(found) => {
                    let term = self.term(found);
                    writeln!(
                        out,
                        "\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                        cell(term.concept),
                        term.slot,
                        term.status,
                        term.relation,
                        cell(term.preferred.as_deref().unwrap_or_default()),
                        cell(term.target.unwrap_or_default()),
                        certainty(found.certainty),
                        found.certainty.reason.name(),
                    )
                }
                Line::Ambiguity(open) => {
                    let ids: Vec<String> =
                        open.candidates.iter().map(|&(concept, _)| cell(self.id(concept))).collect();
                    writeln!(out, "\t{}\t\t\t\t\t\tunsure\tundecided", ids.join(" "))
                }
            };
        }
        out
    }

    /// The id of a concept by its place.
    pub(super) fn id(&self, concept: usize) -> &'g str {
        &self.glossary.concepts[concept].id
    }

    fn candidates(&self, open: &Ambiguity) -> String {
        let ids: Vec<String> = open.candidates.iter().map(|&(concept, _)| quoted(self.id(concept))).collect();
        format!("[{}]", ids.join(","))
    }
}

/// What of an occurrence, its term apart, shows in the tail of its record.
fn traits(found: &Occurrence) -> [u8; 5] {
    [
        found.casing as u8,
        found.deviation as u8,
        u8::from(found.certainty.sure),
        found.certainty.reason as u8,
        u8::from(found.kept.is_some()),
    ]
}

fn certainty(certainty: Certainty) -> &'static str {
    if certainty.sure { "sure" } else { "unsure" }
}

fn push_number(out: &mut String, number: usize) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Appends the text as a JSON string.
fn push_quoted(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&quoted(text));
    }
}

/// The text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The text as a TSV cell: no tab, no line break, and nothing a spreadsheet would run.
fn cell(text: &str) -> String {
    let mut cell = text.replace(['\t', '\n', '\r'], " ");
    if cell.starts_with(['=', '+', '-', '@']) {
        cell.insert(0, '\'');
    }
    cell
}
