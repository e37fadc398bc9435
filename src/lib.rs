//! drogman reads French articles, finds every way a name is written, and writes the term sheet a
//! translator would have made by hand.
//!
//! A module uses only the modules above it in this list; `tests/laws/house.rs` guards the order.

pub mod text;

pub mod language;

pub mod glossary;

pub mod document;

pub mod segment;

pub mod matching;

pub mod similar;

pub mod sheet;

pub mod extract;

pub mod normalize;

pub mod check;

pub mod align;

pub mod exchange;

pub mod report;

pub mod cli;
