//! Term lists: concepts with their terms as exchange formats see them, flat and for one house style.

mod glossary;
mod losses;
mod other;
mod record;

pub use losses::losses;
pub(super) use other::{add_other, language_tag, of_other, other_term};
pub use record::RecordField;
pub(super) use record::{pos_of, reliability_of};

use serde::{Deserialize, Serialize};

use crate::{
    glossary::{
        Article, ConceptKind, ConceptRecord, FormRecord, Gender, LanguagePair, Relation, Slot, Status,
    },
    language::Language,
};

/// A list of concepts as it is exchanged with other programs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TermList {
    /// The languages it goes from and to.
    pub languages: LanguagePair,
    /// The concepts.
    pub entries: Vec<Entry>,
    /// The house style the statuses are for, when it is another than `default`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
}

/// A concept of a term list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The id; empty when the list has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What kind of thing it is, where the list says so.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<ConceptKind>,
    /// A remark on the concept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the equivalence comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The terms, in the order of the list.
    #[serde(default)]
    pub terms: Vec<EntryTerm>,
    /// What else is known of it.
    #[serde(default, rename = "record", skip_serializing_if = "Option::is_none", serialize_with = "pruned")]
    pub details: Option<Box<ConceptRecord>>,
    /// The line of the list it stands on, from 1; 0 when it came from no file.
    #[serde(skip)]
    pub line: usize,
}

/// A form of a concept in a term list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryTerm {
    /// The language it belongs to.
    pub language: Language,
    /// What stands in running text.
    pub form: String,
    /// Which name of the concept it is.
    #[serde(default = "full")]
    pub slot: Slot,
    /// Its status, where the list says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why it exists beside the preferred form; `None`: the name itself, or not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Whose name it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Its gender.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "gender")]
    pub gender: Option<Gender>,
    /// A remark on the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What else is known of it.
    #[serde(default, rename = "record", skip_serializing_if = "Option::is_none", serialize_with = "pruned")]
    pub details: Option<Box<FormRecord>>,
    /// The article the list wrote with it («l’Artsakh»).
    #[serde(skip)]
    pub article: Option<Article>,
    /// Whether that article is part of the name («Caire (Le)»).
    #[serde(skip)]
    pub own_article: bool,
}

fn full() -> Slot {
    Slot::Full
}

impl EntryTerm {
    /// A full form of which nothing else is known.
    pub fn new(language: Language, form: impl Into<String>) -> Self {
        Self {
            language,
            form: form.into(),
            slot: Slot::Full,
            status: None,
            relation: None,
            party: None,
            gender: None,
            note: None,
            details: None,
            article: None,
            own_article: false,
        }
    }
}

impl EntryTerm {
    /// What is known of it beside its status, gender and note; an empty record where nothing is.
    pub fn record(&self) -> &FormRecord {
        self.details.as_deref().unwrap_or(FormRecord::empty())
    }

    /// Lets `change` write the record.
    pub(in crate::exchange) fn with_record<T>(&mut self, change: impl FnOnce(&mut FormRecord) -> T) -> T {
        let record = self.details.get_or_insert_default();
        let done = change(record);
        if **record == *FormRecord::empty() {
            self.details = None;
        }
        done
    }
}

impl Entry {
    /// What is known of it beside its note, source and terms; an empty record where nothing is.
    pub fn record(&self) -> &ConceptRecord {
        self.details.as_deref().unwrap_or(ConceptRecord::empty())
    }

    /// Lets `change` write the record.
    pub(in crate::exchange) fn with_record<T>(&mut self, change: impl FnOnce(&mut ConceptRecord) -> T) -> T {
        let record = self.details.get_or_insert_default();
        let done = change(record);
        if **record == *ConceptRecord::empty() {
            self.details = None;
        }
        done
    }

    /// The terms of a language.
    pub fn terms_in(&self, language: Language) -> impl Iterator<Item = &EntryTerm> {
        self.terms.iter().filter(move |term| term.language == language)
    }

    /// The form to write for a slot in a language: its preferred term, else the preferred full one, else the
    /// first that may stay in a text. A deprecated or forbidden form never is.
    ///
    /// ```
    /// use drogman::{exchange::{Entry, EntryTerm}, glossary::{Slot, Status}, language::Language};
    /// let term = |form: &str, status| EntryTerm { status, ..EntryTerm::new(Language::French, form) };
    /// let terms = vec![term("Evlakh", Some(Status::Deprecated)), term("Ievlakh", None), term("Yevlakh", Some(Status::Preferred))];
    /// let mut entry = Entry { terms, ..Entry::default() };
    /// let form = |entry: &Entry| entry.recommended(Language::French, Slot::Full).map(|term| term.form.clone());
    /// assert_eq!(form(&entry).unwrap(), "Yevlakh");
    /// entry.terms.pop();
    /// assert_eq!(form(&entry).unwrap(), "Ievlakh");
    /// entry.terms.pop();
    /// assert_eq!(form(&entry), None, "a deprecated form is not to be written");
    /// ```
    pub fn recommended(&self, language: Language, slot: Slot) -> Option<&EntryTerm> {
        let wanted = |slot: Slot, status: Status| {
            self.terms_in(language).find(move |term| term.slot == slot && term.status == Some(status))
        };
        let allowed = |term: &&EntryTerm| term.status.is_none_or(Status::is_allowed);
        wanted(slot, Status::Preferred)
            .or_else(|| wanted(Slot::Full, Status::Preferred))
            .or_else(|| self.terms_in(language).filter(allowed).find(|term| term.slot == slot))
            .or_else(|| self.terms_in(language).find(allowed))
    }
}

/// Writes a record without the fields of which nothing is known.
fn pruned<T: Serialize, S: serde::Serializer>(record: &T, serializer: S) -> Result<S::Ok, S::Error> {
    fn prune(value: &mut serde_json::Value) {
        use serde_json::Value::{Array, Bool, Null, Object};
        let is_empty = |value: &serde_json::Value| match value {
            Null | Bool(false) => true,
            Array(items) => items.is_empty(),
            _ => false,
        };
        match value {
            Array(items) => items.iter_mut().for_each(prune),
            Object(fields) => {
                fields.retain(|_, value| !is_empty(value));
                fields.values_mut().for_each(prune);
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(record).map_err(serde::ser::Error::custom)?;
    prune(&mut value);
    value.serialize(serializer)
}

/// Adds a text to what is known already.
pub(super) fn append(to: &mut Option<String>, text: &str, between: &str) {
    match to {
        Some(known) => {
            known.push_str(between);
            known.push_str(text);
        }
        None => *to = Some(text.to_owned()),
    }
}

/// The word of a gender in exchange: ISO 12620’s.
pub(in crate::exchange) fn gender_word(gender: Gender) -> &'static str {
    match gender {
        Gender::Masculine => "masculine",
        Gender::Feminine => "feminine",
    }
}

/// The gender of a word such as `masculine`, `m`, `féminin`.
pub(in crate::exchange) fn gender_of(word: &str) -> Option<Gender> {
    match word.trim().to_lowercase().as_str() {
        "masculine" | "m" | "m." | "masc" | "masc." | "masculin" => Some(Gender::Masculine),
        "feminine" | "f" | "f." | "fem" | "fem." | "fém." | "féminin" => Some(Gender::Feminine),
        _ => None,
    }
}

/// The status of a word, as TBX, other programs and people write it.
pub(in crate::exchange) fn status_of(word: &str) -> Option<Status> {
    let word = word.trim().to_lowercase();
    let word = word.trim_end_matches("-admn-sts").trim_end_matches("term").trim_end_matches([' ', '-', '_']);
    let find =
        |word: &str| STATUSES.into_iter().find(|(_, words)| words.contains(&word)).map(|(status, _)| status);
    // «recommandée», «interdits»: the gender and number of the term.
    find(word).or_else(|| {
        let ended = ["es", "e", "s"].iter().find_map(|ending| find(word.strip_suffix(ending)?));
        ended.filter(|_| !word.is_ascii() || word.starts_with("interdit") || word.starts_with("proscrit"))
    })
}

/// What statuses are called.
const STATUSES: [(Status, &[&str]); 4] = [
    (
        Status::Preferred,
        &[
            "preferred",
            "prefered",
            "approved",
            "standardized",
            "recommended",
            "recommandé",
            "préféré",
            "privilégié",
            "préférentiel",
            "à utiliser",
            "à employer",
            "retenu",
            "retenue",
            "validé",
            "approuvé",
            "normalisé",
        ],
    ),
    (
        Status::Admitted,
        &[
            "admitted",
            "allowed",
            "permitted",
            "alternative",
            "accepted",
            "provisional",
            "admis",
            "admise",
            "toléré",
            "accepté",
            "autorisé",
            "synonyme",
            "synonym",
            "variante",
        ],
    ),
    (
        Status::Deprecated,
        &[
            "deprecated",
            "not recommended",
            "notrecommended",
            "obsolete",
            "déconseillé",
            "à éviter",
            "obsolète",
            "vieilli",
            "désuet",
            "désuète",
            "avoid",
            "to avoid",
            "to be avoided",
            "non recommandé",
        ],
    ),
    (
        Status::Forbidden,
        &[
            "forbidden",
            "superseded",
            "prohibited",
            "interdit",
            "do not use",
            "non-approved",
            "rejected",
            "proscrit",
            "à proscrire",
            "à bannir",
            "banni",
            "prohibé",
            "refusé",
            "rejeté",
            "ne pas utiliser",
            "ne pas employer",
            "à ne pas utiliser",
        ],
    ),
];

/// The kind of concept a subject field or type names.
pub(in crate::exchange) fn kind_of(word: &str) -> Option<ConceptKind> {
    let word = word.trim().to_lowercase();
    let own = ConceptKind::ALL.into_iter().find(|kind| kind.name() == word);
    let singular = word.strip_suffix('s').unwrap_or(&word);
    own.or_else(|| {
        KINDS
            .into_iter()
            .find(|(_, words)| words.contains(&word.as_str()) || words.contains(&singular))
            .map(|(kind, _)| kind)
    })
}

/// What kinds are called, beside their own names.
const KINDS: [(ConceptKind, &[&str]); 10] = [
    (
        ConceptKind::Person,
        &[
            "personne",
            "person",
            "people",
            "anthroponym",
            "anthroponyme",
            "patronyme",
            "personnalité",
            "nom de personne",
            "personal name",
        ],
    ),
    (
        ConceptKind::Place,
        &[
            "toponym",
            "toponyme",
            "place",
            "place name",
            "location",
            "lieu",
            "lieux",
            "nom de lieu",
            "localité",
            "lieu-dit",
        ],
    ),
    (ConceptKind::City, &["ville", "city", "cities", "town", "commune"]),
    (ConceptKind::Region, &["région", "region", "province", "territoire"]),
    (ConceptKind::Country, &["pays", "country", "countries"]),
    (ConceptKind::River, &["river", "fleuve", "rivière", "cours d'eau", "cours d’eau", "hydronyme"]),
    (ConceptKind::Strait, &["strait", "détroit"]),
    (
        ConceptKind::Organisation,
        &[
            "organisation",
            "organization",
            "organisation name",
            "organisme",
            "institution",
            "entreprise",
            "société",
            "parti",
            "personne morale",
            "body",
            "company",
        ],
    ),
    (
        ConceptKind::Demonym,
        &[
            "demonym",
            "gentilé",
            "ethnonyme",
            "ethnonym",
            "peuple",
            "nom de peuple",
            "nom d'habitant",
            "nom d’habitant",
            "habitant",
        ],
    ),
    (ConceptKind::Term, &["term", "terme", "nom commun", "common noun", "expression", "notion", "mot"]),
];

/// The relation a word names.
pub(in crate::exchange) fn relation_of(word: &str) -> Option<Relation> {
    let word = word.trim().to_lowercase();
    Relation::ALL.into_iter().find(|relation| relation.name() == word)
}

/// The slot a word names.
pub(in crate::exchange) fn slot_of(word: &str) -> Option<Slot> {
    match word.trim().to_lowercase().as_str() {
        "full" | "full form" | "fullform" => Some(Slot::Full),
        "short" | "short form" | "shortform" | "surname" => Some(Slot::Short),
        "abbreviation" | "acronym" | "initialism" | "abbreviated form" => Some(Slot::Abbreviation),
        _ => None,
    }
}

mod gender {
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{Gender, gender_of, gender_word};

    pub(super) fn serialize<S: Serializer>(gender: &Option<Gender>, out: S) -> Result<S::Ok, S::Error> {
        match gender {
            Some(gender) => out.serialize_str(gender_word(*gender)),
            None => out.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Gender>, D::Error> {
        Ok(Option::<String>::deserialize(input)?.as_deref().and_then(gender_of))
    }
}
