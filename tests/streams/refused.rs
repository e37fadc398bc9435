//! Streams that take nothing: full, or closed.

use std::{fs, io, process::Output};

use super::{drogman, folder, text};

/// Verbs that print, by what they print with.
const PRINTING: [&[&str]; 16] = [
    &["--help"],
    &["check", "--help"],
    &["--version"],
    &["explain"],
    &["explain", "mixed"],
    &["man"],
    &["completions", "bash"],
    &["completions", "zsh"],
    &["glossary", "schema"],
    &["glossary", "export", "--format", "csv"],
    &["segment", "a.txt"],
    &["match", "a.txt"],
    &["match", "--format", "jsonl", "a.txt"],
    &["check", "--format", "json", "a.txt"],
    &["normalize", "--diff", "a.txt"],
    &["align", "a.txt", "b.txt", "--format", "jsonl"],
];

fn articles() -> tempfile::TempDir {
    folder(&[("a.txt", "Le maire d’Evlakh est là.\n"), ("b.txt", "The mayor of Yevlakh is there.\n")])
}

fn with_glossary<'a>(verb: &[&'a str]) -> Vec<&'a str> {
    [&["-g", "g.yaml"], verb].concat()
}

/// A pipe that nobody reads.
fn closed() -> io::PipeWriter {
    io::pipe().unwrap().1
}

#[cfg(target_os = "linux")]
fn full() -> fs::File {
    fs::OpenOptions::new().write(true).open("/dev/full").unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_under_standard_output_is_an_error() {
    let folder = articles();
    for verb in PRINTING.into_iter().chain([&["check", "a.txt"][..], &["lookup", "Evlakh"]]) {
        let output = drogman(folder.path(), &with_glossary(verb)).stdout(full()).output().unwrap();
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{verb:?}: {err}");
        let told: Vec<&str> = err.lines().filter(|line| line.starts_with("error: ")).collect();
        assert!(matches!(told[..], [line] if line.contains("standard output: ")), "{verb:?}: {err}");
        assert!(!err.contains("panicked"), "{verb:?}: {err}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = articles();
    for verb in PRINTING {
        let output = drogman(folder.path(), &with_glossary(verb)).stdout(closed()).output().unwrap();
        assert_eq!((text(&output.stderr).as_str(), output.status.code()), ("", Some(0)), "{verb:?}");
    }
}

/// Runs that have something to say on standard error.
const TALKING: [&[&str]; 5] = [
    &["check", "nowhere.txt"],
    &["check", "a.txt"],
    &["normalize", "a.txt", "-o", "out"],
    &["glossary", "lint"],
    &["--no-such-option"],
];

fn assert_failed(output: &Output, verb: &[&str]) {
    assert_eq!(output.status.code(), Some(2), "{verb:?}: {output:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_told_is_a_failure() {
    let folder = articles();
    for verb in TALKING {
        assert_failed(&drogman(folder.path(), &with_glossary(verb)).stderr(full()).output().unwrap(), verb);
        assert_failed(
            &drogman(folder.path(), &with_glossary(verb)).stdout(full()).stderr(full()).output().unwrap(),
            verb,
        );
    }
}

#[test]
fn a_reader_of_messages_that_went_away_is_a_failure() {
    let folder = articles();
    for verb in TALKING {
        assert_failed(&drogman(folder.path(), &with_glossary(verb)).stderr(closed()).output().unwrap(), verb);
    }
    // What was to be done is done.
    assert!(fs::read_to_string(folder.path().join("out/a.txt")).unwrap().contains("Yevlakh"));
}
