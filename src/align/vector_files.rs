//! Sentence vectors in files.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::score::Vectors;
use crate::text::{MAX_STREAM, counted, read_file};

/// Why sentence vectors cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum VectorsError {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the file system said.
        source: io::Error,
    },
    /// The file is not what it should be.
    #[error("{path}: {message}")]
    Content {
        /// The file.
        path: String,
        /// What is wrong and what to do.
        message: String,
    },
}

impl Vectors {
    /// Reads the vectors of some segments: a row of 32-bit floats for each segment or, when the list of texts
    /// stands beside the file, for each of its lines, in order (vecalign’s files).
    ///
    /// # Errors
    /// When a file cannot be read, its size does not fit, or a segment has no row.
    pub fn read(path: &Path, segments: &[&str]) -> Result<Self, VectorsError> {
        let bytes = read_file(path, MAX_STREAM).map_err(|source| failed(path, source))?;
        let list = list_beside(path);
        let lines = match &list {
            Some(list) => Some(fs::read_to_string(list).map_err(|source| failed(list, source))?),
            None => None,
        };
        parse(&bytes, segments, lines.as_deref())
            .map_err(|message| VectorsError::Content { path: path.display().to_string(), message })
    }
}

fn failed(path: &Path, source: io::Error) -> VectorsError {
    VectorsError::Io { path: path.display().to_string(), source }
}

/// The vectors of some segments, from the bytes of a file; `list` has the texts that the rows stand for.
fn parse(bytes: &[u8], segments: &[&str], list: Option<&str>) -> Result<Vectors, String> {
    if bytes.starts_with(b"\x93NUMPY") {
        return Err(
            "a NumPy array with a head: write the bare floats, array.astype('float32').tofile(…)".into()
        );
    }
    let count = list.map_or(segments.len(), |text| text.lines().count());
    let row = bytes.len().checked_div(count).unwrap_or(0);
    if row == 0 || !row.is_multiple_of(4) || row * count != bytes.len() {
        return Err(format!(
            "{} are no rows of 32-bit floats for {}{}",
            counted(bytes.len(), "byte"),
            counted(count, if list.is_some() { "line" } else { "segment" }),
            if list.is_some() { "" } else { " (is the input segmented the same way?)" }
        ));
    }
    let floats: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|quad| f32::from_le_bytes(*quad)).collect();
    if !floats.iter().all(|f| f.is_finite()) {
        return Err("not all numbers are finite".into());
    }
    let dimension = row / 4;
    let Some(list) = list else { return Ok(Vectors::new(floats, dimension)) };
    let places: HashMap<&str, usize> = list.lines().enumerate().map(|(at, line)| (line.trim(), at)).collect();
    let mut rows = Vec::with_capacity(segments.len() * dimension);
    for segment in segments {
        // vecalign writes PAD for an empty line.
        let text = if segment.trim().is_empty() { "PAD" } else { segment.trim() };
        match places.get(text) {
            Some(at) => rows.extend_from_slice(&floats[at * dimension..(at + 1) * dimension]),
            None if text == "PAD" => rows.resize(rows.len() + dimension, 0.0),
            None => return Err(format!("no line of its list is «{text}»")),
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
