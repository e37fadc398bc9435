//! The glossary as a list, and its cards.
