//! From bytes to a [`Document`]: encodings, plain text, HTML, DOCX, XLIFF and their kin.

mod block;
mod model;
mod plain;
mod read;

pub use block::{Block, BlockKind, Run};
pub use model::{BlockEdit, Document, Location, Part, RewriteError};
pub use read::{Format, ReadError, ReadOptions};
