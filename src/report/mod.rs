//! Findings and sheets for people and machines: human, json, sarif, github, html.

mod sheet;

pub use sheet::summary;
