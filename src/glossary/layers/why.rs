//! Where a form comes from: every place of every layer that speaks of it, and what became of it.

use std::{collections::BTreeSet, fmt};

use rustc_hash::FxHashMap;

use super::{
    Layer,
    said::{Said, What, entries},
};
use crate::{
    glossary::{
        fields::File,
        lint::compared,
        model::{Concept, Glossary, Position, Slot, Status, StyleId, Term},
        tree,
    },
    language::Language,
};

/// A place of a glossary that speaks of a name.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Where it is.
    pub position: Position,
    /// The concept.
    pub concept: String,
    /// The language, where it speaks of a form.
    pub language: Option<Language>,
    /// What it makes of the form, as the file calls it: preferred, variant, short…
    pub what: &'static str,
    /// The form.
    pub form: String,
    /// Its status in the style `default` where it counts and is not preferred, and that in other styles where it is
    /// another.
    pub statuses: Vec<String>,
    /// What became of it.
    pub fate: Fate,
    /// Whether the form is another one than was asked for.
    is_other: bool,
}

/// What becomes of what a layer says.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It counts.
    Wins,
    /// An upper layer says something else of it.
    Overridden,
    /// An upper layer removes it, there.
    Removed(Position),
    /// An upper layer replaces the concept, there.
    Replaced(Position),
    /// An upper layer gives the form to another concept, there.
    Taken(Position, String),
}

impl fmt::Display for Origin {
    /// `FILE:LINE: CONCEPT, LANGUAGE WHAT: FATE`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { file, line, .. } = &self.position;
        write!(f, "{file}:{line}: {}, ", self.concept)?;
        if let Some(language) = self.language {
            write!(f, "{language} ")?;
        }
        write!(f, "{}: ", self.what)?;
        let place = |position: &Position| format!("{}:{}", position.file, position.line);
        match &self.fate {
            Fate::Wins => f.write_str("wins")?,
            Fate::Overridden => f.write_str("overridden")?,
            Fate::Removed(by) => write!(f, "removed by {}", place(by))?,
            Fate::Replaced(by) => write!(f, "replaced by {}", place(by))?,
            Fate::Taken(by, owner) => write!(f, "taken by {}, {owner}", place(by))?,
        }
        let form = self.is_other.then(|| format!("«{}»", self.form));
        let details: Vec<String> = form.into_iter().chain(self.statuses.iter().cloned()).collect();
        if details.is_empty() { Ok(()) } else { write!(f, " ({})", details.join("; ")) }
    }
}

impl Glossary {
    /// Every place of the layers, the first on top, that speaks of a name: one of its forms, however it is written, or
    /// the id of its concept. What counts comes first.
    ///
    /// ```
    /// use drogman::glossary::{Glossary, Layer, SourceFile};
    /// let layer = |name: &str, concepts: &str| Layer {
    ///     name: name.into(),
    ///     files: vec![SourceFile { name: name.into(), text: format!("version: 1\nconcepts:\n{concepts}") }],
    /// };
    /// let layers = [
    ///     layer("project.yaml", "  orsk: {fr: {preferred: Orsque}}\n"),
    ///     layer("house.yaml", "  orsk: {type: city, fr: {preferred: Orsk, variants: [Orska]}, en: Orsk}\n"),
    /// ];
    /// let told: Vec<String> = Glossary::why(&layers, "orsk").iter().map(ToString::to_string).collect();
    /// assert_eq!(told[0], "project.yaml:3: orsk, fr preferred: wins («Orsque»)");
    /// assert!(told[2].starts_with("house.yaml:3: orsk, fr preferred: overridden"));
    /// assert!(Glossary::why(&layers, "Omsk").is_empty());
    /// ```
    pub fn why(layers: &[Layer], name: &str) -> Vec<Origin> {
        let glossary = Self::read_layers(layers).glossary;
        let mut file = File::default();
        let mut said = Vec::new();
        for (layer, files) in layers.iter().enumerate() {
            for source in &files.files {
                let text = source.text.trim_start_matches('\u{feff}');
                let before = file.add(&source.name, text);
                if let Ok(root) = tree::parse(text, before) {
                    entries(&root, layer, &glossary, &mut said);
                }
            }
        }
        Inquiry { glossary: &glossary, file: &file, said: &said, name, folded: compared(name.trim()) }
            .answer()
    }
}

/// A question for a name.
struct Inquiry<'a, 't> {
    glossary: &'a Glossary,
    file: &'a File<'t>,
    said: &'a [Said],
    name: &'a str,
    folded: String,
}

impl Inquiry<'_, '_> {
    fn answer(&self) -> Vec<Origin> {
        let is_named = |id: &str| id == self.name || compared(id) == self.folded;
        let by_form =
            self.said.iter().filter(|said| self.is_it(&said.form)).map(|said| said.concept.as_str());
        let by_id = self.said.iter().map(|said| said.concept.as_str()).filter(|id| is_named(id));
        let by_term = self
            .glossary
            .concepts
            .values()
            .filter(|concept| concept.terms.iter().any(|term| self.is_it(term.text())));
        let ids: BTreeSet<&str> = by_form.chain(by_id).chain(by_term.map(|concept| &*concept.id)).collect();
        let mut origins = Vec::new();
        for id in ids {
            let said: Vec<&Said> = self.said.iter().filter(|said| said.concept == id).collect();
            self.of_concept(id, &said, is_named(id), &mut origins);
        }
        let layers: FxHashMap<String, usize> =
            self.said.iter().map(|said| (self.file.position(said.at).file.to_string(), said.layer)).collect();
        let mut seen = BTreeSet::new();
        origins.retain(|origin| seen.insert((origin.to_string(), origin.position.column)));
        origins.sort_by_key(|origin| {
            let is_winner = origin.fate == Fate::Wins;
            let layer = layers.get(&*origin.position.file).copied().unwrap_or_default();
            (
                !is_winner,
                layer,
                origin.position.file.to_string(),
                origin.position.line,
                origin.position.column,
            )
        });
        origins
    }

    fn is_it(&self, form: &str) -> bool {
        !form.is_empty() && (form == self.name || compared(form) == self.folded)
    }

    fn of_concept(&self, id: &str, said: &[&Said], by_id: bool, origins: &mut Vec<Origin>) {
        let concept = self.glossary.concepts.get(id);
        let asked = |said: &Said| {
            self.is_it(&said.form) || (by_id && matches!(said.what, What::Preferred("preferred")))
        };
        for place in said.iter().filter(|place| asked(place)) {
            let what = match place.what {
                What::Preferred(what) => what,
                What::Variant => "variant",
                _ => continue,
            };
            let position = self.file.position(place.at);
            let term = concept.and_then(|concept| term_at(concept, &position, &place.form));
            let stays = term.is_some_and(|term| what != "preferred" || is_preferred(term));
            let fate = if term.is_some() && stays {
                Fate::Wins
            } else {
                // The same layer says the form elsewhere, too: one of the two places is enough.
                let Some(fate) = self.loss(place, said, term.is_some()) else { continue };
                fate
            };
            origins.push(Origin {
                position,
                concept: id.to_owned(),
                language: Some(place.language),
                what,
                form: place.form.clone(),
                statuses: term.map(|term| self.statuses(term)).unwrap_or_default(),
                fate,
                is_other: place.form != self.name,
            });
        }
        let Some(concept) = concept else { return };
        for (number, term) in concept.terms.iter().enumerate() {
            // Also what given and family names make together, and the form that is written in place of this one.
            let is_asked = self.is_it(term.text());
            let gives_way = is_asked && !term.status(StyleId::DEFAULT).is_allowed();
            let is_told = |origin: &Origin| {
                origin.concept == id
                    && same_place(&origin.position, &term.position)
                    && origin.form == term.text()
            };
            if is_asked && !origins.iter().any(is_told) {
                origins.push(self.winner(concept, term));
            }
            if gives_way {
                let wanted = concept.wanted(number, StyleId::DEFAULT);
                origins.extend(wanted.map(|wanted| self.winner(concept, wanted)));
            }
        }
    }

    fn winner(&self, concept: &Concept, term: &Term) -> Origin {
        let what = match term.slot {
            _ if !is_preferred(term) => "variant",
            Slot::Full => "preferred",
            slot => slot.name(),
        };
        Origin {
            position: term.position.clone(),
            concept: concept.id.clone(),
            language: Some(term.language),
            what,
            form: term.text().to_owned(),
            statuses: self.statuses(term),
            fate: Fate::Wins,
            is_other: term.text() != self.name,
        }
    }

    /// The statuses of a term, as far as it is not preferred everywhere.
    fn statuses(&self, term: &Term) -> Vec<String> {
        let default = term.status(StyleId::DEFAULT);
        let first = (default != Status::Preferred).then(|| default.name().to_owned());
        let others = self.glossary.styles.iter().enumerate().skip(1).filter_map(|(style, name)| {
            let status = term.status(StyleId(style));
            (status != default).then(|| format!("{name}: {}", status.name()))
        });
        first.into_iter().chain(others).collect()
    }

    /// Why a place does not count.
    fn loss(&self, place: &Said, said: &[&Said], is_listed: bool) -> Option<Fate> {
        let above = || said.iter().filter(|above| above.layer < place.layer);
        let there = |said: &Said| self.file.position(said.at);
        if let Some(by) = above().find(|above| above.what == What::Gone) {
            return Some(Fate::Removed(there(by)));
        }
        if let Some(by) = above().find(|above| above.what == What::Replaced) {
            return Some(Fate::Replaced(there(by)));
        }
        if is_listed {
            return Some(Fate::Overridden);
        }
        let folded = compared(&place.form);
        let is_same = |other: &Said| other.language == place.language && compared(&other.form) == folded;
        if let Some(by) = above().find(|above| above.what == What::Removed && is_same(above)) {
            return Some(Fate::Removed(there(by)));
        }
        let taker = self.said.iter().find(|other| {
            other.layer < place.layer
                && other.concept != place.concept
                && is_same(other)
                && matches!(other.what, What::Preferred(_) | What::Variant)
        });
        let is_said_above = above().any(|above| is_same(above));
        match taker {
            Some(by) if !is_said_above => Some(Fate::Taken(there(by), by.concept.clone())),
            _ => is_said_above.then_some(Fate::Overridden),
        }
    }
}

fn is_preferred(term: &Term) -> bool {
    term.statuses.contains(&Status::Preferred)
}

fn same_place(one: &Position, other: &Position) -> bool {
    (&one.file, one.line, one.column) == (&other.file, other.line, other.column)
}

/// The term that stands at a place.
fn term_at<'c>(concept: &'c Concept, position: &Position, form: &str) -> Option<&'c Term> {
    concept.terms.iter().find(|term| same_place(&term.position, position) && term.text() == form)
}
