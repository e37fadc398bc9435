//! POST /api/articles.

use std::sync::Arc;

use axum::{Json, Router, extract::State, response::Response, routing::post};

use super::answer::answer;
use crate::review::{Review, edits::WriteArticles};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/articles", post(write))
}

async fn write(State(review): State<Arc<Review>>, Json(wanted): Json<WriteArticles>) -> Response {
    answer(review, move |review| review.write_articles(&wanted)).await
}
