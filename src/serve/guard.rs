//! Who may ask: programs of this machine that name this machine, and no web page.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};

/// How long the body of a request may be (bytes).
const MAX_BODY: usize = 4 << 20;

/// What every answer says: nothing of it is kept, framed, guessed at or read by other pages.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The router behind the guards of a server at a port of this machine.
///
/// A request that names another host is answered with 421 (so a page cannot reach the server by a name that it points
/// here), one that a web page of another origin sends with 403, one with too long a body with 413.
pub fn guarded(router: Router, port: u16) -> Router {
    router.layer(DefaultBodyLimit::max(MAX_BODY)).layer(from_fn_with_state(port, guard))
}

async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let mut response = match refusal(request.headers(), port) {
        Some((status, why)) => (status, why).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is refused.
fn refusal(headers: &HeaderMap, port: u16) -> Option<(StatusCode, &'static str)> {
    let value = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if !value("host").is_some_and(|host| is_own_host(host, port)) {
        return Some((StatusCode::MISDIRECTED_REQUEST, "this server answers to localhost only\n"));
    }
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_own_host(host, port));
    // Extensions of browsers and editors have origins of their own (moz-extension://…, app://…), web pages http(s).
    let is_page =
        |origin: &str| origin == "null" || origin.starts_with("http:") || origin.starts_with("https:");
    if value("origin").is_some_and(|origin| is_page(origin) && !own(origin)) {
        return Some((StatusCode::FORBIDDEN, "web pages may not ask this server\n"));
    }
    let site = value("sec-fetch-site");
    let from_page = value("origin").is_none() && matches!(site, Some("cross-site" | "same-site"));
    from_page.then_some((StatusCode::FORBIDDEN, "web pages may not ask this server\n"))
}

fn is_own_host(host: &str, port: u16) -> bool {
    host.rsplit_once(':').is_some_and(|(name, said)| {
        matches!(name, "127.0.0.1" | "localhost" | "[::1]") && said.parse() == Ok(port)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(headers: &[(&'static str, &'static str)]) -> Option<u16> {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        refusal(&headers, 8081).map(|(status, _)| status.as_u16())
    }

    #[test]
    fn only_this_machine_asks() {
        assert_eq!(refused(&[("host", "localhost:8081")]), None);
        assert_eq!(refused(&[("host", "[::1]:8081")]), None);
        assert_eq!(refused(&[]), Some(421));
        assert_eq!(refused(&[("host", "localhost")]), Some(421));
        assert_eq!(refused(&[("host", "rebound.example:8081")]), Some(421));
        assert_eq!(refused(&[("host", "127.0.0.1:9999")]), Some(421));
    }

    #[test]
    fn no_web_page_asks() {
        let host = ("host", "127.0.0.1:8081");
        for (header, expected) in [
            (("origin", "https://evil.example"), Some(403)),
            (("origin", "http://127.0.0.1.evil.example:8081"), Some(403)),
            (("origin", "http://localhost:3000"), Some(403)),
            (("origin", "null"), Some(403)),
            (("sec-fetch-site", "cross-site"), Some(403)),
            (("sec-fetch-site", "same-origin"), None),
            (("origin", "http://127.0.0.1:8081"), None),
            (("origin", "moz-extension://0123"), None),
        ] {
            assert_eq!(refused(&[host, header]), expected, "{header:?}");
        }
    }
}
