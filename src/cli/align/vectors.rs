//! Sentence vectors in files.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use crate::{
    align::Vectors,
    text::{MAX_STREAM, counted, read_file},
};

/// Reads the vectors of some segments: a row of 32-bit floats for each segment or, when the list of texts
/// stands beside the file, for each of its lines, in order (vecalign’s files).
///
/// # Errors
/// When a file cannot be read, its size does not fit, or a segment has no row.
pub(super) fn read(path: &Path, segments: &[&str]) -> anyhow::Result<Vectors> {
    let name = path.display();
    let bytes = read_file(path, MAX_STREAM).with_context(|| name.to_string())?;
    anyhow::ensure!(
        !bytes.starts_with(b"\x93NUMPY"),
        "{name}: a NumPy array with a head: write the bare floats, array.astype('float32').tofile(…)"
    );
    let list = list_beside(path);
    let lines: Option<String> = match &list {
        Some(list) => Some(fs::read_to_string(list).with_context(|| list.display().to_string())?),
        None => None,
    };
    let count = lines.as_ref().map_or(segments.len(), |text| text.lines().count());
    let row = bytes.len().checked_div(count).unwrap_or(0);
    anyhow::ensure!(
        row > 0 && row.is_multiple_of(4) && row * count == bytes.len(),
        "{name}: {} are no rows of 32-bit floats for {}{}",
        counted(bytes.len(), "byte"),
        counted(count, if list.is_some() { "line" } else { "segment" }),
        if list.is_some() { "" } else { " (is the input segmented the same way?)" }
    );
    let floats: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|quad| f32::from_le_bytes(*quad)).collect();
    let dimension = row / 4;
    anyhow::ensure!(floats.iter().all(|f| f.is_finite()), "{name}: not all numbers are finite");
    let Some(lines) = lines else { return Ok(Vectors::new(floats, dimension)) };
    let places: HashMap<String, usize> =
        lines.lines().enumerate().map(|(at, line)| (line.trim().to_owned(), at)).collect();
    let mut rows = Vec::with_capacity(segments.len() * dimension);
    for segment in segments {
        // vecalign writes PAD for an empty line.
        let text = if segment.trim().is_empty() { "PAD" } else { segment.trim() };
        match places.get(text) {
            Some(at) => rows.extend_from_slice(&floats[at * dimension..(at + 1) * dimension]),
            None if text == "PAD" => rows.resize(rows.len() + dimension, 0.0),
            None => anyhow::bail!("{name}: no line of its list is «{text}»"),
        }
    }
    Ok(Vectors::new(rows, dimension))
}

/// The list of texts of a file of vectors: its name without `.emb`, if there is such a file.
fn list_beside(path: &Path) -> Option<PathBuf> {
    let ending = path.extension()?.to_str()?;
    let list = path.with_extension("");
    (matches!(ending, "emb" | "embed" | "bin") && list.is_file()).then_some(list)
}
