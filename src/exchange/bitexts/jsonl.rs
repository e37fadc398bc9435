//! Beads as JSON lines.

use std::io;

use serde::Serialize;

use super::{Bitext, BitextFormat};
use crate::align::Bead;

/// One bead a line as a JSON object.
pub(super) struct Jsonl;

impl BitextFormat for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn about(&self) -> &'static str {
        "One bead a line, as JSON"
    }

    fn write(&self, bitext: &Bitext<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        for bead in &bitext.alignment.beads {
            serde_json::to_writer(&mut *out, &Line::of(bitext, bead))?;
            writeln!(out)?;
        }
        Ok(())
    }
}

/// One bead.
#[derive(Serialize)]
struct Line<'a> {
    source_path: &'a str,
    target_path: &'a str,
    source: Vec<usize>,
    target: Vec<usize>,
    confidence: f32,
    weak: bool,
    source_text: String,
    target_text: String,
}

impl<'a> Line<'a> {
    fn of(bitext: &Bitext<'a>, bead: &Bead) -> Self {
        let (source_text, target_text) = bitext.sides(bead);
        Self {
            source_path: bitext.source.name,
            target_path: bitext.target.name,
            source: bead.source.clone().collect(),
            target: bead.target.clone().collect(),
            confidence: (bead.confidence * 1000.0).round() / 1000.0,
            weak: bitext.is_weak(bead),
            source_text,
            target_text,
        }
    }
}
