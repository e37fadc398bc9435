//! Which blocks of a page dom_smoothie takes for the article, as the reader view of a browser does.

use std::collections::HashSet;

use dom_smoothie::{Config, Readability, TextMode};

use super::outline::Piece;

/// Private-use characters that mark the blocks of a page, one for each.
const MARK: u32 = 0xF_0000;

/// The blocks that dom_smoothie keeps, told by a mark set before each.
pub(super) fn readable_body(page: &str, pieces: &[Piece]) -> HashSet<usize> {
    let mut marked = String::with_capacity(page.len() + 4 * pieces.len());
    let mut done = 0;
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.title) {
        let mark = u32::try_from(at).ok().and_then(|at| char::from_u32(MARK + at));
        marked.push_str(&page[done..piece.start]);
        marked.extend(mark);
        done = piece.start;
    }
    marked.push_str(&page[done..]);
    let config = Config { disable_json_ld: true, text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(marked, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(article) = article else { return HashSet::new() };
    let unmark =
        |c: char| u32::from(c).checked_sub(MARK).map(|at| at as usize).filter(|&at| at < pieces.len());
    article.text_content.chars().filter_map(unmark).collect()
}
