//! Small files that ask for much: each is read, or refused with one line, within a fixed memory.

mod bomb;

use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
    path::Path,
    process::{Command, Output},
};

/// The address space that drogman gets (kilobytes); what the files ask for is many times more.
const MEMORY: u32 = 1_500_000;

/// Runs drogman within [`MEMORY`] and with a time that only what grows with the square of its input uses up.
fn drogman(folder: &Path, arguments: &[&str]) -> Output {
    let script = format!("ulimit -v {MEMORY}; exec timeout 120 \"$0\" --threads 1 \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_drogman")]).args(arguments).current_dir(folder);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The file is refused in one line that says `message`, and the file beside it is checked all the same.
fn refused(name: &str, bytes: &[u8], message: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    fs::write(folder.path().join("z.txt"), "Le maire d’Ievlakh.\n").unwrap();
    let output = drogman(folder.path(), &["segment", name, "z.txt"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().filter(|line| line.contains(name)).count(), 1, "{said}");
    assert!(said.contains(message) && said.len() < 1000, "«{said}» instead of «{message}»");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Ievlakh"), "the rest is done");
}

fn import(name: &str, bytes: &[u8]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = drogman(folder.path(), &["glossary", "import", name, "-o", "out.yaml"]);
    let list = fs::read_to_string(folder.path().join("out.yaml")).unwrap_or_default();
    (output.status.code(), said(&output), list)
}

fn archive(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(paragraph: &str, count: usize, headers: usize) -> Vec<u8> {
    let body = format!("<w:document>{}</w:document>", paragraph.repeat(count)).into_bytes();
    let mut members = vec![("word/document.xml".to_owned(), body.clone())];
    members.extend((0..headers).map(|number| (format!("word/header{number}.xml"), body.clone())));
    archive(&members)
}

/// A workbook with these shared texts and these rows.
fn workbook(shared: &str, rows: &str) -> Vec<u8> {
    let of =
        |name: &str| format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}");
    let relations = |list: &str| format!("<Relationships>{list}</Relationships>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{}\" Target=\"{target}\"/>", of(kind))
    };
    let members = [
        ("_rels/.rels", relations(&relation("r1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                &(relation("r1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("r2", "sharedStrings", "sharedStrings.xml")),
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"{}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                of("").trim_end_matches('/')
            ),
        ),
        ("xl/sharedStrings.xml", shared.to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{rows}</worksheet>")),
    ];
    archive(&members.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}

const HEAD: &str =
    "<sst><si><t>fr</t></si><si><t>en</t></si><si><t>Ievlakh</t></si><si><t>Yevlakh</t></si></sst>";

#[test]
fn an_archive_that_unpacks_out_of_proportion_is_refused() {
    let paragraph = "<w:p><w:r><w:t>Aliev à Ievlakh.</w:t></w:r></w:p>";
    let message = "unpacks to more than 100 times the size of the file";
    refused("ratio.docx", &docx(paragraph, 1_000_000, 0), message);
    refused("headers.docx", &docx(paragraph, 20_000, 40), message);
}

#[test]
fn a_member_larger_than_the_archive_says_is_refused() {
    let mut bytes = docx("<w:p><w:r><w:t>Aliev à Ievlakh.</w:t></w:r></w:p>", 1_000_000, 0);
    let directory = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&100_u32.to_le_bytes());
    refused("lie.docx", &bytes, "word/document.xml is broken");
}

#[test]
fn two_cells_far_apart_are_two_cells() {
    let far = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\">\
               <v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c></row>\
               <row r=\"1048576\"><c r=\"XFD1048576\" t=\"s\"><v>2</v></c></row></sheetData>";
    let (code, said, list) = import("far.xlsx", &workbook(HEAD, far));
    assert!(code != Some(134) && list.contains("Yevlakh"), "{code:?} {said}");
}

#[test]
fn cells_merged_downwards_stand_in_each_row() {
    let rows = "<sheetData><row r=\"1\"><c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>\
                <row r=\"2\"><c r=\"B2\" t=\"s\"><v>2</v></c><c r=\"C2\" t=\"s\"><v>3</v></c></row>\
                <row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>Evlakh</t></is></c></row></sheetData>\
                <mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells>";
    let (code, said, list) = import("merged.xlsx", &workbook(HEAD, rows));
    // The second row of the merged cell is told to be of the same concept.
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("merged.xlsx:3: «Ievlakh» joins «Ievlakh» at line 2: «Evlakh» is admitted"),
        "{said}"
    );
    assert!(list.contains("Yevlakh") && list.contains("Evlakh"), "{list}");
}

#[test]
fn a_workbook_that_promises_what_it_has_not_is_refused() {
    let shared = "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>A</t></si></sst>";
    let bytes = workbook(shared, "<sheetData/>");
    refused("promise.xlsx", &bytes, "xl/sharedStrings.xml is broken: it promises 4294967295 texts and has 1");
    let (code, said, _) = import("promise.xlsx", &bytes);
    assert_eq!((code, said.lines().count()), (Some(2), 1), "{said}");
}

#[test]
fn a_text_that_many_cells_share_counts_for_each() {
    // Letters in no order, so that the archive is in proportion.
    let mut state = 1915_u32;
    let mut letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (state >> 24) as u8 % 26)
    };
    let text: String = (0..1 << 20).map(|_| letter()).collect();
    let rows: String = (1..=2000).fold(String::new(), |mut rows, row| {
        write!(rows, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>").unwrap();
        rows
    });
    let bytes =
        workbook(&format!("<sst><si><t>{text}</t></si></sst>"), &format!("<sheetData>{rows}</sheetData>"));
    refused("shared.xlsx", &bytes, "more than 128 MB of text in the cells");
    let (code, said, _) = import("shared.xlsx", &bytes);
    assert_eq!((code, said.lines().count()), (Some(2), 1), "{said}");
}

#[test]
fn more_rows_than_a_sheet_has_are_refused() {
    let row = "<row r=\"1048577\"><c r=\"A1048577\" t=\"s\"><v>0</v></c></row>";
    let bytes = workbook(HEAD, &format!("<sheetData>{row}</sheetData>"));
    refused("rows.xlsx", &bytes, "a cell beyond row 1048576");
    let many = workbook(
        HEAD,
        &format!("<sheetData>{}</sheetData>", "<row><c t=\"s\"><v>0</v></c></row>".repeat(3_000_000)),
    );
    refused("many.xlsx", &many, "unpacks to more than 100 times");
}

#[test]
fn a_tag_with_very_many_attributes_is_read_in_linear_time() {
    let attributes: String = (0..300_000).fold(String::new(), |mut all, number| {
        write!(all, " a{number}=\"x\"").unwrap();
        all
    });
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), format!("<p{attributes}>Le maire d’Ievlakh.</p>")).unwrap();
    let output = drogman(folder.path(), &["segment", "a.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Ievlakh"));
    let srx = format!(
        "<srx><header{attributes}/><languagerule languagerulename=\"a\"><rule{attributes}><beforebreak>x</beforebreak>\
                       </rule></languagerule></srx>"
    );
    assert!(drogman::segment::SrxRules::read(&srx).is_ok());
}

#[test]
fn markup_without_end_is_refused_at_its_place() {
    refused(
        "a.md",
        "*a_ ".repeat(3_000_000).as_bytes(),
        "a.md:1:4194305: more than 2097152 lines and signs of markup",
    );
    refused("b.md", "[".repeat(3_000_000).as_bytes(), "b.md:1:2097153: ");
}

#[test]
fn an_srx_file_is_bounded_in_depth_and_counts_its_lines_once() {
    let deep = drogman::segment::SrxRules::read(&"<srx>\n".repeat(3_000_000)).unwrap_err().to_string();
    assert!(deep.starts_with("line 65: ") && deep.contains("nested deeper than 64"), "{deep}");
    // Line counts from the start for each tag would take hours.
    let rules = "<rule>\n<beforebreak></beforebreak></rule>\n".repeat(50_000);
    let wide = format!(
        "<srx><languagerule languagerulename=\"a\">\n{rules}<rule><beforebreak>(</beforebreak></rule></languagerule></srx>"
    );
    let (_, faults) = drogman::segment::SrxRules::read(&wide).unwrap();
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [100_002]);
}

#[test]
fn a_message_quotes_what_stands_around_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let lint = |text: &str| {
        fs::write(folder.path().join("g.yaml"), text).unwrap();
        let output = drogman(folder.path(), &["glossary", "lint", "g.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let shown = said(&output) + &String::from_utf8_lossy(&output.stdout);
        assert!(shown.len() < 2000, "{} bytes", shown.len());
        shown
    };
    let items = "é, ".repeat(300_000);
    let shown = lint(&format!("version: [{items}*x, {items}]\n"));
    let lines: Vec<&str> = shown.lines().collect();
    let caret = lines.iter().position(|line| line.trim() == "^").expect("a caret");
    let column = lines[caret].chars().count();
    assert_eq!(lines[caret - 1].chars().nth(column - 1), Some('*'), "{shown}");
    let pattern = (0..50_000).map(|number| format!("mot{number}")).collect::<Vec<_>>().join("|");
    let concept = format!("fr: {{preferred: mot, variants: [{{pattern: '{pattern}('}}]}}");
    lint(&format!(
        "version: 1\nlanguages: {{source: fr, target: en}}\nconcepts:\n  c:\n    type: term\n    {concept}\n    en: w\n"
    ));
}

#[test]
fn xml_is_faulted_in_one_line() {
    let tmx = "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"fr\"><seg>a</tu\n\u{1b}[31m\nx></seg></tuv></tu></body></tmx>";
    refused("a.tmx", tmx.as_bytes(), "this is not well-formed XML");
    let (code, said, _) = import("a.tmx", tmx.as_bytes());
    assert_eq!((code, said.lines().count(), said.contains('\u{1b}')), (Some(2), 1, false), "{said}");
}

#[test]
fn large_files_of_real_size_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = 7_u32;
    let mut number = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    let body: String = (0..100_000).fold(String::new(), |mut body, _| {
        write!(body, "<w:p><w:r><w:t>Texte {} sur {}, {}.</w:t></w:r></w:p>", number(), number(), number())
            .unwrap();
        body
    });
    fs::write(folder.path().join("a.docx"), docx(&body, 1, 0)).unwrap();
    let rows: String = (1..=200_000).fold(String::from("<sheetData>"), |mut rows, row| {
        let value = number();
        write!(
            rows,
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>Terme {value}</t></is></c></row>"
        )
        .unwrap();
        rows
    }) + "</sheetData>";
    fs::write(folder.path().join("b.xlsx"), workbook(HEAD, &rows)).unwrap();
    fs::write(folder.path().join("c.html"), "<p class=\"a\">Le maire d’Ievlakh parle.</p>\n".repeat(200_000))
        .unwrap();
    for (name, wanted) in [("a.docx", 100_000), ("b.xlsx", 200_000), ("c.html", 200_000)] {
        let output = drogman(folder.path(), &["segment", name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
        let segments =
            String::from_utf8_lossy(&output.stdout).lines().filter(|line| !line.is_empty()).count();
        assert!(segments >= wanted, "{name}: {segments} segments");
    }
}

#[test]
fn a_workbook_of_zeros_is_refused() {
    refused("zeros.xlsx", &bomb::zip_bomb(), "xl/workbook.xml unpacks to more than 256 MB");
}
