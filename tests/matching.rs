//! What the matcher finds in whole texts: cases a linguist can add to.

use drogman::{
    document::Document,
    glossary::{Glossary, Slot, SourceFile},
    language::Language,
    matching::{Casing, Deviation, Kept, Matcher, Matches, Occurrence},
};

fn glossary() -> Glossary {
    let text = include_str!("cases/matching/glossary.yaml").to_owned();
    let reading = Glossary::read_sources(&[SourceFile { name: "glossary.yaml".into(), text }]);
    reading.accept().expect("the glossary of the cases has no error").0
}

/// An occurrence as the cases write it.
fn describe(document: &Document, glossary: &Glossary, occurrence: &Occurrence) -> String {
    let mut told = occurrence.span.of(document.text(occurrence.block)).replace('\u{a0}', "·");
    told.push(' ');
    told.push_str(&occurrence.concept(glossary).id);
    told.push_str(match occurrence.term(glossary).slot {
        Slot::Full => "",
        Slot::Short => " short",
        Slot::Abbreviation => " abbr",
    });
    told.push_str(match occurrence.casing {
        Casing::Listed => "",
        Casing::Capitalised => " Cap",
        Casing::AllCaps => " caps",
    });
    told.push_str(match occurrence.deviation {
        Deviation::None => "",
        Deviation::Typography => " typo",
        Deviation::House { .. } => " house",
        Deviation::Spelling => " spelling",
    });
    if occurrence.kept == Some(Kept::Mention) {
        told.push_str(" kept");
    }
    if !occurrence.certainty.sure {
        told.push_str(" unsure");
    }
    told
}

fn described(document: &Document, glossary: &Glossary, matches: &Matches) -> String {
    let mut all: Vec<(usize, usize, String)> = matches
        .occurrences
        .iter()
        .map(|found| (found.block, found.span.start, describe(document, glossary, found)))
        .collect();
    all.extend(matches.ambiguous.iter().map(|open| {
        let form = open.span.of(document.text(open.block));
        (open.block, open.span.start, format!("{form} ?"))
    }));
    all.sort();
    all.into_iter().map(|(_, _, told)| told).collect::<Vec<_>>().join(" | ")
}

#[test]
fn cases() {
    let glossary = glossary();
    let mut failures = String::new();
    let mut count = 0;
    for line in include_str!("cases/matching/cases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(language), Some(text), Some(expected)) = (fields.next(), fields.next(), fields.next())
        else {
            panic!("three columns: {line}");
        };
        let language = Language::from_tag(language).expect("fr or en");
        let text = text.replace('¶', "\n").replace('·', "\u{a0}");
        let document = Document::from_text("case", text);
        let matcher = Matcher::new(&glossary, language).unwrap();
        let found = described(&document, &glossary, &matcher.matches(&document));
        count += 1;
        if found != expected {
            failures.push_str(&format!("{line}\n  found    {found}\n  expected {expected}\n"));
        }
    }
    assert!(count > 30, "the cases were read");
    assert!(failures.is_empty(), "\n{failures}");
}
