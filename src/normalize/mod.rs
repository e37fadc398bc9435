//! From occurrences to edits, with the French grammar around a replaced name repaired.
