//! The punctuation model: how the marks and numbers of sentences of the two sides of a bead agree.

use crate::align::beads::Step;
use crate::align::vocabulary::{CLASSES, Shape, Side};

/// Differences in sentences told apart: 0, 1, 2 and more.
const DIFFERENCES: usize = 3;

/// Log odds of pairs of opening marks, of closing marks, and of differences in the number of sentences: beads
/// against random segments.
pub(in crate::align) struct PunctuationModel {
    opening: [[f32; CLASSES]; CLASSES],
    closing: [[f32; CLASSES]; CLASSES],
    sentences: [f32; DIFFERENCES],
}

impl PunctuationModel {
    /// From the beads so far.
    pub(crate) fn learn<'a>(
        documents: impl Iterator<Item = (&'a Side, &'a Side, &'a [Step])> + Clone,
    ) -> PunctuationModel {
        let (mut opening, mut closing) = (Table::default(), Table::default());
        let mut differences = [18.0f32, 1.5, 0.5];
        for (source, target, steps) in documents {
            for side in [(source, 0), (target, 1)] {
                for shape in &side.0.shapes {
                    opening.alone[side.1][shape.opening as usize] += 1.0;
                    closing.alone[side.1][shape.closing as usize] += 1.0;
                }
            }
            for step in steps {
                let (sources, targets) = step.segments();
                if sources.is_empty() || targets.is_empty() {
                    continue;
                }
                let (s, t) = (&source.shapes[sources], &target.shapes[targets]);
                opening.both[s[0].opening as usize][t[0].opening as usize] += 1.0;
                closing.both[s[s.len() - 1].closing as usize][t[t.len() - 1].closing as usize] += 1.0;
                differences[difference(s, t)] += 1.0;
            }
        }
        let same = differences[0];
        PunctuationModel {
            opening: opening.log_odds(),
            closing: closing.log_odds(),
            sentences: differences.map(|d| (d / same).ln()),
        }
    }

    /// Log odds of the opening and of the closing marks of a bead.
    pub(crate) fn marks(&self, source: &[Shape], target: &[Shape]) -> (f32, f32) {
        let (Some(s), Some(t)) = (source.last(), target.last()) else { return (0.0, 0.0) };
        (
            self.opening[source[0].opening as usize][target[0].opening as usize],
            self.closing[s.closing as usize][t.closing as usize],
        )
    }

    /// Log odds of the numbers of sentences of a bead.
    pub(crate) fn sentences(&self, source: &[Shape], target: &[Shape]) -> f32 {
        self.sentences[difference(source, target)]
    }
}

fn difference(source: &[Shape], target: &[Shape]) -> usize {
    let sum = |shapes: &[Shape]| shapes.iter().map(|s| usize::from(s.sentences)).sum::<usize>();
    sum(source).abs_diff(sum(target)).min(DIFFERENCES - 1)
}

/// Counts of mark classes: on each side, and of pairs in beads.
#[derive(Default)]
struct Table {
    alone: [[f32; CLASSES]; 2],
    both: [[f32; CLASSES]; CLASSES],
}

impl Table {
    fn log_odds(&self) -> [[f32; CLASSES]; CLASSES] {
        /// Beads that the first guess (four of five agree) counts for.
        const GUESS: f32 = 20.0;
        const MAX_LOG_ODDS: f32 = 3.0;
        let share = |side: &[f32; CLASSES]| {
            let sum: f32 = side.iter().sum();
            side.map(|c| (c + 0.5) / (sum + 0.5 * CLASSES as f32))
        };
        let (source, target) = (share(&self.alone[0]), share(&self.alone[1]));
        let total = GUESS + self.both.iter().flatten().sum::<f32>();
        let mut out = [[0.0; CLASSES]; CLASSES];
        for s in 0..CLASSES {
            for t in 0..CLASSES {
                let chance = source[s] * target[t];
                let agree = if s == t { (source[s] * target[t]).sqrt() } else { 0.0 };
                let seen = self.both[s][t] + GUESS * (0.8 * agree + 0.2 * chance);
                out[s][t] = (seen / (total * chance)).ln().clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::vocabulary::tokens;

    fn shape(text: &str) -> Shape {
        let mut strings = Vec::new();
        tokens(text, &mut strings);
        Shape::of(&strings)
    }

    #[test]
    fn marks_that_agree_speak_for_a_bead_and_rare_ones_louder() {
        let model = PunctuationModel::learn(std::iter::empty());
        let of = |s: &str, t: &str| model.marks(&[shape(s)], &[shape(t)]).1;
        assert!(of("Vient-il ?", "Is he coming?") > 0.0);
        assert!(of("Vient-il ?", "He is coming.") < 0.0);
        assert_eq!(of("Vient-il ?", "Is he coming?\""), of("Vient-il ?", "Is he coming?"));
    }
}
