//! Acronyms and what they stand for: «l'Agence France-Presse (AFP)», «OSCE (Organisation pour la …)»,
//! «hypertension artérielle (HTA)».

use crate::text::{Token, TokenKind, is_apostrophe, is_hyphen};

/// The pairs of acronym and expansion in a segment, as written there.
pub(crate) fn pairs<'t>(text: &'t str, tokens: &[Token]) -> Vec<(&'t str, &'t str)> {
    let mut out = Vec::new();
    let mut close = 0;
    for at in 1..tokens.len() {
        if tokens[at].text(text) != "(" {
            continue;
        }
        // One mark closes all brackets opened before it: it is looked for once.
        if close < at {
            let Some(next) = tokens[at..].iter().position(|t| t.text(text) == ")") else { break };
            close = at + next;
        }
        let inside = &tokens[at + 1..close];
        if let [one] = inside {
            let acronym = one.text(text);
            if is_acronym(acronym) {
                let left = &tokens[..at];
                if let Some(start) = expansion(text, left, acronym).or_else(|| inner(text, left, acronym)) {
                    out.push((acronym, &text[tokens[start].span.start..tokens[at - 1].span.end]));
                }
            }
        } else if is_acronym(tokens[at - 1].text(text)) && inside.len() > 1 {
            let acronym = tokens[at - 1].text(text);
            if expansion(text, inside, acronym) == Some(0) {
                out.push((acronym, &text[inside[0].span.start..inside[inside.len() - 1].span.end]));
            }
        }
    }
    out
}

/// Whether a token looks like an acronym: two to ten letters, mostly capitals.
///
/// ```
/// use drogman::extract::is_acronym;
/// assert!(is_acronym("OSCE") && !is_acronym("Bakou"));
/// ```
pub fn is_acronym(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = token.chars().filter(|c| c.is_uppercase()).count();
    token.starts_with(char::is_uppercase)
        && (2..=10).contains(&letters)
        && capitals >= 2
        && capitals * 2 >= letters
        && !token.contains(' ')
}

/// Where in `words` the expansion of `acronym` that ends them starts: its letters are initials of the words,
/// little words may be skipped.
fn expansion(text: &str, words: &[Token], acronym: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).map(plain_letter).collect();
    let mut left = letters.len();
    let mut start = None;
    for (at, token) in words.iter().enumerate().rev().take(letters.len() * 3 + 2) {
        if token.kind == TokenKind::Mark {
            break;
        }
        let word = token.text(text);
        let mut matched = false;
        // «France-Presse» gives two letters.
        for part in word.rsplit(is_hyphen) {
            let initial = part.chars().next().map(plain_letter);
            if left > 0 && initial == Some(letters[left - 1]) {
                left -= 1;
                matched = true;
            } else if word.chars().count() > 4 && !word.ends_with(is_apostrophe) {
                matched = false;
                break;
            }
        }
        if left == 0 {
            start = Some(at);
            break;
        }
        if !matched && word.chars().count() > 4 {
            return None;
        }
    }
    start
}

/// As [`expansion`], for acronyms that take letters from inside the words: «hypertension artérielle (HTA)». The letters
/// are looked for from the last to the first, the first must open a word (Schwartz and Hearst 2003); here every word
/// of weight must give one, and two letters are too few to tell.
fn inner(text: &str, words: &[Token], acronym: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).map(plain_letter).collect();
    let mut left = letters.len();
    for (at, token) in words.iter().enumerate().rev().take(letters.len() * 2) {
        let word = token.text(text);
        if token.kind != TokenKind::Word || left < 1 || letters.len() < 3 {
            return None;
        }
        let found: Vec<char> = word.chars().map(plain_letter).collect();
        let little = found.len() <= 3 || word.ends_with(is_apostrophe);
        let mut end = found.len();
        let mut taken = 0;
        while left > taken
            && let Some(here) = found[..end].iter().rposition(|c| *c == letters[left - 1 - taken])
        {
            (end, taken) = (here, taken + 1);
        }
        // What a word gives starts with its first letter.
        if taken > 0 && end == 0 {
            left -= taken;
        } else if !little {
            return None;
        }
        if left == 0 {
            return Some(at);
        }
    }
    None
}

fn plain_letter(c: char) -> char {
    let c = c.to_lowercase().next().unwrap_or(c);
    match c {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'à' | 'â' => 'a',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'ç' => 'c',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokeniser::tokenise;
    use super::*;

    #[test]
    fn both_orders() {
        let text = "L’Organisation des Nations unies (ONU) vote.";
        assert_eq!(pairs(text, &tokenise(text)), [("ONU", "Organisation des Nations unies")]);
        let text = "selon l'Agence France-Presse (AFP) et la CPI (Cour pénale internationale)";
        let found = pairs(text, &tokenise(text));
        assert_eq!(found, [("AFP", "Agence France-Presse"), ("CPI", "Cour pénale internationale")]);
        let text = "l'Organisation pour la sécurité et la coopération en Europe (OSCE)";
        assert_eq!(
            pairs(text, &tokenise(text))[0].1,
            "Organisation pour la sécurité et la coopération en Europe"
        );
        for text in ["un homme arrivé hier (AFP)", "un traitement (HTA)"] {
            assert!(pairs(text, &tokenise(text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn letters_from_inside_the_words() {
        let expansion = |text: &'static str| pairs(text, &tokenise(text)).first().map(|p| p.1);
        let text = "elle souffre d'une hypertension artérielle (HTA)";
        assert_eq!(expansion(text), Some("hypertension artérielle"));
        assert_eq!(expansion("la cardiomyopathie dilatée (CMD)"), Some("cardiomyopathie dilatée"));
        assert_eq!(expansion("hémoglobine glyquée du patient (HGP)"), Some("hémoglobine glyquée du patient"));
        assert_eq!(expansion("la maladie de Parkinson avancée (MPA)"), Some("maladie de Parkinson avancée"));
        assert_eq!(expansion("dans le tableau ci-dessus (ABC)"), None);
    }
}
