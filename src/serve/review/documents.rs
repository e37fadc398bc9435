//! GET /api/documents/ID.

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
    Router::new().route("/api/documents/{id}", get(document))
}

async fn document(State(review): State<Arc<Review>>, Path(id): Path<String>) -> Response {
    answer(review, move |review| review.article(id.parse()?)).await
}
