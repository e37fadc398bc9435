//! Places where nothing matches: addresses, handles, file names, code (N4), and what the format protects.

use super::{Block, HitInContext};
use crate::{
    language::names::is_domain_or_extension,
    text::{Span, is_hyphen, is_word_char},
};

/// How many protected spans may lie within one another.
const MAX_NESTED: usize = 16;

/// Drops what lies in a protected place.
pub(in crate::matching) fn drop_protected(block: Block<'_>, hits: &mut Vec<HitInContext<'_>>) {
    let code = code_spans(block.text);
    hits.retain(|hit| {
        let span = hit.found.span;
        !overlaps_one_of(block.protected, span)
            && !overlaps_one_of(&code, span)
            && !in_protected_place(block.text, span)
    });
}

/// Whether a span overlaps one of `spans`, which are sorted by their starts.
pub(super) fn overlaps_one_of(spans: &[Span], span: Span) -> bool {
    let next = spans.partition_point(|other| other.start < span.end);
    spans[..next].iter().rev().take(MAX_NESTED).any(|other| other.overlaps(span))
}

/// Whether the hit lies in a URL, a domain, an e-mail address, a hashtag, a handle or a file name (N4).
///
/// ```
/// use drogman::{matching::in_protected_place, text::Span};
/// let (address, sentence) = ("voir www.bakou.az ici", "voir que Bakou dort");
/// assert!(in_protected_place(address, Span::new(9, 14)));
/// assert!(!in_protected_place(sentence, Span::new(9, 14)));
/// ```
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
    let start = before.char_indices().rev().take(MAX_TOKEN_CHARS).find(|&(_, c)| breaks(c));
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    let after = text[span.end..].char_indices().take(MAX_TOKEN_CHARS).find(|&(_, c)| breaks(c));
    let end = after.map_or(text.len(), |(at, _)| span.end + at);
    is_protected(&text[start..end], span.start - start, span.end - start)
}

/// How far from a hit the ends of its token are looked for (characters).
const MAX_TOKEN_CHARS: usize = 2048;

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
fn code_spans(text: &str) -> Vec<Span> {
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
}
