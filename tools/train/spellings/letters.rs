//! Learns which letters stand for which, and at what cost: letter groups from aligned spellings, then costs that
//! put the right name before its look-alikes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use drogman::names::{
    Scratch, Spelling,
    training::{GAP, Gender, LETTERS, Letter, Letters, NEVER, Piece, Step, base, letter_char},
};

use super::sets::{Query, Set};

/// Two letter groups, the lesser first.
type Group = (Vec<Letter>, Vec<Letter>);

/// Rounds of aligning and counting.
const ROUNDS: usize = 4;
/// A group must be seen about so often.
const SEEN: f32 = 3.5;
/// What a group costs beyond what its frequency says, so that plain letters are preferred.
const PENALTY: f32 = 0.3;
/// How much cheaper than its parts a group must be.
const GAIN: f32 = 0.25;
/// The highest cost of groups that stand for one sound in two systems, before costs are learnt.
const SYSTEM: f32 = 1.2;
/// Passes over the names when costs are learnt, and how many of them are not averaged.
const PASSES: usize = 8;
const WARM: usize = 2;
/// Step size, pull towards the first costs, weight of a pair beside a query.
const RATE: f32 = 0.12;
const PULL: f32 = 0.01;
const PAIR: f32 = 0.3;
/// How many look-alikes a name is told from.
const LOOK_ALIKES: usize = 8;
/// The least cost of a correspondence.
const LEAST: f32 = 0.05;
/// Lengths of names that have a threshold of their own.
const LENGTHS: usize = 16;

/// Learns from everything that is not of `fold`; `systems` are groups known to stand for each other.
pub(crate) fn learn(
    sets: &[Set],
    press: &Set,
    systems: &[(Spelling, Spelling, bool)],
    fold: usize,
) -> Letters {
    let all: Vec<&Set> = sets.iter().chain([press]).collect();
    let groups = align(&spellings(&all, fold));
    Learner::new(with_systems(&groups, systems)).learn(&all, fold)
}

/// The table of learnt groups and of the groups of systems, which are no dearer than [`SYSTEM`] where they stand.
fn with_systems(groups: &BTreeMap<Group, f32>, systems: &[(Spelling, Spelling, bool)]) -> Letters {
    let plain = table(groups);
    let mut scratch = Scratch::default();
    let mut all = groups.clone();
    for (x, y, _) in systems.iter().filter(|(x, y, _)| x.letters.len().max(y.letters.len()) <= 4) {
        let group = (x.letters.clone().min(y.letters.clone()), x.letters.clone().max(y.letters.clone()));
        let parts = plain.cost(&plain.cut(&group.0), &plain.cut(&group.1), NEVER, &mut scratch);
        all.entry(group).or_insert(parts);
    }
    let mut letters = table(&all);
    for (x, y, opens) in systems {
        let (x, y) = (letters.piece(&x.letters), letters.piece(&y.letters));
        if x != 0 && y != 0 {
            let [middle, start, end] = letters.costs_of(x, y);
            let (start, at_all) = (start.min(SYSTEM), if *opens { NEVER } else { SYSTEM });
            letters.set(x, y, [middle.min(at_all), start, end.min(at_all)]);
        }
    }
    letters
}

/// The spellings of one name, in pairs.
fn spellings<'s>(sets: &[&'s Set], fold: usize) -> Vec<(&'s Spelling, &'s Spelling)> {
    let mut pairs = Vec::new();
    for set in sets {
        let mut known: HashMap<u32, Vec<&Spelling>> = HashMap::new();
        for query in set.queries.iter().filter(|query| query.fold != fold) {
            let Some(gold) = query.gold else { continue };
            let forms = known.entry(gold).or_insert_with(|| vec![&set.names[gold as usize]]);
            pairs.extend(forms.iter().map(|form| (*form, &query.spelling)));
            forms.push(&query.spelling);
        }
    }
    pairs
}

/// The cost of two letters before anything is learnt; 0 stands for no letter.
fn prior(x: Letter, y: Letter) -> f32 {
    if x == y {
        return 0.0;
    }
    let class = |l: Letter| match letter_char(base(l)) {
        'a' | 'e' | 'o' | 'u' => 1,
        'i' | 'y' | 'j' => 2,
        'b' | 'p' | 'v' | 'w' | 'f' => 3,
        's' | 'z' | 'c' => 4,
        'k' | 'g' | 'q' | 'h' | 'x' => 5,
        'd' | 't' => 6,
        'm' | 'n' => 7,
        _ => 0,
    };
    let vowel = |l: Letter| "aeiouy".contains(letter_char(base(l)));
    if x == 0 || y == 0 {
        return match x.max(y) {
            GAP => 1.2,
            l if l > GAP => 6.0,
            l => match letter_char(base(l)) {
                'h' => 2.0,
                'y' | 'i' | 'j' => 2.2,
                'a' | 'e' | 'o' | 'u' => 2.8,
                _ => 4.0,
            },
        };
    }
    match () {
        () if x == GAP || y == GAP => 4.0,
        () if x > GAP || y > GAP => 8.0,
        () if base(x) == base(y) => 0.5,
        () if class(x) == class(y) && class(x) > 0 => 2.2,
        () if vowel(x) && vowel(y) => 2.6,
        () if vowel(x) != vowel(y) => 6.0,
        () => 5.0,
    }
}

/// A table of the priors and these groups.
fn table(groups: &BTreeMap<Group, f32>) -> Letters {
    let pieces: BTreeSet<&Vec<Letter>> = groups.keys().flat_map(|(x, y)| [x, y]).collect();
    let mut letters = Letters::new(pieces.into_iter().cloned());
    for x in 0..LETTERS as Letter {
        for y in (0..=x).filter(|y| x | y != 0) {
            let cost = prior(x, y);
            let inside = if y == 0 { cost + 0.3 } else { cost };
            letters.set(x.into(), y.into(), [cost, inside, inside]);
        }
    }
    for ((x, y), &cost) in groups {
        letters.set(letters.piece(x), letters.piece(y), [cost; 3]);
    }
    letters
}

/// Finds letter groups by aligning spellings with the groups found so far.
fn align(pairs: &[(&Spelling, &Spelling)]) -> BTreeMap<Group, f32> {
    let mut groups = BTreeMap::new();
    let mut scratch = Scratch::default();
    for round in 0..ROUNDS {
        let letters = table(&groups);
        let mut counts: BTreeMap<Group, f32> = BTreeMap::new();
        let mut seen: HashMap<Vec<Letter>, f32> = HashMap::new();
        for (a, b) in pairs {
            let path = letters.path(&letters.cut(&a.letters), &letters.cut(&b.letters), &mut scratch);
            let cost: f32 = path.iter().map(|step| step.cost).sum();
            let length = (a.letters.len() + b.letters.len()) as f32 / 2.0;
            // Names that have hardly a letter in common teach nothing.
            if cost > length.min(12.0) * if round == 0 { 1.1 } else { 0.8 } {
                continue;
            }
            for letters in [&a.letters, &b.letters] {
                for from in 0..letters.len() {
                    for to in from + 1..=letters.len().min(from + 4) {
                        *seen.entry(letters[from..to].to_vec()).or_default() += 1.0;
                    }
                }
            }
            count(&path, a, b, &mut counts);
        }
        groups = cheaper_than_parts(&costs(counts, &seen), &mut scratch);
    }
    groups
}

/// Counts the runs of differing steps, alone and with a neighbour on either side.
fn count(path: &[Step], a: &Spelling, b: &Spelling, counts: &mut BTreeMap<Group, f32>) {
    let same = |step: &Step| a.letters[step.x.clone()] == b.letters[step.y.clone()];
    let mut from = 0;
    while from < path.len() {
        if same(&path[from]) {
            from += 1;
            continue;
        }
        let to = from + path[from..].iter().take_while(|step| !same(step)).count();
        let (before, after) = (from.saturating_sub(1), (to + 1).min(path.len()));
        let runs = [(from, to), (before, to), (from, after), (before, after)];
        let steps = (from..to).map(|at| (at, at + 1));
        for (first, last) in runs.into_iter().chain(steps).collect::<BTreeSet<_>>() {
            let x = &a.letters[path[first].x.start..path[last - 1].x.end];
            let y = &b.letters[path[first].y.start..path[last - 1].y.end];
            let fits = |z: &[Letter]| (1..=4).contains(&z.len()) && !z.contains(&GAP);
            if fits(x) && fits(y) && x != y {
                *counts.entry((x.min(y).to_vec(), x.max(y).to_vec())).or_default() += 1.0;
            }
        }
        from = to;
    }
}

/// Costs from counts: the more often two groups stand for each other, of all the times either is seen, the less.
fn costs(counts: BTreeMap<Group, f32>, seen: &HashMap<Vec<Letter>, f32>) -> BTreeMap<Group, f32> {
    let mut groups = BTreeMap::new();
    for ((x, y), count) in counts {
        let share = (count - 0.7) / (seen[&x] * seen[&y]).sqrt();
        let single = x.len() + y.len() == 2;
        if count < SEEN || !single && share < 0.03 {
            continue;
        }
        let cost = (PENALTY - share.ln() * 0.6).max(0.15);
        let cost = if single { cost.min(prior(x[0], y[0])) } else { cost };
        groups.insert((x, y), cost);
    }
    groups
}

/// Keeps the groups that cost less than the groups they are made of.
fn cheaper_than_parts(groups: &BTreeMap<Group, f32>, scratch: &mut Scratch) -> BTreeMap<Group, f32> {
    let mut by_size: Vec<(&Group, f32)> = groups.iter().map(|(group, &cost)| (group, cost)).collect();
    by_size.sort_by_key(|((x, y), _)| x.len() + y.len());
    let mut kept = BTreeMap::new();
    let (mut letters, mut size) = (table(&kept), 0);
    for (group, cost) in by_size {
        let (x, y) = group;
        if x.len() + y.len() != size {
            letters = table(&kept);
            size = x.len() + y.len();
        }
        let parts = letters.cost(&letters.cut(x), &letters.cut(y), NEVER, scratch);
        if size == 2 || cost <= parts - GAIN {
            kept.insert(group.clone(), cost);
        }
    }
    kept
}

/// Costs that are learnt by AdaGrad: of a pair of pieces, and what its place in the word adds.
struct Learner {
    letters: Letters,
    /// From which cost on there is rather no answer, by the length of the query.
    threshold: [f32; LENGTHS],
    threshold_squares: [f32; LENGTHS],
    weights: HashMap<(Piece, Piece), Weight>,
    gender: Gender,
    scratch: Scratch,
}

/// The cost of one pair of pieces.
struct Weight {
    first: f32,
    cost: f32,
    square: f32,
    place: [f32; 3],
    place_square: [f32; 3],
}

/// What a pass learns from.
#[derive(Clone, Copy)]
enum Item<'s> {
    /// A query, and the spelling that stands for the right name if not its own.
    Query(&'s Set, &'s Query, Option<&'s Spelling>),
    Different(&'s Spelling, &'s Spelling),
}

impl Learner {
    fn new(letters: Letters) -> Learner {
        let threshold = std::array::from_fn(|length| 1.5 + 0.25 * length as f32);
        Learner {
            letters,
            threshold,
            threshold_squares: [0.05; LENGTHS],
            weights: HashMap::new(),
            gender: Gender::shipped(),
            scratch: Scratch::default(),
        }
    }

    /// Learns in several passes; the costs are the mean of those after each.
    fn learn(mut self, sets: &[&Set], fold: usize) -> Letters {
        let mut items = items(sets, fold);
        let mut sums: HashMap<(Piece, Piece), [f32; 3]> = HashMap::new();
        let mut seed = 12_345_u64;
        for pass in 0..PASSES {
            for at in (1..items.len()).rev() {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                items.swap(at, (seed % (at as u64 + 1)) as usize);
            }
            let rate = RATE / (1.0 + pass as f32 * 0.5);
            for item in &items {
                match *item {
                    Item::Query(set, query, other) => self.query(set, query, other, rate),
                    Item::Different(a, b) => self.different(a, b, rate),
                }
            }
            for &(x, y) in self.weights.keys().filter(|_| pass >= WARM) {
                let sum = sums.entry((x, y)).or_default();
                // A pair that was not met yet had its first cost in the passes before.
                let costs = self.letters.costs_of(x, y);
                let first = self.weights[&(x, y)].first;
                if sum[0] == 0.0 {
                    *sum = [first * (pass - WARM) as f32; 3];
                }
                sum.iter_mut().zip(costs).for_each(|(sum, cost)| *sum += cost);
            }
        }
        for ((x, y), sum) in sums {
            self.letters.set(x, y, sum.map(|sum| sum / (PASSES - WARM) as f32));
        }
        self.letters
    }

    /// Two names that are not one.
    fn different(&mut self, a: &Spelling, b: &Spelling, rate: f32) {
        if self.differ_in_gender(a, b) {
            return;
        }
        let path = self.path(a, b);
        let cost: f32 = path.iter().map(|step| step.cost).sum();
        let length = a.letters.len().min(LENGTHS - 1);
        let same = 1.0 / (1.0 + (cost - self.threshold[length]).exp());
        if same > 0.01 {
            self.step(&path, -same * PAIR, rate);
            self.step_threshold(length, same * PAIR, rate);
        }
    }

    /// A query, its right name and its look-alikes: the softmax of their costs, «no answer» among them.
    fn query(&mut self, set: &Set, query: &Query, other: Option<&Spelling>, rate: f32) {
        let gold = query.gold;
        let spelling = |name: u32| match other {
            Some(other) if Some(name) == gold => other,
            _ => &set.names[name as usize],
        };
        let asked = self.letters.cut(&query.spelling.letters);
        let length = query.spelling.letters.len().min(LENGTHS - 1);
        let mut limit = NEVER;
        let mut costs: Vec<(f32, u32)> = Vec::new();
        for &(name, _) in &query.near {
            let cut = self.letters.cut(&spelling(name).letters);
            let cost = self.letters.cost(&asked, &cut, limit, &mut self.scratch);
            if Some(name) == gold || cost < limit {
                costs.push((cost, name));
            }
            if costs.len() >= 30 {
                costs.sort_by(|a, b| a.0.total_cmp(&b.0));
                limit = costs[20].0;
            }
        }
        costs.sort_by(|a, b| a.0.total_cmp(&b.0));
        costs.retain(|&(cost, name)| cost > 6.0 || !self.differ_in_gender(&query.spelling, spelling(name)));
        let right = gold.map(|gold| costs.iter().position(|&(_, name)| name == gold));
        let right = match right {
            // A right name that is out of reach is no spelling.
            Some(None) => return,
            Some(Some(at)) if costs[at].0 > self.threshold[length] * 2.5 => return,
            Some(Some(at)) => Some((at, costs[at])),
            None => None,
        };
        costs.truncate(LOOK_ALIKES);
        costs.extend(right.filter(|&(at, _)| at >= LOOK_ALIKES).map(|(_, cost)| cost));
        let nothing = -self.threshold[length];
        let most = costs.iter().map(|&(cost, _)| -cost).fold(nothing, f32::max);
        let sum: f32 =
            (nothing - most).exp() + costs.iter().map(|&(cost, _)| (-cost - most).exp()).sum::<f32>();
        let excess = (nothing - most).exp() / sum - f32::from(u8::from(gold.is_none()));
        self.step_threshold(length, -excess, rate);
        for (cost, name) in costs {
            let excess = (-cost - most).exp() / sum - f32::from(u8::from(Some(name) == gold));
            if excess.abs() >= 0.01 {
                let path = self.path(&query.spelling, spelling(name));
                self.step(&path, -excess, rate);
            }
        }
    }

    fn path(&mut self, a: &Spelling, b: &Spelling) -> Vec<Step> {
        let (x, y) = (self.letters.cut(&a.letters), self.letters.cut(&b.letters));
        self.letters.path(&x, &y, &mut self.scratch)
    }

    fn differ_in_gender(&mut self, a: &Spelling, b: &Spelling) -> bool {
        let Self { letters, gender, scratch, .. } = self;
        let mut cost =
            |x: &[Letter], y: &[Letter]| letters.cost(&letters.cut(x), &letters.cut(y), 5.0, scratch);
        gender.differs(&a.letters, &b.letters, &mut cost).is_some()
    }

    /// Moves the costs of a path against the gradient of the loss by its cost.
    fn step(&mut self, path: &[Step], gradient: f32, rate: f32) {
        for step in path.iter().filter(|step| step.px != step.py) {
            let pair = (step.px.min(step.py), step.px.max(step.py));
            let now = self.letters.costs_of(pair.0, pair.1);
            let weight = self.weights.entry(pair).or_insert_with(|| Weight {
                first: now[0],
                cost: now[0],
                square: 0.05,
                place: now.map(|cost| cost - now[0]),
                place_square: [0.05; 3],
            });
            let by_cost = gradient + PULL * (weight.cost - weight.first);
            weight.square += by_cost * by_cost;
            weight.cost -= rate * by_cost / weight.square.sqrt();
            let by_place = gradient + 3.0 * PULL * weight.place[step.place];
            weight.place_square[step.place] += by_place * by_place;
            weight.place[step.place] -= 0.5 * rate * by_place / weight.place_square[step.place].sqrt();
            let costs = weight.place.map(|place| (weight.cost + place).max(LEAST));
            self.letters.set(pair.0, pair.1, costs);
        }
    }

    fn step_threshold(&mut self, length: usize, gradient: f32, rate: f32) {
        self.threshold_squares[length] += gradient * gradient;
        self.threshold[length] -= rate * gradient / self.threshold_squares[length].sqrt();
    }
}

/// Everything that is not of the fold: queries, queries with another spelling of their name in its place, pairs.
fn items<'s>(sets: &[&'s Set], fold: usize) -> Vec<Item<'s>> {
    let mut items = Vec::new();
    for &set in sets {
        let mut others: HashMap<u32, Vec<&Spelling>> = HashMap::new();
        for query in set.queries.iter().filter(|query| query.fold != fold) {
            items.push(Item::Query(set, query, None));
            if let Some(gold) = query.gold {
                let others = others.entry(gold).or_default();
                items.extend(others.iter().map(|other| Item::Query(set, query, Some(other))));
                others.push(&query.spelling);
            }
        }
        let different = set.pairs.iter().filter(|pair| pair.fold != fold && !pair.same);
        items.extend(different.map(|pair| Item::Different(&pair.names[0], &pair.names[1])));
    }
    items
}

/// The rows of `letters.tsv`.
pub(crate) fn written(letters: &Letters) -> String {
    let shown = |piece: &[Letter]| match piece {
        [] => "-".to_owned(),
        [GAP] => "_".to_owned(),
        piece => piece.iter().map(|&letter| letter_char(letter)).collect(),
    };
    let mut rows = Vec::new();
    for (x, a) in letters.pieces.iter().enumerate() {
        for (y, b) in letters.pieces.iter().enumerate().take(x) {
            let costs = letters.costs_of(x as Piece, y as Piece);
            if a.iter().chain(b).all(|&letter| letter <= GAP) && costs[0] < NEVER {
                rows.push((a.len() + b.len(), shown(a), shown(b), costs));
            }
        }
    }
    rows.sort_by(|a, b| (a.0, &a.2, &a.1).cmp(&(b.0, &b.2, &b.1)));
    rows.into_iter().fold(String::new(), |mut out, (_, a, b, [middle, start, end])| {
        let _ = writeln!(out, "{a}\t{b}\t{middle:.2}\t{start:.2}\t{end:.2}");
        out
    })
}
