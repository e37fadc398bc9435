//! The laws, for one document.

use std::borrow::Cow;

use drogman::{
    check::Severities,
    document::{BlockEdit, Document, ReadOptions, RewriteError},
    glossary::{Glossary, StyleId},
    language::Language,
    normalize::Quotes,
    segment::Segmenter,
    session::{Languages, Options, Session},
};

use crate::draw::{Case, encoded};

/// What every document is held against.
pub(crate) struct Desk {
    glossary: &'static Glossary,
    /// A session of each style, one that keeps quotations and one that rewrites them.
    sessions: Vec<[Session; 2]>,
    segmenter: Segmenter,
    /// The French forms of the glossary.
    pub names: Vec<String>,
}

/// The rules of a document.
struct Way {
    options: ReadOptions,
    style: StyleId,
    quotes: Quotes,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let glossary = Glossary::embedded();
        let session = |style, quotes| {
            let mut severities = Severities::default();
            // It offers no fix and takes the longest.
            severities.set("probable-variant", "off").unwrap();
            let languages = Languages::Unstated(Language::French);
            let options =
                Options { style: StyleId(style), quotes, severities, languages, ..Options::default() };
            Session::new(glossary, options)
        };
        let sessions = (0..glossary.styles.len())
            .map(|style| [Quotes::Keep, Quotes::Rewrite].map(|quotes| session(style, quotes)))
            .collect();
        let terms = glossary.concepts.values().flat_map(|concept| &concept.terms);
        let french = terms.filter(|term| term.language == Language::French);
        let names = french.flat_map(|term| term.inflected().into_iter().map(|form| form.form)).collect();
        Self { sessions, segmenter: Segmenter::new(Language::French), names, glossary }
    }

    fn way(&self, case: &Case) -> Way {
        Way {
            options: ReadOptions { encoding: case.encoding.clone(), ..ReadOptions::default() },
            style: StyleId(case.style % self.glossary.styles.len()),
            quotes: if case.rewrite_quotations { Quotes::Rewrite } else { Quotes::Keep },
        }
    }

    /// How many edits a document gets; `None` when it cannot be read.
    pub(crate) fn edits_of(&self, case: &Case) -> Option<usize> {
        let way = self.way(case);
        let document = Document::from_bytes("law.txt", case.bytes.clone(), &way.options).ok()?;
        Some(self.normalized(&document, &way).1.len())
    }

    /// Holds laws 1 to 4 for a document; what is wrong with it.
    pub(crate) fn hold(&self, case: &Case) -> Result<(), String> {
        let way = self.way(case);
        let read = |bytes: &[u8]| Document::from_bytes("law.txt", bytes.to_vec(), &way.options);
        // What cannot be read is told and left alone.
        let Ok(read_first) = read(&case.bytes) else { return Ok(()) };
        self.lossless(&read_first)?;
        let (document, edits) = self.normalized(&read_first, &way);
        if self.checked(&read_first, &way) != edits {
            return Err(format!("check and normalize disagree: {:?}", shown(&document, &edits)));
        }
        let once = match document.rewrite(&edits) {
            Ok(once) => once,
            Err(RewriteError::Unencodable { character, .. }) => {
                let lacking = edits.iter().any(|edit| edit.replacement.contains(character));
                return if lacking { Ok(()) } else { Err(format!("«{character}» is in no edit")) };
            }
            Err(RewriteError::Malformed { .. }) => return Ok(()),
            Err(error) => return Err(error.to_string()),
        };
        only_the_edits(&document, &case.bytes, &edits, &once)?;
        let again = read(&once).map_err(|error| format!("it cannot be read after normalize: {error}"))?;
        let second = self.normalized(&again, &way).1;
        if !second.is_empty() {
            let (first, second) = (shown(&document, &edits), shown(&again, &second));
            return Err(format!("a second run changes it again: {second:?}\n  after {first:?}"));
        }
        match self.checked(&again, &way) {
            left if left.is_empty() => Ok(()),
            left => Err(format!("check has a fix left: {:?}", shown(&again, &left))),
        }
    }

    /// Law 1: segments and what lies between them make the document; between them is white space alone.
    fn lossless(&self, document: &Document) -> Result<(), String> {
        let part = &document.parts[0].text;
        let mut at = 0;
        for block in 0..document.blocks.len() {
            let text = document.text(block);
            for span in self.segmenter.segments(text) {
                let start = document.part_offset(block, span.start);
                if start < at || !is_between(&part[at..start]) {
                    return Err(format!("letters between segments: {:?}", part.get(at..start)));
                }
                at = start + span.len();
            }
        }
        if is_between(&part[at..]) { Ok(()) } else { Err("letters after the last segment".to_owned()) }
    }

    fn session(&self, way: &Way) -> &Session {
        &self.sessions[way.style.0][usize::from(way.quotes == Quotes::Rewrite)]
    }

    /// The document as normalize reads it, and the edits it makes.
    fn normalized<'d>(&'d self, document: &'d Document, way: &Way) -> (Cow<'d, Document>, Vec<BlockEdit>) {
        let analysis = self.session(way).analyse(document).expect("the patterns are well-formed");
        let mut normalized = analysis.normalized().expect("the patterns are well-formed");
        normalized.edits.sort();
        (normalized.document, normalized.edits)
    }

    /// The safe fixes check offers.
    fn checked(&self, document: &Document, way: &Way) -> Vec<BlockEdit> {
        let session = self.session(way);
        let analysis = session.analyse(document).expect("the patterns are well-formed");
        let findings = analysis.checked().expect("the patterns are well-formed").findings;
        let mut edits = session.fixes(&findings, &document.path);
        edits.sort();
        edits
    }
}

/// Law 2: `once` is the bytes of the document with nothing but the edits made.
fn only_the_edits(document: &Document, bytes: &[u8], edits: &[BlockEdit], once: &[u8]) -> Result<(), String> {
    let label = match document.parts[0].encoding() {
        "Mac Roman" => "macintosh".to_owned(),
        name => name.to_ascii_lowercase(),
    };
    let (mut wanted, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for edit in edits {
        wanted.extend_from_slice(&bytes[at..document.locate(edit.block, edit.span.start).byte]);
        wanted.extend(encoded(&edit.replacement, &label));
        at = document.locate(edit.block, edit.span.end).byte;
    }
    wanted.extend_from_slice(&bytes[at..]);
    if wanted == once { Ok(()) } else { Err("something changed outside the edits".to_owned()) }
}

/// Edits as people read them.
fn shown(document: &Document, edits: &[BlockEdit]) -> Vec<String> {
    let show =
        |edit: &BlockEdit| format!("{} -> {}", edit.span.of(document.text(edit.block)), edit.replacement);
    edits.iter().map(show).collect()
}

/// Whether a text may lie between segments: white space, and marks of no width.
fn is_between(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || drogman::text::is_ignorable(c))
}
