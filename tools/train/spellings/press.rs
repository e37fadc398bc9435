//! Names that only teach: rows of press spellings, and names by their sounds as each language spells them.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use drogman::names::{Spelling, training::Keys};

use super::sets::{Query, Set, near, postings};

/// How many pairs of spellings of one name are taught.
const PAIRS: usize = 3;
/// How many names each is to be told from.
const CANDIDATES: usize = 60;
/// Every which name of the bench stands among them.
const STEP: usize = 4;

/// The set of these names: queries that have an answer, told from names of the bench. A name that is in the bench
/// keeps out of the fold that judges it, and out of all when it is in several.
pub(crate) fn taught(tables: &Path, sets: &[Set], keys: &Keys) -> Set {
    let read = |file: &str| std::fs::read_to_string(tables.join(file)).expect(file);
    let press = read("press.tsv");
    let mut rows: Vec<Vec<String>> =
        data(&press).map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    rows.extend(spelt(&read("systems.tsv"), &read("sounding.txt")));
    let mut judged: HashMap<&Spelling, BTreeSet<usize>> = HashMap::new();
    for query in sets.iter().flat_map(|set| set.queries.iter().map(move |query| (set, query))) {
        let (set, query) = query;
        let names = [Some(&query.spelling), query.gold.map(|gold| &set.names[gold as usize])];
        names.into_iter().flatten().for_each(|name| {
            judged.entry(name).or_default().insert(query.fold);
        });
    }
    let mut names = Vec::new();
    let mut queries = Vec::new();
    let mut draw = draw();
    for row in rows {
        let spellings: Vec<Spelling> = row.iter().map(|form| Spelling::new(form)).collect();
        let folds: BTreeSet<usize> =
            spellings.iter().filter_map(|spelling| judged.get(spelling)).flatten().copied().collect();
        if folds.len() > 1 {
            continue;
        }
        let fold = folds.first().copied().unwrap_or(usize::MAX);
        for _ in 0..PAIRS {
            let (a, b) = (draw(row.len()), draw(row.len()));
            if spellings[a] != spellings[b] {
                queries.push((spellings[a].clone(), names.len() as u32, fold));
                names.push(spellings[b].clone());
            }
        }
    }
    let own = names.len();
    for set in sets {
        names.extend(set.names.iter().step_by(STEP).cloned());
    }
    let index = postings(&names, keys);
    let query = |(spelling, gold, fold): (Spelling, u32, usize)| {
        let mut near = near(&index, &spelling, keys, CANDIDATES);
        near.retain(|&(name, _)| name == gold || name as usize >= own);
        Query { form: String::new(), spelling, gold: Some(gold), fold, near }
    };
    let queries = queries.into_iter().map(query).collect();
    Set { name: "press".to_owned(), names, forms: Vec::new(), queries, pairs: Vec::new() }
}

/// Letter groups that stand for one sound in two systems, and whether only at the start of a word.
pub(crate) fn systems(tables: &Path) -> Vec<(Spelling, Spelling, bool)> {
    let text = std::fs::read_to_string(tables.join("systems.tsv")).expect("systems.tsv");
    let mut groups = Vec::new();
    for line in data(&text) {
        let (sound, spelt) = line.split_once('\t').expect("a sound and its spellings");
        let forms: BTreeSet<&str> = spelt.split(['\t', ',']).filter(|form| *form != "-").collect();
        let forms: Vec<Spelling> = forms.into_iter().map(Spelling::new).collect();
        for (at, a) in forms.iter().enumerate() {
            let others = forms[..at].iter().filter(|b| *b != a);
            groups.extend(others.map(|b| (a.clone(), b.clone(), sound.starts_with('^'))));
        }
    }
    groups
}

/// The same numbers below a bound every time.
fn draw() -> impl FnMut(usize) -> usize {
    let mut seed = 777_u64;
    move |bound| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % bound as u64) as usize
    }
}

fn data(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Every name of `sounding` in every spelling of `systems`.
fn spelt<'s>(systems: &'s str, sounding: &'s str) -> impl Iterator<Item = Vec<String>> + 's {
    let rows: Vec<Vec<&str>> = data(systems).map(|line| line.split('\t').collect()).collect();
    let count = rows.first().map_or(0, |row| row.len() - 1);
    let tables: Vec<HashMap<&str, Vec<&str>>> = (1..=count)
        .map(|at| rows.iter().map(|row| (row[0], row[at].split(',').collect())).collect())
        .collect();
    data(sounding).flat_map(str::split_whitespace).map(move |name| {
        let name = name.to_lowercase();
        let mut forms: Vec<String> = Vec::new();
        for table in &tables {
            for choice in 0..2 {
                let form = spell(&name, table, choice);
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        forms
    })
}

/// One name in one system; where the system leaves a choice, the one asked for.
fn spell(name: &str, table: &HashMap<&str, Vec<&str>>, choice: usize) -> String {
    let pick = |key: &str| table.get(key).map(|forms| forms[choice % forms.len()]);
    let mut out = String::new();
    let mut before = ' ';
    for (at, c) in name.char_indices() {
        let rest = &name[at..];
        if let Some(ending) = pick(&format!("{rest}$")).filter(|_| rest.chars().count() == 2) {
            out.push_str(ending);
            break;
        }
        let opens = at == 0 || "аеёиоуыэюяәүөіїєйь".contains(before);
        let key = rest[..c.len_utf8()].to_owned();
        let opening = opens.then(|| pick(&format!("^{key}"))).flatten();
        let letters = opening.or_else(|| pick(&key)).unwrap_or_default();
        if letters != "-" {
            out.push_str(letters);
        }
        before = c;
    }
    out
}
