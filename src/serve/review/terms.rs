//! GET /api/terms and /api/terms/card.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/terms", get(not_yet)).route("/api/terms/card", get(not_yet))
}
