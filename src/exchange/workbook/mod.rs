//! XLSX: one look for every workbook that is written, and the first sheet of one that is read.

mod help;
mod read;
mod write;

pub(super) use read::{FirstSheet, workbook_bytes};
pub(super) use write::{Book, Sheet, check_rows};
