use std::io::Write as _;

use super::super::{Outcome, terminal};
use crate::glossary;

/// Prints the JSON Schema of the glossary format.
pub(super) fn run() -> anyhow::Result<Outcome> {
    writeln!(terminal::data(), "{}", serde_json::to_string_pretty(&glossary::schema())?)?;
    Ok(Outcome::Clean)
}
