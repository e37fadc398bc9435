//! Plain UTF-8 text, a chunk at a time: memory stays small for any file, and speed grows with its size.

use std::io::{self, Read};

use anyhow::{Context as _, bail};

use super::{Out, Segmenters, Source, terminal, write_line, write_text};
use crate::{
    document::{Document, Format, ReadOptions},
    language::detect,
    segment::Segmenter,
    text::{MAX_STREAM, WRAPPING_SAMPLE, counted, is_hard_wrapped, open_file},
};

/// Bytes read at once; a longer line makes the buffer grow.
const CHUNK: usize = 1 << 18;

/// Segments `source` if it is plain UTF-8 text with one paragraph a line; otherwise it goes the way of
/// every document. `false`: nothing was read, the batch takes it.
pub(super) fn run(
    source: &Source,
    options: &ReadOptions,
    segmenters: &Segmenters,
    out: &mut Out,
) -> anyhow::Result<bool> {
    let plain = options.format.is_none_or(|format| format == Format::PLAIN);
    if !plain || options.encoding.is_some() || options.wrapped == Some(true) {
        return Ok(false);
    }
    match source {
        Source::File { path, .. } => {
            let named_plain = path.extension().is_none_or(|ending| ending.eq_ignore_ascii_case("txt"));
            if !named_plain && options.format.is_none() {
                return Ok(false);
            }
            let mut file = open_file(path).with_context(|| source.name())?;
            let mut chunk = Chunk::default();
            chunk.fill(&mut file).with_context(|| source.name())?;
            if !chunk.is_plain(options) {
                return Ok(false);
            }
            segment(&mut file, chunk, segmenters, out).with_context(|| source.name())?;
        }
        Source::Stdin => {
            let mut stdin = terminal::input();
            let mut chunk = Chunk::default();
            chunk.fill(&mut stdin).context("standard input")?;
            if chunk.is_plain(options) {
                segment(&mut stdin, chunk, segmenters, out).context("standard input")?;
            } else {
                let mut bytes = std::mem::take(&mut chunk.bytes);
                bytes.truncate(chunk.len);
                let document = Document::from_reader("-", bytes.as_slice().chain(stdin), options)?;
                write_text(&document, segmenters, &mut out.buffer);
            }
        }
    }
    Ok(true)
}

/// Bytes read and not yet segmented: `bytes[..len]`.
#[derive(Default)]
struct Chunk {
    bytes: Vec<u8>,
    len: usize,
    ended: bool,
}

impl Chunk {
    /// Reads until the buffer is full or the input ends.
    fn fill(&mut self, input: &mut impl Read) -> io::Result<()> {
        if self.len as u64 > MAX_STREAM {
            let message = format!("a line of more than {} MB", MAX_STREAM >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        if self.len == self.bytes.len() {
            self.bytes.resize((2 * self.len).max(CHUNK), 0);
        }
        while self.len < self.bytes.len() && !self.ended {
            match input.read(&mut self.bytes[self.len..]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.len += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The end of the last whole line; all there is when the input ended.
    fn whole_lines(&self) -> usize {
        if self.ended {
            return self.len;
        }
        memchr::memrchr(b'\n', &self.bytes[..self.len]).map_or(0, |last| last + 1)
    }

    /// Whether the input looks like plain UTF-8 text with one paragraph a line.
    fn is_plain(&self, options: &ReadOptions) -> bool {
        let sample = &self.bytes[..self.whole_lines().max(self.len.min(WRAPPING_SAMPLE))];
        let Some(text) = valid_start(sample) else { return false };
        let marked = text.trim_start().starts_with(['<', '{', '%', '\u{FEFF}']) || sample.contains(&0);
        !marked && (options.wrapped == Some(false) || !is_hard_wrapped(text))
    }

    fn drop_front(&mut self, count: usize) {
        self.bytes.copy_within(count..self.len, 0);
        self.len -= count;
    }
}

/// `bytes` as text, but for a character cut off at their end.
fn valid_start(bytes: &[u8]) -> Option<&str> {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

fn segment(
    input: &mut impl Read,
    mut chunk: Chunk,
    segmenters: &Segmenters,
    out: &mut Out,
) -> anyhow::Result<()> {
    let guess = || valid_start(&chunk.bytes[..chunk.len]).and_then(detect);
    let segmenter = segmenters.of(segmenters.lang.or_else(guess));
    let mut done = 0;
    loop {
        let whole = chunk.whole_lines();
        if let Some(nul) = memchr::memchr(0, &chunk.bytes[..whole]) {
            bail!("this is a binary file: it has a NUL byte after {}", counted(done + nul, "byte"));
        }
        match simdutf8::basic::from_utf8(&chunk.bytes[..whole]) {
            Ok(text) => lines(text, segmenter, out)?,
            // A valid start, then damage: what is damaged is replaced, as in any document.
            Err(_) => lines(&String::from_utf8_lossy(&chunk.bytes[..whole]), segmenter, out)?,
        }
        done += whole;
        if chunk.ended {
            return Ok(());
        }
        chunk.drop_front(whole);
        chunk.fill(input)?;
    }
}

/// Every line that holds more than white space is a block.
fn lines(text: &str, segmenter: &Segmenter, out: &mut Out) -> anyhow::Result<()> {
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        start = end + 1;
        if line.is_empty() {
            continue;
        }
        let before = out.buffer.len();
        if out.begun {
            out.buffer.push(b'\n');
        }
        let from = out.buffer.len();
        write_line(line, segmenter, &mut out.buffer);
        if out.buffer.len() == from {
            out.buffer.truncate(before);
        } else {
            out.begun = true;
        }
        out.flush_if_full()?;
    }
    Ok(())
}
