//! Letter correspondences: what it costs to read one spelling as another.
//!
//! A correspondence pairs up to four letters with up to four (`tch` = `ch`, `ou` = `u`, `h` = nothing) and has
//! a cost: 0 for the same letters, about 1 for what romanisations often confuse, more for what they do not.
//! The cost depends on the place in the word: a final `a` is rarely free to go. The distance of two
//! spellings is the cheapest way to cut both into corresponding pieces (a weighted edit distance with
//! many-to-many operations, found by dynamic programming as in Brill and Moore 2000, "An improved error
//! model for noisy channel spelling correction").

use rustc_hash::FxHashMap;

use super::spelling::{GAP, LETTERS, Letter, Spelling};
use crate::language::romanisation;

/// Longest piece of a correspondence, in letters.
pub(super) const PIECE: usize = 4;
/// Where in a word a correspondence stands.
pub(super) const MIDDLE: usize = 0;
/// See [`MIDDLE`]: both pieces start their word.
pub(super) const START: usize = 1;
/// See [`MIDDLE`]: both pieces end their word.
pub(super) const END: usize = 2;
/// The cost of what never corresponds.
pub const NEVER: f32 = 1e9;

/// The cost of a letter that stands for nothing, when the table does not say.
const ODD_LETTER: f32 = 4.0;
/// The same for digits and letters of other scripts.
const ODD_SIGN: f32 = 6.0;

/// A piece of a spelling, as a number; 0 is the empty piece.
pub type Piece = u16;

/// The pieces of all correspondences and the cost of each pair.
#[derive(Clone)]
pub struct Letters {
    one: [Piece; LETTERS],
    two: Vec<Piece>,
    /// Whether a longer piece ends with these two letters.
    more: Vec<bool>,
    long: FxHashMap<u32, Piece>,
    /// The pieces by number.
    pub pieces: Vec<Vec<Letter>>,
    /// `costs[(place * n + x) * n + y]`, n pieces.
    costs: Vec<f32>,
    /// `costs` of single letters, which are pieces 1 to 63, packed to stay in the cache.
    singles: Vec<f32>,
    /// A bit for each pair of pieces that has a cost.
    known: Vec<u64>,
}

/// A spelling cut into its known pieces: for every end position the pieces of length 1, 2, 3, 4 that end there.
#[derive(Clone, Default)]
pub struct Cut {
    ends: Vec<[Piece; PIECE]>,
    /// Whether a piece of two letters or more ends there.
    longer: Vec<bool>,
    /// `starts[i]`: a word starts at letter i; `stops[i]`: a word stops before letter i.
    starts: Vec<bool>,
    stops: Vec<bool>,
}

impl Cut {
    /// Number of letters.
    fn len(&self) -> usize {
        self.ends.len()
    }
}

/// One step of the cheapest reading: the letters `x` of one name stand for the letters `y` of the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Letters of the first spelling.
    pub x: std::ops::Range<usize>,
    /// Letters of the second spelling.
    pub y: std::ops::Range<usize>,
    /// Piece of the first spelling.
    pub px: Piece,
    /// Piece of the second spelling.
    pub py: Piece,
    /// [`MIDDLE`], [`START`] or [`END`].
    pub place: usize,
    /// The cost of this step.
    pub cost: f32,
}

/// Room for the dynamic programme, to be reused from call to call.
#[derive(Default)]
pub struct Scratch {
    cells: Vec<f32>,
    back: Vec<u8>,
}

impl Letters {
    /// A table that knows `pieces` (single letters are always known) and no cost yet.
    pub fn new(pieces: impl IntoIterator<Item = Vec<Letter>>) -> Letters {
        let mut all: Vec<Vec<Letter>> = vec![Vec::new()];
        all.extend((1..LETTERS as Letter).map(|l| vec![l]));
        let mut letters = Letters {
            one: [0; LETTERS],
            two: vec![0; LETTERS * LETTERS],
            more: vec![false; LETTERS * LETTERS],
            long: FxHashMap::default(),
            pieces: Vec::new(),
            costs: Vec::new(),
            singles: Vec::new(),
            known: Vec::new(),
        };
        all.extend(pieces.into_iter().filter(|p| (2..=PIECE).contains(&p.len())));
        for piece in all {
            letters.add(piece);
        }
        let pairs = letters.pieces.len() * letters.pieces.len();
        letters.costs = vec![NEVER; 3 * pairs];
        letters.singles = vec![NEVER; 3 * LETTERS * LETTERS];
        letters.known = vec![0; pairs.div_ceil(64)];
        letters
    }

    /// Reads a table: `piece<TAB>piece<TAB>cost in the middle<TAB>at the start<TAB>at the end of a word`, `-` for
    /// the empty piece, `_` for the gap between words. Rows it cannot read are left out.
    pub fn parse(table: &str) -> Letters {
        let piece = |s: &str| match s {
            "-" => Vec::new(),
            "_" => vec![GAP],
            s => Spelling::new(s).letters,
        };
        let rows: Vec<_> = romanisation::rows(table)
            .filter_map(|r| match r[..] {
                [x, y, middle, start, end, ..] => {
                    let cost = |s: &str| s.parse::<f32>().ok();
                    Some((piece(x), piece(y), [cost(middle)?, cost(start)?, cost(end)?]))
                }
                _ => None,
            })
            .collect();
        let mut letters = Letters::new(rows.iter().flat_map(|(x, y, _)| [x.clone(), y.clone()]));
        for x in 1..LETTERS as Letter {
            let lone = if x < GAP { ODD_LETTER } else { ODD_SIGN };
            letters.set(x.into(), 0, [lone; 3]);
            letters.set(x.into(), x.into(), [0.0; 3]);
            for y in 1..x {
                letters.set(x.into(), y.into(), [ODD_LETTER + lone; 3]);
            }
        }
        for (x, y, costs) in rows {
            letters.set(letters.piece(&x), letters.piece(&y), costs);
        }
        letters
    }

    /// Sets the cost of a pair in both directions: in a word, at its start, at its end.
    pub fn set(&mut self, x: Piece, y: Piece, costs: [f32; 3]) {
        let n = self.pieces.len();
        for (a, b) in [(x, y), (y, x)] {
            for (place, &cost) in costs.iter().enumerate() {
                let at = self.at(place, a, b);
                self.costs[at] = cost;
                if usize::from(a.max(b)) < LETTERS {
                    self.singles[(place * LETTERS + usize::from(a)) * LETTERS + usize::from(b)] = cost;
                }
            }
            let bit = usize::from(a) * n + usize::from(b);
            self.known[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// The cost of a pair in a word, at its start, at its end; [`NEVER`] when it has none.
    pub fn costs_of(&self, x: Piece, y: Piece) -> [f32; 3] {
        [MIDDLE, START, END].map(|place| self.costs[self.at(place, x, y)])
    }

    fn add(&mut self, piece: Vec<Letter>) {
        if !piece.is_empty() && self.piece(&piece) != 0 {
            return;
        }
        let id = self.pieces.len() as Piece;
        match piece[..] {
            [] => {}
            [a] => self.one[a as usize] = id,
            [a, b] => self.two[pair(a, b)] = id,
            [.., a, b] => {
                self.more[pair(a, b)] = true;
                self.long.insert(packed(&piece), id);
            }
        }
        self.pieces.push(piece);
    }

    /// The number of a piece, 0 when it is unknown or empty.
    pub fn piece(&self, letters: &[Letter]) -> Piece {
        match *letters {
            [] => 0,
            [a] => self.one[a as usize],
            [a, b] => self.two[pair(a, b)],
            _ => self.long.get(&packed(letters)).copied().unwrap_or(0),
        }
    }

    /// Where the cost of a pair stands in `costs`.
    fn at(&self, place: usize, x: Piece, y: Piece) -> usize {
        (place * self.pieces.len() + x as usize) * self.pieces.len() + y as usize
    }

    /// Cuts a spelling into known pieces.
    pub fn cut(&self, letters: &[Letter]) -> Cut {
        let mut cut = Cut::default();
        self.cut_into(letters, &mut cut);
        cut
    }

    /// [`Letters::cut`] into a `Cut` that is used again.
    pub fn cut_into(&self, letters: &[Letter], cut: &mut Cut) {
        let n = letters.len();
        cut.ends.clear();
        cut.longer.clear();
        cut.starts.clear();
        cut.stops.clear();
        for i in 0..n {
            let mut ends = [self.one[letters[i] as usize], 0, 0, 0];
            if i >= 1 {
                let key = pair(letters[i - 1], letters[i]);
                ends[1] = self.two[key];
                if self.more[key] {
                    for length in 3..=PIECE.min(i + 1) {
                        ends[length - 1] = self.piece(&letters[i + 1 - length..=i]);
                    }
                }
            }
            cut.longer.push(ends[1..] != [0; PIECE - 1]);
            cut.ends.push(ends);
            cut.starts.push(i == 0 || letters[i - 1] == GAP);
            cut.stops.push(i == 0 || letters[i] == GAP);
        }
        cut.starts.push(false);
        cut.stops.push(true);
    }

    /// The cost of reading one spelling as the other, or a value above `limit` as soon as it must exceed it.
    pub fn cost(&self, x: &Cut, y: &Cut, limit: f32, scratch: &mut Scratch) -> f32 {
        self.fill::<false>(x, y, limit, scratch)
    }

    /// The cheapest reading, step by step.
    pub fn path(&self, x: &Cut, y: &Cut, scratch: &mut Scratch) -> Vec<Step> {
        self.fill::<true>(x, y, f32::INFINITY, scratch);
        let (mut i, mut j) = (x.len(), y.len());
        let width = j + 1;
        let mut steps = Vec::new();
        while i > 0 || j > 0 {
            let back = scratch.back[i * width + j];
            let (lx, ly) = ((back >> 4) as usize, (back & 15) as usize);
            if lx + ly == 0 {
                break;
            }
            let px = if lx == 0 { 0 } else { x.ends[i - 1][lx - 1] };
            let py = if ly == 0 { 0 } else { y.ends[j - 1][ly - 1] };
            let place = place(x, y, (i, j), (lx, ly));
            let cost = self.costs[self.at(place, px, py)];
            steps.push(Step { x: i - lx..i, y: j - ly..j, px, py, place, cost });
            i -= lx;
            j -= ly;
        }
        steps.reverse();
        steps
    }

    fn fill<const TRACE: bool>(&self, x: &Cut, y: &Cut, limit: f32, scratch: &mut Scratch) -> f32 {
        let (n, m) = (x.len(), y.len());
        let width = m + 1;
        let cells = &mut scratch.cells;
        cells.clear();
        cells.resize((n + 1) * width, NEVER);
        cells[0] = 0.0;
        if TRACE {
            scratch.back.clear();
            scratch.back.resize((n + 1) * width, 0);
        }
        let mut row_bests = [0.0f32; PIECE];
        for i in 0..=n {
            let mut row_best = NEVER;
            for j in 0..=m {
                if i + j == 0 {
                    row_best = 0.0;
                    continue;
                }
                let (mut best, mut back) = (NEVER, 0u8);
                let mut try_one = |before: f32, cost: f32, taken: (usize, usize)| {
                    if before + cost < best {
                        best = before + cost;
                        back = (taken.0 as u8) << 4 | taken.1 as u8;
                    }
                };
                if i > 0 && j > 0 {
                    let place = place(x, y, (i, j), (1, 1));
                    let cost = self.single(place, x.ends[i - 1][0], y.ends[j - 1][0]);
                    try_one(cells[(i - 1) * width + j - 1], cost, (1, 1));
                }
                if i > 0 {
                    let cost = self.single(place(x, y, (i, j), (1, 0)), x.ends[i - 1][0], 0);
                    try_one(cells[(i - 1) * width + j], cost, (1, 0));
                }
                if j > 0 {
                    let cost = self.single(place(x, y, (i, j), (0, 1)), 0, y.ends[j - 1][0]);
                    try_one(cells[i * width + j - 1], cost, (0, 1));
                }
                if i > 0 && j > 0 && (x.longer[i - 1] || y.longer[j - 1]) {
                    let (xs, ys) = (&x.ends[i - 1], &y.ends[j - 1]);
                    for lx in 1..=if x.longer[i - 1] { PIECE.min(i) } else { 1 } {
                        if xs[lx - 1] == 0 {
                            continue;
                        }
                        for ly in if lx == 1 { 2 } else { 1 }..=if y.longer[j - 1] { PIECE.min(j) } else { 1 }
                        {
                            if ys[ly - 1] != 0 && self.knows(xs[lx - 1], ys[ly - 1]) {
                                let place = place(x, y, (i, j), (lx, ly));
                                let cost = self.costs[self.at(place, xs[lx - 1], ys[ly - 1])];
                                try_one(cells[(i - lx) * width + j - ly], cost, (lx, ly));
                            }
                        }
                    }
                }
                cells[i * width + j] = best;
                if TRACE {
                    scratch.back[i * width + j] = back;
                }
                row_best = row_best.min(best);
            }
            // No piece is longer than four letters: past four such rows nothing gets cheaper again.
            row_bests[i % PIECE] = row_best;
            if !TRACE && i >= PIECE && row_bests.iter().all(|&b| b > limit) {
                return NEVER;
            }
        }
        cells[n * width + m]
    }

    /// The cost of two single letters, or of one and nothing.
    fn single(&self, place: usize, x: Piece, y: Piece) -> f32 {
        self.singles[(place * LETTERS + x as usize) * LETTERS + y as usize]
    }

    /// Whether two pieces correspond at all.
    fn knows(&self, x: Piece, y: Piece) -> bool {
        let bit = x as usize * self.pieces.len() + y as usize;
        self.known[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Where a correspondence that ends at `(i, j)` and takes `(lx, ly)` letters stands.
fn place(x: &Cut, y: &Cut, (i, j): (usize, usize), (lx, ly): (usize, usize)) -> usize {
    if (lx == 0 || x.stops[i]) && (ly == 0 || y.stops[j]) {
        END
    } else if (lx == 0 || x.starts[i - lx]) && (ly == 0 || y.starts[j - ly]) {
        START
    } else {
        MIDDLE
    }
}

fn pair(a: Letter, b: Letter) -> usize {
    a as usize * LETTERS + b as usize
}

fn packed(letters: &[Letter]) -> u32 {
    letters.iter().fold(letters.len() as u32, |key, &l| key << 6 | u32::from(l))
}
