//! Where documents come from: files, folders, standard input.

use std::{
    collections::HashSet,
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use super::{
    folder::documents_below,
    model::Document,
    options::ReadOptions,
    passages::Passages,
    read::{ReadError, read_start},
};
use crate::text::Bounded;

/// Passages are about so long (bytes); several are in memory at once.
const PASSAGE_BYTES: usize = 1 << 20;
/// The most of standard input that is put aside on the disk (bytes).
const MAX_ASIDE_BYTES: u64 = 1 << 30;

/// Files and folders that somebody names, links followed.
///
/// ```
/// use drogman::document::{Source, Sources};
/// let folder = tempfile::tempdir().unwrap();
/// let (article, sheets) = (folder.path().join("a.txt"), folder.path().join("sheets"));
/// std::fs::write(&article, "Bakou dort.").unwrap();
/// std::fs::create_dir(&sheets).unwrap();
/// std::fs::write(sheets.join("sheet.csv"), "").unwrap();
/// let named = [folder.path().to_owned()];
/// let mut sources = Sources::new(&named);
/// assert!(sources.leave_out(&sheets));
/// let (found, failures) = sources.walk(&named);
/// assert_eq!(found, [Source::File { path: article.clone(), root: Some(named[0].clone()) }]);
/// assert!(failures.is_empty() && sources.reads(&article) && !sources.reads(&sheets.join("sheet.csv")));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: HashSet<PathBuf>,
    folders: Vec<PathBuf>,
    /// A folder whose files are outputs.
    outputs: Option<PathBuf>,
}

impl Sources {
    /// What is there of `paths`.
    pub fn new(paths: &[PathBuf]) -> Self {
        let mut sources = Self::default();
        for path in paths.iter().filter_map(|path| path.canonicalize().ok()) {
            if path.is_dir() {
                sources.folders.push(path);
            } else {
                sources.files.insert(path);
            }
        }
        sources
    }

    /// Leaves the files below `folder` out when folders are walked: they are outputs. `false`: it is itself one of
    /// the folders to be walked.
    pub fn leave_out(&mut self, folder: &Path) -> bool {
        let Ok(real) = folder.canonicalize() else { return true };
        let is_read = self.folders.contains(&real);
        if !is_read {
            self.outputs = Some(real);
        }
        !is_read
    }

    /// Whether `path` is one of the files named.
    pub fn names(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|real| self.files.contains(&real))
    }

    /// Whether `path`, which need not be there yet, is read: as one of the files named, or in a folder that is walked.
    pub fn reads(&self, path: &Path) -> bool {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let in_folder = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
        let Some(real) = path.canonicalize().ok().or_else(in_folder) else { return false };
        let walked = |root: &PathBuf| real.starts_with(root) && !self.is_output(root, &real);
        self.files.contains(&real) || self.folders.iter().any(walked)
    }

    /// Whether what a walk of `root` finds at `path` is an output.
    fn is_output(&self, root: &Path, path: &Path) -> bool {
        self.outputs.as_ref().is_some_and(|outputs| outputs.starts_with(root) && path.starts_with(outputs))
    }

    /// What is to be read of `paths`, folders walked ([`documents_below`]), in order of the paths within each; `-`, or
    /// no path at all, is standard input. One that is named twice is read once. With them, why what could not be
    /// walked could not.
    pub fn walk(&self, paths: &[PathBuf]) -> (Vec<Source>, Vec<io::Error>) {
        let mut sources = Vec::new();
        let mut failures = Vec::new();
        if paths.is_empty() {
            sources.push(Source::Stdin);
        }
        for path in paths {
            if path.as_os_str() == "-" {
                sources.push(Source::Stdin);
            } else if path.is_dir() {
                self.walk_folder(path, &mut sources, &mut failures);
            } else {
                sources.push(Source::File { path: path.clone(), root: None });
            }
        }
        let mut seen = HashSet::new();
        sources.retain(|source| seen.insert(source.path().map(Path::to_owned)));
        (sources, failures)
    }

    fn walk_folder(&self, root: &Path, sources: &mut Vec<Source>, failures: &mut Vec<io::Error>) {
        let known = failures.len();
        let (mut found, errors) = documents_below(root);
        failures.extend(errors);
        let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        if self.is_output(&real, self.outputs.as_deref().unwrap_or(Path::new(""))) {
            found.retain(|path| !path.canonicalize().is_ok_and(|path| self.is_output(&real, &path)));
        }
        if found.is_empty() && failures.len() == known {
            failures.push(io::Error::other(format!("{}: no file in this folder", root.display())));
        }
        sources.extend(found.into_iter().map(|path| Source::File { path, root: Some(root.to_owned()) }));
    }
}

/// Where one document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Where it lies.
        path: PathBuf,
        /// The folder that was named and walked, for a file found in one.
        root: Option<PathBuf>,
    },
}

/// How long a plain text may be and still be worked on whole, where work can be done on passages.
#[derive(Clone, Copy, Debug)]
pub struct WholeLimit {
    /// In bytes.
    pub bytes: u64,
    /// In lines: each takes some memory, however short it is.
    pub lines: u64,
}

impl WholeLimit {
    /// Where names are rewritten, or checked for it: how the lines of a text are wrapped is then looked at again.
    pub const FOR_REWRITING: Self = Self { bytes: 32 << 20, lines: 1 << 18 };
}

impl Default for WholeLimit {
    fn default() -> Self {
        Self { bytes: 8 << 20, lines: 1 << 18 }
    }
}

/// A source that may be long, opened.
#[derive(Debug)]
pub enum Opened {
    /// It is not, or cannot be read in passages.
    Whole(Box<Document>),
    /// A long plain text.
    Passages(Box<Passages>),
}

impl Source {
    /// Where it lies; `None` for standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File { path, .. } => Some(path),
        }
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    /// Its place below the folder it was found in; of a file that was itself named, its name.
    pub fn place(&self) -> Option<&Path> {
        let Self::File { path, root } = self else { return None };
        let below = root.as_ref().and_then(|root| path.strip_prefix(root).ok());
        below.filter(|below| below.file_name().is_some()).or_else(|| path.file_name().map(Path::new))
    }

    /// How many bytes it may have: of a file what the file system tells, of standard input any number.
    pub fn max_len(&self) -> u64 {
        match self {
            Self::Stdin => u64::MAX,
            Self::File { path, .. } => path.metadata().map_or(0, |metadata| metadata.len()),
        }
    }

    /// How many bytes it is known to have.
    pub fn known_len(&self) -> u64 {
        if matches!(self, Self::Stdin) { 0 } else { self.max_len() }
    }

    /// Whether it is longer than `whole`, as far as can be told without reading standard input.
    pub fn is_long(&self, whole: WholeLimit) -> bool {
        let len = self.max_len();
        match self {
            Self::Stdin => true,
            _ if len > whole.bytes => true,
            Self::File { path, .. } => {
                len > whole.lines && has_more_lines(path, whole.lines).unwrap_or(false)
            }
        }
    }

    /// Reads the document.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub fn read(&self, options: &ReadOptions) -> Result<Document, ReadError> {
        match self {
            Self::Stdin => Document::from_reader("-", StandardInput::new(), options),
            Self::File { path, .. } => Document::read(path, options),
        }
    }

    /// Opens a source that may be long; standard input is put aside in a temporary file when it is.
    ///
    /// # Errors
    /// As [`Document::read`], and when standard input is too long to be put aside.
    pub fn open(&self, options: &ReadOptions, whole: WholeLimit) -> Result<Opened, ReadError> {
        match self {
            Self::File { path, .. } => match Document::passages(path, options, PASSAGE_BYTES)? {
                Some(passages) => Ok(Opened::Passages(Box::new(passages))),
                None => Ok(Opened::Whole(Box::new(self.read(options)?))),
            },
            Self::Stdin => open_stdin(options, whole),
        }
    }
}

/// Whether a file has more than `most` lines.
fn has_more_lines(path: &Path, most: u64) -> io::Result<bool> {
    let mut file = std::fs::File::open(path)?;
    let mut piece = vec![0; 1 << 16];
    let mut lines = 0;
    loop {
        let read = file.read(&mut piece)?;
        lines += line_ends(&piece[..read]);
        if lines > most || read == 0 {
            return Ok(lines > most);
        }
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    // Lines end with a line feed, or all with a carriage return.
    feeds.max(memchr::memchr_iter(b'\r', bytes).count()) as u64
}

/// Opens standard input; what is no text is refused before more of it is read, and what has no end when it is
/// longer than [`MAX_ASIDE_BYTES`].
fn open_stdin(options: &ReadOptions, whole: WholeLimit) -> Result<Opened, ReadError> {
    let failed = |source| ReadError::Io { path: "-".to_owned(), source };
    let mut input = Bounded::new(StandardInput::new(), MAX_ASIDE_BYTES);
    let mut bytes = read_start("-", &mut input, options)?;
    let rest = whole.bytes.saturating_sub(bytes.len() as u64);
    input.by_ref().take(rest).read_to_end(&mut bytes).map_err(failed)?;
    if (bytes.len() as u64) < whole.bytes && line_ends(&bytes) <= whole.lines {
        return Ok(Opened::Whole(Box::new(Document::from_bytes("-", bytes, options)?)));
    }
    let (file, mut again) = put_aside(bytes, input).map_err(|error| ReadError::Content {
        path: "-".to_owned(),
        message: format!("standard input is long: it cannot be put aside in a temporary file: {error}"),
    })?;
    if let Some(passages) = Passages::open("-", file, options, PASSAGE_BYTES)? {
        return Ok(Opened::Passages(Box::new(passages)));
    }
    again.rewind().map_err(failed)?;
    Ok(Opened::Whole(Box::new(Document::from_reader("-", again, options)?)))
}

/// Puts what was read, and the rest, into a temporary file; twice the same file, at its start.
fn put_aside(read: Vec<u8>, mut rest: impl io::Read) -> io::Result<(std::fs::File, std::fs::File)> {
    let mut file = tempfile::tempfile()?;
    file.write_all(&read)?;
    drop(read);
    io::copy(&mut rest, &mut file)?;
    file.rewind()?;
    let again = file.try_clone()?;
    Ok((file, again))
}

/// Standard input that stays at its end: on a terminal one Ctrl-D ends it, however often it is read again.
#[derive(Debug)]
pub struct StandardInput {
    stdin: io::StdinLock<'static>,
    ended: bool,
}

impl StandardInput {
    /// That of the process, locked.
    #[expect(clippy::new_without_default, reason = "it locks a stream: no value to be had for nothing")]
    pub fn new() -> Self {
        Self { stdin: io::stdin().lock(), ended: false }
    }
}

impl io::Read for StandardInput {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let read = self.stdin.read(bytes)?;
        self.ended = read == 0 && !bytes.is_empty();
        Ok(read)
    }
}

impl io::BufRead for StandardInput {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ended {
            return Ok(&[]);
        }
        let buffer = self.stdin.fill_buf()?;
        self.ended = buffer.is_empty();
        Ok(buffer)
    }

    fn consume(&mut self, amount: usize) {
        self.stdin.consume(amount);
    }
}
