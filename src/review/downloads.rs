//! Files that are made for somebody to take away, each once.

use std::{collections::VecDeque, sync::Mutex};

use serde::Serialize;

use super::{Refused, locked};

/// So many files wait to be taken; the oldest go.
const MOST_FILES: usize = 8;

/// A file that can be taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Download {
    id: String,
    name: String,
}

/// The files that wait to be taken.
#[derive(Default)]
pub(crate) struct Downloads(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    last: u64,
    files: VecDeque<(String, String, Vec<u8>)>,
}

impl Downloads {
    /// Puts a file there.
    pub(crate) fn put(&self, name: impl Into<String>, bytes: Vec<u8>) -> Download {
        let mut waiting = locked(&self.0);
        waiting.last += 1;
        let (id, name) = (format!("f{}", waiting.last), name.into());
        waiting.files.push_back((id.clone(), name.clone(), bytes));
        if waiting.files.len() > MOST_FILES {
            waiting.files.pop_front();
        }
        Download { id, name }
    }

    /// Takes a file away: its name and its bytes.
    ///
    /// # Errors
    /// When there is none of that id, or it was taken already.
    pub(crate) fn take(&self, id: &str) -> Result<(String, Vec<u8>), Refused> {
        let mut waiting = locked(&self.0);
        let place = waiting.files.iter().position(|(known, ..)| known == id).ok_or(Refused::NotFound)?;
        let (_, name, bytes) = waiting.files.remove(place).ok_or(Refused::NotFound)?;
        Ok((name, bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_once() {
        let downloads = Downloads::default();
        let file = downloads.put("a.patch", b"x".to_vec());
        assert_eq!(downloads.take(&file.id), Ok(("a.patch".to_owned(), b"x".to_vec())));
        assert_eq!(downloads.take(&file.id), Err(Refused::NotFound));
        let first = downloads.put("b", Vec::new());
        (0..MOST_FILES).for_each(|_| drop(downloads.put("c", Vec::new())));
        assert_eq!(downloads.take(&first.id), Err(Refused::NotFound));
    }
}
