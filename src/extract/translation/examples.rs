//! Sentences with their translations, from translations of the articles or from translation memories.

use std::path::{Path, PathBuf};

use super::{Translation, together};
use crate::extract::{LANGUAGE, TRANSLATION};
use crate::{
    align::{
        Bead, DocumentPair, DocumentPairs, Doubt, Equivalent, Options, Pair, PairingError, PairingRequest,
        ReadDocument, align, equivalents, language_mark,
    },
    document::{Document, ReadOptions},
    extract::Candidate,
    glossary::Glossary,
    text::{counted, files_below},
};

/// Beads less sure than this teach nothing.
const LEAST: f32 = 0.5;

/// Endings of files that hold both languages, and of those that may.
const MEMORIES: [&str; 5] = ["tmx", "xlf", "xliff", "sdlxliff", "po"];
const TABLES: [&str; 2] = ["tsv", "csv"];

/// Where sentences with their translations are taken from.
#[derive(Clone, Copy, Debug)]
pub struct ExampleSource<'a> {
    /// The articles, files and folders.
    pub articles: &'a [PathBuf],
    /// The translation of the one article, a folder of translations (paired by name, else by content), or a
    /// translation memory or folder of them.
    pub translation: &'a Path,
    /// Line n of a translation translates line n of its article.
    pub segmented: bool,
    /// What the glossary knows helps to align.
    pub glossary: &'a Glossary,
    /// Reads an article or its translation.
    pub read: ReadDocument,
}

/// Sentences with their translations, from which equivalents are learnt.
///
/// ```
/// use drogman::extract::Examples;
/// let pair = |source: &str, target: &str| (source.to_owned(), target.to_owned());
/// let examples = Examples {
///     pairs: vec![
///         pair("Le cessez-le-feu tient.", "The ceasefire holds."),
///         pair("Un cessez-le-feu est signé.", "A ceasefire is signed."),
///         pair("La trêve est rompue.", "The truce is broken."),
///     ],
///     ..Examples::default()
/// };
/// assert_eq!(examples.equivalents(&["cessez-le-feu"])[0][0].form, "ceasefire");
/// ```
#[derive(Debug, Default)]
pub struct Examples {
    /// Source sentence and target sentence.
    pub pairs: Vec<(String, String)>,
    /// Why nothing is learnt from some files.
    pub failures: Vec<ExamplesError>,
    /// Pairs of documents that do not look like translations; nothing is learnt from them.
    pub doubts: Vec<Doubt>,
}

/// Why examples cannot be taken from where they were to come from.
#[derive(Debug, thiserror::Error)]
pub enum ExamplesError {
    /// Files cannot be read or paired.
    #[error(transparent)]
    Pairing(#[from] PairingError),
    /// Only a translation was named, and it is no translation memory.
    #[error(
        "{}: name the article too; without it, the translation is a translation memory (TMX)", .0.display()
    )]
    NoArticle(PathBuf),
    /// Line n cannot translate line n.
    #[error(
        "{source_name} has {} and {target_name} {target_lines}: line n cannot translate line n; leave \
         --segmented out to align them", counted(*source_lines, "line")
    )]
    LineCounts {
        /// The article.
        source_name: String,
        /// Its lines.
        source_lines: usize,
        /// Its translation.
        target_name: String,
        /// The translation's lines.
        target_lines: usize,
    },
}

impl ExampleSource<'_> {
    /// Collects the sentences with their translations: of the translation memories or, when there is none, of the
    /// aligned articles.
    ///
    /// # Errors
    /// When the articles cannot be paired with translations at all; what else goes wrong stands in
    /// [`Examples::failures`].
    pub fn collect(&self) -> Result<Examples, ExamplesError> {
        let memories = memories(self.translation);
        if memories.is_empty() {
            return self.aligned();
        }
        let mut examples = Examples::default();
        for path in &memories {
            match Document::read(path, &ReadOptions::default()) {
                Ok(document) => examples.pairs.extend(units(&document)),
                Err(error) => examples.failures.push(PairingError::from(error).into()),
            }
        }
        Ok(examples)
    }

    /// The sure beads of the articles and their translations.
    fn aligned(&self) -> Result<Examples, ExamplesError> {
        if self.articles.is_empty() || self.articles.iter().any(|path| path.as_os_str() == "-") {
            return Err(ExamplesError::NoArticle(self.translation.to_owned()));
        }
        let request = PairingRequest {
            segmented: self.segmented,
            read: self.read,
            ..PairingRequest::new(self.articles, self.translation)
        };
        let DocumentPairs { pairs: documents, failures } = request.pairs()?;
        let failures = failures.into_iter().map(ExamplesError::from).collect();
        let mut examples = Examples { failures, ..Examples::default() };
        if self.segmented {
            for document in &documents {
                match by_line(document) {
                    Ok(lines) => examples.pairs.extend(lines),
                    Err(error) => examples.failures.push(error),
                }
            }
        } else {
            self.beads(&documents, &mut examples);
        }
        Ok(examples)
    }

    fn beads(&self, documents: &[DocumentPair], examples: &mut Examples) {
        let texts: Vec<(Vec<&str>, Vec<&str>)> =
            documents.iter().map(|d| (d.source.segments(), d.target.segments())).collect();
        let batch: Vec<Pair> = texts.iter().map(|(s, t)| Pair { source: s, target: t }).collect();
        let alignments = align(&batch, &Options::of_glossary(self.glossary));
        for ((document, texts), alignment) in documents.iter().zip(&batch).zip(alignments) {
            if let Some(doubt) = document.doubt(&alignment, false) {
                examples.doubts.push(doubt);
                continue;
            }
            let both =
                |bead: &&Bead| bead.confidence >= LEAST && !bead.source.is_empty() && !bead.target.is_empty();
            examples.pairs.extend(alignment.beads.iter().filter(both).map(|bead| {
                (texts.source[bead.source.clone()].join(" "), texts.target[bead.target.clone()].join(" "))
            }));
        }
    }
}

impl Examples {
    /// What each of some terms is called in the translations, best first.
    pub fn equivalents(&self, terms: &[&str]) -> Vec<Vec<Equivalent>> {
        let texts: Vec<(&str, &str)> = self.pairs.iter().map(|(s, t)| (s.as_str(), t.as_str())).collect();
        equivalents(&texts, terms)
    }

    /// Gives every candidate its proposals, learnt for all its forms.
    pub fn translate(&self, candidates: &mut [Candidate]) {
        let forms: Vec<&str> = candidates.iter().flat_map(|c| &c.variants).map(|v| v.form.as_str()).collect();
        let mut found = self.equivalents(&forms).into_iter();
        for candidate in candidates {
            let (mut of_head, mut of_others) = (Vec::new(), Vec::new());
            for (variant, equivalents) in candidate.variants.iter().zip(found.by_ref()) {
                let list = if variant.form == candidate.head { &mut of_head } else { &mut of_others };
                list.extend(equivalents.into_iter().map(|equivalent| Translation {
                    form: equivalent.form,
                    score: equivalent.score,
                    count: equivalent.count,
                    examples: equivalent.examples.iter().take(2).map(|at| self.pairs[*at].clone()).collect(),
                }));
            }
            candidate.translations = together(of_head, of_others);
        }
    }
}

/// Whether a document is written in English, so that it is no article but may be a translation of one: its name
/// says so, else its words. A document that holds both languages is not.
pub fn is_english(path: &Path, document: &Document) -> bool {
    if document.blocks.iter().any(|block| block.unit.is_some()) {
        return false;
    }
    match language_mark(path) {
        Some(code) => code == TRANSLATION.code(),
        None => document.told_language() == Some(TRANSLATION),
    }
}

/// The lines of an article with those of its translation.
///
/// # Errors
/// When there are more of one than of the other.
fn by_line(document: &DocumentPair) -> Result<Vec<(String, String)>, ExamplesError> {
    let (source, target) = (document.source.segments(), document.target.segments());
    if source.len() != target.len() {
        return Err(ExamplesError::LineCounts {
            source_name: document.source.name.clone(),
            source_lines: source.len(),
            target_name: document.target.name.clone(),
            target_lines: target.len(),
        });
    }
    let lines = source.into_iter().zip(target).map(|(s, t)| (s.to_owned(), t.to_owned()));
    Ok(lines.filter(|(s, t)| !s.trim().is_empty() && !t.trim().is_empty()).collect())
}

/// The translation memories that a path names or, as a folder, holds.
fn memories(path: &Path) -> Vec<PathBuf> {
    let ends_in = |path: &Path, endings: &[&str]| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        endings.contains(&ending.to_lowercase().as_str())
    };
    if path.is_file() && ends_in(path, &TABLES) {
        return vec![path.to_owned()];
    }
    let mut found = files_below(path).0;
    found.retain(|path| ends_in(path, &MEMORIES));
    found
}

/// The units of a memory that have both languages.
fn units(document: &Document) -> Vec<(String, String)> {
    let mut pairs: Vec<[Option<usize>; 2]> = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        let Some(unit) = block.unit else { continue };
        if pairs.len() <= unit {
            pairs.resize(unit + 1, [None, None]);
        }
        let side = usize::from(document.language_of(number) != Some(LANGUAGE));
        pairs[unit][side].get_or_insert(number);
    }
    let text = |block: usize| document.text(block).trim().to_owned();
    let both = pairs.into_iter().filter_map(|[source, target]| Some((text(source?), text(target?))));
    both.filter(|(source, target)| !source.is_empty() && !target.is_empty()).collect()
}
