//! A translator's project: its configuration `drogman.yaml`, and where its glossary lies.

mod adopt;
mod config;
mod decisions;
mod error;
mod find;
mod init;
mod lists;
#[cfg(feature = "schema")]
mod schema;
mod trust;

#[cfg(feature = "schema")]
pub use self::schema::config_schema;
pub use self::{
    adopt::{AdoptError, Adopted, adopt},
    config::{Config, Ignore, Setting},
    decisions::{decision_folders, read_decisions},
    error::ProjectError,
    find::{FoundGlossary, glossary_paths, is_embedded_alone, named_beneath, read_glossary, why},
    init::{Started, start},
};
pub(crate) use self::{find::glossary_layers, init::FIRST_GLOSSARY};
pub use crate::document::CONFIGURATION;
