use drogman::similar::*;
fn main() {
    let d = std::env::args().nth(1).unwrap();
    let rd = |f: &str| -> Vec<Vec<String>> {
        std::fs::read_to_string(format!("{d}/{f}"))
            .unwrap()
            .lines()
            .skip(1)
            .map(|l| l.split('\t').map(|x| x.to_string()).collect())
            .collect()
    };
    let cl = rd("clusters.tsv");
    let neg = rd("negatives.tsv");
    let mut ids: Vec<String> = cl.iter().map(|r| r[0].clone()).collect();
    ids.dedup();
    let id = |s: &str| ids.iter().position(|x| x == s).unwrap() as u32;
    let all = Index::build(cl.iter().map(|r| (id(&r[0]), r[3].as_str())));
    let mut out = vec![];
    for n in &neg {
        for (a, b) in [(&n[1], &n[2]), (&n[2], &n[1])] {
            let s = similarity(a, b);
            // index: all clusters + a ; query b
            let ix = Index::build(
                cl.iter()
                    .map(|r| (id(&r[0]), r[3].as_str()))
                    .chain([(999, a.as_str())])
                    .filter(|x| Spelling::new(x.1) != Spelling::new(b)),
            );
            let h = ix.query(b, 2);
            let h = h.into_iter().next();
            let own = cl.iter().find(|r| Spelling::new(&r[3]) == Spelling::new(b)).map(|r| id(&r[0]));
            let h = h.filter(|h| Some(h.id) != own);
            out.push((
                h.as_ref().map_or(0.0, |h| h.score),
                s.score,
                b.clone(),
                a.clone(),
                h.map(|h| format!("{} {}", ix.name(h.name), h.reason)),
            ));
        }
    }
    out.sort_by(|a, b| b.1.max(b.0).total_cmp(&a.1.max(a.0)));
    for o in out.iter().take(36) {
        println!("neg {o:?}")
    }
    let mut pos = vec![];
    for r in &cl {
        let ix = Index::build(
            cl.iter()
                .filter(|x| Spelling::new(&x[3]) != Spelling::new(&r[3]))
                .map(|r| (id(&r[0]), r[3].as_str())),
        );
        let h = ix.query(&r[3], 2);
        let ok = h.first().is_some_and(|h| h.id == id(&r[0]));
        pos.push((
            h.first().map_or(0.0, |h| h.score),
            ok,
            r[3].clone(),
            h.first().map(|h| ix.name(h.name).to_string()),
        ));
    }
    pos.sort_by(|a, b| a.0.total_cmp(&b.0));
    for p in pos.iter().filter(|p| !p.1 || p.0 < 0.8) {
        println!("loo {p:?}")
    }
    let mut pp = vec![];
    for i in 0..cl.len() {
        for j in 0..i {
            if cl[i][0] == cl[j][0] && Spelling::new(&cl[i][3]) != Spelling::new(&cl[j][3]) {
                pp.push(similarity(&cl[i][3], &cl[j][3]).score);
            }
        }
    }
    let mut cross: Vec<(f32, &str, &str)> = vec![];
    for i in 0..cl.len() {
        for j in 0..i {
            if cl[i][0] != cl[j][0] {
                let s = similarity(&cl[i][3], &cl[j][3]).score;
                if s > 0.1 {
                    cross.push((s, &cl[i][3], &cl[j][3]))
                }
            }
        }
    }
    cross.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("cross-cluster {:?}", &cross[..cross.len().min(8)]);
    for t in [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99] {
        let n = |f: &dyn Fn(&(f32, f32, String, String, Option<String>)) -> f32| {
            let mut v: Vec<_> = out
                .iter()
                .filter(|o| f(o) >= t)
                .map(|o| {
                    let mut p = [o.2.clone(), o.3.clone()];
                    p.sort();
                    p
                })
                .collect();
            v.sort();
            v.dedup();
            v.len()
        };
        println!(
            "t {t}: negatives by index {}/70 by similarity {}/70; positives found {:.3}, pairs {:.3}",
            n(&|o| o.0),
            n(&|o| o.1),
            pos.iter().filter(|p| p.1 && p.0 >= t).count() as f32 / pos.len() as f32,
            pp.iter().filter(|p| **p >= t).count() as f32 / pp.len() as f32
        );
    }
    let _ = all;
    for q in std::env::args().skip(2) {
        let (a, b) = q.split_once('/').unwrap();
        let v = similarity(a, b);
        println!("{a} {b} {:.3} {}", v.score, v.reason);
    }
}
