//! From occurrences to the rows of a term sheet; sheets merge.
//!
//! A [`Sheet`] tallies the forms in use, document by document; [`Sheet::merge`] joins two tallies in any
//! order with the same result. A [`Table`] is the finished sheet in words, ready for any format.

mod example;
mod order;
mod table;
mod tally;
mod unknown;

pub use example::Example;
pub use table::{ConceptRow, ExampleRow, FormRow, Table, UnknownRow};
pub(crate) use tally::form_in_use;
pub use tally::{FormKey, FormTally, Sheet};
pub use unknown::UnknownTally;
