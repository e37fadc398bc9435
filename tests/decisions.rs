//! What a reviewer decides is remembered beside the glossary, act by act, and any act can be taken back.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const GLOSSARY: &str = "\
version: 1
# mine
concepts:
  morvane: {type: city, fr: {preferred: Morvane, variants: [Morvanne]}, en: Morvane}  # a town

";

const ARTICLE: &str = "Le préfet de Kerlouan a signé la convention d’affermage. La convention d’affermage lie Kerlouan. \
    Selon Mme Ysolde Tréguier, la convention d’affermage est caduque ; Ysolde Tréguier quitte Kerlouan.";

const HEAD: &str = "Decision\tHead\tCorrection\tEnglish\tType\tVariants\tKnown concept\tNote\n";

/// A folder with a glossary and an article.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    folder
}

fn merge(folder: &Path, rows: &str) -> Output {
    fs::write(folder.join("r.tsv"), format!("{HEAD}{rows}")).unwrap();
    drogman(folder, &["glossary", "merge", "g.yaml", "r.tsv"])
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default()
}

/// The forms that `extract` proposes.
fn proposed(folder: &Path) -> Vec<String> {
    let output = drogman(folder, &["-g", "g.yaml", "extract", "a.txt", "--format", "tsv", "--all", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn what_was_rejected_is_not_proposed_again() {
    let folder = desk();
    let folder = folder.path();
    let before = proposed(folder);
    for form in ["Kerlouan", "convention d'affermage", "Ysolde Tréguier"] {
        assert!(before.iter().any(|known| known == form), "{form}: {before:?}");
    }
    let output = merge(
        folder,
        "reject\tKERLOUAN\t\t\tplace\tKerlouan (3)\t\ttrop courant\nreject\tconventions d’affermage\t\t\tterm\t\t\t\n",
    );
    assert_eq!((said(&output).as_str(), output.status.code()), ("2 changes, 0 conflicts\n", Some(0)));
    assert_eq!(read(folder, "g.yaml"), GLOSSARY);
    let decisions = read(folder, "decisions.yaml");
    assert!(decisions.contains("  - {form: KERLOUAN, why: trop courant}\n"), "{decisions}");
    let after = proposed(folder);
    assert!(after.iter().any(|form| form == "Ysolde Tréguier"), "{after:?}");
    assert!(after.iter().all(|form| form != "convention d'affermage" && form != "Kerlouan"), "{after:?}");
    let output = drogman(folder, &["-g", "g.yaml", "extract", "a.txt", "--format", "tsv"]);
    assert!(said(&output).contains("left out: rejected before, in decisions.yaml"), "{}", said(&output));
    let again = drogman(folder, &["glossary", "merge", "g.yaml", "r.tsv"]);
    assert_eq!(said(&again), "0 changes, 0 conflicts\n");
    assert_eq!(read(folder, "decisions.yaml"), decisions);
    // Accepting it later takes it out of what was rejected.
    let output = merge(folder, "accept\tKerlouan\t\tKerlouan\tplace\tKerlouan (3)\t\t\n");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        !read(folder, "decisions.yaml").contains("KERLOUAN") && read(folder, "g.yaml").contains("kerlouan:")
    );
}

#[test]
fn a_corrected_head_is_no_variant_and_does_not_come_back() {
    let folder = desk();
    let folder = folder.path();
    let row = "correct\tKerlouan\tKerlouan-Plage\tKerlouan Beach\tplace\tKerlouan (3); kerlouan (1)\t\t\n";
    let output = merge(folder, row);
    assert_eq!(said(&output), "1 change, 0 conflicts\n");
    let text = read(folder, "g.yaml");
    assert!(text.contains("preferred: Kerlouan-Plage\n"), "{text}");
    assert!(!text.contains("- Kerlouan\n") && !text.contains("- kerlouan\n"), "{text}");
    assert!(!proposed(folder).contains(&"Kerlouan".to_owned()));
    let output = merge(folder, "correct\tKerlouan\t\t\tplace\tKerlouan (3)\t\t\n");
    let said = said(&output);
    assert!(said.contains("r.tsv:2: «Kerlouan» is to be corrected, but not to what"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn decisions_written_by_hand_keep_their_comments_and_mistakes_have_a_place() {
    let folder = desk();
    let folder = folder.path();
    let by_hand = "version: 1\nrejected:\n- Kerlouan # a village\n# the end\n";
    fs::write(folder.join("decisions.yaml"), by_hand).unwrap();
    assert!(!proposed(folder).contains(&"Kerlouan".to_owned()));
    assert_eq!(merge(folder, "reject\tYsolde Tréguier\t\t\tperson\t\t\t\n").status.code(), Some(0));
    let expected = by_hand.replace("# the end", "- Ysolde Tréguier\n# the end");
    assert_eq!(read(folder, "decisions.yaml"), expected);
    fs::write(folder.join("decisions.yaml"), "version: 1\nrejected:\n  - {forme: x}\n").unwrap();
    for args in [&["-g", "g.yaml", "extract", "a.txt"][..], &["glossary", "merge", "g.yaml", "r.tsv"]] {
        let output = drogman(folder, args);
        let said = said(&output);
        assert!(said.contains("decisions.yaml:3:6: ") && said.contains("did you mean «form»?"), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn every_act_is_listed_and_goes_by_itself() {
    let folder = desk();
    let folder = folder.path();
    fs::write(folder.join("e.csv"), "concept,form,status,type\nmorvane,Morvanne,forbidden,region\n").unwrap();
    assert_eq!(drogman(folder, &["glossary", "merge", "g.yaml", "e.csv"]).status.code(), Some(0));
    assert_eq!(
        merge(folder, "accept\tKerlouan\t\tKerlouan\tplace\t\t\t\nreject\tfoo\t\t\tterm\t\t\t\n")
            .status
            .code(),
        Some(0)
    );
    let log = said(&drogman(folder, &["-g", "g.yaml", "glossary", "log"]));
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 4, "{log}");
    assert!(
        lines[0].starts_with("0005  2") && lines[0].ends_with("reject r.tsv: «foo»: state: rejected"),
        "{log}"
    );
    assert!(lines[3].ends_with("merge e.csv: morvane: type: city → region"), "{log}");
    let undone = drogman(folder, &["-g", "g.yaml", "glossary", "undo", "1"]);
    assert_eq!(undone.status.code(), Some(0), "{}", said(&undone));
    assert!(said(&undone).contains("takes back 0001 (merge e.csv: morvane: type: city → region)"));
    let text = read(folder, "g.yaml");
    assert!(
        text.contains("type: city") && text.contains("status: forbidden") && text.contains("kerlouan:"),
        "{text}"
    );
    let twice = drogman(folder, &["-g", "g.yaml", "glossary", "undo", "0001"]);
    assert!(said(&twice).contains("0001 was taken back by 0007 already"), "{}", said(&twice));
    assert_eq!(twice.status.code(), Some(2));
    for id in ["0005", "4", "0002"] {
        let undone = drogman(folder, &["-g", "g.yaml", "glossary", "undo", id]);
        assert_eq!(undone.status.code(), Some(0), "{id}: {}", said(&undone));
    }
    assert_eq!(read(folder, "g.yaml"), GLOSSARY, "the first bytes");
    assert!(!folder.join("decisions.yaml").exists(), "made for what was taken back");
    // Restored: what took it back is taken back.
    assert_eq!(drogman(folder, &["-g", "g.yaml", "glossary", "undo", "7"]).status.code(), Some(0));
    assert!(read(folder, "g.yaml").contains("type: region"));
    let log = said(&drogman(folder, &["-g", "g.yaml", "glossary", "log", "--format", "jsonl"]));
    assert!(log.lines().all(|line| line.starts_with("{\"v\":1,\"id\":\"00")), "{log}");
    let unknown = drogman(folder, &["-g", "g.yaml", "glossary", "undo", "0ZZZ"]);
    assert!(said(&unknown).contains("no act «0ZZZ»"), "{}", said(&unknown));
}

#[test]
fn a_torn_line_is_said_and_costs_nothing_else() {
    let folder = desk();
    let folder = folder.path();
    fs::write(folder.join("e.csv"), "concept,form,type\nmorvane,Morvane,region\n").unwrap();
    assert_eq!(drogman(folder, &["glossary", "merge", "g.yaml", "e.csv"]).status.code(), Some(0));
    let path = folder.join(".drogman/decisions.jsonl");
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend(b"{\"v\":1,\"id\":\"00");
    fs::write(&path, &bytes).unwrap();
    let output = drogman(folder, &["-g", "g.yaml", "glossary", "undo", "1"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(read(folder, "g.yaml"), GLOSSARY);
    let log = said(&drogman(folder, &["-g", "g.yaml", "glossary", "log"]));
    assert!(log.contains("decisions.jsonl:3: 1 line cut off") && log.contains("(taken back by "), "{log}");
    assert!(fs::read(&path).unwrap().starts_with(&bytes), "nothing is ever taken out");
}

#[test]
fn killed_at_any_moment_the_journal_and_the_files_are_whole() {
    let folder = desk();
    let folder = folder.path();
    let words = ["forbidden", "admitted"];
    for turn in 0..24u64 {
        let status = words[(turn % 2) as usize];
        fs::write(folder.join("e.csv"), format!("concept,form,status\nmorvane,Morvanne,{status}\n")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_drogman"))
            .current_dir(folder)
            .args(["glossary", "merge", "g.yaml", "e.csv"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(turn * 3));
        child.kill().unwrap();
        child.wait().unwrap();
        let text = read(folder, "g.yaml");
        assert!(text.starts_with("version: 1\n# mine\n") && text.ends_with("# a town\n\n"), "{text}");
        let journal = read(folder, ".drogman/decisions.jsonl");
        let broken = journal.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_err());
        assert!(broken.count() <= turn as usize, "{journal}");
    }
    let log = drogman(folder, &["-g", "g.yaml", "glossary", "log", "-q"]);
    assert_eq!(log.status.code(), Some(0), "{}", said(&log));
}

#[test]
fn two_merges_at_once_lose_nothing() {
    let folder = desk();
    let folder = folder.path();
    let row = |n: usize| format!("{HEAD}reject\tzorb{n}\t\t\tterm\t\t\t\n");
    let children: Vec<_> = (0..6)
        .map(|n| {
            let file = format!("r{n}.tsv");
            fs::write(folder.join(&file), row(n)).unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_drogman"));
            command.current_dir(folder).args(["glossary", "merge", "g.yaml", &file]);
            command.stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut done = 0;
    for (n, child) in children.into_iter().enumerate() {
        let output = child.wait_with_output().unwrap();
        let is_there = read(folder, "decisions.yaml").contains(&format!("- zorb{n}\n"));
        match output.status.code() {
            Some(0) => {
                done += 1;
                assert!(is_there, "zorb{n} was said to be written");
            }
            _ => assert!(said(&output).contains("run again"), "{}", said(&output)),
        }
    }
    assert!(done > 0);
}
