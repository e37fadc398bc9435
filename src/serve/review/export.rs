//! POST /api/export, GET /api/files/ID.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};

use super::answer::{answer, refusal};
use crate::review::{Review, export::Export};

pub(super) fn routes() -> Router<Arc<Review>> {
    Router::new().route("/api/export", post(export)).route("/api/files/{id}", get(file))
}

async fn export(State(review): State<Arc<Review>>, Json(asked): Json<Export>) -> Response {
    answer(review, move |review| review.export(&asked)).await
}

async fn file(State(review): State<Arc<Review>>, Path(id): Path<String>) -> Response {
    let (name, bytes) = match review.downloads().fetch(&id) {
        Ok(file) => file,
        Err(refused) => return refusal(refused),
    };
    // The name is stored by the browser: only plain characters of it are sent.
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/octet-stream");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
