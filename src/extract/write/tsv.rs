//! TSV: a form a line, best first: term, score, type, frequency, documents, head, known concept, best translation
//! and how often it stands for the term.

use super::cell;
use crate::extract::group::Candidate;

/// The candidates as TSV, no header. Every form that was found has a line, with the head it stands under, so
/// that no spelling is lost to a reader of the first column.
pub fn write(candidates: &[Candidate]) -> String {
    let mut lines: Vec<(f64, &str, String)> = Vec::new();
    for c in candidates {
        let known = c.known.as_ref().map_or("", |k| k.concept.as_str());
        let (translation, times) =
            c.translations.first().map_or(Default::default(), |t| (cell(&t.form), t.count.to_string()));
        for v in &c.variants {
            let line = format!(
                "{}\t{:.4}\t{}\t{}\t{}\t{}\t{}\t{translation}\t{times}\n",
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
