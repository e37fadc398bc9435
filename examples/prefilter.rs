use drogman::similar::{Spelling, keys::Keys, postings::Postings};
use std::collections::HashMap;
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let keys = Keys::new();
    for s in ["frnews", "places", "persons", "parts"] {
        let rd = |f: &str| -> Vec<(String, String)> {
            std::fs::read_to_string(format!("{root}/{s}/{f}"))
                .unwrap()
                .lines()
                .map(|l| {
                    let (a, b) = l.split_once('\t').unwrap();
                    (a.into(), b.into())
                })
                .collect()
        };
        let idx = rd("index.tsv");
        let gold = rd("gold.tsv");
        let sp: Vec<_> = idx.iter().map(|x| Spelling::new(&x.1)).collect();
        let t = std::time::Instant::now();
        let p = Postings::build(idx.len(), |i, o| keys.grams(&sp[i].letters, o));
        println!("{s} build {:?}", t.elapsed());
        let id: HashMap<&str, u32> = idx.iter().enumerate().map(|(i, x)| (x.0.as_str(), i as u32)).collect();
        let t = std::time::Instant::now();
        let mut n = 0;
        let ks = [1, 5, 10, 20, 30, 50, 80, 120, 200, 400];
        let mut hit = [0; 10];
        let mut g = vec![];
        let mut miss = vec![];
        for (e, f) in &gold[idx.len()..] {
            let Some(&i) = id.get(e.as_str()) else { continue };
            n += 1;
            keys.grams(&Spelling::new(f).letters, &mut g);
            let r = p.nearest(&g, 400);
            let pos = r.iter().position(|&x| x == i).unwrap_or(9999);
            for (k, h) in ks.iter().zip(hit.iter_mut()) {
                if pos < *k {
                    *h += 1
                }
            }
            if pos >= 80 {
                miss.push((pos, f, &idx[i as usize].1))
            }
        }
        println!("{s} {n} {:?}/q", t.elapsed() / n);
        for (k, h) in ks.iter().zip(hit) {
            print!("@{k} {:.4} ", h as f64 / n as f64)
        }
        println!();
        for m in miss.iter().take(18) {
            println!("   {m:?}")
        }
    }
}
