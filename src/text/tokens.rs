//! The tokeniser: text into words, numbers, marks and addresses.
//!
//! How words are cut depends on what they are compared with, so it is told by [`TokenOptions`]; what a word character,
//! an apostrophe, a hyphen is does not, and is told by the classes of characters.

use super::{
    Span, cluster_end, is_apostrophe, is_combining_mark, is_hyphen, is_ignorable, is_note_mark, is_word_char,
    words::{end_of_word, trimmed},
};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Starts with a letter.
    Word,
    /// Starts with a digit.
    Number,
    /// One mark as people see it (an emoji with its modifiers too), or a run of full stops.
    Mark,
    /// A web or e-mail address, a handle, a hashtag.
    Address,
}

/// A token: where it stands in the text it was cut from, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The token as written in `text`, the text it was cut from.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// Which marks become tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// None: words and numbers alone are told.
    Dropped,
    /// Every one.
    Each,
    /// Every one, but full stops in a row together.
    StopsTogether,
}

/// What a hyphen between two word characters does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyphens {
    /// It parts two words.
    Part,
    /// It joins them into one.
    Join,
    /// It joins them, except for one of these words at the end, which is a token of its own with its hyphen (*-il* in
    /// *dit-il*, *-t-il* in *a-t-il*).
    JoinBut(&'static [&'static str]),
}

/// How a text is cut.
#[derive(Clone, Copy, Debug)]
pub struct TokenOptions {
    /// Which marks become tokens.
    pub marks: Marks,
    /// What a hyphen between two word characters does.
    pub hyphens: Hyphens,
    /// The elided words (in lower case), which are tokens of their own with their apostrophe (*l’*), while any other
    /// apostrophe before a letter joins (*aujourd’hui*); `None`: apostrophes part words and belong to none.
    pub elided: Option<&'static [&'static str]>,
    /// Whether addresses, initials with their stops (*U.R.S.S.*), separators in numbers (*1.250,5*), *R&D* and *m²*
    /// stay in one piece.
    pub compounds: bool,
}

impl TokenOptions {
    /// Words and numbers, parted at every hyphen, apostrophe and mark.
    pub const WORDS: Self =
        Self { marks: Marks::Dropped, hyphens: Hyphens::Part, elided: None, compounds: false };

    /// As [`WORDS`](Self::WORDS), and every mark.
    pub const WORDS_AND_MARKS: Self = Self { marks: Marks::Each, ..Self::WORDS };

    /// As [`WORDS`](Self::WORDS), but for hyphens, which join.
    pub const HYPHENATED_WORDS: Self = Self { hyphens: Hyphens::Join, ..Self::WORDS };

    const fn parts_at_every_mark(&self) -> bool {
        matches!(self.hyphens, Hyphens::Part) && self.elided.is_none() && !self.compounds
    }

    /// Whether `c` may stand in a word, ignorable characters aside.
    fn is_word_char(&self, c: char) -> bool {
        is_word_char(c) || self.compounds && is_note_mark(c)
    }
}

/// The tokens of a text, in order; white space and characters without width between them fall away. Total: any text
/// is cut.
///
/// ```
/// use drogman::text::{TokenOptions, tokens};
/// let cut = |text, options| -> Vec<&str> { tokens(text, options).map(|token| token.text(text)).collect() };
/// assert_eq!(cut("l’Artsakh, Haut-Karabakh", TokenOptions::WORDS), ["l", "Artsakh", "Haut", "Karabakh"]);
/// assert_eq!(cut("Haut-Karabakh !", TokenOptions::HYPHENATED_WORDS), ["Haut-Karabakh"]);
/// assert_eq!(cut("Été\u{301} 👩🏽‍🚒!", TokenOptions::WORDS_AND_MARKS), ["Été\u{301}", "👩🏽‍🚒", "!"]);
/// ```
pub fn tokens(text: &str, options: TokenOptions) -> Tokens<'_> {
    Tokens { text, at: 0, options, rest: None }
}

/// The words of a text, in order: [`tokens`] with [`TokenOptions::WORDS`].
///
/// ```
/// use drogman::text::words;
/// let text = "l’Artsakh, 30 ans";
/// let found: Vec<&str> = words(text).map(|span| span.of(text)).collect();
/// assert_eq!(found, ["l", "Artsakh", "30", "ans"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Span> + Clone + '_ {
    tokens(text, TokenOptions::WORDS).map(|token| token.span)
}

/// The token that starts at the byte `at`, where a word starts.
pub fn token_at(text: &str, at: usize, options: TokenOptions) -> Option<Token> {
    Tokens { text, at, options, rest: None }.next()
}

/// See [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    options: TokenOptions,
    /// What hangs on the token given last.
    rest: Option<Token>,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if self.rest.is_some() {
            return self.rest.take();
        }
        while self.at < self.text.len() {
            let start = self.at;
            if let Some(end) = plain_word(self.text.as_bytes(), start) {
                self.at = end;
                return Some(Token { span: Span::new(start, end), kind: TokenKind::Word });
            }
            let c = self.text[start..].chars().next()?;
            let is_mark = c == '_' && self.options.marks != Marks::Dropped;
            if c.is_whitespace() || is_ignorable(c) {
                self.at += c.len_utf8();
            } else if self.options.is_word_char(c) && !is_mark {
                return Some(self.word(start));
            } else {
                let mark = self.mark(start, c);
                self.at = mark.span.end;
                if self.options.marks != Marks::Dropped {
                    return Some(mark);
                }
            }
        }
        None
    }
}

impl Tokens<'_> {
    /// The word or number that starts at `start`.
    fn word(&mut self, start: usize) -> Token {
        let text = self.text;
        if self.options.compounds
            && let Some(end) = address(text, start)
        {
            self.at = end;
            return Token { span: Span::new(start, end), kind: TokenKind::Address };
        }
        let kind =
            if text[start..].starts_with(char::is_numeric) { TokenKind::Number } else { TokenKind::Word };
        if self.options.parts_at_every_mark() {
            self.at = end_of_word(text, start);
            return Token { span: trimmed(text, Span::new(start, self.at)), kind };
        }
        let (end, hyphenated) = self.joined_end(start, kind == TokenKind::Number);
        self.at = end;
        if hyphenated
            && let Hyphens::JoinBut(hung) = self.options.hyphens
            && let Some(cut) = hung_at(&text[start..end], hung)
        {
            self.rest = Some(Token { span: Span::new(start + cut, end), kind });
            return Token { span: Span::new(start, start + cut), kind };
        }
        Token { span: Span::new(start, end), kind }
    }

    /// The end of the word (or number) that starts at `start`, over what joins, and whether a hyphen is in it.
    fn joined_end(&self, start: usize, number: bool) -> (usize, bool) {
        let (text, options) = (self.text, &self.options);
        let (mut end, mut hyphen) = (start, false);
        let mut chars = text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let here = start + offset;
            let next = chars.peek().map(|&(_, c)| c);
            if is_ignorable(c) {
                continue;
            } else if options.is_word_char(c) {
                end = here + c.len_utf8();
            } else if is_hyphen(c) && options.hyphens != Hyphens::Part && next.is_some_and(is_word_char) {
                hyphen = true;
            } else if is_apostrophe(c)
                && !number
                && let Some(elided) = options.elided
            {
                if elided.contains(&text[start..here].to_lowercase().as_str()) {
                    return (here + c.len_utf8(), false);
                }
                if !next.is_some_and(char::is_alphabetic) {
                    break;
                }
            } else if options.compounds && joins_compound(c, number, next) {
                // 1.250 and R&D go on.
            } else if options.compounds && c == '.' && !number && is_initial(&text[start..here]) {
                end = here + 1;
                if !next.is_some_and(char::is_uppercase) {
                    break;
                }
            } else {
                break;
            }
        }
        (end, hyphen)
    }

    /// The mark `c` at `start`, a run of full stops, or a handle or hashtag.
    fn mark(&self, start: usize, c: char) -> Token {
        let after = start + c.len_utf8();
        let rest = &self.text[after..];
        if self.options.compounds && matches!(c, '@' | '#') {
            let length = rest.find(|c: char| !self.options.is_word_char(c)).unwrap_or(rest.len());
            if length > 0 {
                return Token { span: Span::new(start, after + length), kind: TokenKind::Address };
            }
        }
        let end = match c {
            '.' if self.options.marks == Marks::StopsTogether => {
                after + (rest.len() - rest.trim_start_matches('.').len())
            }
            _ => match cluster_end(self.text, start) {
                // Some signs (the Arabic one of numbers) make a cluster with the digits they announce.
                end if self.text[after..end].contains(is_letter_or_digit) => after,
                end => end,
            },
        };
        Token { span: Span::new(start, end), kind: TokenKind::Mark }
    }
}

/// Where the word that starts at `start` ends, when that is seen at once: nothing but letters of French up to a space
/// or the end, or to a mark that stands before one. Most words are such.
fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let is_end = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\n'));
    let (mut at, mut letters) = (start, 0);
    loop {
        at += match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'a'..=b'z' | b'A'..=b'Z'), _) => 1,
            // À to ÿ, but for × and ÷.
            (Some(0xc3), Some(0x80..=0x96 | 0x98..=0xb6 | 0xb8..=0xbf)) => 2,
            _ => break,
        };
        letters += 1;
    }
    // The stop after a single letter may be its own.
    let mark = match bytes.get(at) {
        Some(b',' | b';' | b')') => 1,
        Some(b'.') if letters > 1 => 1,
        _ => 0,
    };
    (letters > 0 && is_end(at + mark)).then_some(at)
}

/// The longest e-mail address (RFC 5321: 64 bytes, the @, 255 bytes). What looks further ahead for every word of a text
/// without spaces takes time that grows with the square of its length.
const MAX_MAIL_BYTES: usize = 320;

/// The end of the web or e-mail address that starts at `start`, if one does.
fn address(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let scheme = rest.starts_with(['h', 'w'])
        && ["http://", "https://", "www."].iter().any(|scheme| rest.starts_with(scheme));
    let mut beginning = rest.bytes().take(40).take_while(|b| *b > 32);
    if !scheme && !beginning.any(|b| b == b'@') {
        return None;
    }
    let rest = if scheme { rest } else { &rest[..rest.floor_char_boundary(MAX_MAIL_BYTES)] };
    let is_outside = |c: char| c.is_whitespace() || matches!(c, '«' | '»' | '"' | '<' | '>');
    let chunk = &rest[..rest.find(is_outside).unwrap_or(rest.len())];
    let mail = || chunk.find('@').is_some_and(|i| i > 0 && chunk[i..].contains('.'));
    if !scheme && !mail() {
        return None;
    }
    let closes = |c| is_apostrophe(c) || matches!(c, '.' | ',' | ';' | ':' | ')' | '!' | '?');
    Some(start + chunk.trim_end_matches(closes).len().max(1))
}

/// Whether `c` stands for itself: a letter or digit, and no mark on another one.
fn is_letter_or_digit(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// Whether `c` goes on with the number or the word before it: 1.250, R&D.
fn joins_compound(c: char, number: bool, next: Option<char>) -> bool {
    match c {
        '.' | ',' => number && next.is_some_and(char::is_numeric),
        '&' => !number && next.is_some_and(char::is_uppercase),
        _ => false,
    }
}

/// Whether a full stop after `before` belongs to it: one capital letter («J»), or such with stops («U.R»).
fn is_initial(before: &str) -> bool {
    let last = before.rsplit(|c| c == '.' || is_hyphen(c)).next().unwrap_or(before);
    let mut chars = last.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    // «M.» before a name is an abbreviation too: its stop goes with it and does no harm.
    single
        && (before.len() == last.len()
            || before[..before.len() - last.len()].chars().all(|c| !c.is_lowercase()))
}

/// Where one of the words of `hung` hangs on `whole` (*dit-il*, *a-t-elle*, *celui-ci*), if one does: the byte of its
/// hyphen, or of the *-t-* before it.
fn hung_at(whole: &str, hung: &[&str]) -> Option<usize> {
    let cut = whole.rfind(is_hyphen)?;
    let tail = whole[cut..].trim_start_matches(is_hyphen);
    let head = &whole[..cut];
    let plain = hung.contains(&tail) && !head.chars().skip(1).any(char::is_uppercase);
    let hangs = plain && !matches!(head, "au" | "par" | "vis-à" | "quant") && !head.is_empty();
    hangs.then(|| head.strip_suffix("-t").unwrap_or(head).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: TokenOptions = TokenOptions {
        marks: Marks::StopsTogether,
        hyphens: Hyphens::JoinBut(&["il"]),
        elided: Some(&["l", "qu", "n"]),
        compounds: true,
    };

    fn cut(text: &str, options: TokenOptions) -> Vec<&str> {
        tokens(text, options).map(|token| token.text(text)).collect()
    }

    #[test]
    fn elision_hyphens_and_stops() {
        assert_eq!(cut("qu’aujourd’hui l’Artsakh", ALL), ["qu’", "aujourd’hui", "l’", "Artsakh"]);
        assert_eq!(cut("Haut-Karabakh a-t-il", ALL), ["Haut-Karabakh", "a", "-t-il"]);
        assert_eq!(cut("l'U.R.S.S. et 1.250,5 km", ALL), ["l'", "U.R.S.S.", "et", "1.250,5", "km"]);
        assert_eq!(cut("voir https://a.b/c. Fin...", ALL), ["voir", "https://a.b/c", ".", "Fin", "..."]);
        assert_eq!(cut("N'Djamena O'Brien", ALL), ["N'", "Djamena", "O'Brien"]);
        assert_eq!(cut("lʼArtsakh, l´Artsakh", ALL), ["lʼ", "Artsakh", ",", "l´", "Artsakh"]);
    }

    #[test]
    fn marks_belong_to_their_base() {
        for options in [ALL, TokenOptions::WORDS, TokenOptions::HYPHENATED_WORDS] {
            assert_eq!(cut("E\u{301}re\u{301}van", options), ["E\u{301}re\u{301}van"]);
            assert_eq!(cut("كَتَبَ", options), ["كَتَبَ"]);
            assert_eq!(cut("\u{feff}Ar\u{ad}tsakh\u{200b} a", options), ["Ar\u{ad}tsakh", "a"]);
        }
        assert_eq!(cut("👨‍👩‍👧🇦🇲x", ALL), ["👨‍👩‍👧", "🇦🇲", "x"]);
        assert_eq!(cut("👨‍👩‍👧🇦🇲x", TokenOptions::WORDS), ["x"]);
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_in_order_and_cover_every_letter(text in "\\PC{0,60}") {
            for options in [ALL, TokenOptions::WORDS, TokenOptions::WORDS_AND_MARKS, TokenOptions::HYPHENATED_WORDS] {
                let mut last = 0;
                let letters = |gap: &str| gap.chars().any(|c| is_letter_or_digit(c) && is_word_char(c));
                for Token { span, .. } in tokens(&text, options) {
                    proptest::prop_assert!(span.start >= last && span.end > span.start);
                    proptest::prop_assert!(!letters(&text[last..span.start]));
                    last = span.end;
                }
                proptest::prop_assert!(!letters(&text[last..]));
            }
        }
    }

    #[test]
    fn a_text_without_spaces_is_cut_in_linear_time() {
        // Each piece could begin an address that the whole rest belongs to.
        for piece in ["](httpsh", "a@b,", "w,"] {
            let text = piece.repeat(500_000);
            assert!(tokens(&text, ALL).count() >= 500_000, "{piece}");
        }
    }
}
