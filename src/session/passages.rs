//! Work on a text that comes in passages: surveyed first, then treated passage beside passage, in order.

use rayon::prelude::*;

use super::SessionError;
use crate::document::{Document, Passages};

/// How many passages are in memory at most.
const MOST_AT_ONCE: usize = 16;

/// Work on documents in stages, so that most of it can be done on several passages at once.
///
/// What is found in a passage by itself ([`Stages::find`]) is found beside other passages. What depends on the
/// passages before ([`Stages::take_up`]) is done in order, and is little. A whole document is a single passage that
/// is not surveyed.
pub trait Stages: Sync {
    /// What is handed from passage to passage.
    type State: Send + Sync;
    /// What is found in a passage by itself.
    type Found: Send;
    /// The same with what the passages before decide: all that is needed to treat the passage.
    type Ready: Send;
    /// Whether all passages are noted before the first of them is treated.
    const SURVEYS: bool = true;

    /// The state that a document begins with, told by its first passage.
    fn start(&self, first: &Document) -> Self::State;

    /// Finds what there is in a passage by itself; of the state it may ask what [`Stages::start`] set.
    ///
    /// # Errors
    /// As the work has it.
    fn find(&self, passage: &Document, state: &Self::State) -> Result<Self::Found, SessionError>;

    /// Takes note of what was found in a passage, in order, before the first of them is treated.
    ///
    /// # Errors
    /// As the work has it.
    fn note(
        &self,
        _passage: &Document,
        _found: Self::Found,
        _state: &mut Self::State,
    ) -> Result<(), SessionError> {
        Ok(())
    }

    /// Takes the next passage up, in order.
    ///
    /// # Errors
    /// As the work has it.
    fn take_up(
        &self,
        passage: &Document,
        found: Self::Found,
        state: &mut Self::State,
    ) -> Result<Self::Ready, SessionError>;

    /// A whole document, ready to be treated.
    ///
    /// # Errors
    /// As the work has it.
    fn ready(&self, document: &Document, mut state: Self::State) -> Result<Self::Ready, SessionError> {
        let found = self.find(document, &state)?;
        self.take_up(document, found, &mut state)
    }
}

/// Works on a text in passages: `treat` is called for several of them at once, `done` in order with what it made of
/// each. `start` makes the state from the first passage, [`Stages::start`] as a rule; `progress` is told how many
/// bytes were read, those of a survey and those of the treatment.
///
/// `false`: the text is not UTF-8 to its end and has to be read whole; nothing was treated.
///
/// # Errors
/// Those of the work, and when the text cannot be read.
///
/// ```
/// use drogman::{document::{Document, ReadOptions}, glossary::Glossary};
/// use drogman::session::{Analysis, Options, Session, SessionError, Stages as _, in_passages};
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("long.txt");
/// std::fs::write(&path, "Evlakh dort.\n".repeat(1000)).unwrap();
/// let session = Session::new(Glossary::embedded(), Options::default());
/// let mut passages = Document::passages(&path, &ReadOptions::default(), 1024).unwrap().unwrap();
/// let mut normalized = Vec::new();
/// in_passages(
///     &session,
///     &mut passages,
///     |first| session.start(first),
///     |passage, names| Ok(Analysis::new(&session, passage, names).normalized()?.bytes()?),
///     &|_| {},
///     |bytes| Ok::<_, SessionError>(normalized.extend(bytes)),
/// )
/// .unwrap();
/// assert_eq!(String::from_utf8(normalized).unwrap(), "Yevlakh dort.\n".repeat(1000));
/// ```
pub fn in_passages<S: Stages, T: Send, E: From<SessionError> + Send>(
    stages: &S,
    passages: &mut Passages,
    start: impl Fn(&Document) -> S::State,
    treat: impl Fn(&Document, S::Ready) -> Result<T, E> + Sync,
    progress: &(dyn Fn(u64) + Sync),
    mut done: impl FnMut(T) -> Result<(), E>,
) -> Result<bool, E> {
    let mut state = None;
    match S::SURVEYS {
        true => survey(stages, passages, &mut state, &start, progress)?,
        false => passages.check().map_err(SessionError::from)?,
    }
    if !passages.is_utf8() {
        return Ok(false);
    }
    passages.rewind().map_err(SessionError::from)?;
    while let Some(wave) = wave(passages)? {
        let state = state.get_or_insert_with(|| start(&wave[0]));
        let found = find(stages, &wave, state)?;
        let mut ready = Vec::with_capacity(wave.len());
        for (passage, found) in wave.iter().zip(found) {
            ready.push(stages.take_up(passage, found, state)?);
        }
        let treated: Vec<Result<T, E>> = wave
            .par_iter()
            .zip(ready)
            .map(|(passage, ready)| {
                let treated = treat(passage, ready);
                progress(len(passage));
                treated
            })
            .collect();
        treated.into_iter().try_for_each(|treated| done(treated?))?;
    }
    Ok(true)
}

/// Notes what is found in each passage, in order.
fn survey<S: Stages>(
    stages: &S,
    passages: &mut Passages,
    state: &mut Option<S::State>,
    start: impl Fn(&Document) -> S::State,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), SessionError> {
    while let Some(wave) = wave(passages)? {
        let state = state.get_or_insert_with(|| start(&wave[0]));
        let found = find(stages, &wave, state)?;
        for (passage, found) in wave.iter().zip(found) {
            stages.note(passage, found, state)?;
            progress(len(passage));
        }
    }
    Ok(())
}

/// The next passages to be worked on at once; `None` at the end.
fn wave(passages: &mut Passages) -> Result<Option<Vec<Document>>, SessionError> {
    let most = (2 * rayon::current_num_threads()).min(MOST_AT_ONCE);
    let wave = passages.next_several(most)?;
    Ok(if wave.is_empty() { None } else { Some(wave) })
}

fn find<S: Stages>(stages: &S, wave: &[Document], state: &S::State) -> Result<Vec<S::Found>, SessionError> {
    wave.par_iter().map(|passage| stages.find(passage, state)).collect()
}

/// How many bytes of text a passage has.
fn len(passage: &Document) -> u64 {
    passage.parts.iter().map(|part| part.text.len() as u64).sum()
}
