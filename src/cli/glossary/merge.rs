use std::{
    collections::{BTreeMap, btree_map},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{
    super::Outcome,
    Globals,
    adopt::{self, Adopter, Adoption},
    edit::{GlossaryText, Place},
    pieces::Pieces,
};
use crate::{
    document::replace_file,
    exchange::{CandidateCells, Decision, Input, ReviewRow, read_review},
    glossary::{Concept, Glossary, Slot, SourceFile, Status, StyleId},
    language::Language,
    text::open_file,
};

/// Options of `drogman glossary merge`.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Args {
    /// The glossary file or folder to change
    glossary: PathBuf,
    /// The sheet a reviewer went through (XLSX, CSV or TSV)
    reviewed: PathBuf,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
}

/// Brings a reviewed sheet back into the glossary; what cannot be done is listed as a conflict.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let sheet = args.reviewed.display().to_string();
    let (glossary, _) = Glossary::read(std::slice::from_ref(&args.glossary))?.accept()?;
    let style = globals.style(&globals.config()?, &glossary)?;
    let rows = review(&args.reviewed, &sheet)?;
    let mut merge = Merge {
        glossary: &glossary,
        style,
        files: BTreeMap::new(),
        adopter: Adopter::new(&glossary),
        accepted: String::new(),
        conflicts: Vec::new(),
        changes: 0,
    };
    for row in &rows {
        merge.row(row)?;
    }
    merge.add_accepted(&args.glossary)?;
    for (line, message) in &merge.conflicts {
        anstream::println!("{sheet}:{line}: conflict: {message}");
    }
    if !args.dry_run {
        merge.write(&args.glossary)?;
    }
    if !globals.quiet {
        anstream::eprintln!("{} changes, {} conflicts", merge.changes, merge.conflicts.len());
    }
    Ok(if merge.conflicts.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn review(path: &Path, name: &str) -> anyhow::Result<Vec<ReviewRow>> {
    let boxed: Box<dyn Read> = Box::new(open_file(path).with_context(|| name.to_owned())?);
    let input = Input::new(boxed).with_context(|| name.to_owned())?;
    let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    read_review(input, is_workbook).map_err(|error| anyhow::anyhow!(error.in_file(name)))
}

struct Merge<'g> {
    glossary: &'g Glossary,
    style: StyleId,
    files: BTreeMap<String, Pieces>,
    adopter: Adopter,
    /// New concepts, as YAML.
    accepted: String,
    conflicts: Vec<(usize, String)>,
    changes: usize,
}

impl Merge<'_> {
    /// Does what one row says.
    fn row(&mut self, row: &ReviewRow) -> anyhow::Result<()> {
        if let Some(cells) = &row.candidate {
            return self.candidate(row, cells);
        }
        let Some(concept) = self.glossary.concepts.get(&row.concept) else {
            self.conflicts.push((row.line, format!("no concept «{}» in the glossary", row.concept)));
            return Ok(());
        };
        let languages = self.glossary.languages;
        let language = row.language.unwrap_or(languages.source);
        let term = concept.terms.iter().find(|term| term.language == language && term.text() == row.form);
        let Some(term) = term else {
            let message = format!("«{}» is no form of «{}» in «{language}» any more", row.form, row.concept);
            self.conflicts.push((row.line, message));
            return Ok(());
        };
        let place = Place { concept: &row.concept, language, slot: term.slot, form: &row.form };
        match row.decision {
            Some(Decision::Reject) => self.edit(row, concept, |text| text.remove(place))?,
            _ if !row.new_form.is_empty() && row.new_form != row.form => {
                self.edit(row, concept, |text| text.rename(place, &row.new_form))?;
            }
            Some(Decision::Correct) => {
                self.conflicts
                    .push((row.line, format!("«{}» is to be corrected, but not to what", row.form)));
            }
            _ => {}
        }
        if let Some(status) = row.status.filter(|&status| status != term.status(self.style)) {
            if status == Status::Preferred {
                self.prefer(row, concept, place)?;
            } else {
                self.edit(row, concept, |text| text.status(place, status))?;
            }
        }
        // The columns for the preferred forms stand in every row of the sheet of forms.
        for (language, wish) in [(languages.source, &row.source), (languages.target, &row.target)] {
            self.wish(row, concept, language, wish)?;
        }
        if let Some(note) = row.note.as_ref().filter(|note| concept.note.as_ref() != Some(note)) {
            self.edit(row, concept, |text| text.note(&row.concept, note))?;
        }
        Ok(())
    }

    /// Takes up an accepted candidate.
    fn candidate(&mut self, row: &ReviewRow, cells: &CandidateCells) -> anyhow::Result<()> {
        match self.adopter.adopt(self.glossary, row, cells) {
            Ok(Adoption::New(concept)) => {
                self.accepted.push_str(&concept);
                self.changes += 1;
            }
            Ok(Adoption::Known(id, forms)) => {
                if let (Some(concept), false) = (self.glossary.concepts.get(&id), forms.is_empty()) {
                    let glossary = self.glossary;
                    self.edit(row, concept, |text| adopt::add_variants(text, &id, glossary, &forms))?;
                }
            }
            Err(message) => self.conflicts.push((row.line, message)),
        }
        Ok(())
    }

    /// Puts the new concepts at the end of their file.
    fn add_accepted(&mut self, glossary: &Path) -> anyhow::Result<()> {
        if self.accepted.is_empty() {
            return Ok(());
        }
        let (file, pieces) = adopt::file_for_new(glossary, self.glossary)?;
        self.files.entry(file.clone()).or_insert(pieces).append(&self.accepted).context(file)
    }

    /// Prefers the form a row wishes for in a language, or adds it as the preferred one.
    fn wish(
        &mut self,
        row: &ReviewRow,
        concept: &Concept,
        language: Language,
        form: &str,
    ) -> anyhow::Result<()> {
        let Some((_, preferred)) = concept.preferred(language, Slot::Full, self.style) else { return Ok(()) };
        let known = concept
            .terms_in(language)
            .any(|(_, term)| term.text() == form && term.status(self.style) == Status::Preferred);
        if form.is_empty() || known || preferred.text() == form {
            return Ok(());
        }
        self.prefer(row, concept, Place { concept: &row.concept, language, slot: Slot::Full, form })
    }

    fn prefer(&mut self, row: &ReviewRow, concept: &Concept, place: Place<'_>) -> anyhow::Result<()> {
        let Some((_, before)) = concept.preferred(place.language, place.slot, self.style) else {
            return Ok(());
        };
        let style = self.glossary.styles[self.style.0].clone();
        self.edit(row, concept, |text| text.prefer(place, before.text(), &style))
    }

    /// Makes an edit; one that cannot be made is a conflict.
    fn edit(
        &mut self,
        row: &ReviewRow,
        concept: &Concept,
        change: impl FnOnce(&GlossaryText) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let file = concept.position.file.to_string();
        let pieces = match self.files.entry(file.clone()) {
            btree_map::Entry::Occupied(entry) => entry.into_mut(),
            btree_map::Entry::Vacant(entry) => entry.insert(Pieces::read(Path::new(&file)).context(file)?),
        };
        match pieces.edit(&concept.position, change) {
            Ok(changed) => self.changes += usize::from(changed),
            Err(error) => {
                self.conflicts.push((row.line, format!("«{}» of «{}»: {error:#}", row.form, row.concept)));
            }
        }
        Ok(())
    }

    /// Writes the files that changed, after making sure that they still read as a glossary.
    fn write(&self, glossary: &Path) -> anyhow::Result<()> {
        let texts: BTreeMap<&str, String> =
            self.files.iter().map(|(file, pieces)| (file.as_str(), pieces.text())).collect();
        let mut sources = Glossary::sources(&[glossary.to_owned()])?;
        let known: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
        sources.extend(
            texts
                .iter()
                .filter(|(file, _)| !known.iter().any(|name| name == *file))
                .map(|(file, text)| SourceFile { name: (*file).to_owned(), text: text.clone() }),
        );
        for source in &mut sources {
            if let Some(text) = texts.get(source.name.as_str()) {
                source.text.clone_from(text);
            }
        }
        let reading = Glossary::read_sources(&sources);
        reading.accept().context("the merged glossary would not be valid; nothing was written")?;
        for (file, text) in texts {
            if std::fs::read_to_string(file).ok().as_deref() != Some(&text) {
                replace_file(Path::new(file), text.as_bytes(), Some(self.files[file].seen()))?;
            }
        }
        Ok(())
    }
}
