//! How alike two names are, and an index that answers «which known name is this?».

pub mod compare;
pub mod features;
mod gender;
pub mod keys;
pub mod letters;
pub mod postings;
mod spelling;

pub use spelling::{Spelling, base, letter_char};
