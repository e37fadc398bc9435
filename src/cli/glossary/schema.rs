use super::super::Outcome;

/// Prints the JSON Schema of the glossary format.
#[cfg(feature = "schema")]
pub(super) fn run() -> anyhow::Result<Outcome> {
    use std::io::Write as _;

    let schema = serde_json::to_string_pretty(&crate::glossary::schema())?;
    writeln!(super::super::terminal::data(), "{schema}")?;
    Ok(Outcome::Clean)
}

#[cfg(not(feature = "schema"))]
pub(super) fn run() -> anyhow::Result<Outcome> {
    anyhow::bail!(crate::text::built_without("schema"))
}
