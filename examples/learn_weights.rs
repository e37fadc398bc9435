//! prototype trainer, second stage
use drogman::similar::{Spelling, compare::*, features::*, keys::Keys, letters::*, postings::Postings};
use std::collections::HashMap;
const HEAD: &str = "# How much each difference between two names weighs for and against «the same name» (a logistic model), then how\n# much the lead over the next candidates weighs when an index answers (rows that start with «hit»).\n# Learnt by examples/learn_weights.rs from the development half of drogman's name-variant bench: Wikidata labels and\n# name items (CC0; partly by way of rigour, MIT, and EveryPolitician), Who's On First (CC0, GeoNames CC BY 4.0 in it),\n# French press spellings written for drogman (CC0).\n# feature\tweight\n";
const FOLDS: usize = 4;
type F = [f32; COUNT];
struct Q {
    set: usize,
    form: String,
    fold: usize,
    ans: bool,
    c: Vec<(F, bool, String, f32)>,
    w: f32,
    qwords: usize,
    gold: String,
}
struct Pr {
    set: usize,
    fold: usize,
    f: F,
    same: bool,
    kind: String,
    a: String,
    b: String,
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
fn dot(w: &F, f: &F) -> f32 {
    w.iter().zip(f).map(|(a, b)| a * b).sum()
}
fn sig(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
fn metrics(mut it: Vec<(f32, bool)>, npos: usize) -> (f32, f32, f32) {
    it.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut tp, mut f, mut r95, mut t95) = (0, 0f32, 0f32, 0f32);
    for (n, (s, r)) in it.iter().enumerate() {
        tp += *r as usize;
        let p = tp as f32 / (n + 1) as f32;
        let r = tp as f32 / npos as f32;
        if p + r > 0.0 {
            f = f.max(2.0 * p * r / (p + r));
        }
        if p >= 0.95 && r > r95 {
            r95 = r;
            t95 = *s
        }
    }
    (f, r95, t95)
}
fn fit(qs: &[&Q], ps: &[&Pr], l2: f32, pw: f32, iters: usize) -> F {
    let mut w = [0f32; COUNT];
    w[0] = 4.0;
    w[1] = -1.0;
    let (mut m, mut v) = ([0f64; COUNT], [0f64; COUNT]);
    for it in 1..=iters {
        let mut g = [0f64; COUNT];
        let mut add = |f: &F, d: f32| {
            for k in 0..COUNT {
                g[k] += (d * f[k]) as f64;
            }
        };
        for q in qs {
            if q.c.is_empty() {
                continue;
            }
            let s: Vec<f32> = q.c.iter().map(|c| dot(&w, &c.0)).collect();
            let mx = s.iter().fold(0f32, |a, &b| a.max(b));
            let z: f32 = (-mx).exp() + s.iter().map(|s| (s - mx).exp()).sum::<f32>();
            for (c, s) in q.c.iter().zip(&s) {
                add(&c.0, ((s - mx).exp() / z - c.1 as u8 as f32) * q.w);
            }
        }
        for p in ps {
            let d = sig(dot(&w, &p.f)) - p.same as u8 as f32;
            add(&p.f, d * pw);
        }
        let n = (qs.len() + ps.len()) as f64;
        for k in 0..COUNT {
            let gk = g[k] / n + (l2 * w[k]) as f64 * if k == 0 { 0.0 } else { 1.0 };
            m[k] = 0.9 * m[k] + 0.1 * gk;
            v[k] = 0.99 * v[k] + 0.01 * gk * gk;
            let mh = m[k] / (1.0 - 0.9f64.powi(it as i32));
            let vh = v[k] / (1.0 - 0.99f64.powi(it as i32));
            w[k] -= (0.05 * mh / (vh.sqrt() + 1e-9)) as f32 * if it > iters / 2 { 0.3 } else { 1.0 };
        }
    }
    w
}
fn fit2(x: &[(Vec<f32>, bool, f32)], iters: usize) -> Vec<f32> {
    let d = x[0].0.len();
    let mut w = vec![0f32; d];
    let (mut m, mut v) = (vec![0f64; d], vec![0f64; d]);
    for it in 1..=iters {
        let mut g = vec![0f64; d];
        for (f, y, wt) in x {
            let s: f32 = f.iter().zip(&w).map(|(a, b)| a * b).sum();
            let e = (sig(s) - *y as u8 as f32) * wt;
            for k in 0..d {
                g[k] += (e * f[k]) as f64
            }
        }
        for k in 0..d {
            let gk = g[k] / x.len() as f64 + 1e-4 * w[k] as f64;
            m[k] = 0.9 * m[k] + 0.1 * gk;
            v[k] = 0.99 * v[k] + 0.01 * gk * gk;
            let mh = m[k] / (1.0 - 0.9f64.powi(it as i32));
            let vh = v[k] / (1.0 - 0.99f64.powi(it as i32));
            w[k] -= (0.05 * mh / (vh.sqrt() + 1e-9)) as f32;
        }
    }
    w
}
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let mp = std::env::args().nth(2).unwrap();
    let g = |k: &str, d: f32| std::env::var(k).ok().map_or(d, |v| v.parse().unwrap());
    let keys = Keys::new();
    let names = ["frnews", "places", "persons", "parts"];
    let tops = g("TOP", 10.0) as usize;
    let cmp: Vec<Comparer> = (0..FOLDS)
        .map(|i| {
            Comparer::new(Letters::parse(
                &std::fs::read_to_string(if mp.ends_with("all") { mp.clone() } else { format!("{mp}.{i}") })
                    .unwrap(),
            ))
        })
        .collect();
    let mut qs = vec![];
    let mut ps = vec![];
    let mut sc = Scratch::default();
    let mut gpos = 0;
    let sw = [g("W0", 2.0), 1.0, g("W2", 2.0), 1.0];
    for (si, s) in names.iter().enumerate() {
        let rd = |f: &str| -> Vec<Vec<String>> {
            std::fs::read_to_string(format!("{root}/{s}/{f}"))
                .unwrap()
                .lines()
                .map(|l| l.split('\t').map(|x| x.to_string()).collect())
                .collect()
        };
        let i = rd("index.tsv");
        let gd = rd("gold.tsv");
        let idx: Vec<Vec<Prepared>> =
            cmp.iter().map(|c| i.iter().map(|x| c.prepare(&x[1])).collect()).collect();
        let id: HashMap<&str, u32> = i.iter().enumerate().map(|(i, x)| (x[0].as_str(), i as u32)).collect();
        let po = Postings::build(i.len(), |i, o| keys.grams(&idx[0][i].spelling.letters, o));
        let mut gr = vec![];
        let t = std::time::Instant::now();
        let mut miss = 0;
        for r in &gd[i.len()..] {
            let sp = Spelling::new(&r[1]);
            let gold = id.get(r[0].as_str()).copied();
            let fold = hash(&skel(&keys, gold.map_or(&sp, |g| &idx[0][g as usize].spelling))) % FOLDS;
            let c = &cmp[fold];
            let q = c.prepare(&r[1]);
            keys.grams(&sp.letters, &mut gr);
            let mut lim = 1e9f32;
            let mut cand: Vec<(f32, u32)> = vec![];
            for (rk, n) in po.nearest(&gr, g("CAND", 100.0) as usize).into_iter().enumerate() {
                let v = c.cost(&q, &idx[fold][n as usize], lim, rk < 15, &mut sc);
                if v < lim {
                    cand.push((v, n));
                    if cand.len() >= 2 * tops {
                        cand.sort_by(|a, b| a.0.total_cmp(&b.0));
                        cand.truncate(tops);
                        lim = cand[tops - 1].0;
                    }
                }
            }
            cand.sort_by(|a, b| a.0.total_cmp(&b.0));
            cand.truncate(tops);
            let mut out = vec![];
            for &(_, n) in &cand {
                let y = &idx[fold][n as usize];
                let k = c.compare(&q, y, &mut sc);
                if Some(n) == gold && k.gender {
                    gpos += 1;
                    if g("ERR", 0.0) > 0.0 {
                        println!("gender positive {} {}", r[1], i[n as usize][1])
                    }
                }
                out.push((
                    features(&k, &q, y, &keys, &c.letters),
                    Some(n) == gold,
                    i[n as usize][1].clone(),
                    k.cost,
                ));
            }
            if gold.is_some() && !out.iter().any(|o| o.1) {
                miss += 1
            }
            qs.push(Q {
                set: si,
                form: r[1].clone(),
                fold,
                ans: gold.is_some(),
                c: out,
                w: sw[si],
                qwords: q.spelling.words().len(),
                gold: gold.map_or("NIL".into(), |g| i[g as usize][1].clone()),
            });
        }
        eprintln!("{s} {:?} a query, gold not in top {miss}", t.elapsed() / (gd.len() - i.len()) as u32);
        for r in rd("pairs.tsv") {
            let fold = hash(&skel(&keys, &Spelling::new(&r[1]))) % FOLDS;
            let c = &cmp[fold];
            let (a, b) = (c.prepare(&r[0]), c.prepare(&r[1]));
            let k = c.compare(&a, &b, &mut sc);
            ps.push(Pr {
                set: si,
                fold,
                f: features(&k, &a, &b, &keys, &c.letters),
                same: r[2] == "1",
                kind: r[3].clone(),
                a: r[0].clone(),
                b: r[1].clone(),
            });
        }
    }
    // other people of the same surname or given name, and names that have nothing in common
    {
        let mut n = 0;
        for (si, s) in names.iter().enumerate() {
            let t = std::fs::read_to_string(format!("{root}/{s}/index.tsv")).unwrap();
            let f: Vec<&str> = t.lines().map(|l| l.split_once('\t').unwrap().1).collect();
            let mut by: HashMap<Vec<u8>, usize> = HashMap::new();
            for i in 0..f.len() {
                let sp = Spelling::new(f[i]);
                let w = sp.words();
                let mut others = vec![];
                if w.len() == 2 {
                    for r in &w {
                        if r.len() > 3 {
                            if let Some(o) = by.insert(sp.letters[r.clone()].to_vec(), i) {
                                others.push((o, "shared"))
                            }
                        }
                    }
                }
                if i % 40 == 7 {
                    others.push(((i * 7919 + 13) % f.len(), "random"))
                }
                for (o, k) in others {
                    if k == "shared" {
                        n += 1;
                        if n % 12 != 0 {
                            continue;
                        }
                    }
                    let fold = hash(&skel(&keys, &Spelling::new(f[o]))) % FOLDS;
                    let c = &cmp[fold];
                    let (a, b) = (c.prepare(f[i]), c.prepare(f[o]));
                    if a.spelling == b.spelling {
                        continue;
                    }
                    let kk = c.compare(&a, &b, &mut sc);
                    ps.push(Pr {
                        set: si,
                        fold,
                        f: features(&kk, &a, &b, &keys, &c.letters),
                        same: false,
                        kind: k.into(),
                        a: f[i].into(),
                        b: f[o].into(),
                    });
                }
            }
        }
        eprintln!("shared words {n}");
    }
    println!("gender flagged positives {gpos}");
    let ws: Vec<F> = (0..FOLDS)
        .map(|f| {
            fit(
                &qs.iter().filter(|q| q.fold != f).collect::<Vec<_>>(),
                &ps.iter().filter(|p| p.fold != f).collect::<Vec<_>>(),
                g("L2", 1e-4),
                g("PW", 0.3),
                g("IT", 300.0) as usize,
            )
        })
        .collect();
    // second: margin
    let mut rows: Vec<(usize, usize, Vec<f32>, bool, bool, usize)> = vec![];
    for (qi, q) in qs.iter().enumerate() {
        let w = &ws[q.fold];
        let mut s: Vec<(f32, usize)> = q.c.iter().enumerate().map(|(i, c)| (dot(w, &c.0), i)).collect();
        s.sort_by(|a, b| b.0.total_cmp(&a.0));
        if s.is_empty() {
            continue;
        }
        let b = &q.c[s[0].1];
        rows.push((
            q.set,
            q.fold,
            drogman::similar::judge::hit_features(
                &s.iter().map(|x| x.0).collect::<Vec<_>>(),
                q.form.chars().count(),
                q.qwords,
            )
            .to_vec(),
            b.1,
            q.ans,
            qi,
        ));
    }
    let w2: Vec<Vec<f32>> = (0..FOLDS)
        .map(|f| {
            fit2(&rows.iter().filter(|r| r.1 != f).map(|r| (r.2.clone(), r.3, 1.0)).collect::<Vec<_>>(), 300)
        })
        .collect();
    for (si, s) in names.iter().enumerate() {
        let np = qs.iter().filter(|q| q.set == si && q.ans).count();
        let r: Vec<_> = rows.iter().filter(|r| r.0 == si).collect();
        let (f0, p0, _) = metrics(r.iter().map(|r| (r.2[1], r.3)).collect(), np);
        let sc = |r: &(usize, usize, Vec<f32>, bool, bool, usize)| -> f32 {
            let q = &qs[r.5];
            let w = &ws[q.fold];
            let b = q.c.iter().max_by(|a, b| dot(w, &a.0).total_cmp(&dot(w, &b.0))).unwrap();
            let p = sig(r.2.iter().zip(&w2[r.1]).map(|(a, b)| a * b).sum::<f32>())
                * if b.0[12] > 0.0 { 0.45 } else { 1.0 };
            p
        };
        let (f1, p1, t1) = metrics(r.iter().map(|r| (sc(r), r.3)).collect(), np);
        println!(
            "{s} R@1 {:.4} | pair F1 {f0:.4} R@P95 {p0:.4} | margin F1 {f1:.4} R@P95 {p1:.4} (at {:.3})",
            r.iter().filter(|r| r.3).count() as f32 / np as f32,
            t1
        );
        let mut e: Vec<_> = r.iter().filter(|r| !r.3).map(|r| (sc(r), r.5)).collect();
        e.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (s, qi) in e.into_iter().take(g("ERR", 0.0) as usize) {
            let q = &qs[qi];
            let w = &ws[q.fold];
            let b = q.c.iter().max_by(|a, b| dot(w, &a.0).total_cmp(&dot(w, &b.0))).unwrap();
            println!(
                "   {:.3} {} -> {} ({:.2}; {:.2}) gold {} {:?}",
                s,
                q.form,
                b.2,
                dot(w, &b.0),
                b.3,
                q.gold,
                q.c.iter().find(|c| c.1).map(|c| (dot(w, &c.0), c.3))
            );
        }
        let mut k: std::collections::BTreeMap<(String, bool), (usize, usize)> = Default::default();
        let mut v = vec![];
        for p in ps.iter().filter(|p| p.set == si) {
            let s = dot(&ws[p.fold], &p.f) - if p.f[12] > 0.0 { 20.0 } else { 0.0 };
            v.push((s, p.same));
            let e = k.entry((p.kind.clone(), p.same)).or_default();
            e.0 += ((s > 0.0) == p.same) as usize;
            e.1 += 1;
            if g("ERRP", 0.0) > 0.0 && (s > 0.0) != p.same && p.kind != "variant" {
                println!("     {} {} {} {s:.2}", p.kind, p.a, p.b)
            }
        }
        let np = v.iter().filter(|p| p.1).count();
        println!("      pairs F1 {:.4} {k:?}", metrics(v, np).0);
    }
    // calibration
    let mut bins = [(0, 0.0, 0); 10];
    for r in &rows {
        let p = sig(r.2.iter().zip(&w2[r.1]).map(|(a, b)| a * b).sum::<f32>());
        let b = &mut bins[((p * 10.0) as usize).min(9)];
        b.0 += 1;
        b.1 += p;
        b.2 += r.3 as usize;
    }
    for b in bins {
        print!("{:.2}:{:.2}({}) ", b.1 / b.0 as f32, b.2 as f32 / b.0 as f32, b.0);
    }
    println!();
    let w = fit(
        &qs.iter().collect::<Vec<_>>(),
        &ps.iter().collect::<Vec<_>>(),
        g("L2", 1e-4),
        g("PW", 0.3),
        g("IT", 300.0) as usize,
    );
    let w2 = fit2(&rows.iter().map(|r| (r.2.clone(), r.3, 1.0)).collect::<Vec<_>>(), 300);
    if let Ok(p) = std::env::var("OUT") {
        use std::fmt::Write;
        let mut o = String::from(HEAD);
        for (n, w) in NAMES.iter().zip(w) {
            writeln!(o, "{n}\t{w:.3}").unwrap();
        }
        for (n, w) in drogman::similar::judge::HIT.iter().zip(w2) {
            writeln!(o, "{n}\t{w:.3}").unwrap();
        }
        std::fs::write(p, o).unwrap();
    }
    // variants cases
    if let Ok(d) = std::env::var("CASES") {
        let c = &cmp[0];
        let f = |a: &str, b: &str, sc: &mut Scratch| {
            let (a, b) = (c.prepare(a), c.prepare(b));
            let k = c.compare(&a, &b, sc);
            (sig(dot(&w, &features(&k, &a, &b, &keys, &c.letters))), k.cost)
        };
        let mut neg: Vec<_> = std::fs::read_to_string(format!("{d}/negatives.tsv"))
            .unwrap()
            .lines()
            .skip(1)
            .map(|l| {
                let r: Vec<&str> = l.split('\t').collect();
                (f(r[1], r[2], &mut sc), r[1].to_string(), r[2].to_string())
            })
            .collect();
        neg.sort_by(|a, b| b.0.0.total_cmp(&a.0.0));
        for n in neg.iter().take(20) {
            println!("neg {n:?}")
        }
        let mut by: std::collections::BTreeMap<String, Vec<String>> = Default::default();
        for l in std::fs::read_to_string(format!("{d}/clusters.tsv")).unwrap().lines().skip(1) {
            let r: Vec<&str> = l.split('\t').collect();
            let e = by.entry(r[0].into()).or_default();
            if !e.contains(&r[3].to_string()) {
                e.push(r[3].into())
            }
        }
        let mut pos = vec![];
        for v in by.values() {
            for i in 0..v.len() {
                for j in 0..i {
                    pos.push((f(&v[i], &v[j], &mut sc), v[j].clone(), v[i].clone()));
                }
            }
        }
        pos.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
        let n = pos.len();
        for t in [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] {
            println!(
                "t {t} pos {:.3} neg {}/{}",
                pos.iter().filter(|p| p.0.0 >= t).count() as f32 / n as f32,
                neg.iter().filter(|p| p.0.0 >= t).count(),
                neg.len()
            )
        }
        for p in pos.iter().take(40) {
            println!("pos {p:?}")
        }
    }
}
