//! The exchange formats: one file each, read and written.
