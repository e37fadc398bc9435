use super::super::Outcome;
use crate::glossary;

/// Prints the JSON Schema of the glossary format.
pub(super) fn run() -> anyhow::Result<Outcome> {
    anstream::println!("{}", serde_json::to_string_pretty(&glossary::schema())?);
    Ok(Outcome::Clean)
}
