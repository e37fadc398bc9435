//! A glossary compiled to a matcher; from documents to occurrences; who a short name means.
