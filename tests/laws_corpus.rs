//! The laws over a corpus: real texts, mutated and encoded in many ways, in every house style.
//!
//! The documents are made from the text files of the folder `DROGMAN_CORPUS` (the seed articles when it is not
//! set): `DROGMAN_CORPUS_CASES` of them, drawn with `DROGMAN_CORPUS_SEED`. What breaks a law is told with its number
//! and, when `DROGMAN_CORPUS_KEEP` names a folder, written there. A long run:
//!
//! ```sh
//! DROGMAN_CORPUS=articles DROGMAN_CORPUS_CASES=10000 cargo test --release --test laws_corpus -- --nocapture
//! ```

#[path = "laws_corpus/desk.rs"]
mod desk;
#[path = "laws_corpus/draw.rs"]
mod draw;
#[path = "laws_corpus/mutations.rs"]
mod mutations;

use std::{env, fs, path::PathBuf, process::Command};

use rayon::prelude::*;

use self::{
    desk::Desk,
    draw::{Case, Corpus},
};

/// How many failures are told in full.
const TOLD: usize = 12;

fn number(name: &str, otherwise: u64) -> u64 {
    env::var(name).map_or(otherwise, |value| value.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

fn corpus() -> Corpus {
    let folder = env::var_os("DROGMAN_CORPUS").map_or_else(|| "seeds".into(), PathBuf::from);
    Corpus::read(&folder, number("DROGMAN_CORPUS_SEED", 1915))
}

#[test]
fn the_laws_hold_over_a_corpus() {
    let corpus = corpus();
    let desk = Desk::new();
    let keep = env::var_os("DROGMAN_CORPUS_KEEP").map(PathBuf::from);
    let failures: Vec<String> = (0..number("DROGMAN_CORPUS_CASES", 400))
        .into_par_iter()
        .filter_map(|number| {
            let case = corpus.case(number, &desk.names);
            let told = desk.hold(&case).err()?;
            if let Some(keep) = &keep {
                fs::write(keep.join(format!("{number}.txt")), &case.bytes).expect("the folder is there");
            }
            Some(format!("case {number}, {}: {told}", case.made))
        })
        .collect();
    let told = failures[..failures.len().min(TOLD)].join("\n");
    assert!(failures.is_empty(), "{} documents break a law:\n{told}", failures.len());
}

#[test]
fn a_document_is_drawn_alike_each_time_and_no_two_are_one() {
    let corpus = corpus();
    let desk = Desk::new();
    let draw = || -> Vec<Case> { (0..50).map(|number| corpus.case(number, &desk.names)).collect() };
    let (first, again) = (draw(), draw());
    assert!(first.iter().zip(&again).all(|(a, b)| a.bytes == b.bytes && a.made == b.made));
    let edited = first.iter().filter(|case| desk.edits_of(case).is_some_and(|edits| edits > 0)).count();
    assert!(edited > 10, "only {edited} of 50 documents have anything to normalise");
}

/// Law 5: the same bytes with one thread and with four.
#[test]
fn threads_change_nothing() {
    let corpus = corpus();
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).unwrap();
    for number in 0..number("DROGMAN_CORPUS_CASES", 400).min(200) {
        fs::write(inputs.join(format!("{number}.txt")), corpus.case(number, &desk.names).bytes).unwrap();
    }
    let run = |threads: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_drogman"));
        let run =
            command.current_dir(folder.path()).args(["--threads", threads]).args(arguments).arg(&inputs);
        let output = run.output().expect("the program runs");
        assert_ne!(output.status.code(), None, "{}", String::from_utf8_lossy(&output.stderr));
        (output.status.code(), output.stdout)
    };
    for arguments in [&["check", "--format", "json"][..], &["normalize", "--color", "never"]] {
        let (one, four) = (run("1", arguments), run("4", arguments));
        assert!(!one.1.is_empty(), "{arguments:?} says nothing");
        assert!(one == four, "{arguments:?} differs between one thread and four");
    }
}
