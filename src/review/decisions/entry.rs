//! The entry of a concept in the files, changed as its decisions say.

use super::{
    own::OwnGlossary,
    shape::{self, HEAD, Shaped, read_entry},
    steps::{Step, What, place},
};
use crate::{
    exchange::{Change, Layered},
    glossary::{
        Concept, EMPTY, EditError, EditedFile, Glossary, GlossaryText, Layer, SourceFile, TextEdit,
        Workbench, lines_of, text_edits,
    },
    language::Language,
};

/// What writing a concept needs to know.
pub(crate) struct Writer<'w> {
    /// The glossary as the files have it without decisions.
    pub(crate) glossary: &'w Glossary,
    /// One’s own files.
    pub(crate) own: &'w OwnGlossary,
}

/// Why a decision cannot be written.
const UNWRITABLE: &str = "the entry is written in a way this cannot be changed in: edit the file";

impl Writer<'_> {
    /// The edits that make a concept of the files as it is to be: `after` what the decisions up to some act make of it;
    /// those of its sets count that `is_new` names.
    ///
    /// # Errors
    /// Why it cannot be done, in words.
    pub(crate) fn edits(
        &self,
        bench: &Workbench<'_>,
        id: &str,
        after: &Shaped,
        is_new: &dyn Fn(usize) -> bool,
    ) -> Result<Vec<TextEdit>, String> {
        let Some(wanted) = &after.concept else { return Ok(Vec::new()) };
        let lower = self.own.below().concepts.get(id);
        match (self.place(bench, id), lower) {
            (Some((file, lines)), lower) => {
                let now = &bench.text(&file).unwrap_or_default()[lines];
                let text = match lower {
                    None => self.changed(now, id, after, is_new)?,
                    Some(lower) => self.patch(Some(now), lower, wanted, after, is_new)?,
                };
                Ok(text_edits(&file, Some(id), now, &text))
            }
            (None, Some(lower)) => {
                let text = self.patch(None, lower, wanted, after, is_new)?;
                if text.is_empty() { Ok(Vec::new()) } else { Ok(vec![self.added(bench, id, &text)?]) }
            }
            (None, None) => Ok(vec![self.added(bench, id, &self.glossary.yaml_concept(wanted))?]),
        }
    }

    /// The file that has a concept, and where.
    fn place(&self, bench: &Workbench<'_>, id: &str) -> Option<(String, std::ops::Range<usize>)> {
        let is_glossary = |name: &&String| *name != crate::glossary::DECISIONS;
        let mut files = bench.texts().iter().filter(|(name, text)| is_glossary(name) && text.contains(id));
        files.find_map(|(name, text)| Some((name.clone(), lines_of(text, Some(id))?)))
    }

    /// An entry that says everything of a concept, changed.
    fn changed(
        &self,
        now: &str,
        id: &str,
        after: &Shaped,
        is_new: &dyn Fn(usize) -> bool,
    ) -> Result<String, String> {
        let mut text = now.to_owned();
        for (place, before, steps) in &after.done {
            if is_new(*place) {
                text = shape::made(self.glossary, before, &text, steps).map_err(|error| error.to_string())?;
            }
        }
        let read = read_entry(self.glossary, id, &text)?;
        let is_right = after.concept.as_ref().is_some_and(|wanted| is_alike(self.glossary, &read, wanted));
        if is_right { Ok(text) } else { Err(UNWRITABLE.to_owned()) }
    }

    /// An entry that changes a concept of a lower layer, changed; made where there is none. What cannot be said as a
    /// difference is said by the whole concept; empty where nothing differs.
    fn patch(
        &self,
        now: Option<&str>,
        lower: &Concept,
        wanted: &Concept,
        after: &Shaped,
        is_new: &dyn Fn(usize) -> bool,
    ) -> Result<String, String> {
        let new = after.done.iter().filter(|(place, ..)| is_new(*place));
        let steps: Vec<(&Concept, &Step)> =
            new.flat_map(|(_, before, steps)| steps.iter().map(move |step| (before, step))).collect();
        if steps.is_empty() {
            return Ok(now.unwrap_or_default().to_owned());
        }
        if let Ok(text) = self.patched(now, &steps)
            && self.is_patch(&text, lower, wanted)
        {
            return Ok(text);
        }
        // What somebody wrote into the entry is not written anew.
        if now.is_some_and(|now| now.contains('#')) {
            return Err(UNWRITABLE.to_owned());
        }
        let whole = self.glossary.yaml_concept(wanted);
        let now = now.unwrap_or("  ");
        let deeper = " ".repeat((now.len() - now.trim_start_matches(' ').len()).saturating_sub(2));
        let mut lines: Vec<&str> = whole.lines().collect();
        lines.insert(1, "    replace: true");
        let whole: String = lines.iter().flat_map(|line| [&deeper, *line, "\n"]).collect();
        if self.is_patch(&whole, lower, wanted) { Ok(whole) } else { Err(UNWRITABLE.to_owned()) }
    }

    /// An entry with changes made that say only what differs from the layers beneath.
    fn patched(&self, now: Option<&str>, steps: &[(&Concept, &Step)]) -> Result<String, EditError> {
        let mut text = now.map(str::to_owned);
        for (before, Step { style, what }) in steps {
            let layered = Layered { concept: before, glossary: self.glossary, beneath: self.own.below() };
            let change = match what {
                What::Change(change) => change.clone(),
                What::Grammar(term, ..) => Change::Prefer(term.clone()),
            };
            let entry = text.take().unwrap_or_else(|| layered.blank(&change));
            let entry = format!("{HEAD}{entry}");
            let changed = match what {
                What::Change(change) => layered.changed(&entry, change, *style)?,
                What::Grammar(term, ..) => {
                    let document = GlossaryText::new(&entry)?;
                    document.restate(place(&before.id, term), true)?;
                    let step = Step { style: *style, what: what.clone() };
                    step.make(&document, before, self.glossary)?;
                    document.text()
                }
            };
            let changed = changed.strip_prefix(HEAD).ok_or(EditError::NotEditable("entry"))?;
            text = Some(changed.to_owned());
        }
        text.ok_or(EditError::NotEditable("entry"))
    }

    /// Whether an entry makes a concept of a lower layer what it is to be.
    fn is_patch(&self, text: &str, lower: &Concept, wanted: &Concept) -> bool {
        let head = self.glossary.yaml_head();
        let layer = |name: &str, text: &str| Layer {
            name: name.to_owned(),
            files: vec![SourceFile { name: name.to_owned(), text: format!("{head}concepts:\n{text}") }],
        };
        let layers = [layer("own", text), layer("below", &self.glossary.yaml_concept(lower))];
        let reading = Glossary::read_layers(&layers).accept();
        reading.is_ok_and(|(read, _)| {
            read.concepts.get(&wanted.id).is_some_and(|read| is_alike(self.glossary, read, wanted))
        })
    }

    /// The edit that adds an entry to the file for new ones.
    fn added(&self, bench: &Workbench<'_>, id: &str, text: &str) -> Result<TextEdit, String> {
        let (file, first) = &self.own.new_entries;
        let frame = || {
            let frame = Glossary { languages: self.glossary.languages, ..Glossary::default() };
            if first.is_empty() { frame.to_yaml() } else { first.clone() }
        };
        let (before, created) = match bench.text(file) {
            Some(text) => (text.to_owned(), None),
            None => {
                let first = bench.created(file).map_or_else(frame, str::to_owned);
                (first.clone(), Some(first))
            }
        };
        let is_empty = before.trim_end().ends_with("concepts: {}");
        let mut edited = EditedFile::new(before);
        edited.append(text).map_err(|error| format!("{file}: {error}"))?;
        let after = edited.text();
        let lines = lines_of(&after, Some(id)).ok_or(UNWRITABLE)?;
        Ok(TextEdit {
            file: file.clone(),
            concept: Some(id.to_owned()),
            adds: true,
            created,
            new: after[lines].trim_end_matches('\n').to_owned(),
            left: if is_empty { EMPTY.to_owned() } else { String::new() },
            ..TextEdit::default()
        })
    }
}

/// Whether two readings of a concept say the same, as far as decisions go.
pub(crate) fn is_alike(glossary: &Glossary, a: &Concept, b: &Concept) -> bool {
    let languages = [glossary.languages.source, glossary.languages.target];
    (a.kind, &a.note, &a.source) == (b.kind, &b.note, &b.source)
        && a.record().domains == b.record().domains
        && a.record().definitions == b.record().definitions
        && languages.into_iter().all(|language| forms(a, language) == forms(b, language))
}

/// What is said of the forms of a language, in an order of its own.
fn forms(concept: &Concept, language: Language) -> Vec<String> {
    let said = |(_, term): (usize, &crate::glossary::Term)| {
        let grammar = &term.grammar;
        let is_preferred = term.statuses.contains(&crate::glossary::Status::Preferred);
        let grammar = is_preferred.then(|| {
            format!("{:?} {:?} {:?} {:?}", grammar.article, grammar.gender, grammar.locative, grammar.elides)
        });
        format!("{:?} {} {:?} {:?} {grammar:?}", term.slot, term.text(), term.statuses, term.party)
    };
    let mut all: Vec<String> = concept.terms_in(language).map(said).collect();
    all.sort();
    all
}
