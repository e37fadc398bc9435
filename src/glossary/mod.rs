//! The glossary: its model, reading YAML with positions, lint, writing, the embedded default.

mod model;

pub use model::{
    Article, Concept, ConceptKind, Elides, Form, Gender, Glossary, Grammar, Inflected, LanguagePair,
    Locative, Number, Position, Relation, Slot, Status, StyleId, Term,
};
