use std::{
    collections::{BTreeMap, BTreeSet, btree_map},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::{
    super::{Outcome, terminal},
    Globals,
    adopt::{self, Adopter, Adoption},
    apply::{apply, is_fulfilled},
    edit::GlossaryText,
    pieces::Pieces,
};
use crate::{
    document::{Fingerprint, replace_file},
    exchange::{CandidateRow, Input, Review, Wish, read_review, wishes},
    glossary::{Concept, Glossary, Severity, SourceFile, StyleId},
    text::{counted, open_file},
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

/// Brings a reviewed sheet back into the glossary: what a person changed in it, and nothing else. What cannot be
/// done is listed as a conflict.
pub(super) fn run(args: Args, globals: &Globals) -> anyhow::Result<Outcome> {
    let name = args.reviewed.display().to_string();
    let original = Original::of(&args.glossary)?;
    let review = review(&args.reviewed, &name, &original.glossary)?;
    let style = style(&review, &name, globals, &original.glossary)?;
    let asked = wishes(&review, &original.glossary, style);
    let mut merge = Merge {
        original: &original,
        style,
        files: BTreeMap::new(),
        touched: BTreeSet::new(),
        conflicts: asked.conflicts,
        changes: 0,
    };
    merge.grant(&asked.wishes.iter().collect::<Vec<_>>())?;
    merge.candidates(&args.glossary, &review.candidates)?;
    merge.conflicts.sort();
    for (line, message) in &merge.conflicts {
        terminal::line(format_args!("{name}:{line}: conflict: {message}"))?;
    }
    for (line, message) in &asked.refused {
        terminal::error(&anyhow::anyhow!("{name}:{line}: {message}"));
    }
    if !args.dry_run {
        merge.write()?;
    }
    if !globals.quiet {
        terminal::note(merge.summary(asked.refused.len()));
    }
    Ok(match (asked.refused.len(), merge.conflicts.len()) {
        (0, 0) => Outcome::Clean,
        (0, _) => Outcome::Findings,
        _ => Outcome::Failed,
    })
}

fn review(path: &Path, name: &str, glossary: &Glossary) -> anyhow::Result<Review> {
    let boxed: Box<dyn Read> = Box::new(open_file(path).with_context(|| name.to_owned())?);
    let input = Input::new(boxed).with_context(|| name.to_owned())?;
    let is_workbook = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    read_review(input, is_workbook, glossary.languages).map_err(|error| anyhow::anyhow!(error.in_file(name)))
}

/// The style a review is for: the one it names; `default` where drogman wrote it and it names none; the one asked for
/// where somebody made it by hand.
fn style(review: &Review, name: &str, globals: &Globals, glossary: &Glossary) -> anyhow::Result<StyleId> {
    let asked_for = globals.style(&globals.config()?, glossary)?;
    let style = match &review.style {
        Some(style) => glossary.style(style).with_context(|| {
            let known = glossary.styles.join(", ");
            format!("{name}: it is for the style «{style}»; the glossary has {known}")
        })?,
        None if review.is_whole => StyleId::DEFAULT,
        None => asked_for,
    };
    if globals.style.is_some() && style != asked_for && !globals.quiet {
        let own = &glossary.styles[style.0];
        terminal::warning(format_args!("{name} was written for the style «{own}», and is merged for it"));
    }
    Ok(style)
}

/// The glossary that is to be changed, as it was read.
struct Original {
    glossary: Glossary,
    sources: Vec<SourceFile>,
    /// What the files looked like before they were read.
    seen: BTreeMap<String, Fingerprint>,
}

impl Original {
    fn of(path: &Path) -> anyhow::Result<Self> {
        let paths = [path.to_owned()];
        // Looked at twice, so that a file that changes while it is read is noticed.
        let names = Glossary::sources(&paths)?.into_iter().map(|source| source.name);
        let seen = names.filter_map(|name| Some((name.clone(), Fingerprint::of(Path::new(&name)).ok()?)));
        let seen = seen.collect();
        let sources = Glossary::sources(&paths)?;
        let (glossary, _) = Glossary::read_sources(&sources).accept()?;
        Ok(Self { glossary, sources, seen })
    }
}

struct Merge<'g> {
    original: &'g Original,
    style: StyleId,
    files: BTreeMap<String, Pieces>,
    /// The concepts that were changed.
    touched: BTreeSet<String>,
    conflicts: Vec<(usize, String)>,
    changes: usize,
}

impl Merge<'_> {
    /// Does what is wished for. When the glossary would no longer be one, the wishes are tried in halves, so that
    /// only those are refused that are to blame.
    fn grant(&mut self, wishes: &[&Wish]) -> anyhow::Result<()> {
        if wishes.is_empty() {
            return Ok(());
        }
        let before = (self.files.clone(), self.touched.clone(), self.changes, self.conflicts.len());
        for wish in wishes {
            self.change(wish)?;
        }
        let Some(problem) = self.problem(wishes) else { return Ok(()) };
        (self.files, self.touched, self.changes) = (before.0, before.1, before.2);
        self.conflicts.truncate(before.3);
        if let [wish] = wishes {
            self.conflicts.push((wish.line, format!("of «{}»: {problem}", wish.concept)));
            return Ok(());
        }
        let (first, second) = wishes.split_at(wishes.len() / 2);
        self.grant(first)?;
        self.grant(second)
    }

    fn change(&mut self, wish: &Wish) -> anyhow::Result<()> {
        let Some(concept) = self.original.glossary.concepts.get(&wish.concept) else { return Ok(()) };
        let (style, glossary) = (self.style, &self.original.glossary);
        self.edit(wish.line, concept, |text| apply(text, concept, &wish.change, style, glossary))
    }

    /// Makes an edit; one that cannot be made is a conflict.
    fn edit(
        &mut self,
        line: usize,
        concept: &Concept,
        change: impl FnOnce(&GlossaryText) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let file = concept.position.file.to_string();
        let pieces = match self.files.entry(file) {
            btree_map::Entry::Occupied(entry) => entry.into_mut(),
            btree_map::Entry::Vacant(entry) => {
                let source = self.original.sources.iter().find(|source| source.name == *entry.key());
                let text = source.context("the concept stands in no file")?.text.clone();
                let seen = self.original.seen.get(entry.key()).copied();
                entry.insert(Pieces::new(text, seen))
            }
        };
        match pieces.edit(&concept.position, change) {
            Ok(changed) => {
                self.changes += usize::from(changed);
                self.touched.insert(concept.id.clone());
            }
            Err(error) => self.conflicts.push((line, format!("of «{}»: {error:#}", concept.id))),
        }
        Ok(())
    }

    /// What is wrong with the glossary as it would be written: it is none, something else changed than was wished
    /// for, or the wishes did not come true.
    fn problem(&self, wishes: &[&Wish]) -> Option<String> {
        let reading = Glossary::read_sources(&self.sources());
        let glossary = match reading.accept() {
            Ok((glossary, _)) => glossary,
            Err(problems) => {
                let first = problems.0.iter().find(|problem| problem.severity == Severity::Error)?;
                return Some(first.message.clone());
            }
        };
        let before = &self.original.glossary;
        let is_kept = glossary.styles == before.styles
            && before
                .concepts
                .iter()
                .all(|(id, concept)| self.touched.contains(id) || glossary.concepts.get(id) == Some(concept))
            && glossary.concepts.len() == before.concepts.len();
        let is_done = |wish: &&Wish| {
            let now = glossary.concepts.get(&wish.concept);
            now.is_some_and(|concept| is_fulfilled(concept, &wish.change, self.style))
        };
        let failed = self.conflicts.iter().map(|(line, _)| *line).collect::<BTreeSet<_>>();
        let is_right = is_kept && wishes.iter().filter(|wish| !failed.contains(&wish.line)).all(is_done);
        (!is_right)
            .then(|| "the file is written in a way this change cannot be made in; edit the file".to_owned())
    }

    /// Takes up accepted candidates.
    fn candidates(&mut self, path: &Path, rows: &[CandidateRow]) -> anyhow::Result<()> {
        let glossary = &self.original.glossary;
        let mut adopter = Adopter::new(glossary);
        let mut accepted = String::new();
        for row in rows {
            match adopter.adopt(glossary, row) {
                Ok(Adoption::New(concept)) => {
                    accepted.push_str(&concept);
                    self.changes += 1;
                }
                Ok(Adoption::Known(id, forms)) => {
                    if let (Some(concept), false) = (glossary.concepts.get(&id), forms.is_empty()) {
                        self.edit(row.line, concept, |text| {
                            adopt::add_variants(text, &id, glossary, &forms)
                        })?;
                    }
                }
                Err(message) => self.conflicts.push((row.line, message)),
            }
        }
        if accepted.is_empty() {
            return Ok(());
        }
        // The new concepts go to the end of their file.
        let (file, pieces) = adopt::file_for_new(path, glossary)?;
        self.files.entry(file.clone()).or_insert(pieces).append(&accepted).context(file)
    }

    /// The glossary’s files as they are to be.
    fn sources(&self) -> Vec<SourceFile> {
        let mut texts: BTreeMap<&str, String> =
            self.files.iter().map(|(file, pieces)| (file.as_str(), pieces.text())).collect();
        let mut sources = self.original.sources.clone();
        for source in &mut sources {
            if let Some(text) = texts.remove(source.name.as_str()) {
                source.text = text;
            }
        }
        sources.extend(texts.into_iter().map(|(name, text)| SourceFile { name: name.to_owned(), text }));
        sources
    }

    /// Writes the files that changed, after making sure that they still read as a glossary.
    fn write(&self) -> anyhow::Result<()> {
        let sources = self.sources();
        let reading = Glossary::read_sources(&sources);
        reading.accept().context("the merged glossary would not be valid; nothing was written")?;
        for source in sources {
            let before = self.original.sources.iter().find(|before| before.name == source.name);
            if before.is_none_or(|before| before.text != source.text) {
                let seen = self.files.get(&source.name).and_then(Pieces::seen);
                replace_file(Path::new(&source.name), source.text.as_bytes(), seen)?;
            }
        }
        Ok(())
    }

    fn summary(&self, refused: usize) -> String {
        let mut summary =
            format!("{}, {}", counted(self.changes, "change"), counted(self.conflicts.len(), "conflict"));
        if refused > 0 {
            summary.push_str(&format!(", {} refused", counted(refused, "row")));
        }
        summary
    }
}
