use super::super::Outcome;

/// Prints the JSON Schema of the glossary format, or of `drogman.yaml`.
#[cfg(feature = "schema")]
pub(super) fn run(config: bool) -> anyhow::Result<Outcome> {
    use std::io::Write as _;

    let schema = if config { crate::project::config_schema() } else { crate::glossary::schema() };
    let schema = serde_json::to_string_pretty(&schema)?;
    writeln!(super::super::terminal::data(), "{schema}")?;
    Ok(Outcome::Clean)
}

#[cfg(not(feature = "schema"))]
pub(super) fn run(_: bool) -> anyhow::Result<Outcome> {
    anyhow::bail!(crate::text::built_without("schema"))
}
