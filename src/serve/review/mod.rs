//! The page on which a person decides, and the API it talks to: `web/src/api.ts` says what both say to each other.
//!
//! The page comes to whoever of this machine asks; what it asks for needs a cookie, for which it exchanges the token of
//! the address once. Each resource is a file; what is answered is the work of [`crate::review`].

mod access;
mod acts;
mod answer;
mod articles;
mod concepts;
mod documents;
mod edits;
mod events;
mod export;
mod findings;
mod idle;
mod import;
mod lock;
mod names;
mod page;
mod pairs;
mod params;
mod project;
mod save;
mod terms;
mod views;

use std::{io, sync::Arc, time::Duration};

use axum::{Router, middleware::from_fn_with_state};

pub use lock::{FolderLock, LockError};

use self::{access::Access, idle::Idle, page::Page};
use super::{
    Listener, Stop, Token,
    guard::{Callers, guarded_for},
};
use crate::review::Review;

/// How long the body of a request may be (bytes): a list to be imported.
const MAX_BODY: usize = 32 << 20;

/// How long a server without a tab waits for one.
pub const IDLE: Duration = Duration::from_secs(600);

/// Serves the page and its API till it is stopped, or till no tab has been open for as long as `idle`.
///
/// # Errors
/// When the system gives no threads, no random numbers, or takes the port away.
pub fn serve(
    review: &Arc<Review>,
    listener: Listener,
    token: Token,
    idle: Duration,
    stop: &Stop,
) -> io::Result<()> {
    let idle = Arc::new(Idle::new(idle));
    let router = router(review, &idle, token, listener.port())?;
    idle.watch(review, stop)?;
    listener.serve_until(router, stop)
}

/// The page and its API behind the guards of a server at `port`.
fn router(review: &Arc<Review>, idle: &Arc<Idle>, token: Token, port: u16) -> io::Result<Router> {
    let access = Arc::new(Access::new(token, port)?);
    let api = Router::new()
        .merge(project::routes())
        .merge(names::routes())
        .merge(views::routes())
        .merge(documents::routes())
        .merge(acts::routes())
        .merge(save::routes())
        .merge(concepts::routes())
        .merge(import::routes())
        .merge(export::routes())
        .merge(edits::routes())
        .merge(articles::routes())
        .merge(findings::routes())
        .merge(pairs::routes())
        .merge(terms::routes())
        .with_state(review.clone())
        .merge(events::routes(review.clone(), idle.clone()))
        .layer(from_fn_with_state(access.clone(), access::with_cookie))
        .merge(access::routes(access))
        .layer(axum::middleware::from_fn(access::own_writes));
    let router = Router::new().merge(page::routes(Page::embedded())).merge(api);
    let router = router.layer(from_fn_with_state(idle.clone(), idle::touch));
    Ok(guarded_for(router, port, Callers::OwnPage, MAX_BODY))
}
