//! POST /api/export, GET /api/files/ID.

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/export", post(not_yet)).route("/api/files/{id}", get(not_yet))
}
