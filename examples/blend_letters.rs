//! Blends letter tables: `blend_letters OUT TABLE TABLE…` writes the mean cost of each correspondence. A table that
//! lacks one is asked what its cheapest composition costs.
use drogman::similar::letters::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t: Vec<String> = a[2..].iter().map(|p| std::fs::read_to_string(p).unwrap()).collect();
    let m: Vec<Letters> = t.iter().map(|t| Letters::parse(t)).collect();
    let mut keys = std::collections::BTreeMap::new();
    for t in &t {
        for l in t.lines().filter(|l| !l.starts_with('#')) {
            let r: Vec<&str> = l.split('\t').collect();
            if r.len() < 5 {
                continue;
            }
            *keys.entry((r[0].to_string(), r[1].to_string())).or_insert(0) += 1;
        }
    }
    let mut sc = Scratch::default();
    let min: usize = std::env::var("MIN").map_or(2, |v| v.parse().unwrap());
    let mut rows = vec![];
    for ((x, y), n) in keys {
        if n < min {
            continue;
        }
        let lt = |s: &str| -> Vec<u8> {
            match s {
                "-" => vec![],
                "_" => vec![36],
                s => drogman::similar::Spelling::new(s).letters,
            }
        };
        let (lx, ly) = (lt(&x), lt(&y));
        let mut c = [0f32; 3];
        for l in &m {
            let (px, py) = (l.piece(&lx), l.piece(&ly));
            for p in 0..3 {
                let known = (px != 0 || lx.is_empty())
                    && (py != 0 || ly.is_empty())
                    && l.costs[l.at(p, px, py)] < 100.0;
                c[p] += if known {
                    l.costs[l.at(p, px, py)]
                } else {
                    let w = |v: &[u8]| {
                        let mut o = vec![];
                        if p != 1 {
                            o.push(17)
                        }
                        o.extend_from_slice(v);
                        if p != 2 {
                            o.push(17)
                        }
                        o
                    };
                    l.cost(&l.cut(&w(&lx)), &l.cut(&w(&ly)), 1e9, &mut sc)
                };
            }
        }
        rows.push((lx.len() + ly.len(), x, y, c.map(|v| v / m.len() as f32)));
    }
    rows.sort_by(|a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
    let mut o = String::new();
    for (_, x, y, c) in rows {
        o += &format!("{x}\t{y}\t{:.2}\t{:.2}\t{:.2}\n", c[0], c[1], c[2]);
    }
    std::fs::write(&a[1], o).unwrap();
}
