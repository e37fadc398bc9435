//! `normalize` on its cases: a glossary, a style, a text and what it becomes.

use std::path::PathBuf;

use drogman::{
    document::{Document, ReadOptions},
    glossary::{Glossary, StyleId},
    language::Language,
    matching::Matcher,
    normalize::{Ignores, Normalizer, Quotes, edits},
};

fn glossary(path: &str) -> Glossary {
    let reading = Glossary::read(&[PathBuf::from(path)]).expect("the glossary is there");
    reading.accept().map_err(|problems| problems.to_string()).expect("the glossary is well-formed").0
}

/// A glossary with its matcher, ready to normalise.
struct Desk {
    glossary: Glossary,
    matcher: Matcher,
}

impl Desk {
    fn open(path: &str, language: Language) -> Self {
        let glossary = glossary(path);
        let matcher = Matcher::new(&glossary, language).expect("the patterns are well-formed");
        Self { glossary, matcher }
    }

    fn normalize(&self, style: StyleId, quotes: Quotes, text: &str) -> String {
        let options = ReadOptions { wrapped: Some(false), ..ReadOptions::default() };
        let document = Document::from_bytes("case.txt", text.as_bytes().to_vec(), &options).unwrap();
        let matches = self.matcher.matches(&document);
        let changes =
            Normalizer::new(&self.glossary, style, quotes).changes(&document, &matches, &Ignores::none());
        String::from_utf8(document.rewrite(&edits(&changes, false)).unwrap()).unwrap()
    }

    /// Runs a file of cases: id, style and options, input, expected, note.
    fn run(&self, cases: &str) {
        let cases = std::fs::read_to_string(cases).unwrap();
        let mut failures = Vec::new();
        let mut count = 0;
        for line in cases.lines().skip(1).filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, options, input, expected, note] = cells[..] else { panic!("malformed case: {line}") };
            let (style, option) = options.split_once(';').unwrap_or((options, ""));
            let quotes = if option == "quotes=rewrite" { Quotes::Rewrite } else { Quotes::Keep };
            let style = self.glossary.style(style).expect("the style is declared");
            count += 1;
            let found = self.normalize(style, quotes, input);
            if found != expected {
                failures.push(format!(
                    "{id} ({note})\n  input    {input}\n  expected {expected}\n  found    {found}"
                ));
                continue;
            }
            let again = self.normalize(style, quotes, &found);
            if again != found {
                failures
                    .push(format!("{id}: a second run changes it again\n  once  {found}\n  twice {again}"));
            }
        }
        assert!(failures.is_empty(), "{} of {count} cases fail:\n{}", failures.len(), failures.join("\n"));
    }
}

#[test]
fn shared_cases() {
    Desk::open("tests/cases/glossary.drogman.yaml", Language::French).run("tests/cases/normalize/cases.tsv");
}

#[test]
fn geographic_cases() {
    Desk::open("tests/cases/normalize/geo.yaml", Language::French).run("tests/cases/normalize/cases-geo.tsv");
}

#[test]
fn cases_of_the_wider_world() {
    Desk::open("tests/cases/normalize/world.yaml", Language::French)
        .run("tests/cases/normalize/cases-world.tsv");
}

#[test]
fn cases_of_a_glossary_that_prefers_other_forms() {
    Desk::open("tests/cases/normalize/inverse.yaml", Language::French)
        .run("tests/cases/normalize/cases-inverse.tsv");
}

/// The `msgid` of a PO file is what programs look the message up by: it stays, the translation is rewritten.
#[test]
fn the_key_of_a_message_is_not_rewritten() {
    let glossary = glossary(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/glossary.drogman.yaml"));
    let po = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\nmsgid \"À Evlakh\"\nmsgstr \"In Evlakh\"\n";
    let document = Document::from_bytes("a.po", po.into(), &ReadOptions::default()).unwrap();
    let matcher = Matcher::new(&glossary, Language::French).unwrap();
    let matches = matcher.matches(&document);
    assert_eq!(matches.occurrences.len(), 1, "the key is matched");
    let normalizer = Normalizer::new(&glossary, StyleId::DEFAULT, Quotes::Rewrite);
    let changes = normalizer.changes(&document, &matches, &Ignores::new(&document, &[]));
    assert_eq!(changes.len(), 1);
    assert!(changes[0].fix.is_none(), "and not rewritten");
}
