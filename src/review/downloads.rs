//! Files that are made to be fetched once.

use std::{collections::VecDeque, sync::Mutex};

use serde::Serialize;

use super::{Refused, locked};

/// So many files wait to be fetched; the oldest go.
const MOST_FILES: usize = 8;

/// A file to be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Download {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// The files that wait to be fetched.
#[derive(Default)]
pub(crate) struct Downloads(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    last: u64,
    files: VecDeque<(u64, String, Vec<u8>)>,
}

impl Downloads {
    /// Keeps a file till it is fetched.
    pub(crate) fn offer(&self, name: String, bytes: Vec<u8>) -> Download {
        let mut waiting = locked(&self.0);
        waiting.last += 1;
        let id = waiting.last;
        waiting.files.push_back((id, name.clone(), bytes));
        if waiting.files.len() > MOST_FILES {
            waiting.files.pop_front();
        }
        Download { id: format!("f{id}"), name }
    }

    /// A file, which is not kept any longer: its name and its bytes.
    ///
    /// # Errors
    /// When it was fetched, or never was.
    pub(crate) fn fetch(&self, id: &str) -> Result<(String, Vec<u8>), Refused> {
        let id: u64 = id.strip_prefix('f').and_then(|id| id.parse().ok()).ok_or(Refused::NotFound)?;
        let mut waiting = locked(&self.0);
        let place = waiting.files.iter().position(|(known, ..)| *known == id);
        match place.and_then(|place| waiting.files.remove(place)) {
            Some((_, name, bytes)) => Ok((name, bytes)),
            None if id <= waiting.last => Err(Refused::Gone),
            None => Err(Refused::NotFound),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_fetched_once() {
        let downloads = Downloads::default();
        let file = downloads.offer("a.patch".to_owned(), b"x".to_vec());
        assert_eq!(downloads.fetch(&file.id), Ok(("a.patch".to_owned(), b"x".to_vec())));
        assert_eq!(downloads.fetch(&file.id), Err(Refused::Gone));
        let first = downloads.offer("b".to_owned(), Vec::new());
        (0..MOST_FILES).for_each(|_| drop(downloads.offer("c".to_owned(), Vec::new())));
        assert_eq!(downloads.fetch(&first.id), Err(Refused::Gone));
        assert_eq!(downloads.fetch("f99"), Err(Refused::NotFound));
    }
}
