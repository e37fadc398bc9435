//! Messages: one line each, the file first, counts in the right number.

use std::fs;

use super::{folder, run, text};

/// Standard error and exit code.
fn told(folder: &tempfile::TempDir, arguments: &[&str]) -> (String, Option<i32>) {
    let output = run(folder.path(), arguments, b"");
    (text(&output.stderr), output.status.code())
}

#[test]
fn a_line_break_in_a_file_name_splits_no_line() {
    let folder = folder(&[("a\nb.txt", "Le maire d’Evlakh.\n")]);
    let output = run(folder.path(), &["check", "--format", "concise", "-g", "g.yaml", "a\nb.txt"], b"");
    let out = text(&output.stdout);
    assert!(out.starts_with("a␊b.txt:1:12: ") && out.lines().count() == 1, "{out}");
    let (err, code) = told(&folder, &["check", "-g", "g.yaml", "no\nsuch.txt"]);
    assert_eq!((err.lines().count(), code), (1, Some(2)), "{err}");
    assert!(err.contains("no␊such.txt"), "{err}");
}

#[test]
fn a_parser_that_quotes_several_lines_is_told_on_one() {
    let xml = "<xliff version=\"1.2\"><file><trans-unit></trans-u\n\n  nit></file></xliff>";
    let folder = folder(&[("a.xlf", xml), ("a.tmx", xml)]);
    for file in ["a.xlf", "a.tmx"] {
        let (err, code) = told(&folder, &["check", "-g", "g.yaml", file]);
        assert_eq!((err.lines().count(), code), (1, Some(2)), "{err}");
        assert!(err.starts_with(&format!("error: {file}:")), "{err}");
        let (err, code) = told(&folder, &["glossary", "import", file, "-o", "out.yaml"]);
        assert_eq!((err.lines().count(), code), (1, Some(2)), "{err}");
        assert!(err.starts_with(&format!("error: {file}:")), "{err}");
    }
}

#[test]
fn mistakes_of_a_glossary_are_counted_with_its_name() {
    let folder = folder(&[
        ("one.yaml", "version: 1\nconcepts:\n  x: {type: city, fr: A, nothing: 1}\n"),
        ("two.yaml", "version: 1\nconcepts:\n  y: {type: city, fr: B, nothing: 1, never: 2}\n"),
        ("a.txt", "Rien.\n"),
    ]);
    let last = |arguments: &[&str]| {
        let (err, code) = told(&folder, arguments);
        assert_eq!(code, Some(2), "{err}");
        err.lines().last().unwrap_or_default().to_owned()
    };
    let one = "error: one.yaml: the glossary has 1 mistake";
    assert_eq!(last(&["check", "-g", "one.yaml", "a.txt"]), one);
    assert_eq!(last(&["glossary", "fmt", "one.yaml"]), one);
    assert_eq!(
        last(&["check", "-g", "one.yaml", "-g", "two.yaml", "a.txt"]),
        "error: one.yaml and 1 other file: the glossary has 3 mistakes"
    );
    assert_eq!(
        last(&["glossary", "import", "two.yaml", "-o", "out.yaml"]),
        "error: two.yaml: the glossary has 2 mistakes"
    );
    // Each is told where it stands, too.
    let (err, _) = told(&folder, &["check", "-g", "two.yaml", "a.txt"]);
    assert_eq!(err.matches("two.yaml:3:").count(), 2, "{err}");
}

#[test]
fn counts_of_one_are_singular() {
    let folder = folder(&[
        ("one.yaml", "version: 1\nconcepts:\n  x: {type: city, fr: A, nothing: 1}\n"),
        ("list.tsv", "fr\ten\nBakou\tBaku\n"),
        ("a.txt", "Le maire d’Evlakh.\n"),
        ("b.txt", "The mayor of Yevlakh.\n"),
    ]);
    let err = told(&folder, &["glossary", "lint", "one.yaml"]).0;
    assert!(err.contains("1 concept, 1 form: 1 error, "), "{err}");
    let err = told(&folder, &["glossary", "import", "list.tsv", "-o", "out.yaml"]).0;
    assert!(err.contains("1 concept, 0 remarks"), "{err}");
    let err = told(&folder, &["check", "-g", "g.yaml", "a.txt"]).0;
    assert!(err.contains("1 finding\n"), "{err}");
    let err = told(&folder, &["align", "-g", "g.yaml", "a.txt", "b.txt", "-v"]).0;
    assert!(err.contains("of 1 bead to review"), "{err}");
    told(&folder, &["sheet", "-g", "g.yaml", "a.txt", "-o", "out"]);
    let page = fs::read_to_string(folder.path().join("out/terms.md")).unwrap();
    assert!(page.contains("1 document, 1 concept, 1 form;"), "{page}");
}

#[test]
fn mistakes_of_a_configuration_are_told_with_file_and_line() {
    let cases = [
        ("\nstyle: «x»\n", ":2:8: unknown style «"),
        ("rules:\n  mixed: bad\n", ":2:10: rule mixed: unknown severity «bad»"),
        ("rules: {}\nstyel: x\n", ":2:1: unknown field `styel`"),
        ("glossary: 3\n", ":1:11: `glossary` is a list of files and folders"),
    ];
    for (yaml, expected) in cases {
        let folder = folder(&[("drogman.yaml", yaml), ("a.txt", "Evlakh.\n")]);
        let (err, code) = told(&folder, &["check", "-g", "g.yaml", "a.txt"]);
        let place = format!("drogman.yaml{expected}");
        assert!(err.contains(&place) && err.lines().count() == 1, "{place}: {err}");
        assert_eq!(code, Some(2), "{err}");
    }
}

#[test]
fn what_a_format_cannot_hold_is_told_with_the_file() {
    let folder = folder(&[("empty.yaml", "version: 1\nconcepts: {}\n")]);
    let arguments = ["glossary", "export", "-g", "empty.yaml", "--format", "tbx", "-o", "out.tbx"];
    let (err, code) = told(&folder, &arguments);
    assert!(err.starts_with("error: out.tbx: tbx: no concept"), "{err}");
    assert_eq!((err.lines().count(), code), (1, Some(2)), "{err}");
}

#[test]
fn a_run_that_read_nothing_does_not_say_that_it_found_nothing() {
    let folder = folder(&[("a.txt", "Rien.\n")]);
    let (err, code) = told(&folder, &["check", "-g", "g.yaml", "nowhere.txt"]);
    assert!(!err.contains("findings") && err.contains("nowhere.txt"), "{err}");
    assert_eq!(code, Some(2), "{err}");
    let (err, code) = told(&folder, &["check", "-g", "g.yaml", "a.txt"]);
    assert_eq!((err.lines().next(), code), (Some("0 findings"), Some(0)), "{err}");
}

#[test]
fn more_threads_than_any_machine_has_are_refused() {
    let folder = folder(&[("a.txt", "Rien.\n")]);
    let (err, code) = told(&folder, &["segment", "--threads", "100000", "a.txt"]);
    assert!(err.contains("'100000' for '--threads <N>'") && err.contains("1024"), "{err}");
    assert_eq!(code, Some(2), "{err}");
    assert_eq!(told(&folder, &["segment", "--threads", "3", "a.txt"]).1, Some(0));
}
