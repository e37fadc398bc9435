//! From bytes to a [`Document`]: encodings, plain text, HTML, DOCX, XLIFF and their kin.

mod archive;
mod bilingual;
mod block;
mod detect;
mod docx;
mod encoding;
mod flow;
mod folder;
mod html;
mod markdown;
mod model;
mod passages;
mod plain;
mod po;
mod read;
mod replace;
mod reread;
mod rewrite;
mod sniff;
mod srt;
mod table;
mod unfinished;
mod workbook;
mod xml;

pub use block::{Block, BlockKind, Run, RunKind};
pub use folder::{CONFIGURATION, documents_below};
pub use model::{BlockEdit, Document, Location, Part, RewriteError};
pub use passages::Passages;
pub use read::{Format, ReadError, ReadOptions, read_start};
pub use replace::{Fingerprint, ReplaceError, Replacement, replace_file, replace_file_with};
pub use unfinished::remove_unfinished;
pub(crate) use workbook::{Cells, MOST_TEXT, Workbook, too_much_text};
pub(crate) use xml::{attribute_of, referred};
