//! Alignment: the written cases, every segment once, wrong pairs told apart, outputs.

use std::{
    collections::HashSet,
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
};

use drogman::align::{Alignment, Options, Pair, Watch, WordOptions, align, align_words, equivalents};
use proptest::prelude::*;

const CASES: [&str; 3] = ["01", "02", "03"];

fn case(name: &str, ending: &str) -> Vec<String> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/align").join(format!("{name}.{ending}"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::to_owned).collect()
}

fn align_lines(source: &[String], target: &[String]) -> Alignment {
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    align(&[Pair { source: &source, target: &target }], &Options::default()).remove(0)
}

fn beads(alignment: &Alignment) -> HashSet<String> {
    let numbers = |r: &std::ops::Range<usize>| r.clone().map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    alignment.beads.iter().map(|b| format!("[{}]:[{}]", numbers(&b.source), numbers(&b.target))).collect()
}

/// Strict F1 as sentence aligners are compared: deletions count for precision only.
#[test]
fn written_cases_are_aligned_strictly() {
    let (mut right, mut said, mut found, mut wanted) = (0, 0, 0, 0);
    for name in CASES {
        let alignment = align_lines(&case(name, "fr.txt"), &case(name, "en.txt"));
        let (said_here, gold) = (beads(&alignment), case(name, "align").into_iter().collect::<HashSet<_>>());
        let full = |b: &&String| !b.contains("[]");
        right += said_here.intersection(&gold).count();
        said += said_here.len();
        found += gold.iter().filter(full).filter(|b| said_here.contains(*b)).count();
        wanted += gold.iter().filter(full).count();
        assert!(alignment.score > 0.9, "{name}: score {}", alignment.score);
    }
    let (precision, recall) = (right as f64 / said as f64, found as f64 / wanted as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    assert!(f1 >= 0.95, "strict F1 {f1:.3}");
}

/// A headline says again what the sentence below it says; a bead of both is complete without it.
#[test]
fn a_headline_left_untranslated_stands_alone() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let french = "Le marché de Goris rouvre ses portes\n\
        Le maire de Goris a rouvert mardi le marché couvert, fermé depuis l’incendie de 2019.\n\
        Les marchands ont retrouvé leurs étals, mais la toiture n’est pas terminée.\n\
        Il ne reste qu’à attendre le printemps.\n\
        Les travaux ont coûté quatre millions de drams, selon la mairie.\n\
        Une boulangère raconte qu’elle vendait son pain sur le trottoir.";
    let english = "The mayor of Goris reopened the covered market on Tuesday, closed since the fire of 2019.\n\
        The traders are back at their stalls, but the roof is not finished.\n\
        All that is left is to wait for spring. The works cost four million drams, says the town hall.\n\
        A baker says that she used to sell her bread on the pavement.";
    let said = beads(&align_lines(&lines(french), &lines(english)));
    let gold = ["[0]:[]", "[1]:[0]", "[2]:[1]", "[3,4]:[2]", "[5]:[3]"].map(str::to_owned);
    assert_eq!(said, HashSet::from(gold));
}

#[test]
fn other_documents_are_no_translation() {
    for (a, b) in [("01", "02"), ("02", "03"), ("03", "01")] {
        let alignment = align_lines(&case(a, "fr.txt"), &case(b, "en.txt"));
        assert!(alignment.score < 0.3, "{a} and {b}: score {}", alignment.score);
    }
}

#[test]
fn a_single_sentence_is_judged_too() {
    let one = |source: &str, target: &str| align_lines(&[source.to_owned()], &[target.to_owned()]);
    let french = "Le ministre des Affaires étrangères a quitté Erevan pour Moscou mercredi soir.";
    let right = one(french, "The minister of foreign affairs left Yerevan for Moscow on Wednesday evening.");
    assert_eq!(beads(&right), HashSet::from(["[0]:[0]".to_owned()]));
    assert!(right.score > 0.5, "score {}", right.score);
    let wrong = one(french, "The bank will publish its new rules on loans for small companies next week.");
    assert!(wrong.score < 0.5, "score {}", wrong.score);
}

#[test]
fn a_watch_is_told_of_all_the_work() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let watch = Watch::new({
        let told = told.clone();
        move |share| told.lock().expect("no test panicked").push(share)
    });
    let (french, english) = (case("01", "fr.txt"), case("01", "en.txt"));
    let (french, english): (Vec<&str>, Vec<&str>) =
        (french.iter().map(String::as_str).collect(), english.iter().map(String::as_str).collect());
    let pair = Pair { source: &french, target: &english };
    align(&[pair, pair], &Options { watch: Some(watch), ..Options::default() });
    let mut told = told.lock().expect("no test panicked").clone();
    told.sort_by(f32::total_cmp);
    assert!(told.len() > 2 && told[0] > 0.0, "{told:?}");
    assert_eq!(told.last(), Some(&1.0));
}

#[test]
fn an_empty_side_is_all_omissions() {
    let alignment = align_lines(&["Un.".to_owned(), "Deux.".to_owned()], &[]);
    assert_eq!(beads(&alignment), HashSet::from(["[0]:[]".to_owned(), "[1]:[]".to_owned()]));
    assert!(align_lines(&[], &[]).beads.is_empty());
}

#[test]
fn words_and_terms_are_learnt_from_beads() {
    let pairs = [
        ("le cessez-le-feu est signé", "the ceasefire is signed"),
        ("un cessez-le-feu fragile", "a fragile ceasefire"),
        ("le traité est signé", "the treaty is signed"),
        ("un traité fragile", "a fragile treaty"),
    ];
    let found = equivalents(&pairs, &["cessez-le-feu", "traité", "absent"]);
    assert_eq!(found[0][0].form, "ceasefire");
    assert_eq!(found[0][0].examples, [0, 1]);
    assert_eq!(found[1][0].form, "treaty");
    assert!(found[2].is_empty());
    // One pair teaches nothing: the shipped list knows «paix», the other word is the same.
    let one = equivalents(&[("paix fragile", "fragile peace")], &["paix", "fragile"]);
    assert_eq!((&*one[0][0].form, &*one[1][0].form), ("peace", "fragile"));
    let long = vec!["mot"; 500];
    assert!(
        align_words(&[(long.clone(), long), (vec![], vec!["x"])], &WordOptions::default())
            .iter()
            .all(Vec::is_empty)
    );
}

#[test]
fn beads_are_written_as_the_contract_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/align");
    let run = |format: &str, threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
            .args(["align", "--segmented", "-g", "none", "--format", format, "--threads", threads])
            .args([folder.join("03.fr.txt"), folder.join("03.en.txt")])
            .output()
            .expect("drogman runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("output is UTF-8")
    };
    let lines: HashSet<String> = run("beads", "1").lines().map(str::to_owned).collect();
    assert!(lines.contains("[2,3]:[2]"), "{lines:?}");
    for format in ["beads", "tmx", "tsv", "jsonl", "html"] {
        assert_eq!(run(format, "1"), run(format, "2"), "{format} depends on threads");
    }
    let tmx = run("tmx", "1");
    assert!(tmx.contains("<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">") && tmx.trim_end().ends_with("</tmx>"));
    assert!(run("html", "1").contains("Content-Security-Policy"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every segment stands in one bead, in order, whatever the texts.
    #[test]
    fn every_segment_once(
        source in prop::collection::vec("[a-d ,.0-9é]{0,12}|.{0,6}", 0..30),
        target in prop::collection::vec("[a-d ,.0-9é]{0,12}|.{0,6}", 0..30),
    ) {
        let alignment = align_lines(&source, &target);
        let (mut i, mut j) = (0, 0);
        for bead in &alignment.beads {
            prop_assert_eq!((bead.source.start, bead.target.start), (i, j));
            prop_assert!(!(bead.source.is_empty() && bead.target.is_empty()));
            prop_assert!((0.0..=1.0).contains(&bead.confidence));
            (i, j) = (bead.source.end, bead.target.end);
        }
        prop_assert_eq!((i, j), (source.len(), target.len()));
        prop_assert!((0.0..=1.0).contains(&alignment.score));
    }
}
