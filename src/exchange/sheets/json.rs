//! JSON: the whole table as one object.

use super::{SheetContent, SheetFormat, WriteError};

/// JSON.
pub(super) struct Json;

impl SheetFormat for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn file(&self) -> &'static str {
        "terms.json"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        let mut bytes = serde_json::to_vec_pretty(content.table)
            .map_err(|error| WriteError { format: "json", message: error.to_string() })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
