//! The glossary, the memory and the occurrences for other programs.
