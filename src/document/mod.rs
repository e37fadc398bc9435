//! From bytes to a [`Document`]: encodings, plain text, HTML, DOCX, XLIFF and their kin.

mod archive;
mod block;
mod detect;
mod encoding;
mod flow;
mod folder;
mod format;
mod formats;
mod model;
mod options;
mod output_folder;
mod passages;
mod plain_blocks;
mod read;
mod replace;
mod reread;
mod rewrite;
mod sources;
mod unfinished;
#[cfg(feature = "xlsx")]
mod workbook;

pub use block::{Block, BlockKind, Run, RunKind};
pub(crate) use detect::{encoding_named, encoding_of};
pub use folder::{CONFIGURATION, documents_below};
pub use format::{Format, UnknownFormat};
pub use model::{BlockEdit, Document, Location, Part, RewriteError};
pub use options::ReadOptions;
pub use output_folder::{OutputFolder, OutputFolderError};
pub use passages::Passages;
pub use read::ReadError;
pub use replace::{Fingerprint, ReplaceError, Replacement, replace_file, replace_file_with};
pub use sources::{Opened, Source, Sources, StandardInput, WholeLimit};
pub use unfinished::remove_unfinished;
#[cfg(feature = "xlsx")]
pub(crate) use workbook::{Cells, MOST_TEXT, Workbook, too_much_text};
