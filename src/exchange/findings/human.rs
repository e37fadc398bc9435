use std::io;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{FindingFormat, FindingReport};
use crate::{
    check::{Finding, Severity},
    document::Location,
    text::{cluster_end, cluster_start, visible, visible_char},
};

pub(super) const FORMAT: FindingFormat = FindingFormat {
    name: "human",
    about: "The source line, a caret, why, and what to write",
    is_for_people: true,
    report: |color, _| Box::new(Human::new(color)),
};

/// The source line with a caret, why, and what to write.
struct Human {
    renderer: Renderer,
}

/// How wide the shown part of a long line may be (columns).
const WIDTH: usize = 110;

impl Human {
    fn new(color: bool) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(WIDTH) }
    }
}

impl FindingReport for Human {
    fn finding(&mut self, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let (before, marked, after) = marked_line(finding);
        let (before, marked, after) = (but_tabs(before), but_tabs(marked), but_tabs(after));
        let span = before.len()..before.len() + marked.len();
        let line = format!("{before}{marked}{after}");
        let label = if finding.preferred.is_empty() {
            String::new()
        } else {
            format!("write «{}»", visible(&finding.preferred))
        };
        let mut group = level.primary_title(visible(&finding.message)).id(finding.rule.name).element(
            Snippet::source(line)
                .path(visible(&finding.path))
                .line_start(finding.start.line)
                .annotation(AnnotationKind::Primary.span(span).label(label)),
        );
        for note in &finding.notes {
            group = group.element(Level::NOTE.message(visible(note)));
        }
        let mut shown = self.renderer.render(&[group]);
        if finding.source_line.before > 0 {
            // What is shown does not begin the line: the column was counted from where it begins.
            let Location { line, column, .. } = finding.start;
            let place = |column| format!("{}:{line}:{column}", visible(&finding.path));
            shown = shown.replacen(&place(column - finding.source_line.before), &place(column), 1);
        }
        writeln!(out, "{shown}\n")
    }
}

/// What is shown of the source line in three: before the form, the form, after it.
pub(super) fn marked_line(finding: &Finding) -> (&str, &str, &str) {
    let line = &*finding.source_line.text;
    let start = cluster_start(line, column_at(finding, finding.start.column));
    let is_one_line = finding.end.line == finding.start.line;
    let end = if is_one_line { column_at(finding, finding.end.column) } else { line.len() };
    // A caret under half of what a person sees as one character would be off for the rest of the line.
    let cluster = cluster_start(line, end);
    let end = if cluster < end { cluster_end(line, cluster) } else { end };
    let end = end.max(start);
    (&line[..start], &line[start..end], &line[end..])
}

/// Where a column of the file stands in what is shown of the source line of a finding (bytes).
pub(super) fn column_at(finding: &Finding, column: usize) -> usize {
    let line = &finding.source_line;
    let column = column.saturating_sub(line.before + 1);
    line.text.char_indices().nth(column).map_or(line.text.len(), |(at, _)| at)
}

/// A line with signs for its control characters, but for tabs, which the renderer puts in columns.
fn but_tabs(line: &str) -> String {
    line.chars().map(|c| if c == '\t' { c } else { visible_char(c) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::Document,
        glossary::Glossary,
        session::{Options, Session},
    };

    #[test]
    fn the_mark_covers_whole_characters_of_people() {
        let text = "Le maire d’E\u{301}vlakh\u{301} part.";
        let session = Session::new(Glossary::embedded(), Options::default());
        let article = Document::from_text("a.txt", text.to_owned());
        let mut finding = session.analyse(&article).unwrap().findings().unwrap().remove(0);
        // As an editor that counts otherwise may give it: the end before the last mark.
        finding.end.column = text.chars().position(|c| c == 'h').unwrap() + 2;
        let (before, marked, after) = marked_line(&finding);
        assert_eq!((before, marked, after), ("Le maire d’", "E\u{301}vlakh\u{301}", " part."));
    }
}
