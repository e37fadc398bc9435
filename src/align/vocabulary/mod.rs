//! What is compared: the tokens of both sides in one vocabulary, and segments as bags of them.

mod shape;
mod side;
mod tokens;

pub(in crate::align) use shape::{CLASSES, Shape};
pub(in crate::align) use side::{Entry, Side, Vocabulary, unite};
pub(in crate::align) use tokens::{Kind, coarse, kind, stem, tokens};
