//! Documents drawn from a corpus.

use std::{fs, path::Path};

use drogman::document::{Document, ReadOptions};
use encoding_rs::Encoding;

use crate::mutations;

/// About how long a document is (bytes).
const LENGTH: usize = 1500;

/// The encodings that documents are written in: a label, the byte-order mark, whether the label is said to the
/// reader (what cannot be told from bytes has to be).
const ENCODINGS: [(&str, &[u8], bool); 12] = [
    ("utf-8", b"", false),
    ("utf-8", b"\xEF\xBB\xBF", false),
    ("utf-16le", b"\xFF\xFE", false),
    ("utf-16be", b"\xFE\xFF", false),
    ("utf-16le", b"", false),
    ("windows-1252", b"", false),
    ("iso-8859-15", b"", false),
    ("macintosh", b"", false),
    ("windows-1250", b"", true),
    ("windows-1251", b"", true),
    ("windows-1254", b"", true),
    ("iso-8859-2", b"", true),
];

/// Texts to make documents from.
pub(crate) struct Corpus {
    texts: Vec<String>,
    seed: u64,
}

/// A document, and how it was made.
pub(crate) struct Case {
    pub bytes: Vec<u8>,
    pub made: String,
    /// The encoding, when it is said to the reader.
    pub encoding: Option<String>,
    /// The house style, by its place among those of the glossary (from 0, taken modulo their number).
    pub style: usize,
    pub rewrite_quotations: bool,
}

impl Corpus {
    /// The texts of a folder and the folders in it, in pieces of whole paragraphs.
    pub(crate) fn read(folder: &Path, seed: u64) -> Self {
        let mut paths = Vec::new();
        collect(folder, &mut paths);
        paths.sort();
        let mut texts = Vec::new();
        for path in paths {
            // What drogman does not read is no text.
            let Ok(document) = Document::read(&path, &ReadOptions::default()) else { continue };
            document.parts.iter().for_each(|part| cut(&part.text, &mut texts));
        }
        assert!(!texts.is_empty(), "{}: no texts here", folder.display());
        Self { texts, seed }
    }

    /// The document of a number.
    pub(crate) fn case(&self, number: u64, names: &[String]) -> Case {
        let mut draw = Draw(self.seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut text = draw.one_of(&self.texts).clone();
        let mut made = Vec::new();
        if draw.below(2) == 0 {
            text = mutations::spliced(&text, names, &mut draw);
            made.push("names spliced in");
        }
        for _ in 0..draw.below(4) {
            let (name, mutation) = *draw.one_of(&mutations::ALL);
            text = mutation(&text, &mut draw);
            made.push(name);
        }
        let &(label, bom, said) = draw.one_of(&ENCODINGS);
        made.push(label);
        let style = draw.below(5);
        let rewrite_quotations = draw.below(4) == 0;
        Case {
            bytes: [bom, &encoded(&text, label)].concat(),
            made: format!("{}, style {style}", made.join(", ")),
            encoding: said.then(|| label.to_owned()),
            style,
            rewrite_quotations,
        }
    }
}

fn collect(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// Cuts a text after whole lines.
fn cut(text: &str, out: &mut Vec<String>) {
    let mut piece = String::new();
    for line in text.split_inclusive('\n') {
        piece.push_str(line);
        if piece.len() >= LENGTH {
            out.push(std::mem::take(&mut piece));
        }
    }
    if !piece.trim().is_empty() {
        out.push(piece);
    }
}

/// `text` in an encoding; what it lacks becomes a numeric reference.
pub(crate) fn encoded(text: &str, label: &str) -> Vec<u8> {
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        label => Encoding::for_label(label.as_bytes()).expect("a label").encode(text).0.into_owned(),
    }
}

/// Numbers that look drawn by lot, the same each time (SplitMix64).
pub(crate) struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `end`, which is left out.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
