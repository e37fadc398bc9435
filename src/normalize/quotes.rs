//! Which stretches of a document are quotations.

use crate::{
    document::{BlockKind, Document},
    text::Span,
};

/// What becomes of names in quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Quotes {
    /// Nothing inside quotation marks changes: it is what somebody said or wrote.
    #[default]
    Keep,
    /// Quotations are treated like the rest.
    Rewrite,
}

/// How many blocks a quotation may run on for, before an opening mark counts as forgotten.
const LONGEST: usize = 12;
/// How long (bytes) these blocks may be together.
const LONGEST_TEXT: usize = 1 << 16;

/// The quotations of each block: « », “ ”, „ “ and \" \", from mark to mark, nested ones within the outer;
/// one that runs over several blocks, each opened anew or not; block quotes whole.
///
/// A mark left open at the end of a block counts to that end only when a later block closes it.
///
/// ```
/// use drogman::{document::Document, normalize::quotations};
/// let article = Document::from_text("a", "Il dit « non » et part.".into());
/// assert_eq!(quotations(&article)[0][0].of(article.text(0)), "« non »");
/// ```
pub fn quotations(document: &Document) -> Vec<Vec<Span>> {
    quotations_in_turn(document, &mut false)
}

/// As [`quotations`], of one passage of a document after the other; `open` tells whether a quotation runs on.
pub(super) fn quotations_in_turn(document: &Document, open: &mut bool) -> Vec<Vec<Span>> {
    (0..document.blocks.len())
        .map(|block| {
            let text = document.text(block);
            if document.blocks[block].kind == BlockKind::Quote {
                return vec![Span::new(0, text.len())];
            }
            let continued = *open && !text.trim_start().starts_with(['«', '“', '"']);
            let (spans, left_open) = scan(text, continued);
            *open = left_open && closes_later(document, block + 1);
            spans.into_iter().filter(|span| *open || span.end < text.len() || is_closing_end(text)).collect()
        })
        .collect()
}

fn is_closing_end(text: &str) -> bool {
    text.ends_with(['»', '”', '"', '“'])
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
        let reopened = text.trim_start().starts_with(['«', '“', '"']);
        let (_, left_open) = scan(text, !reopened);
        if !left_open {
            return text.contains(['»', '”', '"']);
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
    for (at, mark) in text.char_indices() {
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
            spans.push(Span::new(start, at + mark.len_utf8()));
        }
    }
    let left_open = !stack.is_empty();
    if left_open {
        spans.push(Span::new(start, text.len()));
    }
    (spans, left_open)
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
        quotations(&document)
            .iter()
            .enumerate()
            .map(|(block, spans)| spans.iter().map(|span| span.of(document.text(block)).to_owned()).collect())
            .collect()
    }

    #[test]
    fn marks_pair_up() {
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
