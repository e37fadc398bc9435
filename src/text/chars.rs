//! Classes of characters: apostrophes, hyphens and dashes, spaces, quotation marks, marks without width.
//!
//! Every part of drogman asks here what a character is, so that a text typed with another apostrophe or another
//! hyphen is read alike everywhere.

use unicode_normalization::char::is_combining_mark as has_combining_mark_category;

/// What a character is to matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CharClass {
    /// A letter, digit, `_`, combining mark or ignorable character: part of a word.
    Word,
    /// Any white space, no-break spaces and line breaks included.
    Space,
    /// A hyphen or a dash of any length.
    Dash,
    /// A straight or curly apostrophe.
    Apostrophe,
    /// Anything else.
    Other,
}

/// The class of a character.
///
/// ```
/// use drogman::text::{char_class, CharClass};
/// assert_eq!(char_class('\u{2011}'), CharClass::Dash);
/// assert_eq!(char_class('’'), CharClass::Apostrophe);
/// assert_eq!(char_class('\u{ad}'), CharClass::Word);
/// ```
pub fn char_class(c: char) -> CharClass {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => CharClass::Word,
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => CharClass::Space,
            '-' => CharClass::Dash,
            '\'' | '`' => CharClass::Apostrophe,
            _ => CharClass::Other,
        };
    }
    // The Latin letters at once; the tables of Unicode are slow to ask.
    if matches!(c, '\u{c0}'..='\u{24f}') {
        return if matches!(c, '×' | '÷') { CharClass::Other } else { CharClass::Word };
    }
    if is_apostrophe(c) {
        CharClass::Apostrophe
    } else if is_note_mark(c) {
        CharClass::Other
    } else if c.is_alphanumeric() || is_ignorable(c) || is_combining_mark(c) {
        CharClass::Word
    } else if is_dash(c) {
        CharClass::Dash
    } else if c.is_whitespace() {
        CharClass::Space
    } else {
        CharClass::Other
    }
}

/// Whether the character is part of a word: letter, digit, `_`, combining mark, or ignorable.
pub fn is_word_char(c: char) -> bool {
    char_class(c) == CharClass::Word
}

/// Whether the character is a superscript digit, the mark of a footnote: *Bakou¹*.
pub const fn is_note_mark(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Whether the character is an apostrophe or what people type for one: `'` `’` `‘` `ʼ` `ʻ` `ʹ` `´` and the grave
/// accent. Of the single quotation marks, ‘ and ’ are among them: only the words around tell them apart.
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{2b9}'..='\u{2bc}' | '\u{ff07}')
}

/// Whether the character is a hyphen: `-`, U+2010, or U+2011 (no-break).
///
/// ```
/// use drogman::text::{is_dash, is_hyphen};
/// assert!(is_hyphen('\u{2011}'), "the hyphen that does not break");
/// // A dash stands between words or clauses, a hyphen within a name.
/// assert!(is_dash('–') && !is_hyphen('–'));
/// ```
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether the character is a hyphen or a dash of any length.
pub const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether the character is a dash that parts clauses (– — ―), which no word holds: every dash but the hyphens.
pub const fn is_long_dash(c: char) -> bool {
    is_dash(c) && !is_hyphen(c)
}

/// Whether the character is a space that stands between words of a line: the plain one, the no-break ones, the
/// typographic ones of any width. Tabs and line ends are none.
///
/// ```
/// use drogman::text::is_space_in_line;
/// assert!([' ', '\u{a0}', '\u{202f}', '\u{2009}'].into_iter().all(is_space_in_line));
/// assert!(!is_space_in_line('\n') && !is_space_in_line('\t'));
/// ```
pub const fn is_space_in_line(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Whether the character is white space, or one of the characters without width that part words: the zero-width
/// space, the word joiner, the byte-order mark.
pub const fn is_space_or_zero_width(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether the character is a combining mark, written above, below or around the letter before it.
pub fn is_combining_mark(c: char) -> bool {
    c >= '\u{300}' && has_combining_mark_category(c)
}

/// Whether the character has no width and no meaning in a name: soft hyphen, zero-width and
/// direction marks, variation selectors, the byte-order mark.
///
/// ```
/// use drogman::text::{fold, is_ignorable};
/// assert!(is_ignorable('\u{ad}'), "a soft hyphen");
/// assert_eq!(fold("Haut-Kara\u{ad}bakh"), fold("Haut-Karabakh"));
/// ```
pub const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// Whether the character opens a quotation. The straight mark opens and closes; single marks are no quotation
/// marks here, because they are apostrophes as often.
///
/// ```
/// use drogman::text::{closes_quotation, opens_quotation};
/// assert!(opens_quotation('«') && !closes_quotation('«'));
/// assert!(opens_quotation('"') && closes_quotation('"'));
/// ```
pub const fn opens_quotation(c: char) -> bool {
    matches!(c, '«' | '“' | '„' | '‟' | '‹' | '"')
}

/// Whether the character closes a quotation; see [`opens_quotation`].
pub const fn closes_quotation(c: char) -> bool {
    matches!(c, '»' | '”' | '›' | '"')
}

/// Whether the character is the single mark that opens a quotation, curly or straight.
pub const fn is_opening_single_quote(c: char) -> bool {
    matches!(c, '‘' | '\'')
}

/// Whether the character closes a bracket.
pub const fn closes_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_are_words() {
        for c in '\u{c0}'..='\u{24f}' {
            assert_eq!(is_word_char(c), c.is_alphanumeric(), "{c}");
        }
    }

    #[test]
    fn no_character_is_in_two_classes() {
        let classes: [fn(char) -> bool; 5] =
            [is_apostrophe, is_dash, char::is_whitespace, is_ignorable, is_combining_mark];
        for c in '\0'..=char::MAX {
            // Variation selectors and the joiner of graphemes are combining marks without width.
            let found = classes.iter().filter(|is| is(c)).count();
            assert!(found < 2 || is_ignorable(c) && is_combining_mark(c), "{c:?}");
            assert!(!is_space_in_line(c) || c.is_whitespace(), "{c:?}");
        }
    }

    #[test]
    fn no_combining_mark_stands_among_the_latin_letters() {
        assert!(('\0'..'\u{300}').all(|c| !has_combining_mark_category(c)));
    }
}
