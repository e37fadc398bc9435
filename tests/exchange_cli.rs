//! The command line of exchange: reviews merged with comments kept, bad files without output.

mod bomb;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use bomb::zip_bomb;

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

const GLOSSARY: &str = "\
# Our names.
version: 1
languages: {source: fr, target: en}
concepts:
  # Two names, two positions.
  karabakh:
    type: region
    fr:
      preferred: Haut-Karabakh # the usual one
      variants:
        - Haut-Karabagh
        - {form: Nagorny Karabakh, status: admitted} # older
    en: Nagorno-Karabakh
  evlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh, Ievlakh]}, en: Yevlakh}
";

#[test]
fn a_review_is_merged_with_comments_and_order_kept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    let review = "concept,language,form,status,decision,new_form,note\n\
        karabakh,fr,Haut-Karabakh,preferred,accept,,Deux noms\n\
        karabakh,fr,Haut-Karabagh,forbidden,,,\n\
        karabakh,fr,Nagorny Karabakh,admitted,correct,Nagorno Karabakh,\n\
        evlakh,fr,Evlakh,deprecated,reject,,\n\
        evlakh,fr,Ievlakh,preferred,,,\n\
        evlakh,fr,Gone,deprecated,,,\n\
        nowhere,fr,X,deprecated,,,\n";
    fs::write(folder.path().join("r.csv"), review).unwrap();
    let output = drogman(folder.path(), &["glossary", "merge", "g.yaml", "r.csv"]);
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("r.csv:7: conflict: «Gone» is no form of «evlakh»"), "{said}");
    assert!(said.contains("r.csv:8: conflict: no concept «nowhere»"), "{said}");
    let merged = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
    for kept in
        ["# Our names.\n", "  # Two names, two positions.\n", "Haut-Karabakh # the usual one\n", "# older\n"]
    {
        assert!(merged.contains(kept), "«{kept}» is gone:\n{merged}");
    }
    assert!(merged.contains("{form: Haut-Karabagh, status: forbidden}"), "{merged}");
    assert!(merged.contains("{form: Nagorno Karabakh, status: admitted}"), "{merged}");
    assert!(merged.contains("note: Deux noms"), "{merged}");
    assert!(merged.contains("preferred: Ievlakh"), "{merged}");
    assert!(!merged.contains(" Evlakh") && !merged.contains("[Evlakh"), "{merged}");
    assert!(merged.find("karabakh:") < merged.find("evlakh:"));
    // The same review again changes nothing more.
    let before = merged;
    drogman(folder.path(), &["glossary", "merge", "g.yaml", "r.csv"]);
    assert_eq!(fs::read_to_string(folder.path().join("g.yaml")).unwrap(), before);
}

#[test]
fn a_workbook_exported_and_merged_unchanged_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    let export = ["-g", "g.yaml", "glossary", "export", "--format", "xlsx", "-o", "r.xlsx"];
    assert_eq!(drogman(folder.path(), &export).status.code(), Some(0));
    let output = drogman(folder.path(), &["glossary", "merge", "g.yaml", "r.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(fs::read_to_string(folder.path().join("g.yaml")).unwrap(), GLOSSARY);
}

#[test]
fn bad_files_end_with_one_line_exit_2_and_no_output() {
    let folder = tempfile::tempdir().unwrap();
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE tbx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<tbx>&b;</tbx>";
    let cut = "<tbx><text><body><conceptEntry id=\"a\">\n<langSec xml:lang=\"fr\"><termSec><term>Bakou";
    let files: [(&str, Vec<u8>, &str); 7] = [
        ("bomb.tbx", bomb.into(), "bomb.tbx:2:1: the file declares entities"),
        ("cut.tbx", cut.into(), ": the file ends in the middle"),
        (
            "latin.tbx",
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tbx>\xe9</tbx>".to_vec(),
            "latin.tbx:2:6: these bytes",
        ),
        ("tmx.tbx", b"<tmx version=\"1.4\"></tmx>".to_vec(), "tmx.tbx:1:1: the root element is <tmx>"),
        ("bomb.xlsx", zip_bomb(), "bomb.xlsx: xl/workbook.xml unpacks to more than 256 MB"),
        (
            "german.xlf",
            b"<xliff version=\"1.2\">\n<file source-language=\"de\" target-language=\"en\"/></xliff>"
                .to_vec(),
            "german.xlf:2:1: source-language is «de»",
        ),
        ("cut.xlsx", b"PK\x03\x04".to_vec(), "cut.xlsx: this is no readable workbook"),
    ];
    for (name, bytes, message) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
        let output = drogman(folder.path(), &["glossary", "import", name, "-o", "out.yaml"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(message), "«{said}» instead of «{message}»");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(!folder.path().join("out.yaml").exists());
    }
    let output =
        drogman(folder.path(), &["glossary", "import", "cut.tbx", "--languages", "fr,xx", "-o", "out.yaml"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown language «xx»"));
}

#[test]
fn fmt_orders_keys_and_keeps_comments() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# Names\nversion: 1\nlanguages: {source: fr, target: en}\nconcepts:\n  bakou:\n    fr: Bakou   \n    # the kind\n    type: city\n    en: Baku\n";
    fs::write(folder.path().join("g.yaml"), text).unwrap();
    assert_eq!(drogman(folder.path(), &["glossary", "fmt", "--check", "g.yaml"]).status.code(), Some(1));
    assert_eq!(drogman(folder.path(), &["glossary", "fmt", "g.yaml"]).status.code(), Some(0));
    let new = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
    assert!(new.contains("# Names\n") && new.contains("# the kind\n") && !new.contains("Bakou \n"), "{new}");
    assert!(new.find("type:") < new.find("fr: Bakou"), "{new}");
    assert_eq!(
        drogman(folder.path(), &["glossary", "fmt", "--check", "g.yaml"]).status.code(),
        Some(0),
        "{new}"
    );
}

/// The glossary that an import of `bytes` makes.
fn imported(name: &str, bytes: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = drogman(folder.path(), &["glossary", "import", name, "-o", "out.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.path().join("out.yaml")).unwrap()
}

#[test]
fn native_code_is_no_part_of_an_imported_term() {
    let bold = |term: &str| format!("<bpt i=\"1\">&lt;b&gt;</bpt>{term}<ept i=\"1\">&lt;/b&gt;</ept>");
    let tmx = format!(
        "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"fr\"><seg>{}<ph>{{1}}</ph></seg></tuv>\
         <tuv xml:lang=\"en\"><seg><it pos=\"begin\">[</it><hi>Baku</hi><ut>]</ut></seg></tuv></tu></body></tmx>",
        bold("Bakou")
    );
    let xliff = format!(
        "<xliff version=\"1.2\"><file source-language=\"fr\" target-language=\"en\"><body><trans-unit id=\"1\">\
         <source>{}<ph id=\"2\">{{1}}</ph></source><target><g id=\"1\"><mrk mtype=\"term\">Baku</mrk></g>\
         <x id=\"3\"/></target></trans-unit></body></file></xliff>",
        bold("Bakou").replace(" i=", " id=")
    );
    let xliff2 = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"fr\" trgLang=\"en\">\
        <file id=\"f\"><unit id=\"u\"><originalData><data id=\"d\">&lt;b&gt;</data></originalData><segment>\
        <source><pc id=\"1\" dataRefStart=\"d\">Bakou</pc><ph id=\"2\"/></source>\
        <target><sc id=\"1\"/>Baku<ec startRef=\"1\"/></target></segment></unit></file></xliff>";
    for (name, text) in [("a.tmx", tmx.as_str()), ("a.xlf", &xliff), ("b.xlf", xliff2)] {
        let glossary = imported(name, text);
        for form in ["Bakou", "Baku"] {
            let is_form = |word: &str| word.trim_matches(['"', '\'', ',', '{', '}']) == form;
            assert!(glossary.split_whitespace().any(is_form), "{name}: {glossary}");
        }
        for code in ["<b>", "{1}", "[", "]"] {
            let names = glossary.lines().filter(|line| line.contains("Bak"));
            assert!(!names.into_iter().any(|line| line.contains(code)), "{name}: {glossary}");
        }
    }
}

#[test]
fn elements_of_another_namespace_are_no_units() {
    let tmx = "<tmx version=\"1.4\" xmlns:sdl=\"http://sdl.com\"><header/><body><tu><tuv xml:lang=\"fr\">\
        <seg>Bakou</seg><sdl:seg>Autre</sdl:seg></tuv><tuv xml:lang=\"en\"><seg>Baku</seg><sdl:seg>Other</sdl:seg>\
        </tuv></tu></body></tmx>";
    let glossary = imported("a.tmx", tmx);
    assert!(glossary.contains("Bakou") && !glossary.contains("Autre"), "{glossary}");
    assert!(glossary.contains("Baku") && !glossary.contains("Other"), "{glossary}");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.tmx"), tmx).unwrap();
    let output = drogman(folder.path(), &["segment", "a.tmx"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Bakou\n\nBaku\n");
}

#[test]
fn proposals_of_a_memory_are_no_terms_of_an_xliff_unit() {
    let xliff = "<xliff version=\"1.2\"><file source-language=\"fr\" target-language=\"en\"><body><trans-unit id=\"1\">\
        <source>Bakou</source><target>Baku</target><alt-trans><source>Autrefois</source><target>Other</target>\
        </alt-trans></trans-unit></body></file></xliff>";
    let xliff2 = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"fr\" trgLang=\"en\" \
        xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\"><file id=\"f\"><unit id=\"u\"><mtc:matches>\
        <mtc:match ref=\"#s\"><source>Autrefois</source><target>Other</target></mtc:match></mtc:matches>\
        <segment id=\"s\"><source>Bakou</source><target>Baku</target></segment></unit></file></xliff>";
    for (name, text) in [("a.xlf", xliff), ("b.xlf", xliff2)] {
        let glossary = imported(name, text);
        assert!(glossary.contains("Bakou") && glossary.contains("Baku"), "{name}: {glossary}");
        assert!(!glossary.contains("Autrefois") && !glossary.contains("Other"), "{name}: {glossary}");
    }
}
