//! What the tables of every kind have in common.

/// What a column is called that holds statuses: `status` alone is the style `default`, of another style it says
/// which.
pub(super) fn status_heading(word: &str, style: &str) -> String {
    if style == "default" { word.to_owned() } else { format!("{word}:{style}") }
}
