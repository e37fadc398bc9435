//! Laws 2, 3 and 4 for `normalize` and `check`: outside an edit nothing changes, a second run changes
//! nothing, and both agree.

use std::{path::PathBuf, sync::Arc};

use drogman::{
    check::Finding,
    document::{BlockEdit, Document, ReadOptions},
    glossary::{Glossary, StyleId},
    language::Language,
    normalize::{Quotes, edits},
    session::{Analysis, Languages, Options, Session, SessionError, Stages as _, in_passages},
};
use proptest::prelude::*;

struct Desk {
    glossary: Arc<Glossary>,
    /// A session of each style, one that keeps quotations and one that rewrites them.
    sessions: Vec<[Session; 2]>,
}

thread_local! {
    static DESKS: [Desk; 2] = ["tests/cases/normalize/geo.yaml", "tests/cases/glossary.drogman.yaml"].map(|path| {
        let reading = Glossary::read(&[PathBuf::from(path)]).expect("the glossary is there");
        let glossary = reading.accept().map_err(|problems| problems.to_string()).expect("well-formed").0;
        let glossary = Arc::new(glossary);
        let session = |style, quotes| {
            let languages = Languages::Unstated(Language::French);
            let options = Options { style: StyleId(style), quotes, languages, ..Options::default() };
            Session::new(glossary.clone(), options)
        };
        let sessions = (0..glossary.styles.len())
            .map(|style| [Quotes::Keep, Quotes::Rewrite].map(|quotes| session(style, quotes)))
            .collect();
        Desk { glossary, sessions }
    });
}

fn read(text: &str) -> Document {
    let options =
        ReadOptions { wrapped: Some(false), encoding: Some("utf-8".into()), ..ReadOptions::default() };
    Document::from_bytes("law.txt", text.as_bytes().to_vec(), &options).expect("plain text")
}

impl Desk {
    fn session(&self, style: StyleId, quotes: Quotes) -> &Session {
        &self.sessions[style.0][usize::from(quotes == Quotes::Rewrite)]
    }

    /// Holds the three laws for one text.
    fn hold(&self, text: &str, style: StyleId, quotes: Quotes) {
        let session = self.session(style, quotes);
        let edits = |document: &Document| edits(&session.analyse(document).unwrap().changes(), false);
        let document = read(text);
        let first = edits(&document);
        let once = String::from_utf8(document.rewrite(&first).expect("the edits do not overlap")).unwrap();

        // Law 2: what stands between the edits is what stood there.
        let mut kept = Vec::new();
        let mut at = 0;
        let mut sorted = first.clone();
        sorted.sort();
        for edit in &sorted {
            let start = document.part_offset(edit.block, edit.span.start);
            kept.push(&text[at..start]);
            at = start + edit.span.len();
        }
        kept.push(&text[at..]);
        let mut rest = once.as_str();
        for (number, piece) in kept.iter().enumerate() {
            assert!(rest.starts_with(piece), "outside the edits something changed:\n{text}\n{once}");
            rest = &rest[piece.len()..];
            if let Some(edit) = sorted.get(number) {
                rest = rest.strip_prefix(edit.replacement.as_str()).expect("the edit was made");
            }
        }
        assert!(rest.is_empty());

        // Law 3: a second run changes nothing, and check has nothing left to fix.
        let again = read(&once);
        let second = edits(&again);
        assert!(second.is_empty(), "a second run changes it again:\n{text}\n{once}\n{second:?}");
        let fixes = |document: &Document| {
            let findings = session.analyse(document).unwrap().findings().unwrap();
            let mut edits: Vec<BlockEdit> = session.fixes(&findings, &document.path);
            edits.sort();
            edits
        };
        assert_eq!(fixes(&again), [], "check has a fix left:\n{once}");

        // Law 4: the fixes of check are the edits of normalize.
        assert_eq!(fixes(&document), sorted, "check and normalize disagree:\n{text}");
    }

    /// Holds that a text read in passages of about `size` bytes is normalised and checked as when it is whole.
    fn hold_in_passages(
        &self,
        text: &str,
        options: &ReadOptions,
        size: usize,
        style: StyleId,
        quotes: Quotes,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("law.txt");
        std::fs::write(&path, text).unwrap();
        let passages = || Document::passages(&path, options, size).unwrap();
        // What begins like HTML is read whole.
        let Some(all) = passages() else { return };
        let whole = Document::read(&path, options).unwrap();
        let blocks = |document: &Document| -> Vec<(String, usize, usize)> {
            let block =
                |at| (document.text(at).to_owned(), document.locate(at, 0).line, document.locate(at, 0).byte);
            (0..document.blocks.len()).map(block).collect()
        };
        let in_turn: Vec<_> = all.flat_map(|passage| blocks(&passage.unwrap())).collect();
        assert_eq!(in_turn, blocks(&whole), "the blocks differ at passages of {size} bytes:\n{text:?}");

        let session = self.session(style, quotes);
        let analysis = session.analyse(&whole).unwrap();
        let expected = whole.rewrite(&edits(&analysis.changes(), false)).unwrap();
        let (mut bytes, mut findings) = (Vec::new(), Vec::new());
        in_passages(
            session,
            &mut passages().unwrap(),
            |first| session.start(first),
            |passage, names| {
                let analysis = Analysis::new(session, passage, names);
                Ok((analysis.normalized()?.bytes()?, analysis.findings()?))
            },
            &|_| {},
            |(rewritten, found)| {
                bytes.extend(rewritten);
                findings.extend(found);
                Ok::<_, SessionError>(())
            },
        )
        .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            String::from_utf8_lossy(&expected),
            "at {size} bytes:\n{text:?}"
        );
        let told = |found: &[Finding]| -> Vec<String> {
            let tell = |it: &Finding| {
                format!("{:?} {:?} {} {} {:?}", it.start, it.end, it.source_line, it.message, it.replacements)
            };
            found.iter().map(tell).collect()
        };
        assert_eq!(told(&findings), told(&analysis.findings().unwrap()), "at {size} bytes:\n{text:?}");
    }

    fn hold_in_every_style(&self, text: &str) {
        for style in 0..self.glossary.styles.len() {
            for quotes in [Quotes::Keep, Quotes::Rewrite] {
                self.hold(text, StyleId(style), quotes);
            }
        }
    }
}

/// A name of one of the glossaries, in any inflection, as written or in capitals.
fn name() -> impl Strategy<Value = String> {
    let names: Vec<String> = DESKS.with(|desks| {
        let terms = desks.iter().flat_map(|desk| desk.glossary.concepts.values().flat_map(|c| &c.terms));
        let french = terms.filter(|term| term.language == Language::French);
        french.flat_map(|term| term.inflected().into_iter().map(|form| form.form)).collect()
    });
    (prop::sample::select(names), 0..8u8).prop_map(|(name, way)| match way {
        0 => name.to_uppercase(),
        1 => name.replace(' ', "\u{a0}"),
        2 => name.replace('-', "\u{2011}"),
        _ => name,
    })
}

fn words() -> impl Strategy<Value = String> {
    let words = [
        "de ",
        "d'",
        "d’",
        "du ",
        "des ",
        "de la ",
        "de l'",
        "de l’",
        "le ",
        "la ",
        "l'",
        "L'",
        "Le ",
        "les ",
        "au ",
        "à ",
        "à la ",
        "à l'",
        "aux ",
        "en ",
        "En ",
        "que ",
        "qu'",
        "Lorsqu'",
        "jusqu'en ",
        "jusqu'à ",
        "cet ",
        "cette ",
        "ce ",
        "son ",
        "sa ",
        "une ",
        "un ",
        "le nouvel ",
        "la nouvelle ",
        "l'ancien ",
        "toute la ",
        "tout l'",
        "dans le ",
        "«\u{a0}",
        "\u{a0}»",
        "“",
        "”",
        "\"",
        ", ",
        ". ",
        " : ",
        " ! ",
        " est tombée ",
        " a parlé",
        " et ",
        "-",
        " (",
        ") ",
        "rue de ",
        "M. ",
        "pro-",
        "\n",
        " vote",
        " isolée",
        "https://a.fr/",
        "#",
        "O.S.C.E. ",
    ];
    prop::sample::select(words.to_vec()).prop_map(str::to_owned)
}

fn line_end() -> impl Strategy<Value = String> {
    let ends = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", " \n", "\n \n", ".\n« ", " »\n", "\u{feff}"];
    prop::sample::select(ends.to_vec()).prop_map(str::to_owned)
}

/// Texts that broke a law once.
#[test]
fn texts_that_broke_a_law_once() {
    let texts = [
        // A short name becomes the end of a full one that is to be rewritten itself.
        "le Nagorno Karabagh et Nagorny Karabagh",
        // A name becomes that of the side whose other name is kept beside it.
        "CHOUCHA« SHUSHI",
        // A full name becomes one that is short in another style, beside a party’s name.
        "le Haut-Karabakh (l’Artsakh pour Erevan)",
        // The last letter of a name with full stops stands where an initial would.
        "O.S.C.E. ALIYEV",
        // The article that is part of a name is not in capitals, the rest is.
        "Le CAIRO«\u{a0}",
        // The full stop of a name ends its sentence, before the name is rewritten and after.
        "KIRGHIZSTAN«\u{a0}O.S.C.E. KIRGHIZIE«\u{a0}",
        // The article of a name before the verb is none of the noun after it.
        "LE CAIRE est tombée CESSEZ-LE-FEU",
        // A mark without a letter stands before a name.
        " \u{11370}RÉPUBLIQUE DU HAUT-KARABAKH \u{11370}",
    ];
    DESKS.with(|desks| {
        desks.iter().for_each(|desk| texts.iter().for_each(|text| desk.hold_in_every_style(text)))
    });
}

/// Texts whose passages were not the whole once.
#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line() {
    let text = "\u{feff}que le «\u{a0}“cette ONULA HAVANE.\n« .\n« ";
    let options = ReadOptions { wrapped: Some(true), ..ReadOptions::default() };
    DESKS.with(|desks| desks[0].hold_in_passages(text, &options, 1, StyleId(0), Quotes::Keep));
}

#[test]
fn a_stranger_is_met_in_the_last_words_of_a_passage() {
    let text = "Bakou\nKIEVNikol Pachinian\n\nHier, PASHINYAN a parlé.\n";
    let options = ReadOptions { wrapped: Some(false), ..ReadOptions::default() };
    DESKS.with(|desks| {
        desks.iter().for_each(|desk| desk.hold_in_passages(text, &options, 1, StyleId(0), Quotes::Keep))
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_on_generated_texts(pieces in prop::collection::vec(prop_oneof![words(), name()], 1..14)) {
        let text = pieces.concat();
        DESKS.with(|desks| desks.iter().for_each(|desk| desk.hold_in_every_style(&text)));
    }

    #[test]
    fn a_text_in_passages_is_treated_as_a_whole(
        pieces in prop::collection::vec(prop_oneof![words(), name(), line_end()], 1..60),
        (size, wrapped, rewrite) in (1..300_usize, any::<bool>(), any::<bool>()),
    ) {
        let text = pieces.concat();
        let options = ReadOptions { wrapped: Some(wrapped), ..ReadOptions::default() };
        let quotes = if rewrite { Quotes::Rewrite } else { Quotes::Keep };
        DESKS.with(|desks| {
            for desk in desks {
                desk.hold_in_passages(&text, &options, size, StyleId(size % desk.glossary.styles.len()), quotes);
            }
        });
    }

    #[test]
    fn laws_hold_on_any_text(text in "\\PC{0,60}", name in name()) {
        let text = format!("{text}{name}{text}");
        DESKS.with(|desks| desks.iter().for_each(|desk| desk.hold_in_every_style(&text)));
    }
}

/// Passages as long as a real reader takes them, over texts longer than what is looked ahead.
#[test]
fn the_seed_articles_in_passages() {
    let mut text = String::new();
    for entry in std::fs::read_dir("seeds").expect("the seed articles are there") {
        text.push_str(&String::from_utf8_lossy(&std::fs::read(entry.unwrap().path()).unwrap()));
    }
    let text = text.repeat(12);
    DESKS.with(|desks| {
        for size in [1000, 40_000, 150_000] {
            desks[0].hold_in_passages(&text, &ReadOptions::default(), size, StyleId(0), Quotes::Keep);
        }
    });
}

#[test]
fn laws_hold_on_the_seed_articles() {
    for entry in std::fs::read_dir("seeds").expect("the seed articles are there") {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let Ok(text) = String::from_utf8(bytes) else { continue };
        DESKS.with(|desks| desks.iter().for_each(|desk| desk.hold_in_every_style(&text)));
    }
}
