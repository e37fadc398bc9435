//! A long plain text read passage by passage, so that memory holds a few of its paragraphs and not all of it.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _},
    path::Path,
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    block::Block,
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
/// How far is looked first (bytes): mostly that is enough.
const GLANCE: usize = 1 << 12;
/// How much is read at a time (bytes).
const PIECE: usize = 1 << 20;
/// How many lines a passage has at most, unless a paragraph has more: a block takes some memory however short it is.
const LINES: usize = 1 << 14;

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
    /// The date that the text gives itself at its start.
    date: Option<String>,
    buffer: Vec<u8>,
    at_end: bool,
    /// What stands before the next passage.
    before: Surroundings,
    /// Whether the next passage is the first.
    is_first: bool,
    /// Whether what was read is text in UTF-8.
    is_utf8: bool,
    /// Whether the file was read to its end before, and was text in UTF-8.
    was_utf8: bool,
}

impl Document {
    /// Opens a file to be read in passages of about `size` bytes; `None` when it does not begin as a plain text in
    /// UTF-8, and has to be read whole. Whether it goes on so is known once it was read to its end:
    /// [`Passages::is_utf8`].
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
            date: plain_blocks::date(&start),
            buffer: Vec::new(),
            at_end: false,
            before: Surroundings::default(),
            is_first: true,
            is_utf8: true,
            was_utf8: false,
        }))
    }

    /// The whole document, for a file that is [no UTF-8](Self::is_utf8).
    ///
    /// # Errors
    /// As [`Document::from_reader`].
    pub fn into_whole(mut self, options: &ReadOptions) -> Result<Document, ReadError> {
        self.rewind()?;
        Document::from_reader(&self.path, self.file, options)
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
        (self.at_end, self.is_first, self.before) = (false, true, Surroundings::default());
        Ok(())
    }

    /// Whether the file is text in UTF-8 as far as it was read. Where it is not, the passages end before their time,
    /// and it has to be read whole.
    pub fn is_utf8(&self) -> bool {
        self.is_utf8
    }

    /// Reads the file to its end to find out whether it [is text in UTF-8](Self::is_utf8), and goes back to the first
    /// passage.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn check(&mut self) -> Result<(), ReadError> {
        self.is_utf8 = is_text(&mut self.file).map_err(|source| unreadable(&self.path, source))?;
        self.was_utf8 = self.is_utf8;
        self.rewind()
    }

    /// Reads on until the buffer holds `len` bytes or the file ends.
    fn fill(&mut self, len: usize) -> io::Result<()> {
        self.buffer.reserve((len + HORIZON).saturating_sub(self.buffer.len()));
        while !self.at_end && self.buffer.len() < len {
            let wanted = (len - self.buffer.len()) as u64;
            self.at_end = self.file.by_ref().take(wanted).read_to_end(&mut self.buffer)? == 0;
        }
        Ok(())
    }

    /// The next passage as bytes; `None` at the end.
    fn advance(&mut self) -> io::Result<Option<RawPassage>> {
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
        let bytes = std::mem::replace(&mut self.buffer, rest);
        let is_first = std::mem::take(&mut self.is_first);
        Ok(Some(RawPassage { bytes, ahead: self.ahead(), is_first }))
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
        let horizon = self.buffer.len().min(HORIZON);
        let mut len = GLANCE;
        loop {
            let text = String::from_utf8_lossy(&self.buffer[..len.min(horizon)]);
            let blocks = plain_blocks::blocks(&text, self.wrapping);
            // A block ends by what the line after it is.
            if len >= horizon || blocks.len() > AHEAD + 1 {
                let text_of = |block: &Block| Some(block.slice_span()?.of(&text).to_owned());
                return blocks.iter().take(AHEAD).filter_map(text_of).collect();
            }
            len *= 4;
        }
    }
}

/// The bytes of a passage, not decoded yet.
struct RawPassage {
    bytes: Vec<u8>,
    /// The texts of the blocks that follow it.
    ahead: Vec<String>,
    /// Whether the text begins here.
    is_first: bool,
}

impl Passages {
    /// The next passages, `most` of them at most, made into documents beside each other; none at the end.
    ///
    /// # Errors
    /// When the file cannot be read, or changed since it was read to its end.
    pub fn next_several(&mut self, most: usize) -> Result<Vec<Document>, ReadError> {
        let mut raw = Vec::with_capacity(most);
        while raw.len() < most && self.is_utf8 {
            match self.advance().map_err(|source| unreadable(&self.path, source))? {
                Some(next) => raw.push(next),
                None => break,
            }
        }
        let at_end = raw.len() < most;
        let lens: Vec<usize> = raw.iter().map(|raw| raw.bytes.len()).collect();
        let decoded: Vec<Option<Document>> = raw.into_par_iter().map(|raw| self.decode(raw)).collect();
        let mut documents = Vec::with_capacity(decoded.len());
        for (document, len) in decoded.into_iter().zip(lens) {
            match document {
                Some(mut document) => {
                    self.place(&mut document, len);
                    documents.push(document);
                }
                None if self.was_utf8 => {
                    let message = "the file changed while drogman read it; run again".to_owned();
                    return Err(ReadError::Content { path: self.path.to_string(), message });
                }
                None => {
                    self.is_utf8 = false;
                    break;
                }
            }
        }
        self.was_utf8 |= at_end && self.is_utf8;
        Ok(documents)
    }

    /// A passage as a document; `None` when it is no text in UTF-8.
    fn decode(&self, raw: RawPassage) -> Option<Document> {
        let RawPassage { bytes, ahead, is_first } = raw;
        let mut text = String::from_utf8(bytes).ok()?;
        if memchr::memchr(0, text.as_bytes()).is_some() {
            return None;
        }
        let bom = is_first && text.starts_with('\u{FEFF}');
        if bom {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        let blocks = plain_blocks::blocks(&text, self.wrapping);
        let part = Part::new(None, text, Source::Utf8 { bom });
        part.lines();
        let mut document = Document::new(Format::PLAIN, part, blocks);
        document.path = self.path.clone();
        document.language = self.language;
        document.date = self.date.clone();
        document.fingerprint = self.fingerprint;
        document.surroundings = Some(Box::new(Surroundings { ahead, ..Surroundings::default() }));
        Some(document)
    }

    /// Tells the next passage, of `len` bytes, what stands before it.
    fn place(&mut self, document: &mut Document, len: usize) {
        let text = &document.parts[0];
        let after = Surroundings {
            lines: self.before.lines + text.lines().count() - 1,
            bytes: self.before.bytes + len,
            characters: self.before.characters + text.text.chars().count(),
            blocks: self.before.blocks + document.blocks.len(),
            ahead: Vec::new(),
        };
        let before = std::mem::replace(&mut self.before, after);
        if let Some(around) = &mut document.surroundings {
            let ahead = std::mem::take(&mut around.ahead);
            **around = Surroundings { ahead, ..before };
        }
    }
}

impl Iterator for Passages {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_several(1).map(|documents| documents.into_iter().next()).transpose()
    }
}

fn unreadable(name: &str, source: io::Error) -> ReadError {
    ReadError::Io { path: name.to_owned(), source }
}

/// The start of a file that begins as plain text in UTF-8, as much as tells how its lines are wrapped; else `None`.
/// Leaves the file at its start.
fn plain_start(name: &str, file: &mut File, options: &ReadOptions) -> io::Result<Option<String>> {
    let mut bytes = Vec::with_capacity(PIECE);
    let read = file.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
    file.rewind()?;
    if !is_plain(name, &bytes, options) {
        return Ok(None);
    }
    Ok(valid_len(&bytes, read == PIECE).map(|valid| {
        // The byte-order mark is no part of the text whose lines are measured.
        let text = String::from_utf8_lossy(&bytes[..valid]);
        let start = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        start[..start.floor_char_boundary(2 * WRAPPING_SAMPLE)].to_owned()
    }))
}

/// Whether a file is text in UTF-8 to its end.
fn is_text(file: &mut File) -> io::Result<bool> {
    file.rewind()?;
    let mut bytes = Vec::with_capacity(PIECE);
    loop {
        let read = file.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
        match valid_len(&bytes, read > 0) {
            Some(valid) => bytes.drain(..valid),
            None => return Ok(false),
        };
        if read == 0 {
            return Ok(true);
        }
    }
}

/// How many of the bytes are text in UTF-8, but for the start of a character at their end where they go on; `None`
/// when they are none.
fn valid_len(bytes: &[u8], goes_on: bool) -> Option<usize> {
    if memchr::memchr(0, bytes).is_some() {
        return None;
    }
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => Some(text.len()),
        Err(error) if error.error_len().is_none() && goes_on => Some(error.valid_up_to()),
        Err(_) => None,
    }
}

fn is_plain(name: &str, start: &[u8], options: &ReadOptions) -> bool {
    let format = options.format.unwrap_or_else(|| Format::of_file(name, start));
    format == Format::PLAIN && detect::binary(start).is_none()
}
