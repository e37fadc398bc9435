//! SKOS in Turtle (W3C, «SKOS Simple Knowledge Organization System Reference», 2009): the preferred form is the
//! prefLabel, admitted ones are altLabels, those not to be written hiddenLabels.
//!
//! A label of which more is known than these three words say (a forbidden form, a short name, whose name it is)
//! stands a second time as a label of SKOS-XL, with the rest as its properties.

use std::io::BufRead as _;

use indexmap::IndexMap;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple, vocab::rdf};
use oxttl::{TurtleParser, TurtleSerializer};

use super::{
    ListFormat, ReadError, Sink, Source, Wanted, WriteError,
    model::{
        Entry, EntryTerm, RecordField, TermList, add_other, append, gender_of, gender_word, kind_of,
        language_tag, relation_of, slot_of, status_of,
    },
};
use crate::{
    glossary::{Cited, ConceptRecord, Definition, FormRecord, OtherTerm, Relation, Slot, Status},
    language::Language,
};

/// SKOS in Turtle.
pub(super) struct Skos;

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const XL: &str = "http://www.w3.org/2008/05/skos-xl#";
const DCT: &str = "http://purl.org/dc/terms/";
/// What SKOS has no word for.
const OWN: &str = "urn:x-drogman:term:";
/// What concepts are called by.
const CONCEPT: &str = "urn:x-drogman:concept:";

/// A kind of label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Preferred,
    Alternative,
    Hidden,
}

impl Label {
    const ALL: [Self; 3] = [Self::Preferred, Self::Alternative, Self::Hidden];

    const fn name(self) -> &'static str {
        match self {
            Self::Preferred => "prefLabel",
            Self::Alternative => "altLabel",
            Self::Hidden => "hiddenLabel",
        }
    }

    /// What the kind alone says of a form.
    fn implied(self, language: Language, form: &str) -> EntryTerm {
        let (status, relation) = match self {
            Self::Preferred => (Status::Preferred, None),
            Self::Alternative => (Status::Admitted, None),
            Self::Hidden => (Status::Deprecated, Some(Relation::Spelling)),
        };
        EntryTerm { status: Some(status), relation, ..EntryTerm::new(language, form) }
    }
}

impl ListFormat for Skos {
    fn name(&self) -> &'static str {
        "skos"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["ttl", "skos"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        write(list).map_err(|message| WriteError { format: "skos", message })
    }

    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut graph = Graph { wanted, concepts: IndexMap::new(), labels: IndexMap::new(), is_skos: false };
        triples(input, &mut |triple, line| graph.take(triple, line))?;
        graph.finish(sink)
    }
}

fn write(list: &TermList) -> Result<Vec<u8>, String> {
    let mut serializer = TurtleSerializer::new();
    for (name, iri) in [("skos", SKOS), ("skosxl", XL), ("dct", DCT), ("term", OWN), ("c", CONCEPT)] {
        serializer = serializer.with_prefix(name, iri).map_err(|error| error.to_string())?;
    }
    let mut out = Writer { turtle: serializer.for_writer(Vec::new()), labels: 0 };
    let scheme = NamedOrBlankNode::from(node("urn:x-drogman:", "glossary"));
    out.put(&scheme, rdf::TYPE.into_owned(), node(SKOS, "ConceptScheme"));
    out.put(&scheme, node(DCT, "title"), Literal::new_simple_literal("Glossary"));
    for (number, entry) in list.entries.iter().enumerate().filter(|(_, entry)| !entry.terms.is_empty()) {
        let subject = if entry.id.is_empty() {
            BlankNode::new_unchecked(format!("c{number}")).into()
        } else {
            node(CONCEPT, &encoded(&entry.id)).into()
        };
        out.entry(&subject, entry, &scheme);
    }
    out.turtle.finish().map_err(|error| error.to_string())
}

struct Writer {
    turtle: oxttl::turtle::WriterTurtleSerializer<Vec<u8>>,
    labels: usize,
}

impl Writer {
    fn put(&mut self, subject: &NamedOrBlankNode, predicate: NamedNode, object: impl Into<Term>) {
        // Writing to memory does not fail.
        let _ = self.turtle.serialize_triple(&Triple::new(subject.clone(), predicate, object));
    }

    fn put_text(&mut self, subject: &NamedOrBlankNode, predicate: NamedNode, text: Option<&str>) {
        if let Some(text) = text {
            self.put(subject, predicate, Literal::new_simple_literal(text));
        }
    }

    fn entry(&mut self, subject: &NamedOrBlankNode, entry: &Entry, scheme: &NamedOrBlankNode) {
        self.put(subject, rdf::TYPE.into_owned(), node(SKOS, "Concept"));
        self.put(subject, node(SKOS, "inScheme"), Term::from(scheme.clone()));
        self.put_text(subject, node(DCT, "type"), entry.kind.map(|kind| kind.name()));
        self.put_text(subject, node(DCT, "source"), entry.source.as_deref());
        self.put_text(subject, node(SKOS, "note"), entry.note.as_deref());
        self.record(subject, entry.record());
        let mut detailed = Vec::new();
        for (at, term) in entry.terms.iter().enumerate() {
            let label = label(entry, at);
            let same = |other: &&EntryTerm| other.language == term.language && other.form == term.form;
            // A label stands once, whatever it is in other slots (S13 of the reference).
            if !entry.terms[..at].iter().any(|other| same(&other)) {
                self.put(subject, node(SKOS, label.name()), literal(term));
            }
            if label.implied(term.language, &term.form) != *term
                || entry.terms.iter().filter(same).count() > 1
            {
                self.labels += 1;
                let name: NamedOrBlankNode = BlankNode::new_unchecked(format!("l{}", self.labels)).into();
                self.put(subject, node(XL, label.name()), Term::from(name.clone()));
                detailed.push((name, term));
            }
        }
        for (name, term) in detailed {
            self.label(&name, term);
        }
    }

    /// Domains, definitions, and the labels of further languages, of which SKOS keeps the status alone.
    fn record(&mut self, subject: &NamedOrBlankNode, record: &ConceptRecord) {
        for domain in &record.domains {
            self.put_text(subject, node(DCT, "subject"), Some(domain));
        }
        for Definition { language, cited } in &record.definitions {
            let text = match &cited.source {
                Some(source) => format!("{} [source: {source}]", cited.text),
                None => cited.text.clone(),
            };
            let literal = match language {
                Some(tag) => Literal::new_language_tagged_literal_unchecked(text, tag.to_lowercase()),
                None => Literal::new_simple_literal(text),
            };
            self.put(subject, node(SKOS, "definition"), literal);
        }
        for other in &record.others {
            let is_head = |term: &OtherTerm| term.status.is_none_or(|status| status == Status::Preferred);
            let head = other.terms.iter().position(is_head);
            for (at, term) in other.terms.iter().enumerate() {
                let label = match term.status {
                    _ if head == Some(at) => Label::Preferred,
                    Some(status) if !status.is_allowed() => Label::Hidden,
                    _ => Label::Alternative,
                };
                let tag = other.tag.to_lowercase();
                let literal = Literal::new_language_tagged_literal_unchecked(&term.form, tag);
                self.put(subject, node(SKOS, label.name()), literal);
            }
        }
    }

    fn label(&mut self, name: &NamedOrBlankNode, term: &EntryTerm) {
        self.put(name, rdf::TYPE.into_owned(), node(XL, "Label"));
        self.put(name, node(XL, "literalForm"), literal(term));
        self.put_text(name, node(OWN, "status"), term.status.map(Status::name));
        self.put_text(name, node(OWN, "slot"), Some(term.slot.name()).filter(|_| term.slot != Slot::Full));
        self.put_text(name, node(OWN, "relation"), Some(term.relation.map_or("none", Relation::name)));
        self.put_text(name, node(OWN, "party"), term.party.as_deref());
        self.put_text(name, node(OWN, "gender"), term.gender.map(gender_word));
        self.put_text(name, node(SKOS, "note"), term.note.as_deref());
        for field in RecordField::ALL.into_iter().filter(|field| !field.is_of_concept()) {
            let text = field.text(ConceptRecord::empty(), term.record());
            self.put_text(name, node(OWN, field.key()), Some(&*text).filter(|text| !text.is_empty()));
        }
    }
}

/// The kind of label a term is: a language has one prefLabel (S14), the full form.
fn label(entry: &Entry, at: usize) -> Label {
    let term = &entry.terms[at];
    let is_head = |term: &EntryTerm| term.slot == Slot::Full && term.status == Some(Status::Preferred);
    let first = entry.terms_in(term.language).find(|term| is_head(term));
    if first.is_some_and(|first| first.form == term.form) {
        Label::Preferred
    } else if term.status.is_none_or(Status::is_allowed) {
        Label::Alternative
    } else {
        Label::Hidden
    }
}

fn node(space: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{space}{name}"))
}

fn literal(term: &EntryTerm) -> Literal {
    Literal::new_language_tagged_literal_unchecked(&term.form, term.language.code())
}

/// An id within an IRI (RFC 3986): what is not unreserved is percent-encoded.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
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
    /// Whether anything of SKOS was seen.
    is_skos: bool,
}

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
                _ => {}
            }
        } else if triple.predicate == rdf::TYPE
            && let Term::NamedNode(class) = &triple.object
            && let Some(class) = class.as_str().strip_prefix(SKOS)
        {
            self.is_skos = true;
            if class == "Concept" {
                self.concept(triple.subject, line).is_concept = true;
            }
        }
    }

    fn take_skos(&mut self, name: &str, subject: NamedOrBlankNode, object: Term, line: usize) {
        self.is_skos = true;
        let Term::Literal(literal) = object else { return };
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
            Term::Literal(_) => {}
        }
    }

    fn detail(&mut self, name: &str, subject: NamedOrBlankNode, label: NamedOrBlankNode, line: usize) {
        if let Some(kind) = Label::ALL.into_iter().find(|kind| kind.name() == name) {
            let concept = self.concept(subject, line);
            concept.is_concept = true;
            concept.detailed.push((kind, label));
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
