//! The card of a name.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::{
    changes::{NameChanges, ToChange},
    context::context,
    near::{NearNames, NearRow},
    row::{Shown, Side, Spelling},
    table::{Name, Table},
};
use crate::{
    glossary::{Concept, Form},
    review::{Refused, Review, corpus::DocumentId, locked},
};

/// So many contexts are shown.
const MOST_EXAMPLES: usize = 3;

/// The card of a name: its row, with what is known of every spelling.
#[derive(Serialize)]
pub(crate) struct NameCard {
    /// The row; its `forms` are those of the card.
    #[serde(flatten)]
    row: serde_json::Map<String, Value>,
    forms: Vec<Spelling>,
    sides: Vec<Side>,
    keep: bool,
    unseen: Vec<String>,
    edits: NameChanges,
    examples: Vec<Example>,
    near: Vec<NearRow>,
}

/// A name or a term in its context, as cards show it.
#[derive(Debug, Serialize)]
pub(crate) struct Example {
    pub(crate) doc: DocumentId,
    pub(crate) title: String,
    pub(crate) date: Option<String>,
    pub(crate) left: String,
    pub(crate) key: String,
    pub(crate) right: String,
}

impl Review {
    /// The card of a name.
    ///
    /// # Errors
    /// When there is no such name or style.
    pub(crate) fn name_card(&self, id: &str, style: Option<&str>) -> Result<NameCard, Refused> {
        let table = self.name_table(self.style(style)?);
        let name = table.get(id).ok_or(Refused::NotFound)?;
        let near = self.near_names(&table);
        let glossary = self.glossary();
        let decisions = self.decisions();
        let shown = Shown::new(glossary, table.style, &decisions);
        let failed = |error: serde_json::Error| Refused::Failed(error.to_string());
        let Value::Object(mut row) = serde_json::to_value(shown.row(name)).map_err(failed)? else {
            return Err(Refused::NotFound);
        };
        row.remove("forms");
        let sides = shown.sides(name);
        let keep = shown.keeps(name, &sides);
        let forms = shown.spellings(name);
        let unseen = shown.concept(name).map(|concept| self.unseen(concept, name)).unwrap_or_default();
        let near = near.of(name, &table, &shown);
        let to_change = ToChange::of(&table, name, &shown);
        // What is worked out from here on asks for the decisions itself.
        drop(decisions);
        let edits = to_change.map(|it| self.name_changes(&it)).unwrap_or_default();
        Ok(NameCard { row, forms, sides, keep, unseen, edits, examples: self.examples(name), near })
    }

    /// The spellings of a concept that the articles do not have.
    fn unseen(&self, concept: &Concept, name: &Name) -> Vec<String> {
        let source = self.files().glossary().languages.source;
        let literal = concept.terms_in(source).filter(|(_, term)| matches!(term.form, Form::Literal(_)));
        let mut unseen: Vec<String> = Vec::new();
        for (_, term) in literal {
            let is_seen = name.uses.iter().any(|used| {
                let listed = used.listed.as_ref();
                used.form == term.text() || listed.is_some_and(|listed| listed.text == term.text())
            });
            if !is_seen && !unseen.iter().any(|known| known == term.text()) {
                unseen.push(term.text().to_owned());
            }
        }
        unseen
    }

    /// One context a spelling, the first of the most frequent ones.
    fn examples(&self, name: &Name) -> Vec<Example> {
        let first: Vec<_> = {
            let corpus = self.corpus();
            let uses = name.uses.iter().take(MOST_EXAMPLES);
            uses.filter_map(|used| corpus.occurrences().first_of(&used.ids)).collect()
        };
        let example = |found: crate::review::corpus::Found| {
            let text = self.document(found.document).ok()?;
            let entry = self.corpus().get(found.document)?.clone();
            let context = context(&text, &found);
            Some(Example {
                doc: found.document,
                title: entry.title,
                date: entry.date,
                left: context.left,
                key: context.key,
                right: context.right,
            })
        };
        first.into_iter().filter_map(example).collect()
    }

    /// The names by likeness, made when they are first asked for.
    pub(super) fn near_names(&self, table: &Table) -> Arc<NearNames> {
        let of = table.number();
        let mut kept = locked(&self.names.near);
        if let Some((known, near)) = &*kept
            && *known == of
        {
            return near.clone();
        }
        let near = Arc::new(NearNames::new(table, self.files().glossary()));
        *kept = Some((of, near.clone()));
        near
    }
}
