//! TSV: a form a line, best first: term, score, type, frequency, documents, head, known concept. After them, when
//! translations were looked for, the best one and how often it stands for the term.

use super::CandidateFormat;
use crate::{
    exchange::{WriteError, cell},
    extract::Candidate,
};

/// Tab-separated values.
pub(super) struct Tsv;

impl CandidateFormat for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn write(&self, candidates: &[Candidate]) -> Result<Vec<u8>, WriteError> {
        Ok(text(candidates).into_bytes())
    }
}

/// The candidates as TSV, no header. Every form that was found has a line, with the head it stands under, so
/// that no spelling is lost to a reader of the first column.
fn text(candidates: &[Candidate]) -> String {
    let mut lines: Vec<(f64, &str, String)> = Vec::new();
    let translated = candidates.iter().any(|c| !c.translations.is_empty());
    for c in candidates {
        let known = c.known.as_ref().map_or("", |k| k.concept.as_str());
        let translation = match c.translations.first() {
            Some(best) => format!("\t{}\t{}", cell(&best.form), best.count),
            None => (if translated { "\t\t" } else { "" }).to_owned(),
        };
        for v in &c.variants {
            let line = format!(
                "{}\t{:.4}\t{}\t{}\t{}\t{}\t{}{translation}\n",
                cell(&v.form),
                v.score,
                c.kind.word(),
                v.count,
                v.documents,
                cell(&c.head),
                known
            );
            lines.push((v.score, &v.form, line));
        }
    }
    lines.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    lines.into_iter().map(|l| l.2).collect()
}
