//! The command line of `extract`: a review brought back, the same bytes for any number of threads, bad input.

use std::{
    fs,
    io::{Cursor, Write as _},
    path::Path,
    process::{Command, Output, Stdio},
};

use calamine::{Reader as _, Xlsx};

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

/// Writes the workbook again with a decision, a correction and an English form for some heads.
fn review(book: &[u8], decisions: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let mut read: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).unwrap();
    let rows = read.worksheet_range("Candidates").unwrap();
    let mut out = rust_xlsxwriter::Workbook::new();
    let sheet = out.add_worksheet();
    for (r, row) in rows.rows().enumerate() {
        let head = row[1].to_string();
        let decided = decisions.iter().find(|d| d.0 == head);
        for (c, cell) in row.iter().enumerate() {
            let text = match (c, decided) {
                (0, Some(d)) => d.1.to_owned(),
                (2, Some(d)) => d.2.to_owned(),
                (3, Some(d)) => d.3.to_owned(),
                _ => cell.to_string(),
            };
            sheet.write_string(r as u32, c as u16, text).unwrap();
        }
    }
    out.save_to_buffer().unwrap()
}

const ARTICLE: &str = "Le président Ilham Aliyev est à Bakou. Selon M. Aliev, l'Agence France-Presse (AFP) a parlé \
    du corridor de Latchine ; Ilham Aliev défend le corridor de Latchine à Stepanakert. Le corridor de Latchine est \
    fermé. Evlakh attend. L'AFP cite les Arméniens.";

#[test]
fn accepted_candidates_become_concepts() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), ARTICLE).unwrap();
    let glossary = "version: 1\nlanguages: {source: fr, target: en}\n# mine\nconcepts:\n  evlakh:\n    type: city\n    \
        fr: {preferred: Yevlakh, variants: [Ievlakh]}\n    en: Yevlakh\n";
    fs::write(path("g.yaml"), glossary).unwrap();
    let made =
        drogman(folder.path(), &["extract", "-g", "g.yaml", "a.txt", "--format", "xlsx", "-o", "c.xlsx"]);
    assert!(made.status.success());
    let decisions = [
        ("Ilham Aliev", "correct", "Ilham Aliyev", "Ilham Aliyev"),
        ("Agence France-Presse", "accept", "", "Agence France-Presse"),
        ("corridor de Latchine", "accept", "", "Lachin corridor"),
        ("Evlakh", "accept", "", ""),
        ("Arméniens", "accept", "", "Armenian"),
        ("Bakou", "reject", "", ""),
    ];
    fs::write(path("r.xlsx"), review(&fs::read(path("c.xlsx")).unwrap(), &decisions)).unwrap();
    let merged = drogman(folder.path(), &["glossary", "merge", "g.yaml", "r.xlsx"]);
    assert!(merged.status.success(), "{}", String::from_utf8_lossy(&merged.stdout));
    let text = fs::read_to_string(path("g.yaml")).unwrap();
    for there in [
        "# mine",
        "variants: [Ievlakh, Evlakh]",
        "preferred: Ilham Aliyev\n      short: Aliev\n",
        "abbreviation: AFP",
        "en: Lachin corridor",
        "preferred: arménien\n      inflect: adjective",
    ] {
        assert!(text.contains(there), "«{there}» is missing:\n{text}");
    }
    assert!(!text.contains("Bakou") && !text.contains("Stepanakert"), "{text}");
    assert!(drogman(folder.path(), &["glossary", "lint", "g.yaml"]).status.success());
    let again = drogman(folder.path(), &["glossary", "merge", "g.yaml", "r.xlsx"]);
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stdout));
    assert_eq!(fs::read_to_string(path("g.yaml")).unwrap(), text, "a second merge changes nothing");
    fs::create_dir(path("folder")).unwrap();
    fs::write(path("folder/names.yaml"), glossary).unwrap();
    assert!(drogman(folder.path(), &["glossary", "merge", "folder", "r.xlsx"]).status.success());
    assert!(fs::read_to_string(path("folder/accepted.yaml")).unwrap().contains("corridor-de-latchine:"));
}

#[test]
fn a_candidate_of_an_unknown_type_is_refused_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let glossary = "version: 1\nlanguages: {source: fr, target: en}\nconcepts:\n  a:\n    type: city\n    fr: Agdam\n    en: Aghdam\n";
    fs::write(path("g.yaml"), glossary).unwrap();
    let sheet = "Decision\tHead\tCorrection\tEnglish\tType\tVariants\tKnown concept\n\
        accept\tAgdam\t\t\tplace\tAgdam (2)\t\n\
        accept\tBerdzor\t\t\tcastle\tBerdzor (1)\t\n\
        accept\tChoucha\t\t\tplace\tChoucha (3); Agdam (1)\ta\n";
    fs::write(path("r.tsv"), sheet).unwrap();
    let merged = drogman(folder.path(), &["glossary", "merge", "g.yaml", "r.tsv"]);
    let said = String::from_utf8_lossy(&merged.stdout);
    let told = String::from_utf8_lossy(&merged.stderr);
    assert!(!said.contains("conflict: "), "{said}");
    assert!(told.contains("r.tsv:3: type «castle»: write one of person, place, "), "{told}");
    assert_eq!(merged.status.code(), Some(2), "{said}");
    let text = fs::read_to_string(path("g.yaml")).unwrap();
    assert!(text.contains("Choucha") && !text.contains("Berdzor"), "{text}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..12 {
        let text = format!("{ARTICLE} Le témoin numéro {n} vit à Choucha. La région {n} est calme.\n");
        fs::write(folder.path().join(format!("{n}.txt")), text).unwrap();
    }
    for format in ["yaml", "tsv", "jsonl", "xlsx"] {
        let run = |threads: &str| {
            drogman(
                folder.path(),
                &["extract", "-g", "none", "--all", "--threads", threads, "--format", format, "."],
            )
        };
        let one = run("1");
        assert!(one.status.success() && !one.stdout.is_empty());
        for threads in ["2", "7"] {
            assert_eq!(run(threads).stdout, one.stdout, "{format} with {threads} threads");
        }
    }
}

#[test]
fn standard_input_empty_and_binary_input() {
    let folder = tempfile::tempdir().unwrap();
    let run = |input: &[u8]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_drogman"))
            .current_dir(folder.path())
            .args(["extract", "-g", "none", "-", "--format", "tsv"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    };
    let read = run(ARTICLE.as_bytes());
    assert!(String::from_utf8_lossy(&read.stdout).contains("Stepanakert\t"));
    let empty = run(b"");
    assert!(empty.status.success() && empty.stdout.is_empty());
    let garbage =
        run(&(0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>());
    assert!(matches!(garbage.status.code(), Some(0 | 2)));
}

#[test]
fn a_run_that_read_nothing_leaves_the_list_of_the_last_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("out.yaml"), "# mine\n").unwrap();
    let output = drogman(folder.path(), &["extract", "a.tx", "-o", "out.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a.tx: cannot be read"));
    assert_eq!(fs::read_to_string(folder.path().join("out.yaml")).unwrap(), "# mine\n");
}
