//! How far the work is.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Is told, piece by piece, what share of the work is done: between 0 and 1, from any thread.
#[derive(Clone)]
pub struct Watch(Arc<dyn Fn(f32) + Send + Sync>);

impl Watch {
    /// Tells `told`.
    pub fn new(told: impl Fn(f32) + Send + Sync + 'static) -> Watch {
        Watch(Arc::new(told))
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

/// Counts the segments walked, in all passes.
pub(super) struct Progress<'a> {
    total: usize,
    done: AtomicUsize,
    watch: Option<&'a Watch>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(total: usize, watch: Option<&'a Watch>) -> Progress<'a> {
        Progress { total: total.max(1), done: AtomicUsize::new(0), watch }
    }

    pub(super) fn advance(&self, segments: usize) {
        let done = self.done.fetch_add(segments, Relaxed) + segments;
        if let Some(Watch(told)) = self.watch {
            told(done as f32 / self.total as f32);
        }
    }
}
