use serde::{Deserialize, Serialize};

use super::{Concept, Date};
use crate::language::Language;

/// What a person or a body was, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// What it is called, in one language or in both.
    pub names: Vec<(Language, String)>,
    /// Its first day.
    pub from: Date,
    /// Its last day, when it has ended.
    #[serde(default)]
    pub until: Option<Date>,
    /// A remark on it.
    #[serde(default)]
    pub note: Option<String>,
}

impl Role {
    /// What it is called in a language.
    pub fn name(&self, language: Language) -> Option<&str> {
        self.names.iter().find(|(known, _)| *known == language).map(|(_, name)| name.as_str())
    }
}

impl Concept {
    /// The roles that a person or a body had at a date, in the order of the glossary.
    ///
    /// ```
    /// use drogman::{glossary::Glossary, language::Language};
    /// let glossary: Glossary = "
    /// version: 1
    /// concepts:
    ///   maire:
    ///     type: person
    ///     roles: [{fr: maire de Bief, from: 2001, until: 2008-03}, {fr: préfète, from: 2008-04}]
    ///     fr: Odile Marchand
    ///     en: Odile Marchand
    /// ".parse().unwrap();
    /// let maire = &glossary.concepts["maire"];
    /// let role = |date: &str| maire.roles_at(date.parse().unwrap()).next().and_then(|it| it.name(Language::French));
    /// assert_eq!(role("2007-11-02"), Some("maire de Bief"));
    /// assert_eq!(role("2026"), Some("préfète"));
    /// assert_eq!(role("1999"), None);
    /// ```
    pub fn roles_at(&self, date: Date) -> impl Iterator<Item = &Role> {
        self.record().roles.iter().filter(move |role| date.overlaps(Some(role.from), role.until))
    }
}
