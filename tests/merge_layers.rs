//! Reviews of a glossary that lies over others: what is changed is said in its own files, and nowhere else.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const HOUSE: &str = "version: 1
languages: {source: fr, target: en}
styles: [nord]
concepts:
  val-vert:
    type: region
    note: ancien duché
    fr:
      preferred: Val-Vert
      gender: m
      variants: [Val Verte, {form: Verdonie, relation: former}]
    en: Green Vale
  orvanne:
    type: city
    fr: {preferred: {default: Orvanne, nord: Orvane}, variants: [Orvannes]}
    en: Orvanne
  lebrac:
    type: person
    fr: {given: Odilon, family: Lebrac, gender: m}
    en: {given: Odilon, family: Lebrac}
";

const OWN: &str = "# ours
version: 1
extends: [maison.yaml]
concepts:
  # the weir
  seuil: {type: term, fr: seuil, en: weir}   # flow
  orvanne: {fr: {variants: [{form: Orvanes, status: admitted}]}}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("maison.yaml"), HOUSE).unwrap();
    fs::write(folder.path().join("own.yaml"), OWN).unwrap();
    folder
}

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

/// Exports the glossary, changes rows of it, and merges it: what the program says.
fn merged(folder: &Path, style: &str, edits: &[(&str, &str)]) -> String {
    let export = ["-q", "-g", "own.yaml", "--style", style, "glossary", "export", "--format", "csv"];
    let output = drogman(folder, &[&export[..], &["-o", "r.csv"]].concat());
    assert!(output.status.success(), "{}", said(&output));
    let mut table = read(folder, "r.csv");
    for (from, to) in edits {
        assert_eq!(table.matches(from).count(), 1, "{from} in\n{table}");
        table = table.replace(from, to);
    }
    fs::write(folder.join("r.csv"), table).unwrap();
    said(&drogman(folder, &["glossary", "merge", "own.yaml", "r.csv"]))
}

/// The forms of a concept with their statuses, as all layers say it.
fn forms(folder: &Path, style: &str, concept: &str) -> Vec<(String, String)> {
    let args = ["-q", "-g", "own.yaml", "--style", style, "glossary", "export", "--format", "csv", "-o", "-"];
    let output = drogman(folder, &args);
    let table = String::from_utf8(output.stdout).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let headings: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    let at = |name: &str| headings.iter().position(|heading| heading.starts_with(name)).unwrap();
    let (id, form, status) = (at("concept"), at("form"), at("status"));
    let rows = rows.records().map(Result::unwrap).filter(|row| &row[id] == concept);
    let mut forms: Vec<_> = rows.map(|row| (row[form].to_owned(), row[status].to_owned())).collect();
    forms.sort();
    forms
}

/// The row of a form in an export, from its first cell to its status.
fn row(folder: &Path, style: &str, form: &str) -> String {
    let args = ["-q", "-g", "own.yaml", "--style", style, "glossary", "export", "--format", "csv", "-o", "-"];
    let table = String::from_utf8(drogman(folder, &args).stdout).unwrap();
    let line = table.lines().find(|line| line.split(',').any(|cell| cell == form));
    line.unwrap_or_else(|| panic!("{form} in\n{table}")).to_owned()
}

#[test]
fn an_untouched_export_of_layers_changes_no_byte() {
    let folder = folder();
    for style in ["default", "nord"] {
        assert_eq!(merged(folder.path(), style, &[]), "0 changes, 0 conflicts\n");
    }
    assert_eq!(
        (read(folder.path(), "own.yaml"), read(folder.path(), "maison.yaml")),
        (OWN.into(), HOUSE.into())
    );
}

#[test]
fn a_change_of_a_lower_layer_is_a_patch_that_can_be_taken_back() {
    let folder = folder();
    let folder = folder.path();
    let before = forms(folder, "default", "val-vert");
    let old = row(folder, "default", "Verdonie");
    let new = old.replace("admitted", "forbidden");
    assert_ne!(old, new);
    let told = merged(folder, "default", &[(&old, &new), ("ancien duché,", "duché d’antan,")]);
    // The note is said once, in the first row of the concept.
    assert!(told.starts_with("2 changes, 0 conflicts"), "{told}");
    assert_eq!(read(folder, "maison.yaml"), HOUSE);
    let own = read(folder, "own.yaml");
    let patch = own.strip_prefix(OWN.trim_end()).expect("what was there stays");
    assert!(
        patch.contains("val-vert:") && patch.contains("Verdonie") && !patch.contains("Green Vale"),
        "{patch}"
    );
    let after = forms(folder, "default", "val-vert");
    let changed: Vec<_> = before.iter().zip(&after).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 1, "{after:?}");
    assert_eq!(*changed[0].1, ("Verdonie".to_owned(), "forbidden".to_owned()));

    // Merged again it changes nothing, and taken back everything is as before.
    assert_eq!(
        said(&drogman(folder, &["glossary", "merge", "own.yaml", "r.csv"])),
        "0 changes, 0 conflicts\n"
    );
    let log = said(&drogman(folder, &["-g", "own.yaml", "glossary", "log"]));
    let id = log.split_whitespace().next().unwrap().to_owned();
    let undone = drogman(folder, &["-g", "own.yaml", "glossary", "undo", &id]);
    assert!(undone.status.success(), "{log}\n{}", said(&undone));
    assert_eq!(read(folder, "own.yaml"), OWN);
}

#[test]
fn every_kind_of_change_reaches_the_layer_beneath() {
    for (style, form, from, to, expected) in [
        ("default", "Val Verte", "deprecated", "admitted", ("Val Verte", "admitted")),
        ("default", "Verdonie", "admitted", "preferred", ("Verdonie", "preferred")),
        ("nord", "Orvannes", "deprecated", "forbidden", ("Orvannes", "forbidden")),
        ("nord", "Orvannes", "deprecated", "preferred", ("Orvannes", "preferred")),
        ("default", "Orvanes", "admitted", "deprecated", ("Orvanes", "deprecated")),
        ("default", "Odilon Lebrac", "region", "region", ("Odilon Lebrac", "preferred")),
    ] {
        let folder = folder();
        let folder = folder.path();
        let old = row(folder, style, form);
        let new = old.replace(from, to);
        let told = merged(folder, style, &[(&old, &new)]);
        let changes = if old == new { "0 changes, 0 conflicts" } else { "1 change, 0 conflicts" };
        assert!(told.starts_with(changes), "{form}: {told}");
        let concept = old.split(',').next().unwrap();
        let after = forms(folder, style, concept);
        let expected = (expected.0.to_owned(), expected.1.to_owned());
        assert!(after.contains(&expected), "{form}: {after:?}\n{}", read(folder, "own.yaml"));
        assert_eq!(read(folder, "maison.yaml"), HOUSE);
    }
}

#[test]
fn a_form_is_renamed_removed_and_added_above() {
    let folder = folder();
    let folder = folder.path();
    let review = "concept,language,form,decision,new form\n\
                  val-vert,fr,Val Verte,reject,\n\
                  val-vert,fr,Verdonie,correct,Verdonia\n\
                  orvanne,fr,Orvanne,correct,Aurvanne\n";
    fs::write(folder.join("r.csv"), review).unwrap();
    let told = said(&drogman(folder, &["glossary", "merge", "own.yaml", "r.csv"]));
    assert!(told.starts_with("3 changes, 0 conflicts"), "{told}\n{}", read(folder, "own.yaml"));
    let names = |concept: &str| -> Vec<String> {
        forms(folder, "default", concept).into_iter().map(|(form, _)| form).collect()
    };
    assert_eq!(names("val-vert"), ["Green Vale", "Val-Vert", "Verdonia"]);
    assert_eq!(names("orvanne"), ["Aurvanne", "Orvane", "Orvanes", "Orvanne", "Orvannes"]);
    assert_eq!(read(folder, "maison.yaml"), HOUSE);
}

#[test]
fn what_the_project_lays_beneath_counts_too() {
    let folder = folder();
    let folder = folder.path();
    fs::write(folder.join("own.yaml"), "version: 1\nconcepts: {}\n").unwrap();
    fs::write(folder.join("drogman.yaml"), "glossary: [own.yaml, maison.yaml]\n").unwrap();
    fs::write(
        folder.join("r.csv"),
        "concept,language,form,decision,new form\nval-vert,fr,Val Verte,reject,\n",
    )
    .unwrap();
    let told = said(&drogman(folder, &["glossary", "merge", "own.yaml", "r.csv"]));
    assert!(told.starts_with("1 change, 0 conflicts"), "{told}");
    assert!(read(folder, "own.yaml").contains("remove: [Val Verte]"), "{}", read(folder, "own.yaml"));
    let log = said(&drogman(folder, &["glossary", "log"]));
    let id = log.split_whitespace().next().unwrap().to_owned();
    assert!(drogman(folder, &["glossary", "undo", &id]).status.success());
    assert_eq!(read(folder, "own.yaml"), "version: 1\nconcepts: {}\n");
}
