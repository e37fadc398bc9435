//! The full record through the program: lists in and out, dates and cases in texts, edits in a table.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman")).current_dir(folder).args(args).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const GLOSSARY: &str = "version: 1
languages:
  source: fr
  target: en
concepts:
  chemin-de-halage:
    type: term
    domain:
    - navigation
    - droit; rives
    definition:
      fr:
        text: voie le long d’un canal
        source: Traité, 2
      en: a towing path
    source: Lexique des canaux
    fr:
      preferred: chemin de halage
      gender: m
      note: courant
      pos: noun
      source: Manuel du batelier
      example:
      - Le chemin de halage est coupé.
      - text: Il suit le chemin de halage.
        source: Journal
      reliability: 4
      variants:
      - form: voie de halage
        status: admitted
        source: Code
        from: 1808
        until: 2006-07-01
      - form: CdH
        relation: abbreviation
        case: exact
    en:
      preferred: towpath
      pos: noun
      until: 2100-12
";

/// The languages and roles that tables have no columns for.
const MORE: &str = "    other:
      de: Treidelpfad
      nl:
      - jaagpad
      - form: trekpad
        relation: former
        status: deprecated
        gender: n
        reliability: 2
        until: 1999
  eclusiere:
    type: person
    roles:
    - fr: éclusière de Sault
      en: lock-keeper of Sault
      from: 2001-02
      until: 2008-03-31
      note: par intérim
    - en: mayor of Sault
      from: 2008-04
    fr: Odile Marchand
    en: Odile Marchand
";

#[test]
fn the_record_goes_out_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (text, formats) in [
        (GLOSSARY.to_owned(), &["csv", "tsv", "xlsx", "tbx", "tbx2", "json", "skos"][..]),
        (format!("{GLOSSARY}{MORE}"), &["tbx", "tbx-dca", "tbx2", "json"]),
    ] {
        fs::write(folder.join("g.yaml"), &text).unwrap();
        for &format in formats {
            let export =
                drogman(folder, &["-g", "g.yaml", "glossary", "export", "--format", format, "-o", "list"]);
            assert!(!err(&export).contains("does not carry"), "{}", err(&export));
            let import =
                drogman(folder, &["-q", "glossary", "import", "list", "--format", format, "-o", "back.yaml"]);
            assert_eq!(import.status.code(), Some(0), "{format}: {}", err(&import));
            assert_eq!(fs::read_to_string(folder.join("back.yaml")).unwrap(), text, "{format}");
        }
    }
}

#[test]
fn what_a_format_has_no_place_for_is_named_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("g.yaml"), format!("{GLOSSARY}{MORE}")).unwrap();
    let said =
        err(&drogman(folder, &["-g", "g.yaml", "glossary", "export", "--format", "csv", "-o", "list.csv"]));
    assert!(said.contains("terms in «de» (1)") && said.contains("roles (1)"), "{said}");
    let tbx = "<martif><text><body><termEntry id='a'><descrip type='x-shelf'>7</descrip><langSet xml:lang='fr'><tig>\
        <term>bief</term><admin type='x-shelf'>8</admin></tig></langSet><langSet xml:lang='en'><tig><term>reach</term>\
        </tig></langSet></termEntry></body></text></martif>";
    fs::write(folder.join("list.tbx"), tbx).unwrap();
    let said = err(&drogman(folder, &["glossary", "import", "list.tbx", "-o", "b.yaml"]));
    assert!(said.contains("list.tbx: 2 × x-shelf: not imported"), "{said}");
    fs::write(folder.join("list.csv"), "français;anglais;Rayon\nbief;reach;7\ngué;ford;\n").unwrap();
    let said = err(&drogman(folder, &["glossary", "import", "list.csv", "-o", "b.yaml"]));
    assert!(said.contains("list.csv: 1 × «Rayon»: this column was not imported"), "{said}");
}

#[test]
fn other_peoples_records_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let multiterm = "<mtf><conceptGrp><concept>7</concept><descripGrp><descrip type=\"Domaine\">canaux</descrip>\
        </descripGrp><languageGrp><language type=\"French\" lang=\"FR\"/><descripGrp><descrip type=\"Définition\">\
        partie d’un canal</descrip><descripGrp><descrip type=\"Source\">Traité</descrip></descripGrp></descripGrp>\
        <termGrp><term>bief</term><descripGrp><descrip type=\"Contexte\">Le bief dort.</descrip></descripGrp>\
        <descripGrp><descrip type=\"Catégorie grammaticale\">n. m.</descrip></descripGrp></termGrp></languageGrp>\
        <languageGrp><language type=\"English\" lang=\"EN\"/><termGrp><term>reach</term></termGrp></languageGrp>\
        <languageGrp><language type=\"German\" lang=\"DE\"/><termGrp><term>Haltung</term></termGrp></languageGrp>\
        </conceptGrp></mtf>";
    let table = "Français;Anglais;Deutsch;Domaine;Définition FR;Contexte FR;Catégorie grammaticale\n\
        bief;reach;Haltung;canaux;partie d’un canal [source: Traité];Le bief dort.;nom\n";
    for (file, list) in [("list.xml", multiterm), ("list.csv", table)] {
        fs::write(folder.join(file), list).unwrap();
        let import = drogman(folder, &["-q", "glossary", "import", file, "-o", "b.yaml"]);
        assert_eq!(import.status.code(), Some(0), "{file}: {}", err(&import));
        let yaml = fs::read_to_string(folder.join("b.yaml")).unwrap();
        let wanted = "    domain: canaux\n    definition:\n      fr:\n        text: partie d’un canal\n        \
            source: Traité\n    fr:\n      preferred: bief\n      pos: noun\n      example: Le bief dort.\n    \
            en: reach\n    other:\n      de: Haltung\n";
        assert!(yaml.ends_with(wanted), "{file}:\n{yaml}");
    }
}

#[test]
fn a_cell_of_the_record_can_be_edited_in_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("g.yaml"), GLOSSARY).unwrap();
    drogman(folder, &["-q", "-g", "g.yaml", "glossary", "export", "--format", "csv", "-o", "list.csv"]);
    let table = fs::read_to_string(folder.join("list.csv")).unwrap();
    let edited = [
        ("1808", "1815"),
        ("2100-12", ""),
        (",Code,", ",\"Code, 3\","),
        ("• navigation\n• ", "• ponts\n• "),
        (",4,", ",9,"),
    ];
    let table = edited.iter().fold(table, |table, (from, to)| {
        assert!(table.contains(from), "{from} in {table}");
        table.replacen(from, to, 1)
    });
    fs::write(folder.join("list.csv"), table).unwrap();
    let merge = drogman(folder, &["glossary", "merge", "g.yaml", "list.csv"]);
    let said = out(&merge) + &err(&merge);
    assert!(said.contains("reliability «9»: write 1, 2, 3 or 4"), "{said}");
    assert!(said.contains("3 changes, 0 conflicts, 1 row refused"), "{said}");
    assert_eq!(merge.status.code(), Some(2));
    let yaml = fs::read_to_string(folder.join("g.yaml")).unwrap();
    for (is_there, text) in [
        (true, "from: 1815"),
        (false, "2100-12"),
        (true, "Code, 3"),
        (true, "reliability: 4"),
        (true, "- navigation"),
    ] {
        assert_eq!(yaml.contains(text), is_there, "{text} in\n{yaml}");
    }
}

#[test]
fn an_exact_form_counts_in_its_own_letters() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let glossary = "version: 1\nconcepts:\n  \
        ecluse: {type: term, fr: {preferred: eCluse, case: exact, variants: [{form: Sasso, status: deprecated}]}, en: eLock}\n  \
        note: {type: term, fr: {preferred: note interne, abbreviation: {preferred: NI, case: exact}}, en: memo}\n  \
        sel: {type: organisation, fr: SEL, en: SALT}\n";
    fs::write(folder.join("g.yaml"), glossary).unwrap();
    let text = "Ni le SEL ni le Sel : la NI de l’eCluse, ou Ecluse.\n\nVOICI NI LE SASSO NI LE SEL\n";
    fs::write(folder.join("t.txt"), text).unwrap();
    let found = out(&drogman(folder, &["-g", "g.yaml", "match", "t.txt", "--format", "jsonl"]));
    let forms: Vec<(&str, bool)> = found
        .lines()
        .map(|line| {
            (
                line.split("\"form\":\"").nth(1).unwrap().split('"').next().unwrap(),
                line.contains("line-of-capitals"),
            )
        })
        .collect();
    let wanted = [
        ("SEL", false),
        ("NI", false),
        ("eCluse", false),
        ("NI", true),
        ("SASSO", false),
        ("NI", true),
        ("SEL", false),
    ];
    assert_eq!(forms, wanted, "{found}");
    let normal = out(&drogman(folder, &["-g", "g.yaml", "normalize", "t.txt", "-o", "o"]))
        + &fs::read_to_string(folder.join("o/t.txt")).unwrap();
    assert!(
        normal.contains("VOICI NI L’eCluse NI LE SEL"),
        "its letters stay in a line of capitals: {normal}"
    );
}

#[test]
fn a_form_out_of_use_at_the_date_of_the_document_is_deprecated() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let glossary = "version: 1\nconcepts:\n  bief: {type: city, fr: {preferred: Bief-Neuf, from: 1990, \
        variants: [{form: Bief-Rouge, relation: former, until: 1989-12}]}, en: Bief}\n";
    fs::write(folder.join("g.yaml"), glossary).unwrap();
    let page = |date: &str| {
        format!("---\ndate: {date}\n---\n\nUn train part de Bief-Neuf.\n\nUn car attend à Bief-Rouge.\n")
    };
    for (date, wanted) in [
        ("1985-02-01", "de Bief-Rouge.\n\nUn car attend à Bief-Rouge."),
        ("1990-01-01", "de Bief-Neuf.\n\nUn car attend à Bief-Neuf."),
    ] {
        fs::write(folder.join("t.md"), page(date)).unwrap();
        let said = out(&drogman(folder, &["-g", "g.yaml", "check", "t.md", "--format", "concise"]));
        assert!(said.contains(&format!("and the document is of {date}: write «Bief-")), "{said}");
        drogman(folder, &["-q", "-g", "g.yaml", "normalize", "t.md", "--write"]);
        let text = fs::read_to_string(folder.join("t.md")).unwrap();
        assert!(text.contains(wanted), "{text}");
        let again = drogman(folder, &["-g", "g.yaml", "check", "t.md"]);
        assert_eq!(again.status.code(), Some(0), "{}", out(&again));
    }
    fs::write(folder.join("t.txt"), "À Bief-Neuf et à Bief-Rouge.\n").unwrap();
    let undated = out(&drogman(folder, &["-g", "g.yaml", "normalize", "t.txt", "--diff"]));
    assert_eq!(undated, "", "without a date every form is in use");
}

#[test]
fn a_surname_that_two_holders_of_a_role_share_means_the_one_of_the_day() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let person = |id: &str, given: &str, from: &str, until: &str| {
        format!(
            "  {id}: {{type: person, roles: [{{fr: président de Sault, from: {from}{until}}}], \
             fr: {{given: {given}, family: Marchand}}, en: {{given: {given}, family: Marchand}}}}\n"
        )
    };
    let father = person("jean", "Jean", "1989", ", until: 1992");
    let son = person("paul", "Paul", "2001", "");
    fs::write(folder.join("g.yaml"), format!("version: 1\nconcepts:\n{father}{son}")).unwrap();
    for (date, wanted) in [("1990-05-01", "\tjean\t"), ("2003-05-01", "\tpaul\t"), ("1996-05-01", "")] {
        fs::write(folder.join("t.md"), format!("---\ndate: {date}\n---\n\nLe président Marchand part.\n"))
            .unwrap();
        let found = out(&drogman(folder, &["-g", "g.yaml", "match", "t.md", "--format", "tsv"]));
        let lines: Vec<&str> = found.lines().skip(1).collect();
        assert!(lines.iter().all(|line| !wanted.is_empty() && line.contains(wanted)), "{date}: {found}");
        assert_eq!(lines.len(), usize::from(!wanted.is_empty()), "{date}: {found}");
    }
}

#[test]
fn a_glossary_within_an_xliff_unit_says_which_words_are_terms() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let xliff = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\" \
        version=\"2.0\" srcLang=\"fr\" trgLang=\"en\"><file id=\"f\"><unit id=\"1\"><gls:glossary><gls:glossEntry>\
        <gls:term>bief</gls:term><gls:translation>reach</gls:translation><gls:translation>pound</gls:translation>\
        <gls:definition>partie d’un canal</gls:definition></gls:glossEntry><gls:glossEntry><gls:term>vanne</gls:term>\
        <gls:translation>sluice</gls:translation></gls:glossEntry></gls:glossary><segment><source>La vanne du bief \
        dort.</source><target>The sluice of the reach sleeps.</target></segment></unit></file></xliff>";
    fs::write(folder.join("l.xlf"), xliff).unwrap();
    let import = drogman(folder, &["-q", "glossary", "import", "l.xlf", "-o", "b.yaml"]);
    assert_eq!(import.status.code(), Some(0), "{}", err(&import));
    let yaml = fs::read_to_string(folder.join("b.yaml")).unwrap();
    for text in ["definition: partie d’un canal", "fr: bief", "pound", "fr: vanne\n    en: sluice"] {
        assert!(yaml.contains(text), "{text} in\n{yaml}");
    }
    assert!(!yaml.contains("dort"), "a sentence is no term:\n{yaml}");
}

#[test]
fn a_sheet_shows_the_role_of_the_day() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("g.yaml"), format!("{GLOSSARY}{MORE}")).unwrap();
    for (date, role) in
        [("2005-01-02", "éclusière de Sault / lock-keeper of Sault"), ("2010-01-02", "mayor of Sault")]
    {
        fs::write(folder.join("t.md"), format!("---\ndate: {date}\n---\n\nOdile Marchand part.\n")).unwrap();
        drogman(folder, &["-q", "-g", "g.yaml", "sheet", "t.md", "-o", "o", "--format", "csv,html"]);
        let table = fs::read_to_string(folder.join("o/terms.csv")).unwrap();
        assert!(table.contains(&format!(",{role},")), "{table}");
        assert!(fs::read_to_string(folder.join("o/terms.html")).unwrap().contains("of Sault"));
    }
}
