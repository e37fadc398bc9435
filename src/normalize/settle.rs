//! How a text is read so that rewriting its names once is enough.

use std::borrow::Cow;

use crate::document::{BlockEdit, Document};

/// What `work` makes of a document, and the document as it was read for it. `first` is what it makes of the document
/// as it is; `work` also tells the edits it is about to make.
///
/// Whether a plain text is hard-wrapped is guessed from the lengths of its lines, and edits change them: the text
/// could be read otherwise afterwards, with names that were not seen before. The guess is kept when it holds for the
/// text as it will be; else the other reading is taken, when that one holds; where none does, no edit is sure.
///
/// # Errors
/// Those of `work`.
pub(crate) fn settled<'d, T, E>(
    document: &'d Document,
    first: (T, Vec<BlockEdit>),
    mut work: impl FnMut(&Document) -> Result<(T, Vec<BlockEdit>), E>,
) -> Result<(Cow<'d, Document>, T), E> {
    let (done, edits) = first;
    if is_enough(document, &edits, &mut work)? {
        return Ok((Cow::Borrowed(document), done));
    }
    if let Some(other) = document.read_otherwise() {
        let (done, edits) = work(&other)?;
        if is_enough(&other, &edits, &mut work)? {
            return Ok((Cow::Owned(other), done));
        }
    }
    let doubtful = document.with_doubtful_lines();
    let (done, _) = work(&doubtful)?;
    Ok((Cow::Owned(doubtful), done))
}

/// Whether nothing is left to edit once `edits` are made.
fn is_enough<T, E>(
    document: &Document,
    edits: &[BlockEdit],
    work: &mut impl FnMut(&Document) -> Result<(T, Vec<BlockEdit>), E>,
) -> Result<bool, E> {
    if document.is_read_alike(edits) {
        return Ok(true);
    }
    let Some(again) = document.edited(edits) else { return Ok(true) };
    Ok(work(&again)?.1.is_empty())
}
