use serde::{Deserialize, Serialize};

use super::{FormRecord, Gender, Grammar, Inflected, Number, Position, Relation, Status, StyleId};
use crate::language::{Language, inflection};

/// One form of a concept in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The language it belongs to.
    pub language: Language,
    /// What stands in running text.
    pub form: Form,
    /// Which name of the concept it is.
    pub slot: Slot,
    /// Why the form exists beside the preferred one.
    pub relation: Relation,
    /// Whose name it is, for relation `party` (and wherever the glossary says so).
    pub party: Option<String>,
    /// The status by style, indexed by [`StyleId`]; one entry for each of [`Glossary::styles`].
    pub statuses: Vec<Status>,
    /// What repairing the grammar around it needs.
    pub grammar: Grammar,
    /// Whether a form that several concepts share may stand alone for this one: `Some(true)` claims it
    /// where the document names nobody in full, `Some(false)` never matches before the full name.
    pub alone: Option<bool>,
    /// A remark on this form.
    pub note: Option<String>,
    /// What else is known of the form; see [`Term::record`].
    pub details: Option<Box<FormRecord>>,
    /// Where the form stands.
    pub position: Position,
}

impl Term {
    /// The preferred full name, of which no more is known and which stands in no file.
    ///
    /// ```
    /// use drogman::{glossary::{Slot, Status, Term}, language::Language};
    /// let term = Term::new(Language::French, "Erevan");
    /// assert_eq!((term.text(), term.slot), ("Erevan", Slot::Full));
    /// assert_eq!(term.status(Default::default()), Status::Preferred);
    /// ```
    pub fn new(language: Language, form: impl Into<String>) -> Self {
        Self {
            language,
            form: Form::Literal(form.into()),
            slot: Slot::Full,
            relation: Relation::Base,
            party: None,
            statuses: vec![Status::Preferred],
            grammar: Grammar::default(),
            alone: None,
            note: None,
            details: None,
            position: Position::nowhere(),
        }
    }

    /// The status in a style.
    pub fn status(&self, style: StyleId) -> Status {
        self.statuses.get(style.0).or(self.statuses.first()).copied().unwrap_or(Status::Admitted)
    }

    /// The written form, or the regular expression of a pattern.
    pub fn text(&self) -> &str {
        match &self.form {
            Form::Literal(text) | Form::Pattern(text) => text,
        }
    }

    /// Part of speech, source, examples, reliability, dates and case; an empty record where nothing is known.
    ///
    /// ```
    /// use drogman::{glossary::Term, language::Language};
    /// assert!(Term::new(Language::French, "Bakou").record().examples.is_empty());
    /// ```
    pub fn record(&self) -> &FormRecord {
        self.details.as_deref().unwrap_or(FormRecord::empty())
    }

    /// Every inflected form with its gender and number, and the regular plural of a common noun; just the form itself
    /// when nothing is inflected.
    /// A pattern has none.
    ///
    /// ```
    /// use drogman::{glossary::Term, language::Language};
    /// // Of a term that the glossary inflects, every form; of another, the form itself.
    /// let forms = Term::new(Language::French, "Bakou").inflected();
    /// assert_eq!(forms.iter().map(|form| &form.form[..]).collect::<Vec<_>>(), ["Bakou"]);
    /// ```
    pub fn inflected(&self) -> Vec<Inflected> {
        match &self.form {
            Form::Pattern(_) => Vec::new(),
            Form::Literal(text) if self.grammar.inflections.is_empty() => {
                let gender = self.grammar.gender.unwrap_or(Gender::Masculine);
                let singular = Inflected { gender, number: Number::Singular, form: text.clone() };
                let plural = self.grammar.regular_plural.then(|| inflection::plural_in(self.language, text));
                let plural = plural.flatten().map(|form| Inflected { gender, number: Number::Plural, form });
                std::iter::once(singular).chain(plural).collect()
            }
            Form::Literal(_) => self.grammar.inflections.clone(),
        }
    }
}

/// What of a term stands in running text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// Written so, without article.
    Literal(String),
    /// Whatever a regular expression matches.
    Pattern(String),
}

/// Which name of the concept a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// The full name.
    Full,
    /// A surname alone, «Karabakh» for Haut-Karabakh.
    Short,
    /// ONU, OSCE.
    Abbreviation,
}

impl Slot {
    /// The word the glossary file uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
            Self::Abbreviation => "abbreviation",
        }
    }
}
