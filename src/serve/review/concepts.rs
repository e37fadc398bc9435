//! GET /api/concepts and /api/concepts/ID.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/concepts", get(not_yet)).route("/api/concepts/{id}", get(not_yet))
}
