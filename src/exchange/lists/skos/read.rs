//! From triples to entries.

use std::{collections::BTreeMap, io::BufRead as _};

use indexmap::IndexMap;
use oxrdf::{NamedOrBlankNode, Term, Triple, vocab::rdf};
use oxttl::TurtleParser;

use super::{
    super::{
        ReadError, Sink, Source, Wanted,
        model::{
            Entry, EntryTerm, RecordField, add_other, append, gender_of, kind_of, language_tag, relation_of,
            slot_of, status_of,
        },
    },
    CONCEPT, DCT, Label, OWN, SKOS, XL,
};
use crate::{
    glossary::{Cited, ConceptRecord, FormRecord, OtherTerm, Status},
    language::Language,
};

pub(super) fn read(input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut graph = Graph {
        wanted,
        concepts: IndexMap::new(),
        labels: IndexMap::new(),
        dropped: BTreeMap::new(),
        is_skos: false,
    };
    triples(input, &mut |triple, line| graph.take(triple, line))?;
    graph.finish(sink)
}

/// The id of a concept: what stands after our prefix, else the last part of the IRI.
fn id_of(iri: &str) -> String {
    let name = iri
        .strip_prefix(CONCEPT)
        .unwrap_or_else(|| iri.trim_end_matches(['/', '#']).rsplit(['/', '#', ':']).next().unwrap_or(iri));
    let (mut bytes, mut rest) = (Vec::with_capacity(name.len()), name.as_bytes());
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

/// Hands over the triples of a file with the line each ends on.
fn triples(mut input: Source<'_>, take: &mut dyn FnMut(Triple, usize)) -> Result<(), ReadError> {
    let mut parser = TurtleParser::new().low_level();
    let mut text = Vec::new();
    // Line by line, so that the line is known; more at once within a long text, which is scanned anew each time.
    let mut batch = 1;
    loop {
        text.clear();
        let line = input.line();
        for _ in 0..batch {
            if input.read_until(b'\n', &mut text).map_err(|error| ReadError::of_io(&error, line))? == 0 {
                break;
            }
        }
        if text.is_empty() {
            parser.end();
        } else {
            parser.extend_from_slice(&text);
        }
        batch *= 2;
        while let Some(triple) = parser.parse_next() {
            take(triple.map_err(|error| wrong(&error))?, line);
            input.next_piece();
            batch = 1;
        }
        if text.is_empty() {
            return Ok(());
        }
    }
}

fn wrong(error: &oxttl::TurtleSyntaxError) -> ReadError {
    let start = error.location().start;
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_add(1);
    ReadError::at(count(start.line), format!("this is no Turtle: {}", error.message()))
        .column(count(start.column))
}

/// What of a graph a term list is made of.
struct Graph<'a> {
    wanted: &'a Wanted,
    concepts: IndexMap<NamedOrBlankNode, Concept>,
    /// The labels of SKOS-XL; a form in a language that is not wanted stays empty.
    labels: IndexMap<NamedOrBlankNode, Details>,
    /// How often there was something that has no place in an entry.
    dropped: BTreeMap<String, usize>,
    /// Whether anything of SKOS was seen.
    is_skos: bool,
}

/// What tells how a file is made up, not what a concept is.
const STRUCTURE: [&str; 4] = ["inScheme", "topConceptOf", "hasTopConcept", "member"];

#[derive(Default)]
struct Concept {
    entry: Entry,
    is_concept: bool,
    labels: Vec<(Label, Language, String)>,
    detailed: Vec<(Label, NamedOrBlankNode)>,
    /// Examples, with the tag of their language.
    examples: Vec<(Option<String>, String)>,
}

#[derive(Default)]
struct Details {
    form: Option<(Language, String)>,
    facts: Vec<(String, String)>,
}

impl Graph<'_> {
    fn take(&mut self, triple: Triple, line: usize) {
        let predicate = triple.predicate.as_str();
        if let Some(name) = predicate.strip_prefix(OWN) {
            if let Term::Literal(value) = triple.object {
                let details = self.labels.entry(triple.subject).or_default();
                details.facts.push((name.to_owned(), value.value().to_owned()));
            }
        } else if let Some(name) = predicate.strip_prefix(XL) {
            self.take_xl(name, triple.subject, triple.object, line);
        } else if let Some(name) = predicate.strip_prefix(SKOS) {
            self.take_skos(name, triple.subject, triple.object, line);
        } else if let (Some(name), Term::Literal(value)) = (predicate.strip_prefix(DCT), &triple.object) {
            match name {
                "type" | "subject" => {
                    let entry = &mut self.concept(triple.subject, line).entry;
                    match kind_of(value.value()).filter(|_| entry.kind.is_none()) {
                        Some(kind) => entry.kind = Some(kind),
                        None => entry.with_record(|record| record.domains.push(value.value().to_owned())),
                    }
                }
                "source" => append(&mut self.concept(triple.subject, line).entry.source, value.value(), "; "),
                // That of the scheme, mostly.
                "title" => {}
                _ => self.drop(name),
            }
        } else if triple.predicate == rdf::TYPE
            && let Term::NamedNode(class) = &triple.object
            && let Some(class) = class.as_str().strip_prefix(SKOS)
        {
            self.is_skos = true;
            if class == "Concept" {
                self.concept(triple.subject, line).is_concept = true;
            }
        } else if triple.predicate != rdf::TYPE {
            let name = predicate.rsplit(['/', '#', ':']).next().unwrap_or(predicate).to_owned();
            self.drop(&name);
        }
    }

    fn drop(&mut self, what: &str) {
        *self.dropped.entry(what.to_owned()).or_default() += 1;
    }

    fn take_skos(&mut self, name: &str, subject: NamedOrBlankNode, object: Term, line: usize) {
        self.is_skos = true;
        let Term::Literal(literal) = object else {
            if !STRUCTURE.contains(&name) {
                self.drop(name);
            }
            return;
        };
        let tag = literal.language().map(|tag| self.wanted.language(tag));
        if let Some(label) = Label::ALL.into_iter().find(|label| label.name() == name) {
            let concept = self.concept(subject, line);
            concept.is_concept = true;
            if let Some(Some(language)) = tag {
                concept.labels.push((label, language, literal.value().to_owned()));
            } else if let Some(tag) = literal.language() {
                let status = match label {
                    Label::Preferred => None,
                    Label::Alternative => Some(Status::Admitted),
                    Label::Hidden => Some(Status::Deprecated),
                };
                let term = OtherTerm { form: literal.value().to_owned(), status, ..OtherTerm::default() };
                concept.entry.with_record(|record| add_other(record, tag, term));
            }
        } else if name == "definition" {
            let mut said = ConceptRecord::default();
            // Any text is a definition.
            let _ = RecordField::Definition.put(literal.value(), &mut said, &mut FormRecord::default());
            let tag = literal.language().and_then(language_tag);
            said.definitions.iter_mut().for_each(|it| it.language = tag.clone());
            let entry = &mut self.concept(subject, line).entry;
            entry.with_record(|record| record.definitions.append(&mut said.definitions));
        } else if name == "example" {
            let example = (literal.language().map(str::to_owned), literal.value().to_owned());
            self.concept(subject, line).examples.push(example);
        } else if matches!(name, "note" | "scopeNote" | "editorialNote") && tag != Some(None) {
            match self.labels.get_mut(&subject) {
                Some(details) => details.facts.push(("note".into(), literal.value().to_owned())),
                None => append(&mut self.concept(subject, line).entry.note, literal.value(), "\n"),
            }
        } else {
            self.drop(name);
        }
    }

    fn take_xl(&mut self, name: &str, subject: NamedOrBlankNode, object: Term, line: usize) {
        match object {
            Term::Literal(literal) if name == "literalForm" => {
                let language = literal.language().and_then(|tag| self.wanted.language(tag));
                let form = language.map(|language| (language, literal.value().to_owned()));
                // What was said of the label before it was known to be one.
                let early = self.concepts.get_mut(&subject).and_then(|concept| concept.entry.note.take());
                let details = self.labels.entry(subject).or_default();
                details.form = form;
                details.facts.extend(early.map(|note| ("note".to_owned(), note)));
            }
            Term::NamedNode(node) => self.detail(name, subject, node.into(), line),
            Term::BlankNode(node) => self.detail(name, subject, node.into(), line),
            Term::Literal(_) => self.drop(name),
        }
    }

    fn detail(&mut self, name: &str, subject: NamedOrBlankNode, label: NamedOrBlankNode, line: usize) {
        if let Some(kind) = Label::ALL.into_iter().find(|kind| kind.name() == name) {
            let concept = self.concept(subject, line);
            concept.is_concept = true;
            concept.detailed.push((kind, label));
        } else {
            self.drop(name);
        }
    }

    fn concept(&mut self, subject: NamedOrBlankNode, line: usize) -> &mut Concept {
        self.concepts
            .entry(subject)
            .or_insert_with(|| Concept { entry: Entry { line, ..Entry::default() }, ..Concept::default() })
    }

    fn finish(self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        if !self.is_skos {
            return Err(ReadError::at(1, "nothing of SKOS in this file: this is no SKOS"));
        }
        for (what, count) in &self.dropped {
            (sink.reject)(0, format!("{count} × {what}: not imported"));
        }
        let (labels, languages) = (self.labels, self.wanted.languages);
        for (subject, concept) in self.concepts.into_iter().filter(|(_, concept)| concept.is_concept) {
            let id = match &subject {
                NamedOrBlankNode::NamedNode(node) => id_of(node.as_str()),
                NamedOrBlankNode::BlankNode(_) => String::new(),
            };
            let mut entry = Entry { id, terms: terms(&concept, &labels), ..concept.entry };
            for (tag, text) in concept.examples {
                let language = tag.as_deref().map_or(Some(languages.source), |tag| self.wanted.language(tag));
                if let Some(term) = entry.terms.iter_mut().find(|term| Some(term.language) == language) {
                    term.with_record(|record| record.examples.push(Cited { text, source: None }));
                }
            }
            if entry.terms.is_empty() {
                let message = format!(
                    "concept «{}» has no label in {} or {}",
                    entry.id, languages.source, languages.target
                );
                (sink.reject)(entry.line, message);
            } else {
                (sink.entry)(entry);
            }
        }
        Ok(())
    }
}

/// The terms of a concept: a plain label, or in its place the labels that say more of the same form.
fn terms(concept: &Concept, labels: &IndexMap<NamedOrBlankNode, Details>) -> Vec<EntryTerm> {
    let mut detailed: Vec<EntryTerm> =
        concept.detailed.iter().filter_map(|(label, name)| labels.get(name)?.term(*label)).collect();
    let mut terms = Vec::new();
    for (label, language, form) in &concept.labels {
        let same = |term: &mut EntryTerm| term.language == *language && term.form == *form;
        let before = terms.len();
        terms.extend(detailed.extract_if(.., same));
        if terms.len() == before {
            terms.push(label.implied(*language, form));
        }
    }
    terms.append(&mut detailed);
    terms
}

impl Details {
    fn term(&self, label: Label) -> Option<EntryTerm> {
        let (language, form) = self.form.as_ref()?;
        let mut term = label.implied(*language, form);
        for (name, value) in &self.facts {
            match name.as_str() {
                "status" => term.status = status_of(value).or(term.status),
                "slot" => term.slot = slot_of(value).unwrap_or(term.slot),
                "relation" => term.relation = relation_of(value),
                "party" => term.party = Some(value.clone()),
                "gender" => term.gender = gender_of(value),
                "note" => append(&mut term.note, value, "\n"),
                name => {
                    let field = RecordField::ALL.into_iter().find(|field| field.key() == name);
                    if let Some(field) = field {
                        // What cannot be read is not ours.
                        let _ = term
                            .with_record(|record| field.put(value, &mut ConceptRecord::default(), record));
                    }
                }
            }
        }
        Some(term)
    }
}
