//! Values of `--format`, from the formats the library has.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Parses the name of one of `formats`; `told` is its name, and what it is, for those who choose.
pub(super) fn one_of<F: ?Sized + Sync + 'static>(
    formats: &'static [&'static F],
    told: fn(&F) -> (&'static str, &'static str),
) -> impl TypedValueParser<Value = &'static F> {
    let value = move |format: &&'static F| match told(format) {
        (name, "") => PossibleValue::new(name),
        (name, about) => PossibleValue::new(name).help(about),
    };
    let find = move |name: String| {
        formats.iter().copied().find(|format| told(format).0 == name).ok_or("there is no such format")
    };
    PossibleValuesParser::new(formats.iter().map(value)).try_map(find)
}
