//! A translator's project: its configuration `drogman.yaml`, and where its glossary lies.

mod config;
mod decisions;
mod error;
mod find;
mod lists;
mod trust;

pub use self::{
    config::{Config, Ignore, Setting},
    decisions::{decision_folders, read_decisions},
    error::ProjectError,
    find::{FoundGlossary, glossary_paths, read_glossary},
};
pub use crate::document::CONFIGURATION;
