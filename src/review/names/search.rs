use crate::text::{fold, is_apostrophe, is_dash, is_hyphen};

/// A text as it is searched: accents, capitals, hyphens and apostrophes set aside.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        let c = if is_hyphen(c) || is_dash(c) || is_apostrophe(c) || c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_ignores_accents_hyphens_and_capitals() {
        assert_eq!(folded("Haut‑Karabakh, l’Ağdam"), "haut karabakh, l agdam");
        assert!(folded("ÉVLAKH").contains(&folded("evlakh")));
    }
}
