//! From a block of text to its segments (sentences).
