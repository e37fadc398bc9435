//! Data on a pipe: byte for byte what they are.

use std::{fs, process::Command};

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, WINDOWS_1252};

use super::{folder, run, text};

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

fn single(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, replaced) = encoding.encode(text);
    assert!(!replaced, "{} has every character of the text", encoding.name());
    bytes.into_owned()
}

/// Labels, and a text as it is in that encoding.
type Coded = (&'static str, fn(&str) -> Vec<u8>);

const ENCODINGS: [Coded; 7] = [
    ("utf-8", |text| text.into()),
    ("utf-8", |text| format!("\u{feff}{text}").into()),
    ("utf-16le", |text| utf16(text, u16::to_le_bytes)),
    ("utf-16be", |text| utf16(text, u16::to_be_bytes)),
    ("windows-1252", |text| single(text, WINDOWS_1252)),
    ("iso-8859-15", |text| single(text, ISO_8859_15)),
    ("mac-roman", |text| single(text, MACINTOSH)),
];

/// Guillemets, accents, escape sequences to the end of the line, both line ends, NBSP; nothing that one of
/// the encodings has not.
fn article(name: &str) -> String {
    format!(
        "À {name}, «\u{a0}le marché d'été est là\u{a0}»\u{1b}[31m rouge\u{1b}[0m.\r\n\
         \u{1b}]8;;https://example.org\u{7}œuvre\u{1b}]8;;\u{7} de {name}\u{c}\u{8}\u{7f}\n\n\
         Nul ne passe par {name}"
    )
}

#[test]
fn normalize_through_a_pipe_changes_names_alone_in_every_encoding() {
    let folder = folder::<&str, &str>(&[]);
    for (label, coded) in ENCODINGS {
        let arguments = ["normalize", "-", "-g", "g.yaml", "--encoding", label];
        let output = run(folder.path(), &arguments, &coded(&article("Evlakh")));
        assert_eq!(output.stdout, coded(&article("Yevlakh")), "{label}");
        assert_eq!(output.status.code(), Some(0), "{label}: {}", text(&output.stderr));
    }
}

#[test]
fn a_patch_applies_in_every_encoding_it_can_hold() {
    for (label, coded) in ENCODINGS {
        if label.starts_with("utf-16") {
            continue;
        }
        let name = "l'été\u{1b}\n.txt";
        let folder = folder(&[(name, coded(&article("Evlakh")))]);
        let arguments = ["normalize", name, "--diff", "-g", "g.yaml", "--encoding", label];
        let output = run(folder.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(1), "{label}: {}", text(&output.stderr));
        fs::write(folder.path().join("p.patch"), &output.stdout).unwrap();
        let applied =
            Command::new("git").current_dir(folder.path()).args(["apply", "p.patch"]).output().unwrap();
        assert!(applied.status.success(), "{label}: {}", String::from_utf8_lossy(&applied.stderr));
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), coded(&article("Yevlakh")), "{label}");
    }
}

#[test]
fn segments_are_the_text_itself() {
    let folder = folder(&[("a.txt", "Un \u{1b}[1mmot\u{1b}[0m\u{7}.\n"), ("b.txt", "Deux\u{9b}.\n")]);
    for (paths, expected) in [
        (&["a.txt"][..], "Un \u{1b}[1mmot\u{1b}[0m\u{7}.\n"),
        (&["a.txt", "b.txt"][..], "Un \u{1b}[1mmot\u{1b}[0m\u{7}.\n\nDeux\u{9b}.\n"),
    ] {
        let output = run(folder.path(), &[&["segment"], paths].concat(), b"");
        assert_eq!(text(&output.stdout), expected);
    }
}

#[test]
fn colour_is_no_matter_of_data() {
    let article = article("Evlakh");
    let folder = folder(&[("a.txt", article.as_str()), ("b.txt", "He is in Yevlakh.\n")]);
    let verbs: [&[&str]; 14] = [
        &["normalize", "-"],
        &["normalize", "--diff", "a.txt"],
        &["segment", "a.txt"],
        &["segment", "--format", "jsonl", "a.txt"],
        &["match", "--format", "tsv", "a.txt"],
        &["match", "--format", "jsonl", "a.txt"],
        &["check", "--format", "concise", "a.txt"],
        &["check", "--format", "sarif", "a.txt"],
        &["lookup", "--format", "tsv", "\u{1b}[31mEvlakh"],
        &["align", "a.txt", "b.txt", "--format", "tsv"],
        &["extract", "--format", "tsv", "--all", "a.txt"],
        &["glossary", "export", "--format", "csv"],
        &["glossary", "schema"],
        &["completions", "bash"],
    ];
    for verb in verbs {
        let [plain, colored] = ["never", "always"].map(|color| {
            run(folder.path(), &[verb, &["-g", "g.yaml", "--color", color]].concat(), article.as_bytes())
        });
        assert_eq!(text(&plain.stdout), text(&colored.stdout), "{verb:?}");
        assert!(!plain.stdout.is_empty(), "{verb:?}: {}", text(&plain.stderr));
    }
}
