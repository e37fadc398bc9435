//! prototype trainer
use drogman::similar::gender::Gender;
use drogman::similar::{Spelling, base, keys::Keys, letter_char, letters::*, postings::Postings};
use std::collections::HashMap;
type P = (Vec<u8>, Vec<u8>);
struct Set {
    name: String,
    idx: Vec<Spelling>,
    forms: Vec<String>,
    q: Vec<Q>,
    pairs: Vec<(Spelling, Spelling, bool, String, usize)>,
}
struct Q {
    form: String,
    sp: Spelling,
    gold: Option<u32>,
    fold: usize,
    cand: Vec<u32>,
}
fn hash(b: &[u8]) -> usize {
    let mut h = 0xcbf29ce484222325u64;
    for &x in b {
        h = (h ^ x as u64).wrapping_mul(0x100000001b3)
    }
    (h >> 20) as usize
}
fn skel(k: &Keys, s: &Spelling) -> Vec<u8> {
    let mut o = vec![];
    k.sounds(&s.letters, &mut o);
    o.retain(|&c| c > 3);
    o
}
const FOLDS: usize = 4;
fn load(root: &str, s: &str, keys: &Keys) -> Set {
    let rd = |f: &str| -> Vec<Vec<String>> {
        std::fs::read_to_string(format!("{root}/{s}/{f}"))
            .unwrap()
            .lines()
            .map(|l| l.split('\t').map(|x| x.to_string()).collect())
            .collect()
    };
    let i = rd("index.tsv");
    let g = rd("gold.tsv");
    let idx: Vec<_> = i.iter().map(|x| Spelling::new(&x[1])).collect();
    let id: HashMap<&str, u32> = i.iter().enumerate().map(|(i, x)| (x[0].as_str(), i as u32)).collect();
    let p = Postings::build(idx.len(), |i, o| keys.grams(&idx[i].letters, o));
    let mut gr = vec![];
    let q = g[i.len()..]
        .iter()
        .map(|r| {
            let sp = Spelling::new(&r[1]);
            let gold = id.get(r[0].as_str()).copied();
            let fold = hash(&skel(keys, gold.map_or(&sp, |g| &idx[g as usize]))) % FOLDS;
            keys.grams(&sp.letters, &mut gr);
            let cand = p.nearest(&gr, 100);
            Q { form: r[1].clone(), sp, gold, fold, cand }
        })
        .collect();
    let pairs = rd("pairs.tsv")
        .into_iter()
        .map(|r| {
            let a = Spelling::new(&r[0]);
            let b = Spelling::new(&r[1]);
            let f = hash(&skel(keys, &b)) % FOLDS;
            (a, b, r[2] == "1", r[3].clone(), f)
        })
        .collect();
    Set { name: s.into(), forms: i.into_iter().map(|mut x| x.remove(1)).collect(), idx, q, pairs }
}
fn vowel(l: u8) -> bool {
    matches!(letter_char(base(l)), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
fn prior(x: u8, y: u8) -> f32 {
    // 1:1, either may be 0
    if x == y {
        return 0.0;
    }
    if x == 0 || y == 0 {
        let l = x.max(y);
        if l == 36 {
            return 1.2;
        }
        if l >= 37 {
            return 6.0;
        }
        return match letter_char(base(l)) {
            'h' | '\'' => 2.0,
            'y' | 'i' | 'j' => 2.2,
            c if "aeou".contains(c) => 2.8,
            _ => 4.0,
        };
    }
    if x == 36 || y == 36 {
        return 4.0;
    }
    if x >= 37 || y >= 37 {
        return 8.0;
    }
    if base(x) == base(y) {
        return 0.5;
    }
    let cl = |l: u8| match letter_char(base(l)) {
        'a' | 'e' | 'o' | 'u' => 1,
        'i' | 'y' | 'j' => 2,
        'b' | 'p' | 'v' | 'w' | 'f' => 3,
        's' | 'z' | 'c' => 4,
        'k' | 'g' | 'q' | 'h' | 'x' => 5,
        'd' | 't' => 6,
        'm' | 'n' => 7,
        _ => 0,
    };
    if cl(x) == cl(y) && cl(x) > 0 {
        2.2
    } else if vowel(x) && vowel(y) {
        2.6
    } else if vowel(x) != vowel(y) {
        6.0
    } else {
        5.0
    }
}
fn table(chunks: &HashMap<P, f32>) -> Letters {
    let mut pcs: Vec<Vec<u8>> = chunks.keys().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    pcs.sort();
    pcs.dedup();
    let mut l = Letters::new(pcs);
    for x in 0..64u8 {
        for y in 0..64u8 {
            if x | y == 0 {
                continue;
            }
            for p in 0..3 {
                let mut c = prior(x, y);
                if (x == 0 || y == 0) && p > 0 {
                    c += 0.3
                }
                let a = l.at(p, x as u16, y as u16);
                l.costs[a] = c;
            }
        }
    }
    for ((a, b), c) in chunks {
        let (a, b) = (l.piece(a), l.piece(b));
        for p in 0..3 {
            let i = l.at(p, a, b);
            l.costs[i] = *c;
            let i = l.at(p, b, a);
            l.costs[i] = *c;
        }
    }
    l.refresh();
    l
}
fn train_pairs<'a>(sets: &'a [Set], fold: usize) -> Vec<(&'a Spelling, &'a Spelling)> {
    let mut v = vec![];
    for s in sets {
        let mut by: HashMap<u32, Vec<&Spelling>> = HashMap::new();
        for q in &s.q {
            if let Some(g) = q.gold {
                if q.fold != fold {
                    let e = by.entry(g).or_insert_with(|| vec![&s.idx[g as usize]]);
                    for o in e.iter() {
                        v.push((*o, &q.sp));
                    }
                    e.push(&q.sp);
                }
            }
        }
    }
    v
}
fn em(pairs: &[(&Spelling, &Spelling)]) -> HashMap<P, f32> {
    let mut chunks: HashMap<P, f32> = HashMap::new();
    let mut sc = Scratch::default();
    for round in 0..4 {
        let l = table(&chunks);
        let mut c: HashMap<P, f32> = HashMap::new();
        let mut occ: HashMap<Vec<u8>, f32> = HashMap::new();
        let mut used = 0;
        for (a, b) in pairs {
            let (ca, cb) = (l.cut(&a.letters), l.cut(&b.letters));
            let path = l.path(&ca, &cb, &mut sc);
            let tot: f32 = path.iter().map(|s| s.cost).sum();
            let len = (a.letters.len() + b.letters.len()) as f32 / 2.0;
            if tot > 1.0 * len.min(12.0) * if round == 0 { 1.1 } else { 0.8 } {
                continue;
            }
            used += 1;
            for s in [a, b] {
                for i in 0..s.letters.len() {
                    for k in 1..=4.min(s.letters.len() - i) {
                        *occ.entry(s.letters[i..i + k].to_vec()).or_default() += 1.0;
                    }
                }
            }
            let same: Vec<bool> =
                path.iter().map(|s| a.letters[s.x.clone()] == b.letters[s.y.clone()]).collect();
            // runs of differing steps, also extended by neighbours
            let mut i = 0;
            while i < path.len() {
                if same[i] {
                    i += 1;
                    continue;
                }
                let mut k = i;
                while k < path.len() && !same[k] {
                    k += 1
                }
                for (s, e) in [
                    (i, k),
                    (i.saturating_sub(1), k),
                    (i, (k + 1).min(path.len())),
                    (i.saturating_sub(1), (k + 1).min(path.len())),
                ]
                .into_iter()
                .chain((i..k).map(|t| (t, t + 1)))
                .collect::<std::collections::BTreeSet<_>>()
                {
                    let x = &a.letters[path[s].x.start..path[e - 1].x.end];
                    let y = &b.letters[path[s].y.start..path[e - 1].y.end];
                    if x.is_empty()
                        || y.is_empty()
                        || x.len() > 4
                        || y.len() > 4
                        || x == y
                        || x.contains(&36)
                        || y.contains(&36)
                    {
                        continue;
                    }
                    let key = if x < y { (x.to_vec(), y.to_vec()) } else { (y.to_vec(), x.to_vec()) };
                    *c.entry(key).or_default() += 1.0;
                }
                i = k;
            }
        }
        chunks.clear();
        let pen = 0.3;
        for ((x, y), n) in c {
            if n < std::env::var("MINN").map_or(3.5, |v| v.parse().unwrap()) {
                continue;
            }
            let r = (n - 0.7) / (occ[&x] * occ[&y]).sqrt();
            if x.len() + y.len() > 2 && r < 0.03 {
                continue;
            }
            let cost = (-r.ln() * 0.6 + pen).max(0.15);
            if x.len() == 1 && y.len() == 1 {
                chunks.insert((x.clone(), y.clone()), cost.min(prior(x[0], y[0])));
            } else {
                chunks.insert((x, y), cost);
            }
        }
        if round < 3 {
            /* drop chunks that are no cheaper than their parts */
            let small: HashMap<P, f32> = chunks
                .iter()
                .filter(|((x, y), _)| x.len() + y.len() <= 3)
                .map(|(k, v)| (k.clone(), *v))
                .collect();
            let _ = small;
        }
        // prune: a chunk must beat its composition from the others by a margin
        let mut keys: Vec<P> = chunks.keys().cloned().collect();
        keys.sort_by_key(|(x, y)| (x.len() + y.len(), x.clone(), y.clone()));
        let mut kept: HashMap<P, f32> = HashMap::new();
        let mut l = table(&kept);
        let mut size = 0;
        for k in keys {
            let s = k.0.len() + k.1.len();
            if s != size {
                l = table(&kept);
                size = s;
            }
            let c = chunks[&k];
            if s > 2 {
                let comp = l.cost(&l.cut(&k.0), &l.cut(&k.1), 1e9, &mut sc);
                if c > comp - std::env::var("MARG").map_or(0.25, |v| v.parse::<f32>().unwrap()) {
                    continue;
                }
            }
            kept.insert(k, c);
        }
        chunks = kept;
        if std::env::var("V").is_ok() {
            eprintln!(
                "round {round} used {used}/{} chunks {} pieces {}",
                pairs.len(),
                chunks.len(),
                table(&chunks).len()
            );
        }
    }
    chunks
}
struct Model {
    l: Letters,
    t: [f32; 16],
}
fn lb(n: usize) -> usize {
    n.min(15)
}
struct Learner {
    m: Model,
    init: Vec<f32>,
    base: Vec<f32>,
    delta: Vec<f32>,
    g2: Vec<f32>,
    gd2: Vec<f32>,
    gt2: [f32; 16],
}
impl Learner {
    fn new(l: Letters) -> Learner {
        let n = l.len();
        let base: Vec<f32> = l.costs[..n * n].to_vec();
        let delta = (0..3 * n * n)
            .map(|i| l.costs[i] - base[i % (n * n)])
            .map(|d| if d.abs() < 100.0 { d } else { 0.0 })
            .collect();
        let mut t = [0.0; 16];
        for i in 0..16 {
            t[i] = 1.5 + 0.25 * i as f32;
        }
        Learner {
            init: base.clone(),
            base,
            delta,
            g2: vec![0.05; n * n],
            gd2: vec![0.05; 3 * n * n],
            gt2: [0.05; 16],
            m: Model { l, t },
        }
    }
    fn step(&mut self, path: &[Step], g: f32, lr: f32, l2: f32) {
        let n = self.m.l.len();
        for s in path {
            if s.px == s.py {
                continue;
            }
            let (a, b) = (s.px.min(s.py) as usize, s.px.max(s.py) as usize);
            let k = a * n + b;
            let w = g + l2 * (self.base[k] - self.init[k]);
            self.g2[k] += w * w;
            self.base[k] -= lr * w / self.g2[k].sqrt();
            let d = s.place * n * n + k;
            let w = g + 3.0 * l2 * self.delta[d];
            self.gd2[d] += w * w;
            self.delta[d] -= 0.5 * lr * w / self.gd2[d].sqrt();
            for p in 0..3 {
                let v = (self.base[k] + self.delta[p * n * n + k]).max(0.05);
                let i = p * n * n + k;
                self.m.l.costs[i] = v;
                self.m.l.costs[p * n * n + b * n + a] = v;
                if b < 64 {
                    self.m.l.singles[p * 4096 + a * 64 + b] = v;
                    self.m.l.singles[p * 4096 + b * 64 + a] = v;
                }
            }
        }
    }
    fn step_t(&mut self, i: usize, g: f32, lr: f32) {
        self.gt2[i] += g * g;
        self.m.t[i] -= lr * g / self.gt2[i].sqrt();
    }
}
fn train(sets: &[Set], fold: usize, epochs: usize, lr0: f32, l2: f32, pw: f32) -> Model {
    let pairs = train_pairs(sets, fold);
    let chunks = em(&pairs);
    let mut le = Learner::new(table(&chunks));
    let mut sc = Scratch::default();
    let mut sc2 = Scratch::default();
    let mut items: Vec<(usize, usize, bool)> = vec![];
    for (si, s) in sets.iter().enumerate() {
        let rep = if si == 0 || si == 2 { std::env::var("REP").map_or(1, |v| v.parse().unwrap()) } else { 1 };
        for r in 0..rep {
            let _ = r;
            for (i, q) in s.q.iter().enumerate() {
                if q.fold != fold {
                    items.push((si, i, false))
                }
            }
        }
        for (i, p) in s.pairs.iter().enumerate() {
            if p.4 != fold && !p.2 {
                items.push((si, i, true))
            }
        }
    }
    let gdr = Gender::new();
    let isg = |l: &Letters, a: &Spelling, b: &Spelling| {
        gdr.differs(&a.letters, &b.letters, |p, q| l.cost(&l.cut(p), &l.cut(q), 5.0, &mut Scratch::default()))
            .is_some()
    };
    let mut sib: Vec<(usize, usize, usize)> = vec![];
    for (si, s) in sets.iter().enumerate() {
        let mut by: HashMap<u32, Vec<usize>> = HashMap::new();
        for (i, q) in s.q.iter().enumerate() {
            if let (Some(g), true) = (q.gold, q.fold != fold) {
                for &o in by.entry(g).or_default().iter() {
                    sib.push((si, i, o));
                }
                by.get_mut(&g).unwrap().push(i);
            }
        }
    }
    let (mut sb, mut sd, mut sn) = (vec![0f64; le.base.len()], vec![0f64; le.delta.len()], 0f64);
    let mut stt = [0f64; 16];
    let usesib = std::env::var("SIB").is_ok();
    if usesib {
        for k in 0..sib.len() {
            items.push((usize::MAX, k, false));
        }
    }
    let mut seed = 12345u64;
    for ep in 0..epochs {
        for i in (1..items.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            items.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        let lr = lr0 / (1.0 + ep as f32 * 0.5);
        let mut loss = 0.0f64;
        for &(si0, i0, ispair) in &items {
            let (si, i, sibling) = if si0 == usize::MAX {
                let (a, b, c) = sib[i0];
                (a, b, Some(c))
            } else {
                (si0, i0, None)
            };
            let s = &sets[si];
            if ispair {
                let p = &s.pairs[i];
                if isg(&le.m.l, &p.0, &p.1) {
                    continue;
                }
                let (a, b) = (le.m.l.cut(&p.0.letters), le.m.l.cut(&p.1.letters));
                let path = le.m.l.path(&a, &b, &mut sc);
                let c: f32 = path.iter().map(|s| s.cost).sum();
                let ti = lb(p.0.letters.len());
                let z = le.m.t[ti] - c;
                let pr = 1.0 / (1.0 + (-z).exp());
                let g = pr - p.2 as u8 as f32;
                if g.abs() > 0.01 {
                    le.step(&path, -g * pw, lr, l2);
                    le.step_t(ti, g * pw, lr);
                }
                continue;
            }
            let q = &s.q[i];
            let x = le.m.l.cut(&q.sp.letters);
            let mut cs: Vec<(f32, u32)> = vec![];
            let mut lim = 1e9f32;
            let ti = lb(q.sp.letters.len());
            let tx = |c: u32| {
                if let (Some(o), true) = (sibling, Some(c) == q.gold) {
                    &s.q[o].sp
                } else {
                    &s.idx[c as usize]
                }
            };
            for &c in &q.cand {
                let y = le.m.l.cut(&tx(c).letters);
                let v = le.m.l.cost(&x, &y, lim, &mut sc2);
                if Some(c) == q.gold || v < lim {
                    cs.push((v, c));
                }
                if cs.len() >= 30 {
                    cs.sort_by(|a, b| a.0.total_cmp(&b.0));
                    lim = cs[20].0;
                }
            }
            if let Some(g) = q.gold {
                if !q.cand.contains(&g) {
                    continue;
                }
            }
            cs.sort_by(|a, b| a.0.total_cmp(&b.0));
            let gp = q.gold.and_then(|g| cs.iter().position(|c| c.1 == g));
            if q.gold.is_some() && gp.is_none() {
                continue;
            }
            let gc = gp.map(|p| cs[p]);
            if let Some(gc) = gc {
                if gc.0 > le.m.t[ti] * 2.5 {
                    continue;
                }
            }
            cs.retain(|c| c.0 > 6.0 || !isg(&le.m.l, &q.sp, tx(c.1)));
            let gp = q.gold.and_then(|g| cs.iter().position(|c| c.1 == g));
            if q.gold.is_some() && gp.is_none() {
                continue;
            }
            cs.truncate(8);
            if let Some(gc) = gc {
                if gp.unwrap() >= 8 {
                    cs.push(gc)
                }
            }
            let nil = -le.m.t[ti];
            let mx = cs.iter().map(|c| -c.0).fold(nil, f32::max);
            let mut z = (nil - mx).exp();
            for c in &cs {
                z += (-c.0 - mx).exp();
            }
            let pn = (nil - mx).exp() / z;
            loss -= (match gc {
                Some(g) => (-g.0 - mx).exp() / z,
                None => pn,
            } as f64)
                .max(1e-9)
                .ln();
            let gt = pn - q.gold.is_none() as u8 as f32; // dL/dlogit_nil ; logit=-t
            le.step_t(ti, -gt, lr);
            for c in &cs {
                let pr = (-c.0 - mx).exp() / z;
                let g = pr - (Some(c.1) == q.gold) as u8 as f32;
                if g.abs() < 0.01 {
                    continue;
                }
                let y = le.m.l.cut(&tx(c.1).letters);
                let path = le.m.l.path(&x, &y, &mut sc);
                le.step(&path, -g, lr, l2);
            }
        }
        if ep * 2 >= epochs {
            sn += 1.0;
            for (a, b) in sb.iter_mut().zip(&le.base) {
                *a += *b as f64
            }
            for (a, b) in sd.iter_mut().zip(&le.delta) {
                *a += *b as f64
            }
            for (a, b) in stt.iter_mut().zip(&le.m.t) {
                *a += *b as f64
            }
        }
        if std::env::var("V").is_ok() {
            eprintln!("fold {fold} ep {ep} loss {:.4}", loss / items.len() as f64);
        }
    }
    let n = le.m.l.len();
    for a in 0..n {
        for b in a + 1..n {
            let k = a * n + b;
            if le.base[k] > 1e6 {
                continue;
            }
            for p in 0..3 {
                let v = ((sb[k] + sd[p * n * n + k]) / sn).max(0.05) as f32;
                le.m.l.costs[p * n * n + k] = v;
                le.m.l.costs[p * n * n + b * n + a] = v;
            }
        }
    }
    for i in 0..16 {
        le.m.t[i] = (stt[i] / sn) as f32;
    }
    le.m.l.refresh();
    le.m
}
/// (score, right) -> best F1, R@P95
fn metrics(mut it: Vec<(f32, bool)>, npos: usize) -> (f32, f32) {
    it.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut tp, mut f, mut r95) = (0, 0f32, 0f32);
    for (n, (_, r)) in it.iter().enumerate() {
        tp += *r as usize;
        let p = tp as f32 / (n + 1) as f32;
        let r = tp as f32 / npos as f32;
        if p + r > 0.0 {
            f = f.max(2.0 * p * r / (p + r));
        }
        if p >= 0.95 {
            r95 = r95.max(r)
        }
    }
    (f, r95)
}
fn save(m: &Model, path: &str) {
    use std::fmt::Write;
    let l = &m.l;
    let n = l.len() as u16;
    let mut v = vec![];
    let sh = |p: u16| match l.shown(p).as_str() {
        "" => "-".to_string(),
        " " => "_".into(),
        s => s.into(),
    };
    for x in 0..n {
        for y in 0..=x {
            if x == y {
                continue;
            }
            let (px, py) = (&l.pieces[x as usize], &l.pieces[y as usize]);
            if px.iter().chain(py).any(|&c| c > 36 || c == 0) {
                continue;
            }
            let c = [0, 1, 2].map(|p| l.costs[l.at(p, y, x)]);
            if c[0] > 100.0 {
                continue;
            }
            v.push((px.len() + py.len(), sh(y), sh(x), c));
        }
    }
    v.sort_by(|a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
    let mut o = String::new();
    for (_, y, x, c) in v {
        writeln!(o, "{x}\t{y}\t{:.2}\t{:.2}\t{:.2}", c[0], c[1], c[2]).unwrap();
    }
    writeln!(o, "#T {:?}", m.t).unwrap();
    std::fs::write(path, o).unwrap();
}
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let g = |k: &str, d: f32| std::env::var(k).ok().map_or(d, |v| v.parse().unwrap());
    let keys = Keys::new();
    let sets: Vec<Set> =
        ["frnews", "places", "persons", "parts"].iter().map(|s| load(&root, s, &keys)).collect();
    let mut sets = sets;
    if std::env::var("PRESS").is_ok() {
        let base = &sets[0];
        let mut idx = base.idx.clone();
        let mut forms = base.forms.clone();
        let mut qs = vec![];
        let rows: Vec<Vec<&str>> =
            drogman::language::romanisation::rows(include_str!("../src/language/romanisation/press.tsv"))
                .collect();
        for r in &rows {
            for k in 0..2.min(r.len() - 1) {
                let g = idx.len() as u32;
                idx.push(Spelling::new(r[k]));
                forms.push(r[k].to_string());
                for (m, f) in r.iter().enumerate() {
                    if m != k && Spelling::new(f) != Spelling::new(r[k]) && (m > k || k > 0) {
                        qs.push((f.to_string(), g));
                    }
                }
            }
        }
        let mut p: Option<Postings> = None;
        let mut gr = vec![];
        let q: Vec<Q> = qs
            .into_iter()
            .map(|(f, g)| {
                let p = p.get_or_insert_with(|| {
                    Postings::build(base.idx.len(), |i, o| keys.grams(&idx[i].letters, o))
                });
                let sp = Spelling::new(&f);
                keys.grams(&sp.letters, &mut gr);
                let mut cand: Vec<u32> = p
                    .nearest(&gr, 60)
                    .into_iter()
                    .filter(|&c| {
                        let sk = skel(&keys, &idx[c as usize]);
                        sk != skel(&keys, &sp) && sk != skel(&keys, &idx[g as usize])
                    })
                    .collect();
                cand.push(g);
                let fold = hash(&skel(&keys, &idx[g as usize])) % FOLDS;
                Q { form: f, sp, gold: Some(g), fold, cand }
            })
            .collect();
        eprintln!("press {} queries", q.len());
        drop(p);
        let s = Set { name: "press".into(), idx, forms, q, pairs: vec![] };
        sets.push(s);
    }
    let sets = sets;
    let (ep, lr, l2, pw) = (g("EP", 4.0) as usize, g("LR", 0.1), g("L2", 0.01), g("PW", 0.3));
    let t = std::time::Instant::now();
    let nf = g("NF", FOLDS as f32) as usize;
    if let Ok(p) = std::env::var("ALL") {
        let m = train(&sets, 99, ep, lr, l2, pw);
        save(&m, &p);
        return;
    }
    let models: Vec<Model> = std::thread::scope(|s| {
        let h: Vec<_> = (0..nf)
            .map(|f| {
                let sets = &sets;
                s.spawn(move || train(sets, f, ep, lr, l2, pw))
            })
            .collect();
        h.into_iter().map(|h| h.join().unwrap()).collect()
    });
    eprintln!("trained {:?}", t.elapsed());
    if let Ok(p) = std::env::var("SAVE") {
        for (i, m) in models.iter().enumerate() {
            save(m, &format!("{p}.{i}"))
        }
    }
    let mut sc = Scratch::default();
    for s in sets.iter().take(4) {
        let mut it = vec![];
        let (mut npos, mut r1, mut nq) = (0, 0, 0);
        let mut errs = vec![];
        for q in s.q.iter().filter(|q| q.fold < nf) {
            nq += 1;
            let m = &models[q.fold];
            let x = m.l.cut(&q.sp.letters);
            let mut best: Vec<(f32, u32)> = q
                .cand
                .iter()
                .map(|&c| (m.l.cost(&x, &m.l.cut(&s.idx[c as usize].letters), 1e9, &mut sc), c))
                .collect();
            best.sort_by(|a, b| a.0.total_cmp(&b.0));
            npos += q.gold.is_some() as usize;
            if let Some(b) = best.first() {
                let ok = Some(b.1) == q.gold;
                r1 += ok as usize;
                let sc = m.t[lb(q.sp.letters.len())] - b.0;
                it.push((sc, ok));
                if !ok {
                    errs.push((
                        sc,
                        &q.form,
                        &s.forms[b.1 as usize],
                        q.gold.map(|g| &s.forms[g as usize]),
                        q.gold.and_then(|g| best.iter().find(|b| b.1 == g)).map(|b| b.0),
                        b.0,
                    ))
                }
            }
        }
        let (f, r95) = metrics(it, npos);
        println!("{} n={nq} R@1 {:.4} F1 {:.4} R@P95 {:.4}", s.name, r1 as f32 / npos as f32, f, r95);
        errs.sort_by(|a, b| b.0.total_cmp(&a.0));
        for e in errs.iter().take(g("ERR", 0.0) as usize) {
            println!("   {e:?}")
        }
        let mut kinds: HashMap<(String, bool), (usize, usize)> = HashMap::new();
        let mut ps: Vec<(f32, bool)> = vec![];
        for p in s.pairs.iter().filter(|p| p.4 < nf) {
            let m = &models[p.4];
            let c = m.t[lb(p.0.letters.len())]
                - m.l.cost(&m.l.cut(&p.0.letters), &m.l.cut(&p.1.letters), 1e9, &mut sc);
            ps.push((c, p.2));
            let e = kinds.entry((p.3.clone(), p.2)).or_default();
            e.0 += ((c > 0.0) == p.2) as usize;
            e.1 += 1;
        }
        let np = ps.iter().filter(|p| p.1).count();
        println!("   pairs F1 {:.4} at 0: {kinds:?}", metrics(ps, np).0);
    }
    if g("DUMP", 0.0) > 0.0 {
        let m = &models[0];
        let n = m.l.len();
        let mut v = vec![];
        for x in 0..n as u16 {
            for y in 0..=x {
                let i = m.l.at(0, y, x);
                if m.l.costs[i] < 100.0
                    && (m.l.pieces[x as usize].len() + m.l.pieces[y as usize].len() > 2 || m.l.costs[i] < 2.0)
                    && x != y
                {
                    v.push((
                        m.l.costs[i],
                        m.l.costs[m.l.at(1, y, x)],
                        m.l.costs[m.l.at(2, y, x)],
                        m.l.shown(y),
                        m.l.shown(x),
                    ));
                }
            }
        }
        v.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (a, b, c, x, y) in v {
            println!("{x}\t{y}\t{a:.2}\t{b:.2}\t{c:.2}")
        }
    }
}
