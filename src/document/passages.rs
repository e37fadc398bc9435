//! A long plain text read passage by passage, so that memory holds a few of its paragraphs and not all of it.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _},
    path::Path,
    sync::Arc,
};

use super::{
    detect,
    encoding::{Charset, Source},
    format::Format,
    model::{Document, Part, Surroundings},
    options::ReadOptions,
    plain_blocks::{self, Wrapping},
    read::ReadError,
    replace::Fingerprint,
};
use crate::{
    language::Language,
    text::{WRAPPING_SAMPLE, open_file},
};

/// How many blocks after a passage are shown with it, as far as they begin within [`HORIZON`] bytes.
const AHEAD: usize = 12;
/// How far ahead of a passage is looked (bytes).
const HORIZON: usize = 1 << 17;
/// How much is read at a time (bytes).
const PIECE: usize = 1 << 20;
/// How many lines a passage has at most, unless a paragraph has more: a block takes some memory however short it is.
const LINES: usize = 1 << 16;

/// The passages of a plain text in UTF-8, in order: documents of whole paragraphs that together are the file,
/// byte for byte.
///
/// Each passage knows its lines and bytes in the file, and the first words of what follows. A passage is as long
/// as was asked for, shorter where lines are short, and longer only when one paragraph is: a file of a single line
/// is a single passage.
#[derive(Debug)]
pub struct Passages {
    path: Arc<str>,
    file: File,
    fingerprint: Option<Fingerprint>,
    wrapping: Wrapping,
    language: Option<Language>,
    size: usize,
    buffer: Vec<u8>,
    at_end: bool,
    lines: usize,
    bytes: usize,
}

impl Document {
    /// Opens a file to be read in passages of about `size` bytes; `None` when it is no plain text in UTF-8, and
    /// has to be read whole.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn passages(path: &Path, options: &ReadOptions, size: usize) -> Result<Option<Passages>, ReadError> {
        let name = path.to_string_lossy();
        let opened = open_file(path).and_then(|file| Ok((Fingerprint::from(&file.metadata()?), file)));
        let (fingerprint, file) = opened.map_err(|source| unreadable(&name, source))?;
        let passages = Passages::open(&name, file, options, size)?;
        Ok(passages.map(|passages| Passages { fingerprint: Some(fingerprint), ..passages }))
    }
}

impl Passages {
    /// The passages of an open file, from its start; `name` is what messages call it. `None` as for
    /// [`Document::passages`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(
        name: &str,
        mut file: File,
        options: &ReadOptions,
        size: usize,
    ) -> Result<Option<Self>, ReadError> {
        let said = options.encoding.as_deref().map(Charset::from_label);
        if said.is_some_and(|said| said != Some(Charset::Utf8)) {
            return Ok(None);
        }
        let start = plain_start(name, &mut file, options).map_err(|source| unreadable(name, source))?;
        Ok(start.map(|start| Self {
            path: Arc::from(name),
            file,
            fingerprint: None,
            wrapping: Wrapping::of(&start, options.wrapped),
            language: options.language,
            size: size.max(1),
            buffer: Vec::new(),
            at_end: false,
            lines: 0,
            bytes: 0,
        }))
    }

    /// How the file looked when it was opened; `None` when it has no path.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.fingerprint
    }

    /// Goes back to the first passage.
    ///
    /// # Errors
    /// When the file cannot be read again.
    pub fn rewind(&mut self) -> Result<(), ReadError> {
        self.file.rewind().map_err(|source| unreadable(&self.path, source))?;
        self.buffer.clear();
        (self.at_end, self.lines, self.bytes) = (false, 0, 0);
        Ok(())
    }

    /// Reads on until the buffer holds `len` bytes or the file ends.
    fn fill(&mut self, len: usize) -> io::Result<()> {
        while !self.at_end && self.buffer.len() < len {
            let wanted = (len - self.buffer.len()) as u64;
            self.at_end = self.file.by_ref().take(wanted).read_to_end(&mut self.buffer)? == 0;
        }
        Ok(())
    }

    /// The next passage as bytes, and the blocks that follow it; `None` at the end.
    fn advance(&mut self) -> io::Result<Option<(Vec<u8>, Vec<String>)>> {
        let (mut len, mut lines) = (self.size, LINES);
        let cut = loop {
            self.fill(len)?;
            let within = self.within(len, lines);
            let all = self.at_end && within == self.buffer.len();
            let cut = if all && within <= self.size { None } else { self.cut(within) };
            match cut {
                Some(cut) => break cut,
                None if all => break within,
                None => (len, lines) = (2 * self.buffer.len().max(self.size), 2 * lines),
            }
        };
        if cut == 0 {
            return Ok(None);
        }
        self.fill(cut + HORIZON)?;
        let rest = self.buffer.split_off(cut);
        Ok(Some((std::mem::replace(&mut self.buffer, rest), self.ahead())))
    }

    /// How many of the first `len` bytes of the buffer are in its first `lines` lines.
    fn within(&self, len: usize, lines: usize) -> usize {
        let bytes = &self.buffer[..self.buffer.len().min(len)];
        let end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1).is_some_and(|&next| next != b'\n');
        memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(end)
            .nth(lines.saturating_sub(1))
            .map_or(bytes.len(), |at| at + 1)
    }

    /// Where the first `len` bytes of the buffer are best cut: after their last empty line, else, where lines are
    /// blocks, after their last line.
    fn cut(&self, len: usize) -> Option<usize> {
        let bytes = &self.buffer[..self.buffer.len().min(len)];
        let lines = self.wrapping == Wrapping::Lines;
        let (mut last, mut after) = (None, None);
        for at in memchr::memrchr2_iter(b'\n', b'\r', bytes) {
            // A carriage return before a line feed ends no line, and what follows the last byte is not known
            // yet; wrapped text knows no lines that end with it alone.
            let before_feed = || self.buffer.get(at + 1).is_none_or(|&next| next == b'\n');
            if bytes[at] == b'\r' && (!lines || before_feed()) {
                continue;
            }
            match after.replace(at + 1) {
                Some(after) if bytes[at + 1..after].trim_ascii().is_empty() => return Some(after),
                _ => {}
            }
            last = last.or(after).filter(|_| lines);
            if last.is_some() && at < bytes.len() / 2 {
                break;
            }
        }
        last
    }

    /// The texts of the blocks at the start of the buffer.
    fn ahead(&self) -> Vec<String> {
        let bytes = &self.buffer[..self.buffer.len().min(HORIZON)];
        let text = String::from_utf8_lossy(bytes);
        let blocks = plain_blocks::blocks(&text, self.wrapping);
        blocks.iter().take(AHEAD).filter_map(|block| Some(block.slice_span()?.of(&text).to_owned())).collect()
    }
}

impl Iterator for Passages {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (bytes, ahead) = match self.advance() {
            Ok(next) => next?,
            Err(error) => return Some(Err(unreadable(&self.path, error))),
        };
        let len = bytes.len();
        // The file was sound when it was opened.
        let Ok(mut text) = String::from_utf8(bytes) else {
            let message = "the file changed while drogman read it; run again".to_owned();
            return Some(Err(ReadError::Content { path: self.path.to_string(), message }));
        };
        let bom = self.bytes == 0 && text.starts_with('\u{FEFF}');
        if bom {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        let blocks = plain_blocks::blocks(&text, self.wrapping);
        let part = Part::new(None, text, Source::Utf8 { bom });
        let lines = part.lines().count() - 1;
        let mut document = Document::new(Format::PLAIN, part, blocks);
        document.path = self.path.clone();
        document.language = self.language;
        document.fingerprint = self.fingerprint;
        document.surroundings = Some(Box::new(Surroundings { lines: self.lines, bytes: self.bytes, ahead }));
        self.lines += lines;
        self.bytes += len;
        Some(Ok(document))
    }
}

fn unreadable(name: &str, source: io::Error) -> ReadError {
    ReadError::Io { path: name.to_owned(), source }
}

/// The start of a file that is plain text in UTF-8 from end to end, else `None`; leaves the file at its start.
fn plain_start(name: &str, file: &mut File, options: &ReadOptions) -> io::Result<Option<String>> {
    let mut start = String::new();
    let mut bytes = Vec::with_capacity(PIECE);
    loop {
        let read = file.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
        let first = start.is_empty();
        if first && !is_plain(name, &bytes, options) || memchr::memchr(0, &bytes).is_some() {
            return Ok(None);
        }
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => text.len(),
            // A character may go on in the next piece.
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
        if first {
            // The byte-order mark is no part of the text whose lines are measured.
            let text = String::from_utf8_lossy(&bytes[..valid]);
            start = text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned();
            start.truncate(start.floor_char_boundary(2 * WRAPPING_SAMPLE));
        }
        if read == 0 {
            break;
        }
        bytes.drain(..valid);
    }
    file.rewind()?;
    Ok(Some(start))
}

fn is_plain(name: &str, start: &[u8], options: &ReadOptions) -> bool {
    let format = options.format.unwrap_or_else(|| Format::of_file(name, start));
    format == Format::PLAIN && detect::binary(start).is_none()
}
