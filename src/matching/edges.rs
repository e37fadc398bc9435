//! What stands at the edges of a hit: hyphens, elisions, street words, what the format protects.

use unicode_normalization::char::is_combining_mark;

use crate::{
    language::{
        Language,
        names::{NameWords, is_domain_or_extension, is_elision},
    },
    text::{
        CharClass, Span, char_class, fold, is_apostrophe, is_hyphen, is_word_char, next_word, previous_word,
    },
};

/// What touches one end of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// Nothing that makes it part of something longer.
    Free,
    /// A hyphen joins it to the word that ends (on the left) or starts (on the right) at this byte.
    Hyphen(usize),
    /// It is part of a longer word.
    Blocked,
}

/// What touches the hit that starts at `start`. A mark without a letter of its own belongs to what is before it.
pub(super) fn left(text: &str, start: usize) -> Edge {
    let marked = text.as_bytes().get(start).is_some_and(|byte| !byte.is_ascii());
    if marked && text[start..].starts_with(is_combining_mark) {
        return Edge::Blocked;
    }
    if start == 0 || text.as_bytes()[start - 1] == b' ' {
        return Edge::Free;
    }
    let mut before = text[..start].char_indices().rev();
    let Some((at, c)) = before.next() else { return Edge::Free };
    match char_class(c) {
        CharClass::Word => Edge::Blocked,
        CharClass::Dash if is_hyphen(c) => match before.next() {
            Some((_, c)) if is_word_char(c) => Edge::Hyphen(at),
            _ => Edge::Free,
        },
        CharClass::Apostrophe => match previous_word(text, at).filter(|word| word.end == at) {
            Some(word) if !is_elision(&fold(word.of(text))) => Edge::Blocked,
            _ => Edge::Free,
        },
        _ => Edge::Free,
    }
}

/// What touches the hit that ends at `end`.
pub(super) fn right(text: &str, end: usize) -> Edge {
    if text.as_bytes().get(end).is_none_or(|&byte| byte == b' ') {
        return Edge::Free;
    }
    let mut after = text[end..].chars();
    let Some(c) = after.next() else { return Edge::Free };
    match char_class(c) {
        CharClass::Word => Edge::Blocked,
        CharClass::Dash if is_hyphen(c) => match after.next() {
            Some(next) if is_word_char(next) => Edge::Hyphen(end + c.len_utf8()),
            _ => Edge::Free,
        },
        _ => Edge::Free,
    }
}

/// Whether the word that ends at `end` is a prefix that leaves the name it is hyphened to what it is:
/// pro-, anti-, and before a people any form in -o (arméno-).
pub(super) fn is_prefix(text: &str, end: usize, demonym: bool, language: Language) -> bool {
    is_nth_prefix(text, end, demonym, language, 0)
}

/// How many prefixes one name may have.
const MOST_PREFIXES: usize = 4;

fn is_nth_prefix(text: &str, end: usize, demonym: bool, language: Language, nth: usize) -> bool {
    let Some(word) = previous_word(text, end).filter(|word| word.end == end) else { return false };
    let folded = fold(word.of(text));
    let known =
        NameWords::of(language).is_prefix(&folded) || (demonym && folded.len() > 3 && folded.ends_with('o'));
    known
        && match left(text, word.start) {
            Edge::Free => true,
            Edge::Hyphen(end) => nth < MOST_PREFIXES && is_nth_prefix(text, end, demonym, language, nth + 1),
            Edge::Blocked => false,
        }
}

/// Whether the word that starts at `start` may be hyphened to a name: -là, -based.
pub(super) fn is_suffix(text: &str, start: usize, language: Language) -> bool {
    let Some(word) = next_word(text, start).filter(|word| word.start == start) else { return false };
    let plain = !word.of(text).starts_with(char::is_uppercase);
    plain && NameWords::of(language).is_suffix(&fold(word.of(text))) && right(text, word.end) == Edge::Free
}

/// Whether a street word makes the hit part of the name of a street (N6).
pub fn in_street_name(text: &str, span: Span, language: Language) -> bool {
    let lists = NameWords::of(language);
    if language == Language::English {
        let Some(word) = next_word(text, span.end) else { return false };
        return is_spaces(&text[span.end..word.start])
            && word.of(text).starts_with(char::is_uppercase)
            && lists.odonym(&fold(word.of(text))).is_some();
    }
    let mut at = span.start;
    let mut over_preposition = false;
    for _ in 0..5 {
        let Some(word) = previous_word(text, at) else { return false };
        let gap = &text[word.end..at];
        if !lists.may_lead_to_street(word.of(text)) {
            return false;
        }
        let folded = fold(word.of(text));
        let elided = gap.chars().all(is_apostrophe);
        let after_stop = gap.starts_with('.') && is_spaces(&gap[1..]);
        if !is_spaces(gap) && !elided && !after_stop {
            return false;
        }
        if let Some(reaches) = lists.odonym(&folded) {
            let idiom = folded == "place"
                && previous_word(text, word.start)
                    .is_some_and(|w| matches!(&*fold(w.of(text)), "sur" | "en" | "de"));
            return !elided && (reaches || !over_preposition) && !idiom;
        }
        match &*folded {
            "de" | "du" | "des" | "la" => over_preposition = true,
            "d" | "l" if elided => over_preposition = true,
            // rue du président Aliev
            _ if lists.title(&folded).is_some() => {}
            _ => return false,
        }
        at = word.start;
    }
    false
}

/// Whether an article, contracted or not, stands right before `start`: du, au, le…
pub(super) fn follows_article(text: &str, start: usize) -> bool {
    previous_word(text, start).is_some_and(|word| {
        let gap = &text[word.end..start];
        let parted = is_spaces(gap) || gap.chars().all(is_apostrophe);
        parted && matches!(&*fold(word.of(text)), "du" | "au" | "aux" | "des" | "le" | "la" | "les" | "l")
    })
}

fn is_spaces(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// Whether the hit lies in a URL, a domain, an e-mail address, a hashtag, a handle or a file name (N4).
pub fn in_protected_place(text: &str, span: Span) -> bool {
    let bytes = text.as_bytes();
    let free = |byte: Option<&u8>| byte.is_none_or(|&byte| matches!(byte, b' ' | b'\n' | b','));
    let before = span.start.checked_sub(1).map(|at| &bytes[at]);
    let after = match bytes.get(span.end) {
        Some(b'.') => bytes.get(span.end + 1),
        other => other,
    };
    if free(before) && free(after) {
        return false;
    }
    let breaks = |c: char| c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”' | '"' | '<' | '>');
    let before = &text[..span.start];
    let start = before.char_indices().rev().take(LONGEST_TOKEN).find(|&(_, c)| breaks(c));
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    let after = text[span.end..].char_indices().take(LONGEST_TOKEN).find(|&(_, c)| breaks(c));
    let end = after.map_or(text.len(), |(at, _)| span.end + at);
    is_protected(&text[start..end], span.start - start, span.end - start)
}

/// How far from a hit the ends of its token are looked for (characters).
const LONGEST_TOKEN: usize = 2048;

/// Whether the bytes `from..to` of a token without spaces (but for those in the hit) are protected.
fn is_protected(token: &str, from: usize, to: usize) -> bool {
    let head = &token[..from];
    if head.contains("://") || starts_with_www(head.trim_start_matches(['(', '['])) {
        return true;
    }
    let joined = |c: char| is_word_char(c) || is_hyphen(c) || c == '.';
    let stem = head.trim_end_matches(joined);
    if stem.ends_with(['#', '@', '＃', '＠']) || head.contains('@') {
        return true;
    }
    let tail = &token[to..];
    let rest = tail.trim_start_matches(|c| joined(c) || c == '+');
    if let Some(host) = rest.strip_prefix('@') {
        return host.starts_with(is_word_char);
    }
    if tail.starts_with("://")
        || head.starts_with(['/', '~'])
        || head.contains('\\')
        || tail.starts_with('\\')
    {
        return true;
    }
    is_domain_or_file(token, from, to)
}

fn starts_with_www(token: &str) -> bool {
    token.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// Whether the dotted stretch around the hit ends in a known top-level domain or file extension.
fn is_domain_or_file(token: &str, from: usize, to: usize) -> bool {
    let part = |c: char| is_word_char(c) || is_hyphen(c) || c == '.';
    let stop = token[to..].find(|c| !part(c)).map_or(token.len(), |at| to + at);
    let stretch = token[to..stop].trim_end_matches('.');
    if let Some((_, label)) = stretch.rsplit_once('.') {
        return is_domain_or_extension(label);
    }
    // A path after the domain: armenpress.am/Artsakh
    let Some((host, _)) = token[..from].split_once('/') else { return false };
    host.rsplit_once('.').is_some_and(|(name, label)| !name.is_empty() && is_domain_or_extension(label))
}

/// The stretches between backticks.
pub(super) fn code_spans(text: &str) -> Vec<Span> {
    let ticks: Vec<usize> = memchr::memchr_iter(b'`', text.as_bytes()).collect();
    ticks.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1] + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protected(text: &str, name: &str) -> bool {
        let start = text.find(name).unwrap();
        in_protected_place(text, Span::new(start, start + name.len()))
    }

    #[test]
    fn addresses_and_files_are_protected() {
        for text in [
            "Voir https://www.example.org/Artsakh/x.html pour",
            "écrire à redaction.Artsakh@example.org.",
            "écrire à info@Artsakh.org",
            "suivre #Artsakh, @Artsakh_info",
            "#Artsakh2020",
            "sur Artsakh.am, on lit",
            "le fichier carte-Artsakh.pdf.",
            "le site armenpress.am/Artsakh",
            "www.Artsakh.fr",
            "dans /home/Artsakh/",
        ] {
            assert!(protected(text, "Artsakh"), "{text}");
        }
        for text in [
            "L'Artsakh.",
            "Haut-Karabakh/Artsakh",
            "«Artsakh»,",
            "(Artsakh)",
            "en Artsakh.Le président",
            "n°4:Artsakh;",
        ] {
            assert!(!protected(text, "Artsakh"), "{text}");
        }
    }

    #[test]
    fn streets() {
        let french = |text: &str| {
            let start = text.find("Aliev").unwrap();
            in_street_name(text, Span::new(start, start + 5), Language::French)
        };
        for text in [
            "rue Aliev",
            "avenue d'Aliev",
            "la place Aliev",
            "Boulevard de l'Aliev",
            "avenue du président Aliev",
            "quai Aliev",
            "bd. Aliev",
        ] {
            assert!(french(text), "{text}");
        }
        for text in ["la place d'Aliev", "dans la rue, Aliev", "sur place Aliev", "le quai de Aliev", "Aliev"]
        {
            assert!(!french(text), "{text}");
        }
    }
}
