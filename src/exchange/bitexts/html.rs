//! Both sides beside each other, with what to look at first.

use std::io;

use minijinja::{Value, context, value::Serde};
use serde::Serialize;

use super::{Bitext, BitextFormat, numbers};
use crate::{
    align::Bead,
    exchange::{
        Ui,
        html::{bar, page},
    },
    text::Span,
};

/// A page with both texts.
pub(super) struct Html;

impl BitextFormat for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "A page with both sides beside each other"
    }

    fn holds_one(&self) -> bool {
        true
    }

    fn marks_names(&self) -> bool {
        true
    }

    fn write(&self, bitext: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.write_in(bitext, Ui::default(), out)
    }

    fn write_in(&self, bitext: &Bitext<'_>, ui: Ui, out: &mut dyn io::Write) -> io::Result<()> {
        let rows = rows(bitext);
        let to_review = rows.iter().filter(|row| !row.look.is_empty()).count();
        let (from, to) = bitext.languages();
        let context = context! {
            rows => Value::from(Serde(&rows)),
            to_review,
            from,
            to,
            source => plain(bitext.source.name),
            target => plain(bitext.target.name),
            likely => ui.say("align.likely").replace("{n}", &format!("{:.0}", bitext.alignment.score * 100.)),
            is_translation => bitext.alignment.is_translation(),
        };
        let page = page(include_str!("pairs.html"), ui, context);
        let page = page.map_err(|error| io::Error::other(format!("{error:#}")))?;
        out.write_all(page.as_bytes())
    }
}

/// A bead as the page shows it.
#[derive(Serialize)]
struct Row {
    numbers: String,
    source: Vec<Vec<Part>>,
    target: Vec<Vec<Part>>,
    confidence: String,
    /// The key of why it is to be looked at; empty where it is not.
    look: &'static str,
    bar: Value,
}

/// A part of a segment: its text, the concept it names (else empty), and whether the other side lacks that.
#[derive(Serialize, Debug, PartialEq)]
struct Part(String, String, bool);

/// The names of a segment, with their concepts.
type Names = Vec<(Span, String)>;

fn rows(bitext: &Bitext<'_>) -> Vec<Row> {
    let texts = bitext.texts;
    let [source_names, target_names] = match bitext.names {
        Some(names) => names.of(texts),
        None => [vec![Vec::new(); texts.source.len()], vec![Vec::new(); texts.target.len()]],
    };
    let row = |bead: &Bead| {
        let sides = (&source_names[bead.source.clone()], &target_names[bead.target.clone()]);
        let side = |segments: &[&str], own: &[Names], other: &[Names]| {
            segments.iter().zip(own).map(|(text, names)| parts(text, names, other)).collect()
        };
        let percent = (bead.confidence * 100.).round().clamp(0., 100.) as usize;
        Row {
            numbers: format!("{}:{}", numbers(&bead.source), numbers(&bead.target)),
            source: side(&texts.source[bead.source.clone()], sides.0, sides.1),
            target: side(&texts.target[bead.target.clone()], sides.1, sides.0),
            confidence: format!("{:.2}", bead.confidence),
            look: look(bitext, bead, sides),
            bar: bar(&[("p", percent), ("t", 100 - percent)]),
        }
    };
    bitext.alignment.beads.iter().map(row).collect()
}

/// Why a bead is to be looked at: one text has nothing for it, it is not sure, or its sides name other things.
fn look(bitext: &Bitext<'_>, bead: &Bead, (source, target): (&[Names], &[Names])) -> &'static str {
    let lacks =
        |one: &[Names], other: &[Names]| one.iter().flatten().any(|(_, concept)| !has(other, concept));
    if bead.source.is_empty() || bead.target.is_empty() {
        "align.alone"
    } else if bitext.is_weak(bead) {
        "align.weak"
    } else if lacks(source, target) && lacks(target, source) {
        "align.names"
    } else {
        ""
    }
}

/// Whether a side of a bead names a concept.
fn has(names: &[Names], concept: &str) -> bool {
    names.iter().flatten().any(|(_, named)| named == concept)
}

/// A segment with its names apart.
fn parts(text: &str, names: &Names, other: &[Names]) -> Vec<Part> {
    let (mut out, mut done) = (Vec::new(), 0);
    for (span, concept) in names.iter().filter(|(span, _)| span.end <= text.len()) {
        if span.start < done {
            continue;
        }
        out.push(Part(plain(&text[done..span.start]), String::new(), false));
        out.push(Part(plain(span.of(text)), concept.clone(), !has(other, concept)));
        done = span.end;
    }
    out.push(Part(plain(&text[done..]), String::new(), false));
    out.retain(|part| !part.0.is_empty());
    out
}

/// Text with spaces for its control characters.
fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_and_say_whether_the_other_side_has_them() {
        let names = vec![(Span::new(3, 7), "a".to_owned())];
        let part = |text: &str, concept: &str, lacks| Part(text.into(), concept.into(), lacks);
        let wanted = |lacks| vec![part("à ", "", false), part("Bak<", "a", lacks), part(" x", "", false)];
        assert_eq!(parts("à Bak<\u{0}x", &names, std::slice::from_ref(&names)), wanted(false));
        assert_eq!(parts("à Bak<\u{0}x", &names, &[]), wanted(true));
    }
}
