//! Reviews brought back: untouched ones change nothing, an edited cell changes what it says and nothing else.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use drogman::{
    exchange::{Input, ReviewFormat, TermList, list_format, read_review, wishes},
    glossary::{Glossary, StyleId},
};
use proptest::prelude::*;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const STYLES: [&str; 5] = ["default", "afp", "armenia", "azerbaijan", "onu"];
const FORMATS: [&str; 5] = ["csv", "tsv", "xlsx", "tbx", "json"];
/// The formats of sheets that come back.
const SHEETS: [&str; 3] = ["csv", "tsv", "xlsx"];

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn done(folder: &Path, args: &[&str]) {
    let output = drogman(folder, args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
}

/// The files of a folder with their bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// A copy of the shipped glossary, as the folder `g` and as the one file `one.yaml`.
fn shipped() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("g")).unwrap();
    for (path, bytes) in files(&Path::new(ROOT).join("glossary")) {
        fs::write(folder.path().join("g").join(path.file_name().unwrap()), bytes).unwrap();
    }
    done(folder.path(), &["-g", "g", "glossary", "export", "--format", "yaml", "-o", "one.yaml"]);
    folder
}

/// Merges a review, which is to change nothing, in the style it names whatever the command line says.
fn untouched(folder: &Path, glossary: &str, review: &str) {
    let output = drogman(folder, &["glossary", "merge", glossary, review]);
    assert_eq!(said(&output), "0 changes, 0 conflicts\n", "{glossary} {review}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_untouched_export_changes_no_byte() {
    let folder = shipped();
    let folder = folder.path();
    let before = (files(&folder.join("g")), fs::read(folder.join("one.yaml")).unwrap());
    for style in STYLES {
        for format in FORMATS {
            let review = format!("{style}.{format}");
            let export = ["-q", "-g", "g", "glossary", "export", "--format", format, "--style", style];
            done(folder, &[&export[..], &["-o", &review]].concat());
            untouched(folder, "g", &review);
        }
        untouched(folder, "one.yaml", &format!("{style}.csv"));
    }
    assert!(before == (files(&folder.join("g")), fs::read(folder.join("one.yaml")).unwrap()));
}

/// Three lists as clients send them.
const LISTS: [(&str, &str); 3] = [
    (
        "clients.csv",
        "français;anglais;remarque;type\nbassin versant;catchment area;voir SDAGE;term\ncrue;flood;;term\n\
         crue;spate;;term\n« étiage » (n.m.);low water;;term\nAgence de l’eau (AE);Water Agency;;organisation\n\
         maire / mairesse;mayor;;term\n007;double-oh seven;-1;term\n",
    ),
    (
        "lieux.tsv",
        "fr\ten\tnote\nSaint-Ours\tSaint Ours\tville haute\nPort-Lannec\tPort Lannec\t\nPort Lannec\tPort Lannec\t\n",
    ),
    (
        "base.tbx",
        "<tbx type='TBX-Basic' style='dct' xml:lang='fr' xmlns='urn:iso:std:iso:30042:ed-2' \
         xmlns:min='http://www.tbxinfo.net/ns/min' xmlns:basic='http://www.tbxinfo.net/ns/basic'><tbxHeader/><text><body>\
         <conceptEntry id='1'><min:subjectField>droit</min:subjectField><note>a &amp; b</note>\
         <langSec xml:lang='fr'><termSec><term>arrêt</term><min:administrativeStatus>preferredTerm-admn-sts\
         </min:administrativeStatus><basic:grammaticalGender>masculine</basic:grammaticalGender></termSec>\
         <termSec><term>Décision judiciaire</term><note>rare</note></termSec></langSec>\
         <langSec xml:lang='en'><termSec><term>ruling</term></termSec></langSec></conceptEntry>\
         <conceptEntry id='c 2'><langSec xml:lang='fr'><termSec><term>sursis</term></termSec></langSec>\
         <langSec xml:lang='en'><termSec><term>stay</term></termSec><termSec><term>reprieve</term></termSec></langSec>\
         </conceptEntry></body></text></tbx>",
    ),
];

#[test]
fn an_untouched_export_of_an_imported_list_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, text) in LISTS {
        fs::write(folder.join(name), text).unwrap();
        let glossary = format!("{name}.yaml");
        // Rows that were joined are named; that is no failure here.
        drogman(folder, &["-q", "glossary", "import", name, "-o", &glossary]);
        let text = fs::read_to_string(folder.join(&glossary)).unwrap();
        let text = text.replacen("concepts:", "styles: [afp, onu, armenia, azerbaijan]\nconcepts:", 1);
        fs::write(folder.join(&glossary), &text).unwrap();
        for style in STYLES {
            for format in FORMATS {
                let export = ["-q", "-g", &glossary, "glossary", "export", "--format", format, "-o", "r"];
                let review = format!("r.{format}");
                done(folder, &[&export[..8], &[&review, "--style", style]].concat());
                untouched(folder, &glossary, &review);
            }
        }
        assert_eq!(fs::read_to_string(folder.join(&glossary)).unwrap(), text);
    }
}

#[test]
fn an_untouched_sheet_changes_no_byte() {
    let folder = shipped();
    let folder = folder.path();
    fs::copy(Path::new(ROOT).join("tests/cases/exchange/glossary.yaml"), folder.join("small.yaml")).unwrap();
    let inflected = "Des Arméniennes, une ARMÉNIENNE et l'Etat ; cessez-le feu à Erévan. Le Karabâkh, le \
        haut karabakh et M. Alièv : la sclérose, l'Otan, les Russes. Əliyev et Ilham Əliyev.";
    fs::write(folder.join("a.txt"), inflected).unwrap();
    let before = files(&folder.join("g"));
    let seeds = format!("{ROOT}/seeds");
    for (glossary, styles) in [("g", &STYLES[..]), ("small.yaml", &["default", "armenia"])] {
        for style in styles {
            let sheet = ["-q", "-g", glossary, "sheet", &seeds, "a.txt", "-o", "o", "--style", style];
            done(folder, &[&sheet[..], &["--format", "csv,tsv,xlsx"]].concat());
            for format in SHEETS {
                untouched(folder, glossary, &format!("o/terms.{format}"));
            }
        }
    }
    assert!(before == files(&folder.join("g")));
}

#[test]
fn candidates_without_a_decision_change_no_byte() {
    let folder = shipped();
    let folder = folder.path();
    let before = files(&folder.join("g"));
    let seeds = format!("{ROOT}/seeds");
    for format in ["xlsx", "tsv"] {
        let file = format!("c.{format}");
        done(folder, &["-q", "-g", "g", "extract", &seeds, "--format", format, "-o", &file]);
    }
    untouched(folder, "g", "c.xlsx");
    assert!(before == files(&folder.join("g")));
}

/// The wishes of a review of the glossary in a style, as the library tells them: those, conflicts, refused rows.
fn counted(glossary: &Glossary, style: &str, bytes: &[u8], format: &str) -> (usize, usize, usize) {
    let boxed: Box<dyn std::io::Read> = Box::new(bytes);
    let format = ReviewFormat::of(&format!("r.{format}"));
    let review = read_review(Input::new(boxed).unwrap(), format, glossary.languages).unwrap();
    let named = review.style.clone().unwrap_or_else(|| "default".into());
    assert_eq!(named, style);
    let asked = wishes(&review, glossary, glossary.style(style).unwrap());
    (asked.wishes.len(), asked.conflicts.len(), asked.refused.len())
}

fn whole() -> &'static Glossary {
    static GLOSSARY: std::sync::OnceLock<Glossary> = std::sync::OnceLock::new();
    let read = || Glossary::read(&[Path::new(ROOT).join("glossary")]).unwrap().accept().unwrap().0;
    GLOSSARY.get_or_init(read)
}

/// The rows of a table in another order of rows and columns, some rows taken out.
fn shuffled(bytes: &[u8], seed: usize) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let (head, rows) = rows.split_first().unwrap();
    let mut rows: Vec<_> = rows.iter().enumerate().filter(|(n, _)| !(n + seed).is_multiple_of(5)).collect();
    rows.sort_by_key(|(n, _)| n.wrapping_mul(seed * 2 + 1) % 101);
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(head).chain(rows.into_iter().map(|(_, row)| row)) {
        let turn = seed % row.len();
        out.write_record(row.iter().cycle().skip(turn).take(row.len())).unwrap();
    }
    out.into_inner().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn an_untouched_part_of_a_list_asks_for_nothing(
        first in 0usize..1800, count in 1usize..60, style in 0usize..5, format in 0usize..5, seed in 0usize..1000,
    ) {
        let glossary = whole();
        let part = |concept: &drogman::glossary::Concept| {
            let at = glossary.concepts.get_index_of(&concept.id).unwrap();
            (first..first + count).contains(&at)
        };
        let (list, _) = TermList::of(glossary, StyleId(style), part);
        let style = glossary.styles[style].as_str();
        let format = FORMATS[format];
        let bytes = list_format(format).unwrap().write(&list).unwrap();
        prop_assert_eq!(counted(glossary, style, &bytes, format), (0, 0, 0));
        if format == "csv" {
            prop_assert_eq!(counted(glossary, style, &shuffled(&bytes, seed), "csv"), (0, 0, 0));
        }
    }
}

const SIDES: &str = "\
version: 1
languages: {source: fr, target: en}
styles: [nord, sud]
concepts:
  # two names
  val-noir:
    type: region
    note: litige de 1951
    fr:
      preferred: {default: Val-Noir, nord: Ternoc}
      article: le
      variants:
        - Val Noire # of the archives
        - {form: Ternoc, relation: party, party: nord, status: admitted, in: {sud: forbidden}}
    en:
      preferred: {default: Black Vale, nord: Ternok}
      variants: [{form: Ternok, relation: party, party: nord, status: admitted}]
  sept: {type: term, note: 2020-11-09, fr: {preferred: \"007\", variants: [\"'=x\", \"-ism\"]}, en: seven}
  mot: {type: term, fr: mot, en: word}
";

/// Merges a table into [`SIDES`]: what was said, the lines that came and went, and the exit code.
fn merged(table: &str, options: &[&str]) -> (String, Vec<String>, i32) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), SIDES).unwrap();
    fs::write(folder.path().join("r.csv"), table).unwrap();
    let output = drogman(folder.path(), &[&["glossary", "merge", "g.yaml", "r.csv"], options].concat());
    let now = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
    let only = |a: &str, b: &str, sign: char| -> Vec<String> {
        let lines = a.lines().filter(|line| !b.lines().any(|other| other == *line));
        lines.map(|line| format!("{sign}{}", line.trim())).collect()
    };
    let changed = [only(SIDES, &now, '-'), only(&now, SIDES, '+')].concat();
    (said(&output), changed, output.status.code().unwrap())
}

/// What drogman exports of [`SIDES`] in a style.
fn exported(style: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), SIDES).unwrap();
    let export = ["-q", "-g", "g.yaml", "glossary", "export", "--format", "csv", "--style", style];
    let output = drogman(folder.path(), &export);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_edited_cell_changes_what_it_says_in_the_style_of_the_file() {
    let (default, sud, nord) = (exported("default"), exported("sud"), exported("nord"));
    assert!(default.contains(",status,") && sud.contains(",status:sud,"), "{sud}");
    let party = "form: Ternoc, relation: party, party: nord";
    let cases: [(&str, &str, &str, &[&str]); 9] = [
        (&sud, "fr,Ternoc,full,forbidden", "fr,Ternoc,full,deprecated", &["sud: deprecated"]),
        (
            &default,
            "fr,Val Noire,full,deprecated",
            "fr,Val Noire,full,forbidden",
            &["{form: Val Noire, status: forbidden} # of the archives"],
        ),
        (&default, "litige de 1951", "\"litige: de 1952, [sic]\"", &["note: \"litige: de 1952, [sic]\""]),
        (&default, "val-noir,region,fr,Val-Noir", "val-noir,polity,fr,Val-Noir", &["type: polity"]),
        (
            &default,
            "fr,Ternoc,full,admitted,party,nord",
            "fr,Ternoc,full,admitted,party,est",
            &["form: Ternoc, relation: party, party: est, status: admitted, in: {sud: forbidden}"],
        ),
        (
            &default,
            "Val Noire,full,deprecated,spelling",
            "Val Noire,full,deprecated,former",
            &["status: deprecated", "relation: former", "# of the archives"],
        ),
        (
            &sud,
            "fr,Ternoc,full,forbidden",
            "fr,Ternoc,full,preferred",
            &["sud: Ternoc", "{form: Val-Noir, in: {sud: admitted}}"],
        ),
        (&nord, "en,Black Vale,full,deprecated", "en,Black Vale,full,preferred", &["nord: Black Vale"]),
        (&default, "litige de 1951", "", &[]),
    ];
    for (table, old, new, there) in cases {
        assert!(table.contains(old), "«{old}» is not in {table}");
        let (said, changed, code) = merged(&table.replace(old, new), &[]);
        let all = changed.join("\n");
        assert_eq!((code, said.lines().last()), (0, Some("1 change, 0 conflicts")), "{said}\n{all}");
        for text in there {
            assert!(all.contains(text), "«{text}» is not in\n{all}");
        }
        let kept = changed.iter().filter(|line| line.starts_with('-') && line.contains(party)).count();
        let still = changed
            .iter()
            .filter(|line| line.starts_with('+') && line.contains("form: Ternoc, relation: party"))
            .count();
        assert_eq!(kept, still, "{all}");
        assert!(changed.len() <= 4, "{all}");
    }
}

#[test]
fn a_row_that_cannot_be_read_is_refused_alone() {
    let table = exported("default");
    let table = table
        .replace("Val Noire,full,deprecated", "Val Noire,full,obsolète")
        .replace("en,Ternok,full,admitted", "en,Ternok,full,forbidden");
    let (said, changed, code) = merged(&table, &[]);
    let expected = "status «obsolète»: write preferred, admitted, deprecated or forbidden";
    assert!(said.contains(expected) && said.contains("1 change, 0 conflicts, 1 row refused"), "{said}");
    assert_eq!((code, changed.len()), (2, 2), "{changed:?}");
}

#[test]
fn an_edit_that_cannot_be_made_is_one_conflict_and_the_others_are_made() {
    let table = "concept,language,form,status,decision,new_form\n\
        mot,fr,mot,admitted,,\n\
        mot,en,word,,correct,seven\n\
        sept,fr,-ism,forbidden,,\n\
        sept,fr,007,,reject,\n\
        val-noir,fr,Val Noire,,correct,mot\n";
    let (said, changed, code) = merged(table, &[]);
    let of = |line: usize| said.matches(&format!("r.csv:{line}: conflict: ")).count();
    assert_eq!([of(2), of(4), of(5), of(6)], [1, 0, 1, 1], "{said}");
    assert_eq!(code, 1, "{said}");
    assert!(changed.iter().any(|line| line.contains("form: \"-ism\", status: forbidden")), "{changed:?}");
    assert!(changed.iter().all(|line| !line.contains("Val Noire")), "{changed:?}");
}

#[test]
fn rows_that_disagree_are_a_conflict_and_rows_that_agree_one_change() {
    let agree = "concept,form,note\nval-noir,Val-Noir,A\nval-noir,Ternoc,A\n";
    let (said, changed, _) = merged(agree, &[]);
    assert!(said.ends_with("1 change, 0 conflicts\n") && changed.contains(&"+note: A".to_owned()), "{said}");
    let (said, changed, code) = merged(&agree.replace("Ternoc,A", "Ternoc,B"), &[]);
    assert!(said.contains("r.csv:3: conflict: ") && said.ends_with("0 changes, 1 conflict\n"), "{said}");
    assert_eq!((changed.len(), code), (0, 1));
}

#[test]
fn a_table_that_a_spreadsheet_wrote_again_asks_for_nothing() {
    let table = exported("default");
    assert!(table.contains("''=x") && table.contains("'-ism"), "{table}");
    let again = table
        .replace(",007,", ",7,")
        .replace("2020-11-09", "09/11/2020")
        .replace("litige de 1951", " litige de 1951 ");
    assert_ne!(table, again);
    let (said, changed, code) = merged(&again, &["--style", "default"]);
    assert_eq!((said.as_str(), changed.len(), code), ("0 changes, 0 conflicts\n", 0, 0));
}

#[test]
fn another_style_on_the_command_line_gives_way_to_the_file() {
    let (said, changed, code) = merged(&exported("sud"), &["--style", "nord"]);
    assert!(
        said.contains("written for the style «sud»") && said.ends_with("0 changes, 0 conflicts\n"),
        "{said}"
    );
    assert_eq!((changed.len(), code), (0, 0));
    let (said, _, code) = merged(&exported("sud").replace("status:sud", "status:est"), &[]);
    assert!(said.contains("style «est»; the glossary has default, nord, sud"), "{said}");
    assert_eq!(code, 2);
}

#[test]
fn an_edit_in_any_format_of_lists_changes_what_it_says() {
    for (format, old, new) in [
        (
            "tbx",
            "<term>Val Noire</term>\n<min:administrativeStatus>deprecated",
            "<term>Val Noire</term>\n<min:administrativeStatus>superseded",
        ),
        ("json", "litige de 1951", "litige de 1952"),
        ("tsv", "fr\tVal Noire\tfull\tdeprecated", "fr\tVal Noire\tfull\tforbidden"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("g.yaml"), SIDES).unwrap();
        let review = format!("r.{format}");
        let export = ["-q", "-g", "g.yaml", "glossary", "export", "--format", format, "-o", &review];
        done(folder.path(), &export);
        let text = fs::read_to_string(folder.path().join(&review)).unwrap();
        assert!(text.contains(old), "{text}");
        fs::write(folder.path().join(&review), text.replace(old, new)).unwrap();
        let merged = ["glossary", "merge", "g.yaml", &review];
        assert_eq!(said(&drogman(folder.path(), &merged)), "1 change, 0 conflicts\n", "{format}");
        assert_eq!(said(&drogman(folder.path(), &merged)), "0 changes, 0 conflicts\n", "{format}, again");
    }
}

#[test]
fn an_entry_of_json_that_cannot_be_read_is_refused_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), SIDES).unwrap();
    done(folder.path(), &["-q", "-g", "g.yaml", "glossary", "export", "--format", "json", "-o", "r.json"]);
    let text = fs::read_to_string(folder.path().join("r.json")).unwrap();
    let text =
        text.replacen("\"status\": \"deprecated\"", "\"status\": \"old\"", 1).replace("\"seven\"", "\"7\"");
    fs::write(folder.path().join("r.json"), text).unwrap();
    let output = drogman(folder.path(), &["glossary", "merge", "g.yaml", "r.json"]);
    let told = said(&output);
    assert!(told.contains("unknown variant `old`") && told.contains("1 row refused"), "{told}");
    assert_eq!(output.status.code(), Some(2));
}
