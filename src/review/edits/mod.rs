//! What a style would change in the articles.
