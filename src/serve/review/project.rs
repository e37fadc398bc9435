//! GET /api/project.

use std::sync::Arc;

use axum::{Router, extract::State, response::Response, routing::get};

use super::answer::answer;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/project", get(project))
}

async fn project(State(review): State<Arc<Review>>) -> Response {
    answer(review, |review| Ok(review.project())).await
}
