//! A local server: this machine only, each address with a secret in it, nothing sent elsewhere.
//!
//! [`Listener`] binds a loopback address, [`guard`] refuses what comes from elsewhere, [`languagetool`] answers editors that
//! speak the protocol of LanguageTool, [`review`] the page on which a person decides.
//!
//! ```no_run
//! use std::sync::Arc;
//! use drogman::{glossary::Glossary, serve::{Listener, Token, languagetool}, session::{Options, Session}};
//! let session = Arc::new(Session::new(Glossary::embedded(), Options::default()));
//! let token = Token::random().unwrap();
//! let listener = Listener::bind(8081).unwrap();
//! println!("{}/{token}/v2", listener.address());
//! let router = languagetool::router(session, &token, listener.port());
//! listener.serve(router).unwrap();
//! ```

mod guard;
pub mod languagetool;
mod listener;
pub mod review;
mod stop;
mod token;

pub use guard::guarded;
pub use listener::Listener;
pub use stop::Stop;
pub use token::{BadToken, Token};
