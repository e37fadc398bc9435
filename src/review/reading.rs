//! The articles are read in the background, in the order of files.

use std::sync::Arc;

use super::{
    Review, ReviewOptions,
    events::{Event, FailedFile, Read},
    locked,
};

/// How far the reading is.
#[derive(Default)]
pub(super) struct Progress(Read);

impl Progress {
    /// Nothing is read yet.
    pub(super) fn new(options: &ReviewOptions) -> Self {
        let failed =
            options.unread.iter().map(|error| FailedFile { file: String::new(), message: error.to_string() });
        Self(Read { total: options.sources.len(), failed: failed.collect(), ..Read::default() })
    }
}

impl Review {
    /// Begins to read the articles, beside whoever asks.
    pub fn start(self: &Arc<Self>) {}

    /// Ends: who listens is told, and what is being read is left.
    pub fn end(&self) {
        self.events.tell(&Event::Bye);
    }

    /// How far the reading is.
    pub(crate) fn read_so_far(&self) -> Read {
        locked(&self.progress).0.clone()
    }
}
