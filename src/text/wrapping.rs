use super::{Span, is_dash, is_space_in_line};

/// How much of a text is looked at to tell whether it is hard-wrapped, in bytes.
pub const WRAPPING_SAMPLE: usize = 1 << 17;

/// The widths (in characters) that text is wrapped to.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=120;

/// Whether a plain text is hard-wrapped: its lines were broken inside sentences to fit a width.
///
/// That is so when nearly every line that another one follows is full (the next word would not have
/// fitted) and many go on in lower case. Poems, lists, mail headers, quoted mail and text with one
/// paragraph a line are not wrapped. Only the first [`WRAPPING_SAMPLE`] bytes are looked at.
///
/// ```
/// use drogman::text::is_hard_wrapped;
/// let wrapped = "Le portail bleu a grincé à huit heures trente\n\
///                précises, comme chaque matin depuis que les\n\
///                enfants sont rentrés dans la petite école du\n\
///                village.\n";
/// assert!(is_hard_wrapped(wrapped));
/// assert!(!is_hard_wrapped("Menu\nSe connecter\nUne école rouvre au Karabakh.\n"));
/// ```
pub fn is_hard_wrapped(text: &str) -> bool {
    let sample = sample(text);
    let Some(width) = width(sample) else { return false };
    let (mut pairs, mut full, mut running_on) = (0_usize, 0_usize, 0_usize);
    for (line, next) in pairs_of_lines(sample) {
        if starts_own_line(line) || starts_own_line(next) {
            continue;
        }
        pairs += 1;
        full += usize::from(is_full(line, next, width));
        running_on += usize::from(runs_on(line, next));
    }
    pairs >= 2 && full * 100 >= pairs * 60 && running_on * 100 >= pairs * 40
}

/// The width (in characters) that a hard-wrapped text is wrapped to, by its first [`WRAPPING_SAMPLE`] bytes;
/// `None` when its lines have no such width.
pub fn wrapped_width(text: &str) -> Option<usize> {
    width(sample(text))
}

/// The whole lines among the first [`WRAPPING_SAMPLE`] bytes of a text.
fn sample(text: &str) -> &str {
    let end = text.floor_char_boundary(WRAPPING_SAMPLE);
    match text[..end].rfind('\n') {
        Some(last) if end < text.len() => &text[..last],
        _ => &text[..end],
    }
}

/// The paragraphs of a hard-wrapped text, as spans of whole lines without the last line end.
///
/// A paragraph ends at an empty line, before an item of a list, a line of dialogue, a mail header or a
/// quoted line, and after a line that ends short although the next word would have fitted easily (the
/// line of a poem, an address, a signature).
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    paragraphs_of_width(text, wrapped_width(text))
}

/// The [`paragraphs`] of a stretch of a text that is wrapped to `width` ([`wrapped_width`]).
pub fn paragraphs_of_width(text: &str, width: Option<usize>) -> impl Iterator<Item = Span> {
    let mut lines = lines(text).peekable();
    std::iter::from_fn(move || {
        let mut open: Option<Span> = None;
        while let Some(span) = lines.next() {
            let line = span.of(text);
            if line.trim().is_empty() {
                if open.is_some() {
                    return open;
                }
                continue;
            }
            let start = open.map_or(span.start, |open| open.start);
            open = Some(Span::new(start, span.end));
            let next = lines.peek().map_or("", |next| next.of(text));
            if starts_own_line(next)
                || is_header(line)
                || width.is_some_and(|width| ends_short(line, next, width))
            {
                return open;
            }
        }
        open
    })
}

/// The width a text seems wrapped to: its widest line, unless that is no width of wrapped text.
fn width(text: &str) -> Option<usize> {
    let widest = lines(text).map(|span| span.of(text).trim_end().chars().count()).max()?;
    WIDTHS.contains(&widest).then_some(widest)
}

fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    })
}

fn pairs_of_lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut last = "";
    text.lines().filter_map(move |line| {
        let pair = (last, line);
        last = line;
        (!pair.0.trim().is_empty() && !pair.1.trim().is_empty()).then_some(pair)
    })
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    room(line, next, width) < 0
}

/// How many characters would have been left on `line` with the first word of `next`.
fn room(line: &str, next: &str, width: usize) -> isize {
    let word = next.split_whitespace().next().unwrap_or_default().chars().count();
    let used = line.trim_end().chars().count() + 1 + word;
    width.min(isize::MAX as usize).cast_signed().saturating_sub(used.cast_signed())
}

/// Whether the sentence of `line` goes on in `next`.
fn runs_on(line: &str, next: &str) -> bool {
    let ends = line.trim_end().ends_with(['.', '?', '!', '…', ':', '»', '”']);
    !ends && next.trim_start().starts_with(|c: char| c.is_lowercase() || c == '(' || c == '«')
}

/// A line that never continues the one before: an item, a line of dialogue, a header, a quoted line.
fn starts_own_line(line: &str) -> bool {
    let line = line.trim_start();
    let mark = |c: char| is_dash(c) || matches!(c, '•' | '*' | '►' | '▪' | '>' | '|' | '#' | '_' | '=');
    line.starts_with(mark) || is_header(line) || is_numbered(line)
}

/// `Subject: …`, `De : …`, `Envoyé le : …`: up to three capitalised or short words and a colon.
fn is_header(line: &str) -> bool {
    let Some((name, rest)) = line.split_once(':') else { return false };
    let name = name.trim();
    name.starts_with(char::is_uppercase)
        && name.len() <= 16
        && name.split(' ').count() <= 2
        && name.chars().all(|c| c.is_alphabetic() || c == '-' || c == ' ')
        && rest.starts_with(is_space_in_line)
}

/// `1. `, `2) `, `a) `.
fn is_numbered(line: &str) -> bool {
    let mark = line.split_whitespace().next().unwrap_or_default();
    let number = mark.trim_end_matches(['.', ')']);
    number.len() < mark.len()
        && (!number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
            || mark.ends_with(')') && number.len() == 1)
}

/// Whether `line` ends its paragraph by its length: there was room to spare for the next word, and the
/// next line could open a sentence.
fn ends_short(line: &str, next: &str, width: usize) -> bool {
    !next.trim().is_empty()
        && room(line, next, width) > (width / 8).max(6).cast_signed()
        && next.trim_start().starts_with(|c: char| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAPPED: &str = "Le directeur, M. Avanessian, a sorti sa calculette : il lui\n\
        faudrait sept mille litres de fioul et quatorze vitres pour que\n\
        les enfants puissent passer l'hiver. Le ministère, lui, renvoie\n\
        à son site.\n\nPersonne n'y répond, et la récréation dure dix minutes comme\n\
        autrefois.\n";

    #[test]
    fn wrapped_text_is_told() {
        assert!(is_hard_wrapped(WRAPPED));
        let spans: Vec<&str> = paragraphs(WRAPPED).map(|span| span.of(WRAPPED)).collect();
        assert_eq!(spans.len(), 2);
        assert!(spans[0].ends_with("à son site.") && spans[1].ends_with("autrefois."));
    }

    #[test]
    fn other_lines_are_kept() {
        let poem = "Mon père disait : un cordonnier\nNe part jamais pieds nus,\nMais la neige est tombée\n\
                    Sur la route de Chouchi\nEt les bottes attendent.\n";
        let list = "- le nom de l'officier ;\n- le registre du poste ;\n- des excuses à mes clients.\n";
        let mail = "From: Jane Aubier\nTo: Luc Perrin\nSubject: Goris\n\nBonjour Luc.\nMerci à toi.\n";
        let quoted = "> le barrage est fermé depuis ce matin et la route\n> est coupée, dit-on, \
                      jusqu'au soir de lundi pour\n> tous les camions.\n";
        for text in [poem, list, mail, quoted, "", "\n\n", "Une ligne.\n"] {
            assert!(!is_hard_wrapped(text), "{text}");
        }
    }

    #[test]
    fn headers_and_verses_stand_alone_in_a_wrapped_text() {
        let text = format!("De : Jeanne\nObjet : Goris\n\n{WRAPPED}\nLa neige\nSur la route\n");
        let spans: Vec<&str> = paragraphs(&text).map(|span| span.of(&text)).collect();
        assert_eq!(spans.len(), 6, "{spans:?}");
        assert_eq!((spans[0], spans[4], spans[5]), ("De : Jeanne", "La neige", "Sur la route"));
    }
}
