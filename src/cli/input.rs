//! What the verbs read: files, folders, standard input.

use std::{
    collections::HashSet,
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::Context as _;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::terminal;
use crate::{
    document::{Document, Format, Passages, ReadError, ReadOptions, documents_below, read_start},
    text::Bounded,
};

/// Passages are about so long (bytes); several are in memory at once.
const PASSAGE: usize = 1 << 20;
/// The most of standard input that is put aside on the disk (bytes).
const ASIDE: u64 = 1 << 30;

/// How long a plain text may be and still be worked on whole, by verbs that can work on passages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    /// In bytes.
    pub bytes: u64,
    /// In lines: each takes some memory, however short it is.
    pub lines: u64,
}

impl Default for Whole {
    fn default() -> Self {
        Self { bytes: 8 << 20, lines: 1 << 18 }
    }
}

/// The input options of every verb that reads documents.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Input {
    /// Files or folders; `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The encoding of the input (WHATWG label, or mac-roman) instead of detecting it
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Read the input as this format instead of telling it by name and content
    #[arg(long = "input-format", value_name = "FORMAT", value_parser = format_parser())]
    pub input_format: Option<Format>,
    /// Plain text is hard-wrapped: a line break inside a paragraph is a space
    #[arg(long, overrides_with = "not_wrapped")]
    pub wrapped: bool,
    /// Plain text is not hard-wrapped: every line is a paragraph
    #[arg(long, overrides_with = "wrapped")]
    pub not_wrapped: bool,
    /// A folder whose files are outputs, not inputs.
    #[arg(skip)]
    outputs: Option<PathBuf>,
    /// `paths` as the file system knows them, when they have been asked for.
    #[arg(skip)]
    real: OnceLock<Real>,
}

/// Takes the formats of documents by their ids.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let known = Format::all().map(|format| {
        let value = PossibleValue::new(format.id());
        match format.note() {
            Some(note) => value.help(note),
            None => value,
        }
    });
    PossibleValuesParser::new(known).try_map(|id| id.parse::<Format>())
}

/// Files and folders, links followed.
#[derive(Clone, Debug, Default)]
struct Real {
    files: HashSet<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Input {
    /// Files and folders that are read as they come.
    pub(super) fn of(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            encoding: None,
            input_format: None,
            wrapped: false,
            not_wrapped: false,
            outputs: None,
            real: OnceLock::new(),
        }
    }

    /// How the documents are to be read.
    pub(super) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            format: self.input_format,
            encoding: self.encoding.clone(),
            language: None,
            wrapped: match (self.wrapped, self.not_wrapped) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
        }
    }

    /// Leaves the files below `folder` out when folders are walked: they are this run’s outputs.
    ///
    /// # Errors
    /// When `folder` is itself one of the folders to be walked.
    pub(super) fn leave_out(&mut self, folder: &Path) -> anyhow::Result<()> {
        let Ok(real) = folder.canonicalize() else { return Ok(()) };
        anyhow::ensure!(
            !self.real().folders.contains(&real),
            "{}: this folder is read; name another folder with -o",
            folder.display()
        );
        self.outputs = Some(real);
        Ok(())
    }

    /// Whether `path` was given as an input by name.
    pub(super) fn names(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|real| self.real().files.contains(&real))
    }

    /// Whether `path`, which need not be there yet, is one of the inputs: by name, or in a folder that is walked.
    pub(super) fn reads(&self, path: &Path) -> bool {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let in_folder = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
        let Some(real) = path.canonicalize().ok().or_else(in_folder) else { return false };
        let walked = |root: &PathBuf| real.starts_with(root) && !self.is_output(root, &real);
        self.real().files.contains(&real) || self.real().folders.iter().any(walked)
    }

    /// Whether what a walk of `root` finds at `path` is an output.
    fn is_output(&self, root: &Path, path: &Path) -> bool {
        self.outputs.as_ref().is_some_and(|outputs| outputs.starts_with(root) && path.starts_with(outputs))
    }

    fn real(&self) -> &Real {
        self.real.get_or_init(|| {
            let mut real = Real::default();
            for path in self.paths.iter().filter_map(|path| path.canonicalize().ok()) {
                if path.is_dir() {
                    real.folders.push(path);
                } else {
                    real.files.insert(path);
                }
            }
            real
        })
    }

    /// The files to read, folders walked ([`documents_below`]), in order of their paths within each argument; one that
    /// is named twice is read once. With them, why what could not be walked could not.
    pub(super) fn files(&self) -> (Vec<Source>, Vec<anyhow::Error>) {
        let mut sources = Vec::new();
        let mut failures = Vec::new();
        if self.paths.is_empty() {
            sources.push(Source::Stdin);
        }
        for path in &self.paths {
            if path.as_os_str() == "-" {
                sources.push(Source::Stdin);
            } else if path.is_dir() {
                self.walk(path, &mut sources, &mut failures);
            } else {
                sources.push(Source::File { path: path.clone(), root: None });
            }
        }
        let mut seen = HashSet::new();
        sources.retain(|source| seen.insert(source.path().map(Path::to_owned)));
        (sources, failures)
    }
}

/// Where one document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Standard input.
    Stdin,
    /// A file, and the folder given on the command line it was found in.
    File { path: PathBuf, root: Option<PathBuf> },
}

impl Source {
    /// Where it lies; `None` for standard input.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File { path, .. } => Some(path),
        }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    /// How many bytes it has, as far as the file system tells.
    pub(super) fn len(&self) -> u64 {
        match self {
            // As long as it may be: in a chunk of its own.
            Self::Stdin => u64::MAX,
            Self::File { path, .. } => path.metadata().map_or(0, |metadata| metadata.len()),
        }
    }

    /// How many bytes it is known to have.
    pub(super) fn known_len(&self) -> u64 {
        if matches!(self, Self::Stdin) { 0 } else { self.len() }
    }

    /// Whether it is longer than what is worked on whole, as far as can be told without reading standard input.
    pub(super) fn is_long(&self, whole: Whole) -> bool {
        let len = self.len();
        match self {
            Self::Stdin => true,
            _ if len > whole.bytes => true,
            Self::File { path, .. } => {
                len > whole.lines && has_more_lines(path, whole.lines).unwrap_or(false)
            }
        }
    }

    /// Reads the document.
    pub(super) fn read(&self, options: &ReadOptions) -> anyhow::Result<Document> {
        Ok(read_document(self.path().unwrap_or(Path::new("-")), options)?)
    }
}

/// A source that may be long, opened.
pub(super) enum Opened {
    Whole(Box<Document>),
    Passages(Box<Passages>),
}

impl Source {
    /// Opens a source that may be long; standard input is put aside in a temporary file when it is.
    pub(super) fn open(&self, options: &ReadOptions, whole: Whole) -> anyhow::Result<Opened> {
        match self {
            Self::File { path, .. } => match Document::passages(path, options, PASSAGE)? {
                Some(passages) => Ok(Opened::Passages(Box::new(passages))),
                None => Ok(Opened::Whole(Box::new(self.read(options)?))),
            },
            Self::Stdin => open_stdin(options, whole),
        }
    }
}

/// Reads a file, or standard input where the path is `-`.
pub(super) fn read_document(path: &Path, options: &ReadOptions) -> Result<Document, ReadError> {
    match path.as_os_str() == "-" {
        true => Document::from_reader("-", terminal::input(), options),
        false => Document::read(path, options),
    }
}

/// Whether a file has more than `most` lines.
fn has_more_lines(path: &Path, most: u64) -> std::io::Result<bool> {
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
/// longer than [`ASIDE`].
fn open_stdin(options: &ReadOptions, whole: Whole) -> anyhow::Result<Opened> {
    let mut input = Bounded::new(terminal::input(), ASIDE);
    let mut bytes = read_start("-", &mut input, options)?;
    let rest = whole.bytes.saturating_sub(bytes.len() as u64);
    input.by_ref().take(rest).read_to_end(&mut bytes).context("standard input")?;
    if (bytes.len() as u64) < whole.bytes && line_ends(&bytes) <= whole.lines {
        return Ok(Opened::Whole(Box::new(Document::from_bytes("-", bytes, options)?)));
    }
    let aside = "standard input is long: it cannot be put aside in a temporary file";
    let mut file = tempfile::tempfile().context(aside)?;
    file.write_all(&bytes).context(aside)?;
    drop(bytes);
    std::io::copy(&mut input, &mut file).context(aside)?;
    file.rewind().context(aside)?;
    let mut again = file.try_clone().context(aside)?;
    if let Some(passages) = Passages::open("-", file, options, PASSAGE)? {
        return Ok(Opened::Passages(Box::new(passages)));
    }
    again.rewind().context(aside)?;
    Ok(Opened::Whole(Box::new(Document::from_reader("-", again, options)?)))
}

impl Input {
    /// Finds the documents of a folder.
    fn walk(&self, root: &Path, sources: &mut Vec<Source>, failures: &mut Vec<anyhow::Error>) {
        let known = failures.len();
        let (mut found, errors) = documents_below(root);
        failures.extend(errors.into_iter().map(anyhow::Error::new));
        let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        if self.is_output(&real, self.outputs.as_deref().unwrap_or(Path::new(""))) {
            found.retain(|path| !path.canonicalize().is_ok_and(|path| self.is_output(&real, &path)));
        }
        if found.is_empty() && failures.len() == known {
            failures.push(anyhow::anyhow!("{}: no file in this folder", root.display()));
        }
        sources.extend(found.into_iter().map(|path| Source::File { path, root: Some(root.to_owned()) }));
    }
}
