//! A server that nobody looks at ends.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::{review::Review, serve::Stop};

/// Whether somebody looks at the page.
pub(super) struct Idle {
    most: Duration,
    looked_at: Mutex<LookedAt>,
}

struct LookedAt {
    tabs: usize,
    last: Instant,
}

impl Idle {
    /// Nobody does yet; it ends after so long.
    pub(super) fn new(most: Duration) -> Self {
        Self { most, looked_at: Mutex::new(LookedAt { tabs: 0, last: Instant::now() }) }
    }

    fn change(&self, change: impl FnOnce(&mut LookedAt)) {
        let mut looked_at = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut looked_at);
        looked_at.last = Instant::now();
    }

    /// How long nobody has looked at it.
    fn so_long(&self) -> Duration {
        let looked_at = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        if looked_at.tabs > 0 { Duration::ZERO } else { looked_at.last.elapsed() }
    }

    /// A tab is open till what is returned is dropped.
    pub(super) fn open_tab(self: &Arc<Self>) -> OpenTab {
        self.change(|looked_at| looked_at.tabs += 1);
        OpenTab(self.clone())
    }

    /// Stops the server, and tells those who listen, when nobody has looked at it for long enough.
    pub(super) fn watch(self: &Arc<Self>, review: &Arc<Review>, stop: &Stop) -> io::Result<()> {
        let (idle, review, stop) = (self.clone(), Arc::downgrade(review), stop.clone());
        let pause = (self.most / 10).clamp(Duration::from_millis(50), Duration::from_secs(10));
        let wait = move || {
            while idle.so_long() < idle.most {
                thread::sleep(pause);
            }
            if let Some(review) = review.upgrade() {
                review.end();
            }
            stop.stop();
        };
        thread::Builder::new().name("idle".into()).spawn(wait).map(|_| ())
    }
}

/// A tab that is open.
pub(super) struct OpenTab(Arc<Idle>);

impl Drop for OpenTab {
    fn drop(&mut self) {
        self.0.change(|looked_at| looked_at.tabs -= 1);
    }
}

/// Notes that somebody asked.
pub(super) async fn touch(State(idle): State<Arc<Idle>>, request: Request, next: Next) -> Response {
    idle.change(|_| ());
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_tab_keeps_the_server() {
        let idle = Arc::new(Idle::new(Duration::from_secs(600)));
        let (one, other) = (idle.open_tab(), idle.open_tab());
        drop(one);
        assert_eq!(idle.so_long(), Duration::ZERO);
        drop(other);
        thread::sleep(Duration::from_millis(2));
        assert!(idle.so_long() > Duration::ZERO);
    }
}
