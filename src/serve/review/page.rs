//! GET /: the page, in one file that is part of the program.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

use crate::serve::guard::NO_PAGE;

/// The page with what it may load: itself.
pub(super) struct Page {
    html: &'static [u8],
    policy: HeaderValue,
}

impl Page {
    /// The page that drogman was built with.
    pub(super) fn embedded() -> Self {
        Self::new(include_bytes!("../../../web/dist/index.html"))
    }

    fn new(html: &'static [u8]) -> Self {
        let policy = policy(&String::from_utf8_lossy(html));
        Self { html, policy: policy.parse().unwrap_or(HeaderValue::from_static(NO_PAGE)) }
    }
}

/// The Content-Security-Policy under which a page runs its own scripts and styles, and nothing else.
fn policy(html: &str) -> String {
    let hashes = |element: &str| {
        let hash = |content: &str| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content)));
        contents(html, element).into_iter().map(hash).collect::<String>()
    };
    let or_none = |hashes: String| if hashes.is_empty() { " 'none'".to_owned() } else { hashes };
    format!(
        "default-src 'none'; script-src{}; style-src{}; img-src data:; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
        or_none(hashes("script")),
        or_none(hashes("style")),
    )
}

/// What stands in the elements of a name. The page is made by a build that writes them in small letters.
fn contents<'h>(html: &'h str, element: &str) -> Vec<&'h str> {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find(&open) {
        rest = &rest[start + open.len()..];
        if !rest.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
            continue;
        }
        let Some((content, after)) = rest.split_once('>').and_then(|(_, content)| content.split_once(&close))
        else {
            break;
        };
        found.push(content);
        rest = after;
    }
    found
}

pub(super) fn routes(page: Page) -> Router {
    Router::new().route("/", get(show)).with_state(Arc::new(page))
}

async fn show(State(page): State<Arc<Page>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, page.policy.clone()),
    ];
    (headers, page.html).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_run_by_their_hashes() {
        let html =
            "<head><script type=\"module\">alert(1)</script><style>a{}</style></head><styled></styled>";
        assert_eq!(contents(html, "script"), ["alert(1)"]);
        assert_eq!(contents(html, "style"), ["a{}"]);
        let policy = policy(html);
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assert!(
            policy.contains("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"),
            "{policy}"
        );
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"));
        assert!(policy.ends_with("frame-ancestors 'none'"));
    }

    #[test]
    fn the_page_of_this_build_has_a_policy_of_its_own() {
        let page = Page::embedded();
        assert_ne!(page.policy, NO_PAGE);
        assert!(page.html.starts_with(b"<!doctype html>") || page.html.starts_with(b"<!DOCTYPE html>"));
    }
}
