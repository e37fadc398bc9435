//! A text in passages gives what the whole text gives: its segments, occurrences, sheet and candidates.

use std::path::{Path, PathBuf};

use drogman::{
    document::{Document, ReadOptions},
    exchange::CANDIDATE_FORMATS,
    extract::{Choice, Extractor, Tally},
    glossary::Glossary,
    language::Language,
    matching::Matches,
    session::{Analysis, Languages, Options, Session, SessionError, Stages as _, in_passages},
    sheet::Sheet,
    text::Span,
};
use proptest::prelude::*;

thread_local! {
    static SESSION: Session = {
        let reading = Glossary::read(&[PathBuf::from("tests/cases/glossary.drogman.yaml")]).unwrap();
        let glossary = reading.accept().map_err(|problems| problems.to_string()).unwrap().0;
        let languages = Languages::Only(Language::French);
        Session::new(glossary, Options { languages, ..Options::default() })
    };
}

/// Where something stands in the file: its line, column and first byte, and how many blocks stand before it.
type Place = (usize, usize, usize, usize);

fn place(document: &Document, block: usize, span: Span) -> Place {
    let at = document.locate(block, span.start);
    (at.line, at.column, at.byte, document.blocks_before() + block)
}

/// What was found in a text, wherever its passages begin.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    segments: Vec<(Place, String)>,
    occurrences: Vec<(Place, String, usize, String)>,
    ambiguous: Vec<Place>,
    sheet: Sheet,
}

impl Seen {
    fn of(session: &Session, analysis: &Analysis<'_>) -> Self {
        let document = analysis.document();
        let cut = |(block, span): (usize, Span)| {
            (place(document, block, span), span.of(document.text(block)).into())
        };
        let Matches { occurrences, ambiguous, .. } = analysis.matches();
        Self {
            segments: session.segments(document, Language::French).into_iter().map(cut).collect(),
            occurrences: occurrences
                .iter()
                .map(|it| {
                    let how = format!("{:?} {:?} {:?} {:?}", it.casing, it.deviation, it.certainty, it.kept);
                    (
                        place(document, it.block, it.span),
                        session.glossary().concept(it.concept).id.clone(),
                        it.term,
                        how,
                    )
                })
                .collect(),
            ambiguous: ambiguous.iter().map(|it| place(document, it.block, it.span)).collect(),
            sheet: analysis.sheet(),
        }
    }

    fn go_on(&mut self, next: Self) {
        self.segments.extend(next.segments);
        self.occurrences.extend(next.occurrences);
        self.ambiguous.extend(next.ambiguous);
        match self.sheet.documents {
            0 => self.sheet = next.sheet,
            _ => self.sheet.go_on(next.sheet),
        }
    }
}

/// The candidates of a text, all of them, as records.
fn candidates(path: &Path, options: &ReadOptions, size: Option<usize>) -> String {
    let mut extractor = Extractor::new();
    let tally = match size {
        None => extractor.document(&Document::read(path, options).unwrap()),
        Some(size) => {
            let mut passages = Document::passages(path, options, size).unwrap().unwrap();
            let mut all = Tally::default();
            let done = in_passages(
                &extractor,
                &mut passages,
                |first| extractor.start(first),
                |passage, read| Ok(read.map(|read| read.tally(&extractor, passage))),
                &|_| {},
                |tally| {
                    all.go_on(tally.unwrap());
                    Ok::<_, SessionError>(())
                },
            );
            assert!(done.unwrap());
            all
        }
    };
    extractor.merge(tally);
    let jsonl = CANDIDATE_FORMATS.into_iter().find(|format| format.name() == "jsonl").unwrap();
    let candidates = extractor.finish(&Choice { cut: f64::MIN, most: None }, None);
    String::from_utf8(jsonl.write(&candidates).unwrap()).unwrap()
}

/// Holds that a text in passages of about `size` bytes gives what the whole gives.
fn hold(text: &str, options: &ReadOptions, size: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("law.txt");
    std::fs::write(&path, text).unwrap();
    // What begins like HTML is read whole.
    let Some(mut passages) = Document::passages(&path, options, size).unwrap() else { return };
    let whole = Document::read(&path, options).unwrap();
    SESSION.with(|session| {
        let mut seen = Seen { sheet: Sheet::default(), ..Seen::default() };
        let done = in_passages(
            session,
            &mut passages,
            |first| session.start(first),
            |passage, names| Ok(Seen::of(session, &Analysis::new(session, passage, names))),
            &|_| {},
            |part| {
                seen.go_on(part);
                Ok::<_, SessionError>(())
            },
        );
        assert!(done.unwrap());
        // A text without a line has no passage, and is a document for all that.
        seen.sheet.documents = 1;
        let expected = Seen::of(session, &session.analyse(&whole).unwrap());
        assert_eq!(seen, expected, "at {size} bytes:\n{text:?}");
    });
    assert_eq!(
        candidates(&path, options, Some(size)),
        candidates(&path, options, None),
        "at {size} bytes:\n{text:?}"
    );
}

fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "Le président Ilham Aliev est à Evlakh. ",
        "Aliev ",
        "M. Aliev dort",
        "Heydar Aliev",
        "Nikol Pachinian parle (NP). ",
        "PACHINIAN",
        "Chouchi et Choucha",
        "l’Organisation pour la sécurité et la coopération en Europe (OSCE)",
        "L’OSCE attend. ",
        "le cessez-le-feu",
        "Le Cessez-le-feu tient. ",
        "Stepanakert",
        "« Bakou",
        " » ",
        "gourbangouly sort. ",
        "Gourbangouly sort. ",
        "\n",
        "\n\n",
        "\r\n",
        " \n \n",
        " et ",
        ", ",
        ". ",
        "date 2020-11\n",
        "\u{feff}",
    ];
    prop::sample::select(pieces.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn passages_give_what_the_whole_gives(
        pieces in prop::collection::vec(piece(), 1..60),
        (size, wrapped) in (1..300_usize, any::<bool>()),
    ) {
        let options = ReadOptions { wrapped: Some(wrapped), ..ReadOptions::default() };
        hold(&pieces.concat(), &options, size);
    }
}

#[test]
fn a_dated_article_is_dated_in_every_passage() {
    let text = "date 2020-11\nLe maire d’Evlakh dort.\n\nÀ Bakou, il neige.\n";
    hold(text, &ReadOptions::default(), 1);
}

#[test]
fn the_seed_articles_in_passages() {
    let mut text = String::new();
    for entry in std::fs::read_dir("seeds").expect("the seed articles are there") {
        text.push_str(&String::from_utf8_lossy(&std::fs::read(entry.unwrap().path()).unwrap()));
    }
    for size in [2_000, 60_000] {
        hold(&text.repeat(3), &ReadOptions::default(), size);
    }
}

/// What is no UTF-8 after a start that is cannot be known before it is read.
#[test]
fn a_text_that_is_no_utf_8_to_its_end_is_to_be_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let mut bytes = "Evlakh dort.\n".repeat(200_000).into_bytes();
    bytes.extend(b"\xC9t\xE9 \xE0 Evlakh.\n");
    std::fs::write(&path, bytes).unwrap();
    SESSION.with(|session| {
        let mut passages = Document::passages(&path, &ReadOptions::default(), 1 << 16).unwrap().unwrap();
        let done = in_passages(
            session,
            &mut passages,
            |first| session.start(first),
            |_, _| Ok(()),
            &|_| {},
            |()| -> Result<(), SessionError> { panic!("nothing may be treated") },
        );
        assert!(!done.unwrap() && !passages.is_utf8());
    });
}
