//! Plain text in every encoding: detected, read, located, and written back byte for byte.

use drogman::{
    document::{BlockEdit, Document, ReadOptions, RewriteError},
    text::Span,
};
use proptest::prelude::*;

use super::law::{self, Draft};

/// `text` in an encoding, written by hand or by tables other than the reader’s own where there are any.
fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-8-bom" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "utf-16le-bom" => [b"\xFF\xFE".to_vec(), encode(text, "utf-16le")].concat(),
        "utf-16be-bom" => [b"\xFE\xFF".to_vec(), encode(text, "utf-16be")].concat(),
        single => {
            let byte = |c: char| match (c, single) {
                (c, _) if c.is_ascii() => c as u8,
                ('é', "mac-roman") => 0x8E,
                ('à', "mac-roman") => 0x88,
                ('É', "mac-roman") => 0x83,
                ('«', "mac-roman") => 0xC7,
                ('»', "mac-roman") => 0xC8,
                ('\u{A0}', "mac-roman") => 0xCA,
                ('’', "mac-roman") => 0xD5,
                ('œ', "mac-roman") => 0xCF,
                ('€', "mac-roman") => 0xDB,
                ('’', "windows-1252") => 0x92,
                ('œ', "windows-1252") => 0x9C,
                ('€', "windows-1252") => 0x80,
                ('œ', "iso-8859-15") => 0xBD,
                ('€', "iso-8859-15") => 0xA4,
                (c, "windows-1252" | "iso-8859-15") if u32::from(c) < 0x100 => c as u8,
                (c, _) => panic!("no byte for {c:?} in {single}"),
            };
            text.chars().map(byte).collect()
        }
    }
}

const ALL: [&str; 9] = [
    "utf-8",
    "utf-8-bom",
    "utf-16le",
    "utf-16be",
    "utf-16le-bom",
    "utf-16be-bom",
    "windows-1252",
    "iso-8859-15",
    "mac-roman",
];

#[test]
fn an_article_reads_the_same_in_every_encoding() {
    let text = "À Évlakh, on l'a vu : « le cœur à 5 € »\r\n\r\nL'été,\u{A0}Bakou.\r".replace('À', "É");
    for encoding in ALL {
        let document = law::read("a.txt", &encode(&text, encoding));
        assert_eq!(document.parts[0].text, text, "{encoding}, read as {}", document.parts[0].encoding());
        let at = document.text(1).find("Bakou").unwrap();
        let place = document.locate(1, at);
        assert_eq!((place.line, place.column), (3, 8), "{encoding}");
        let before = encode(&text[..text.rfind("Bakou").unwrap()], encoding);
        assert_eq!(place.byte, before.len(), "{encoding}");
        assert_eq!(document.source_line(1, at), "L'été,\u{A0}Bakou.");
    }
}

#[test]
fn an_encoding_can_be_said() {
    let options = ReadOptions { encoding: Some("mac-roman".into()), ..ReadOptions::default() };
    let document = law::read_with("a.txt", b"\xE9", &options);
    assert_eq!(document.text(0), "È");
    let options = ReadOptions { encoding: Some("klingon".into()), ..ReadOptions::default() };
    let error = Document::from_bytes("a.txt", b"x".to_vec(), &options).unwrap_err();
    assert!(error.to_string().starts_with("a.txt: unknown encoding «klingon»: try utf-8"), "{error}");
}

#[test]
fn a_character_the_encoding_lacks_is_refused() {
    let document = law::read("a.txt", &encode("l’été à Bakou", "windows-1252"));
    let edit = BlockEdit { block: 0, span: Span::new(0, 1), replacement: "Şuşa, ə".into() };
    let error = document.rewrite(&[edit]).unwrap_err();
    assert_eq!(error, RewriteError::Unencodable { character: 'Ş', encoding: "windows-1252" });
}

#[test]
fn what_is_no_text_is_named() {
    let error = |bytes: &[u8]| {
        Document::from_bytes("f", bytes.to_vec(), &ReadOptions::default()).unwrap_err().to_string()
    };
    assert!(error(b"%PDF-1.7\n\0").starts_with("f: this is a PDF file: "));
    assert!(error(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").starts_with("f: this is a legacy Office file"));
    assert!(error(b"{\\rtf1\\ansi Bakou}").starts_with("f: this is an RTF file: "));
    assert!(error(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR").starts_with("f: this is a picture"));
    assert!(error(b"Bakou\0\x01\x02 et plus loin").starts_with("f: this is a binary file"));
}

#[test]
fn damaged_utf8_is_edited_around_the_damage() {
    let bytes = b"\xC3\xA0 Evlakh \xC3\x28 et \xFF\xFE Evlakh \xE2\x80\n\xC3\xA9t\xC3\xA9, \xC3\xA9t\xC3\xA9, \xC3\xA9t\xC3\xA9".to_vec();
    let options = ReadOptions { encoding: Some("utf-8".into()), ..ReadOptions::default() };
    let document = law::read_with("a.txt", &bytes, &options);
    let text = document.text(0);
    let edits: Vec<_> = (text.match_indices("Evlakh"))
        .map(|(at, name)| BlockEdit {
            block: 0,
            span: Span::new(at, at + name.len()),
            replacement: "Yévlakh".into(),
        })
        .collect();
    assert_eq!(edits.len(), 2);
    assert_eq!(
        document.rewrite(&edits).unwrap(),
        b"\xC3\xA0 Y\xC3\xA9vlakh \xC3\x28 et \xFF\xFE Y\xC3\xA9vlakh \xE2\x80\n\xC3\xA9t\xC3\xA9, \xC3\xA9t\xC3\xA9, \xC3\xA9t\xC3\xA9"
    );
}

#[test]
fn places_far_into_a_long_text_in_a_wide_encoding() {
    let text = "été à Évlakh ".repeat(5000) + "\nBakou";
    for encoding in ALL {
        let document = law::read("a.txt", &encode(&text, encoding));
        assert_eq!(document.locate(1, 0).byte, encode(&text[..text.len() - 5], encoding).len(), "{encoding}");
    }
}

/// Lines of French that every encoding of [`ALL`] can write; enough of it to tell the encoding.
fn french() -> impl Strategy<Value = String> {
    const LINE: &str =
        "((Évlakh|été|à|cœur|«\u{A0}Bakou\u{A0}»|5 €|l'Artsakh|de|,|\\.) ){0,6}(\n|\r\n|\r|\n\n)";
    prop::collection::vec(LINE, 0..8)
        .prop_map(|lines| "Le cœur de l'été, à 5 €.\n".to_owned() + &lines.concat())
}

proptest! {
    #[test]
    fn blocks_cover_all_that_is_not_blank(text in "([a-zé€]{0,3}[ \t\u{A0}\n\r]{0,3}){0,12}", wrapped: bool) {
        let options = ReadOptions { wrapped: Some(wrapped), ..ReadOptions::default() };
        let document = law::read_with("a.txt", text.as_bytes(), &options);
        let mut done = 0;
        for block in 0..document.blocks.len() {
            let start = document.part_offset(block, 0);
            prop_assert!(text[done..start].trim().is_empty());
            done = start + document.text(block).len();
            prop_assert_eq!(&text[start..done], document.text(block));
            prop_assert!(!document.text(block).trim().is_empty());
        }
        prop_assert!(text[done..].trim().is_empty());
    }

    #[test]
    fn outside_an_edit_nothing_changes(
        text in french(),
        encoding in prop::sample::select(&ALL[..]),
        drafts in law::drafts("(le |d'|Haut-Karabakh|É|œ|é){0,3}"),
    ) {
        let bytes = encode(&text, encoding);
        let document = law::read("a.txt", &bytes);
        prop_assert_eq!(&document.parts[0].text, &text);
        let edits = law::edits(&document, &drafts);
        let new = law::untouched(&document, &bytes, &edits).unwrap();
        let mut expected = text.clone();
        let mut sorted: Vec<_> = edits.iter().map(|edit| (document.part_offset(edit.block, edit.span.start), edit)).collect();
        sorted.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        for (at, edit) in sorted {
            expected.replace_range(at..at + edit.span.len(), &edit.replacement);
        }
        prop_assert_eq!(new, encode(&expected, encoding));
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        law::survives("a.txt", &bytes);
        law::survives("a", &bytes.iter().map(|byte| byte | 1).collect::<Vec<_>>());
    }

    #[test]
    fn any_bytes_are_edited_bytewise(
        bytes in prop::collection::vec(1..=255_u8, 0..200),
        drafts in law::drafts("[a-z]{0,3}"),
    ) {
        let Ok(document) = Document::from_bytes("a.txt", bytes.clone(), &ReadOptions::default()) else {
            return Ok(());
        };
        let drafts: Vec<Draft> = drafts;
        let edits = law::edits(&document, &drafts);
        match document.rewrite(&edits) {
            Ok(_) => { law::untouched(&document, &bytes, &edits); }
            Err(error) => prop_assert!(matches!(error, RewriteError::Malformed { .. }), "{}", error),
        }
    }
}
