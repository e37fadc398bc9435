//! What was decided: acts, what is in force, and the glossary with it.

use std::{collections::BTreeMap, ops::Bound, sync::Arc};

use serde_json::Value;

use super::{ReviewError, ReviewOptions};
use crate::session::{Session, SharedGlossary};

/// What was decided.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    version: u64,
    in_force: BTreeMap<(String, String), Value>,
}

impl Decisions {
    /// What was decided before.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn open(_options: &ReviewOptions) -> Result<Self, ReviewError> {
        Ok(Self::default())
    }

    /// What a field of a thing was set to, and is in force.
    pub(crate) fn value(&self, on: &str, field: &str) -> Option<&Value> {
        self.in_force.get(&(on.to_owned(), field.to_owned()))
    }

    /// What is in force of the things that begin with `prefix`: thing, field, value.
    pub(crate) fn below<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Value)> {
        let from = (Bound::Included((prefix.to_owned(), String::new())), Bound::Unbounded);
        let values = self.in_force.range::<(String, String), _>(from);
        values
            .map(|((on, field), value)| (on.as_str(), field.as_str(), value))
            .take_while(move |(on, ..)| on.starts_with(prefix))
    }

    /// Grows with each act: what is computed from decisions is kept by it.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// The id of the last entry of the journal; empty when there is none.
    pub(crate) fn last(&self) -> &str {
        ""
    }

    /// How many acts belong into the glossary’s files and are not there yet.
    pub(crate) fn unsaved(&self) -> usize {
        0
    }

    /// Where decisions are saved: the file of the glossary, as it is shown.
    pub(crate) fn glossary_file(&self) -> Option<String> {
        None
    }
}

/// The glossary with the decisions in force, and a session over it.
pub(crate) struct Applied {
    /// The glossary.
    pub(crate) glossary: SharedGlossary,
    /// A session over it, in the style of the one that was given.
    pub(crate) session: Arc<Session>,
}

/// The glossary of `files` with the decisions in force. `before` is the session over the last glossary of decisions:
/// what it has compiled is shared where no form has changed.
pub(crate) fn applied(files: &Arc<Session>, _before: &Arc<Session>, _decisions: &Decisions) -> Applied {
    Applied { glossary: files.shared_glossary().clone(), session: files.clone() }
}
