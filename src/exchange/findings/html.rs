use std::io;

use super::{FindingFormat, FindingReport};
use crate::{check::Finding, markup::escape_html as escape, text::counted};

pub(super) const FORMAT: FindingFormat = FindingFormat {
    name: "html",
    about: "A page to read and print",
    is_for_people: false,
    report: |_| Box::<Html>::default(),
};

/// A page that stands alone: no script, no outside resource, everything escaped.
#[derive(Default)]
struct Html {
    path: Option<String>,
    count: usize,
}

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>drogman check</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin-top: 2rem; overflow-wrap: anywhere; }
li { margin: .8rem 0; }
blockquote { margin: .3rem 0; padding-left: .8rem; border-left: 3px solid #8888; overflow-wrap: anywhere; }
mark { background: none; text-decoration: underline wavy; font-weight: 600; color: inherit; }
.error mark { text-decoration-color: #c00; } .warning mark { text-decoration-color: #b70; }
.info mark { text-decoration-color: #07b; }
.rule { font-family: monospace; } .note { opacity: .8; }
@media (prefers-color-scheme: dark) { body { background: #181818; color: #eee; } }
</style>
</head>
<body>
<h1>drogman check</h1>
";

impl FindingReport for Html {
    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(HEAD.as_bytes())
    }

    fn finding(&mut self, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
        self.count += 1;
        if self.path.as_deref() != Some(finding.path.as_ref()) {
            if self.path.is_some() {
                out.write_all(b"</ul>\n")?;
            }
            writeln!(out, "<h2>{}</h2>\n<ul>", escape(&finding.path))?;
            self.path = Some(finding.path.to_string());
        }
        let (before, marked, after) = super::human::marked_line(finding);
        writeln!(
            out,
            "<li class=\"{}\">line {}, column {} · <span class=\"rule\">{}</span>: {}",
            finding.severity,
            finding.start.line,
            finding.start.column,
            finding.rule,
            escape(&finding.message)
        )?;
        writeln!(
            out,
            "<blockquote>{}{}<mark>{}</mark>{}{}</blockquote>",
            if finding.source_line.before > 0 { "…" } else { "" },
            escape(before),
            escape(marked),
            escape(after),
            if finding.source_line.goes_on { "…" } else { "" }
        )?;
        for note in &finding.notes {
            writeln!(out, "<div class=\"note\">{}</div>", escape(note))?;
        }
        out.write_all(b"</li>\n")
    }

    fn end(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        let closing = if self.path.is_some() { "</ul>\n" } else { "" };
        let count = match self.count {
            0 => "No findings.".to_owned(),
            count => format!("{}.", counted(count, "finding")),
        };
        write!(out, "{closing}<p>{count}</p>\n</body>\n</html>\n")
    }
}
