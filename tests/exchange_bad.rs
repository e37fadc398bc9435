//! Bad files: every reader, every kind. One clear line with the place, exit code 2, no output.

mod bomb;

use std::{fs, path::Path, process::Command};

use drogman::{
    exchange::{Input, LIST_FORMATS, LIST_SOURCES, Sink, TermList, Wanted, list_format},
    glossary::{Glossary, StyleId},
};

use bomb::zip_bomb;

/// What `glossary import` of some bytes gives: the exit code and the last line on stderr; nothing may be written.
fn import(folder: &Path, format: &str, bytes: &[u8]) -> (Option<i32>, String) {
    fs::write(folder.join("list"), bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder)
        .args(["glossary", "import", "list", "--format", format, "-o", "out.yaml"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["list"], "{format}: something was written\n{said}");
    (output.status.code(), said.lines().last().unwrap_or_default().to_owned())
}

fn fixture(format: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/exchange/glossary.yaml");
    let glossary = Glossary::read(&[path.into()]).unwrap().accept().unwrap().0;
    let list = TermList::of(&glossary, StyleId::DEFAULT, |_| true).0;
    list_format(format).unwrap().write(&list).unwrap()
}

fn start(format: &str, rest: &str) -> Vec<u8> {
    let head = match format {
        "tbx" | "tbx-dca" => "<tbx><text><body>\n",
        "tbx2" => "<martif><text><body>\n",
        "tmx" => "<tmx><body>\n",
        "xliff" | "xliff2" => "<xliff>\n",
        "utx" => "#UTX 1.20; fr/en\n",
        _ => "",
    };
    (head.to_owned() + rest).into_bytes()
}

const XML: [&str; 6] = ["tbx", "tbx-dca", "tbx2", "tmx", "xliff", "xliff2"];

/// The kind, the format, the bytes, and what the last line must say behind `list:`.
fn cases() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let mut cases = Vec::new();
    for format in XML {
        let whole = fixture(format);
        let cut = String::from_utf8(whole[..whole.len() * 2 / 3].to_vec()).unwrap_or_default();
        let cut = cut[..cut.rfind('>').unwrap() + 1].to_owned();
        cases.push(("truncated", format, cut.into_bytes(), "the file ends in the middle of an element"));
        let latin = [b"<?xml version='1.0' encoding='UTF-8'?>\n".to_vec(), start(format, "<a>"), vec![0xe9]];
        cases.push(("wrong encoding", format, latin.concat(), "these bytes are not UTF-8"));
        let bomb = "<!DOCTYPE a [\n<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<a>&b;</a>";
        cases.push(("entity bomb", format, bomb.into(), "1:1: the file declares entities"));
        cases.push(("entity", format, start(format, "<a>&bomb;</a>"), "2:4: entity «&bomb;»"));
        cases.push((
            "not well-formed",
            format,
            start(format, "<a></b>"),
            "2:4: this is not well-formed XML: <a> is closed by </b>",
        ));
        cases.push((
            "another dialect",
            format,
            b"\n <html></html>".into(),
            "2:2: the root element is <html>",
        ));
        cases.push(("no XML", format, b"fr\ten\n".into(), "1:1: text outside of any element"));
        cases.push(("empty", format, Vec::new(), "1:1: no element"));
        let deep = "<a>".repeat(70);
        cases.push(("too deep", format, start(format, &deep), "nested deeper than 64 elements"));
    }
    // An unpaired half of a character, in UTF-16.
    let utf16 = b"\xff\xfea\0\t\0b\0\n\0\0\xd8c\0";
    for format in ["csv", "tsv", "omegat", "utx", "skos", "json"] {
        cases.push(("wrong encoding", format, utf16.into(), "2:1: these bytes are not UTF-16LE"));
    }
    for format in ["deepl", "memoq", "multiterm", "weblate", "crowdin"] {
        cases.push(("wrong encoding", format, utf16.into(), "these bytes are not UTF-16LE"));
        cases.push(("no text", format, b"a,b\n\0\0\0".into(), "1: this is no text"));
        if format != "deepl" {
            cases.push(("another dialect", format, b"x,y\nz,w\n".into(), "1: no header row of"));
        }
    }
    for format in ["csv", "tsv"] {
        cases.push(("no text", format, b"fr,en\n\x01\0\0".into(), "1: this is no text"));
        cases.push(("another dialect", format, b"<tbx>\n<text>\n".into(), "1: one column only"));
    }
    cases.push(("another dialect", "utx", b"fr\ten\n".into(), "1:1: no «#UTX» in the first line"));
    cases.push((
        "another dialect",
        "omegat",
        b"<tbx>\n".into(),
        " no concept could be read; nothing was written",
    ));
    cases.push(("truncated", "skos", b"@prefix a: <b:> .\n<a:b> <c:d>".into(), "2:"));
    cases.push((
        "another dialect",
        "skos",
        b"<a:b> <c:d> <e:f> .\n".into(),
        "1: nothing of SKOS in this file",
    ));
    cases.push((
        "truncated",
        "json",
        b"{\n\"languages\": {\"source\": \"fr\"".into(),
        "2:28: this is no term list",
    ));
    cases.push((
        "another dialect",
        "json",
        b"{\"terms\": []}".into(),
        "1:13: this is no term list in JSON: missing",
    ));
    let german = "{\"languages\": {\"source\": \"de\", \"target\": \"en\"}, \"entries\": []}";
    cases.push((
        "unknown language",
        "json",
        german.into(),
        "1:29: this is no term list in JSON: unknown variant",
    ));
    let german = "<xliff version='1.2'>\n<file source-language='de' target-language='en'/></xliff>";
    cases.push(("unknown language", "xliff", german.into(), "2:1: source-language is «de», not «fr»"));
    let german = "<tbx>\n<conceptEntry id='c'>\n<langSec xml:lang='de'><termSec><term>a</term></termSec></langSec></conceptEntry></tbx>";
    cases.push(("unknown language", "tbx", german.into(), " no concept could be read; nothing was written"));
    cases.push(("zip bomb", "xlsx", zip_bomb(), " xl/workbook.xml unpacks to more than 256 MB"));
    let whole = fixture("xlsx");
    cases.push(("truncated", "xlsx", whole[..whole.len() / 2].to_vec(), " this is no readable workbook"));
    cases.push(("another dialect", "xlsx", b"fr,en\n".into(), " this is no readable workbook"));
    cases.push(("truncated", "yaml", b"version: 1\nconcepts: {a: ".into(), "the glossary has 1 mistake"));
    cases.push(("wrong encoding", "yaml", b"version: 1\nx\xe9: 1\n".into(), "2:2: not UTF-8"));
    cases
}

#[test]
fn every_kind_of_bad_file_is_told_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, format, bytes, wanted) in cases() {
        let (code, said) = import(folder.path(), format, &bytes);
        assert_eq!(code, Some(2), "{format}, {kind}: {said}");
        let line = said.split_once("list:").map_or("", |(_, line)| line);
        assert!(line.contains(wanted), "{format}, {kind}: «{said}» instead of «{wanted}»");
        // A place, when the file has lines at all.
        let placed = line.starts_with(|c: char| c.is_ascii_digit());
        assert!(placed || wanted.starts_with(' ') || format == "yaml", "{format}, {kind}: {said}");
    }
}

#[test]
fn every_reader_of_text_refuses_an_endless_line() {
    struct Endless(u64);
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 += buffer.len() as u64;
            assert!(self.0 < 400 << 20, "reading goes on and on");
            buffer.fill(b'a');
            Ok(buffer.len())
        }
    }
    let formats = LIST_FORMATS.into_iter().chain(LIST_SOURCES);
    for format in formats.filter(|format| format.name() != "json") {
        let name = format.name();
        let head = if XML.contains(&name) { start(name, "<a>") } else { start(name, "") };
        let endless: Box<dyn std::io::Read> = Box::new(std::io::Read::chain(&head[..], Endless(0)));
        let mut sink = Sink { entry: &mut |_| {}, reject: &mut |_, _| {} };
        let read = format.read(Input::new(endless).unwrap(), &Wanted::default(), &mut sink);
        let said = read.unwrap_err().to_string();
        let wanted = if name == "xlsx" {
            "a workbook of more than 256 MB"
        } else {
            "a single piece of more than 16 MB"
        };
        assert!(said.contains(wanted), "{name}: {said}");
        assert!(name == "xlsx" || said.starts_with("1:1:") || said.starts_with("2:"), "{name}: {said}");
    }
}

#[test]
fn unknown_languages_are_told_before_anything_is_read() {
    let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .args(["glossary", "import", "none.csv", "-o", "out.yaml", "--languages", "fr,xx"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("unknown language «xx»: drogman knows fr (French) and en (English)"), "{said}");
}
