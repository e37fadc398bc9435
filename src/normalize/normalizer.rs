//! What is rewritten, and how.

use std::collections::HashSet;

use super::{
    accents::Writing,
    change::{Applicability, Change, Fix, Held},
    coordinate::hold_together,
    full_name::NewParts,
    ignore::Ignores,
    phrases::{SharedPhrases, UnwantedPhrases},
    quotes::Quotes,
    target::{self, Target},
    typography::Typography,
    wording::dress,
};
use crate::{
    document::{BlockEdit, Document},
    glossary::{ConceptId, ConceptKind, Glossary, Relation, Status, StyleId},
    grammar::{Doubt, Noun, NounKind, Repair, Replacement, repair, repair_english},
    language::{Language, names::NameWords},
    matching::{
        Casing, Deviation, Kept, Matches, Occurrence, Reason, in_line_of_capitals, is_short_abbreviation,
        is_spoken_of,
    },
    text::{Edit, Opening, Span, acronym_ends_sentence, apply, fold, previous_word, starts_sentence},
};

/// Twice what the grammar reads of a sentence on either side of a name (bytes): edits may shorten it.
const MAX_READ_BESIDE: usize = 1200;

/// Finds the changes of documents.
///
/// ```
/// use drogman::{document::Document, glossary::{Glossary, StyleId}, language::Language, matching::Matcher};
/// use drogman::normalize::{Ignores, Normalizer, Quotes, Typography, edits};
/// let glossary = Glossary::embedded();
/// let matcher = Matcher::new(glossary, Language::French).unwrap();
/// let article = Document::from_text("a.txt", "Le maire d’Evlakh part.".into());
/// let normalizer = Normalizer::new(glossary, StyleId::DEFAULT, Quotes::Keep);
/// let changes = normalizer.changes(&article, &matcher.matches(&article), &Ignores::none(), &Typography::default());
/// assert_eq!(changes[0].preferred, "Yevlakh");
/// // The determiner before the name is part of the fix.
/// let bytes = article.rewrite(&edits(&changes, false)).unwrap();
/// assert_eq!(String::from_utf8(bytes).unwrap(), "Le maire de Yevlakh part.");
/// ```
#[derive(Clone, Debug)]
pub struct Normalizer<'g> {
    glossary: &'g Glossary,
    style: StyleId,
    quotes: Quotes,
    unwanted_phrases: SharedPhrases,
}

impl<'g> Normalizer<'g> {
    /// A normaliser to the forms that `style` prefers.
    pub fn new(glossary: &'g Glossary, style: StyleId, quotes: Quotes) -> Self {
        Self { glossary, style, quotes, unwanted_phrases: SharedPhrases::default() }
    }

    /// The same, with what is worked out once for all normalisers of a glossary and a style.
    pub(crate) fn sharing(self, phrases: &SharedPhrases) -> Self {
        Self { unwanted_phrases: phrases.clone(), ..self }
    }

    /// Every form of `document` that the style does not want, in the order of `matches`, which must come
    /// from the same glossary and document. What `ignores` covers is left out.
    /// `typography` is that of the document; a fresh one for a whole document.
    pub fn changes(
        &self,
        document: &Document,
        matches: &Matches,
        ignores: &Ignores<'_>,
        typography: &Typography,
    ) -> Vec<Change> {
        let page = Page { document, typography };
        let mentions = self.mentions(matches);
        let mut changes = Vec::new();
        let mut last = Span::default();
        // The last word of the name before as it will be, where that name is rewritten.
        let mut rewritten: Option<LastWord> = None;
        for (at, occurrence) in matches.occurrences.iter().enumerate() {
            let status = occurrence.status(self.glossary, self.style);
            let is_next = at > 0 && matches.occurrences[at - 1].block == occurrence.block;
            let floor = if is_next { last.end } else { 0 };
            let before = rewritten.take().filter(|_| is_next);
            let foreign = || {
                let before = before.as_ref().map(|word| (floor, word));
                in_foreign_phrase(document.text(occurrence.block), occurrence, self.glossary, before)
            };
            let is_mentioned = || self.is_mentioned(document.text(occurrence.block), occurrence);
            let stays = || is_mentioned() || foreign() || self.ends_mention(occurrence, &mentions);
            if !status.is_allowed() && !stays() {
                let concept = occurrence.concept(self.glossary);
                let found = occurrence.span.of(document.text(occurrence.block));
                let rule = if status == Status::Forbidden { "forbidden" } else { "non-preferred" };
                if !ignores.covers(
                    document,
                    occurrence.block,
                    occurrence.span,
                    rule,
                    Some(&concept.id),
                    found,
                ) {
                    let from = if is_next { self.end_of_name(&matches.occurrences[at - 1]) } else { 0 };
                    let change = self.change(&page, matches, at, status, Before { floor, name: from });
                    rewritten = change.as_ref().and_then(|change| LastWord::of(change, document));
                    changes.extend(change);
                }
            }
            last = occurrence.span;
        }
        self.judge_again(&page, matches, &mut changes);
        hold_together(&mut changes, document);
        changes
    }

    /// Judges changes in doubt for the words around them once more, as those words will be after the edits that are
    /// sure: a second run would read them so, and must find nothing to do.
    fn judge_again(&self, page: &Page<'_>, matches: &Matches, changes: &mut [Change]) {
        for at in 0..changes.len() {
            let doubt = changes[at].fix.as_ref().and_then(|fix| fix.doubt);
            if changes[at].held.is_none()
                && matches!(doubt, Some(Doubt::Gender | Doubt::Number))
                && self.is_sure_after_edits(page, matches, changes, at)
                && let Some(fix) = &mut changes[at].fix
            {
                (fix.doubt, fix.applicability) = (None, Applicability::Safe);
            }
        }
    }

    /// Whether the change at `at` is not in doubt any more once the sure edits around it are made; only the words that
    /// the grammar may read are looked at, however long the text is.
    fn is_sure_after_edits(&self, page: &Page<'_>, matches: &Matches, changes: &[Change], at: usize) -> bool {
        let Change { block, span, occurrence, .. } = changes[at];
        let text = page.document.text(block);
        let from = text.floor_char_boundary(span.start.saturating_sub(MAX_READ_BESIDE));
        let window = Span::new(from, text.ceil_char_boundary(span.end + MAX_READ_BESIDE));
        let beside = |change: &&Change| change.block == block && window.contains(change.span);
        let before = changes[..at].iter().rev().take_while(beside);
        let near: Vec<&Change> = before.chain(changes[at + 1..].iter().take_while(beside)).collect();
        let sure = near.into_iter().filter_map(|change| change.fix.as_ref());
        let sure = sure.filter(|fix| fix.applicability == Applicability::Safe).flat_map(|fix| &fix.edits);
        let sure = sure.filter(|edit| window.contains(edit.span));
        let mut sure: Vec<Edit> = sure
            .map(|edit| Edit {
                span: Span::new(edit.span.start - from, edit.span.end - from),
                replacement: edit.replacement.clone(),
            })
            .collect();
        sure.sort_unstable_by_key(|edit| edit.span.start);
        let edited = if sure.is_empty() { None } else { apply(window.of(text), &sure).ok() };
        let found = &matches.occurrences[occurrence];
        let term = target::term(found, self.glossary, self.style);
        // The parts of a person's name are places of the whole text; they have no gender to doubt.
        let Some((edited, term)) = edited.zip(term).filter(|_| found.parts.is_none()) else { return false };
        // Where a byte of the text stands in the window as edited.
        let moved = |at: usize| {
            let at = at.saturating_sub(from);
            let before = sure.iter().filter(|edit| edit.span.end <= at);
            before.fold(at, |at, edit| at + edit.replacement.len() - edit.span.len())
        };
        let shifted = Occurrence { span: Span::new(moved(span.start), moved(span.end)), ..found.clone() };
        let previous = occurrence.checked_sub(1).map(|previous| &matches.occurrences[previous]);
        let previous = previous.filter(|previous| previous.block == block);
        let floor = previous.map_or(0, |previous| moved(self.end_of_name(previous)));
        let target = target::agreeing(&shifted, found.term(self.glossary), term, &edited, floor);
        let writing = Writing::of(found, matches, self.glossary, self.style);
        self.edits(page, &edited, &shifted, &target, floor, writing).1.is_none()
    }

    /// The names that are kept beside another side's, in a form the style does not want.
    fn mentions(&self, matches: &Matches) -> HashSet<Mention<'g>> {
        let mention = |found: &Occurrence| {
            let unwanted =
                found.kept == Some(Kept::Mention) && !found.status(self.glossary, self.style).is_allowed();
            let party = found.term(self.glossary).party.as_deref().filter(|_| unwanted)?;
            Some((found.block, found.concept, party))
        };
        matches.occurrences.iter().filter_map(mention).collect()
    }

    /// Whether a name stays because the text speaks of it. What is merely misspelt does not.
    fn is_mentioned(&self, text: &str, occurrence: &Occurrence) -> bool {
        let (concept, found) = (occurrence.concept(self.glossary), occurrence.term(self.glossary));
        if occurrence.kept == Some(Kept::Mention) {
            return true;
        }
        let Some(target) = target::term(occurrence, self.glossary, self.style) else { return false };
        let crosses = concept.side(found) != concept.side(target);
        if crosses && occurrence.kept.is_some() {
            return true;
        }
        let is_misspelt = found.relation == Relation::Spelling
            || occurrence.deviation == Deviation::Spelling && found.status(self.style).is_allowed();
        let is_person = concept.kind == ConceptKind::Person;
        concept.is_name()
            && (crosses || !is_misspelt)
            && is_spoken_of(text, occurrence.span, occurrence.language, is_person)
    }

    /// Whether the change of a name would make it the name of the very side whose other name is kept beside
    /// it, in a form the style does not want: with it the reason to keep that form would go (N7), and a second
    /// run would rewrite what this one keeps.
    fn ends_mention(&self, occurrence: &Occurrence, mentions: &HashSet<Mention<'g>>) -> bool {
        if mentions.is_empty() {
            return false;
        }
        let target = target::term(occurrence, self.glossary, self.style);
        let party = target.and_then(|term| term.party.as_deref());
        party.is_some_and(|party| mentions.contains(&(occurrence.block, occurrence.concept, party)))
    }

    /// Where a name ends whose article says nothing of what comes after it; 0 for a people’s noun or a common word.
    fn end_of_name(&self, occurrence: &Occurrence) -> usize {
        let concept = occurrence.concept(self.glossary);
        let is_name = concept.is_name() && concept.kind != ConceptKind::Demonym;
        if is_name { occurrence.span.end } else { 0 }
    }

    fn change(
        &self,
        page: &Page<'_>,
        matches: &Matches,
        at: usize,
        status: Status,
        before: Before,
    ) -> Option<Change> {
        let occurrence = &matches.occurrences[at];
        let text = page.document.text(occurrence.block);
        let block = occurrence.block;
        let mut change = Change {
            occurrence: at,
            concept: occurrence.concept,
            block,
            span: occurrence.span,
            status,
            preferred: String::new(),
            fix: None,
            held: None,
        };
        let Some(term) = target::term(occurrence, self.glossary, self.style) else {
            change.held = Some(Held::NoPreferred);
            return Some(change);
        };
        let found = occurrence.term(self.glossary);
        let target = target::agreeing(occurrence, found, term, text, before.name);
        let writing = Writing::of(occurrence, matches, self.glossary, self.style);
        change.preferred = writing.written(occurrence.span.of(text), &target.form).into_owned();
        if page.document.blocks[block].is_key {
            change.held = Some(Held::Protected);
            return Some(change);
        }
        if self.quotes == Quotes::Keep && page.typography.is_quoted(page.document, block, occurrence.span) {
            change.held = Some(Held::Quotation);
            return Some(change);
        }
        let (edits, mut doubt) = self.edits(page, text, occurrence, &target, before.name, writing);
        if !occurrence.certainty.sure {
            change.held = Some(Held::Ambiguous);
        }
        let blocked = |edit: &Edit| {
            edit.span.start < before.floor || page.typography.is_protected(page.document, block, edit.span)
        };
        let mut edits = edits;
        if edits.iter().any(blocked) {
            edits.retain(|edit| edit.span.start >= occurrence.span.start);
            doubt = Some(Doubt::OutOfReach);
        }
        if edits.is_empty() {
            return None;
        }
        // Before the full name a form that renounces standing alone would be read as somebody else’s, and rewritten.
        let renounces = term.alone == Some(false) && found.alone != Some(false);
        if renounces && occurrence.certainty.reason != Reason::FullNameBefore {
            doubt = doubt.or(Some(Doubt::OtherBearer));
        }
        if is_short_abbreviation(found.text()) && in_line_of_capitals(text, occurrence.span) {
            doubt = doubt.or(Some(Doubt::Capitals));
        }
        if page.document.has_doubtful_lines() {
            doubt = doubt.or(Some(Doubt::Lines));
        }
        if doubt.is_none() && self.unwanted_phrases().arises(text, &edits, occurrence.span) {
            doubt = Some(Doubt::LongerName);
        }
        let unsure = doubt.is_some() || !occurrence.certainty.sure;
        let edits = edits
            .into_iter()
            .map(|edit| BlockEdit { block, span: edit.span, replacement: edit.replacement })
            .collect();
        let applicability = if unsure { Applicability::Unsure } else { Applicability::Safe };
        change.fix = Some(Fix { edits, applicability, doubt });
        Some(change)
    }

    fn unwanted_phrases(&self) -> &UnwantedPhrases {
        self.unwanted_phrases.of(self.glossary, self.style)
    }

    /// The capitals of the new name: a surname that opens a sentence gives its capital to a particle. What is `exact`
    /// keeps its own.
    fn casing(&self, text: &str, occurrence: &Occurrence, new: &str, exact: bool) -> Casing {
        let Span { start, .. } = occurrence.span;
        if exact {
            return Casing::Listed;
        }
        let raised = occurrence.casing == Casing::Listed
            && new.starts_with(char::is_lowercase)
            && text[start..].starts_with(char::is_uppercase)
            && occurrence.concept(self.glossary).kind == ConceptKind::Person
            && opens_sentence(text, start, occurrence.language);
        if raised { Casing::Capitalised } else { occurrence.casing }
    }

    /// The edits that put `target` in the place of an occurrence in `text`; `floor` is where the name before ends.
    fn edits(
        &self,
        page: &Page<'_>,
        text: &str,
        occurrence: &Occurrence,
        target: &Target<'_>,
        floor: usize,
        writing: Writing,
    ) -> (Vec<Edit>, Option<Doubt>) {
        let found = occurrence.term(self.glossary);
        let apostrophe = page.typography.apostrophe(page.document);
        let concept = occurrence.concept(self.glossary);
        let parts =
            occurrence.parts.map(|parts| (parts, NewParts::of(&target.form, concept, found, text, parts)));
        let parts = match parts {
            Some((parts, Some(new))) => Some((parts, new, new.in_order(parts))),
            // Nothing tells which words of the new name are the surname: the name stays.
            Some((_, None)) => return (Vec::new(), None),
            None => None,
        };
        let (before, name, article, form, doubt) = match occurrence.language {
            Language::French => {
                // A misspelling that the glossary says nothing more of goes with the prepositions of the name.
                let mut grammar = found.grammar.clone();
                if found.relation == Relation::Spelling && grammar.article.is_none() {
                    grammar.locative = grammar.locative.or(target.term.grammar.locative);
                }
                let Repair { before, name, article, form, doubt } = repair(&Replacement {
                    text,
                    span: occurrence.span,
                    floor,
                    kind: noun_kind(concept.kind),
                    old: Noun {
                        form: found.text(),
                        grammar: &grammar,
                        gender: target.gender.filter(|_| target::has_gender(found)),
                        number: target.number,
                    },
                    new: Noun {
                        form: parts.as_ref().map_or(&target.form, |(_, _, in_order)| in_order),
                        grammar: &target.term.grammar,
                        gender: target.gender.filter(|_| concept.kind == ConceptKind::Demonym),
                        number: target.number,
                    },
                    apostrophe,
                    all_caps: occurrence.casing == Casing::AllCaps,
                });
                (before, name, article, form, target.doubt.or(doubt))
            }
            Language::English => {
                let before = repair_english(text, occurrence.span, &target.form).into_iter().collect();
                (before, occurrence.span, String::new(), target.form.clone(), target.doubt)
            }
        };
        let mut edits = before;
        match parts {
            Some((parts, new, _)) => edits.extend(new.edits(text, parts, writing, apostrophe)),
            None => {
                let old = name.of(text);
                let exact = target.term.record().exact_case;
                let dressed = dress(old, &form, self.casing(text, occurrence, &form, exact), apostrophe);
                edits.extend(name_edit(text, name, format!("{article}{}", writing.written(old, &dressed))));
            }
        }
        (edits, doubt)
    }
}

/// Whether a sentence or a quotation opens at the byte `at`. The full stop of a title (*M.*) ends none.
fn opens_sentence(text: &str, at: usize, language: Language) -> bool {
    let before = &text[..at];
    let abbreviation = before.trim_end().strip_suffix('.').and_then(|stem| previous_word(stem, stem.len()));
    starts_sentence(text, at, Opening::Phrase)
        && abbreviation.is_none_or(|word| NameWords::of(language).title(&fold(word.of(text))).is_none())
}

/// The edit of the name itself, which becomes `new`; `None` when it stays.
fn name_edit(text: &str, name: Span, mut new: String) -> Option<Edit> {
    let old = name.of(text);
    let mut span = name;
    if acronym_ends_sentence(text, name) && !new.ends_with('.') {
        new.push('.');
    } else if new.ends_with('.') && !old.ends_with('.') && text[name.end..].starts_with('.') {
        let dots = text[name.end..].bytes().take_while(|byte| *byte == b'.').count();
        // An ellipsis stays whole; a full stop is the acronym’s last dot.
        span.end += usize::from(dots == 1);
    }
    (new != span.of(text)).then_some(Edit { span, replacement: new })
}

/// What stands before an occurrence in its block (bytes).
#[derive(Clone, Copy, Debug)]
struct Before {
    /// Where the occurrence before ends: no edit reaches over it.
    floor: usize,
    /// Where the name before ends, whose article says nothing of this one.
    name: usize,
}

/// The last word of a name as a change that is sure will write it.
struct LastWord {
    /// The word; of a compound its last part, as the next run will see it.
    written: String,
    /// Whether it opens a sentence or a quotation.
    opens: bool,
}

impl LastWord {
    /// That of a change; none when the change is not made, or not of the end of the name.
    fn of(change: &Change, document: &Document) -> Option<Self> {
        let fix = change.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe)?;
        let edit = fix.edits.last().filter(|edit| edit.span.end >= change.span.end)?;
        let word = previous_word(&edit.replacement, edit.replacement.len())?;
        let before = match &edit.replacement[..word.start] {
            "" => &document.text(change.block)[..edit.span.start],
            within => within,
        };
        Some(Self {
            written: word.of(&edit.replacement).to_owned(),
            opens: starts_sentence(before, before.len(), Opening::Phrase),
        })
    }
}

/// Whether a name stands in an English phrase within French text: *Bank of England*, *BBC Scotland*.
/// `rewritten` is where the name before ends, when it is rewritten, and the last word it will have.
fn in_foreign_phrase(
    text: &str,
    occurrence: &Occurrence,
    glossary: &Glossary,
    rewritten: Option<(usize, &LastWord)>,
) -> bool {
    const ENGLISH: &[&str] = &["of", "for", "the", "from", "at", "and"];
    if occurrence.language != Language::French || occurrence.casing == Casing::AllCaps {
        return false;
    }
    let Some(before) = previous_word(text, occurrence.span.start) else { return false };
    if !text[before.end..occurrence.span.start].chars().all(char::is_whitespace) {
        return false;
    }
    let will_be = rewritten.filter(|&(end, _)| before.end <= end).map(|(_, word)| word);
    let written = will_be.map_or_else(|| before.of(text), |word| &word.written);
    let folded = fold(written);
    if ENGLISH.contains(&folded.as_str()) {
        return true;
    }
    let lists = NameWords::of(occurrence.language);
    let person = occurrence.concept(glossary).kind == ConceptKind::Person;
    let starts =
        will_be.map_or_else(|| starts_sentence(text, before.start, Opening::Phrase), |word| word.opens);
    occurrence.term(glossary).relation == Relation::Foreign
        && !person
        && !starts
        && written.starts_with(char::is_uppercase)
        && !lists.opens_sentence(&folded)
        && lists.title(&folded).is_none()
}

/// What kind of noun the terms of a concept are.
pub(crate) fn noun_kind(kind: ConceptKind) -> NounKind {
    match kind {
        ConceptKind::Person => NounKind::Person,
        ConceptKind::Region | ConceptKind::Country | ConceptKind::Polity => NounKind::Land,
        ConceptKind::City | ConceptKind::Place | ConceptKind::River | ConceptKind::Strait => NounKind::Place,
        ConceptKind::Organisation => NounKind::Name,
        ConceptKind::Demonym | ConceptKind::Term => NounKind::Common,
    }
}

/// The edits to make: the safe ones, and the unsure ones where `unsure` says so.
pub fn edits<'c>(changes: impl IntoIterator<Item = &'c Change>, unsure: bool) -> Vec<BlockEdit> {
    changes
        .into_iter()
        .filter_map(|change| change.fix.as_ref())
        .filter(|fix| unsure || fix.applicability == Applicability::Safe)
        .flat_map(|fix| fix.edits.iter().cloned())
        .collect()
}

/// A name that stays where it is one of two sides' names: the block, the concept, the side that uses it.
type Mention<'g> = (usize, ConceptId, &'g str);

/// A document, and how it writes.
#[derive(Clone, Copy)]
struct Page<'d> {
    document: &'d Document,
    typography: &'d Typography,
}
