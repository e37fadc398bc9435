//! Files opened to be read to their end: what has none, or is no file, is refused by what it is.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::Path,
};

/// The most that is read of something whose length nobody knows and that has to be whole in memory (bytes).
pub const MAX_STREAM: u64 = 256 << 20;

/// Opens a file to be read to its end. Besides regular files this takes what the shell or the system hands over
/// as an open descriptor: `<(command)`, `/dev/stdin`.
///
/// # Errors
/// When it cannot be opened; when it is a folder, a device, a socket, or a named pipe (which waits for a writer
/// that may never come).
pub fn open_file(path: &Path) -> io::Result<File> {
    let metadata = fs::metadata(path)?;
    match kind(&metadata) {
        Some(what) if metadata.is_dir() || !is_descriptor(path) => Err(refused(what)),
        _ => File::open(path),
    }
}

/// Reads a file that [`open_file`] opens; of a pipe no more than `limit` bytes.
///
/// # Errors
/// As [`open_file`], and when the pipe is longer.
pub fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut file = open_file(path)?;
    let mut bytes = Vec::new();
    match is_endless(&file.metadata()?) {
        true => Bounded::new(file, limit).read_to_end(&mut bytes)?,
        false => file.read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

/// The text of a file in UTF-8 that [`open_file`] opens, of a pipe as much as [`MAX_STREAM`].
///
/// # Errors
/// As [`read_file`], and when it is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    let invalid = |_| io::Error::new(io::ErrorKind::InvalidData, "this is not UTF-8; save it as UTF-8");
    String::from_utf8(read_file(path, MAX_STREAM)?).map_err(invalid)
}

/// Whether nobody knows how long it is: a pipe, a device; or a file that the system makes while it is read.
pub fn is_endless(metadata: &Metadata) -> bool {
    !metadata.is_file() || metadata.len() == 0
}

/// What it is when it is no regular file, in words.
fn kind(metadata: &Metadata) -> Option<&'static str> {
    let kind = metadata.file_type();
    if kind.is_file() {
        return None;
    }
    if kind.is_dir() {
        return Some("a folder");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return Some("a named pipe");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
    }
    Some("a device")
}

/// The error of a path that leads to no regular file; `None` when it does, or to nothing yet.
pub fn not_a_file(path: &Path) -> Option<io::Error> {
    kind(&fs::metadata(path).ok()?).map(refused)
}

fn refused(what: &str) -> io::Error {
    io::Error::other(format!("this is {what}, not a file"))
}

/// Whether the path names an open descriptor of this process.
fn is_descriptor(path: &Path) -> bool {
    let is_number = |rest: &Path| rest.to_str().is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    path == Path::new("/dev/stdin")
        || ["/dev/fd", "/proc/self/fd"].iter().any(|folder| {
            path.strip_prefix(folder).is_ok_and(|rest| !rest.as_os_str().is_empty() && is_number(rest))
        })
}

/// A reader that fails after so many bytes, so that what has no end fills neither memory nor disk.
#[derive(Debug)]
pub struct Bounded<R> {
    inner: R,
    limit: u64,
    left: u64,
}

impl<R: Read> Bounded<R> {
    /// Lets `limit` bytes through.
    pub fn new(inner: R, limit: u64) -> Self {
        Self { inner, limit, left: limit }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return match self.inner.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(too_long(self.limit)),
            };
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

fn too_long(limit: u64) -> io::Error {
    let mb = limit >> 20;
    let message =
        format!("more than {mb} MB, the most that is read of a pipe; save it in a file and give that");
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bounded_reader_lets_its_limit_through_and_no_more() {
        let read = |limit| {
            let mut bytes = Vec::new();
            Bounded::new(&b"abcd"[..], limit).read_to_end(&mut bytes).map(|_| bytes)
        };
        assert_eq!(read(4).unwrap(), b"abcd");
        assert_eq!(read(3).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn descriptors_are_told_from_files() {
        for path in ["/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"] {
            assert!(is_descriptor(Path::new(path)), "{path}");
        }
        for path in ["/dev/fd", "/dev/fd/../zero", "/dev/zero", "63"] {
            assert!(!is_descriptor(Path::new(path)), "{path}");
        }
    }
}
