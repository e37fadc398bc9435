//! From two documents to beads, and the equivalents learnt from them.
