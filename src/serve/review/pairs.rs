//! GET /api/pairs, GET /api/pairs/ID.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::get,
};

use super::answer::answer;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/pairs", get(pairs)).route("/api/pairs/{id}", get(pair))
}

async fn pairs(State(review): State<Arc<Review>>) -> Response {
    answer(review, |review| review.pairs()).await
}

async fn pair(State(review): State<Arc<Review>>, Path(id): Path<String>) -> Response {
    answer(review, move |review| review.pair(&id)).await
}
