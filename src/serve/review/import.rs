//! POST /api/import and /api/import/ID.

use std::sync::Arc;

use axum::{Router, routing::post};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/import", post(not_yet)).route("/api/import/{id}", post(not_yet))
}
