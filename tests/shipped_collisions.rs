//! Forms of the shipped glossary that are also something else: where they are not the concept, it is not found.

use drogman::{document::Document, glossary::Glossary, language::Language, matching::Matcher};

#[test]
fn a_form_that_is_something_else_is_not_the_concept() {
    let glossary = Glossary::embedded();
    let matcher = Matcher::new(glossary, Language::French).expect("the glossary compiles");
    let mut failures = String::new();
    let mut count = 0;
    for line in include_str!("cases/matching/collisions.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(id), Some(times), Some(text)) = (fields.next(), fields.next(), fields.next()) else {
            panic!("three columns: {line}");
        };
        assert!(glossary.concepts.contains_key(id), "no concept «{id}»");
        let document = Document::from_text("case", text.replace('¶', "\n"));
        let matches = matcher.matches(&document);
        let open =
            matches.ambiguous.iter().flat_map(|open| open.candidates.iter().map(|&(concept, _)| concept));
        let all = matches.occurrences.iter().map(|found| found.concept).chain(open);
        let found = all.filter(|&concept| glossary.concept(concept).id == id).count();
        count += 1;
        if found != times.parse::<usize>().expect(line) {
            failures.push_str(&format!("{line}\n  found {found}\n"));
        }
    }
    assert!(count > 50, "the cases were read");
    assert!(failures.is_empty(), "\n{failures}");
}
