//! What happens when the run is told to stop, or a file grows beyond what the system allows.

use std::sync::OnceLock;

/// What is done instead of ending at once.
static INSTEAD: OnceLock<Box<dyn Fn() + Send + Sync>> = OnceLock::new();

/// From now on a run that is interrupted for the first time does this, and is to end by itself; the second time it is
/// ended.
pub(super) fn instead(end: impl Fn() + Send + Sync + 'static) {
    let _ = INSTEAD.set(Box::new(end));
}

/// From now on a run that is interrupted (Ctrl-C, SIGTERM) says so and leaves no temporary file, and a file
/// that may not grow any more (SIGXFSZ) is an error of writing it.
///
/// Where there are no signals, or no thread for them, a run is ended as the system does it.
#[cfg(unix)]
pub(super) fn watch() {
    use std::{
        sync::{Arc, atomic::AtomicBool},
        thread,
    };

    use signal_hook::{
        consts::{SIGINT, SIGTERM, SIGXFSZ},
        flag,
        iterator::Signals,
        low_level::emulate_default_handler,
    };

    // With a handler, whatever it does, the write that went too far fails.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let wait = || {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        let mut has_begun = false;
        for signal in signals.forever() {
            if let Some(end) = INSTEAD.get().filter(|_| !has_begun) {
                has_begun = true;
                end();
                continue;
            }
            crate::document::remove_unfinished();
            say();
            let _ = emulate_default_handler(signal);
            return;
        }
    };
    let _ = thread::Builder::new().name("interrupt".into()).spawn(wait);
}

#[cfg(not(unix))]
pub(super) fn watch() {}

/// Says that the run was interrupted, unless stderr takes nothing: the end does not wait for a reader.
#[cfg(unix)]
fn say() {
    use std::{sync::mpsc, thread, time::Duration};

    let (said, heard) = mpsc::channel();
    let talk = move || {
        super::terminal::note("interrupted: what was being written is left as it was before");
        let _ = said.send(());
    };
    if thread::Builder::new().spawn(talk).is_ok() {
        let _ = heard.recv_timeout(Duration::from_millis(500));
    }
}
