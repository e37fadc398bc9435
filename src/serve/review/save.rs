//! GET and POST /api/save.

use std::sync::Arc;

use axum::{Router, routing::get};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/save", get(not_yet).post(not_yet))
}
