//! POST /api/articles.

use std::sync::Arc;

use axum::{Router, routing::post};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/articles", post(not_yet))
}
