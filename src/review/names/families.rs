use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::review::decisions::Decisions;

/// What makes the id of a name that the glossary does not have, before one of its spellings.
pub(super) const UNKNOWN: char = '+';
/// The family of a spelling that is a name of its own.
const NEW: &str = "new";

/// The spellings that a decision gave to another name: by the thing that was decided about (`form/ID:FORM`), the id of
/// the name.
#[derive(Clone, Debug, Default)]
pub(super) struct Families {
    moved: BTreeMap<String, String>,
    /// The spellings by which names that the glossary does not have were decided about.
    called: FxHashSet<String>,
}

/// What names are called does not change by deciding about them.
impl PartialEq for Families {
    fn eq(&self, other: &Self) -> bool {
        self.moved == other.moved
    }
}

impl Families {
    /// Those in force.
    pub(super) fn of(decisions: &Decisions) -> Self {
        let of_forms = decisions.below("form/").filter(|(_, field, _)| *field == "family");
        let moved = of_forms.filter_map(|(on, _, value)| {
            let family = value.as_str()?;
            let form = on.strip_prefix("form/")?.split_once(':')?.1;
            let family = if family == NEW { format!("{UNKNOWN}{form}") } else { family.to_owned() };
            Some((on.to_owned(), family))
        });
        let called = ["name/+", "form/+"].into_iter().flat_map(|prefix| {
            let things = decisions.below(prefix).filter_map(move |(on, ..)| on.strip_prefix(prefix));
            things.map(|rest| rest.split_once(':').map_or(rest, |(id, _)| id).to_owned())
        });
        let moved: BTreeMap<String, String> = moved.collect();
        let targets = moved.values().filter_map(|id| Some(id.strip_prefix(UNKNOWN)?.to_owned()));
        Self { called: called.chain(targets).collect(), moved }
    }

    /// The name that a spelling of the name `id` belongs to, where a decision moved it.
    pub(super) fn get(&self, id: &str, form: &str) -> Option<&str> {
        if self.moved.is_empty() {
            return None;
        }
        self.moved.get(&form_on(id, form)).map(String::as_str)
    }

    /// Whether a name that the glossary does not have is called by this spelling in what was decided.
    pub(super) fn is_called(&self, form: &str) -> bool {
        self.called.contains(form)
    }
}

/// What a decision about a spelling of a name is `on`.
pub(super) fn form_on(id: &str, form: &str) -> String {
    format!("form/{id}:{form}")
}
