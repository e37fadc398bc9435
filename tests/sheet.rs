//! `drogman sheet` from the outside: what it writes, and what it says when something goes wrong.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn drogman(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("drogman starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with two articles, one of them in Windows-1252.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Les pourparlers d’Ievlakh.\nEvlakh attend Ilham Aliev.\n")
        .unwrap();
    let latin = b"Le Haut-Karabagh \xe0 Erevan, dit Aliev, d\xe9j\xe0 \xe0 l'\xe9tranger.\r\n";
    fs::write(folder.path().join("b.txt"), latin).unwrap();
    folder
}

fn rows(path: PathBuf) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_form_has_its_row_and_the_files_are_all_there() {
    let folder = corpus();
    let output = drogman(folder.path(), &["sheet", ".", "-o", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for file in ["terms.csv", "terms.tsv", "terms.xlsx", "terms.html", "terms.md", "terms.json"] {
        assert!(folder.path().join("out").join(file).metadata().unwrap().len() > 0, "{file}");
    }
    let rows = rows(folder.path().join("out/terms.tsv"));
    let count = |form: &str| rows.iter().find(|row| row[3] == form).map(|row| row[10].as_str());
    for (form, occurrences) in
        [("Ievlakh", "1"), ("Evlakh", "1"), ("Ilham Aliev", "1"), ("Haut-Karabagh", "1")]
    {
        assert_eq!(count(form), Some(occurrences), "{form}");
    }
    let surname = rows.iter().find(|row| row[3] == "Aliev").expect("the surname alone is a form");
    assert_eq!(
        (surname[2].as_str(), surname[4].as_str(), surname[8].as_str()),
        ("Aliyev", "short", "Aliyev")
    );
}

#[test]
fn a_second_run_and_other_threads_write_the_same_bytes() {
    let folder = corpus();
    for arguments in [["--threads", "1"], ["--threads", "4"], ["--threads", "4"]] {
        let mut all = vec!["sheet", ".", "-o", "out", "-q"];
        all.extend(arguments);
        assert!(drogman(folder.path(), &all).status.success());
        let now: Vec<Vec<u8>> = ["terms.xlsx", "terms.json", "terms.html"]
            .map(|file| fs::read(folder.path().join("out").join(file)).unwrap())
            .to_vec();
        let first = folder.path().join("first");
        fs::create_dir_all(&first).unwrap();
        for (number, bytes) in now.iter().enumerate() {
            let kept = first.join(number.to_string()).with_extension("ignored");
            if kept.exists() {
                assert!(fs::read(&kept).unwrap() == *bytes, "file {number} differs with {arguments:?}");
            } else {
                fs::write(kept, bytes).unwrap();
            }
        }
        fs::write(folder.path().join(".gitignore"), "first\n").unwrap();
    }
}

#[test]
fn one_bad_file_is_named_and_the_rest_is_done() {
    let folder = corpus();
    fs::write(folder.path().join("c.bin"), [0u8, 159, 146, 150, 0, 1, 2, 3]).unwrap();
    let output = drogman(folder.path(), &["sheet", ".", "missing.txt", "-o", "out", "-q"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert_eq!(said.lines().count(), 2, "one line each:\n{said}");
    assert!(said.contains("c.bin") && said.contains("missing.txt"), "{said}");
    assert!(rows(folder.path().join("out/terms.tsv")).iter().any(|row| row[3] == "Evlakh"));
}

#[test]
fn a_run_that_read_nothing_leaves_the_sheets_of_the_last_one() {
    let folder = corpus();
    assert!(drogman(folder.path(), &["sheet", "a.txt", "-o", "out", "-q"]).status.success());
    let before = fs::read(folder.path().join("out/terms.csv")).unwrap();
    let output = drogman(folder.path(), &["sheet", "a.tx", "-o", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("a.tx: cannot be read"));
    assert!(output.stdout.is_empty(), "no summary of nothing");
    assert_eq!(fs::read(folder.path().join("out/terms.csv")).unwrap(), before);
}

#[test]
fn mistakes_of_the_caller_are_told_in_one_line() {
    let folder = corpus();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("file"), "x").unwrap();
    for (arguments, wanted) in [
        (vec!["sheet", "empty", "-o", "out", "-q"], "no file in this folder"),
        (vec!["sheet", "a.txt", "-o", "file/out", "-q"], "the output folder cannot be made"),
        (vec!["sheet", "a.txt", "-o", "out", "-q", "--style", "reuters"], "unknown style «reuters»"),
    ] {
        let output = drogman(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = stderr(&output);
        assert!(said.contains(wanted) && said.lines().count() == 1, "{arguments:?}:\n{said}");
    }
}

#[test]
fn a_bad_glossary_is_told_with_file_line_and_column() {
    let folder = corpus();
    let yaml =
        "version: 1\nlanguages: {source: fr, target: de}\nconcepts:\n  a: {type: town, fr: X, en: Y}\n";
    fs::write(folder.path().join("g.yaml"), yaml).unwrap();
    let output = drogman(folder.path(), &["sheet", "a.txt", "-o", "out", "-g", "g.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("g.yaml:2:33: error: unknown language «de»"), "{said}");
    assert!(said.contains("g.yaml:4:13: error: «town» is no type"), "{said}");
    assert!(!folder.path().join("out").exists(), "nothing is written");
}

#[test]
fn an_input_is_never_written_over() {
    let folder = corpus();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/terms.csv"), "Evlakh\n").unwrap();
    let output = drogman(folder.path(), &["sheet", "out/terms.csv", "-o", "out", "-q", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("out/terms.csv")).unwrap(), "Evlakh\n");
}

#[test]
fn cells_run_nothing_in_a_spreadsheet_and_html_is_escaped() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "=HYPERLINK(1) Evlakh <script>alert(1)</script>\n").unwrap();
    assert!(drogman(folder.path(), &["sheet", "a.txt", "-o", "out", "-q"]).status.success());
    let rows = rows(folder.path().join("out/terms.tsv"));
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with('=')), "{rows:?}");
    let html = fs::read_to_string(folder.path().join("out/terms.html")).unwrap();
    assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;"));
}
