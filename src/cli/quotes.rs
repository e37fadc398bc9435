//! The option of the verbs that rewrite names, or offer to.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::normalize::Quotes;

/// Reads the value of `--quotes`.
pub(super) fn parser() -> impl TypedValueParser<Value = Quotes> {
    let value = |quotes: Quotes| PossibleValue::new(quotes.name()).help(quotes.description());
    PossibleValuesParser::new(Quotes::ALL.map(value)).try_map(|name| name.parse::<Quotes>())
}
