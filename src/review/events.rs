//! Who is told of what has changed.

use std::sync::Mutex;

use serde::Serialize;
use serde_json::{Value, json};

use super::locked;

/// How far the reading of the articles is.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Read {
    /// Files that are done.
    pub(crate) done: usize,
    /// Files in all.
    pub(crate) total: usize,
    /// Whether everything was read.
    pub(crate) finished: bool,
    /// The files that could not be read, and why.
    pub(crate) failed: Vec<FailedFile>,
    /// The names found so far.
    pub(crate) occurrences: usize,
}

/// A file that could not be read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FailedFile {
    pub(crate) file: String,
    pub(crate) message: String,
}

/// What is left to decide on each screen; none where it is not counted yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Left {
    pub(crate) names: Option<usize>,
    pub(crate) edits: Option<usize>,
    pub(crate) findings: Option<usize>,
    pub(crate) pairs: Option<usize>,
    pub(crate) terms: Option<usize>,
}

/// What has changed.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// More articles were read.
    Read(Read),
    /// So many names more are in the list.
    Names { added: usize },
    /// Another number is left to decide.
    Left(Left),
    /// Something was decided: the last entry of the journal, and how many acts are not in the files yet.
    Journal { last: String, unsaved: usize },
    /// The review ends.
    Bye,
}

impl Event {
    /// The name of its kind.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Read(_) => "read",
            Self::Names { .. } => "names",
            Self::Left(_) => "left",
            Self::Journal { .. } => "journal",
            Self::Bye => "bye",
        }
    }

    /// What it says.
    pub(crate) fn data(&self) -> Value {
        match self {
            Self::Read(read) => json!(read),
            Self::Names { added } => json!({ "added": added }),
            Self::Left(left) => json!(left),
            Self::Journal { last, unsaved } => json!({ "last": last, "unsaved": unsaved }),
            Self::Bye => json!({}),
        }
    }
}

/// Is told of events; `false` when it does not listen any more.
pub(crate) type Listener = Box<dyn Fn(&Event) -> bool + Send>;

/// Those who are told of events.
#[derive(Default)]
pub(crate) struct Events(Mutex<Listeners>);

#[derive(Default)]
struct Listeners {
    listeners: Vec<Listener>,
    has_ended: bool,
}

impl Events {
    /// Tells `listener` of what happens from now on; `false` when nothing does any more.
    pub(crate) fn listen(&self, listener: Listener) -> bool {
        let mut all = locked(&self.0);
        if !all.has_ended {
            all.listeners.push(listener);
        }
        !all.has_ended
    }

    /// Tells all who listen.
    pub(crate) fn tell(&self, event: &Event) {
        let mut all = locked(&self.0);
        all.listeners.retain(|listener| listener(event));
        if matches!(event, Event::Bye) {
            all.listeners.clear();
            all.has_ended = true;
        }
    }
}
