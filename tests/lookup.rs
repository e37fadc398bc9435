//! `drogman lookup` from the outside: what it tells people and programs, and what it does with bad lists.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

const GLOSSARY: &str = "\
version: 1
languages: {source: fr, target: en}
concepts:
  stepanakert:
    type: city
    note: Two names, two positions.
    fr:
      preferred: Stepanakert
      relation: party
      party: armenia
      variants: [{form: Khankendi, relation: party, party: azerbaijan, status: admitted}]
    en: Stepanakert
  pashinyan:
    type: person
    fr: {given: Nikol, family: {preferred: Pachinian, variants: [Pashinyan]}, gender: m}
    en: {given: Nikol, family: Pashinyan}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    folder
}

/// Looks up in the glossary of the folder, with this standard input.
fn lookup(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder)
        .args(["lookup", "-g", "g.yaml"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments may have closed the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn told(folder: &Path, arguments: &[&str], input: &[u8]) -> String {
    let output = lookup(folder, arguments, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_known_name_is_told_with_its_forms_and_sides() {
    let told = told(folder().path(), &["Khankendi"], b"");
    let expected = "\
Khankendi
  stepanakert (city)
  Two names, two positions.
    fr  Stepanakert  preferred  full, party, used by armenia
    fr  Khankendi    admitted   full, party, used by azerbaijan
    en  Stepanakert  preferred  full

";
    assert_eq!(told, expected);
}

#[test]
fn a_new_spelling_is_told_with_what_it_probably_is_and_why() {
    let told = told(folder().path(), &["Nikol Pachinyan"], b"");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[..2], ["Nikol Pachinyan", "  not known; probably"]);
    assert!(lines[2].contains("Nikol Pashinyan") && lines[2].ends_with("pashinyan: ch = sh"), "{told}");
}

#[test]
fn an_unknown_name_gets_no_far_fetched_answer() {
    let told = told(folder().path(), &["Zorglub"], b"");
    assert_eq!(told, "Zorglub\n  not known, and nothing like it\n\n");
}

#[test]
fn json_says_what_is_known_and_what_is_near() {
    let told = told(folder().path(), &["-", "--format", "jsonl"], "Khankendi\n\n  Pachinyan \r\n".as_bytes());
    let answers: Vec<serde_json::Value> =
        told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    let [known, new] = &answers[..] else { unreachable!() };
    assert_eq!(known["query"], "Khankendi");
    assert_eq!((&known["known"], &known["concept"]), (&true.into(), &"stepanakert".into()));
    assert_eq!(known["forms"][1]["party"], "azerbaijan");
    assert_eq!(known["near"][0]["score"], 1.0);
    assert_eq!(new["query"], "Pachinyan");
    assert_eq!((&new["known"], &new["concept"]), (&false.into(), &serde_json::Value::Null));
    assert_eq!(new["near"][0]["concept"], "pashinyan");
    assert_eq!(new["near"][0]["reason"], "ch = sh");
}

#[test]
fn tsv_has_one_line_a_name() {
    let told = told(folder().path(), &["-", "--format", "tsv"], b"Khankendi\nQwrtz\n");
    let lines: Vec<Vec<&str>> = told.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0], ["Khankendi", "Khankendi", "1.000000", "stepanakert"]);
    assert_eq!((lines[1][0], lines[1].len()), ("Qwrtz", 4));
}

#[test]
fn lists_are_read_in_the_encoding_they_have() {
    let folder = folder();
    let windows = b"h1\tGy\xf6r\r\nh2\tD\xe9brecen\r\nh3\tSzeged\r\nh4\tP\xe9cs\r\n";
    fs::write(folder.path().join("list.tsv"), windows).unwrap();
    let arguments = ["--names", "list.tsv", "--format", "tsv"];
    let typed = told(folder.path(), &[&["Győr"], &arguments[..]].concat(), b"");
    assert!(typed.starts_with("Győr\tGyör\t") && typed.ends_with("\th1\n"), "{typed}");
    let piped = told(folder.path(), &[&["-"], &arguments[..]].concat(), b"D\xe9brecen\nP\xe9cs\n");
    assert_eq!(piped, "Débrecen\tDébrecen\t1.000000\th2\nPécs\tPécs\t1.000000\th4\n");
}

#[test]
fn bad_lists_fail_with_one_clear_line() {
    let folder = folder();
    fs::write(folder.path().join("image.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    for (list, said) in [("missing.txt", "missing.txt"), ("image.png", "image.png: this is")] {
        let output = lookup(folder.path(), &["Szeged", "--names", list], b"");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{list}");
        assert!(output.stdout.is_empty() && stderr.contains(said), "{list}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
    let output = lookup(folder.path(), &["-"], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard input"));
}
