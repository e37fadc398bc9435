//! What `check` finds in articles and their translations.
