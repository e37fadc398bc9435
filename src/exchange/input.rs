//! The bytes of a foreign list: decoded to UTF-8 as they come, with lines counted and pieces bounded.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::ReadError;
use crate::{
    document,
    markup::{Pieces, declared_encoding},
};

/// How long one piece (an element’s text, a row, a line) may be, in bytes.
pub const MAX_PIECE: usize = 16 << 20;

/// How many bytes are looked at to tell the encoding.
const SAMPLE: usize = 64 << 10;

/// How long an XML declaration may be, in bytes.
const DECLARATION: usize = 200;

/// A list being read: UTF-8 out, whatever came in.
///
/// The encoding is told by a byte-order mark, else by the XML declaration, else UTF-8 when the start of the
/// file is UTF-8, else told as that of a document is.
pub struct Input<R> {
    inner: R,
    decoder: Decoder,
    encoding: &'static Encoding,
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    end: bool,
    line: usize,
    /// How many characters of the line stand before `out`.
    before: usize,
    /// How many bytes of the piece were read.
    piece: usize,
    /// Where the piece starts, when that is not in `out` any more.
    piece_start: Option<(usize, usize)>,
}

/// The bytes of a list.
pub type Source<'a> = Input<Box<dyn Read + 'a>>;

impl<R: Read> Input<R> {
    /// Starts reading; the first bytes are read to tell the encoding.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn new(inner: R) -> io::Result<Self> {
        Self::in_encoding(inner, None)
    }

    /// As [`Input::new`], in the encoding of a label (WHATWG’s, or `mac-roman`) where one is given.
    ///
    /// # Errors
    /// When the label names no encoding, or the file cannot be read.
    ///
    /// ```
    /// use std::io::Read as _;
    /// let mut text = String::new();
    /// let bytes: &[u8] = b"tr\x90ve";
    /// drogman::exchange::Input::in_encoding(bytes, Some("mac-roman")).unwrap().read_to_string(&mut text).unwrap();
    /// assert_eq!(text, "trêve");
    /// ```
    pub fn in_encoding(mut inner: R, label: Option<&str>) -> io::Result<Self> {
        let named = label.map(|label| {
            document::encoding_named(label).ok_or_else(|| {
                let message =
                    format!("unknown encoding «{label}»; write utf-8, windows-1252, mac-roman, utf-16le…");
                io::Error::new(io::ErrorKind::InvalidInput, message)
            })
        });
        let named = named.transpose()?;
        let mut raw = Vec::with_capacity(SAMPLE);
        inner.by_ref().take(SAMPLE as u64).read_to_end(&mut raw)?;
        let encoding = named.unwrap_or_else(|| encoding_of(&raw));
        Ok(Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            encoding,
            raw,
            out: Vec::new(),
            at: 0,
            end: false,
            line: 1,
            before: 0,
            piece: 0,
            piece_start: None,
        })
    }

    /// The bytes as they stand in the file, for a format that is no text; from the start of the file, when
    /// nothing was read yet.
    pub fn into_raw(self) -> impl Read {
        io::Cursor::new(self.raw).chain(self.inner)
    }

    /// The line that is being read, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Says that a piece ended: the next may be as long again.
    pub fn next_piece(&mut self) {
        (self.piece, self.piece_start) = (0, None);
    }

    /// Where the piece starts that is being read: line and column (in characters), from 1.
    pub fn piece_place(&self) -> (usize, usize) {
        self.piece_start.unwrap_or_else(|| {
            let start = self.at - self.piece.min(self.at);
            let since = memchr::memchr_iter(b'\n', &self.out[start..self.at]).count();
            (self.line - since, self.column(start))
        })
    }

    /// The column of a place in `out`.
    fn column(&self, at: usize) -> usize {
        let characters = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        let line = memchr::memrchr(b'\n', &self.out[..at]);
        line.map_or(self.before + characters(&self.out[..at]), |end| characters(&self.out[end + 1..at])) + 1
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.at == self.out.len() && !self.end {
            if self.piece > 0 && self.piece_start.is_none() {
                self.piece_start = Some(self.piece_place());
            }
            self.before = self.column(self.at) - 1;
            if self.raw.is_empty() {
                self.raw.resize(SAMPLE, 0);
                let read = self.inner.read(&mut self.raw)?;
                self.raw.truncate(read);
            }
            let last = self.raw.is_empty();
            let room = self.decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(0);
            self.out.resize(room.max(16), 0);
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(&self.raw, &mut self.out, last);
            self.out.truncate(written);
            self.at = 0;
            if let encoding_rs::DecoderResult::Malformed(..) = result {
                let line = self.line + memchr::memchr_iter(b'\n', &self.out).count();
                let name = self.encoding.name();
                let message = format!(
                    "these bytes are not {name}; save the file as UTF-8, or name its encoding with --encoding"
                );
                return Err(ReadError::at(line, message).column(self.column(self.out.len())).into());
            }
            self.raw.drain(..read);
            self.end = last;
        }
        Ok(())
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let chunk = self.fill_buf()?;
        let length = chunk.len().min(buffer.len());
        buffer[..length].copy_from_slice(&chunk[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > MAX_PIECE {
            let (line, column) = self.piece_place();
            let message = format!("a single piece of more than {} MB; this is no term list", MAX_PIECE >> 20);
            return Err(ReadError::at(line, message).column(column).into());
        }
        self.refill()?;
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.at + amount).min(self.out.len());
        self.line += memchr::memchr_iter(b'\n', &self.out[self.at..end]).count();
        self.piece += end - self.at;
        self.at = end;
    }
}

impl<R: Read> Pieces for Input<R> {
    fn next_piece(&mut self) {
        Self::next_piece(self);
    }

    fn line(&self) -> usize {
        Self::line(self)
    }

    fn piece_place(&self) -> (usize, usize) {
        Self::piece_place(self)
    }
}

fn encoding_of(start: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return encoding;
    }
    if start.starts_with(b"<\0") {
        return encoding_rs::UTF_16LE;
    }
    if start.starts_with(b"\0<") {
        return encoding_rs::UTF_16BE;
    }
    let head = String::from_utf8_lossy(&start[..start.len().min(DECLARATION)]);
    if let Some(encoding) = declared_encoding(&head).and_then(|label| Encoding::for_label(label.as_bytes())) {
        return encoding;
    }
    let valid = match std::str::from_utf8(start) {
        Ok(_) => true,
        // A character cut by the end of the sample.
        Err(error) => error.error_len().is_none() && start.len() == SAMPLE,
    };
    // UTF-16 in Latin script is valid UTF-8 too, with a zero in every second place.
    if valid && !start.contains(&0) || start.starts_with(b"<") {
        return UTF_8;
    }
    document::encoding_of(start)
}
