//! What a style would change in a document, as a person decides on it: edits that belong together are one.

use crate::{
    document::{BlockEdit, Document},
    glossary::{Concept, ConceptId, Glossary, Status, StyleId},
    grammar::Doubt,
    normalize::{Applicability, Change, Held, together},
    review::corpus::DocumentText,
    session::Normalized,
    text::{Edit, Span, apply},
};

/// Edits that are made together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposed {
    /// The names that are rewritten: concept, block and span (bytes) in the document as it was read for it.
    pub(crate) names: Vec<(ConceptId, usize, Span)>,
    /// The edits, in the order of the text.
    pub(crate) edits: Vec<BlockEdit>,
    /// The block, and the span of it that holds all the edits.
    pub(crate) block: usize,
    /// The span of the block that holds all the edits.
    pub(crate) span: Span,
    /// What stands there.
    pub(crate) from: String,
    /// What will stand there.
    pub(crate) to: String,
    /// Whose name is written.
    pub(crate) party: Option<String>,
    /// The rule of `check` that reports the same.
    pub(crate) rule: &'static str,
    /// Why somebody has to look; none when the edit is sure.
    pub(crate) why: Option<&'static str>,
}

/// What would be changed, in reading order.
pub(crate) fn proposed(normalized: &Normalized<'_>, glossary: &Glossary, style: StyleId) -> Vec<Proposed> {
    let Normalized { document, changes, .. } = normalized;
    let changes: Vec<Change> = changes.iter().filter(|change| change.fix.is_some()).cloned().collect();
    let lists = together(&changes, document).into_iter();
    lists.filter_map(|list| one(&changes[list], document, glossary, style)).collect()
}

fn one(changes: &[Change], document: &Document, glossary: &Glossary, style: StyleId) -> Option<Proposed> {
    let first = changes.first()?;
    let fixes = || changes.iter().filter_map(|change| change.fix.as_ref());
    let mut edits: Vec<BlockEdit> = fixes().flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.sort();
    let block = edits.first()?.block;
    let text = document.text(block);
    let inside = || edits.iter().filter(|edit| edit.block == block);
    let (start, end) =
        (inside().map(|edit| edit.span.start).min()?, inside().map(|edit| edit.span.end).max()?);
    let span = Span::new(start, end);
    let moved = |edit: &BlockEdit| Edit {
        span: Span::new(edit.span.start - start, edit.span.end - start),
        replacement: edit.replacement.clone(),
    };
    let from = span.of(text).to_owned();
    let to = apply(&from, &inside().map(moved).collect::<Vec<_>>()).ok()?;
    let unsure = changes
        .iter()
        .find(|change| change.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Unsure));
    let party = party(glossary.concept(first.concept), &first.preferred, style);
    Some(Proposed {
        names: changes.iter().map(|change| (change.concept, change.block, change.span)).collect(),
        block,
        span,
        from,
        to,
        party,
        rule: if first.status == Status::Forbidden { "forbidden" } else { "non-preferred" },
        why: unsure.map(reason),
        edits,
    })
}

/// Whose name a form is that will be written.
fn party(concept: &Concept, form: &str, style: StyleId) -> Option<String> {
    let written = concept.terms.iter().filter(|term| term.status(style).is_allowed());
    let term = written.into_iter().find(|term| term.text() == form)?;
    concept.side(term).map(str::to_owned)
}

/// Why an edit is not sure, as a code that the page puts into words.
fn reason(change: &Change) -> &'static str {
    match change.fix.as_ref().and_then(|fix| fix.doubt) {
        Some(doubt) => code(doubt),
        None if change.held == Some(Held::Ambiguous) => "ambiguous",
        None => "unsure",
    }
}

const fn code(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::PlaceOrRecipient => "place-or-recipient",
        Doubt::Gender => "gender",
        Doubt::Number => "number",
        Doubt::SharedPreposition => "shared-preposition",
        Doubt::Inflection => "inflection",
        Doubt::OutOfReach => "out-of-reach",
        Doubt::Lines => "lines",
        Doubt::OtherBearer => "other-bearer",
        Doubt::LongerName => "longer-name",
        Doubt::Capitals => "capitals",
    }
}

/// Where a place of a document that was read otherwise (its lines joined to other blocks) stands in the document as it
/// is shown: the block, and the byte in it.
pub(crate) fn place_in(
    shown: &DocumentText,
    read: &Document,
    block: usize,
    span: Span,
) -> Option<(usize, Span)> {
    let document = shown.document();
    if std::ptr::eq(document, read) || document.blocks == read.blocks {
        return Some((block, span));
    }
    let part = read.blocks.get(block)?.part;
    let (start, end) = (read.part_offset(block, span.start), read.part_offset(block, span.end));
    let holds = |&block: &usize| {
        let from = document.part_offset(block, 0);
        let to = document.part_offset(block, document.text(block).len());
        document.blocks[block].part == part && from <= start && start <= to
    };
    let block = (0..document.blocks.len()).find(holds)?;
    let text = document.text(block);
    let byte = |wanted: usize| {
        let at = text.char_indices().map(|(at, _)| at).find(|&at| document.part_offset(block, at) >= wanted);
        at.unwrap_or(text.len())
    };
    let from = byte(start);
    Some((block, Span::new(from, byte(end).max(from))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Options, Session};

    const GLOSSARY: &str = "
version: 1
styles: [onu]
concepts:
  ievlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}
  perse: {type: country, fr: {preferred: Iran, article: le, gender: m, variants: [{form: Perse, article: la, gender: f}]}, en: Iran}
  hollande: {type: country, fr: {preferred: Pays-Bas, article: les, gender: m, variants: [{form: Hollande, article: la, gender: f}]}, en: Netherlands}
";

    fn all(article: &str) -> Vec<(String, String, Option<&'static str>, usize)> {
        let session = Session::new(GLOSSARY.parse::<Glossary>().unwrap(), Options::default());
        let document = Document::from_text("a.txt", article.into());
        let normalized = session.analyse(&document).unwrap().normalized().unwrap();
        let all = proposed(&normalized, session.glossary(), session.style());
        all.into_iter().map(|it| (it.from, it.to, it.why, it.names.len())).collect()
    }

    #[test]
    fn the_words_around_a_name_belong_to_its_edit() {
        assert_eq!(all("Le maire d’Evlakh part."), [("d’Evlakh".into(), "de Yevlakh".into(), None, 1)]);
        assert_eq!(all("Yevlakh dort."), []);
    }

    #[test]
    fn names_that_are_rewritten_together_are_one() {
        let found = all("Il a voyagé en Perse et Hollande l’an dernier.");
        let told: Vec<_> = found.iter().map(|(.., why, names)| (*why, *names)).collect();
        assert_eq!(told, [(Some("shared-preposition"), 2)], "{found:?}");
    }
}
