//! Who may use the API: the page that came by the address that was printed, by its own requests.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
    routing::post,
};
use serde::Deserialize;

use crate::serve::Token;

/// The header that the page’s own requests have, and no form.
const OWN_HEADER: (&str, &str) = ("x-drogman", "1");

/// The secrets of a server.
pub(super) struct Access {
    /// That of the address, till it is exchanged.
    token: Mutex<Option<Token>>,
    /// That of the cookie.
    secret: Token,
    cookie: String,
}

impl Access {
    pub(super) fn new(token: Token, port: u16) -> io::Result<Self> {
        Ok(Self {
            token: Mutex::new(Some(token)),
            secret: Token::random()?,
            cookie: format!("drogman-{port}"),
        })
    }

    /// Exchanges the token for the cookie, once.
    fn exchange(&self, said: &str) -> Option<String> {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        token.take_if(|token| token.is(said))?;
        Some(format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie, self.secret))
    }

    /// Whether a request has the cookie.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|it| it.trim().split_once('='));
        pairs.any(|(name, value)| name == self.cookie && self.secret.is(value))
    }
}

/// What the page says to be let in.
#[derive(Deserialize)]
struct Session {
    token: String,
}

/// POST /api/session.
pub(super) fn routes(access: Arc<Access>) -> Router {
    Router::new().route("/api/session", post(session)).with_state(access)
}

async fn session(State(access): State<Arc<Access>>, Json(said): Json<Session>) -> Response {
    match access.exchange(&said.token) {
        Some(cookie) => (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response(),
        None => (StatusCode::FORBIDDEN, "this address was used before; start `drogman review` again\n")
            .into_response(),
    }
}

/// Lets requests pass that have the cookie.
pub(super) async fn with_cookie(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    match access.is_known(request.headers()) {
        true => next.run(request).await,
        false => (StatusCode::UNAUTHORIZED, "open the address that drogman printed\n").into_response(),
    }
}

/// Lets writes pass that no form and no page of another origin can make.
pub(super) async fn own_writes(request: Request, next: Next) -> Response {
    match write_refusal(request.method(), request.headers()) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    }
}

/// Why a request is refused that is no read.
fn write_refusal(method: &Method, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    match *method {
        Method::GET | Method::HEAD => return None,
        Method::POST => {}
        _ => return Some((StatusCode::METHOD_NOT_ALLOWED, "only GET and POST are answered\n")),
    }
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let kind = value(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Some((StatusCode::UNSUPPORTED_MEDIA_TYPE, "what is written is JSON\n"));
    }
    let (name, expected) = OWN_HEADER;
    (value(name) != Some(expected)).then_some((StatusCode::FORBIDDEN, "the header X-Drogman is missing\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        list.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_token_is_good_once_and_the_cookie_as_long_as_the_server() {
        let token = Token::random().unwrap();
        let access = Access::new(token.clone(), 8082).unwrap();
        assert!(access.exchange("0123456789abcdef0123456789abcdef").is_none());
        let cookie = access.exchange(&token.to_string()).unwrap();
        assert!(access.exchange(&token.to_string()).is_none(), "a second time");
        let (pair, attributes) = cookie.split_once("; ").unwrap();
        assert_eq!(attributes, "HttpOnly; SameSite=Strict; Path=/");
        assert!(pair.starts_with("drogman-8082=") && !pair.contains(&token.to_string()));
        let others = format!("a=b; {pair}");
        for _ in 0..2 {
            assert!(access.is_known(&headers(&[("cookie", &others)])));
        }
        assert!(!access.is_known(&headers(&[("cookie", "drogman-8082=")])));
        assert!(!access.is_known(&headers(&[("cookie", &pair.replace("8082", "8083"))])));
        assert!(!access.is_known(&headers(&[("cookie", &format!("drogman-8082={token}"))])));
        assert!(!access.is_known(&headers(&[])));
    }

    #[test]
    fn writes_are_json_with_the_header_of_the_page() {
        let status = |method: Method, list: &[(&'static str, &str)]| {
            write_refusal(&method, &headers(list)).map(|(status, _)| status.as_u16())
        };
        let (json, own) = (("content-type", "application/json; charset=utf-8"), ("x-drogman", "1"));
        assert_eq!(status(Method::GET, &[]), None);
        assert_eq!(status(Method::POST, &[json, own]), None);
        assert_eq!(status(Method::POST, &[json]), Some(403));
        assert_eq!(status(Method::POST, &[json, ("x-drogman", "0")]), Some(403));
        assert_eq!(status(Method::POST, &[own]), Some(415));
        for kind in
            ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"]
        {
            assert_eq!(status(Method::POST, &[("content-type", kind), own]), Some(415), "{kind}");
        }
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
            assert_eq!(status(method, &[json, own]), Some(405));
        }
    }
}
