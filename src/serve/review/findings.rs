//! GET /api/findings.

use std::sync::Arc;

use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    answer::answer,
    params::{Asked as _, Params},
};
use crate::review::{Review, findings::FindingsAsked};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/findings", get(findings))
}

async fn findings(State(review): State<Arc<Review>>, params: Params) -> Response {
    let q = params.one("q").map(str::to_owned);
    let asked = FindingsAsked { rule: params.all("rule"), doc: params.all("doc"), q };
    answer(review, move |review| review.findings(&asked)).await
}
