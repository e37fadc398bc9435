//! Segments: the written cases, the seeds, laws 1 and 8, SRX.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use drogman::{
    document::{Document, ReadOptions},
    language::Language,
    segment::{Segmenter, SrxError, SrxRules},
};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/segmentation")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Ends of segments as counts of visible characters, the end of the text left out.
fn ends<'a>(segments: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut visible = 0;
    let mut ends: Vec<usize> = segments
        .map(|segment| {
            visible += segment.chars().filter(|c| !c.is_whitespace()).count();
            visible
        })
        .collect();
    ends.pop();
    ends
}

/// Right, false and missed ends, and the places of the false and missed ones.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    report: String,
}

impl Score {
    fn f1(&self) -> f64 {
        let (right, errors) = (2 * self.right, self.wrong + self.missed);
        if right + errors == 0 { 100.0 } else { 100.0 * right as f64 / (right + errors) as f64 }
    }

    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.report.push_str(&other.report);
    }
}

fn score(name: &str, gold: &[&str], found: &[&str]) -> Score {
    let ink = |segments: &[&str]| segments.concat().replace(char::is_whitespace, "");
    assert_eq!(ink(gold), ink(found), "{name}: the text changed");
    let (gold_ends, found_ends) = (ends(gold.iter().copied()), ends(found.iter().copied()));
    let mut score = Score::default();
    let all: Vec<char> = ink(gold).chars().collect();
    let mut note = |kind: &str, at: usize| {
        let around = |from: usize, to: usize| all[from..to].iter().collect::<String>();
        let (left, right) = (around(at.saturating_sub(25), at), around(at, all.len().min(at + 25)));
        let _ = writeln!(score.report, "{name}: {kind} {left}|{right}");
    };
    for end in &found_ends {
        if !gold_ends.contains(end) {
            note("false", *end);
        }
    }
    for end in &gold_ends {
        if !found_ends.contains(end) {
            note("missed", *end);
        }
    }
    score.right = found_ends.iter().filter(|end| gold_ends.contains(end)).count();
    score.wrong = found_ends.len() - score.right;
    score.missed = gold_ends.len() - score.right;
    score
}

fn language(name: &str) -> Language {
    if name.starts_with("en-") { Language::English } else { Language::French }
}

/// Segments of a file as it is, read as any document is.
fn of_file(name: &str, raw: &str) -> Vec<String> {
    let options = ReadOptions::default();
    let document = Document::from_bytes(&format!("{name}.txt"), raw.as_bytes().to_vec(), &options).unwrap();
    let segmenter = Segmenter::new(language(name));
    let mut segments = Vec::new();
    for block in 0..document.blocks.len() {
        let text = document.text(block);
        segments.extend(segmenter.segments(text).map(|span| span.of(text).to_owned()));
    }
    segments
}

fn gold_lines(gold: &str) -> Vec<&str> {
    gold.lines().filter(|line| !line.trim().is_empty()).collect()
}

/// Golds of a folder, by name, in order.
fn golds(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| !name.ends_with(".raw"))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{}: no cases", folder.display());
    found
}

#[test]
fn written_texts_reach_the_bar() {
    let mut all = Score::default();
    for folder in [cases(), cases().join("layout")] {
        for (name, path) in golds(&folder) {
            let gold = read(&path);
            let raw = read(&folder.join(format!("{name}.raw.txt")));
            let found = of_file(&name, &raw);
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            let score = score(&name, &gold_lines(&gold), &found);
            assert!(score.f1() >= 98.0, "{name}: F1 {:.2}\n{}", score.f1(), score.report);
            all.add(&score);
        }
    }
    assert!(all.right > 180, "only {} ends were looked at", all.right);
    assert!(all.f1() >= 99.5, "all texts: F1 {:.2}\n{}", all.f1(), all.report);
}

/// The paragraphs of a file of short cases: (text, its segments).
fn short_cases(gold: &str) -> Vec<(String, Vec<&str>)> {
    let mut cases: Vec<(String, Vec<&str>)> = Vec::new();
    let mut open = false;
    for line in gold.lines().map(str::trim) {
        if line.starts_with("//") {
            continue;
        }
        if line.is_empty() {
            open = false;
            continue;
        }
        if !open {
            cases.push((String::new(), Vec::new()));
            open = true;
        }
        let (text, segments) = cases.last_mut().unwrap();
        let glued = line.strip_prefix('~');
        if !text.is_empty() && glued.is_none() {
            text.push(' ');
        }
        text.push_str(glued.unwrap_or(line));
        segments.push(glued.unwrap_or(line));
    }
    cases
}

#[test]
fn short_cases_hold_one_by_one() {
    let mut failures = String::new();
    let mut number = 0;
    for folder in ["conventions", "abbreviations"] {
        for (name, path) in golds(&cases().join(folder)) {
            let segmenter = Segmenter::new(language(&name));
            for (text, gold) in short_cases(&read(&path)) {
                number += 1;
                let found: Vec<&str> = segmenter.segments(&text).map(|span| span.of(&text)).collect();
                if found != gold {
                    let _ = writeln!(failures, "{folder}/{name}:\n  gold  {gold:#?}\n  found {found:#?}");
                }
            }
        }
    }
    assert!(number > 40, "only {number} cases were found");
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn segments_concatenate_to_the_document() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap() {
        let path = entry.unwrap().path();
        let text = read(&path);
        let document = Document::from_text(&path.to_string_lossy(), text.clone());
        let segmenter = Segmenter::new(Language::French);
        let mut at = 0;
        for block in 0..document.blocks.len() {
            for span in segmenter.segments(document.text(block)) {
                let (start, end) =
                    (document.part_offset(block, span.start), document.part_offset(block, span.end));
                assert!(text[at..start].trim().is_empty(), "{}: text lost before {start}", path.display());
                assert_eq!(&text[start..end], span.of(document.text(block)));
                at = end;
            }
        }
        assert!(text[at..].trim().is_empty());
    }
}

const SRX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="no"/>
  <body>
    <languagerules>
      <languagerule languagerulename="French">
        <rule break="no"><beforebreak>\b(M|cf)\.</beforebreak><afterbreak>\s</afterbreak></rule>
        <rule break="no"><beforebreak>(?&lt;!x)y\.</beforebreak><afterbreak>\s</afterbreak></rule>
        <rule break="yes"><beforebreak>[\.\?!]+</beforebreak><afterbreak>\s+(?=\p{Lu})</afterbreak></rule>
      </languagerule>
    </languagerules>
    <maprules><languagemap languagepattern="FR.*" languagerulename="French"/></maprules>
  </body>
</srx>
"#;

#[test]
fn srx_rules_replace_the_built_in_ones() {
    let (rules, faults) = SrxRules::read(SRX).unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].line, 8);
    let segmenter = Segmenter::new(Language::French).with_srx(&rules);
    let text = "M. Petrossian part. Mme. Aubier reste. et puis ? Oui ! Non";
    let found: Vec<&str> = segmenter.segments(text).map(|span| span.of(text)).collect();
    assert_eq!(found, ["M. Petrossian part.", "Mme.", "Aubier reste. et puis ?", "Oui !", "Non"]);
    let english = Segmenter::new(Language::English).with_srx(&rules);
    assert_eq!(english.segments(text).count(), 1, "no rules for English");
}

#[test]
fn a_broken_srx_file_is_named() {
    assert_eq!(SrxRules::read("<srx></srx>").unwrap_err(), SrxError::Empty);
    assert!(matches!(SrxRules::read("<srx>\n<body></srx>"), Err(SrxError::Xml { line: 2, .. })));
    assert!(SrxRules::read("<srx><beforebreak>&nbsp;</beforebreak></srx>").is_err());
}

#[test]
fn a_user_adds_abbreviations() {
    let text = "Voir le chapit. Markarian.";
    assert_eq!(Segmenter::new(Language::French).segments(text).count(), 2);
    let segmenter = Segmenter::new(Language::French).with_abbreviations(["chapit."]);
    assert_eq!(segmenter.segments(text).count(), 1);
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    fn is_blank(c: char) -> bool {
        c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
    }

    /// Text made of what segmenters stumble over.
    fn stumbling() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec![
            "M.",
            "Le",
            "etc.",
            "...",
            "…",
            "?",
            "!",
            "«",
            "»",
            "“",
            "”",
            "\"",
            "'",
            "(",
            ")",
            "[...]",
            "J.-C.",
            "l'O.N.U.",
            " ",
            "\u{A0}",
            "\n",
            "\u{202F}",
            "12",
            "p.",
            "é",
            "É",
            "🚚",
            ":-)",
            "http://a.b/c?d=e.",
            "#x",
            "@y",
            "— ",
            "- ",
            ";",
            ":",
            ",",
            "un",
            "A",
            "[1]",
            "*****",
            "03/27/2001 01:58 PM",
            "a@b.org",
            "Email:",
            "Regards,",
            "Jean",
            ".",
            "fin.Le",
            "\u{FEFF}",
            "\u{301}",
            "ß",
            "中。",
        ]);
        prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in prop_oneof![stumbling(), any::<String>()], english in any::<bool>()) {
            let language = if english { Language::English } else { Language::French };
            let segmenter = Segmenter::new(language);
            let mut at = 0;
            for span in segmenter.segments(&text) {
                prop_assert!(span.start >= at && span.end > span.start);
                let between = &text[at..span.start];
                prop_assert!(between.chars().all(is_blank));
                prop_assert!(!span.of(&text).starts_with(char::is_whitespace));
                prop_assert!(!span.of(&text).ends_with(char::is_whitespace));
                at = span.end;
            }
            prop_assert!(text[at..].chars().all(is_blank));
        }

        #[test]
        fn wrapping_covers_every_line(text in stumbling()) {
            let mut at = 0;
            for span in drogman::text::paragraphs(&text) {
                prop_assert!(text[at..span.start].trim().is_empty());
                at = span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }

        #[test]
        fn srx_rules_lose_nothing(text in stumbling()) {
            let (rules, _) = SrxRules::read(SRX).unwrap();
            let segmenter = Segmenter::new(Language::French).with_srx(&rules);
            let ink: String = segmenter.segments(&text).map(|span| span.of(&text)).collect();
            let visible = |text: &str| text.replace(is_blank, "");
            prop_assert_eq!(visible(&ink), visible(&text));
        }
    }
}
