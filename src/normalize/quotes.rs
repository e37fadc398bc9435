//! Which stretches of a document are quotations.

use std::{fmt, str::FromStr};

use crate::{
    document::{BlockKind, Document},
    text::Span,
};

/// What becomes of names in quotations.
///
/// ```
/// use drogman::normalize::Quotes;
/// assert_eq!("rewrite".parse(), Ok(Quotes::Rewrite));
/// assert_eq!(Quotes::ALL.map(Quotes::name), ["keep", "rewrite"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quotes {
    /// Nothing inside quotation marks changes: it is what somebody said or wrote.
    #[default]
    Keep,
    /// Quotations are treated like the rest.
    Rewrite,
}

/// A word that is not the name of a [`Quotes`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown treatment of quotations «{0}»: write keep or rewrite")]
pub struct UnknownQuotes(String);

impl Quotes {
    /// Every treatment.
    pub const ALL: [Self; 2] = [Self::Keep, Self::Rewrite];

    /// The word used in options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Rewrite => "rewrite",
        }
    }

    /// What it does, in one sentence.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Keep => "Nothing inside quotation marks changes: it is what somebody said or wrote",
            Self::Rewrite => "Quotations are treated like the rest",
        }
    }
}

impl fmt::Display for Quotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Quotes {
    type Err = UnknownQuotes;

    fn from_str(name: &str) -> Result<Self, UnknownQuotes> {
        let found = Self::ALL.into_iter().find(|quotes| quotes.name() == name);
        found.ok_or_else(|| UnknownQuotes(name.to_owned()))
    }
}

/// How many blocks a quotation may run on for, before an opening mark counts as forgotten.
const LONGEST: usize = 12;
/// How long (bytes) these blocks may be together.
const LONGEST_TEXT: usize = 1 << 16;

/// The quotations of each block: « », << >>, “ ”, „ “ and \" \", from mark to mark, nested ones within the outer;
/// one that runs over several blocks, each opened anew or not; block quotes whole.
///
/// A mark left open at the end of a block counts to that end only when a later block closes it. `open` tells whether
/// a quotation runs on from the passage before, and then whether one runs on into the next.
pub(super) fn quotations_after(document: &Document, open: &mut bool) -> Vec<Vec<Span>> {
    (0..document.blocks.len())
        .map(|block| {
            let text = document.text(block);
            if document.blocks[block].kind == BlockKind::Quote {
                return vec![Span::new(0, text.len())];
            }
            let continued = *open && !opens(text);
            let (spans, left_open) = scan(text, continued);
            *open = left_open && closes_later(document, block + 1);
            spans.into_iter().filter(|span| *open || span.end < text.len() || is_closing_end(text)).collect()
        })
        .collect()
}

fn is_closing_end(text: &str) -> bool {
    text.ends_with(['»', '”', '"', '“']) || text.ends_with(">>")
}

/// Whether a text starts with a mark that opens a quotation.
fn opens(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with(['«', '“', '„', '"']) || start.starts_with("<<")
}

/// Whether one of the next blocks closes a quotation before it opens another without closing it.
fn closes_later(document: &Document, from: usize) -> bool {
    let own = (from..document.blocks.len()).map(|block| document.text(block));
    let mut len = 0;
    for text in own.chain(document.ahead().iter().map(String::as_str)).take(LONGEST) {
        len += text.len();
        if len > LONGEST_TEXT {
            return false;
        }
        let (_, left_open) = scan(text, !opens(text));
        if !left_open {
            return text.contains(['»', '”', '“', '"']) || text.contains(">>");
        }
    }
    false
}

/// The quotations of one text, and whether the last one is still open at its end.
fn scan(text: &str, continued: bool) -> (Vec<Span>, bool) {
    let mut spans = Vec::new();
    let mut stack: Vec<char> = Vec::new();
    // How many of each mark are on the stack: what closes nothing is not looked for in all of it.
    let mut open = [0_usize; 5];
    if continued {
        stack.push('?');
        open[place('?')] = 1;
    }
    let mut start = 0;
    for (at, mark, len) in marks(text) {
        let closes = match mark {
            '«' | '„' => false,
            '»' | '”' => true,
            '“' => stack.last() == Some(&'„'),
            '"' => open[place('"')] > 0 || stack.last() == Some(&'?'),
            _ => continue,
        };
        if !closes {
            if stack.is_empty() {
                start = at;
            }
            stack.push(mark);
            open[place(mark)] += 1;
            continue;
        }
        let opener = match mark {
            '»' => '«',
            '"' => '"',
            _ => '“',
        };
        let low = if mark == '»' { 0 } else { open[place('„')] };
        if open[place(opener)] + open[place('?')] + low == 0 {
            continue;
        }
        let depth =
            stack.iter().rposition(|open| *open == opener || *open == '?' || (mark != '»' && *open == '„'));
        let Some(depth) = depth else { continue };
        stack.drain(depth..).for_each(|mark| open[place(mark)] -= 1);
        if stack.is_empty() {
            spans.push(Span::new(start, at + len));
        }
    }
    let left_open = !stack.is_empty();
    if left_open {
        spans.push(Span::new(start, text.len()));
    }
    (spans, left_open)
}

/// The quotation marks of a text in order, and other signs that start alike: the place of each, the mark, its length
/// (bytes).
fn marks(text: &str) -> impl Iterator<Item = (usize, char, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // A mark is one of three ASCII signs, or begins with one of two bytes.
        at += bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'<' | b'>' | 0xC2 | 0xE2))?;
        let start = at;
        let mark = text[start..].chars().next()?;
        let (mark, len) = match mark {
            '<' | '>' => doubled(&text[start..]).unwrap_or((mark, 1)),
            _ => (mark, mark.len_utf8()),
        };
        at += len;
        Some((start, mark, len))
    })
}

/// The quotation mark that a text starts with, written as two signs of less or greater, and its length.
fn doubled(text: &str) -> Option<(char, usize)> {
    match text.as_bytes() {
        [b'<', b'<', b'<', ..] | [b'>', b'>', b'>', ..] => None,
        [b'<', b'<', ..] => Some(('«', 2)),
        [b'>', b'>', ..] => Some(('»', 2)),
        _ => None,
    }
}

/// The place of an opening mark among those that are counted.
fn place(mark: char) -> usize {
    match mark {
        '«' => 0,
        '“' => 1,
        '„' => 2,
        '"' => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<Vec<String>> {
        let document = Document::from_text("a", text.to_owned());
        quotations_after(&document, &mut false)
            .iter()
            .enumerate()
            .map(|(block, spans)| spans.iter().map(|span| span.of(document.text(block)).to_owned()).collect())
            .collect()
    }

    #[test]
    fn marks_pair_up() {
        assert_eq!(quoted("<< A “b” c >>, „d“, “e”; a <= b >= c."), [["<< A “b” c >>", "„d“", "“e”"]]);
        assert_eq!(quoted("« A “b” c », dit-il, \"d\"."), [["« A “b” c »", "\"d\""]]);
        assert_eq!(quoted("L’écran de 5\" est petit."), [Vec::<String>::new()]);
    }

    #[test]
    fn quotations_run_over_blocks() {
        assert_eq!(
            quoted("Il dit : « Un.\nDeux.\nTrois », puis « quatre »."),
            [vec!["« Un."], vec!["Deux."], vec!["Trois »", "« quatre »"]]
        );
        assert_eq!(quoted("Il dit : « Un.\n« Deux. »\nTrois."), [vec!["« Un."], vec!["« Deux. »"], vec![]]);
        assert_eq!(quoted("Il dit : « oublié.\nDeux.\nTrois."), [Vec::<String>::new(), vec![], vec![]]);
    }
}
