//! One side of a document as bags of word types.

use super::shape::Shape;
use super::tokens::{is_invisible, stem, tokens};
use rustc_hash::FxHashMap;

/// Numbers for token strings.
#[derive(Default)]
pub(in crate::align) struct Vocabulary {
    ids: FxHashMap<String, u32>,
    pub strings: Vec<String>,
}

impl Vocabulary {
    pub(crate) fn id(&mut self, token: &str) -> u32 {
        if let Some(&id) = self.ids.get(token) {
            return id;
        }
        let id = self.strings.len() as u32;
        self.ids.insert(token.to_owned(), id);
        self.strings.push(token.to_owned());
        id
    }

    pub(crate) fn get(&self, token: &str) -> Option<u32> {
        self.ids.get(token).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.strings.len()
    }
}

/// One side of a document: every segment a bag of types with counts.
pub(in crate::align) struct Side {
    /// `starts[k]..starts[k + 1]` are the entries of segment k.
    starts: Vec<u32>,
    entries: Vec<Entry>,
    /// Characters of each segment, white space left out.
    pub characters: Vec<f32>,
    /// Tokens of each segment.
    pub words: Vec<f32>,
    /// How each segment is built.
    pub shapes: Vec<Shape>,
}

/// A type in a bag, how often it stands there, and where first (in tokens; both end at the largest number).
#[derive(Clone, Copy)]
pub(in crate::align) struct Entry {
    pub token: u32,
    pub count: u16,
    pub place: u16,
}

/// Sorts by type and makes one item of those of one type, the first, with their counts added up.
pub(in crate::align) fn unite<T>(items: &mut Vec<T>, token: fn(&T) -> u32, count: fn(&mut T) -> &mut u16) {
    items.sort_by_key(token);
    items.dedup_by(|later, first| {
        let same = token(later) == token(first);
        if same {
            let sum = count(first).saturating_add(*count(later));
            *count(first) = sum;
        }
        same
    });
}

impl Side {
    pub(crate) fn new(segments: &[&str], stem_length: usize, vocabulary: &mut Vocabulary) -> Side {
        let mut side = Side {
            starts: vec![0],
            entries: Vec::new(),
            characters: Vec::new(),
            words: Vec::new(),
            shapes: Vec::new(),
        };
        let mut strings = Vec::new();
        let mut ids = Vec::new();
        for text in segments {
            tokens(text, &mut strings);
            ids.clear();
            ids.extend(strings.iter().zip(0..).map(|(t, k)| (vocabulary.id(stem(t, stem_length)), k)));
            side.words.push(ids.len() as f32);
            side.shapes.push(Shape::of(&strings));
            ids.sort_unstable();
            for run in ids.chunk_by(|a, b| a.0 == b.0) {
                let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
                side.entries.push(Entry { token: run[0].0, count: short(run.len()), place: short(run[0].1) });
            }
            side.starts.push(side.entries.len() as u32);
            side.characters
                .push(text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).count() as f32);
        }
        side
    }

    /// Some neighbouring segments as a side of their own.
    pub(crate) fn part(&self, segments: std::ops::Range<usize>) -> Side {
        let starts = &self.starts[segments.start..=segments.end];
        let entries = starts[0] as usize..starts[segments.len()] as usize;
        Side {
            starts: starts.iter().map(|at| at - starts[0]).collect(),
            entries: self.entries[entries].to_vec(),
            characters: self.characters[segments.clone()].to_vec(),
            words: self.words[segments.clone()].to_vec(),
            shapes: self.shapes[segments].to_vec(),
        }
    }

    /// Number of segments.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn bag(&self, segment: usize) -> &[Entry] {
        &self.entries[self.starts[segment] as usize..self.starts[segment + 1] as usize]
    }
}
