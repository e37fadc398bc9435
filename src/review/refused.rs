use serde_json::Value;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refused {
    /// There is no such thing.
    NotFound,
    /// The view is not kept any more.
    Gone,
    /// The field of a thing is not what was said.
    Stale {
        /// The thing.
        on: String,
        /// Its field.
        field: String,
        /// What it is now.
        now: Value,
    },
    /// A count or an id is not what was said; what it is now.
    Now(Value),
    /// Other acts stand in the way: their ids.
    Needs(Vec<String>),
    /// It cannot be done, and why, in words that say what to do.
    Bad(String),
    /// The disk or the system failed, in words.
    Failed(String),
}
