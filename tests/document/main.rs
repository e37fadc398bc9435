//! Reading documents and writing edits back: the laws of the document room, format by format.

mod batch;
mod encodings;
mod formats;
mod html;
mod law;
mod markdown;
mod replace;
