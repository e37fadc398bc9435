//! `drogman segment` as its user sees it.

use std::{fs, path::Path, process::Output};

use snapbox::cmd::{Command, cargo_bin};

fn segment(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Output {
    Command::new(cargo_bin!("drogman"))
        .current_dir(folder)
        .arg("segment")
        .args(arguments)
        .stdin(stdin)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn text_has_one_segment_a_line_and_an_empty_line_between_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let input = "M. X part. Il neige.\r\n\r\n \nUn titre\n« Oui ! » dit-il.";
    let output = segment(folder.path(), &["-"], input.as_bytes());
    assert_eq!(text(&output.stdout), "M. X part.\nIl neige.\n\nUn titre\n\n« Oui ! » dit-il.\n");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn the_language_is_guessed_unless_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let input = "“When will it open?” I asked the man who was there.\n".as_bytes();
    assert_eq!(text(&segment(folder.path(), &[], input).stdout).lines().count(), 1);
    assert_eq!(text(&segment(folder.path(), &["--lang", "en"], input).stdout).lines().count(), 1);
    assert_eq!(text(&segment(folder.path(), &["--lang", "fr"], input).stdout).lines().count(), 2);
}

#[test]
fn jsonl_tells_where_each_segment_stands() {
    let folder = tempfile::tempdir().unwrap();
    let source = "Été à Goris. Il neige.\n\n  Fin ?\n";
    fs::write(folder.path().join("a.txt"), source).unwrap();
    let output = segment(folder.path(), &["--format", "jsonl", "a.txt"], b"");
    let records: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 3);
    let characters: Vec<char> = source.chars().collect();
    for (number, record) in records.iter().enumerate() {
        let at = |key: &str| usize::try_from(record[key].as_u64().unwrap()).unwrap();
        assert_eq!((record["path"].as_str(), at("segment")), (Some("a.txt"), number + 1));
        assert_eq!(record["text"], source[at("start")..at("end")]);
        let found: String = characters[at("char_start")..at("char_end")].iter().collect();
        assert_eq!(record["text"], found);
    }
    assert_eq!((records[1]["block"].as_u64(), records[2]["block"].as_u64()), (Some(1), Some(2)));
    assert_eq!(records[0]["kind"], "paragraph");
}

#[test]
fn encodings_and_wrapped_lines_go_the_way_of_every_document() {
    let folder = tempfile::tempdir().unwrap();
    let french = "L'été dernier, la forêt a brûlé près d'Évian. Né à Bâle, Émile l'a rêvé là-bas.\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(french);
    let output = segment(folder.path(), &[], &latin);
    assert_eq!(text(&output.stdout).lines().count(), 2, "{}", text(&output.stdout));
    assert!(text(&output.stdout).starts_with("L'été dernier"));
    let wrapped = "Une phrase\nsur deux lignes. Une autre.\n";
    let output = segment(folder.path(), &["--wrapped"], wrapped.as_bytes());
    assert_eq!(text(&output.stdout), "Une phrase sur deux lignes.\nUne autre.\n");
    let output = segment(folder.path(), &["--not-wrapped"], wrapped.as_bytes());
    assert_eq!(text(&output.stdout), "Une phrase\n\nsur deux lignes.\nUne autre.\n");
}

/// Short pages without a language whose script has English comments.
#[test]
fn the_language_of_a_page_is_that_of_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let script =
        "// When the user is on the page, this is what we do with the form and for all of it\n".repeat(20);
    let page = format!("<html><script>{script}</script><p>Il vit av. Foch. La maison est belle.</p></html>");
    fs::write(folder.path().join("a.html"), page).unwrap();
    let guessed = segment(folder.path(), &["a.html"], b"");
    let said = segment(folder.path(), &["a.html", "--lang", "fr"], b"");
    assert_eq!(text(&guessed.stdout), text(&said.stdout));
    let english = segment(folder.path(), &["a.html", "--lang", "en"], b"");
    assert_ne!(text(&english.stdout), text(&said.stdout), "the rules of English cut it otherwise");
}

/// Longer than what is read whole: the passages go on where the one before ended.
#[test]
fn a_long_text_is_numbered_through() {
    let mut input = String::from("\u{feff}{Un titre}\n\n");
    while input.len() < (9 << 20) {
        input.push_str("Le n° 3 est fermé. Il rouvrira lundi… ");
        if input.len() % 7 == 0 {
            input.push_str("\nUn titre\n\n");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), &input).unwrap();
    let output = segment(folder.path(), &["--not-wrapped", "--format", "jsonl", "a.txt"], b"");
    let (mut characters, mut byte, mut counted, mut block) = (0, '\u{feff}'.len_utf8(), 0, 0);
    for line in text(&output.stdout).lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let at = |key: &str| usize::try_from(record[key].as_u64().unwrap()).unwrap();
        counted += 1;
        assert_eq!(
            (at("segment"), record["text"].as_str().unwrap()),
            (counted, &input[at("start")..at("end")])
        );
        let between = &input[byte..at("start")];
        characters += between.chars().count();
        block += usize::from(counted == 1 || between.contains('\n'));
        assert_eq!((at("char_start"), at("block")), (characters, block));
        characters += input[at("start")..at("end")].chars().count();
        assert_eq!(at("char_end"), characters);
        byte = at("end");
    }
    assert!(input[byte..].trim().is_empty() && counted > 100_000, "{counted} segments");
    let lines = segment(folder.path(), &["--not-wrapped", "a.txt"], b"").stdout;
    assert_eq!(text(&lines).lines().filter(|line| !line.is_empty()).count(), counted);
    assert_eq!(text(&lines).lines().filter(|line| line.is_empty()).count(), block - 1);
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = segment(folder.path(), &["missing.txt"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("missing.txt"), "{}", text(&output.stderr));
    let mut binary = b"Une phrase. ".repeat(40_000);
    binary.extend_from_slice(b"\nUne autre.\0\n");
    let output = segment(folder.path(), &["--not-wrapped"], &binary);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("binary"), "{}", text(&output.stderr));
}

#[test]
fn srx_rules_and_configured_abbreviations() {
    let folder = tempfile::tempdir().unwrap();
    let srx = r#"<srx version="2.0"><header cascade="no" segmentsubflows="no"/><body><languagerules>
<languagerule languagerulename="all">
<rule break="yes"><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>
<rule break="no"><beforebreak>(?&lt;!a)b</beforebreak><afterbreak></afterbreak></rule>
</languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>"#;
    fs::write(folder.path().join("rules.srx"), srx).unwrap();
    let output = segment(folder.path(), &["--srx", "rules.srx"], "Un. Deux ; trois.".as_bytes());
    assert_eq!(text(&output.stdout), "Un. Deux ;\ntrois.\n");
    assert!(text(&output.stderr).contains("rules.srx:4: rule left out"), "{}", text(&output.stderr));
    fs::write(folder.path().join("drogman.yaml"), "abbreviations: [chapit.]\n").unwrap();
    let output = segment(folder.path(), &[], "Voir le chapit. Markarian.".as_bytes());
    assert_eq!(text(&output.stdout).lines().count(), 1);
}
