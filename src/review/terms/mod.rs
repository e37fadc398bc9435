//! Candidates of terms.
