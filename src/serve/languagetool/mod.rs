//! The HTTP protocol of LanguageTool (version 2 of its API), as far as editors use it.
//!
//! LibreOffice Writer, OmegaT, Obsidian, Collabora and others send a paragraph and underline what comes back: forms that
//! the style does not prefer, with the French around them repaired. The API is described at
//! <https://languagetool.org/http-api/>; offsets are UTF-16 code units.

mod answer;
mod request;
mod text;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Form, Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value;

use self::{request::CheckRequest, text::CheckedText};
use super::{Token, guarded};
use crate::{
    document::Document,
    language::Language,
    session::{Session, SessionError},
};

struct Service {
    session: Arc<Session>,
    token: Token,
}

/// The service at `/TOKEN/v2/`, behind the guards of a server at `port`.
pub fn router(session: Arc<Session>, token: &Token, port: u16) -> Router {
    let service = Arc::new(Service { session, token: token.clone() });
    let router = Router::new()
        .route("/{token}/v2/check", get(check_query).post(check_form))
        .route("/{token}/v2/languages", get(languages))
        .with_state(service);
    guarded(router, port)
}

async fn languages(State(service): State<Arc<Service>>, Path(token): Path<String>) -> Response {
    if !service.token.is(&token) {
        return unknown();
    }
    Json(answer::languages()).into_response()
}

async fn check_query(
    state: State<Arc<Service>>,
    path: Path<String>,
    Query(request): Query<CheckRequest>,
) -> Response {
    check(state, path, request).await
}

async fn check_form(
    state: State<Arc<Service>>,
    path: Path<String>,
    Form(request): Form<CheckRequest>,
) -> Response {
    check(state, path, request).await
}

async fn check(
    State(service): State<Arc<Service>>,
    Path(token): Path<String>,
    request: CheckRequest,
) -> Response {
    if !service.token.is(&token) {
        return unknown();
    }
    let text = match request.text() {
        Ok(text) => text,
        Err(error) => return refused(&error.to_string()),
    };
    let checked = tokio::task::spawn_blocking(move || checked(&service.session, &text, &request)).await;
    match checked {
        Ok(Ok(answer)) => Json(answer).into_response(),
        Ok(Err(error)) => refused(&error.to_string()),
        Err(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "Error: the text could not be checked\n").into_response()
        }
    }
}

/// What the rules find in a text.
fn checked(session: &Session, text: &CheckedText, request: &CheckRequest) -> Result<Value, SessionError> {
    let mut document = Document::from_text("<text>", text.plain().to_owned());
    let asked = request.language();
    let language = asked.map_or_else(|| document.told_language(), Language::from_tag);
    // A text in a language that drogman does not read has no findings.
    if asked.is_some() && language.is_none() {
        return Ok(answer::answer(text, None, asked, &[]));
    }
    let language = language.unwrap_or(session.glossary().languages.source);
    document.language = Some(language);
    let findings = session.analyse(&document)?.checked()?.findings;
    let findings: Vec<_> = findings.into_iter().filter(|finding| request.wants(finding.rule)).collect();
    Ok(answer::answer(text, Some(language), asked, &findings))
}

fn unknown() -> Response {
    (StatusCode::NOT_FOUND, "Error: no such address; it begins with the token that drogman printed\n")
        .into_response()
}

fn refused(why: &str) -> Response {
    (StatusCode::BAD_REQUEST, format!("Error: {why}\n")).into_response()
}
