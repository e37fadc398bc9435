//! The concordance: each occurrence between what stands before and after it.

use std::{borrow::Cow, fmt::Write as _, io};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use super::{OccurrenceFormat, Records, records::Line};
use crate::{
    document::Document,
    matching::{Kept, Matches},
    text::{clusters, on_one_line, visible},
};

const NAME: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const REWRITE: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const OPEN: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Magenta)));
const FAINT: Style = Style::new().dimmed();

/// Keyword in context.
pub(super) struct Human;

impl OccurrenceFormat for Human {
    fn name(&self) -> &'static str {
        "human"
    }

    fn about(&self) -> &'static str {
        "Keyword in context"
    }

    fn is_for_people(&self) -> bool {
        true
    }

    fn write(
        &self,
        records: &Records<'_>,
        document: &Document,
        matches: &Matches,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        out.write_all(concordance(records, document, matches).as_bytes())
    }
}

/// The concordance of one document; empty without matches.
fn concordance(records: &Records<'_>, document: &Document, matches: &Matches) -> String {
    let context = records.context;
    let mut out = String::new();
    let lines = records.lines(matches);
    if lines.is_empty() {
        return out;
    }
    let _ = writeln!(out, "{}", visible(&document.path));
    let places: Vec<String> = lines
        .iter()
        .map(|line| {
            let (block, span) = line.place();
            let place = document.locate(block, span.start);
            format!("{}:{}", place.line, place.column)
        })
        .collect();
    let wide = places.iter().map(String::len).max().unwrap_or_default();
    for (line, place) in lines.iter().zip(places) {
        let (block, span) = line.place();
        let text = document.text(block);
        let (before, after) = (left(&text[..span.start], context), right(&text[span.end..], context));
        let (style, told) = told(records, line);
        let pad = " ".repeat(context.saturating_sub(before.width()));
        let rest = " ".repeat(context.saturating_sub(after.width()));
        let form = on_one_line(span.of(text));
        let _ = writeln!(
            out,
            "  {FAINT}{place:>wide$}{FAINT:#}  {pad}{before}{style}{form}{style:#}{after}{rest}  {FAINT}{}{FAINT:#}",
            visible(&told)
        );
    }
    out
}

/// The style of a line and what is said at its end: the concept, and the form it should have.
fn told(records: &Records<'_>, line: &Line<'_>) -> (Style, String) {
    match line {
        Line::Occurrence(found) => {
            let term = records.term(found);
            if !found.certainty.sure {
                return (OPEN, format!("{}? {}", term.concept, found.certainty.reason.name()));
            }
            let allowed = found.status(records.glossary, records.style).is_allowed();
            let is_kept = found.kept == Some(Kept::Mention);
            if allowed || is_kept {
                let kept = if is_kept { ", kept" } else { "" };
                return (NAME, format!("{}{kept}", term.concept));
            }
            let preferred = term.preferred.unwrap_or_default();
            (REWRITE, format!("{} → {preferred}", term.concept))
        }
        Line::Ambiguity(open) => {
            let ids: Vec<&str> = open.candidates.iter().map(|&(concept, _)| records.id(concept)).collect();
            (OPEN, format!("{}?", ids.join(" or ")))
        }
    }
}

/// The last `columns` columns of a text, in whole grapheme clusters.
fn left(text: &str, columns: usize) -> Cow<'_, str> {
    let mut room = columns;
    let start = clusters(text).rev().take_while(|(_, cluster)| fits(cluster, &mut room)).last();
    on_one_line(start.map_or("", |(at, _)| &text[at..]))
}

/// The first `columns` columns of a text, in whole grapheme clusters.
fn right(text: &str, columns: usize) -> Cow<'_, str> {
    let mut room = columns;
    let end = clusters(text).take_while(|(_, cluster)| fits(cluster, &mut room)).last();
    on_one_line(end.map_or("", |(at, cluster)| &text[..at + cluster.len()]))
}

/// Whether a cluster still has room, which it takes.
fn fits(cluster: &str, room: &mut usize) -> bool {
    let width = on_one_line(cluster).width();
    let fits = width <= *room;
    *room = room.saturating_sub(width);
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_cut_between_what_people_see_as_characters() {
        assert_eq!(left("le canari e\u{301}te\u{301}", 3), "e\u{301}te\u{301}");
        assert_eq!(right("e\u{301}te\u{301} 🇦🇲🇦🇿", 6), "e\u{301}te\u{301} 🇦🇲");
        assert_eq!((left("été", 2), right("été", 2)), ("té".into(), "ét".into()));
        assert_eq!(right("كَتَبَ", 2), "كَتَ");
    }
}
