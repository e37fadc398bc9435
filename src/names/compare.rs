//! Two names, word by word: which words stand for which, what is missing, what differs.

use super::gender::Gender;
use super::letters::{Cut, Letters, NEVER, Scratch, Step};
use super::places::Places;
use super::spelling::{GAP, Letter, Spelling, base};
use crate::language::romanisation::{self, PARTICLES, PATRONYMICS};

/// Words beyond this number are not re-ordered.
const MOST_WORDS: usize = 6;
/// An initial that stands for a word with the same first letter.
const INITIAL: f32 = 1.5;
/// A word that is not where the other name has it («Plahotniuc Vladimir»).
const ORDER: f32 = 0.8;
/// A particle or title that one of the names leaves out.
const NO_PARTICLE: f32 = 1.5;
/// An initial that one of the names leaves out.
const NO_INITIAL: f32 = 2.5;
/// A patronymic that one of the names leaves out.
const NO_PATRONYMIC: f32 = 1.8;
/// A word such as lake or river that one of the names leaves out.
const NO_GENERIC: f32 = 2.5;
/// A word for its translation (New, Novaya).
const TRANSLATED: f32 = 0.8;
/// An ending that makes an adjective of a place, which one of the names leaves out.
const NO_ADJECTIVE: f32 = 2.5;
/// Any other word that one of the names leaves out.
const NO_WORD: f32 = 5.0;

/// The cost in order beyond which no other order of the words and no word left out makes two names one.
const FAR: f32 = 20.0;

/// A man's ending for a woman's.
const ENDING: f32 = 2.0;

/// A name ready to be compared.
#[derive(Clone, Default)]
pub struct Prepared {
    /// Its letters.
    pub spelling: Spelling,
    /// Its pieces.
    pub cut: Cut,
}

/// What compares names: the letter correspondences and the lists of words.
pub struct Comparer {
    /// The letter correspondences.
    pub letters: Letters,
    gender: Gender,
    places: Places,
    particles: Vec<Vec<Letter>>,
    patronymics: Vec<Vec<Letter>>,
}

/// How two names differ.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Cost of all differences.
    pub cost: f32,
    /// Highest cost of one word.
    pub worst_word: f32,
    /// Highest cost of one correspondence.
    pub worst_step: f32,
    /// Number of correspondences that change a letter.
    pub changes: usize,
    /// Words in another order.
    pub reordered: bool,
    /// Words that only one of the names has, other than particles and patronymics.
    pub missing: usize,
    /// Words of one name that have no like in the other, on both sides («Ilham Aliev», «Heydar Aliev»).
    pub other_words: usize,
    /// Particles and patronymics that only one of the names has.
    pub left_out: usize,
    /// Initials that stand for a word.
    pub initials: usize,
    /// A man's name and a woman's.
    pub gender: bool,
    /// Only one of the names has the ending of an adjective («Orikhiv», «Orikhivskyi»).
    pub adjective: bool,
    /// Numbers differ («Pervomaysk 2», «Pervomaysk 3»).
    pub numbers: bool,
    /// The steps that change a letter: pieces of the first and the second name, the cost.
    pub steps: Vec<Step>,
}

/// How the words of two names were paired.
struct Pairing {
    cost: f32,
    /// (word of a, word of b)
    pairs: Vec<(usize, usize)>,
    comparison: Comparison,
}

impl Comparer {
    /// A comparer with the shipped word lists.
    pub fn new(letters: Letters) -> Comparer {
        let list = |t: &'static str| romanisation::rows(t).map(|r| Spelling::new(r[0]).letters).collect();
        Comparer {
            letters,
            gender: Gender::shipped(),
            places: Places::shipped(),
            particles: list(PARTICLES),
            patronymics: list(PATRONYMICS),
        }
    }

    /// Prepares a name.
    pub fn prepare(&self, name: &str) -> Prepared {
        let spelling = Spelling::new(name);
        let cut = self.letters.cut(&spelling.letters);
        Prepared { spelling, cut }
    }

    /// The cost alone, for a first ranking; above `limit` it may be any value above it. Words are paired
    /// in any order only when `pair` is set, which takes longer.
    pub fn cost(&self, a: &Prepared, b: &Prepared, limit: f32, pair: bool, scratch: &mut Scratch) -> f32 {
        let straight = self.letters.cost(&a.cut, &b.cut, limit, scratch);
        let words = |p: &Prepared| p.spelling.letters.contains(&GAP);
        if straight < 2.0 {
            return straight;
        }
        if !(words(a) || words(b)) {
            let bare = self.without_ending(a, b, limit, scratch).map_or(NEVER, |bare| bare.0);
            return straight.min(bare);
        }
        if !pair {
            return straight;
        }
        straight.min(self.pairing(a, b, scratch).map_or(NEVER, |p| p.cost))
    }

    /// Whether two names may cost `limit` or less to read as one another. Names of several words whose letters in
    /// order cost more than `FAR` are not tried word by word.
    pub fn may_cost(&self, a: &Prepared, b: &Prepared, limit: f32, scratch: &mut Scratch) -> bool {
        let several = [a, b].iter().any(|name| name.spelling.letters.contains(&GAP));
        let far = if several { FAR } else { limit };
        let straight = self.letters.cost(&a.cut, &b.cut, far, scratch);
        straight <= limit
            || several && straight <= FAR && self.pairing(a, b, scratch).is_some_and(|p| p.cost <= limit)
            || !several && self.without_ending(a, b, limit, scratch).is_some_and(|bare| bare.0 <= limit)
    }

    /// When one name of one word is an adjective by its ending and the other is not: the lowest cost without
    /// the ending, and the letters of either that are compared.
    fn without_ending(
        &self,
        a: &Prepared,
        b: &Prepared,
        limit: f32,
        scratch: &mut Scratch,
    ) -> Option<(f32, usize, usize)> {
        let (x, y) = (&a.spelling.letters[..], &b.spelling.letters[..]);
        let is_adjective = |word| self.places.stems(word).next().is_some();
        let (long, short, swapped) = match (is_adjective(x), is_adjective(y)) {
            (true, false) => (x, b, false),
            (false, true) => (y, a, true),
            _ => return None,
        };
        let best = self.places.stems(long).map(|stem| {
            let cut = self.letters.cut(stem);
            // Always in the order of the names, so that ties are broken alike.
            let (p, q) = if swapped { (&short.cut, &cut) } else { (&cut, &short.cut) };
            (self.letters.cost(p, q, limit, scratch) + NO_ADJECTIVE, stem.len())
        });
        let (cost, stem) = best.min_by(|p, q| p.0.total_cmp(&q.0))?;
        Some(if swapped { (cost, x.len(), stem) } else { (cost, stem, y.len()) })
    }

    /// The whole comparison.
    pub fn compare(&self, a: &Prepared, b: &Prepared, scratch: &mut Scratch) -> Comparison {
        let straight = self.letters.path(&a.cut, &b.cut, scratch);
        let cost = straight.iter().map(|s| s.cost).sum();
        let (wa, wb) = (a.spelling.words(), b.spelling.words());
        let mut comparison = Comparison { cost, ..Comparison::default() };
        let mut pairs: Vec<(usize, usize)> = (0..wa.len().min(wb.len())).map(|i| (i, i)).collect();
        let mut paired = wa.len() == wb.len();
        if wa.len().max(wb.len()) > 1
            && cost >= 2.0
            && let Some(p) = self.pairing(a, b, scratch)
            && p.cost < cost
        {
            (comparison, pairs, paired) = (p.comparison, p.pairs, true);
        } else if wa.len() == 1
            && wb.len() == 1
            && cost >= 2.0
            && let Some((bare, x, y)) = self.without_ending(a, b, cost, scratch)
            && bare < cost
        {
            comparison.cost = bare;
            comparison.adjective = true;
            let cut = |p: &Prepared, end: usize| self.letters.cut(&p.spelling.letters[..end]);
            comparison.steps = self.letters.path(&cut(a, x), &cut(b, y), scratch);
            comparison.steps.retain(|step| step.cost > 0.0);
            comparison.worst_word = worst_word(&comparison.steps, &a.spelling.letters);
        } else {
            comparison.steps = straight.into_iter().filter(|s| s.cost > 0.0).collect();
            comparison.worst_word = worst_word(&comparison.steps, &a.spelling.letters);
        }
        comparison.worst_step = comparison.steps.iter().map(|s| s.cost).fold(0.0, f32::max);
        comparison.changes = comparison.steps.len();
        if paired {
            let mut cost = |p: &[Letter], q: &[Letter]| {
                self.letters.cost(&self.letters.cut(p), &self.letters.cut(q), 5.0, scratch)
            };
            for (i, j) in pairs {
                let (x, y) = (&a.spelling.letters[wa[i].clone()], &b.spelling.letters[wb[j].clone()]);
                if let Some(stem) = self.gender.differs(x, y, &mut cost) {
                    comparison.gender = true;
                    // The ending is told by `gender`; the rest of a single name is its stem.
                    if wa.len() == 1 {
                        comparison.cost = comparison.cost.min(stem + ENDING);
                    }
                }
            }
        }
        comparison.numbers = numbers(&a.spelling.letters).ne(numbers(&b.spelling.letters));
        comparison
    }

    /// Pairs the words of two names at the lowest cost, in any order, with words left over; `None` when
    /// there are too many words.
    fn pairing(&self, a: &Prepared, b: &Prepared, scratch: &mut Scratch) -> Option<Pairing> {
        let (wa, wb) = (a.spelling.words(), b.spelling.words());
        if wa.len() > MOST_WORDS || wb.len() > MOST_WORDS || wa.is_empty() || wb.is_empty() {
            return None;
        }
        let part = |p: &Prepared, w: &std::ops::Range<usize>| p.spelling.letters[w.clone()].to_vec();
        let xs: Vec<Vec<Letter>> = wa.iter().map(|w| part(a, w)).collect();
        let ys: Vec<Vec<Letter>> = wb.iter().map(|w| part(b, w)).collect();
        let cx: Vec<Cut> = xs.iter().map(|w| self.letters.cut(w)).collect();
        let cy: Vec<Cut> = ys.iter().map(|w| self.letters.cut(w)).collect();
        let costs: Vec<Vec<f32>> = (0..xs.len())
            .map(|i| {
                (0..ys.len())
                    .map(|j| {
                        if initial(&xs[i], &ys[j]) {
                            return INITIAL;
                        }
                        let cost = self.letters.cost(&cx[i], &cy[j], 12.0, scratch);
                        if cost > TRANSLATED && self.places.translates(&xs[i], &ys[j]) {
                            TRANSLATED
                        } else {
                            cost
                        }
                    })
                    .collect()
            })
            .collect();
        let lone_x: Vec<f32> = xs.iter().map(|w| self.alone(w)).collect();
        let lone_y: Vec<f32> = ys.iter().map(|w| self.alone(w)).collect();
        let (cost, mut pairs) = assign(&costs, &lone_x, &lone_y);
        pairs.sort_unstable();
        let mut c = Comparison { cost, ..Comparison::default() };
        c.reordered = pairs.windows(2).any(|w| w[0].1 > w[1].1);
        let lone =
            |c: &mut Comparison, cost: f32| if cost < NO_WORD { c.left_out += 1 } else { c.missing += 1 };
        (0..xs.len()).filter(|i| pairs.iter().all(|p| p.0 != *i)).for_each(|i| lone(&mut c, lone_x[i]));
        (0..ys.len()).filter(|j| pairs.iter().all(|p| p.1 != *j)).for_each(|j| lone(&mut c, lone_y[j]));
        let unpaired = |lone: &[f32], side: usize| {
            let paired = |i: usize| pairs.iter().any(|p| [p.0, p.1][side] == i);
            (0..lone.len()).filter(|&i| lone[i] >= NO_WORD && !paired(i)).count()
        };
        c.other_words = unpaired(&lone_x, 0).min(unpaired(&lone_y, 1));
        for &(i, j) in &pairs {
            if initial(&xs[i], &ys[j]) {
                c.initials += 1;
                continue;
            }
            if costs[i][j] == TRANSLATED && self.places.translates(&xs[i], &ys[j]) {
                continue;
            }
            c.worst_word = c.worst_word.max(costs[i][j]);
            for mut step in self.letters.path(&cx[i], &cy[j], scratch) {
                step.x = step.x.start + wa[i].start..step.x.end + wa[i].start;
                step.y = step.y.start + wb[j].start..step.y.end + wb[j].start;
                if step.cost > 0.0 {
                    c.steps.push(step);
                }
            }
        }
        Some(Pairing { cost, pairs, comparison: c })
    }

    /// The cost of a word that the other name does not have.
    fn alone(&self, word: &[Letter]) -> f32 {
        if word.len() == 1 {
            NO_INITIAL
        } else if self.particles.iter().any(|p| p == word) {
            NO_PARTICLE
        } else if self.patronymics.iter().any(|p| word.len() > p.len() + 1 && word.ends_with(p)) {
            NO_PATRONYMIC
        } else if self.places.may_go(word) {
            NO_GENERIC
        } else {
            NO_WORD
        }
    }
}

/// Whether one of the words is the initial of the other.
fn initial(x: &[Letter], y: &[Letter]) -> bool {
    (x.len() == 1) != (y.len() == 1) && base(x[0]) == base(y[0])
}

fn numbers(letters: &[Letter]) -> impl Iterator<Item = Letter> {
    letters.iter().copied().filter(|l| (37..=46).contains(l))
}

/// The highest cost of one word of the first name.
fn worst_word(steps: &[Step], letters: &[Letter]) -> f32 {
    let (mut worst, mut now, mut word) = (0.0f32, 0.0, usize::MAX);
    for step in steps {
        let at = letters[..step.x.start.min(letters.len())].iter().filter(|&&l| l == GAP).count();
        now = if at == word { now + step.cost } else { step.cost };
        word = at;
        worst = worst.max(now);
    }
    worst
}

/// The cheapest pairing of rows with columns: exact, by trying every choice for up to six words.
fn assign(costs: &[Vec<f32>], lone_x: &[f32], lone_y: &[f32]) -> (f32, Vec<(usize, usize)>) {
    struct Search<'a> {
        costs: &'a [Vec<f32>],
        lone_x: &'a [f32],
        lone_y: &'a [f32],
        best: f32,
        pairs: Vec<(usize, usize)>,
        now: Vec<(usize, usize)>,
    }
    fn go(s: &mut Search, i: usize, used: u32, cost: f32) {
        if cost >= s.best {
            return;
        }
        if i == s.costs.len() {
            let rest: f32 = (0..s.lone_y.len()).filter(|j| used >> j & 1 == 0).map(|j| s.lone_y[j]).sum();
            // Nothing paired: two other names, not two names that leave everything out.
            let nothing = if s.now.is_empty() { NEVER } else { 0.0 };
            if cost + rest + nothing < s.best {
                s.best = cost + rest + nothing;
                s.pairs = s.now.clone();
            }
            return;
        }
        for j in 0..s.lone_y.len() {
            if used >> j & 1 == 0 {
                let back = s.now.iter().any(|&(_, k)| k > j);
                let c = s.costs[i][j] + if back { ORDER } else { 0.0 };
                s.now.push((i, j));
                go(s, i + 1, used | 1 << j, cost + c);
                s.now.pop();
            }
        }
        let c = s.lone_x[i];
        go(s, i + 1, used, cost + c);
    }
    let mut s = Search { costs, lone_x, lone_y, best: NEVER, pairs: vec![], now: vec![] };
    go(&mut s, 0, 0, 0.0);
    (s.best, s.pairs)
}
