//! Romanisation: how names of other scripts are spelt in Latin letters, as tables a linguist can edit.
//!
//! The files say themselves where they come from. Lines that start with `#` are comments, fields are
//! separated by tabs.

/// Rough sounds of letter groups.
pub const SOUNDS: &str = include_str!("sounds.tsv");

/// The rows of a table, without comments and empty lines.
///
/// ```
/// use drogman::language::romanisation::rows;
/// let table: Vec<_> = rows("# from\tto\nch\tsh\n").collect();
/// assert_eq!(table, [["ch", "sh"]]);
/// ```
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// Endings of men's and women's names.
pub const GENDER: &str = include_str!("gender.tsv");
/// Words of a full name that may be left out.
pub const PARTICLES: &str = include_str!("particles.txt");
/// Endings of patronymics.
pub const PATRONYMICS: &str = include_str!("patronymics.txt");
/// Letter correspondences and their costs.
pub const LETTERS: &str = include_str!("letters.tsv");
/// Weights of the features of a comparison.
pub const WEIGHTS: &str = include_str!("weights.tsv");
/// Letters that tell one romanisation from another.
pub const MARKERS: &str = include_str!("markers.txt");
/// Endings that make an adjective of a place.
pub const ADJECTIVES: &str = include_str!("adjectives.txt");
/// Words of place names that are translated or left out.
pub const GENERICS: &str = include_str!("generics.tsv");
