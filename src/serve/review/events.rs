//! GET /api/events.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    extract::State,
    response::sse::{self, KeepAlive, Sse},
    routing::get,
};
use tokio::sync::mpsc;

use super::idle::{Idle, OpenTab};
use crate::review::{Review, events::Event};

pub(super) fn routes(review: Arc<Review>, idle: Arc<Idle>) -> Router {
    Router::new().route("/api/events", get(events)).with_state((review, idle))
}

async fn events(
    State((review, idle)): State<(Arc<Review>, Arc<Idle>)>,
) -> Sse<impl futures_core::Stream<Item = Result<sse::Event, axum::Error>>> {
    let (sender, receiver) = mpsc::unbounded_channel();
    // What has happened so far is told first; it may have changed since the page asked for the project.
    let _ = sender.send(Event::Read(review.read_so_far()));
    let is_ended = !review.events().listen(Box::new(move |event| sender.send(event.clone()).is_ok()));
    let stream = Stream { receiver, is_ended, _tab: idle.open_tab() };
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The events for one tab.
struct Stream {
    receiver: mpsc::UnboundedReceiver<Event>,
    /// After `bye` nothing comes.
    is_ended: bool,
    _tab: OpenTab,
}

impl futures_core::Stream for Stream {
    type Item = Result<sse::Event, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_ended {
            return Poll::Ready(None);
        }
        let told = std::task::ready!(self.receiver.poll_recv(context));
        self.is_ended = matches!(told, Some(Event::Bye));
        Poll::Ready(told.map(|event| sse::Event::default().event(event.name()).json_data(event.data())))
    }
}
