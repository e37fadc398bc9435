//! GET /api/pairs and /api/pairs/ID.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/pairs", get(not_yet)).route("/api/pairs/{id}", get(not_yet))
}
