//! The grammar around a name: elision, articles and their contractions, prepositions of place,
//! demonstratives, the few adjectives whose form follows the initial; English *a/an*.
//!
//! [`repair`] is the way in: it says how the words before a name change when another name takes its
//! place. What cannot be told from the words around the name, or would have to change with it and is not repaired, is a
//! [`Doubt`], never a guess.

mod agreement;
mod article;
mod before;
mod concord;
mod coordination;
mod doubt;
mod english;
mod frame;
mod initial;
mod name;
mod noun;
mod pairs;
mod repair;
mod samples;
mod standing;

pub use agreement::number_in_context;
pub use concord::{is_coordinator, opens_phrase};
pub use doubt::Doubt;
pub use english::repair_english;
pub use initial::{LetterClass, elides_before, letter_class};
pub use name::{Article, Elides, Gender, Grammar, Inflected, Locative, Number};
pub use noun::{Noun, NounKind, own_article_of, split_article};
pub use pairs::is_fronted_adjective;
pub use repair::{Repair, Replacement, repair};
pub use samples::samples;
