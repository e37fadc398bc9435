//! `glossary lint` beyond mistakes: what a colleague would object to.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

/// What `lint` says of concepts, and its exit code.
fn linted(concepts: &[&str], reviewed: &str) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "version: 1\nlanguages: {source: fr, target: en}\nconcepts:\n".to_owned();
    for (number, concept) in concepts.iter().enumerate() {
        text.push_str(&format!("  c{number}: {{{concept}}}\n"));
    }
    fs::write(folder.path().join("g.yaml"), text).unwrap();
    fs::write(folder.path().join("reviewed.tsv"), reviewed).unwrap();
    let output = drogman(folder.path(), &["glossary", "lint", "g.yaml"]);
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[track_caller]
fn objects(concepts: &[&str], said: &str) {
    let (found, code) = linted(concepts, "");
    assert!(found.contains(said), "«{said}» is not said:\n{found}");
    assert_eq!(code, Some(1), "{found}");
}

#[track_caller]
fn is_silent(concepts: &[&str]) {
    assert_eq!(linted(concepts, ""), (String::new(), Some(0)));
}

#[test]
fn a_word_a_letter_away_from_another_is_probably_a_typo() {
    let treaty = [
        "type: term, fr: ambassade de France, en: embassy of France",
        "type: term, fr: ambasade fermée, en: closed embassy",
    ];
    objects(&treaty, "g.yaml:5:24: warning: «ambasade» is probably a typo for «ambassade»");
    objects(&treaty, "write «ambassade fermée»");
    let accent = [
        "type: term, fr: frontière maritime, en: sea border",
        "type: term, fr: frontiere terrestre, en: land border",
    ];
    objects(&accent, "«frontiere» is probably a typo for «frontière»");
    let english = [
        "type: term, fr: accord cadre, en: framework agreement",
        "type: term, fr: accord annexe, en: annex agreement",
        "type: term, fr: pacte, en: secret agreemnet",
    ];
    objects(&english, "«agreemnet» is probably a typo for «agreement»");
}

#[test]
fn words_that_are_words_are_no_typos() {
    is_silent(&[
        "type: term, fr: désert, en: desert",
        "type: term, fr: dessert, en: dessert",
        "type: term, fr: poste frontière, en: border post",
        "type: term, fr: poster mural, en: wall poster",
        "type: term, fr: cousin, en: cousin",
        "type: term, fr: coussin, en: cushion",
        "type: term, fr: marnage, en: tidal range",
        "type: term, fr: mariage, en: marriage",
    ]);
    is_silent(&[
        "type: city, fr: Tervalk, en: Tervalk",
        "type: city, fr: Tervallk, en: Tervallk",
        "type: person, fr: Anna Sauvel, en: Anna Sauvel",
        "type: person, fr: Anna Sauvell, en: Anna Sauvell",
    ]);
}

#[test]
fn a_misspelling_listed_as_one_is_no_typo() {
    is_silent(&["type: term, fr: {preferred: ambassade, variants: [ambasade]}, en: embassy"]);
}

#[test]
fn a_concept_entered_twice_is_noticed() {
    let hyphens =
        ["type: term, fr: garde côte, en: coast guard", "type: term, fr: garde-côte, en: coastguard vessel"];
    objects(&hyphens, "«garde-côte» is probably «garde côte» of «c0» again");
    let plural = [
        "type: term, fr: amer flottant, en: floating seamark",
        "type: term, fr: amers flottants, en: floating seamarks",
    ];
    objects(&plural, "«amers flottants» is probably «amer flottant» of «c0» again");
    is_silent(&["type: term, fr: pêcheur, en: fisherman", "type: term, fr: pécheur, en: sinner"]);
}

#[test]
fn forms_no_text_has_are_noticed() {
    objects(&["type: term, fr: maire / mairesse, en: mayor"], "«maire / mairesse» is two forms in one");
    objects(&["type: term, fr: adjoint(e) technique, en: technical assistant"], "is two forms in one");
    objects(&["type: term, fr: la marée, en: tide"], "«la marée» begins with an article");
    objects(&["type: term, fr: marée, en: the tide"], "«the tide» begins with an article");
    is_silent(&["type: city, fr: La Havane, en: Havana"]);
}

#[test]
fn an_equivalent_that_says_the_french_again_is_noticed() {
    let twice = ["type: term, fr: mise à quai, en: mise à quai"];
    objects(&twice, "«mise à quai» stands as its own equivalent in «en»");
    is_silent(&["type: term, fr: coup d'État, en: coup d'état", "type: term, fr: transport, en: transport"]);
}

#[test]
fn forms_that_match_everything_are_noticed() {
    objects(&["type: term, fr: car, en: coach"], "«car» is a word of the grammar as well");
    is_silent(&["type: term, fr: autocar, en: coach"]);
}

#[test]
fn what_was_reviewed_is_let_stand_with_a_reason() {
    let twice = ["type: term, fr: mise à quai, en: mise à quai"];
    assert_eq!(linted(&twice, "mise à quai\tthe house writes it so\n").1, Some(0));
    assert_eq!(linted(&twice, "mise à quai\n").1, Some(1), "no reason, no leave");
}

#[test]
fn the_shipped_glossary_is_proofread() {
    let problems = drogman::check::proofread_files(drogman::glossary::Glossary::embedded());
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "mend it, or give a reason in glossary/reviewed.tsv:\n{}", said.join("\n"));
}

#[test]
fn letters_that_are_easily_confused_are_noticed_beside_a_more_frequent_word() {
    objects(
        &[
            "type: term, fr: redevance hydraulique, en: water charge",
            "type: term, fr: redevance d'usage, en: usage charge",
            "type: term, fr: redevence minière, en: mining charge",
        ],
        "«redevence» is probably a typo for «redevance» (2 concepts have it)",
    );
    let anglicism = [
        "type: term, fr: résolution finale, en: final resolution",
        "type: term, fr: resolution cadre, en: framework resolution",
    ];
    objects(&anglicism, "«resolution» is probably a typo for «résolution»");
    is_silent(&[
        "type: term, fr: mousse, en: foam",
        "type: term, fr: baisser, en: to lower",
        "type: term, fr: baiser, en: kiss",
        "type: term, fr: collision, en: collision",
        "type: term, fr: collusion, en: collusion",
    ]);
}
