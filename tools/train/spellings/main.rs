//! Learns what spellings of one name do to its letters, and how much each difference weighs.
//!
//!     cargo run --release --example train-spellings -- BENCH            4-fold cross-validation
//!     cargo run --release --example train-spellings -- BENCH --write    and the tables learnt from everything
//!
//! BENCH: folders `frnews`, `places`, `persons` and `parts`, each with `index.tsv` (id, name), `gold.tsv` (the rows
//! of the index, then id or `NIL` and query) and `pairs.tsv` (name, name, 1 or 0, kind). Beside them teach
//! `press.tsv` and the names of `sounding.txt` as `systems.tsv` spells them, all in `src/language/romanisation`.
//! `--write` replaces the rows of `letters.tsv` and `weights.tsv` there and keeps their comments.
//!
//! Names are dealt to the folds by their consonants, so that a name and its spellings are in one fold. Letter
//! costs judge only names they have not seen, also when the weights of the differences are learnt from them.

mod letters;
mod press;
mod sets;
mod weights;

use std::path::Path;

use drogman::names::training::{Comparer, Keys, Letters};
use sets::{FOLDS, Set};

const TABLES: &str = "src/language/romanisation";

fn main() {
    let mut args = std::env::args().skip(1);
    let bench = args.next().expect("the folder of the bench");
    let write = args.next().is_some_and(|arg| arg == "--write");
    let keys = Keys::shipped();
    let sets: Vec<Set> = ["frnews", "places", "persons", "parts"]
        .iter()
        .map(|name| Set::read(&Path::new(&bench).join(name), name, &keys))
        .collect();
    let press = press::taught(Path::new(TABLES), &sets, &keys);
    let systems = press::systems(Path::new(TABLES));
    let learnt: Vec<_> = std::thread::scope(|scope| {
        let folds: Vec<_> = (0..FOLDS + usize::from(write))
            .map(|fold| {
                scope.spawn({
                    let (sets, press, systems) = (&sets, &press, &systems);
                    move || letters::learn(sets, press, systems, fold)
                })
            })
            .collect();
        folds.into_iter().map(|fold| fold.join().expect("a fold")).collect()
    });
    let tables: Vec<String> = learnt.iter().map(letters::written).collect();
    let parse = |table: &String| Comparer::new(Letters::parse(table));
    let comparers: Vec<Comparer> = tables[..FOLDS].iter().map(parse).collect();
    let learnt = weights::learn(&sets, &comparers, &keys);
    if write {
        replace("letters.tsv", &tables[FOLDS]);
        replace("weights.tsv", &learnt);
    }
}

/// Replaces the rows of a table after its comments.
fn replace(table: &str, rows: &str) {
    let path = Path::new(TABLES).join(table);
    let text = std::fs::read_to_string(&path).expect(table);
    let comments: String =
        text.lines().take_while(|line| line.starts_with('#')).map(|l| format!("{l}\n")).collect();
    std::fs::write(path, comments + rows).expect(table);
}
