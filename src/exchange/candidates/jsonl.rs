//! JSONL: a candidate a line.

use serde_json::json;

use super::CandidateFormat;
use crate::{exchange::WriteError, extract::Candidate};

/// JSON, a line for each candidate.
pub(super) struct Jsonl;

impl CandidateFormat for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn write(&self, candidates: &[Candidate]) -> Result<Vec<u8>, WriteError> {
        Ok(text(candidates).into_bytes())
    }
}

/// The candidates, one JSON object a line: `head, type, score, frequency, documents, variants` (`form, count,
/// documents, score`), `examples` (`document, text`), `expansion`, `known` (`concept, form, score, reason`),
/// `translations` (`form, score, count, examples` of `source, target`).
fn text(candidates: &[Candidate]) -> String {
    let mut out = String::new();
    for c in candidates {
        let variants: Vec<_> = c
            .variants
            .iter()
            .map(|v| json!({"form": v.form, "count": v.count, "documents": v.documents, "score": round(v.score)}))
            .collect();
        let examples: Vec<_> =
            c.examples.iter().map(|e| json!({"document": *e.document, "text": *e.text})).collect();
        let known = c.known.as_ref().map(|k| {
            json!({"concept": k.concept, "form": k.form, "score": round(f64::from(k.score)), "reason": k.reason})
        });
        let translations: Vec<_> = (c.translations.iter())
            .map(|t| {
                let examples: Vec<_> =
                    t.examples.iter().map(|(s, t)| json!({"source": s, "target": t})).collect();
                json!({"form": t.form, "score": round(f64::from(t.score)), "count": t.count, "examples": examples})
            })
            .collect();
        let line = json!({
            "head": c.head,
            "type": c.kind.word(),
            "score": round(c.score),
            "frequency": c.frequency,
            "documents": c.documents,
            "variants": variants,
            "examples": examples,
            "expansion": c.expansion,
            "known": known,
            "translations": translations,
        });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

fn round(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}
