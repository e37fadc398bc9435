//! GET and POST /api/acts, POST /api/acts/ID/revert.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;

use super::{
    answer::answer,
    params::{Asked as _, Params},
};
use crate::review::{Review, decisions::NewAct};

/// So many acts are answered when no number is named.
const ACTS: usize = 200;

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/acts", get(acts).post(act)).route("/api/acts/{id}/revert", post(revert))
}

async fn acts(State(review): State<Arc<Review>>, params: Params) -> Response {
    answer(review, move |review| {
        let (from, limit) = (params.number("from")?.unwrap_or(0), params.number("limit")?.unwrap_or(ACTS));
        Ok(review.acts(from, limit, params.one("name")))
    })
    .await
}

async fn act(State(review): State<Arc<Review>>, Json(act): Json<NewAct>) -> Response {
    let done = |review: &Arc<Review>| review.act(act).inspect(|_| review.refresh_lists());
    answer(review, done).await
}

/// Whether an act is to be taken back; else it is to be restored.
#[derive(Deserialize)]
struct Revert {
    on: bool,
}

async fn revert(
    State(review): State<Arc<Review>>,
    Path(id): Path<String>,
    Json(revert): Json<Revert>,
) -> Response {
    let done = move |review: &Arc<Review>| review.revert(&id, revert.on).inspect(|_| review.refresh_lists());
    answer(review, done).await
}
