//! GET /api/findings.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/findings", get(not_yet))
}
