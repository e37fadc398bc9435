//! GET /api/concepts and /api/concepts/ID.

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
use crate::review::{Review, concepts::Wanted};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/concepts", get(concepts)).route("/api/concepts/{id}", get(concept))
}

async fn concepts(State(review): State<Arc<Review>>, params: Params) -> Response {
    let wanted = Wanted {
        q: params.one("q").unwrap_or_default().to_owned(),
        kinds: params.all("type"),
        layers: params.all("layer"),
        used: params.all("used"),
    };
    answer(review, move |review| review.concepts(&wanted)).await
}

async fn concept(State(review): State<Arc<Review>>, Path(id): Path<String>) -> Response {
    answer(review, move |review| review.concept_card(&id)).await
}
