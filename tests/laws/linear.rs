//! Law 8: time and memory grow with the text, whatever the shape of its lines.
//!
//! Each run has a bound on its address space and its processor time, far above what linear work takes and far below
//! what quadratic work would: a line of a megabyte once took gigabytes and minutes.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use drogman::document::{Document, ReadOptions};

const GLOSSARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/glossary.drogman.yaml");
/// Address space (kilobytes), and processor time (seconds) of a run.
const BOUNDS: (u64, u64) = (600_000, 60);

/// Runs drogman in `folder`, stopped when it takes more than the bounds.
fn bounded(folder: &Path, arguments: &[&str]) -> Output {
    let (memory, time) = BOUNDS;
    let script = format!("ulimit -v {memory}; ulimit -t {time}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .current_dir(folder)
        .args(["-c", &script, env!("CARGO_BIN_EXE_drogman")])
        .args(arguments)
        .args(["-g", GLOSSARY, "-q", "--threads", "1"])
        .output()
        .unwrap()
}

/// A folder with one file, of which every line end is told.
fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), text).unwrap();
    folder
}

/// Lines of a megabyte, dense with names: one sentence, and many.
fn long_lines() -> [String; 2] {
    ["Ilham Aliev est à Ievlakh, dit le président, ", "Ilham Aliev est à Ievlakh, dit le président. "]
        .map(|words| words.repeat((1 << 20) / words.len()))
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_line_takes_no_more_than_many_short_ones() {
    for line in long_lines() {
        let folder = folder(&line);
        let verbs: [&[&str]; 7] = [
            &["check", "--format", "json"],
            &["check", "--format", "human"],
            &["check", "--format", "html"],
            &["normalize", "--diff"],
            &["extract", "--format", "tsv"],
            &["match", "--format", "jsonl"],
            &["sheet", "--format", "tsv", "-o", "sheets"],
        ];
        for verb in verbs {
            let output = bounded(folder.path(), &[verb, &["a.txt"]].concat());
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{verb:?}: {:?} {told}", output.status);
            assert!(verb[0] == "sheet" || !output.stdout.is_empty(), "{verb:?} found nothing");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_finding_on_a_long_line_is_shown_where_it_stands() {
    let filler = "Il ne se passe rien dans la vallée, dit-on partout, ".repeat(2000);
    let folder = folder(&format!("Rien.\n{filler}le convoi arrivait d’Ievlakh, {filler}et rien d’autre.\n"));
    let run = |format| {
        let output = bounded(folder.path(), &["check", "--format", format, "a.txt"]);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let column = filler.chars().count() + "le convoi arrivait d’".chars().count() + 1;
    let human = run("human");
    assert!(human.contains(&format!("a.txt:2:{column}\n")), "{human}");
    let lines: Vec<&str> = human.lines().collect();
    let shown = lines.iter().position(|line| line.contains("convoi")).expect("the line is shown");
    let under = |line: &str, what: &str| line.find(what).map(|at| line[..at].chars().count());
    assert_eq!(under(lines[shown], "Ievlakh"), under(lines[shown + 1], "^^^^^^^ write"), "{human}");
    assert!(lines.iter().all(|line| line.chars().count() < 200), "{human}");

    let html = run("html");
    assert!(html.contains("arrivait <del>d’Ievlakh</del><ins>de Yevlakh</ins>, Il ne"), "{html}");
    let quote = html.lines().find(|line| line.starts_with("<p class=\"line\"")).unwrap();
    assert!(quote.contains(">…") && quote.ends_with("…</p>"), "{quote}");
    assert!(quote.len() < 1200, "{} bytes", quote.len());
    assert!(run("json").contains(&format!("\"column\":{column},")));
}

/// A text of more lines than one passage has, and what `check` must find in it.
fn short_lines(count: usize) -> (String, String) {
    let text = format!("{}À Ievlakh.\n{}Puis à Ievlakh.\n", "abc\n".repeat(count), "\nabc\n".repeat(9));
    let found = [(count + 1, 3), (count + 20, 8)].map(|(line, column)| {
        format!(
            "a.txt:{line}:{column}: warning[non-preferred]: style default writes «Yevlakh», not «Ievlakh»\n"
        )
    });
    (text, found.concat())
}

#[cfg(target_os = "linux")]
#[test]
fn many_short_lines_are_not_held_at_once() {
    let (text, found) = short_lines(8_000_000);
    let folder = folder(&text);
    // Beside others or alone, as a file or as standard input.
    fs::write(folder.path().join("b.txt"), "Rien.\n").unwrap();
    for paths in [&["a.txt"][..], &["a.txt", "b.txt"]] {
        let output =
            bounded(folder.path(), &[&["check", "--format", "concise", "--lang", "fr"], paths].concat());
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stdout), found);
    }
}

#[test]
fn a_passage_holds_only_so_many_lines() {
    let (text, _) = short_lines(200_000);
    for (text, wrapped) in [(text.clone(), Some(false)), (text.replace('\n', "\r"), None), (text, Some(true))]
    {
        let folder = folder(&text);
        let options = ReadOptions { wrapped, ..ReadOptions::default() };
        let passages = Document::passages(&folder.path().join("a.txt"), &options, 1 << 22).unwrap().unwrap();
        let passages: Vec<Document> = passages.map(Result::unwrap).collect();
        let joined: String = passages.iter().map(|passage| passage.parts[0].text.as_str()).collect();
        assert!(joined == text, "the passages are the text");
        if wrapped == Some(true) {
            // Its first paragraph has more lines than that.
            assert!(passages[0].parts[0].text.len() > 800_000);
            continue;
        }
        assert!(passages.len() >= 4, "{} passages", passages.len());
        assert!(passages.iter().all(|passage| passage.blocks.len() <= 1 << 16));
    }
}
