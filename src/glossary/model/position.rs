use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// Where something stands in a glossary file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Position {
    /// The file, as it was named to drogman.
    #[serde(with = "file_name")]
    pub file: Arc<str>,
    /// Line, from 1; 0 when the entry came from no file.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl Position {
    /// The position of what stands in no file.
    pub fn nowhere() -> Self {
        Self { file: Arc::from(""), line: 0, column: 0 }
    }
}

/// Two entries are the same wherever they stand.
impl PartialEq for Position {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The name of a file as a text; the positions of one file share it again when they are read back.
mod file_name {
    use std::{cell::RefCell, sync::Arc};

    use serde::{Deserialize as _, Deserializer, Serializer};

    thread_local! {
        static LAST: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
    }

    pub(super) fn serialize<S: Serializer>(name: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(name)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
        LAST.with_borrow_mut(|last| match last {
            Some(last) if **last == *name => Ok(last.clone()),
            last => Ok(last.insert(Arc::from(&*name)).clone()),
        })
    }
}
