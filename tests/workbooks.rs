//! Workbooks explain themselves in French and English, offer the words of closed columns, and print.

use std::{
    fs,
    io::{Cursor, Read as _},
    path::Path,
    process::{Command, Output},
};

use calamine::{Reader as _, Xlsx};

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const GLOSSARY: &str = "version: 1\nconcepts:\n  aubrac: {type: region, note: plateau, fr: {preferred: Aubrac, \
    variants: [Aubrach]}, en: Aubrac}\n  buron: {type: term, fr: buron, en: shepherd’s hut}\n";

/// A folder with the three workbooks of a glossary and a text.
fn workbooks() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("g.yaml"), GLOSSARY).unwrap();
    fs::write(
        path.join("a.txt"),
        "Le buron de l’Aubrach ferme. Le sentier muletier longe le sentier muletier.",
    )
    .unwrap();
    for args in [
        &["glossary", "export", "--format", "xlsx", "-o", "list.xlsx"][..],
        &["sheet", "a.txt", "-o", ".", "--format", "xlsx,csv"],
        &["extract", "a.txt", "--format", "xlsx", "-o", "candidates.xlsx", "--all"],
    ] {
        let output = drogman(path, &[&["-q", "-g", "g.yaml"], args].concat());
        assert!(output.status.success(), "{}", said(&output));
    }
    folder
}

/// A part of a workbook, as XML.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_first_sheet_explains_every_column_in_two_languages() {
    let folder = workbooks();
    for (name, data) in [("list.xlsx", "Terms"), ("terms.xlsx", "Forms"), ("candidates.xlsx", "Candidates")] {
        let bytes = fs::read(folder.path().join(name)).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheets = book.sheet_names();
        assert_eq!((sheets[0].as_str(), sheets[1].as_str()), ("Lisez-moi – Read me", data));
        let help = book.worksheet_range(&sheets[0]).unwrap();
        let explained: Vec<String> = help.rows().map(|row| row[0].to_string()).collect();
        let range = book.worksheet_range(data).unwrap();
        for heading in range.rows().next().unwrap() {
            assert!(explained.contains(&heading.to_string()), "{name}: «{heading}» is not explained");
        }
        let all = help.rows().flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        assert!(all.contains("modifiable") && all.contains("may be changed"), "{all}");
    }
}

#[test]
fn closed_columns_offer_their_words_and_pages_print() {
    let folder = workbooks();
    for (name, words) in [
        (
            "list.xlsx",
            &[
                "preferred,admitted,deprecated,forbidden",
                "person,place,city",
                "full,short,abbreviation",
                "masculine,feminine",
                "accept,reject,correct",
            ][..],
        ),
        ("terms.xlsx", &["preferred,admitted,deprecated,forbidden", "base,spelling"]),
        ("candidates.xlsx", &["accept,reject,correct", "person,place,organisation,event"]),
    ] {
        let sheet = part(&folder.path().join(name), "xl/worksheets/sheet2.xml");
        for list in words {
            assert!(sheet.contains(list), "{name}: {list}");
        }
        assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("fitToHeight=\"0\""), "{name}");
        let book = part(&folder.path().join(name), "xl/workbook.xml");
        assert!(book.contains("_xlnm.Print_Titles") && book.contains("$1:$1"), "{name}: the header repeats");
    }
    let strings = part(&folder.path().join("candidates.xlsx"), "xl/sharedStrings.xml");
    let mut rich = strings.split("<si>").filter(|item| item.contains("<b/>"));
    assert!(
        rich.any(|item| item.contains(">sentier</t>") && item.contains("muletier longe le")),
        "{strings}"
    );
}

#[test]
fn a_sheet_has_the_column_names_of_csv() {
    let folder = workbooks();
    let csv = fs::read_to_string(folder.path().join("terms.csv")).unwrap();
    let bytes = fs::read(folder.path().join("terms.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Forms").unwrap();
    let names: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(csv.trim_start_matches('\u{feff}').lines().next().unwrap(), names.join(","));
}

#[test]
fn what_is_explained_is_no_data() {
    let folder = workbooks();
    for name in ["list.xlsx", "terms.xlsx", "candidates.xlsx"] {
        let output = drogman(folder.path(), &["glossary", "merge", "g.yaml", name]);
        assert_eq!(said(&output), "0 changes, 0 conflicts\n", "{name}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("g.yaml")).unwrap(), GLOSSARY);
    let output = drogman(folder.path(), &["glossary", "import", "list.xlsx", "-o", "back.yaml"]);
    assert!(!said(&output).contains("Lisez-moi"), "{}", said(&output));
    assert!(fs::read_to_string(folder.path().join("back.yaml")).unwrap().contains("Aubrach"));
}

#[test]
fn slot_domain_and_the_other_fields_can_be_set_and_bad_words_cost_their_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("g.yaml"), GLOSSARY).unwrap();
    let table = "concept,language,form,slot,domain,definition,pos,reliability,from,case,term_source,example\n\
        aubrac,fr,Aubrach,short,,,,,,,,\n\
        buron,fr,buron,,pastoralisme,abri de pierre,noun,4,1850-06,exact,Atlas,Le buron fume.\n\
        aubrac,fr,Aubrac,,,,phrase,,,,,\n\
        aubrac,en,Aubrac,,,,,5,,,,\n\
        aubrac,en,Aubrac,,,,,,hier,,,\n";
    fs::write(path.join("r.csv"), table).unwrap();
    let output = drogman(path, &["glossary", "merge", "g.yaml", "r.csv"]);
    let told = said(&output);
    for message in [
        "r.csv:4: pos «phrase»: write noun, proper-noun, ",
        "r.csv:5: reliability «5»: write 1, 2, 3 or 4",
        "r.csv:6: from «hier»: write a year, a month or a day",
        "9 changes, 0 conflicts, 3 rows refused",
    ] {
        assert!(told.contains(message), "«{message}» is not in\n{told}");
    }
    assert_eq!(output.status.code(), Some(2));
    let text = fs::read_to_string(path.join("g.yaml")).unwrap();
    for there in [
        "short: Aubrach",
        "domain: pastoralisme",
        "definition: abri de pierre",
        "pos: noun",
        "reliability: 4",
        "from: 1850-06",
        "case: exact",
        "source: Atlas",
        "Le buron fume.",
    ] {
        assert!(text.contains(there), "«{there}» is not in\n{text}");
    }
    let output = drogman(path, &["glossary", "merge", "g.yaml", "r.csv"]);
    assert!(said(&output).contains("0 changes, 0 conflicts, 3 rows refused"), "{}", said(&output));
    for act in 1..=9 {
        let output = drogman(path, &["-q", "-g", "g.yaml", "glossary", "undo", &(10 - act).to_string()]);
        assert!(output.status.success(), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(path.join("g.yaml")).unwrap(), GLOSSARY);
}
