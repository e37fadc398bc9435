//! Articles and their translations, side by side.
