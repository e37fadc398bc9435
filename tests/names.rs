//! Likeness of names: the linguist's cases, and what must hold for any two names.

use std::path::Path;

use drogman::names::{Index, SAME, SUGGEST, Spelling, similarity};
use proptest::prelude::*;

/// The rows of a case file.
fn cases(file: &str) -> Vec<Vec<String>> {
    let path = Path::new("tests/cases/names").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows: Vec<Vec<String>> = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    assert!(rows.len() > 3, "{}: no cases", path.display());
    rows
}

/// The wrong cases of a file, all told at once.
fn wrong(file: &str, right: impl Fn(&[String]) -> bool) {
    let wrong: Vec<String> = cases(file)
        .iter()
        .filter(|case| !right(case))
        .map(|case| {
            let verdict = similarity(&case[0], &case[1]);
            format!("{} / {}: {:.3}, {}", case[0], case[1], verdict.score, verdict.reason)
        })
        .collect();
    assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
}

#[test]
fn spellings_of_one_name_are_likelier_one() {
    wrong("same.tsv", |case| similarity(&case[0], &case[1]).score >= 0.5);
}

#[test]
fn other_names_are_likelier_two() {
    wrong("different.tsv", |case| similarity(&case[0], &case[1]).score < 0.5);
}

#[test]
fn reasons_read_well() {
    wrong("reasons.tsv", |case| similarity(&case[0], &case[1]).reason.to_string() == case[2]);
}

#[test]
fn an_index_knows_its_names() {
    let names: Vec<String> = cases("same.tsv").iter().map(|case| case[1].clone()).collect();
    let index = Index::build(names.iter().enumerate().map(|(id, name)| (id as u32, name.as_str())));
    for (id, name) in names.iter().enumerate() {
        let hits = index.query(name, 3);
        let first = names.iter().position(|other| Spelling::new(other) == Spelling::new(name)).unwrap();
        assert_eq!(hits[0].id as usize, first, "{name}");
        if names.iter().filter(|other| Spelling::new(other) == Spelling::new(name)).count() == 1 {
            assert_eq!((hits[0].id as usize, hits[0].score), (id, 1.0), "{name}");
        }
    }
}

#[test]
fn names_of_one_id_do_not_compete() {
    let index = Index::build([(0, "Pachinian"), (0, "Pashinian"), (1, "Aliev"), (0, "Nikol Pachinian")]);
    let hits = index.query("Pashinyan", 5);
    assert_eq!(hits[0].id, 0);
    assert!(hits[0].score >= 0.9, "{hits:?}");
    assert!(hits[1..].iter().all(|hit| hit.id != 0), "{hits:?}");
}

#[test]
fn a_woman_is_not_her_brother() {
    let index = Index::build([(0, "Ilham Aliev"), (1, "Aliev")]);
    for hit in index.query("Alieva", 2) {
        assert!(hit.score < SUGGEST / 2.0, "{hit:?}");
    }
}

#[test]
fn look_alikes_are_not_suggested_for_want_of_better() {
    for (known, asked) in [("Soci", "Sochi"), ("Gori", "Goris"), ("Mirzayan", "Mirzoyan"), ("Arman", "Armen")]
    {
        let hits = Index::build([(0, known)]).query(asked, 1);
        assert!(hits.iter().all(|hit| hit.score < SUGGEST), "{asked}: {hits:?}");
    }
}

#[test]
fn empty_indexes_and_names_give_nothing() {
    assert!(Index::build([]).query("Aliev", 3).is_empty());
    assert!(Index::build([(0, "Aliev")]).query("", 3).is_empty());
    assert!(Index::build([(0, "")]).query("Aliev", 3).is_empty());
    assert!(Index::build([(0, "Aliev")]).query("Aliev", 0).is_empty());
}

/// Names as people write them, and anything else.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Z][a-zşçğəıéï]{1,8}([ -][A-Z][a-zşçğəıéï]{1,8}){0,3}",
        1 => ".{0,40}",
        1 => "[A-Z]\\. ?[a-z]{2,9}(ova|ov|yan|ian)?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn scores_are_symmetric_and_bounded(a in name(), b in name()) {
        let (there, back) = (similarity(&a, &b), similarity(&b, &a));
        prop_assert!((0.0..=1.0).contains(&there.score));
        prop_assert_eq!(there.score, back.score);
        let _ = there.reason.to_string();
    }

    #[test]
    fn case_and_apostrophes_do_not_matter(a in "[A-Z][a-zéï']{2,8}( [A-Z][a-z]{2,8})?") {
        prop_assume!(!Spelling::new(&a).letters.is_empty());
        prop_assert_eq!(similarity(&a, &a.to_uppercase()).score, 1.0);
        prop_assert_eq!(similarity(&a, &a.replace('\'', "\u{2019}")).score, 1.0);
        prop_assert!(similarity(&a, &a).score >= SAME);
    }

    #[test]
    fn hits_are_ordered_and_bounded(names in prop::collection::vec(name(), 0..30), asked in name()) {
        let index = Index::build(names.iter().enumerate().map(|(id, n)| (id as u32 / 2, n.as_str())));
        let hits = index.query(&asked, 5);
        prop_assert!(hits.len() <= 5);
        prop_assert!(hits.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
        let mut ids: Vec<u32> = hits.iter().map(|hit| hit.id).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), hits.len());
        prop_assert_eq!(&hits, &index.query(&asked, 5));
    }
}
