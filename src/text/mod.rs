//! Spans, the line index, words, and folding that remembers the way back to the source.
