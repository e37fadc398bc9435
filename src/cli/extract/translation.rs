//! `extract --translation`: English terms for the candidates, learnt from translations of the articles or
//! from translation memories.

use std::path::{Path, PathBuf};

use crate::{
    align::{Pair, align, equivalents},
    cli::{
        Outcome,
        align::{
            doubt, options,
            pairing::{self, Request},
        },
        terminal,
    },
    document::{Document, ReadOptions},
    extract::{
        group::Candidate,
        translation::{Translation, together},
    },
    glossary::Glossary,
    language::Language,
};

/// Beads less sure than this teach nothing.
const LEAST: f32 = 0.5;

/// Endings of files that hold both languages.
const MEMORIES: [&str; 5] = ["tmx", "xlf", "xliff", "sdlxliff", "po"];

/// Gives every candidate its proposals. `translation` is the translation of the one article, a folder of
/// translations (paired by name, else by content), or a translation memory or folder of them.
///
/// # Errors
/// When a memory cannot be read, or there is nothing to learn from.
pub(super) fn translate(
    candidates: &mut [Candidate],
    articles: &[PathBuf],
    translation: &Path,
    glossary: &Glossary,
) -> anyhow::Result<Outcome> {
    let memories = memories(translation);
    let mut outcome = Outcome::Clean;
    let mut pairs: Vec<(String, String)> = Vec::new();
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
        anyhow::ensure!(
            articles.iter().all(|path| path.as_os_str() != "-"),
            "-: the translation of standard input is a translation memory (TMX)"
        );
        outcome = aligned(articles, translation, glossary, &mut pairs)?;
    }
    anyhow::ensure!(
        !pairs.is_empty(),
        "{}: no French text with its English translation to learn from",
        translation.display()
    );
    propose(candidates, &pairs);
    Ok(outcome)
}

/// The translation memories that a path names or, as a folder, holds.
fn memories(path: &Path) -> Vec<PathBuf> {
    let is_memory = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        MEMORIES.contains(&ending.to_lowercase().as_str())
    };
    let files = ignore::WalkBuilder::new(path).require_git(false).build().filter_map(Result::ok);
    let mut found: Vec<PathBuf> =
        files.map(ignore::DirEntry::into_path).filter(|path| path.is_file() && is_memory(path)).collect();
    found.sort();
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
        let side = usize::from(document.language_of(number) != Some(Language::French));
        pairs[unit][side].get_or_insert(number);
    }
    let text = |block: usize| document.text(block).trim().to_owned();
    let both = pairs.into_iter().filter_map(|[source, target]| Some((text(source?), text(target?))));
    both.filter(|(source, target)| !source.is_empty() && !target.is_empty()).collect()
}

/// Adds the sure beads of the articles and their translations.
fn aligned(
    articles: &[PathBuf],
    translation: &Path,
    glossary: &Glossary,
    pairs: &mut Vec<(String, String)>,
) -> anyhow::Result<Outcome> {
    let request = Request { sources: articles, target: translation, segmented: false, languages: None };
    let (documents, failures) = pairing::pairs(&request)?;
    let texts: Vec<(Vec<&str>, Vec<&str>)> =
        documents.iter().map(|d| (d.source.segments(), d.target.segments())).collect();
    let batch: Vec<Pair> = texts.iter().map(|(s, t)| Pair { source: s, target: t }).collect();
    for ((document, texts), alignment) in documents.iter().zip(&batch).zip(align(&batch, &options(glossary)))
    {
        if let Some(doubt) = doubt(document, &alignment, false) {
            terminal::warning(format_args!("{doubt}; nothing is learnt from them"));
            continue;
        }
        let both = |bead: &&crate::align::Bead| {
            bead.confidence >= LEAST && !bead.source.is_empty() && !bead.target.is_empty()
        };
        pairs.extend(alignment.beads.iter().filter(both).map(|bead| {
            (texts.source[bead.source.clone()].join(" "), texts.target[bead.target.clone()].join(" "))
        }));
    }
    Ok(if failures > 0 { Outcome::Failed } else { Outcome::Clean })
}

/// Learns from the pairs what every form of the candidates is called.
fn propose(candidates: &mut [Candidate], pairs: &[(String, String)]) {
    let texts: Vec<(&str, &str)> = pairs.iter().map(|(s, t)| (s.as_str(), t.as_str())).collect();
    let forms: Vec<&str> = candidates.iter().flat_map(|c| &c.variants).map(|v| v.form.as_str()).collect();
    let mut found = equivalents(&texts, &forms).into_iter();
    for candidate in candidates {
        let of_forms = found.by_ref().take(candidate.variants.len()).flatten();
        candidate.translations = together(of_forms.map(|equivalent| Translation {
            form: equivalent.form,
            score: equivalent.score,
            count: equivalent.count,
            examples: equivalent.examples.iter().take(2).map(|at| pairs[*at].clone()).collect(),
        }));
    }
}
