//! Bilingual files and DOCX: what is text, in which language, in which unit; edits among the tags.

use std::io::{Cursor, Read as _, Write as _};

use drogman::{
    document::{BlockEdit, BlockKind, Document, ReadOptions, RewriteError},
    language::Language::{self, English, French},
    text::Span,
};
use proptest::prelude::*;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::law;

macro_rules! case {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../cases/document/", $name)).as_slice())
    };
}

/// The files of the formats that are one text.
const TEXTS: &[(&str, &[u8])] = &[
    case!("pairs.xlf"),
    case!("pairs2.xlf"),
    case!("pairs.tmx"),
    case!("pairs.po"),
    case!("cues.srt"),
    case!("pairs.tsv"),
    case!("pairs.csv"),
];

fn sample(name: &str) -> &'static [u8] {
    TEXTS.iter().find(|(other, _)| *other == name).unwrap().1
}

fn pairs(document: &Document) -> Vec<(usize, Option<Language>, &str)> {
    let of = |at: usize| (document.blocks[at].unit.unwrap(), document.language_of(at), document.text(at));
    (0..document.blocks.len()).map(of).collect()
}

/// The edits that replace every `form` by `new`.
fn replacing(document: &Document, form: &str, new: &str) -> Vec<BlockEdit> {
    let edits: Vec<_> = (0..document.blocks.len())
        .flat_map(|block| document.text(block).match_indices(form).map(move |(at, _)| (block, at)))
        .map(|(block, at)| BlockEdit { block, span: Span::new(at, at + form.len()), replacement: new.into() })
        .collect();
    assert!(!edits.is_empty(), "{form} in {:?}", law::texts(document));
    edits
}

/// The file with `form` replaced in the text must be the file with each `old` replaced in its source.
#[track_caller]
fn replaced(name: &str, form: &str, new: &str, changes: &[(&str, &str)]) {
    let document = law::read(name, sample(name));
    let bytes = document.rewrite(&replacing(&document, form, new)).unwrap();
    let mut expected = String::from_utf8(sample(name).to_vec()).unwrap();
    for (old, new) in changes {
        assert!(expected.contains(old), "{old}");
        expected = expected.replacen(old, new, 1);
    }
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn xliff_1_2() {
    let document = law::read("pairs.xlf", sample("pairs.xlf"));
    assert_eq!(
        pairs(&document),
        [
            (0, Some(French), "Les autorités de l’Artsakh & Bakou.Evlakh"),
            (0, Some(English), "The Artsakh authorities & Baku."),
            (1, Some(French), "Nagorny & <Karabakh>"),
        ]
    );
    replaced("pairs.xlf", "Evlakh", "Y&", &[("Ev<ept", "Y&amp;<ept"), ("</ept>lakh", "</ept>")]);
    replaced("pairs.xlf", "Nagorny", "<]]>", &[("<![CDATA[Nagorny &", "<![CDATA[<]]]]><![CDATA[> &")]);
}

#[test]
fn xliff_2_1() {
    let document = law::read("pairs2.xlf", sample("pairs2.xlf"));
    assert_eq!(
        pairs(&document),
        [
            (0, Some(French), "M. Ilham Aliev"),
            (0, Some(English), "Mr. Ilham Aliyev"),
            (1, Some(French), "Bakou")
        ]
    );
    replaced("pairs2.xlf", "Ilham Aliev", "Ilham Aliyev", &[("</pc> Aliev", "</pc> Aliyev")]);
}

#[test]
fn tmx() {
    let document = law::read("pairs.tmx", sample("pairs.tmx"));
    assert_eq!(
        pairs(&document),
        [
            (0, Some(French), "Le Haut-Karabagh."),
            (0, Some(English), "Nagorno-Karabakh."),
            (1, Some(French), "Evlakh"),
            (1, Some(English), "Yevlakh")
        ]
    );
    replaced("pairs.tmx", "Karabagh", "Karabakh", &[("Karabagh", "Karabakh")]);
}

#[test]
fn po() {
    let document = law::read("pairs.po", sample("pairs.po"));
    assert_eq!(
        pairs(&document),
        [
            (1, Some(French), "L'Artsakh \"libre\""),
            (1, Some(English), "Free Artsakh"),
            (2, Some(French), "Les autorités de Nagorny Karabakh"),
            (2, Some(French), "Evlakh"),
            (2, Some(English), "The authorities"),
            (2, Some(English), "Yevlakh"),
        ]
    );
    replaced(
        "pairs.po",
        "Nagorny Karabakh",
        "\"HK\"",
        &[("Nagorny \"", "\\\"HK\\\"\""), ("\"Karabakh\\n\"", "\"\\n\"")],
    );
}

#[test]
fn srt() {
    let document = law::read("cues.srt", sample("cues.srt"));
    assert_eq!(
        law::texts(&document),
        ["Les autorités de Nagorny Karabakh parlent.", "- À Evlakh ?", "- Oui, 3 < 4."]
    );
    replaced("cues.srt", "Evlakh", "Yevlakh", &[("Evlakh", "Yevlakh")]);
}

#[test]
fn tables() {
    let document = law::read("pairs.tsv", sample("pairs.tsv"));
    assert_eq!(
        pairs(&document),
        [(0, Some(French), "L’\"Artsakh\""), (0, Some(English), "Artsakh"), (1, Some(French), "Evlakh")]
    );
    let document = law::read("pairs.csv", sample("pairs.csv"));
    assert_eq!(
        pairs(&document),
        [
            (0, Some(English), "The road to Evlakh is open."),
            (0, Some(French), "La route d’Evlakh, dit \"Anna\", est ouverte."),
            (1, Some(English), "Baku;\r\nand the rest"),
            (1, Some(French), "Bakou et le reste"),
        ]
    );
    replaced("pairs.csv", "Anna", "«\"A\"»", &[("Anna", "«\"\"A\"\"»")]);
    let edits = replacing(&document, "The road", "The; road");
    assert!(matches!(document.rewrite(&edits), Err(RewriteError::Unsupported(_))));
}

#[test]
fn faults_name_line_and_column() {
    let error = |name: &str, text: &str| {
        let bytes = text.as_bytes().to_vec();
        Document::from_bytes(name, bytes, &ReadOptions::default()).unwrap_err().to_string()
    };
    assert!(
        error("a.xlf", "<xliff>\n  <file></body></xliff>")
            .starts_with("a.xlf:2:9: this is not well-formed XML: ")
    );
    assert!(
        error("a.tmx", "<html></html>")
            .starts_with("a.tmx:1:1: this is no TMX file: its root element is <html>")
    );
    assert!(error("a.tmx", &"<tmx>".repeat(400)).contains("nested deeper than 256"));
    assert!(error("a.po", "msgid \"a\"\nmsgstr a\n").starts_with("a.po:2:"));
    assert!(error("a.docx", "PK\u{3}\u{4}").starts_with("a.docx: the archive is broken"));
    assert!(error("a.docx", "Bakou").starts_with("a.docx: the archive is broken"));
}

#[test]
fn a_document_type_is_never_expanded() {
    let bomb = "<!DOCTYPE tmx [<!ENTITY a \"Artsakh\"><!ENTITY b \"&a;&a;&a;\">]>\
        <tmx><body><tu><tuv xml:lang='fr'><seg>x &b; y</seg></tuv></tu></body></tmx>";
    assert_eq!(law::texts(&law::read("a.tmx", bomb.as_bytes())), ["x &b; y"]);
}

/// A DOCX with the given body, and a picture.
fn docx(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    let stored = packed.compression_method(zip::CompressionMethod::Stored);
    let members: [(&str, &[u8], _); 4] = [
        ("[Content_Types].xml", b"<Types/>", packed),
        ("word/document.xml", body.as_bytes(), packed),
        (
            "word/footnotes.xml",
            b"<w:footnotes><w:p><w:r><w:t>Note sur Evlakh</w:t></w:r></w:p></w:footnotes>",
            packed,
        ),
        ("word/media/image1.png", b"\x89PNG\0\0", stored),
    ];
    for (name, bytes, options) in members {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn member(archive: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut text = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut text).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

const BODY: &str = include_str!("../cases/document/document.xml");

#[test]
fn docx_paragraphs() {
    use BlockKind::{Heading, ListItem, Paragraph, TableCell};
    let document = law::read("a.docx", &docx(BODY));
    let blocks: Vec<_> =
        (0..document.blocks.len()).map(|at| (document.blocks[at].kind, document.text(at))).collect();
    assert_eq!(
        blocks,
        [
            (Heading, "La route d’Evlakh"),
            (Paragraph, "Les autorités de l’Artsakh\t & Bakou, Khankendi\nHaut\u{2011}Karabagh"),
            (ListItem, "Un point"),
            (TableCell, "Blessés"),
            (Paragraph, "Encadré"),
            (Paragraph, "Fin."),
            (Paragraph, "Note sur Evlakh"),
        ]
    );
    assert_eq!(document.parts[1].name.as_deref(), Some("word/footnotes.xml"));
}

/// A text box stands there twice, the second time for old readers; both are rewritten, one is read.
#[test]
fn docx_text_boxes_are_kept_in_step() {
    let bytes = docx(BODY);
    let document = law::read("a.docx", &bytes);
    let new = document.rewrite(&replacing(&document, "Encadré", "Hors-texte")).unwrap();
    assert_eq!(member(&new, "word/document.xml"), BODY.replace("Encadré", "Hors-texte"));
}

#[test]
fn docx_places_are_paragraphs() {
    let document = law::read("a.docx", &docx(BODY));
    let place = |block: usize, form: &str| {
        let place = document.locate(block, document.text(block).find(form).unwrap());
        (place.line, place.column)
    };
    assert_eq!(place(0, "Evlakh"), (1, 12));
    assert_eq!(place(1, "Khankendi"), (2, 38));
    assert_eq!(place(6, "Evlakh"), (7, 10));
    let shown = document.source_line(1, document.text(1).find("Karabagh").unwrap());
    assert_eq!(
        shown, "Les autorités de l’Artsakh  & Bakou, Khankendi Haut\u{2011}Karabagh",
        "one line to show"
    );
}

#[test]
fn docx_names_over_several_runs() {
    let bytes = docx(BODY);
    let document = law::read("a.docx", &bytes);
    let mut edits = replacing(&document, "Evlakh", "Yevlakh");
    edits.extend(replacing(&document, "de l’Artsakh", "du Haut-Karabakh"));
    edits.extend(replacing(&document, "Haut\u{2011}Karabagh", "Haut-Karabakh"));
    let new = document.rewrite(&edits).unwrap();
    let expected = BODY
        .replace("<w:t>La route d’Ev</w:t>", "<w:t>La route d’Yevlakh</w:t>")
        .replace("<w:t>lakh</w:t>", "<w:t></w:t>")
        .replace("Les autorités de <", "Les autorités du <")
        .replace("l’Artsakh", "Haut-Karabakh")
        .replace(
            "<w:t>Haut</w:t><w:noBreakHyphen/><w:t>Karabagh</w:t>",
            "<w:t>Haut-Karabakh</w:t><w:t></w:t>",
        );
    assert_eq!(member(&new, "word/document.xml"), expected);
    assert!(member(&new, "word/footnotes.xml").contains("Note sur Yevlakh"));
    assert_eq!(member(&new, "word/media/image1.png"), member(&bytes, "word/media/image1.png"));
    let names = |bytes: &[u8]| {
        let zip = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        zip.file_names().map(|name| name.unwrap().into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&new), names(&bytes));
}

#[test]
fn docx_space_at_an_end_is_preserved() {
    let body = "<w:document><w:p><w:r><w:t>l’</w:t></w:r><w:r><w:t>Artsakh</w:t></w:r></w:p></w:document>";
    let document = law::read("a.docx", &docx(body));
    let new = document.rewrite(&replacing(&document, "l’", "le ")).unwrap();
    assert_eq!(member(&new, "word/document.xml"), body.replace("<w:t>l’", "<w:t xml:space=\"preserve\">le "));
}

#[test]
fn a_zip_bomb_is_refused() {
    let body = format!("<w:document>{}</w:document>", " ".repeat(60 << 20));
    let error = Document::from_bytes("a.docx", docx(&body), &ReadOptions::default()).unwrap_err().to_string();
    assert!(error.starts_with("a.docx: word/document.xml unpacks to more than "), "{error}");
}

#[test]
fn xlsx() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let cells = [
        (0, 0, "Source"),
        (0, 1, "Target"),
        (0, 2, "Note"),
        (2, 0, "L’Artsakh\nlibre"),
        (2, 1, "Free Artsakh"),
        (2, 2, "x"),
    ];
    for (row, column, text) in cells {
        sheet.write_string(row, column, text).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let document = law::read("a.xlsx", &bytes);
    assert_eq!(pairs(&document), [(1, Some(French), "L’Artsakh libre"), (1, Some(English), "Free Artsakh")]);
    let place = document.locate(1, 0);
    assert_eq!((place.line, place.column), (3, 17));
    assert!(matches!(document.rewrite(&[]), Err(RewriteError::Unsupported("XLSX"))));
}

proptest! {
    #[test]
    fn outside_an_edit_nothing_changes(
        (name, bytes) in prop::sample::select(TEXTS),
        drafts in law::drafts("(le|d'|d’|Haut-Karabakh|É|œ|ə|😀){0,3}"),
    ) {
        law::rewrites(name, bytes, &drafts);
    }

    #[test]
    fn markup_in_an_edit_is_text(
        name in prop::sample::select(&["pairs.xlf", "pairs2.xlf", "pairs.tmx", "pairs.po"][..]),
        drafts in law::drafts(law::REPLACEMENT),
    ) {
        law::rewrites(name, sample(name), &drafts);
    }

    #[test]
    fn outside_an_edit_of_docx_nothing_changes(drafts in law::drafts("( |le|d’|Haut-Karabakh|É|œ|<b>|&){0,3}")) {
        law::rewrites("a.docx", &docx(BODY), &drafts);
    }

    #[test]
    fn any_damage_is_survived(
        (name, bytes) in prop::sample::select(TEXTS),
        at in any::<usize>(),
        len in 0..40_usize,
        with in prop::collection::vec(any::<u8>(), 0..8),
    ) {
        let mut bytes = bytes.to_vec();
        let at = at % bytes.len();
        bytes.splice(at..(at + len).min(bytes.len()), with);
        law::survives(name, &bytes);
    }

    #[test]
    fn any_damage_of_docx_is_survived(at in any::<usize>(), with in prop::collection::vec(any::<u8>(), 1..8), inside: bool) {
        let bytes = if inside {
            let mut body = BODY.as_bytes().to_vec();
            let at = at % (body.len() - 8);
            body.splice(at..at + with.len(), with);
            docx(&String::from_utf8_lossy(&body))
        } else {
            let mut bytes = docx(BODY);
            let at = at % (bytes.len() - 8);
            bytes.splice(at..at + with.len(), with);
            bytes
        };
        law::survives("a.docx", &bytes);
    }
}
