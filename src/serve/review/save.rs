//! GET and POST /api/save.

use std::sync::Arc;

use axum::{Json, Router, extract::State, response::Response, routing::get};
use serde::Deserialize;

use super::answer::answer;
use crate::review::Review;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/save", get(to_save).post(save))
}

async fn to_save(State(review): State<Arc<Review>>) -> Response {
    answer(review, |review| review.to_save()).await
}

/// The last entry of the journal when it was shown what is to be written.
#[derive(Deserialize)]
struct Save {
    last: String,
}

async fn save(State(review): State<Arc<Review>>, Json(Save { last }): Json<Save>) -> Response {
    answer(review, move |review| review.save(&last)).await
}
