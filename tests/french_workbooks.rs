//! Workbooks with French headings and words come back as those with English ones do.

use std::{
    fs,
    io::Cursor,
    path::Path,
    process::{Command, Output},
};

use calamine::{Data, Reader as _, Xlsx};

fn drogman(folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", said(&output));
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const GLOSSARY: &str = "\
version: 1
styles: [presse]
concepts:
  aubrac:
    type: region
    note: plateau
    definition: un plateau
    domain: [géographie, élevage]
    source: atlas
    fr:
      preferred: Aubrac
      gender: m
      variants: [Aubrach, {form: Aubrac Sud, relation: near-synonym, in: {presse: forbidden}, pos: proper-noun, from: '2001'}]
    en: Aubrac
  ternoc:
    type: city
    fr: {preferred: Val-Noir, sides: {nord: {preferred: Ternoc, variants: [Ternok]}}, abbreviation: VN}
    en: {preferred: Valnoir, sides: {nord: Ternock}}
  buron: {type: term, fr: {preferred: buron, variants: [{form: burons, relation: inflection, status: admitted}]}, en: shepherd’s hut}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    let article = "Le buron de l’Aubrach ferme. À Ternoc et à Ternok, rien. L’Aubrac Sud dort. Le sentier muletier \
                   longe le sentier muletier. Jean Zorglub salue Zorglub.";
    fs::write(folder.path().join("a.txt"), article).unwrap();
    folder
}

/// Every workbook, in a language of the reader.
fn workbooks(folder: &Path, ui: &str, style: &str) {
    for args in [
        &["glossary", "export", "--format", "xlsx", "-o", "list.xlsx"][..],
        &["sheet", "a.txt", "-o", ".", "--format", "xlsx"],
        &["extract", "a.txt", "--format", "xlsx", "-o", "candidates.xlsx", "--all"],
    ] {
        drogman(folder, &[&["-q", "-g", "g.yaml", "--ui", ui, "--style", style], args].concat());
    }
}

const NAMES: [&str; 3] = ["list.xlsx", "terms.xlsx", "candidates.xlsx"];

/// The cells of the second sheet, the first of data.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let name = book.sheet_names()[1].clone();
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn headings_and_words_are_french() {
    let folder = folder();
    workbooks(folder.path(), "fr", "presse");
    let of = |name: &str| cells(&folder.path().join(name)).concat().join("\n");
    let has = |name: &str, words: &[&str]| {
        let text = of(name);
        words.iter().for_each(|word| assert!(text.contains(word), "{name}: {word}\n{text}"));
    };
    has(
        "list.xlsx",
        &["Sorte de forme", "Statut:presse", "Décision", "préféré", "ville", "quasi-synonyme", "nom propre"],
    );
    has("terms.xlsx", &["FR forme trouvée", "EN préféré", "Nom de quel camp", "déconseillé", "région"]);
    has("candidates.xlsx", &["Vedette", "Concept connu", "personne"]);
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(fs::read(folder.path().join("list.xlsx")).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Lisez-moi – Read me", "Termes"]);
    let help = book.worksheet_range("Lisez-moi – Read me").unwrap();
    let help: String = help.rows().flatten().map(|cell| cell.to_string() + "\n").collect();
    assert!(help.contains("« corriger » dans Décision et la bonne forme dans Nouvelle forme."), "{help}");
    assert!(!help.contains('{'), "{help}");
}

#[test]
fn untouched_they_change_no_byte() {
    for style in ["default", "presse"] {
        let folder = folder();
        workbooks(folder.path(), "fr", style);
        for name in NAMES {
            let output = drogman(folder.path(), &["--style", style, "glossary", "merge", "g.yaml", name]);
            assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
            assert_eq!(
                fs::read_to_string(folder.path().join("g.yaml")).unwrap(),
                GLOSSARY,
                "{name}, {style}"
            );
        }
    }
}

#[test]
fn those_of_the_shipped_glossary_change_no_byte_either() {
    const ROOT: &str = env!("CARGO_MANIFEST_DIR");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("g")).unwrap();
    let mut before = Vec::new();
    for entry in fs::read_dir(Path::new(ROOT).join("glossary")).unwrap() {
        let name = entry.unwrap().file_name();
        let bytes = fs::read(Path::new(ROOT).join("glossary").join(&name)).unwrap();
        fs::write(path.join("g").join(&name), &bytes).unwrap();
        before.push((name, bytes));
    }
    let seeds = format!("{ROOT}/seeds");
    for args in [
        &["glossary", "export", "--format", "xlsx", "-o", "list.xlsx"][..],
        &["sheet", &seeds, "-o", ".", "--format", "xlsx"],
        &["extract", &seeds, "--format", "xlsx", "-o", "candidates.xlsx"],
    ] {
        drogman(path, &[&["-q", "-g", "g", "--ui", "fr", "--style", "armenia"], args].concat());
    }
    for name in NAMES {
        let output = drogman(path, &["--style", "armenia", "glossary", "merge", "g", name]);
        assert_eq!(said(&output), "0 changes, 0 conflicts\n", "{name}");
    }
    for (name, bytes) in before {
        assert!(fs::read(path.join("g").join(&name)).unwrap() == bytes, "{}", name.display());
    }
}

#[test]
fn they_are_imported_as_english_ones() {
    let folder = folder();
    for name in NAMES {
        let imported = ["en", "fr"].map(|ui| {
            workbooks(folder.path(), ui, "default");
            let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
                .current_dir(folder.path())
                .args(["glossary", "import", name, "-o", "back.yaml"])
                .output()
                .unwrap();
            let back = fs::read_to_string(folder.path().join("back.yaml")).unwrap_or_default();
            let _ = fs::remove_file(folder.path().join("back.yaml"));
            (output.status.code(), back)
        });
        if name == "candidates.xlsx" {
            continue;
        }
        assert_eq!(imported[0], imported[1], "{name}");
        assert!(imported[0].1.contains("Aubrac"), "{name}: {imported:?}");
    }
}

/// Writes the rows of a workbook as CSV, some of their cells changed: (row, column heading, new text).
fn edited(folder: &Path, name: &str, edits: &[(&str, &str, &str)]) {
    let mut rows = cells(&folder.join(name));
    let head = rows[0].clone();
    for (form, column, text) in edits {
        let at =
            head.iter().position(|heading| heading == column).unwrap_or_else(|| panic!("{column}: {head:?}"));
        let row = rows.iter_mut().find(|row| row.iter().any(|cell| cell == form)).unwrap();
        row[at] = (*text).to_owned();
    }
    let mut out = csv::Writer::from_path(folder.join("edited.csv")).unwrap();
    rows.iter().for_each(|row| out.write_record(row).unwrap());
    out.flush().unwrap();
}

#[test]
fn what_is_written_in_french_is_taken_up() {
    let glossary = |ui: &str, edits: &[(&str, &str, &str)], name: &str| {
        let folder = folder();
        workbooks(folder.path(), ui, "default");
        edited(folder.path(), name, edits);
        drogman(folder.path(), &["glossary", "merge", "g.yaml", "edited.csv"]);
        let now = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
        assert_ne!(now, GLOSSARY);
        now
    };
    let french =
        [("Aubrach", "Statut", "interdit"), ("burons", "Décision", "rejeter"), ("Valnoir", "Type", "lieu")];
    let english =
        [("Aubrach", "status", "forbidden"), ("burons", "decision", "reject"), ("Valnoir", "type", "place")];
    assert_eq!(glossary("fr", &french, "list.xlsx"), glossary("en", &english, "list.xlsx"));
    let french = [("sentier", "Décision", "accepter"), ("sentier", "Anglais", "track")];
    let english = [("sentier", "Decision", "accept"), ("sentier", "English", "track")];
    assert_eq!(glossary("fr", &french, "candidates.xlsx"), glossary("en", &english, "candidates.xlsx"));
}
