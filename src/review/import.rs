//! Lists of terms brought into the glossary.
