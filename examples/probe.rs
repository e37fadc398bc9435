use drogman::{glossary::Glossary, similar::Index};
fn main() {
    let g = Glossary::read(&["tests/cases/glossary.drogman.yaml".into()]).unwrap().accept().map_err(|e| e.to_string()).unwrap().0;
    let mut names = vec![];
    for (i, c) in g.concepts.values().enumerate() {
        if !c.is_name() { continue; }
        for (_, t) in c.terms_in(drogman::language::Language::French) { names.push((i as u32, t.text().to_string())); }
    }
    let index = Index::build(names.iter().map(|(i, n)| (*i, n.as_str())));
    for q in std::env::args().skip(1) {
        let h = index.query(&q, 1);
        if let Some(h) = h.first() { println!("{q:22} {:22} {:.3} {:?}", index.name(h.name), h.score, h.reason.to_string()); }
    }
}
