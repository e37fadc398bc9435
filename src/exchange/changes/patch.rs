//! A patch that `git apply` takes.

use std::path::{Component, Path};

use super::preview::phrase_of;
use crate::{
    document::RewriteError,
    normalize::{Applicability, unified_diff},
    session::Normalized,
    text::visible,
};

/// Why there is no patch of a document.
#[derive(Debug, thiserror::Error)]
pub enum PatchError {
    /// It cannot be rewritten.
    #[error(transparent)]
    Rewrite(#[from] RewriteError),
    /// Its file is no text.
    #[error("a patch cannot hold this kind of file; use --write or -o")]
    Binary,
}

/// The patch of a document whose file is called `name`, after the edits that are not sure as comments; with `unsure`
/// those are made, too. Nothing when nothing changes.
///
/// # Errors
/// When the document cannot be rewritten, or its file is no text.
pub fn changes_patch(name: &str, normalized: &Normalized<'_>, unsure: bool) -> Result<Vec<u8>, PatchError> {
    let Normalized { document, changes, edits } = normalized;
    let mut comments = String::new();
    let fixes = changes.iter().filter_map(|change| Some((change, change.fix.as_ref()?)));
    let left = fixes.filter(|(_, fix)| !unsure && fix.applicability == Applicability::Unsure);
    for (change, fix) in left {
        let at = document.locate(change.block, change.span.start);
        let (before, after) = phrase_of(document, change.block, &fix.edits);
        let why = fix.doubt.map_or_else(String::new, |doubt| format!(" ({doubt})"));
        let name = visible(name);
        comments += &format!("# unsure: {name}:{}:{}: {before} -> {after}{why}\n", at.line, at.column);
    }
    let mut patch = comments.into_bytes();
    if edits.is_empty() {
        return Ok(patch);
    }
    let old = document.rewrite(&[])?;
    let new = normalized.bytes()?;
    if old.contains(&0) {
        return Err(PatchError::Binary);
    }
    patch.extend(unified_diff(&patch_name(name), &old, &new));
    Ok(patch)
}

/// The name of a file in a patch: relative to the current folder, with forward slashes.
fn patch_name(name: &str) -> String {
    let path = Path::new(name);
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    let parts: Vec<String> = path
        .components()
        .filter(|part| !matches!(part, Component::CurDir | Component::RootDir | Component::Prefix(_)))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}
