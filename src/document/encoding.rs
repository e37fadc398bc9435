//! Bytes to text and back: what a text was decoded from, and how edits are spliced into its bytes.

use std::sync::OnceLock;

use encoding_rs::Encoding;

use super::model::RewriteError;
use crate::text::{Edit, OverlapError};

/// How the characters of a text stand as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// One byte a character.
    Single(&'static Encoding),
    /// East Asian encodings: read, and written back only when the whole text makes the same bytes.
    Other(&'static Encoding),
}

impl Charset {
    /// The charset of a WHATWG label, or of the names people give Mac Roman; `None`: unknown.
    pub(super) fn from_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase().replace('_', "-");
        let encoding = match label.as_str() {
            "mac-roman" | "macroman" | "x-macroman" | "apple-roman" => encoding_rs::MACINTOSH,
            "latin-1" => encoding_rs::WINDOWS_1252,
            "latin-9" | "latin9" => encoding_rs::ISO_8859_15,
            "utf-8-sig" | "utf8-bom" => encoding_rs::UTF_8,
            label => Encoding::for_label(label.as_bytes())?,
        };
        (encoding != encoding_rs::REPLACEMENT).then(|| Self::from_encoding(encoding))
    }

    pub(super) fn from_encoding(encoding: &'static Encoding) -> Self {
        if encoding == encoding_rs::UTF_8 {
            Self::Utf8
        } else if encoding == encoding_rs::UTF_16LE {
            Self::Utf16Le
        } else if encoding == encoding_rs::UTF_16BE {
            Self::Utf16Be
        } else if encoding.is_single_byte() {
            Self::Single(encoding)
        } else {
            Self::Other(encoding)
        }
    }

    pub(super) fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Single(encoding) | Self::Other(encoding) => encoding,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Single(encoding) | Self::Other(encoding) => match encoding.name() {
                "macintosh" => "Mac Roman",
                name => name,
            },
        }
    }

    /// The byte-order mark of the charset that `bytes` start with.
    pub(super) fn bom(self, bytes: &[u8]) -> &'static [u8] {
        let bom: &[u8] = match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Single(_) | Self::Other(_) => b"",
        };
        if bytes.starts_with(bom) { bom } else { b"" }
    }

    /// `text` as bytes of the charset.
    ///
    /// # Errors
    /// The first character the charset lacks.
    pub(super) fn encode(self, text: &str) -> Result<Vec<u8>, char> {
        match self {
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Single(encoding) | Self::Other(encoding) => {
                let (bytes, _, lacking) = encoding.encode(text);
                if lacking {
                    let lacks = |c: &char| encoding.encode(c.encode_utf8(&mut [0; 4])).2;
                    return Err(text.chars().find(lacks).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                Ok(bytes.into_owned())
            }
        }
    }

    /// The text of `bytes` (byte-order mark excluded); malformed bytes become U+FFFD.
    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Utf16Le => utf16(bytes, u16::from_le_bytes),
            Self::Utf16Be => utf16(bytes, u16::from_be_bytes),
            Self::Single(encoding) | Self::Other(encoding) => {
                encoding.decode_without_bom_handling(bytes).0.into_owned()
            }
        }
    }

    /// How many bytes of `source` the decoded `text` came from.
    fn width(self, text: &str, source: &[u8]) -> usize {
        match self {
            Self::Utf8 => utf8_width(text, source),
            Self::Utf16Le | Self::Utf16Be => (2 * text.encode_utf16().count()).min(source.len()),
            Self::Single(_) => text.chars().count().min(source.len()),
            Self::Other(encoding) => {
                let width = |c: char| encoding.encode(c.encode_utf8(&mut [0; 4])).0.len();
                text.chars().map(width).sum::<usize>().min(source.len())
            }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks();
    let units = pairs.iter().map(|&pair| unit(pair));
    let mut text: String =
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// As [`Charset::width`], for UTF-8 with malformed sequences: each became one U+FFFD.
fn utf8_width(text: &str, source: &[u8]) -> usize {
    // A malformed sequence is never longer than the U+FFFD it became.
    let source = &source[..source.len().min(text.len())];
    let mut left = text.len();
    let mut width = 0;
    for chunk in source.utf8_chunks() {
        if left <= chunk.valid().len() {
            return width + left;
        }
        left -= chunk.valid().len();
        width += chunk.valid().len() + chunk.invalid().len();
        left = left.saturating_sub(char::REPLACEMENT_CHARACTER.len_utf8());
        if left == 0 {
            break;
        }
    }
    width
}

/// What a decoded text came from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// UTF-8 without a fault: the bytes are the byte-order mark, if any, and the text.
    Utf8 {
        /// Whether a byte-order mark stood before the text.
        bom: bool,
    },
    /// Anything else: the bytes are kept.
    Bytes {
        bytes: Vec<u8>,
        /// Length of the byte-order mark.
        bom: usize,
        charset: Charset,
        /// The source byte of every [`STRIDE`]th byte of the text.
        marks: OnceLock<Vec<usize>>,
    },
}

/// Distance of the marks in the text (bytes).
const STRIDE: usize = 4096;

/// What is done with a character the encoding lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lacking {
    Refuse,
    /// Written as `&#601;`, as HTML and XML can.
    Reference,
}

impl Source {
    /// Decodes `bytes`; gives the text and what it came from.
    pub(super) fn decode(mut bytes: Vec<u8>, charset: Charset) -> (String, Self) {
        let bom = charset.bom(&bytes).len();
        if charset == Charset::Utf8 {
            bytes = match String::from_utf8(bytes) {
                Ok(mut text) => {
                    text.drain(..bom);
                    return (text, Self::Utf8 { bom: bom > 0 });
                }
                Err(error) => error.into_bytes(),
            };
        }
        let text = charset.decode(&bytes[bom..]);
        (text, Self::Bytes { bytes, bom, charset, marks: OnceLock::new() })
    }

    pub(super) fn charset(&self) -> Charset {
        match self {
            Self::Utf8 { .. } => Charset::Utf8,
            Self::Bytes { charset, .. } => *charset,
        }
    }

    /// The source byte (byte-order mark included) at which the byte `at` of `text` stands.
    pub(super) fn byte(&self, text: &str, at: usize) -> usize {
        let at = text.floor_char_boundary(at.min(text.len()));
        match self {
            Self::Utf8 { bom } => at + if *bom { 3 } else { 0 },
            Self::Bytes { bytes, bom, charset, marks } => {
                let marks = marks.get_or_init(|| marks_of(text, &bytes[*bom..], *charset));
                let mark = at / STRIDE;
                let source = bom + marks[mark];
                source + charset.width(&text[text.floor_char_boundary(mark * STRIDE)..at], &bytes[source..])
            }
        }
    }

    /// The source bytes of `text` with `edits` made; every other byte stays.
    pub(super) fn splice(
        &self,
        text: &str,
        edits: &mut [Edit],
        lacking: Lacking,
    ) -> Result<Vec<u8>, RewriteError> {
        edits.sort_by_key(|edit| edit.span);
        if let Some(pair) = edits.windows(2).find(|pair| pair[1].span.start < pair[0].span.end) {
            return Err(OverlapError { at: pair[1].span.start }.into());
        }
        let (bytes, charset): (&[u8], _) = match self {
            Self::Utf8 { .. } => (text.as_bytes(), Charset::Utf8),
            Self::Bytes { bytes, charset, .. } => (bytes, *charset),
        };
        if let Charset::Other(encoding) = charset {
            return rewrite_whole(text, bytes, encoding, edits, lacking);
        }
        let bom: &[u8] = if matches!(self, Self::Utf8 { bom: true }) { b"\xEF\xBB\xBF" } else { b"" };
        let mut out = Vec::with_capacity(bom.len() + bytes.len() + bytes.len() / 64);
        out.extend_from_slice(bom);
        let mut done = 0;
        for edit in edits.iter() {
            // Offsets into `bytes`, which lacks the byte-order mark when it is the text itself.
            let start = self.byte(text, edit.span.start) - bom.len();
            let end = self.byte(text, edit.span.end) - bom.len();
            out.extend_from_slice(&bytes[done..start]);
            out.extend_from_slice(&encode(charset, &edit.replacement, lacking)?);
            done = end;
        }
        out.extend_from_slice(&bytes[done..]);
        Ok(out)
    }
}

fn marks_of(text: &str, source: &[u8], charset: Charset) -> Vec<usize> {
    let mut marks = vec![0];
    let mut before = 0;
    let mut byte = 0;
    for at in (STRIDE..=text.len()).step_by(STRIDE) {
        let here = text.floor_char_boundary(at);
        byte += charset.width(&text[before..here], &source[byte..]);
        before = here;
        marks.push(byte);
    }
    marks
}

fn encode(charset: Charset, text: &str, lacking: Lacking) -> Result<Vec<u8>, RewriteError> {
    let refuse = |character| RewriteError::Unencodable { character, encoding: charset.name() };
    match charset.encode(text) {
        Ok(bytes) => Ok(bytes),
        Err(character) if lacking == Lacking::Refuse => Err(refuse(character)),
        Err(_) => {
            let mut out = Vec::new();
            for c in text.chars() {
                match charset.encode(c.encode_utf8(&mut [0; 4])) {
                    Ok(bytes) => out.extend(bytes),
                    Err(c) => out.extend(charset.encode(&format!("&#{};", u32::from(c))).map_err(refuse)?),
                }
            }
            Ok(out)
        }
    }
}

/// Encodes the edited text anew, when the unedited one gives the bytes it came from.
fn rewrite_whole(
    text: &str,
    bytes: &[u8],
    encoding: &'static Encoding,
    edits: &[Edit],
    lacking: Lacking,
) -> Result<Vec<u8>, RewriteError> {
    let charset = Charset::Other(encoding);
    if charset.encode(text).ok().as_deref() != Some(bytes) {
        return Err(RewriteError::Malformed { encoding: charset.name() });
    }
    encode(charset, &crate::text::apply(text, edits)?, lacking)
}
