//! Findings and sheets for people and machines: human, json, sarif, github, html.

mod escape;
mod findings;
mod sheet;

pub use escape::escape_html;
pub use findings::{FindingFormat, FindingReport, finding_report};
pub use sheet::summary;
