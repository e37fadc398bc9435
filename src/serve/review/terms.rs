//! GET /api/terms, GET /api/terms/card.

use std::sync::Arc;

use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    answer::answer,
    params::{Asked as _, Params},
};
use crate::review::{Review, terms::TermsAsked};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/terms", get(terms)).route("/api/terms/card", get(term))
}

async fn terms(State(review): State<Arc<Review>>, params: Params) -> Response {
    let q = params.one("q").map(str::to_owned);
    let asked =
        TermsAsked { q, state: params.all("state"), en: params.all("en"), known: params.all("known") };
    answer(review, move |review| review.terms(&asked)).await
}

async fn term(State(review): State<Arc<Review>>, params: Params) -> Response {
    let on = params.one("on").unwrap_or_default().to_owned();
    answer(review, move |review| review.term(&on)).await
}
