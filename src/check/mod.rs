//! The rules: one file each, from a document to findings.
