//! From the work of a request to its answer.

use std::sync::Arc;

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use serde_json::json;

use crate::review::{Refused, Review};

/// Does the work of a request where it may take its time, and answers with what comes of it.
pub(super) async fn answer<T: Serialize + Send + 'static>(
    review: Arc<Review>,
    work: impl FnOnce(&Arc<Review>) -> Result<T, Refused> + Send + 'static,
) -> Response {
    let written = tokio::task::spawn_blocking(move || {
        let answer = work(&review)?;
        serde_json::to_vec(&answer).map_err(|error| Refused::Failed(error.to_string()))
    });
    match written.await {
        Ok(Ok(bytes)) => ([(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Ok(Err(refused)) => refusal(refused),
        Err(_) => refusal(Refused::Failed("drogman failed on this request; please report it".to_owned())),
    }
}

/// The answer to a request that is refused.
pub(super) fn refusal(refused: Refused) -> Response {
    let (status, said) = match refused {
        Refused::NotFound => (StatusCode::NOT_FOUND, json!({ "message": "there is no such thing" })),
        Refused::Gone => (StatusCode::GONE, json!({ "message": "ask for the list again" })),
        Refused::Stale { on, field, now } => {
            (StatusCode::CONFLICT, json!({ "now": now, "on": on, "field": field }))
        }
        Refused::Now(now) => (StatusCode::CONFLICT, json!({ "now": now })),
        Refused::Needs(needs) => (StatusCode::CONFLICT, json!({ "needs": needs })),
        Refused::Bad(message) => (StatusCode::BAD_REQUEST, json!({ "message": message })),
        Refused::Failed(message) => (StatusCode::INTERNAL_SERVER_ERROR, json!({ "message": message })),
    };
    (status, Json(said)).into_response()
}
