//! POST /api/import and /api/import/ID.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::Deserialize;

use super::answer::answer;
use crate::review::{Refused, Review, import::ImportChoice};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/import", post(read)).route("/api/import/{id}", post(import))
}

/// A list: the name of its file, and its bytes.
#[derive(Deserialize)]
struct List {
    name: String,
    base64: String,
}

async fn read(State(review): State<Arc<Review>>, Json(List { name, base64 }): Json<List>) -> Response {
    answer(review, move |review| {
        let bytes = BASE64_STANDARD.decode(base64.trim());
        let bytes = bytes.map_err(|_| Refused::Bad(format!("{name}: the file did not arrive whole")))?;
        review.read_list(&name, bytes)
    })
    .await
}

async fn import(
    State(review): State<Arc<Review>>,
    Path(id): Path<String>,
    Json(choice): Json<ImportChoice>,
) -> Response {
    answer(review, move |review| review.import(&id, &choice)).await
}
