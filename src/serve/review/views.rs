//! GET /api/views/VIEW.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::get,
};

use super::{
    answer::answer,
    params::{Asked as _, Params},
};
use crate::review::Review;

/// So many rows are answered when no number is named.
const ROWS: usize = 200;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/views/{view}", get(view))
}

async fn view(State(review): State<Arc<Review>>, Path(view): Path<String>, params: Params) -> Response {
    answer(review, move |review| {
        let (from, limit) = (params.number("from")?.unwrap_or(0), params.number("limit")?.unwrap_or(ROWS));
        review.views().rows(review, &view, from, limit)
    })
    .await
}
