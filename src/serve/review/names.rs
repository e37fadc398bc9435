//! GET /api/names, /api/names/ID and /api/names/ID/occurrences.

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
use crate::review::{
    Review,
    names::{NamesAsked, OccurrencesAsked},
};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new()
        .route("/api/names", get(names))
        .route("/api/names/{id}", get(card))
        .route("/api/names/{id}/occurrences", get(occurrences))
}

async fn names(State(review): State<Arc<Review>>, params: Params) -> Response {
    answer(review, move |review| {
        review.names(&NamesAsked {
            q: params.one("q").unwrap_or_default().to_owned(),
            types: params.all("type"),
            states: params.all("state"),
            docs: params.all("doc"),
            known: params.all("in"),
            style: params.one("style").map(str::to_owned),
        })
    })
    .await
}

async fn card(State(review): State<Arc<Review>>, Path(id): Path<String>, params: Params) -> Response {
    answer(review, move |review| review.name_card(&id, params.one("style"))).await
}

async fn occurrences(State(review): State<Arc<Review>>, Path(id): Path<String>, params: Params) -> Response {
    answer(review, move |review| {
        let asked = OccurrencesAsked {
            sort: params.one("sort").map(str::to_owned),
            form: params.one("form").map(str::to_owned),
            q: params.one("q").unwrap_or_default().to_owned(),
        };
        review.name_occurrences(&id, review.style(params.one("style"))?, &asked)
    })
    .await
}
