//! `align`, `extract --translation` and `check --translation` as a user runs them.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/align").join(name)
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("drogman runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with the written cases and some files more.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["01.fr.txt", "01.en.txt", "02.fr.txt", "02.en.txt", "03.fr.txt", "03.en.txt"] {
        fs::copy(case(name), folder.path().join(name)).expect("a copy");
    }
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

#[test]
fn what_is_no_translation_is_said_to_be_none() {
    let german =
        "Der Bürgermeister schwieg.\nEs schneite den ganzen Tag.\nNiemand wollte nach Hause gehen.\n";
    let folder = folder(&[("x.txt", german.as_bytes())]);
    for (source, target, message) in [
        ("01.fr.txt", "02.en.txt", "does not look like a translation"),
        ("01.fr.txt", "01.fr.txt", "in one language"),
        ("01.en.txt", "01.en.txt", "in one language"),
        ("01.en.txt", "01.fr.txt", "the French side comes first"),
        ("x.txt", "01.en.txt", "does not look like a translation"),
    ] {
        let output = run(folder.path(), &["align", source, target, "-g", "none", "--format", "beads"]);
        assert_eq!(output.status.code(), Some(1), "{source} {target}: {}", err(&output));
        assert!(err(&output).contains(message), "{source} {target}: {}", err(&output));
        assert!(out(&output).contains(":["), "the beads are written all the same");
    }
    let output = run(folder.path(), &["align", "01.fr.txt", "01.en.txt", "-g", "none", "--format", "beads"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

#[test]
fn trouble_is_told_and_nothing_is_written() {
    let folder =
        folder(&[("empty.txt", b""), ("blank.txt", b" \n\n"), ("noise.bin", &[7, 0, 255, 0, 1, 200])]);
    for (arguments, message) in [
        (["01.fr.txt", "empty.txt"], "empty.txt: no text to align"),
        (["blank.txt", "01.en.txt"], "blank.txt: no text to align"),
        (["noise.bin", "01.en.txt"], "binary"),
        (["absent.txt", "01.en.txt"], "absent.txt"),
        ([".", "01.en.txt"], "two files or two folders"),
    ] {
        let output = run(folder.path(), &["align", arguments[0], arguments[1], "-g", "none"]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(message), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
    }
}

#[test]
fn sides_of_any_size_are_lined_up() {
    let line = |sentence: &str| format!("{}\n", sentence.repeat(10_000_000 / sentence.len()));
    let many = fs::read_to_string(case("01.en.txt")).expect("a case").repeat(70);
    let folder = folder(&[
        ("one.txt", "Le maire parle.\n".as_bytes()),
        ("many.txt", many.as_bytes()),
        ("line.fr", line("le président a dit que la ville était calme, ").as_bytes()),
        ("line.en", line("the president said that the town was calm, ").as_bytes()),
    ]);
    let beads = |source: &str, target: &str| {
        let output = run(
            folder.path(),
            &["align", source, target, "-g", "none", "--segmented", "--format", "beads", "-q"],
        );
        assert_ne!(output.status.code(), Some(2), "{}", err(&output));
        out(&output)
    };
    let lines = many.lines().count();
    let text = beads("one.txt", "many.txt");
    let said: Vec<usize> = (text.lines())
        .filter_map(|bead| bead.split_once(":["))
        .flat_map(|(_, side)| side.trim_end_matches(']').split(',').filter_map(|n| n.parse().ok()))
        .collect();
    assert_eq!(said, (0..lines).collect::<Vec<_>>(), "every segment once, in order");
    assert_eq!(beads("line.fr", "line.en").lines().count(), 1);
}

/// A Word document of some paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(text.as_bytes()).expect("its bytes");
    };
    add(
        "[Content_Types].xml",
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
         wordprocessingml.document.main+xml\"/></Types>",
    );
    let body: String = paragraphs.iter().map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect();
    add(
        "word/document.xml",
        &format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/\
             2006/main\"><w:body>{body}</w:body></w:document>"
        ),
    );
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn articles_of_different_formats_are_cut_and_aligned() {
    let word = docx(&["La neige tombe sur Gumri.", "Le maire parle du séisme de 1988. Personne ne répond."]);
    let page = "<html lang=\"en\"><body><article><h1>Snow is falling on Gyumri.</h1><p>The mayor is speaking of \
                the 1988 earthquake. Nobody answers.</p></article></body></html>";
    let folder = folder(&[("a.docx", &word), ("a.html", page.as_bytes())]);
    let output = run(folder.path(), &["align", "a.docx", "a.html", "--format", "tsv"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|l| l.split('\t').collect()).collect();
    let sides: Vec<(&str, &str)> = rows.iter().map(|r| (r[3], r[4])).collect();
    let expected = [
        ("La neige tombe sur Gumri.", "Snow is falling on Gyumri."),
        ("Le maire parle du séisme de 1988.", "The mayor is speaking of the 1988 earthquake."),
        ("Personne ne répond.", "Nobody answers."),
    ];
    assert_eq!(sides, expected);
}

#[test]
fn folders_are_paired_by_name_then_by_content() {
    let text = |name: &str| fs::read(case(name)).expect("a case");
    let folder = folder(&[
        ("fr/01.txt", &text("01.fr.txt")),
        ("fr/neige.txt", &text("02.fr.txt")),
        ("en/01.txt", &text("01.en.txt")),
        ("en/snow.txt", &text("02.en.txt")),
    ]);
    let output = run(folder.path(), &["align", "fr", "en", "-g", "none", "--format", "beads"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let heads: Vec<String> =
        out(&output).lines().filter(|l| l.starts_with('#')).map(|l| l.replace('\\', "/")).collect();
    assert_eq!(heads, ["# fr/01.txt\ten/01.txt", "# fr/neige.txt\ten/snow.txt"]);
}

#[test]
fn one_folder_may_hold_both_sides() {
    let folder = folder(&[]);
    let heads = |arguments: &[&str]| {
        let output = run(
            folder.path(),
            &[&["align", ".", ".", "-g", "none", "--format", "beads"], arguments].concat(),
        );
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output).lines().filter(|l| l.starts_with('#')).map(|l| l.replace("./", "")).collect::<Vec<_>>()
    };
    assert_eq!(heads(&[])[0], "# 01.fr.txt\t01.en.txt");
    assert_eq!(heads(&["--languages", "en,fr"])[0], "# 01.en.txt\t01.fr.txt");
    let output = run(folder.path(), &["align", ".", ".", "--languages", "fr,fr"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn pages_mark_names_on_both_sides() {
    let output = run(&case(""), &["align", "01.fr.txt", "01.en.txt", "--format", "html", "-q"]);
    let page = out(&output);
    assert!(page.contains("title=\"gumri\">Gumri</mark>"), "{page}");
    assert!(page.contains("title=\"gumri\">Gyumri</mark>"), "{page}");
}

/// Vectors of words without any likeness: one axis for each number.
fn vectors(axes: &[usize]) -> Vec<u8> {
    let value = |axis: usize, at: usize| if axis == at { 1.0f32 } else { 0.01 };
    axes.iter().flat_map(|&axis| (0..16).flat_map(move |at| value(axis, at).to_le_bytes())).collect()
}

#[test]
fn sentence_vectors_made_elsewhere_decide() {
    let source: String = (0..8).map(|k| format!("mot{k} {}\n", "abcdefgh".repeat(k % 3 + 1))).collect();
    let target: String = (0..7).map(|k| format!("{} wort{k}\n", "zyxwvuts".repeat(k % 2 + 1))).collect();
    // Segment 3 has no translation; the others have, in order, but 6.
    let (ours, theirs) = ([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 4, 5, 7, 8]);
    let listed = format!("PAD\n{target}");
    let mut with_pad = vectors(&[15]);
    with_pad.extend(vectors(&theirs));
    let folder = folder(&[
        ("a", source.as_bytes()),
        ("b", target.as_bytes()),
        ("a.f32", &vectors(&ours)),
        ("b.f32", &vectors(&theirs)),
        ("short.f32", &vectors(&theirs[1..])[1..]),
        ("over", listed.as_bytes()),
        ("over.emb", &with_pad),
    ]);
    let align = |vectors: &[&str]| {
        let fixed =
            ["align", "a", "b", "--segmented", "-g", "none", "--format", "beads", "-q", "--embeddings"];
        run(folder.path(), &[&fixed[..], vectors].concat())
    };
    let beads = out(&align(&["a.f32", "b.f32"]));
    for bead in ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[]", "[4]:[3]", "[5]:[4]"] {
        assert!(beads.lines().any(|l| l == bead), "{bead} is not in {beads}");
    }
    assert_eq!(out(&align(&["a.f32", "over.emb"])), beads, "a list of texts beside the vectors");
    let failed = align(&["a.f32", "short.f32"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(err(&failed).contains("rows of 32-bit floats"), "{}", err(&failed));
}

const ARTICLE: &str = "Le cessez-le-feu a été signé à Bakou. Le cessez-le-feu reste fragile, dit Artak Simonian. \
Le corridor de Latchine est fermé depuis le cessez-le-feu. Artak Simonian attend.\n";
const TRANSLATION: &str = "The ceasefire was signed in Baku. The ceasefire remains fragile, says Artak Simonyan. \
The Lachin corridor has been closed since the ceasefire. Artak Simonyan is waiting.\n";

#[test]
fn two_files_may_go_to_a_file() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", TRANSLATION.as_bytes())]);
    let to =
        |place: &str| run(folder.path(), &["align", "a.txt", "b.txt", "--format", "html", "-q", "-o", place]);
    assert_eq!(to("page.html").status.code(), Some(0));
    assert!(fs::read_to_string(folder.path().join("page.html")).unwrap().contains("ceasefire"));
    assert_eq!(to("pages").status.code(), Some(0));
    assert!(folder.path().join("pages/a.html").is_file());
    let refused = to("b.txt");
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("b.txt: this is one of the inputs"), "{}", err(&refused));
    assert_eq!(fs::read(folder.path().join("b.txt")).unwrap(), TRANSLATION.as_bytes());
}

#[test]
fn extract_proposes_the_english_of_a_translation() {
    let folder = folder(&[
        ("a.txt", ARTICLE.as_bytes()),
        ("b.txt", TRANSLATION.as_bytes()),
        ("in/x.fr.txt", ARTICLE.as_bytes()),
        ("out/x.en.txt", TRANSLATION.as_bytes()),
    ]);
    let extract = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["extract", "-q", "-g", "none"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", err(&output));
        output
    };
    let from_file = out(&extract(&["a.txt", "--translation", "b.txt"]));
    assert!(from_file.contains("    en: Artak Simonyan\n    # en: Artak Simonyan ×2\n"), "{from_file}");
    assert!(from_file.contains("# en: The ceasefire"), "{from_file}");
    let glossary = folder.path().join("found.yaml");
    fs::write(&glossary, &from_file).expect("a file");
    assert_ne!(run(folder.path(), &["glossary", "lint", "found.yaml"]).status.code(), Some(2));
    let from_folder = out(&extract(&["in", "--translation", "out", "--format", "tsv"]));
    let row = from_folder.lines().find(|l| l.starts_with("cessez-le-feu\t")).expect("the term");
    assert!(row.ends_with("\tceasefire\t3"), "{row}");
    let memory = out(&run(folder.path(), &["align", "a.txt", "b.txt", "-g", "none", "-q"]));
    fs::write(folder.path().join("m.tmx"), memory).expect("a file");
    let from_memory = out(&extract(&["a.txt", "--translation", "m.tmx", "--format", "jsonl"]));
    assert!(from_memory.contains("\"form\":\"Artak Simonyan\""), "{from_memory}");
    extract(&["a.txt", "--translation", "b.txt", "--format", "xlsx", "-o", "found.xlsx"]);
    use calamine::Reader as _;
    let mut book = calamine::open_workbook_auto(folder.path().join("found.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("Candidates").expect("the sheet");
    assert!(sheet.rows().any(|row| row[3] == "Artak Simonyan"));
}

#[test]
fn extract_takes_one_folder_for_both_sides() {
    let words = "Le gouvernement du pays voisin a dit hier que le cessez-le-feu est fragile.\n";
    for (fr, en) in [("x.fr.txt", "x.en.txt"), ("article.txt", "version.txt")] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(fr), format!("{ARTICLE}{words}")).expect("a file");
        fs::write(folder.path().join(en), TRANSLATION).expect("a file");
        let arguments = ["extract", ".", "--translation", ".", "-g", "none", "--all", "--format", "tsv"];
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{fr}: {}", err(&output));
        let rows = out(&output);
        assert!(
            rows.lines().any(|l| l.starts_with("cessez-le-feu\t") && l.contains("\tceasefire\t")),
            "{rows}"
        );
        assert!(!rows.lines().any(|l| l.starts_with("ceasefire\t")), "the English is no article: {rows}");
        let alone = run(folder.path(), &["extract", ".", "-g", "none", "--all", "--format", "tsv"]);
        assert_eq!(err(&alone), "1 English file passed over: candidates are French\n");
        assert!(!out(&alone).lines().any(|l| l.starts_with("ceasefire\t")), "without --translation as well");
        let named = run(folder.path(), &["extract", en, "-q", "-g", "none", "--all", "--format", "tsv"]);
        assert!(out(&named).contains("ceasefire\t"), "a file that is named is read");
    }
}

#[test]
fn a_full_name_is_translated_by_a_full_name() {
    let article =
        "Artak Simonian est à Bakou. Simonian attend. Hier, Simonian a parlé. On attend Simonian.\n";
    let english =
        "Artak Simonyan is in Baku. Simonyan is waiting. Simonyan spoke yesterday. They await Simonyan.\n";
    let folder = folder(&[("a.txt", article.as_bytes()), ("b.txt", english.as_bytes())]);
    let arguments = ["extract", "a.txt", "--translation", "b.txt", "-g", "none", "--format", "tsv", "--all"];
    let rows = out(&run(folder.path(), &arguments));
    let row = rows.lines().find(|l| l.starts_with("Artak Simonian\t")).expect("the name");
    assert!(row.contains("\tArtak Simonyan\t"), "{rows}");
}

#[test]
fn extract_proposes_the_english_of_given_terms() {
    let folder = folder(&[
        ("a.txt", ARTICLE.as_bytes()),
        ("b.txt", TRANSLATION.as_bytes()),
        (
            "terms.txt",
            "\u{FEFF}cessez-le-feu\r\n\nCESSEZ-LE-FEU\nhippopotame\ncessez-le-feu\tagain\n".as_bytes(),
        ),
        ("empty.txt", b"\n"),
        (
            "table.tsv",
            "Le traité tient.\tThe treaty holds.\nUn traité de paix.\tA peace treaty.\n".as_bytes(),
        ),
        ("list.txt", "traité\ntraités de paix\n".as_bytes()),
    ]);
    let extract = |arguments: &[&str]| run(folder.path(), &[&["extract"], arguments].concat());
    for more in [&[][..], &["--segmented"]] {
        let output = extract(&[&["a.txt", "--translation", "b.txt", "--terms", "terms.txt"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let rows = out(&output);
        let best: Vec<&str> = rows.lines().next().expect("a row").split('\t').collect();
        assert_eq!((best[0], best[1], best[3]), ("cessez-le-feu", "ceasefire", "3"), "{rows}");
        assert!(best[2].parse::<f32>().is_ok_and(|score| (0.0..=1.0).contains(&score)), "{rows}");
        assert!(rows.lines().any(|l| l.starts_with("CESSEZ-LE-FEU\tceasefire\t")), "{rows}");
        assert!(err(&output).contains("no English found for hippopotame"), "{}", err(&output));
    }
    // A memory needs no article; a term may stand there in another inflection.
    let output = extract(&["--translation", "table.tsv", "--terms", "list.txt", "--top", "1"]);
    let proposed: Vec<String> =
        out(&output).lines().map(|l| l.split('\t').take(2).collect::<Vec<_>>().join(" = ")).collect();
    assert_eq!(proposed, ["traité = treaty", "traités de paix = peace treaty"], "{}", err(&output));
    for (arguments, told) in [
        (&["a.txt", "--translation", "b.txt", "--terms", "empty.txt"][..], "empty.txt: no term in this list"),
        (&["a.txt", "--translation", "table.tsv", "--terms", "none.txt"], "none.txt"),
        (&["--translation", "b.txt", "--terms", "terms.txt"], "name the article too"),
        (&["a.txt", "--translation", "none.tmx", "--terms", "terms.txt"], "none.tmx: cannot be read"),
        (
            &["a.txt", "--translation", "list.txt", "--terms", "terms.txt", "--segmented"],
            "cannot translate line n",
        ),
    ] {
        let output = extract(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(told) && out(&output).is_empty(), "{}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "one message: {}", err(&output));
    }
}

#[test]
fn nothing_is_learnt_from_what_is_no_translation() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes())]);
    let output = run(folder.path(), &["extract", "a.txt", "-g", "none", "--translation", "02.en.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("nothing is learnt"), "{}", err(&output));
    let output = run(folder.path(), &["check", "01.fr.txt", "--translation", "02.en.txt"]);
    assert!(err(&output).contains("does not look like a translation"), "{}", err(&output));
    let output = run(folder.path(), &["check", "01.fr.txt", "--translation", "01.en.txt"]);
    assert!(!err(&output).contains("does not look like a translation"), "{}", err(&output));
}
