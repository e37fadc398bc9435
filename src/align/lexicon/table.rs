//! The lexicon: target types that translate each source type, with strengths.

/// Rows of (target type, strength between 0 and 1) for every source type.
#[derive(Clone, Default)]
pub(in crate::align) struct Lexicon {
    rows: Vec<Vec<(u32, f32)>>,
}

impl Lexicon {
    pub(crate) fn new(types: usize) -> Lexicon {
        Lexicon { rows: vec![Vec::new(); types] }
    }

    pub(crate) fn row(&self, source: u32) -> &[(u32, f32)] {
        self.rows.get(source as usize).map_or(&[], Vec::as_slice)
    }

    /// Adds an entry, or raises the one that is there.
    pub(crate) fn raise(&mut self, source: u32, target: u32, strength: f32) {
        let row = &mut self.rows[source as usize];
        match row.iter_mut().find(|(t, _)| *t == target) {
            Some((_, s)) => *s = s.max(strength),
            None => row.push((target, strength)),
        }
    }
}
