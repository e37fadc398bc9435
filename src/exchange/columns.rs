//! Columns: what a table has of each row, whatever the format it is written in.

use std::borrow::Cow;

use super::Ui;
use crate::{
    glossary::{ConceptKind, LanguagePair, PartOfSpeech, Relation, Slot, Status},
    sheet::ExampleRow,
};

/// The words of the columns of closed lists, by key; the other columns take any text.
fn closed(key: &str) -> Vec<&'static str> {
    match key {
        "type" => ConceptKind::ALL.map(ConceptKind::name).to_vec(),
        "slot" => [Slot::Full, Slot::Short, Slot::Abbreviation].map(Slot::name).to_vec(),
        "status" => Status::ALL.map(Status::name).to_vec(),
        "relation" => Relation::ALL.map(Relation::name).to_vec(),
        "gender" => vec!["masculine", "feminine"],
        "pos" => PartOfSpeech::ALL.map(PartOfSpeech::name).to_vec(),
        "reliability" => vec!["1", "2", "3", "4"],
        "case" => vec!["exact"],
        _ => Vec::new(),
    }
}

/// A column of a table of `R`.
pub(super) struct Column<R> {
    /// The table it is of, where what people call it depends on that: `sheet`, `candidates`; empty: a list.
    table: &'static str,
    /// What programs call it: the heading in CSV and TSV.
    pub key: &'static str,
    /// How wide it is in a workbook, in characters.
    pub width: f64,
    /// How its cells look.
    pub style: Style,
    /// What a reviewer chooses from in a workbook.
    choices: Choices,
    /// The cell of a row.
    pub value: fn(&R) -> Value<'_>,
}

/// What a reviewer chooses from.
#[derive(Clone, Copy)]
enum Choices {
    /// The words of the closed list of its key; anything where there is none.
    Usual,
    Words(&'static [&'static str]),
    /// The words of another list, and what that is called where their translations are.
    List(&'static str, fn() -> Vec<&'static str>),
}

/// How the cells of a column look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Text,
    Bold,
    /// A text of several lines.
    Long,
    /// A status, in its colours.
    Status,
    Number,
}

/// A cell.
pub(super) enum Value<'r> {
    Text(Cow<'r, str>),
    Count(usize),
    Score(f64),
    Example(&'r ExampleRow),
    /// A text of which the middle is marked.
    Marked([String; 3]),
}

/// What the headings of a table depend on.
pub(super) struct Headings<'a> {
    pub languages: LanguagePair,
    /// The name of the house style.
    pub style: &'a str,
    /// The language of the headings for people.
    pub ui: Ui,
}

impl<R> Column<R> {
    /// A column whose cells may hold anything.
    pub(super) const fn new(
        table: &'static str,
        key: &'static str,
        width: f64,
        style: Style,
        value: fn(&R) -> Value<'_>,
    ) -> Self {
        Self { table, key, width, style, choices: Choices::Usual, value }
    }

    /// The same column with a choice of words.
    pub(super) const fn of(self, choices: &'static [&'static str]) -> Self {
        Self { choices: Choices::Words(choices), ..self }
    }

    /// The same column with the words of another list than its key has.
    pub(super) const fn of_list(self, list: &'static str, words: fn() -> Vec<&'static str>) -> Self {
        Self { choices: Choices::List(list, words), ..self }
    }

    /// What its closed list is called where the translations of the words are.
    pub(super) fn list(&self) -> &'static str {
        match self.choices {
            Choices::List(list, _) => list,
            _ => self.key,
        }
    }

    /// What a reviewer chooses from; empty: anything.
    pub(super) fn words(&self) -> Vec<&'static str> {
        match self.choices {
            Choices::Usual => closed(self.key),
            Choices::Words(words) => words.to_vec(),
            Choices::List(_, words) => words(),
        }
    }

    /// Its heading for programs.
    pub(super) fn name(&self, headings: &Headings<'_>) -> String {
        self.with_style(self.key.to_owned(), headings)
    }

    /// Its heading for people.
    pub(super) fn heading(&self, headings: &Headings<'_>) -> String {
        let LanguagePair { source, target } = headings.languages;
        let (of_table, of_all) =
            (format!("heading.{}/{}", self.table, self.key), format!("heading.{}", self.key));
        let heading = match headings.ui.say(&of_table) {
            words if words == of_table => headings.ui.say(&of_all),
            words => words,
        };
        let heading = heading.replace("{source}", &source.code().to_uppercase());
        self.with_style(heading.replace("{target}", &target.code().to_uppercase()), headings)
    }

    /// A heading of statuses says which style they are of, unless that is `default`.
    fn with_style(&self, heading: String, headings: &Headings<'_>) -> String {
        let is_default = self.style != Style::Status || headings.style == "default";
        if is_default { heading } else { format!("{heading}:{}", headings.style) }
    }

    /// The cell of a row as text, the form of an example in double square brackets.
    pub(super) fn text<'r>(&self, row: &'r R) -> Cow<'r, str> {
        match (self.value)(row) {
            Value::Text(text) => text,
            Value::Count(count) => count.to_string().into(),
            Value::Score(score) => score.to_string().into(),
            Value::Example(example) => example.marked("⟦", "⟧").into(),
            Value::Marked([before, form, after]) => format!("{before}⟦{form}⟧{after}").into(),
        }
    }
}

impl Value<'_> {
    /// A cell without content.
    pub(super) const EMPTY: Self = Self::Text(Cow::Borrowed(""));
}

impl<'r> From<&'r str> for Value<'r> {
    fn from(text: &'r str) -> Self {
        Self::Text(text.into())
    }
}

impl<'r> From<&'r String> for Value<'r> {
    fn from(text: &'r String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'r> From<&'r Option<String>> for Value<'r> {
    fn from(text: &'r Option<String>) -> Self {
        text.as_deref().unwrap_or_default().into()
    }
}
