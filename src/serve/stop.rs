use std::sync::Arc;

use tokio::sync::watch;

/// Ends a server from outside.
///
/// ```
/// use drogman::serve::{Listener, Stop};
/// let (listener, stop) = (Listener::bind(0).unwrap(), Stop::default());
/// stop.stop();
/// listener.serve_until(axum::Router::new(), &stop).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Stop {
    /// The server takes no more requests, answers those it has, and ends.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Waits till the server is to end.
    pub(super) fn stopped(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut stopped = self.0.subscribe();
        async move {
            let _ = stopped.wait_for(|stopped| *stopped).await;
        }
    }
}
