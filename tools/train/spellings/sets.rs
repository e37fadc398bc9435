//! The bench: known names, queries with and without an answer, pairs.

use std::{collections::HashMap, path::Path};

use drogman::names::{
    Spelling,
    training::{Keys, Postings},
};

/// How many parts names are dealt to.
pub(crate) const FOLDS: usize = 4;
/// How many known names a query is compared with.
const CANDIDATES: usize = 100;

/// One folder of the bench, or names that only teach.
pub(crate) struct Set {
    pub name: String,
    pub names: Vec<Spelling>,
    pub forms: Vec<String>,
    pub queries: Vec<Query>,
    pub pairs: Vec<Pair>,
}

/// A query and the known names near it.
pub(crate) struct Query {
    pub form: String,
    pub spelling: Spelling,
    /// The known name it is a spelling of, if any.
    pub gold: Option<u32>,
    /// The fold that must not learn from it.
    pub fold: usize,
    /// Known names, nearest first, with how rare the letter groups are that they share with the query.
    pub near: Vec<(u32, f32)>,
}

/// Two names that are one or not.
pub(crate) struct Pair {
    pub names: [Spelling; 2],
    pub forms: [String; 2],
    pub same: bool,
    pub kind: String,
    pub fold: usize,
}

impl Set {
    /// Reads a folder.
    pub(crate) fn read(folder: &Path, name: &str, keys: &Keys) -> Set {
        let rows = |file: &str| -> Vec<Vec<String>> {
            let text = std::fs::read_to_string(folder.join(file)).expect(file);
            text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
        };
        let (index, gold) = (rows("index.tsv"), rows("gold.tsv"));
        let names: Vec<Spelling> = index.iter().map(|row| Spelling::new(&row[1])).collect();
        let ids: HashMap<&str, u32> = index.iter().zip(0..).map(|(row, at)| (row[0].as_str(), at)).collect();
        let postings = postings(&names, keys);
        let query = |row: &Vec<String>| {
            let spelling = Spelling::new(&row[1]);
            let gold = ids.get(row[0].as_str()).copied();
            let fold = fold_of(keys, gold.map_or(&spelling, |gold| &names[gold as usize]));
            let near = near(&postings, &spelling, keys, CANDIDATES);
            Query { form: row[1].clone(), spelling, gold, fold, near }
        };
        let queries = gold[index.len()..].iter().map(query).collect();
        let pair = |row: Vec<String>| {
            let names = [Spelling::new(&row[0]), Spelling::new(&row[1])];
            let fold = fold_of(keys, &names[1]);
            let [a, b, same, kind] = <[String; 4]>::try_from(row).expect("four fields");
            Pair { names, forms: [a, b], same: same == "1", kind, fold }
        };
        let pairs = rows("pairs.tsv").into_iter().map(pair).collect();
        let forms = index.into_iter().map(|mut row| row.swap_remove(1)).collect();
        Set { name: name.to_owned(), names, forms, queries, pairs }
    }
}

/// Names indexed for [`near`].
pub(crate) fn postings(names: &[Spelling], keys: &Keys) -> Postings {
    Postings::build(names.len(), |i, grams| keys.grams(&names[i].letters, grams))
}

/// The names near a spelling.
pub(crate) fn near(postings: &Postings, spelling: &Spelling, keys: &Keys, most: usize) -> Vec<(u32, f32)> {
    let mut grams = Vec::new();
    keys.grams(&spelling.letters, &mut grams);
    postings.nearest(&grams, most)
}

/// The fold of a name, by its consonants.
fn fold_of(keys: &Keys, name: &Spelling) -> usize {
    let mut sounds = Vec::new();
    keys.sounds(&name.letters, &mut sounds);
    sounds.retain(|&sound| sound > 3);
    // FNV-1a.
    let hash = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    (sounds.iter().fold(0xcbf2_9ce4_8422_2325, hash) >> 20) as usize % FOLDS
}
