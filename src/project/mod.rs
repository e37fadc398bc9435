//! A translator's project: its configuration `drogman.yaml`, and where its glossary lies.

mod config;
mod error;
mod find;
mod lists;
mod trust;

pub use self::{
    config::{Config, Ignore, Setting},
    error::ProjectError,
    find::{FoundGlossary, read_glossary},
};
pub use crate::document::CONFIGURATION;
