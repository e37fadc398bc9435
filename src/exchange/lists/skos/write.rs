//! From entries to triples.

use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple, vocab::rdf};
use oxttl::TurtleSerializer;

use super::{
    super::model::{Entry, EntryTerm, RecordField, TermList, gender_word},
    CONCEPT, DCT, Label, OWN, SKOS, XL,
};
use crate::glossary::{ConceptRecord, Definition, OtherTerm, Relation, Slot, Status};

pub(super) fn write(list: &TermList) -> Result<Vec<u8>, String> {
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

fn node(space: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{space}{name}"))
}
