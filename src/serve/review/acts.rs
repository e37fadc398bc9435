//! GET and POST /api/acts, POST /api/acts/ID/revert.

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use super::answer::not_yet;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/acts", get(not_yet).post(not_yet)).route("/api/acts/{id}/revert", post(not_yet))
}
