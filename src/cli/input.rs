//! The input options of the verbs that read documents.

use std::{
    io,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::terminal;
use crate::document::{Document, Format, ReadError, ReadOptions, Source, Sources};

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
    /// What is there of `paths`, once it has been asked for.
    #[arg(skip)]
    sources: OnceLock<Sources>,
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

impl Input {
    /// The same options for other files and folders.
    pub(super) fn with_paths(&self, paths: Vec<PathBuf>) -> Self {
        Self { paths, sources: OnceLock::new(), ..self.clone() }
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
        let mut sources = self.sources().clone();
        ensure_not_read(&mut sources, folder)?;
        self.sources = OnceLock::from(sources);
        Ok(())
    }

    /// Whether `path` was given as an input by name.
    pub(super) fn names(&self, path: &Path) -> bool {
        self.sources().names(path)
    }

    /// Whether `path`, which need not be there yet, is one of the inputs: by name, or in a folder that is walked.
    pub(super) fn reads(&self, path: &Path) -> bool {
        self.sources().reads(path)
    }

    /// The documents to read, and why what could not be walked could not.
    pub(super) fn files(&self) -> (Vec<Source>, Vec<io::Error>) {
        self.sources().walk(&self.paths)
    }

    fn sources(&self) -> &Sources {
        self.sources.get_or_init(|| Sources::new(&self.paths))
    }
}

/// Makes sure that `folder`, which is written to, is none of the folders that are walked, and leaves its files out.
///
/// # Errors
/// When it is one.
pub(super) fn ensure_not_read(sources: &mut Sources, folder: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        sources.leave_out(folder),
        "{}: this folder is read; name another folder with -o",
        folder.display()
    );
    Ok(())
}

/// Reads a file, or standard input where the path is `-`.
pub(super) fn read_document(path: &Path, options: &ReadOptions) -> Result<Document, ReadError> {
    if path.as_os_str() != "-" {
        return Document::read(path, options);
    }
    terminal::announce_input();
    Source::Stdin.read(options)
}
