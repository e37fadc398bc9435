//! `normalize` on its cases: a glossary, a style, a text and what it becomes.

use std::{path::PathBuf, sync::Arc};

use drogman::{
    document::{Document, ReadOptions},
    glossary::{Glossary, StyleId},
    language::Language,
    normalize::{Quotes, edits},
    session::{Languages, Options, Session},
};

fn glossary(path: &str) -> Glossary {
    let reading = Glossary::read(&[PathBuf::from(path)]).expect("the glossary is there");
    reading.accept().map_err(|problems| problems.to_string()).expect("the glossary is well-formed").0
}

/// A session that takes texts for French.
fn session(glossary: &Arc<Glossary>, style: StyleId, quotes: Quotes) -> Session {
    let languages = Languages::Only(Language::French);
    Session::new(glossary.clone(), Options { style, quotes, languages, ..Options::default() })
}

/// A glossary, and a session of each style that keeps quotations and of each that rewrites them.
struct Desk {
    glossary: Arc<Glossary>,
    sessions: Vec<[Session; 2]>,
}

impl Desk {
    fn open(path: &str) -> Self {
        let glossary = Arc::new(glossary(path));
        let of_style =
            |style| [Quotes::Keep, Quotes::Rewrite].map(|quotes| session(&glossary, StyleId(style), quotes));
        let sessions = (0..glossary.styles.len()).map(of_style).collect();
        Self { glossary, sessions }
    }

    fn normalize(&self, style: StyleId, quotes: Quotes, text: &str) -> String {
        let options = ReadOptions { wrapped: Some(false), ..ReadOptions::default() };
        let document = Document::from_bytes("case.txt", text.as_bytes().to_vec(), &options).unwrap();
        let session = &self.sessions[style.0][usize::from(quotes == Quotes::Rewrite)];
        let changes = session.analyse(&document).unwrap().changes();
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
    Desk::open("tests/cases/glossary.drogman.yaml").run("tests/cases/normalize/cases.tsv");
}

#[test]
fn geographic_cases() {
    Desk::open("tests/cases/normalize/geo.yaml").run("tests/cases/normalize/cases-geo.tsv");
}

#[test]
fn cases_of_the_wider_world() {
    Desk::open("tests/cases/normalize/world.yaml").run("tests/cases/normalize/cases-world.tsv");
}

#[test]
fn cases_of_a_glossary_that_prefers_other_forms() {
    Desk::open("tests/cases/normalize/inverse.yaml").run("tests/cases/normalize/cases-inverse.tsv");
}

#[test]
fn cases_of_people() {
    Desk::open("tests/cases/normalize/people.yaml").run("tests/cases/normalize/cases-people.tsv");
}

/// The `msgid` of a PO file is what programs look the message up by: it stays, the translation is rewritten.
#[test]
fn the_key_of_a_message_is_not_rewritten() {
    let glossary = glossary(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/glossary.drogman.yaml"));
    let po = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\nmsgid \"À Evlakh\"\nmsgstr \"In Evlakh\"\n";
    let document = Document::from_bytes("a.po", po.into(), &ReadOptions::default()).unwrap();
    let session = session(&Arc::new(glossary), StyleId::DEFAULT, Quotes::Rewrite);
    let analysis = session.analyse(&document).unwrap();
    assert_eq!(analysis.matches().occurrences.len(), 1, "the key is matched");
    let changes = analysis.changes();
    assert_eq!(changes.len(), 1);
    assert!(changes[0].fix.is_none(), "and not rewritten");
}
