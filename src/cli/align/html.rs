//! Both sides beside each other, weak beads marked.

use std::io::Write;

use anyhow::Result;

use super::{names::Names, write::numbers};
use crate::{
    align::{Alignment, DocumentPair, Pair},
    report::escape_html,
    text::{Span, counted},
};

const STYLE: &str = "body{font:16px/1.5 Georgia,serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#222;\
background:#fff}table{border-collapse:collapse;width:100%}td,th{vertical-align:top;text-align:left;padding:.4rem .6rem;\
border-bottom:1px solid #ddd}td.n,th.n{color:#666;font-size:.8rem;white-space:nowrap}tr.weak td{background:#fff3cd}\
tr.alone td{background:#f4f4f4}mark{background:#d7ebff;color:inherit;border-radius:2px}tr.weak td.n::after{content:\" ?\"}p{margin:0 0 .3rem}.notice{padding:.6rem;\
background:#f8d7da}@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}td,th{border-color:#444}\
tr.weak td{background:#4a3f12}tr.alone td{background:#222}mark{background:#1f4468}.notice{background:#5a2329}}";

/// Writes one pair as a page.
pub(super) fn page(
    out: &mut (impl Write + ?Sized),
    pair: &DocumentPair,
    texts: &Pair,
    alignment: &Alignment,
    weak: f32,
    names: Option<&Names>,
) -> Result<()> {
    let [source_names, target_names] = match names {
        Some(names) => names.of(texts),
        None => [vec![Vec::new(); texts.source.len()], vec![Vec::new(); texts.target.len()]],
    };
    let (source, target) = (escape(&pair.source.name), escape(&pair.target.name));
    let (from, to) = (pair.source.language.unwrap_or("fr"), pair.target.language.unwrap_or("en"));
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
<title>{source} – {target}</title><style>{STYLE}</style></head><body>\n<h1>{source} – {target}</h1>"
    )?;
    let weak_beads = alignment.beads.iter().filter(|b| b.confidence < weak).count();
    writeln!(
        out,
        "<p>{}, {weak_beads} to review. Translation of each other: {:.0} %.</p>",
        counted(alignment.beads.len(), "bead"),
        alignment.score * 100.0
    )?;
    if !alignment.is_translation() {
        writeln!(
            out,
            "<p class=\"notice\">These documents do not look like translations of each other.</p>"
        )?;
    }
    writeln!(
        out,
        "<table><thead><tr><th class=\"n\" scope=\"col\">bead</th><th scope=\"col\">{from}</th>\
<th scope=\"col\">{to}</th><th class=\"n\" scope=\"col\">confidence</th></tr></thead><tbody>"
    )?;
    for bead in &alignment.beads {
        let alone = bead.source.is_empty() || bead.target.is_empty();
        let class = match (bead.confidence < weak, alone) {
            (true, _) => " class=\"weak\"",
            (_, true) => " class=\"alone\"",
            _ => "",
        };
        writeln!(
            out,
            "<tr{class}><td class=\"n\">{}:{}</td><td lang=\"{from}\">{}</td><td lang=\"{to}\">{}</td>\
<td class=\"n\">{:.2}</td></tr>",
            numbers(&bead.source),
            numbers(&bead.target),
            paragraphs(&texts.source[bead.source.clone()], &source_names[bead.source.clone()]),
            paragraphs(&texts.target[bead.target.clone()], &target_names[bead.target.clone()]),
            bead.confidence
        )?;
    }
    writeln!(out, "</tbody></table></body></html>")?;
    Ok(())
}

fn paragraphs(segments: &[&str], names: &[Vec<(Span, String)>]) -> String {
    segments.iter().zip(names).map(|(s, names)| format!("<p>{}</p>", marked(s, names))).collect()
}

/// A segment with its names marked; pointing at one tells the concept.
fn marked(text: &str, names: &[(Span, String)]) -> String {
    let (mut out, mut done) = (String::new(), 0);
    for (span, concept) in names.iter().filter(|(span, _)| span.end <= text.len()) {
        if span.start < done {
            continue;
        }
        out.push_str(&escape(&text[done..span.start]));
        out.push_str(&format!("<mark title=\"{}\">{}</mark>", escape(concept), escape(span.of(text))));
        done = span.end;
    }
    out + &escape(&text[done..])
}

/// Text that HTML takes as text, control characters as spaces.
fn escape(text: &str) -> String {
    escape_html(&text.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_is_text() {
        let names = [(crate::text::Span::new(3, 7), "a\"b".to_owned())];
        assert_eq!(super::marked("à Bak< x", &names), "à <mark title=\"a&quot;b\">Bak&lt;</mark> x");
        assert_eq!(super::escape("<b a='x'>&\"\u{0}"), "&lt;b a=&#39;x&#39;&gt;&amp;&quot; ");
    }
}
