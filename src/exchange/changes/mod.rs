//! What a normalisation changes: a preview for people, and a patch.

mod patch;
mod preview;

pub use patch::{PatchError, changes_patch};
pub use preview::{ChangeTally, ChangesPreview};
