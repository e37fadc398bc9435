//! Which encoding bytes are in, and whether they are text at all.

use crate::text::{is_apostrophe, is_long_dash};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::encoding::Charset;

/// How many bytes of a file are looked at to guess its encoding.
const SAMPLE: usize = 1 << 20;

/// The charset of `bytes`: by byte-order mark, by the pattern of NUL bytes (UTF-16), by validity
/// (UTF-8), by what the format declares, else by what makes French of them.
///
/// Valid UTF-8 wins over a declaration: text in another encoding is never valid UTF-8 by chance, while
/// pages that declare the wrong encoding are common.
pub(super) fn charset(bytes: &[u8], declared: Option<&str>) -> Charset {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Charset::Utf8;
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return Charset::Utf16Le;
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Charset::Utf16Be;
    }
    if let Some(charset) = utf16(bytes) {
        return charset;
    }
    let Err(error) = std::str::from_utf8(bytes) else { return Charset::Utf8 };
    let declared = declared.and_then(Charset::from_label);
    // A declaration in ASCII letters cannot be in UTF-16.
    match declared.filter(|charset| !matches!(charset, Charset::Utf16Le | Charset::Utf16Be)) {
        Some(Charset::Utf8) | None => {}
        Some(charset) => return charset,
    }
    // The sample starts at the first byte that is not UTF-8, lest a long ASCII start hide it.
    let from = error.valid_up_to().saturating_sub(SAMPLE / 2);
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    if declared == Some(Charset::Utf8) || mostly_utf8(sample) {
        return Charset::Utf8;
    }
    single_byte(sample)
}

/// The encoding of the start of a file that is no document, told as that of a document is.
pub(crate) fn encoding_of(start: &[u8]) -> &'static encoding_rs::Encoding {
    charset(start, None).encoding()
}

/// The encoding that a label names.
pub(crate) fn encoding_named(label: &str) -> Option<&'static encoding_rs::Encoding> {
    Charset::from_label(label).map(Charset::encoding)
}

/// UTF-16 without a byte-order mark: in Latin script nearly every second byte is NUL.
fn utf16(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(1 << 16) & !1];
    if sample.len() < 2 || !bytes.len().is_multiple_of(2) || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count() * 100 / pairs.len();
    let charset = match (zeros(0), zeros(1)) {
        (0..=2, 50..) => Charset::Utf16Le,
        (50.., 0..=2) => Charset::Utf16Be,
        _ => return None,
    };
    let unit = if charset == Charset::Utf16Le { u16::from_le_bytes } else { u16::from_be_bytes };
    let is_text = |pair: &[u8; 2]| {
        let unit = unit(*pair);
        unit >= 0x20 && !(0x7F..0xA0).contains(&unit) && unit < 0xFFFE || matches!(unit, 9 | 10 | 12 | 13)
    };
    pairs.iter().all(is_text).then_some(charset)
}

/// Whether well-formed UTF-8 sequences outnumber malformed ones by far: a damaged UTF-8 file.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= 2 * bad
}

/// Which single-byte encoding makes the best French of `bytes`; where none does, chardetng’s guess.
fn single_byte(bytes: &[u8]) -> Charset {
    let candidates = [encoding_rs::WINDOWS_1252, encoding_rs::ISO_8859_15, encoding_rs::MACINTOSH];
    let mut best = (i64::MIN, candidates[0]);
    for encoding in candidates {
        let score = frenchness(&encoding.decode_without_bom_handling(bytes).0);
        if score > best.0 {
            best = (score, encoding);
        }
    }
    let foreign = bytes.iter().filter(|&&byte| byte >= 0x80).count() as i64;
    if best.0 < foreign {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(Some(b"fr"), Utf8Detection::Deny);
        if !candidates.contains(&guess) {
            return Charset::from_encoding(guess);
        }
    }
    Charset::Single(best.1)
}

/// How well the characters beyond ASCII fit French text, each judged by its neighbours: about 2 or 3
/// for each that fits, less than nothing for each that does not.
fn frenchness(text: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            score += fits(before, c, chars.peek().copied().unwrap_or(' '));
        }
        before = c;
    }
    score
}

fn fits(before: char, c: char, after: char) -> i64 {
    let beside_letter = before.is_alphabetic() || after.is_alphabetic();
    // French puts at most two accented letters in a row (créée); Cyrillic misread makes rows of them.
    let foreign = |c: char| c.is_alphabetic() && !c.is_ascii();
    if foreign(c) && foreign(before) {
        return if foreign(after) { -3 } else { 0 };
    }
    match c {
        'é' | 'è' | 'ê' | 'à' | 'ç' | 'ô' | 'î' | 'û' | 'ù' | 'â' | 'ë' | 'ï' | 'œ' => {
            let alone = !beside_letter && !matches!(c, 'à' | 'ô');
            if alone || before.is_uppercase() && after.is_uppercase() { -3 } else { 3 }
        }
        'É' | 'È' | 'Ê' | 'À' | 'Ç' | 'Ô' | 'Î' | 'Û' | 'Ù' | 'Â' | 'Ë' | 'Ï' | 'Œ' => {
            let begins = !before.is_alphabetic() && after.is_alphabetic();
            let in_capitals = before.is_uppercase() && !after.is_lowercase();
            if begins || in_capitals || (before == ' ' && after == ' ' && c == 'À') { 2 } else { -3 }
        }
        _ if is_apostrophe(c) => {
            if beside_letter {
                3
            } else {
                0
            }
        }
        _ if is_long_dash(c) || matches!(c, '«' | '»' | '“' | '”' | '…' | '\u{A0}' | '•') => {
            if before.is_alphabetic() && after.is_alphabetic() {
                -2
            } else {
                2
            }
        }
        '€' => {
            if before.is_alphabetic() || after.is_alphabetic() {
                -2
            } else {
                2
            }
        }
        '°' | 'º' | 'ª' => 1,
        '½' | '¼' | '¾' | '£' | '§' | '©' | '®' | '±' | '²' | '³' | '·' | '×' | '™' | '‰' => {
            if before.is_alphabetic() && after.is_alphabetic() {
                -3
            } else {
                1
            }
        }
        'ä' | 'ö' | 'ü' | 'ñ' | 'á' | 'í' | 'ó' | 'ú' | 'å' | 'ø' | 'æ' | 'ß' | 'ã' | 'õ' => {
            if before.is_uppercase() && after.is_uppercase() {
                -2
            } else {
                1
            }
        }
        'š' | 'ž' if beside_letter && !before.is_uppercase() => 1,
        'Ä' | 'Ö' | 'Ü' | 'Å' | 'Ø' | 'Æ' | 'Á' | 'Š' | 'Ž'
            if !before.is_alphabetic() && after.is_lowercase() =>
        {
            1
        }
        c if c.is_control() => -10,
        _ => -3,
    }
}

/// What a file that is no text is, by its first bytes, and what to do; `None`: perhaps text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 20] = [
        (b"%PDF-", "a PDF file: save its text (pdftotext) and read that"),
        (b"\xD0\xCF\x11\xE0", "a legacy Office file (.doc, .xls, .ppt): save it as .docx, .xlsx or text"),
        (b"{\\rtf", "an RTF file: save it as .docx or text"),
        (b"PK\x03\x04", "a ZIP archive drogman does not read: save it as .docx, .xlsx or text"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\x1F\x8B", "a gzip archive: unpack it first"),
        (b"BZh", "a bzip2 archive: unpack it first"),
        (b"\xFD7zXZ\0", "an xz archive: unpack it first"),
        (b"7z\xBC\xAF", "a 7-Zip archive: unpack it first"),
        (b"Rar!", "a RAR archive: unpack it first"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive: unpack it first"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a picture or sound file"),
        (b"ID3", "a sound file"),
        (b"\x7FELF", "a program"),
        (b"SQLite format 3\0", "a database"),
        (b"\0\0\xFE\xFF", "UTF-32 text: save it as UTF-8"),
        (b"\xFF\xFE\0\0", "UTF-32 text: save it as UTF-8"),
    ];
    // «ID3», «RIFF», «Rar!»: letters that a text may begin with too.
    let marked = bytes.iter().take(HEAD).any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
    let is = |magic: &[u8]| bytes.starts_with(magic) && (marked || magic.iter().any(|b| !is_printed(*b)));
    KINDS.iter().find(|(magic, _)| is(magic)).map(|&(_, kind)| kind)
}

/// Within how many bytes a file whose first letters are those of a text shows that it is none.
const HEAD: usize = 16;

/// Whether a byte is a letter, a digit or an exclamation mark.
fn is_printed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'!'
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "L’été dernier, « M. Aliev » a reçu à Bakou 3 € : l’œuvre du cœur, ça coûte cher.";

    #[track_caller]
    fn detected(text: &str, label: &str) {
        let charset = Charset::from_label(label).unwrap();
        let bytes = charset.encode(text).unwrap();
        assert_eq!(super::charset(&bytes, None), charset, "{text}");
    }

    #[test]
    fn the_letters_of_a_magic_number_may_begin_a_text() {
        assert_eq!(binary(b"ID3\x03\0\0\0"), Some("a sound file"));
        assert_eq!(binary(b"RIFF\x24\0\0\0WAVE"), Some("a picture or sound file"));
        assert_eq!(binary(b"GIF89a\x01\0\x01\0"), Some("a picture"));
        assert_eq!(binary(b"%PDF-1.7\n").map(|kind| &kind[..10]), Some("a PDF file"));
        assert_eq!(binary("ID3 est une balise.\n".as_bytes()), None);
        assert_eq!(binary("RIFF\r\n\tGuerre du Rif".as_bytes()), None);
    }

    #[test]
    fn french_in_every_encoding_is_recognised() {
        for label in ["utf-8", "utf-16le", "utf-16be", "windows-1252", "mac-roman"] {
            detected(FRENCH, label);
        }
        detected(&FRENCH.replace('’', "'"), "iso-8859-15");
    }

    #[test]
    fn a_single_foreign_byte_is_enough() {
        for label in ["windows-1252", "mac-roman"] {
            for text in
                ["Les autorités de Bakou", "l’Artsakh", "À Bakou", "Évlakh", "Il est là.", "« Bakou »"]
            {
                detected(text, label);
            }
        }
        detected("le cœur de Bakou", "iso-8859-15");
        detected("Le coût : 30 €.", "iso-8859-15");
        detected("Œuvre de paix", "iso-8859-15");
        detected("2 ½ heures à Bakou", "windows-1252");
    }

    #[test]
    fn a_declaration_is_followed_unless_the_bytes_are_utf8() {
        let latin = Charset::from_label("iso-8859-15").unwrap();
        assert_eq!(charset(b"caf\xE9", Some("iso-8859-15")), latin);
        assert_eq!(charset("café".as_bytes(), Some("iso-8859-15")), Charset::Utf8);
    }

    #[test]
    fn russian_is_left_to_chardetng() {
        let text = "Степанакерт — город в Нагорном Карабахе, столица республики.";
        detected(text, "windows-1251");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "à Évlakh été".as_bytes().to_vec();
        bytes.push(0xC3);
        assert_eq!(charset(&bytes, None), Charset::Utf8);
    }
}
