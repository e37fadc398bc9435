//! GET /api/edits.

use std::sync::Arc;

use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    answer::answer,
    params::{Asked as _, Params},
};
use crate::review::{Review, edits::EditsAsked};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/edits", get(edits))
}

async fn edits(State(review): State<Arc<Review>>, params: Params) -> Response {
    let asked = EditsAsked {
        style: params.one("style").map(str::to_owned),
        doc: params.all("doc"),
        state: params.all("state"),
        q: params.one("q").map(str::to_owned),
    };
    answer(review, move |review| review.edits(&asked)).await
}
