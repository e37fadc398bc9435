//! Which blocks of a page are the article.

use std::collections::HashSet;

use super::outline::Piece;
#[cfg(feature = "article")]
use super::readable::readable_body;
use crate::document::{Block, BlockKind};

/// Pages larger than this (bytes), or with more blocks, are judged by their markup alone.
const LARGEST: usize = 8 << 20;
const MOST: usize = 0x1_0000;

/// The least text (bytes) that makes a body worth trusting.
const BODY: usize = 500;

/// The blocks of the article: the readable body that dom_smoothie finds, its title and lead, and what
/// stands as prose in an element that says it holds the article. When there is no such body, all blocks
/// but those that say they are none of it.
pub(super) fn choose(page: &str, pieces: Vec<Piece>, excessive: bool) -> Vec<Block> {
    let body = if excessive || page.len() > LARGEST || pieces.len() > MOST {
        HashSet::new()
    } else {
        readable_body(page, &pieces)
    };
    let length = |at: usize| pieces[at].block.run_text().len();
    let all: usize = (0..pieces.len()).filter(|&at| !pieces[at].around).map(length).sum();
    let in_body: usize = body.iter().map(|&at| length(at)).sum();
    let trusted = in_body >= BODY && in_body * 4 >= all;
    // An advert in the midst of the article is marked as such; an article all marked so is mismarked.
    let around: usize = body.iter().filter(|&&at| pieces[at].around).map(|&at| length(at)).sum();
    let mismarked = around * 2 > in_body;
    let keep = |(at, piece): (usize, &Piece)| {
        if trusted {
            body.contains(&at) && (mismarked || !piece.around) || is_prose(piece)
        } else {
            !piece.around
        }
    };
    let mut kept: Vec<bool> = pieces.iter().enumerate().map(keep).collect();
    keep_titles(&pieces, &mut kept);
    if !kept.contains(&true) {
        kept.fill(true);
    }
    pieces.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(piece, _)| piece.block).collect()
}

/// Without the feature that reads as people do, the markup alone tells the article.
#[cfg(not(feature = "article"))]
fn readable_body(_: &str, _: &[Piece]) -> HashSet<usize> {
    HashSet::new()
}

/// Prose in an element that says it holds the article: dom_smoothie leaves out short or listed text.
fn is_prose(piece: &Piece) -> bool {
    piece.in_article && !piece.around && piece.linked * 2 < piece.block.run_text().len()
}

/// Keeps the title of the page, its heading, and what stands between the heading and the body (the lead,
/// the byline, the caption of the first picture).
fn keep_titles(pieces: &[Piece], kept: &mut [bool]) {
    let Some(body) = kept.iter().position(|&kept| kept) else { return };
    let title = pieces.iter().position(|piece| piece.title);
    let title_text = title.map_or("", |at| pieces[at].block.run_text());
    let heading = pieces[..body].iter().rposition(|piece| piece.first_rank);
    if let Some(heading) = heading {
        for (piece, kept) in pieces.iter().zip(kept.iter_mut()).take(body).skip(heading) {
            *kept |= !piece.around && piece.linked * 2 < piece.block.run_text().len().max(1);
        }
        kept[heading] = true;
    }
    for (piece, kept) in pieces.iter().zip(kept.iter_mut()) {
        let heads = piece.block.kind == BlockKind::Heading && piece.first_rank;
        *kept |=
            piece.title || heads && !title_text.is_empty() && title_text.contains(piece.block.run_text());
    }
}
