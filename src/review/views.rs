//! Lists as they were when they were asked for.

use std::{
    collections::VecDeque,
    ops::Range,
    sync::{Arc, Mutex},
};

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::Value;

use super::{Refused, Review, locked};

/// So many views are kept; the oldest go.
const MOST_VIEWS: usize = 50;
/// So many rows the answer to a list has.
const FIRST_ROWS: usize = 200;
/// So many rows are answered at once.
const MOST_ROWS: usize = 500;

/// A frozen list: the order and the members of its rows. A row is built when it is asked for, with the state in force
/// then.
pub(crate) trait RowList: Send + Sync {
    /// How many rows there are.
    fn total(&self) -> usize;

    /// The rows of a window that lies within the list.
    ///
    /// # Errors
    /// When they cannot be built.
    fn window(&self, review: &Review, window: Range<usize>) -> Result<Vec<Value>, Refused>;

    /// What a decision about each row is `on`, in order; of the rows of one group where one is named.
    fn things(&self, review: &Review, group: Option<&str>) -> Vec<String>;

    /// How many rows of each group are open now, in a list that has groups.
    fn groups(&self, _review: &Review) -> Option<Value> {
        None
    }
}

/// A message: a code that the page words, and what goes into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Coded {
    pub(crate) code: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) args: Vec<String>,
}

/// The lists that can be asked for by their ids.
#[derive(Default)]
pub(crate) struct Views(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    last: u64,
    views: VecDeque<(u64, Arc<dyn RowList>)>,
}

/// The answer to a list: a view with its first rows, and what the list has besides.
#[derive(Serialize)]
pub(crate) struct View<Besides> {
    view: String,
    total: usize,
    rows: Vec<Value>,
    facets: Facets,
    #[serde(flatten)]
    besides: Besides,
}

/// Nothing besides the rows and facets.
#[derive(Default, Serialize)]
pub(crate) struct Nothing {}

/// A window of a view.
#[derive(Serialize)]
pub(crate) struct Rows {
    from: usize,
    rows: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Value>,
}

/// By facet: what the rows have there, how many have it, and a title where it is an id.
pub(crate) type Facets = IndexMap<&'static str, Vec<Facet>>;

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Facet {
    /// The value and how many rows have it.
    Value(String, usize),
    /// The same, with a title.
    Titled(String, usize, String),
}

impl Facet {
    /// The value.
    pub(crate) fn value(&self) -> &str {
        match self {
            Self::Value(value, _) | Self::Titled(value, ..) => value,
        }
    }

    /// How many rows have it.
    pub(crate) fn n(&self) -> usize {
        match self {
            Self::Value(_, n) | Self::Titled(_, n, _) => *n,
        }
    }
}

impl Views {
    /// Freezes a list, and answers with its first rows.
    ///
    /// # Errors
    /// When they cannot be built.
    pub(crate) fn answer<Besides>(
        &self,
        review: &Review,
        list: impl RowList + 'static,
        facets: Facets,
        besides: Besides,
    ) -> Result<View<Besides>, Refused> {
        let list: Arc<dyn RowList> = Arc::new(list);
        let total = list.total();
        let rows = list.window(review, 0..total.min(FIRST_ROWS))?;
        Ok(View { view: self.keep(list), total, rows, facets, besides })
    }

    fn keep(&self, list: Arc<dyn RowList>) -> String {
        let mut kept = locked(&self.0);
        kept.last += 1;
        let id = kept.last;
        kept.views.push_back((id, list));
        if kept.views.len() > MOST_VIEWS {
            kept.views.pop_front();
        }
        format!("v{id}")
    }

    /// A list that was frozen.
    ///
    /// # Errors
    /// When it is not kept any more.
    pub(crate) fn get(&self, view: &str) -> Result<Arc<dyn RowList>, Refused> {
        let id: u64 = view.strip_prefix('v').and_then(|id| id.parse().ok()).ok_or(Refused::NotFound)?;
        let kept = locked(&self.0);
        let found = kept.views.iter().find(|(kept, _)| *kept == id);
        found.map(|(_, list)| list.clone()).ok_or(if id <= kept.last {
            Refused::Gone
        } else {
            Refused::NotFound
        })
    }

    /// A window of a list that was frozen.
    ///
    /// # Errors
    /// When it is not kept any more.
    pub(crate) fn rows(
        &self,
        review: &Review,
        view: &str,
        from: usize,
        limit: usize,
    ) -> Result<Rows, Refused> {
        let list = self.get(view)?;
        let from = from.min(list.total());
        let to = list.total().min(from.saturating_add(limit.min(MOST_ROWS)));
        Ok(Rows { from, rows: list.window(review, from..to)?, groups: list.groups(review) })
    }
}
