//! Who may ask: programs of this machine that name this machine, and no web page.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};

/// How long the body of a request of an editor may be (bytes).
const MAX_BODY: usize = 4 << 20;

/// What the browser may load for what is no page.
pub(super) const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'";

/// What every answer says: nothing of it is kept, framed, guessed at or read by other pages.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::CONTENT_SECURITY_POLICY, NO_PAGE),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Callers {
    /// Programs of this machine, extensions of browsers and editors among them.
    Programs,
    /// The server’s own page alone.
    OwnPage,
}

/// The router behind the guards of a server for programs at a port of this machine.
///
/// A request that names another host is answered with 421 (so a page cannot reach the server by a name that it points
/// here), one that a web page of another origin sends with 403, one with too long a body with 413.
pub fn guarded(router: Router, port: u16) -> Router {
    guarded_for(router, port, Callers::Programs, MAX_BODY)
}

/// As [`guarded`], for those who may ask, with bodies that are so long at most (bytes).
pub(super) fn guarded_for(router: Router, port: u16, callers: Callers, max_body: usize) -> Router {
    router.layer(DefaultBodyLimit::max(max_body)).layer(from_fn_with_state((port, callers), guard))
}

async fn guard(State((port, callers)): State<(u16, Callers)>, request: Request, next: Next) -> Response {
    let mut response = match refusal(request.headers(), port, callers) {
        Some((status, why)) => (status, why).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        // A page says itself what it loads.
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Why a request is refused.
fn refusal(headers: &HeaderMap, port: u16, callers: Callers) -> Option<(StatusCode, &'static str)> {
    let value = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if !value("host").is_some_and(|host| is_own_host(host, port)) {
        return Some((StatusCode::MISDIRECTED_REQUEST, "this server answers to localhost only\n"));
    }
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_own_host(host, port));
    // Extensions of browsers and editors have origins of their own (moz-extension://…, app://…), web pages http(s).
    let is_page =
        |origin: &str| origin == "null" || origin.starts_with("http:") || origin.starts_with("https:");
    let (origin, site) = (value("origin"), value("sec-fetch-site"));
    let is_refused = match callers {
        Callers::Programs => {
            origin.is_some_and(|origin| is_page(origin) && !own(origin))
                || origin.is_none() && matches!(site, Some("cross-site" | "same-site"))
        }
        Callers::OwnPage => {
            origin.is_some_and(|origin| !own(origin))
                || site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
        }
    };
    is_refused.then_some((StatusCode::FORBIDDEN, "other web pages may not ask this server\n"))
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
        refused_to(Callers::Programs, headers)
    }

    fn refused_to(callers: Callers, headers: &[(&'static str, &'static str)]) -> Option<u16> {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        refusal(&headers, 8081, callers).map(|(status, _)| status.as_u16())
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

    #[test]
    fn the_own_page_alone_asks_for_a_review() {
        let host = ("host", "127.0.0.1:8081");
        for (header, expected) in [
            (("origin", "https://evil.example"), Some(403)),
            (("origin", "moz-extension://0123"), Some(403)),
            (("origin", "null"), Some(403)),
            (("sec-fetch-site", "cross-site"), Some(403)),
            (("sec-fetch-site", "same-site"), Some(403)),
            (("sec-fetch-site", "same-origin"), None),
            (("sec-fetch-site", "none"), None),
            (("origin", "http://127.0.0.1:8081"), None),
        ] {
            assert_eq!(refused_to(Callers::OwnPage, &[host, header]), expected, "{header:?}");
        }
        let both = [host, ("origin", "http://127.0.0.1:8081"), ("sec-fetch-site", "cross-site")];
        assert_eq!(refused_to(Callers::OwnPage, &both), Some(403));
    }
}
