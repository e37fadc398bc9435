//! How segments are built, marks and sentences, and how alike the two sides of a bead are in that.

use super::search::Step;
use super::tokens::{Kind, Side, kind};

/// Marks told apart at the ends of a segment, other ones and none.
const MARKS: [&str; 9] = [".", "?", "!", ",", ";", ":", "\"", "-", "("];
const CLASSES: usize = MARKS.len() + 2;

/// Differences in sentences told apart: 0, 1, 2 and more.
const DIFFERENCES: usize = 3;

/// How a segment is built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    /// Classes of the marks it opens and closes with, closing quotation marks aside.
    opening: u8,
    closing: u8,
    /// Sentences it seems to hold, 1 and more.
    sentences: u8,
}

impl Shape {
    /// Of a segment's tokens.
    pub fn of(tokens: &[String]) -> Shape {
        let closing = tokens.iter().rev().find(|t| !matches!(t.as_str(), "\"" | ")"));
        Shape { opening: class(tokens.first()), closing: class(closing), sentences: sentences(tokens) }
    }
}

/// The number of a mark's class.
fn class(token: Option<&String>) -> u8 {
    let Some(token) = token.filter(|t| kind(t) == Kind::Mark) else { return 0 };
    let token = if token == "…" { "." } else { token };
    1 + MARKS.iter().position(|m| *m == token).unwrap_or(MARKS.len()) as u8
}

/// Sentences as their closing marks tell: an initial and a mark before the last word close none.
fn sentences(tokens: &[String]) -> u8 {
    let mut count = 1u8;
    for (k, token) in tokens.iter().enumerate().skip(1) {
        let word = &tokens[k - 1];
        let initial = token == "." && kind(word) == Kind::Word && word.chars().count() < 3;
        let goes_on = || tokens[k + 1..].iter().filter(|t| kind(t) != Kind::Mark).take(2).count() == 2;
        if matches!(token.as_str(), "." | "!" | "?" | "…") && !initial && goes_on() {
            count = count.saturating_add(1);
        }
    }
    count
}

/// How the two sides of right beads agree, as log odds against random segments.
pub(super) struct Habits {
    opening: [[f32; CLASSES]; CLASSES],
    closing: [[f32; CLASSES]; CLASSES],
    sentences: [f32; DIFFERENCES],
}

impl Habits {
    /// From the beads so far.
    pub fn learn<'a>(documents: impl Iterator<Item = (&'a Side, &'a Side, &'a [Step])> + Clone) -> Habits {
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
        Habits {
            opening: opening.log_odds(),
            closing: closing.log_odds(),
            sentences: differences.map(|d| (d / same).ln()),
        }
    }

    /// What the marks at the ends of a bead say for it.
    pub fn marks(&self, source: &[Shape], target: &[Shape]) -> (f32, f32) {
        let (Some(s), Some(t)) = (source.last(), target.last()) else { return (0.0, 0.0) };
        (
            self.opening[source[0].opening as usize][target[0].opening as usize],
            self.closing[s.closing as usize][t.closing as usize],
        )
    }

    /// What the number of sentences on each side of a bead says for it.
    pub fn sentences(&self, source: &[Shape], target: &[Shape]) -> f32 {
        self.sentences[difference(source, target)]
    }
}

fn difference(source: &[Shape], target: &[Shape]) -> usize {
    let sum = |shapes: &[Shape]| shapes.iter().map(|s| usize::from(s.sentences)).sum::<usize>();
    sum(source).abs_diff(sum(target)).min(DIFFERENCES - 1)
}

/// How often classes stand, on each side and together in a bead.
#[derive(Default)]
struct Table {
    alone: [[f32; CLASSES]; 2],
    both: [[f32; CLASSES]; CLASSES],
}

impl Table {
    fn log_odds(&self) -> [[f32; CLASSES]; CLASSES] {
        /// Beads that the first guess (four of five agree) counts for.
        const GUESS: f32 = 20.0;
        const LARGEST: f32 = 3.0;
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
                out[s][t] = (seen / (total * chance)).ln().clamp(-LARGEST, LARGEST);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tokens::tokens;

    fn shape(text: &str) -> Shape {
        let mut strings = Vec::new();
        tokens(text, &mut strings);
        Shape::of(&strings)
    }

    #[test]
    fn sentences_are_counted_and_initials_are_not() {
        for (text, count) in [
            ("Il neige. La route est coupée.", 2),
            ("M. Petrosyan a parlé à J. Smith.", 1),
            ("« Quoi ? » Il n’a rien dit… Personne n’a bougé.", 3),
            ("Sans point final", 1),
            ("", 1),
        ] {
            assert_eq!(shape(text).sentences, count, "{text}");
        }
    }

    #[test]
    fn marks_that_agree_speak_for_a_bead_and_rare_ones_louder() {
        let habits = Habits::learn(std::iter::empty());
        let of = |s: &str, t: &str| habits.marks(&[shape(s)], &[shape(t)]).1;
        assert!(of("Vient-il ?", "Is he coming?") > 0.0);
        assert!(of("Vient-il ?", "He is coming.") < 0.0);
        assert_eq!(of("Vient-il ?", "Is he coming?\""), of("Vient-il ?", "Is he coming?"));
    }
}
