//! Why a file could not be written.

/// Why a file could not be written in a format.
#[derive(Debug, thiserror::Error)]
#[error("{format}: {message}")]
pub struct WriteError {
    /// The format.
    pub format: &'static str,
    /// What is wrong.
    pub message: String,
}
