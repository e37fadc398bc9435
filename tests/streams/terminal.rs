//! A terminal obeys nothing that a text, a file's name or an argument holds.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use super::{DROGMAN, folder, run, text};

/// What a terminal gets from `drogman ARGUMENTS`, which the shell reads, standard output and error together.
fn on_terminal(folder: &Path, arguments: &str) -> String {
    let output = Command::new("script")
        .current_dir(folder)
        .args(["-qec", &format!("{DROGMAN} {arguments}"), "/dev/null"])
        .env("SHELL", "/bin/sh")
        .stdin(Stdio::null())
        .output()
        .expect("script, of util-linux");
    String::from_utf8(output.stdout).expect("a terminal is given UTF-8")
}

const HOSTILE: &str = "a\u{1b}]0;owned\u{7}\u{9b}31m.txt";

#[test]
fn nothing_of_a_text_or_a_name_is_obeyed() {
    let article = "Le \u{1b}[2Jmaire\u{7} d’Evlakh\u{1b}]0;x\u{7} est là.\u{8}\u{9b}2J\n";
    let folder = folder(&[
        (HOSTILE, article),
        ("h.txt", article),
        ("bad.xlf", "<xliff version=\"1.2\"><file></fi\u{1b}[31m\n\nle></xliff>"),
        ("bad.yaml", "version: 1\nconcepts:\n  x: {fr: {preferred: A, \u{1b}[31mvariants: 3}}\n"),
        ("text.yaml", "version: 1\nconcepts:\n  x: {fr: {preferred: \"A\\e[31m\", variant: 3}}\n"),
        ("list.tsv", "fr\ten\n\u{1b}[31m\t\nb\tc\td\u{1b}[2J\te\n"),
    ]);
    let (esc, bel) = ("\\033", "\\007");
    let name = format!("\"$(printf 'a{esc}]0;owned{bel}\\302\\23331m.txt')\"");
    let gone = format!("\"$(printf 'gone{esc}[31m.txt')\"");
    // What is run, and whether the text itself is to be seen with signs.
    let runs = [
        ("segment h.txt".to_owned(), true),
        ("segment h.txt h.txt bad.yaml".to_owned(), true),
        ("normalize - < h.txt".to_owned(), true),
        ("normalize --diff h.txt".to_owned(), true),
        ("check h.txt".to_owned(), true),
        (format!("check {name}"), true),
        (format!("check --format concise {name}"), true),
        (format!("match {name}"), true),
        (format!("match --format tsv {name}"), true),
        (format!("normalize {name}"), true),
        (format!("sheet {name} -o \"$(printf 'out{esc}[31m')\""), true),
        // The sign of life is drawn with sequences of its own.
        (format!("extract -q --format tsv --all {name}"), false),
        (format!("check {gone}"), true),
        (format!("--style \"$(printf 'x{esc}[31m')\" check h.txt"), true),
        (format!("\"--$(printf 'x{esc}[31m')\""), false),
        (format!("lookup \"$(printf 'Evlak{esc}[31m')\""), true),
        (format!("lookup --format tsv \"$(printf 'Evlak{esc}[31m')\""), true),
        ("check bad.xlf".to_owned(), true),
        ("glossary lint bad.yaml".to_owned(), true),
        ("glossary lint text.yaml".to_owned(), false),
        ("check -g bad.yaml h.txt".to_owned(), true),
        ("glossary import list.tsv -o list.yaml".to_owned(), false),
    ];
    for (arguments, has_signs) in runs {
        let glossary = if arguments.contains("-g ") { "" } else { "-g g.yaml" };
        // The global options stand first: the last argument may be a redirection.
        let seen = on_terminal(folder.path(), &format!("--color never {glossary} {arguments}"));
        let obeyed: Vec<char> =
            seen.chars().filter(|c| c.is_control() && !['\n', '\r', '\t'].contains(c)).collect();
        assert!(obeyed.is_empty(), "{arguments}: {obeyed:?} in {seen:?}");
        assert!(!seen.is_empty(), "{arguments}");
        assert!(!has_signs || seen.contains('␛'), "{arguments}: {seen}");
    }
}

#[test]
fn a_configuration_is_not_obeyed_either() {
    let folder = folder(&[
        ("drogman.yaml", "style: \"x\\e[31m\"\nrules: {\"y\\e[31m\": off}\nglossary: [g.yaml]\n"),
        ("a.txt", "Evlakh.\n"),
    ]);
    for arguments in ["check a.txt", "check --style default a.txt"] {
        let seen = on_terminal(folder.path(), &format!("--color never {arguments}"));
        assert!(!seen.contains('\u{1b}') && seen.contains('␛'), "{arguments}: {seen:?}");
    }
}

#[test]
fn colours_are_for_terminals() {
    let folder = folder(&[("a.txt", "Le maire d’Evlakh est là.\n")]);
    for verb in ["check", "match", "normalize"] {
        let seen = on_terminal(folder.path(), &format!("-g g.yaml {verb} a.txt"));
        assert!(seen.contains("\u{1b}["), "{verb}: {seen:?}");
        let piped = run(folder.path(), &["-g", "g.yaml", verb, "a.txt"], b"");
        assert!(!text(&piped.stdout).contains('\u{1b}'), "{verb}");
    }
}

#[test]
fn waiting_for_somebody_to_type_is_said_once() {
    let folder = folder(&[("a.txt", "Le maire d’Evlakh est là.\n")]);
    let told = "reading standard input";
    for arguments in ["-g g.yaml check", "segment -", "-g g.yaml lookup -"] {
        let seen = on_terminal(folder.path(), arguments);
        assert_eq!(seen.matches(told).count(), 1, "{arguments}: {seen:?}");
        let seen = on_terminal(folder.path(), &format!("{arguments} < a.txt"));
        assert!(!seen.contains(told), "{arguments}: {seen:?}");
    }
}
