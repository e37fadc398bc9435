//! GET /api/names, /api/names/ID and /api/names/ID/occurrences.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new()
        .route("/api/names", get(not_yet))
        .route("/api/names/{id}", get(not_yet))
        .route("/api/names/{id}/occurrences", get(not_yet))
}
