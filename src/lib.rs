//! drogman reads French articles, finds every way a name is written, and writes the term sheet a
//! translator would have made by hand. This page is a tour of the library; the program is the same code behind
//! a command line (the module `cli`).
//!
//! # A glossary
//!
//! Everything starts with a [`Glossary`](glossary::Glossary): concepts, and the terms for them in two languages.
//! It is YAML, from files ([`Glossary::read`](glossary::Glossary::read)) or from a string; a mistake is told with its
//! line and column. A term that is not preferred is deprecated unless the file says otherwise.
//!
//! ```
//! use drogman::{glossary::{Glossary, Slot, StyleId}, language::Language};
//! let glossary: Glossary = "
//! version: 1
//! concepts:
//!   ievlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}
//! ".parse().unwrap();
//! let (_, english) = glossary.concepts["ievlakh"]
//!     .preferred(Language::English, Slot::Full, StyleId::DEFAULT)
//!     .unwrap();
//! assert_eq!(english.text(), "Yevlakh");
//!
//! let mistake = "version: 1\nconcepts: {ievlakh: {type: citty}}".parse::<Glossary>().unwrap_err();
//! assert!(mistake.to_string().starts_with("<text>:2:"), "{mistake}");
//! ```
//!
//! A glossary of the South Caucasus and of the world’s states comes with the library; the rest of the tour uses it.
//!
//! ```
//! use drogman::glossary::Glossary;
//! assert!(Glossary::embedded().concepts.contains_key("tbilissi"));
//! ```
//!
//! # A session
//!
//! A [`Session`](session::Session) is a glossary and a style at work: it is made once, shared by threads, and asked
//! for everything there is to know of a document. What follows are its parts, which can be used alone.
//!
//! ```
//! use drogman::{document::Document, glossary::Glossary, session::{Options, Session}};
//! let session = Session::new(Glossary::embedded(), Options::default());
//! let article = Document::from_text("a.txt", "Le maire d’Evlakh part. Yevlakh dort.".into());
//! let analysis = session.analyse(&article).unwrap();
//! assert_eq!(analysis.matches().occurrences.len(), 2);
//! assert_eq!(analysis.findings().unwrap()[0].preferred, "Yevlakh");
//! assert_eq!(analysis.normalized().unwrap().edits[1].replacement, "Yevlakh");
//! assert_eq!(analysis.sheet().forms.len(), 2);
//! ```
//!
//! # Finding names
//!
//! A [`Matcher`](matching::Matcher) is a glossary compiled for one language. What it finds in a string is a list of
//! [occurrences](matching::Occurrence): a span of bytes, the concept and the term, how sure it is that the concept is
//! meant, and why. Elided articles stay outside the span; accents and capitals may differ from the glossary’s.
//!
//! ```
//! use drogman::{glossary::Glossary, language::Language, matching::Matcher};
//! let glossary = Glossary::embedded();
//! let matcher = Matcher::new(glossary, Language::French).unwrap();
//! let text = "Le maire d’Evlakh reçoit celui de TBILISSI.";
//! let found: Vec<(&str, &str)> = matcher
//!     .find_in(text)
//!     .occurrences
//!     .iter()
//!     .map(|name| (name.span.of(text), &name.concept(glossary).terms[0].text()[..]))
//!     .collect();
//! assert_eq!(found, [("Evlakh", "Yevlakh"), ("TBILISSI", "Tbilissi")]);
//! ```
//!
//! # Rewriting them
//!
//! [`normalize_text`](session::Session::normalize_text) puts every name into the form that a house style prefers, and
//! repairs the words before it. What somebody said stays as it was said.
//!
//! ```
//! use drogman::{glossary::Glossary, session::{Options, Session}};
//! let session = Session::new(Glossary::embedded(), Options::default());
//! let normalized = session.normalize_text("Le maire d’Evlakh part hier. « Evlakh dort », dit-il.").unwrap();
//! assert_eq!(normalized, "Le maire de Yevlakh part hier. « Evlakh dort », dit-il.");
//! ```
//!
//! # Checking a document
//!
//! Files of every format become a [`Document`](document::Document): blocks of text that know their way back to the
//! source bytes. A session reports what an editor would object to, each [finding](check::Finding) with its line and
//! column, and with the edits that would mend it.
//!
//! ```
//! use drogman::{document::{Document, ReadOptions}, glossary::Glossary, session::{Options, Session}};
//! let page = "<h1>La ville</h1>\n<p>Le maire d’<b>Evlakh</b> part.</p>".as_bytes().to_vec();
//! let page = Document::from_bytes("ville.html", page, &ReadOptions::default()).unwrap();
//! let session = Session::new(Glossary::embedded(), Options::default());
//! let findings = session.analyse(&page).unwrap().findings().unwrap();
//! assert_eq!((findings[0].start.line, &findings[0].form[..]), (2, "Evlakh"));
//!
//! let fix = findings[0].fix.as_ref().unwrap();
//! let mended = String::from_utf8(page.rewrite(&fix.edits).unwrap()).unwrap();
//! assert_eq!(mended, "<h1>La ville</h1>\n<p>Le maire de <b>Yevlakh</b> part.</p>");
//! ```
//!
//! # Sentences
//!
//! A [`Segmenter`](segment::Segmenter) splits a paragraph into segments. It knows abbreviations, quotations with
//! their reporting clauses, initials, dates; it allocates nothing.
//!
//! ```
//! use drogman::{language::Language, segment::Segmenter};
//! let text = "« Pourquoi ? », demande M. Petrossian. Il est 12 h 30.";
//! let segmenter = Segmenter::new(Language::French);
//! let segments: Vec<&str> = segmenter.segments(text).map(|span| span.of(text)).collect();
//! assert_eq!(segments, ["« Pourquoi ? », demande M. Petrossian.", "Il est 12 h 30."]);
//! ```
//!
//! # Aligning a translation
//!
//! [`align`](align::align) takes pairs of texts cut into segments and says which segments translate which: beads, each
//! with a confidence. A bead may hold several segments on a side, or none.
//!
//! ```
//! use drogman::align::{Options, Pair, align};
//! let article = ["Le convoi est parti de Bakou.", "Il compte 30 camions.", "Tbilissi proteste."];
//! let translation = ["The convoy left Baku, and it has 30 trucks.", "Tbilisi protests."];
//! let pair = Pair { source: &article, target: &translation };
//! let alignment = &align(&[pair], &Options::default())[0];
//! let beads: Vec<_> = alignment.beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect();
//! assert_eq!(beads, [(0..2, 0..1), (2..3, 1..2)]);
//! ```
//!
//! # A term sheet
//!
//! A [`Sheet`](sheet::Sheet) tallies the forms in use, document by document; sheets merge in any order. The finished
//! [`Table`](sheet::Table) can be written in any of the [`SHEET_FORMATS`](exchange::SHEET_FORMATS).
//!
//! ```
//! use drogman::exchange::{SHEET_FORMATS, SheetContent};
//! use drogman::{document::Document, glossary::Glossary, session::{Options, Session}, sheet::Sheet};
//! let session = Session::new(Glossary::embedded(), Options::default());
//! let mut sheet = Sheet::default();
//! for (name, text) in [("a.txt", "Le maire d’Evlakh part."), ("b.txt", "Yevlakh dort. Yevlakh attend.")] {
//!     let article = Document::from_text(name, text.into());
//!     sheet.merge(session.analyse(&article).unwrap().sheet());
//! }
//! let (glossary, style) = (session.glossary(), session.style());
//! let table = sheet.table(glossary, style);
//! let counts: Vec<_> = table.forms.iter().map(|row| (&row.form[..], row.occurrences)).collect();
//! assert_eq!(counts, [("Yevlakh", 2), ("Evlakh", 1)]);
//!
//! let csv = SHEET_FORMATS.into_iter().find(|format| format.name() == "csv").unwrap();
//! let content = SheetContent { table: &table, glossary, style, documents: &[] };
//! let written = String::from_utf8(csv.write(content).unwrap()).unwrap();
//! assert_eq!(written.lines().count(), 3, "headings and a row for each form");
//! ```
//!
//! # The rooms
//!
//! A module uses only the modules above it in the list of the source; `tests/laws/house.rs` guards the order.
//! `ARCHITECTURE.md` tells which question each of them answers, and what the words mean.

// What only a feature uses that is left out is no mistake.
#![cfg_attr(
    not(all(feature = "article", feature = "rdf", feature = "schema", feature = "serve", feature = "xlsx")),
    allow(dead_code, unused_imports)
)]

pub mod text;

pub mod language;

pub mod grammar;

pub mod markup;

pub mod glossary;

pub mod document;

pub mod segment;

pub mod matching;

pub mod names;

pub mod sheet;

pub mod align;

pub mod extract;

pub mod normalize;

pub mod check;

pub mod session;

pub mod exchange;

pub mod project;

pub mod review;

#[cfg(feature = "serve")]
pub mod serve;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
