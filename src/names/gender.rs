//! A man's name and a woman's: Aliev, Alieva.

use super::spelling::{Letter, Spelling, base};
use crate::language::romanisation::{self, GENDER};

/// Highest cost of the stems of a man's and a woman's form of one name.
const STEM: f32 = 2.5;

/// Pairs of endings.
pub struct Gender {
    endings: Vec<(Vec<Letter>, Vec<Letter>)>,
}

impl Gender {
    /// Reads the shipped endings.
    pub fn shipped() -> Gender {
        let letters = |s: &str| Spelling::new(s).letters;
        let endings =
            romanisation::rows(GENDER).filter(|r| r.len() >= 2).map(|r| (letters(r[0]), letters(r[1])));
        Gender { endings: endings.collect() }
    }

    /// When two words are the man's and the woman's form of one name, the cost of their stems, which `cost`
    /// compares.
    pub fn differs(
        &self,
        x: &[Letter],
        y: &[Letter],
        mut cost: impl FnMut(&[Letter], &[Letter]) -> f32,
    ) -> Option<f32> {
        let ends = |word: &[Letter], end: &[Letter]| {
            word.len() > end.len() + 1
                && word[word.len() - end.len()..].iter().zip(end).all(|(&w, &e)| base(w) == e)
        };
        let mut best: Option<f32> = None;
        for (m, f) in &self.endings {
            for (man, woman) in [(x, y), (y, x)] {
                if ends(man, m) && ends(woman, f) && man.len().abs_diff(woman.len()) <= 4 {
                    let stem = cost(&man[..man.len() - m.len()], &woman[..woman.len() - f.len()]);
                    if stem <= STEM && best.is_none_or(|b| stem < b) {
                        best = Some(stem);
                    }
                }
            }
        }
        best
    }
}
