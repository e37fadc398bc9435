//! `check` on its cases: documents, and documents with their translation, and what is found in them.

use std::{collections::BTreeSet, path::PathBuf};

use drogman::{
    check::{Checker, Finding, Options, Row},
    document::{Document, ReadOptions},
    glossary::Glossary,
    language::Language,
    text::Span,
};

fn glossary(path: &str) -> Glossary {
    let reading = Glossary::read(&[PathBuf::from(path)]).expect("the glossary is there");
    reading.accept().map_err(|problems| problems.to_string()).expect("the glossary is well-formed").0
}

fn read(path: &str, language: Language) -> Document {
    let options = ReadOptions { wrapped: Some(false), language: Some(language), ..ReadOptions::default() };
    Document::read(path.as_ref(), &options).expect("the document can be read")
}

/// Line n translates line n.
fn rows(source: &Document, target: &Document) -> Vec<Row> {
    let place = |document: &Document, line: usize| {
        let on_line = |block: &usize| document.locate(*block, 0).line == line;
        (0..document.blocks.len())
            .filter(on_line)
            .map(|block| (block, Span::new(0, document.text(block).len())))
            .collect::<Vec<_>>()
    };
    (1..=source.parts[0].lines().count())
        .map(|line| Row { source: place(source, line), target: place(target, line) })
        .collect()
}

type Line = (String, usize, usize, String, String, String);

fn lines(findings: &[Finding]) -> BTreeSet<Line> {
    findings
        .iter()
        .map(|found| {
            let file = found.path.rsplit('/').next().unwrap_or_default().to_owned();
            let rule = found.rule.name.to_owned();
            (file, found.start.line, found.start.column, rule, found.form.clone(), found.preferred.clone())
        })
        .collect()
}

/// Runs a folder of cases: `cases.tsv` names the documents, `expected.tsv` what is found in them.
fn run(folder: &str, glossary_file: &str) {
    let glossary = glossary(glossary_file);
    let table = |name: &str| -> Vec<Vec<String>> {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("the table is there");
        text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    };
    let expected: BTreeSet<Line> = table("expected.tsv")
        .into_iter()
        .map(|row| {
            let number = |at: usize| row[at].parse().expect("a number");
            (row[0].clone(), number(1), number(2), row[3].clone(), row[4].clone(), row[5].clone())
        })
        .collect();
    let mut found = BTreeSet::new();
    for case in table("cases.tsv") {
        let options = Options { style: glossary.style(&case[1]).expect("a style"), ..Options::default() };
        let checker = Checker::new(&glossary, options).expect("the patterns are well-formed");
        let source = read(&format!("{folder}/{}", case[2]), Language::French);
        let findings = if case[3] == "-" {
            checker.check(&source, Language::French, &[]).unwrap()
        } else {
            let target = read(&format!("{folder}/{}", case[3]), Language::English);
            checker.check_pair(&source, &target, &rows(&source, &target), &[]).unwrap()
        };
        found.extend(lines(&findings));
    }
    let missed: Vec<_> = expected.difference(&found).collect();
    let invented: Vec<_> = found.difference(&expected).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed: {missed:#?}\ninvented: {invented:#?}");
}

#[test]
fn shared_cases() {
    run("tests/cases/check", "tests/cases/glossary.drogman.yaml");
}
