//! `glossary import`: what a translator's list says is kept, guessed or named.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

/// What an import of a file says, and the glossary as CSV.
fn imported(name: &str, bytes: &[u8], options: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let args = [&["glossary", "import", name, "-o", "g.yaml"], options].concat();
    let output = drogman(folder.path(), &args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
    let export = drogman(folder.path(), &["-g", "g.yaml", "glossary", "export", "--format", "csv"]);
    let csv = String::from_utf8(export.stdout).unwrap();
    assert!(export.status.success(), "{}\n{said}", String::from_utf8_lossy(&export.stderr));
    (said, csv)
}

#[track_caller]
fn has(csv: &str, rows: &[&str]) {
    for row in rows {
        assert!(csv.contains(row), "«{row}» is missing:\n{csv}");
    }
}

#[track_caller]
fn lacks(csv: &str, rows: &[&str]) {
    for row in rows {
        assert!(!csv.contains(row), "«{row}» is there:\n{csv}");
    }
}

#[test]
fn rows_of_a_list_are_joined_by_their_french() {
    let list = "fr,en\nchâteau d'eau,water tower\nbarque,barge\nchâteau d'eau,standpipe\nbarque,barge\n";
    let (said, csv) = imported("l.csv", list.as_bytes(), &[]);
    has(&csv, &[",en,water tower,full,preferred", ",en,standpipe,full,admitted"]);
    assert!(
        said.contains("l.csv:4: «château d'eau» joins «château d'eau» at line 2: «standpipe» is admitted"),
        "{said}"
    );
    assert!(said.contains("l.csv:5: «barque» says no more than «barque» at line 3"), "{said}");
}

#[test]
fn entries_of_a_termbase_stay_apart() {
    let entry = |id: &str, french: &str, more: &str, english: &str| {
        format!(
            "<termEntry id='{id}'><langSet xml:lang='fr'><tig><term>{french}</term></tig>{more}</langSet>\
             <langSet xml:lang='en'><tig><term>{english}</term></tig></langSet></termEntry>"
        )
    };
    let further = "<tig><term>gabarit</term></tig>";
    let tbx = format!(
        "<martif type='TBX'><text><body>\n{}\n{}\n{}</body></text></martif>",
        entry("a", "coffrage", further, "formwork"),
        entry("b", "moule", further, "mould"),
        entry("c", "forme", "", "mould"),
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("l.tbx"), tbx).unwrap();
    let output = drogman(folder.path(), &["glossary", "import", "l.tbx", "-o", "g.yaml"]);
    let said = String::from_utf8(output.stderr).unwrap();
    let yaml = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
    has(&yaml, &["  a:\n", "  b:\n", "  c:\n", "coffrage", "fr: moule", "fr: forme"]);
    assert_eq!((yaml.matches("gabarit").count(), yaml.matches("mould").count()), (1, 2), "{yaml}");
    let stays = "l.tbx:3: «gabarit» is a form of «coffrage» at line 2 and stays there alone";
    assert!(said.contains(stays), "{said}");
    assert!(said.contains("l.tbx:4: «mould» is a form of «moule» at line 3, too; both keep it"), "{said}");
}

#[test]
fn accents_tell_rows_apart() {
    let (_, csv) = imported("l.csv", "fr,en\npêcher,peach tree\npécher,to sin\n".as_bytes(), &[]);
    has(&csv, &[",fr,pêcher,full,preferred", ",fr,pécher,full,preferred"]);
}

#[test]
fn what_is_forbidden_stands_beside_what_is_written() {
    let list = "Terme;Équivalent anglais;Statut\nmadrague;tuna trap;interdit\nthonaire;tuna trap;privilégié\n\
                palangrotte;handline;à éviter\nvivier;;à proscrire\n";
    let (said, csv) = imported("l.csv", list.as_bytes(), &[]);
    has(
        &csv,
        &[",fr,thonaire,full,preferred", ",fr,madrague,full,forbidden", ",fr,palangrotte,full,deprecated"],
    );
    has(&csv, &[",fr,vivier,full,forbidden", ",en,tuna trap,full,preferred", ",en,handline,full,preferred"]);
    assert!(
        said.contains("l.csv:2: «madrague» joins «thonaire» at line 3, which has its equivalent"),
        "{said}"
    );
    assert!(!said.contains("no term in"), "{said}");
}

#[test]
fn a_form_that_nothing_replaces_is_found_and_never_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("l.csv"), "fr,en,status\nmadrague,tuna trap,forbidden\n").unwrap();
    fs::write(folder.path().join("a.txt"), "La madrague est pleine.\n").unwrap();
    drogman(folder.path(), &["glossary", "import", "l.csv", "-o", "new/folder/g.yaml", "-q"]);
    let run = |args: &[&str]| drogman(folder.path(), &[&["-g", "new/folder/g.yaml"], args].concat());
    let check = run(&["check", "a.txt", "--format", "concise", "-q"]);
    let found = String::from_utf8(check.stdout).unwrap();
    assert!(found.contains("forbidden") && found.contains("madrague"), "{found}");
    let normalized = run(&["normalize", "-q", "a.txt"]);
    assert!(normalized.stdout.is_empty() || normalized.stdout.starts_with("La madrague".as_bytes()));
    let yaml = fs::read_to_string(folder.path().join("new/folder/g.yaml")).unwrap();
    assert!(yaml.contains("variants:") && !yaml.contains("preferred: madrague"), "{yaml}");
    assert_eq!(run(&["glossary", "fmt", "--check", "new/folder/g.yaml"]).status.code(), Some(0), "{yaml}");
}

#[test]
fn a_row_that_forbids_what_another_row_prefers_changes_nothing() {
    let list = "fr,en,status\nmadrague,tuna trap,preferred\nmadrague,fish pen,forbidden\n";
    let (said, csv) = imported("l.csv", list.as_bytes(), &[]);
    has(&csv, &[",fr,madrague,full,preferred"]);
    lacks(&csv, &["fish pen"]);
    assert!(
        said.contains("l.csv:3: «madrague» is forbidden here and a form of «madrague» at line 2"),
        "{said}"
    );
}

#[test]
fn cells_are_taken_apart_where_they_are_understood() {
    let list = "fr;en\nService des phares et balises (SPB);Lighthouse Service (LS)\nVallon (CH);Vallon (CH)\n\
                Peul / Peuls;Fula\n7/7;seven days a week\ntimonier (n. m.);helmsman\n\"Bermudes, les\";\"Bermudas, the\"\n\
                gouvernail / barre;rudder\n\"Bonjour {nom} / {titre}\";\"Hello {name}\"\nchenal (chenaux);channel\n";
    let (_, csv) = imported("l.csv", list.as_bytes(), &["--type", "term"]);
    has(
        &csv,
        &[
            ",fr,Service des phares et balises,full,preferred",
            ",fr,SPB,abbreviation,",
            ",en,LS,abbreviation,",
        ],
    );
    has(
        &csv,
        &[",fr,Vallon (CH),", ",fr,Peul,full,preferred", ",fr,Peuls,full,admitted,inflection", ",fr,7/7,"],
    );
    has(
        &csv,
        &[
            ",fr,timonier,full,preferred,,,masculine",
            ",fr,Bermudes,",
            ",en,Bermudas,",
            ",fr,barre,full,admitted",
        ],
    );
    has(&csv, &[",fr,Bonjour {nom} / {titre},", ",fr,chenaux,full,admitted,inflection"]);
    lacks(&csv, &["(n. m.)", ",CH,", "Bermudes, les"]);
}

#[test]
fn types_are_guessed_and_said_to_be_guesses() {
    let list = "fr;en\nMarguerite Sauvel;Marguerite Sauvel\nOffice des marées;Tide Office\nrivière Aulne;River Aulne\n\
                Vieux-Port-en-Brenne;Vieux-Port-en-Brenne\nEEG;EEG\namer;seamark\nPremier secrétaire;first secretary\n";
    let (said, csv) = imported("l.csv", list.as_bytes(), &[]);
    has(
        &csv,
        &["person,fr,Marguerite Sauvel", "organisation,fr,Office des marées", "place,fr,rivière Aulne"],
    );
    has(
        &csv,
        &["place,fr,Vieux-Port-en-Brenne", "term,fr,EEG", "term,fr,amer", "term,fr,Premier secrétaire"],
    );
    let guessed = "types guessed: 1 person, 2 place, 1 organisation, 3 term; change them in the file or with a column «type»";
    assert!(said.contains(guessed), "{said}");
    let (said, csv) = imported(
        "l.csv",
        "fr,en,Nature\nRaz Blanc,White Race,lieu\nIlien,Islander,gentilé\n".as_bytes(),
        &[],
    );
    has(&csv, &["place,fr,Raz Blanc", "demonym,fr,Ilien"]);
    assert!(!said.contains("guessed"), "{said}");
}

#[test]
fn columns_may_say_what_their_forms_are() {
    let list = "Français,Synonymes,Français à éviter,Sigle,Anglais,English acronym\n\
                bouée de sauvetage,bouée couronne,rond de sauvetage,BS,lifebuoy,LB\n";
    let (said, csv) = imported("l.csv", list.as_bytes(), &[]);
    has(&csv, &[",fr,bouée de sauvetage,full,preferred", ",fr,bouée couronne,full,admitted"]);
    has(&csv, &[",fr,rond de sauvetage,full,deprecated", ",fr,BS,abbreviation,", ",en,LB,abbreviation,"]);
    assert!(!said.contains("remark") || said.contains("0 remarks"), "{said}");
}

#[test]
fn lists_are_read_in_the_encodings_of_documents() {
    let list = "fr;en\nécluse;lock\nchâteau d’eau;water tower\n";
    let utf16: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with = |bytes: &[(char, u8)]| -> Vec<u8> {
        let byte = |c: char| bytes.iter().find(|(known, _)| *known == c).map_or(c as u8, |(_, byte)| *byte);
        list.chars().map(byte).collect()
    };
    let windows = with(&[('é', 0xE9), ('â', 0xE2), ('’', 0x92)]);
    let mac = with(&[('é', 0x8E), ('â', 0x89), ('’', 0xD5)]);
    for (bytes, options) in
        [(&utf16, &[][..]), (&windows, &[]), (&mac, &[]), (&mac, &["--encoding", "mac-roman"])]
    {
        let (_, csv) = imported("l.csv", bytes, options);
        has(&csv, &[",fr,écluse,", "château d’eau"]);
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("l.csv"), list).unwrap();
    let args = ["glossary", "import", "l.csv", "--encoding", "klingon", "-o", "g.yaml"];
    let output = drogman(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown encoding «klingon»"));
}

#[test]
fn geonames_gives_the_places_with_names_in_both_languages() {
    let rows = [
        "1\t501\tfr\tPort-Amer\t1\t\t\t\t\t",
        "2\t502\tfr\tÎle Sauvel\t\t\t\t\t\t",
        "3\t501\ten\tAmer Harbour\t1\t\t\t\t\t",
        "4\t501\tlink\thttps://example.org/Port-Amer\t\t\t\t\t\t",
        "5\t501\tfr\tVieil-Amer\t\t\t\t1\t1820\t1911",
        "6\t503\ten\tSauvel Rock\t\t\t\t\t\t",
        "7\t502\ten\tSauvel Island\t\t\t\t\t\t",
        "8\t501\tfr_1793\tPort-Égalité\t\t\t\t\t\t",
    ];
    let (said, csv) = imported("alternateNamesV2.txt", rows.join("\n").as_bytes(), &["--format", "geonames"]);
    has(
        &csv,
        &[
            "geonames-501,place,fr,Port-Amer,full,preferred",
            "geonames-501,place,en,Amer Harbour,full,preferred",
        ],
    );
    has(&csv, &["fr,Vieil-Amer,full,admitted,former", "geonames-502,place,fr,Île Sauvel", "GeoNames 502"]);
    lacks(&csv, &["Port-Égalité", "example.org", "Sauvel Rock"]);
    assert!(said.contains("1 places have no name in «fr» or none in «en»; they were left out"), "{said}");
}

#[test]
fn wikidata_comes_as_the_result_of_a_query() {
    let table = "item,itemLabel_fr,itemLabel_en,itemAltLabel_fr,itemDescription,class\n\
        http://www.wikidata.org/entity/Q901,Port-Amer,Amer Harbour,\"Vieil-Amer, Amer\",port imaginaire,http://www.wikidata.org/entity/Q515\n\
        http://www.wikidata.org/entity/Q902,Q902,Nowhere,,,\n";
    let (said, csv) = imported("query.csv", table.as_bytes(), &["--format", "wikidata"]);
    has(
        &csv,
        &[
            "Q901,city,fr,Port-Amer,full,preferred",
            "fr,Vieil-Amer,full,admitted",
            "port imaginaire",
            "Wikidata Q901",
        ],
    );
    assert!(said.contains("query.csv:3: «Q902» has no label in «fr»; it was left out"), "{said}");
    let by_row = "item,lang,label\nwd:Q901,fr,Port-Amer\nwd:Q903,fr,Île Sauvel\nwd:Q901,en,Amer Harbour\nwd:Q903,en,Sauvel Island\n";
    let (_, csv) = imported("query.csv", by_row.as_bytes(), &["--format", "wikidata"]);
    has(&csv, &["Q901,place,en,Amer Harbour,full,preferred", "Q903,place,en,Sauvel Island,full,preferred"]);
}

#[test]
fn wikidata_comes_as_the_lines_of_a_dump() {
    let person = r#"{"type":"item","id":"Q910","labels":{"fr":{"language":"fr","value":"Marguerite Sauvel"},"en":{"language":"en","value":"Marguerite Sauvel"},"de":{"language":"de","value":"M. Sauvel"}},"descriptions":{"fr":{"language":"fr","value":"navigatrice"}},"aliases":{"fr":[{"language":"fr","value":"la Sauvel"}]},"claims":{"P31":[{"mainsnak":{"snaktype":"value","property":"P31","datavalue":{"value":{"entity-type":"item","id":"Q5"},"type":"wikibase-entityid"}},"type":"statement"}],"P569":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"time":"+1900"},"type":"time"}}}]}}"#;
    let alone = r#"{"type":"item","id":"Q911","labels":{"en":{"language":"en","value":"Nowhere"}},"descriptions":[],"aliases":[],"claims":[]}"#;
    let dump = format!("[\n{person},\n{alone},\nno entity\n]\n");
    let (said, csv) = imported("dump.json", dump.as_bytes(), &["--format", "wikidata"]);
    has(
        &csv,
        &["Q910,person,fr,Marguerite Sauvel,full,preferred", ",fr,la Sauvel,full,admitted", "navigatrice"],
    );
    lacks(&csv, &["M. Sauvel", "Nowhere"]);
    assert!(said.contains("dump.json:4: no entity of Wikidata"), "{said}");
    assert!(said.contains("1 entities have no label in «fr» or none in «en»; they were left out"), "{said}");
}

const GLOSSARY: &str = "version: 1\nlanguages: {source: fr, target: en}\nconcepts:\n  # on the river\n  \
                        bac: {type: term, note: ancien, fr: {preferred: bac, gender: m}, en: ferry}\n  \
                        passeur: {type: term, fr: passeur, en: ferryman} # kept\n";

/// The glossary and what is said, after a list was imported into it.
fn imported_into(how: &str) -> (String, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    fs::write(
        folder.path().join("l.csv"),
        "fr,en,note\nbac,chain ferry,\npasseur,ferryman,métier\nquai,quay,\n",
    )
    .unwrap();
    let args = ["glossary", "import", "l.csv", "-o", "g.yaml", "--on-conflict", how];
    let output = drogman(folder.path(), &args);
    let said = String::from_utf8(output.stderr).unwrap();
    let yaml = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
    has(&yaml, &["# on the river", "# kept", "ancien", "quai", "métier"]);
    assert_eq!(drogman(folder.path(), &["glossary", "lint", "g.yaml"]).status.code(), Some(0), "{yaml}");
    (yaml, said, folder)
}

#[test]
fn a_list_is_imported_into_a_glossary_there_is() {
    let english = |folder: &Path| {
        let export = drogman(folder, &["-g", "g.yaml", "glossary", "export", "--format", "csv", "-q"]);
        String::from_utf8(export.stdout).unwrap()
    };
    let (_, _, folder) = imported_into("keep");
    has(&english(folder.path()), &[",en,ferry,full,preferred", ",en,chain ferry,full,admitted"]);
    let (_, said, folder) = imported_into("replace");
    has(&english(folder.path()), &[",en,chain ferry,full,preferred", ",en,ferry,full,admitted"]);
    assert!(said.contains("g.yaml: 1 new concept, "), "{said}");
}

#[test]
fn an_import_into_a_glossary_is_one_act_that_can_be_taken_back() {
    let (yaml, _, folder) = imported_into("replace");
    assert_ne!(yaml, GLOSSARY);
    let log = drogman(folder.path(), &["-g", "g.yaml", "glossary", "log"]);
    let log = String::from_utf8(log.stdout).unwrap();
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains("import l.csv"), "{log}");
    let undone = drogman(folder.path(), &["-g", "g.yaml", "glossary", "undo", &log[..4]]);
    assert!(undone.status.success(), "{}", String::from_utf8_lossy(&undone.stderr));
    let yaml = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
    assert_eq!(yaml, GLOSSARY);
}

#[test]
fn what_a_list_and_a_glossary_disagree_on_may_be_decided_later() {
    let (yaml, said, folder) = imported_into("ask-file");
    assert!(!yaml.contains("chain ferry"), "{yaml}");
    assert!(said.contains("g.conflicts.csv: 1 row to decide"), "{said}");
    let table = fs::read_to_string(folder.path().join("g.conflicts.csv")).unwrap();
    has(&table, &["bac,,en,chain ferry,full,preferred", "«ferry» is preferred"]);
    let merged = drogman(folder.path(), &["glossary", "merge", "g.yaml", "g.conflicts.csv"]);
    assert!(merged.status.success(), "{}", String::from_utf8_lossy(&merged.stderr));
    let yaml = fs::read_to_string(folder.path().join("g.yaml")).unwrap();
    assert!(yaml.contains("preferred: chain ferry"), "{yaml}");
}
