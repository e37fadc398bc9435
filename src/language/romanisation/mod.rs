//! Romanisation: how names of other scripts are spelt in Latin letters, as tables a linguist can edit.
//!
//! The files say themselves where they come from. Lines that start with `#` are comments, fields are
//! separated by tabs.

/// Rough sounds of letter groups.
pub const SOUNDS: &str = include_str!("sounds.tsv");

/// The rows of a table, without comments and empty lines.
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}
