//! The glossary: its model, reading YAML with positions, lint, writing, the embedded default.
