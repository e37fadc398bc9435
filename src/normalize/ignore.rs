//! What the user told `check` and `normalize` to pass over: comments in the document, entries of the
//! configuration.

use std::{
    ops::Range,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use crate::{document::Document, text::Span};

/// An entry of the configuration; every key given must fit.
///
/// ```
/// use drogman::{document::Document, normalize::{Ignored, Ignores}, text::Span};
/// let article = Document::from_text("a.txt", "Evlakh".into());
/// let list = [Ignored::new(None, Some("Evlakh".into()), None)];
/// let ignores = Ignores::new(&article, &list);
/// assert!(!list[0].is_used());
/// assert!(ignores.covers(&article, 0, Span::new(0, 6), "forbidden", None, "Evlakh"));
/// assert!(list[0].is_used());
/// ```
#[derive(Debug, Default)]
pub struct Ignored {
    /// A concept id.
    pub concept: Option<String>,
    /// A form as written.
    pub form: Option<String>,
    /// Files, as a gitignore pattern.
    pub file: Option<::ignore::gitignore::Gitignore>,
    /// A rule.
    pub rule: Option<String>,
    used: AtomicBool,
}

impl Clone for Ignored {
    fn clone(&self) -> Self {
        let used = AtomicBool::new(self.is_used());
        let (concept, form, rule) = (self.concept.clone(), self.form.clone(), self.rule.clone());
        Self { concept, form, file: self.file.clone(), rule, used }
    }
}

impl Ignored {
    /// An entry that covers what fits every key that is given.
    pub fn new(concept: Option<String>, form: Option<String>, rule: Option<String>) -> Self {
        Self { concept, form, file: None, rule, used: AtomicBool::new(false) }
    }

    /// The same, in files alone that a gitignore pattern names, relative to `folder`.
    ///
    /// # Errors
    /// When it is no pattern.
    pub fn in_files(self, folder: &Path, pattern: &str) -> Result<Self, ::ignore::Error> {
        let mut files = ::ignore::gitignore::GitignoreBuilder::new(folder);
        files.add_line(None, pattern)?;
        Ok(Self { file: Some(files.build()?), ..self })
    }

    /// Whether the entry covered anything yet.
    pub fn is_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }

    fn covers(&self, path: &str, rule: &str, concept: Option<&str>, form: &str) -> bool {
        let fits = |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|wanted| wanted == is);
        let covers = fits(&self.rule, rule)
            && fits(&self.concept, concept.unwrap_or(""))
            && fits(&self.form, form)
            && self.file.as_ref().is_none_or(|file| {
                let path = Path::new(path);
                let path = path.strip_prefix(file.path()).unwrap_or(path);
                !path.has_root() && file.matched_path_or_any_parents(path, false).is_ignore()
            });
        if covers {
            self.used.store(true, Ordering::Relaxed);
        }
        covers
    }
}

/// A comment that covers nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedComment {
    /// The part of the document it stands in.
    pub part: usize,
    /// Where it stands in the part’s text (bytes).
    pub span: Span,
}

/// The comment `<!-- drogman: ignore … -->` and what it covers.
#[derive(Debug)]
struct Comment {
    part: usize,
    span: Span,
    covers: Range<usize>,
    rules: Vec<String>,
    used: AtomicBool,
}

/// What is passed over in one document.
///
/// In Markdown and HTML, `<!-- drogman: ignore -->` covers its own line; alone on its line, the block
/// after it. `ignore-start` … `ignore-end` covers what stands between, `ignore-file` the whole document.
/// Rules named after it (`<!-- drogman: ignore mixed, forbidden -->`) limit it to them.
///
/// ```
/// use drogman::{document::{Document, ReadOptions}, normalize::Ignores, text::Span};
/// let page = b"Evlakh dort. <!-- drogman: ignore forbidden -->\n".to_vec();
/// let page = Document::from_bytes("a.md", page, &ReadOptions::default()).unwrap();
/// let ignores = Ignores::new(&page, &[]);
/// let covers = |rule| ignores.covers(&page, 0, Span::new(0, 6), rule, None, "Evlakh");
/// assert!(!covers("mixed"));
/// assert_eq!(ignores.unused().count(), 1);
/// assert!(covers("forbidden"));
/// assert_eq!(ignores.unused().count(), 0);
/// ```
#[derive(Debug)]
pub struct Ignores<'l> {
    comments: Vec<Comment>,
    list: &'l [Ignored],
}

impl<'l> Ignores<'l> {
    /// Reads the comments of `document`; `list` are the entries of the configuration.
    pub fn new(document: &Document, list: &'l [Ignored]) -> Self {
        let mut comments = Vec::new();
        if document.format.has_comments() {
            for part in 0..document.parts.len() {
                read_comments(document, part, &mut comments);
            }
        }
        Self { comments, list }
    }

    /// Passes nothing over.
    pub const fn none() -> Self {
        Self { comments: Vec::new(), list: &[] }
    }

    /// Whether a finding of `rule` at `span` of a block is passed over; what covers it counts as used.
    pub fn covers(
        &self,
        document: &Document,
        block: usize,
        span: Span,
        rule: &str,
        concept: Option<&str>,
        form: &str,
    ) -> bool {
        let mut covered = false;
        if !self.comments.is_empty() {
            let part = document.blocks[block].part;
            let at = document.part_offset(block, span.start);
            for comment in &self.comments {
                let named = comment.rules.is_empty() || comment.rules.iter().any(|named| named == rule);
                if named && comment.part == part && comment.covers.contains(&at) {
                    comment.used.store(true, Ordering::Relaxed);
                    covered = true;
                }
            }
        }
        for entry in self.list {
            covered |= entry.covers(&document.path, rule, concept, form);
        }
        covered
    }

    /// The comments that covered nothing so far.
    pub fn unused(&self) -> impl Iterator<Item = UnusedComment> {
        self.comments
            .iter()
            .filter(|comment| !comment.used.load(Ordering::Relaxed))
            .map(|comment| UnusedComment { part: comment.part, span: comment.span })
    }
}

fn read_comments(document: &Document, part: usize, comments: &mut Vec<Comment>) {
    let text = &document.parts[part].text;
    let mut from = 0;
    let mut open: Option<usize> = None;
    while let Some(start) = memchr::memmem::find(&text.as_bytes()[from..], b"<!--").map(|at| from + at) {
        let Some(len) = text[start..].find("-->") else { break };
        let span = Span::new(start, start + len + 3);
        from = span.end;
        let body = text[start + 4..start + len].trim();
        let Some(directive) = body.strip_prefix("drogman:").map(str::trim) else { continue };
        let mut words = directive.split([' ', ',', '\t', '\n']).filter(|word| !word.is_empty());
        let covers = match words.next() {
            Some("ignore") => covered(document, part, span),
            Some("ignore-file") => 0..text.len(),
            Some("ignore-start") => {
                open = Some(comments.len());
                span.end..text.len()
            }
            Some("ignore-end") => {
                if let Some(comment) = open.take() {
                    let comment: &mut Comment = &mut comments[comment];
                    comment.covers.end = span.start;
                }
                continue;
            }
            _ => continue,
        };
        let rules = words.map(str::to_owned).collect();
        comments.push(Comment { part, span, covers, rules, used: AtomicBool::new(false) });
    }
}

/// What a plain `ignore` covers: its line, or the block after it when it stands alone on its line.
fn covered(document: &Document, part: usize, span: Span) -> Range<usize> {
    let text = &document.parts[part].text;
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let alone = text[start..span.start].trim().is_empty() && text[span.end..end].trim().is_empty();
    if !alone {
        return start..end;
    }
    let next = (0..document.blocks.len())
        .filter(|&block| document.blocks[block].part == part)
        .map(|block| {
            (document.part_offset(block, 0), document.part_offset(block, document.text(block).len()))
        })
        .find(|(first, _)| *first >= span.end);
    next.map_or(start..end, |(first, last)| first..last.max(first + 1))
}
