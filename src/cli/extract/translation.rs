//! `extract --translation`: English terms for the candidates or for given terms, learnt from translations of
//! the articles or from translation memories.

use std::path::{Path, PathBuf};

use crate::{
    align::{Bead, Pair, align, equivalents},
    cli::{
        Outcome,
        align::{
            doubt, options,
            pairing::{self, DocumentPair, Request},
        },
        batch::Source,
        terminal,
    },
    document::{Document, ReadOptions},
    exchange::cell,
    extract::{
        group::Candidate,
        translation::{Translation, together},
    },
    glossary::Glossary,
    language::Language,
    text::counted,
};

/// Beads less sure than this teach nothing.
const LEAST: f32 = 0.5;

/// Endings of files that hold both languages, and of those that may.
const MEMORIES: [&str; 5] = ["tmx", "xlf", "xliff", "sdlxliff", "po"];
const TABLES: [&str; 2] = ["tsv", "csv"];

/// Sentences with their translations.
type Pairs = Vec<(String, String)>;

/// Where to learn from.
pub(super) struct Lessons<'a> {
    /// The articles, files and folders.
    pub articles: &'a [PathBuf],
    /// The translation of the one article, a folder of translations (paired by name, else by content), or a
    /// translation memory or folder of them.
    pub translation: &'a Path,
    /// Line n of a translation translates line n of its article.
    pub segmented: bool,
    /// What the glossary knows helps to align.
    pub glossary: &'a Glossary,
}

/// Gives every candidate its proposals; nothing when there is nothing to learn from and stderr says why.
///
/// # Errors
/// When there is nothing to learn from.
pub(super) fn translate(candidates: &mut [Candidate], lessons: &Lessons) -> anyhow::Result<Option<Outcome>> {
    let Some((pairs, outcome)) = lessons.pairs()? else { return Ok(None) };
    propose(candidates, &pairs);
    Ok(Some(outcome))
}

/// The proposals for given terms, the best `most` of each: `term, translation, score, count`, tab-separated.
/// Terms without a proposal are named on stderr. Nothing when there is nothing to learn from and stderr says
/// why.
///
/// # Errors
/// When there is nothing to learn from.
pub(super) fn of_terms(
    terms: &[String],
    most: usize,
    lessons: &Lessons,
) -> anyhow::Result<Option<(String, Outcome)>> {
    let Some((pairs, outcome)) = lessons.pairs()? else { return Ok(None) };
    let texts: Vec<(&str, &str)> = pairs.iter().map(|(s, t)| (s.as_str(), t.as_str())).collect();
    let forms: Vec<&str> = terms.iter().map(String::as_str).collect();
    let mut lines = String::new();
    let mut without = Vec::new();
    for (term, found) in forms.iter().zip(equivalents(&texts, &forms)) {
        if found.is_empty() {
            without.push(*term);
        }
        for it in found.iter().take(most) {
            let (term, form) = (cell(term), cell(&it.form));
            lines.push_str(&format!("{term}\t{form}\t{:.6}\t{}\n", it.score, it.count));
        }
    }
    if !without.is_empty() {
        terminal::warning(format_args!("no English found for {}", without.join(", ")));
    }
    Ok(Some((lines, outcome)))
}

/// Whether a document found in a folder is English: its name says so, else its words.
pub(super) fn is_english(source: &Source, document: &Document) -> bool {
    let Source::File { path, root: Some(_) } = source else { return false };
    if document.blocks.iter().any(|block| block.unit.is_some()) {
        return false;
    }
    match pairing::language_mark(path) {
        Some(code) => code == Language::English.code(),
        None => document.told_language() == Some(Language::English),
    }
}

impl Lessons<'_> {
    /// Sentences with their translations; nothing when there are none and stderr says why.
    fn pairs(&self) -> anyhow::Result<Option<(Pairs, Outcome)>> {
        let memories = memories(self.translation);
        let mut outcome = Outcome::Clean;
        let mut pairs = Pairs::new();
        for path in &memories {
            match Document::read(path, &ReadOptions::default()) {
                Ok(document) => pairs.extend(units(&document)),
                Err(error) => {
                    terminal::error(&error.into());
                    outcome = Outcome::Failed;
                }
            }
        }
        if memories.is_empty() {
            outcome = self.aligned(&mut pairs)?;
        }
        if pairs.is_empty() && outcome == Outcome::Failed {
            return Ok(None);
        }
        anyhow::ensure!(
            !pairs.is_empty(),
            "{}: no French text with its English translation to learn from",
            self.translation.display()
        );
        Ok(Some((pairs, outcome)))
    }

    /// Adds the sure beads of the articles and their translations.
    fn aligned(&self, pairs: &mut Pairs) -> anyhow::Result<Outcome> {
        let standard_input =
            self.articles.is_empty() || self.articles.iter().any(|path| path.as_os_str() == "-");
        anyhow::ensure!(
            !standard_input,
            "{}: name the article too; without it, the translation is a translation memory (TMX)",
            self.translation.display()
        );
        let request = Request {
            sources: self.articles,
            target: self.translation,
            segmented: self.segmented,
            languages: None,
        };
        let (documents, mut failures) = pairing::pairs(&request)?;
        if self.segmented {
            for document in &documents {
                let lines = by_line(document);
                failures += usize::from(lines.as_ref().is_err_and(|error| {
                    terminal::error(error);
                    true
                }));
                pairs.extend(lines.into_iter().flatten());
            }
        } else {
            self.beads(&documents, pairs);
        }
        Ok(if failures > 0 { Outcome::Failed } else { Outcome::Clean })
    }

    fn beads(&self, documents: &[DocumentPair], pairs: &mut Pairs) {
        let texts: Vec<(Vec<&str>, Vec<&str>)> =
            documents.iter().map(|d| (d.source.segments(), d.target.segments())).collect();
        let batch: Vec<Pair> = texts.iter().map(|(s, t)| Pair { source: s, target: t }).collect();
        let alignments = align(&batch, &options(self.glossary));
        for ((document, texts), alignment) in documents.iter().zip(&batch).zip(alignments) {
            if let Some(doubt) = doubt(document, &alignment, false) {
                terminal::warning(format_args!("{doubt}; nothing is learnt from them"));
                continue;
            }
            let both =
                |bead: &&Bead| bead.confidence >= LEAST && !bead.source.is_empty() && !bead.target.is_empty();
            pairs.extend(alignment.beads.iter().filter(both).map(|bead| {
                (texts.source[bead.source.clone()].join(" "), texts.target[bead.target.clone()].join(" "))
            }));
        }
    }
}

/// The lines of an article with those of its translation.
///
/// # Errors
/// When there are more of one than of the other.
fn by_line(document: &DocumentPair) -> anyhow::Result<Pairs> {
    let (source, target) = (document.source.segments(), document.target.segments());
    anyhow::ensure!(
        source.len() == target.len(),
        "{} has {} and {} {}: line n cannot translate line n; leave --segmented out to align them",
        document.source.name,
        counted(source.len(), "line"),
        document.target.name,
        target.len()
    );
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
    let is_memory = |path: &Path| ends_in(path, &MEMORIES);
    let files = ignore::WalkBuilder::new(path).require_git(false).build().filter_map(Result::ok);
    let mut found: Vec<PathBuf> =
        files.map(ignore::DirEntry::into_path).filter(|path| path.is_file() && is_memory(path)).collect();
    found.sort();
    found
}

/// The units of a memory that have both languages.
fn units(document: &Document) -> Pairs {
    let mut pairs: Vec<[Option<usize>; 2]> = Vec::new();
    for (number, block) in document.blocks.iter().enumerate() {
        let Some(unit) = block.unit else { continue };
        if pairs.len() <= unit {
            pairs.resize(unit + 1, [None, None]);
        }
        let side = usize::from(document.language_of(number) != Some(Language::French));
        pairs[unit][side].get_or_insert(number);
    }
    let text = |block: usize| document.text(block).trim().to_owned();
    let both = pairs.into_iter().filter_map(|[source, target]| Some((text(source?), text(target?))));
    both.filter(|(source, target)| !source.is_empty() && !target.is_empty()).collect()
}

/// Learns from the pairs what every form of the candidates is called.
fn propose(candidates: &mut [Candidate], pairs: &[(String, String)]) {
    let texts: Vec<(&str, &str)> = pairs.iter().map(|(s, t)| (s.as_str(), t.as_str())).collect();
    let forms: Vec<&str> = candidates.iter().flat_map(|c| &c.variants).map(|v| v.form.as_str()).collect();
    let mut found = equivalents(&texts, &forms).into_iter();
    for candidate in candidates {
        let (mut of_head, mut of_others) = (Vec::new(), Vec::new());
        for (variant, equivalents) in candidate.variants.iter().zip(found.by_ref()) {
            let list = if variant.form == candidate.head { &mut of_head } else { &mut of_others };
            list.extend(equivalents.into_iter().map(|equivalent| Translation {
                form: equivalent.form,
                score: equivalent.score,
                count: equivalent.count,
                examples: equivalent.examples.iter().take(2).map(|at| pairs[*at].clone()).collect(),
            }));
        }
        candidate.translations = together(of_head, of_others);
    }
}
