//! Law 5: same input, same bytes out, for any order of files.
//!
//! Sheets and candidates sum documents up: the order in which they are named does not matter. Every other verb
//! answers file by file, in the order named; in a folder, in the order of the names, whatever order the folder has.

use std::{fs, path::Path, process::Command};

use drogman::{
    document::Document,
    exchange::CANDIDATE_FORMATS,
    extract::{Choice, Extractor},
};
use proptest::prelude::*;

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

/// Runs drogman in `folder`; what it writes to standard output.
fn run(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder)
        .args(arguments)
        .arg("-q")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {told}");
    output.stdout
}

/// The seeds and a few texts that write the same names in several ways, by file name.
fn texts() -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = fs::read_dir(SEEDS)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    for (name, text) in [
        (
            "upper.txt",
            "Le chef GOURBANGOULY parle. Puis GOURBANGOULY sort. Le Corridor De Latchine est fermé.",
        ),
        (
            "lower.txt",
            "Le chef Gourbangouly parle. Puis Gourbangouly sort. Le corridor de Latchine est fermé.",
        ),
        (
            "small.txt",
            "le chef gourbangouly parle. puis gourbangouly sort. le Corridor de Latchine est fermé.",
        ),
        (
            "joined.txt",
            "Le Haut Karabakh attend. Au Haut-Karabakh, le convoi attend. Selon M. Haut-Karabakh, rien.",
        ),
    ] {
        texts.push((name.to_owned(), text.to_owned()));
    }
    texts.sort();
    texts
}

/// Orders of so many files: forward, backward, from the middle.
fn orders(count: usize) -> [Vec<usize>; 3] {
    let forward: Vec<usize> = (0..count).collect();
    let (mut backward, mut turned) = (forward.clone(), forward.clone());
    backward.reverse();
    turned.rotate_left(count / 2);
    [forward, backward, turned]
}

/// Every file below a folder, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_sums_files_up_does_not_depend_on_their_order() {
    let texts = texts();
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in &texts {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut first: Option<Vec<(String, Vec<u8>)>> = None;
    for (turn, order) in orders(texts.len()).iter().enumerate() {
        let names: Vec<&str> = order.iter().map(|&at| texts[at].0.as_str()).collect();
        let mut found = Vec::new();
        for format in ["yaml", "tsv", "xlsx", "jsonl"] {
            let arguments = [&["extract", "--all", "--format", format], &names[..]].concat();
            found.push((format.to_owned(), run(folder.path(), &arguments)));
        }
        let out = format!("sheet{turn}");
        let formats = "csv,tsv,xlsx,tbx,tbx2,html,md,json,yaml,omegat,xliff,xliff2";
        run(folder.path(), &[&["sheet", "--format", formats, "-o", &out], &names[..]].concat());
        found.extend(files(&folder.path().join(out)));
        assert!(found.len() >= 16 && found.iter().all(|(_, bytes)| !bytes.is_empty()));
        let first = first.get_or_insert_with(|| found.clone());
        for (one, other) in first.iter().zip(&found) {
            assert!(
                one == other,
                "{} differs in order {turn}:\n{}",
                one.0,
                String::from_utf8_lossy(&other.1)
            );
        }
    }
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let texts = texts();
    let mut first: Option<Vec<Vec<u8>>> = None;
    for order in orders(texts.len()) {
        let folder = tempfile::tempdir().unwrap();
        for side in ["fr", "en"] {
            fs::create_dir(folder.path().join(side)).unwrap();
            for &at in &order {
                fs::write(folder.path().join(side).join(&texts[at].0), &texts[at].1).unwrap();
            }
        }
        let verbs: [&[&str]; 6] = [
            &["match", "--format", "jsonl", "fr"],
            &["check", "--format", "json", "fr"],
            &["segment", "--format", "jsonl", "fr"],
            &["normalize", "--diff", "fr"],
            &["extract", "--format", "yaml", "fr"],
            &["align", "--languages", "fr,en", "--format", "tsv", "fr", "en"],
        ];
        let found: Vec<Vec<u8>> = verbs.iter().map(|verb| run(folder.path(), verb)).collect();
        assert!(found.iter().all(|out| !out.is_empty()));
        let first = first.get_or_insert_with(|| found.clone());
        for ((verb, one), other) in verbs.iter().zip(first).zip(&found) {
            assert!(one == other, "{verb:?}: {}", String::from_utf8_lossy(other));
        }
    }
}

/// Texts in which few names are written in many ways.
fn text() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "Gourbangouly",
        "GOURBANGOULY",
        "gourbangouly",
        "Gurbanguly",
        "Haut-Karabakh",
        "Haut Karabakh",
        "corridor de Latchine",
        "Corridor de Latchine",
        "CORRIDOR DE LATCHINE",
        "Agence France-Presse (AFP)",
        "l’AFP",
        "Agence France Presse",
        "Ilham Aliyev",
        "Ilham Aliev",
        "M. Aliev",
    ]);
    let sentence = (0..4usize, name).prop_map(|(way, name)| match way {
        0 => format!("Le chef {name} parle. "),
        1 => format!("Puis {name} sort de Bakou. "),
        2 => format!("{name} est fermé.\n"),
        _ => format!("Selon le ministre, {name} attend la paix. "),
    });
    prop::collection::vec(sentence, 1..6).prop_map(|sentences| sentences.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn candidates_do_not_depend_on_the_order_of_documents(
        texts in prop::collection::vec(text(), 2..5),
        pairs in any::<bool>(),
    ) {
        let worker = Extractor::new();
        let tallies: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| worker.document(&Document::from_text(&format!("{at}.txt"), text.clone())))
            .collect();
        let found = |order: &[usize]| {
            let mut extractor = Extractor::new();
            for pair in order.chunks(if pairs { 2 } else { 1 }) {
                let mut tally = tallies[pair[0]].clone();
                pair[1..].iter().for_each(|&at| tally.merge(tallies[at].clone()));
                extractor.merge(tally);
            }
            let found = extractor.finish(&Choice { cut: f64::MIN, most: None }, None);
            CANDIDATE_FORMATS.map(|format| format.write(&found).unwrap())
        };
        let [forward, others @ ..] = orders(texts.len());
        let first = found(&forward);
        for order in others {
            let other = found(&order);
            for (format, (one, other)) in CANDIDATE_FORMATS.iter().zip(first.iter().zip(&other)) {
                prop_assert!(one == other, "{} differs", format.name());
            }
        }
    }
}
