//! Reading any TBX: v3 in both styles, martif with its dialects, TBX-Min; and MultiTerm XML, which has the same
//! structure under other names. Entry by entry.

use std::collections::BTreeMap;

use super::{
    super::{
        ReadError, Sink, Source, Wanted,
        model::{
            Entry, EntryTerm, RecordField, add_other, append, gender_of, kind_of, language_tag, other_term,
            pos_of, reliability_of, status_of,
        },
    },
    SIGNATURE, take_concept_remark, take_remark,
};
use crate::{
    glossary::{Cited, Definition, OtherGender, PartOfSpeech, Relation, Slot},
    language::Language,
    markup::{self, Element, Handler, InlineCodes, Name, Text, XmlStream, id_from, is_inline},
};

pub(super) fn read(input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut reader = Reader {
        wanted,
        sink,
        rooted: false,
        entry: None,
        language: None,
        in_language: false,
        tag: String::new(),
        term: None,
        neuter: false,
        subjects: Vec::new(),
        group: None,
        groups: 0,
        is_multiterm: false,
        is_own: false,
        dropped: BTreeMap::new(),
        category: String::new(),
        text: String::new(),
        inline: InlineCodes::default(),
    };
    markup::walk(XmlStream::new(input), &mut reader)?;
    for (category, count) in &reader.dropped {
        (reader.sink.reject)(0, format!("{count} × {category}: not imported"));
    }
    Ok(())
}

/// What stands first in a group, which its source belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// Nothing yet.
    Empty,
    Definition,
    Example,
}

struct Reader<'a, 's> {
    wanted: &'a Wanted,
    sink: &'a mut Sink<'s>,
    rooted: bool,
    entry: Option<Entry>,
    /// The wanted language of the section that is open.
    language: Option<Language>,
    in_language: bool,
    /// The tag of the section that is open.
    tag: String,
    term: Option<EntryTerm>,
    /// Whether the term that is open is neuter.
    neuter: bool,
    /// The subject fields of the entry.
    subjects: Vec<String>,
    /// The group of a text and its source that is open.
    group: Option<Group>,
    /// How many groups are open, one in the other.
    groups: usize,
    /// Whether the file is MultiTerm’s.
    is_multiterm: bool,
    /// Whether drogman wrote the file.
    is_own: bool,
    /// How often each data category stood in an entry that nothing is known to do with.
    dropped: BTreeMap<String, usize>,
    /// The data category whose text is collected.
    category: String,
    text: String,
    /// The inline elements open in the text.
    inline: InlineCodes,
}

impl Handler<usize> for Reader<'_, '_> {
    fn open(&mut self, element: &Element<'_>, line: usize) -> Result<(), String> {
        let name = element.name.local;
        if !self.rooted {
            self.rooted = true;
            if !matches!(name, "tbx" | "martif" | "TBX" | "mtf") {
                return Err(format!("the root element is <{name}>: this is no TBX (<tbx> or <martif>)"));
            }
            self.is_multiterm = name == "mtf";
        }
        match name {
            "termEntry" | "conceptEntry" | "conceptGrp" => {
                let id = element.attribute("id").map(|id| id_from(&id)).unwrap_or_default();
                self.entry = Some(Entry { id, line, ..Entry::default() });
            }
            "languageGrp" => self.in_language = true,
            "langSet" | "langSec" | "langGroup" | "language" => {
                let tag = element.attribute("lang").or_else(|| element.attribute("code")).unwrap_or_default();
                self.category.clear();
                self.in_language = true;
                self.language = self.wanted.language(&tag);
                self.tag.clear();
                self.tag.push_str(&tag);
                if let (Some(language), Some(entry)) = (self.language, &self.entry)
                    && entry.terms_in(language).next().is_some()
                {
                    let message =
                        format!("concept «{}» has two sections for «{tag}»; they were joined", entry.id);
                    (self.sink.reject)(line, message);
                }
            }
            "tig" | "ntig" | "termSec" | "termGroup" | "termGrp" => {
                let language = self.language.unwrap_or(self.wanted.languages.source);
                (self.term, self.neuter) = (Some(EntryTerm::new(language, "")), false);
            }
            "descripGrp" => {
                self.groups += 1;
                self.group = self.group.or(Some(Group::Empty));
            }
            _ if is_inline(name) => self.inline.open(name),
            "termNote" | "descrip" | "admin" | "ref" | "xref" | "adminNote" | "descripNote" | "transac" => {
                self.category.clear();
                self.category.push_str(&element.attribute("type").unwrap_or_default());
                self.text.clear();
            }
            _ => {
                self.category.clear();
                self.category.push_str(name);
                self.text.clear();
            }
        }
        Ok(())
    }

    fn close(&mut self, name: Name<'_>, line: usize) -> Result<(), String> {
        match name.local {
            "termEntry" | "conceptEntry" | "conceptGrp" => self.finish(),
            "langSet" | "langSec" | "langGroup" | "languageGrp" => {
                (self.in_language, self.language) = (false, None)
            }
            // In TBX-Min a group of its own, in MultiTerm the tag of the section.
            "tig" | "ntig" | "termSec" | "termGroup" | "termGrp" => self.finish_term(line),
            "descripGrp" => {
                self.groups = self.groups.saturating_sub(1);
                self.group = self.group.filter(|_| self.groups > 0);
            }
            _ if is_inline(name.local) => {
                self.inline.close();
            }
            _ if self.category.is_empty() => {}
            _ => {
                let (category, text) = (std::mem::take(&mut self.category), std::mem::take(&mut self.text));
                self.take(&category, text.trim_matches([' ', '\t', '\n', '\r']), line);
                (self.category, self.text) = (category, text);
                self.category.clear();
            }
        }
        Ok(())
    }

    fn text(&mut self, text: Text<'_>, _: usize) -> Result<(), String> {
        let content = text.content()?;
        let counts = self.entry.is_some() || self.category == "p";
        if counts && !self.category.is_empty() && !self.inline.in_code() {
            self.text.push_str(&content);
        }
        Ok(())
    }
}

impl Reader<'_, '_> {
    /// Takes the value of a data category, for whatever is open.
    fn take(&mut self, category: &str, value: &str, line: usize) {
        if self.entry.is_none() {
            self.is_own |= category == "p" && value.starts_with(SIGNATURE);
            return;
        }
        if value.is_empty() {
            return;
        }
        let category = if self.is_multiterm { of_multiterm(category) } else { category };
        let is_taken = match self.term {
            Some(_) => self.of_term(category, value, line),
            None => self.of_concept(category, value),
        };
        if !is_taken {
            *self.dropped.entry(category.to_owned()).or_default() += 1;
        }
    }

    /// Takes a value that is said of the concept, or of it in one language; `false` when it has no place.
    fn of_concept(&mut self, category: &str, value: &str) -> bool {
        let Some(entry) = &mut self.entry else { return true };
        match category {
            "subjectField" => self.subjects.push(value.to_owned()),
            "definition" => {
                let language = if self.in_language { language_tag(&self.tag) } else { None };
                let cited = Cited { text: value.to_owned(), source: None };
                entry.with_record(|record| record.definitions.push(Definition { language, cited }));
                self.group = self.group.map(|_| Group::Definition);
            }
            "source" if self.group == Some(Group::Definition) => entry.with_record(|record| {
                if let Some(last) = record.definitions.last_mut() {
                    last.cited.source = Some(value.to_owned());
                }
            }),
            "source" => append(&mut entry.source, value, "; "),
            // A running number.
            "concept" if self.is_multiterm => {}
            "note" => {
                let rest = take_concept_remark(entry, value);
                if !rest.is_empty() {
                    append(&mut entry.note, rest, "\n");
                }
            }
            _ => return false,
        }
        true
    }

    /// Takes a value that is said of the term that is open; `false` when it has no place.
    fn of_term(&mut self, category: &str, value: &str, line: usize) -> bool {
        let Some(term) = &mut self.term else { return true };
        match category {
            "term" => term.form = one_line(value),
            "administrativeStatus" | "normativeAuthorization" | "termStatus" | "status" => {
                if term.status.is_some() {
                    (self.sink.reject)(line, format!("«{}» has two statuses; the last counts", term.form));
                }
                match status_of(value) {
                    Some(status) => term.status = Some(status),
                    None => (self.sink.reject)(
                        line,
                        format!(
                            "unknown status «{value}» of «{}»: write preferred, admitted, deprecated or forbidden",
                            term.form
                        ),
                    ),
                }
            }
            "grammaticalGender" => {
                term.gender = gender_of(value);
                self.neuter = value.eq_ignore_ascii_case("neuter");
                return term.gender.is_some() || self.neuter && self.language.is_none();
            }
            "termType" => match value {
                "abbreviation" | "acronym" | "initialism" => term.slot = Slot::Abbreviation,
                // As MultiTerm writes them, after the language of its interface.
                "Abbreviation" | "Acronym" | "Abréviation" | "Acronyme" | "Sigle" => {
                    term.slot = Slot::Abbreviation;
                }
                "shortForm" | "Short form" | "Forme courte" => term.slot = Slot::Short,
                "variant" => term.relation = term.relation.or(Some(Relation::Spelling)),
                _ => {}
            },
            "partOfSpeech" => match pos_of(value) {
                // What drogman wrote for want of knowledge; where it knows, it says so in the note.
                Some(PartOfSpeech::Noun | PartOfSpeech::ProperNoun) if self.is_own => {}
                Some(pos) => term.with_record(|record| record.pos = record.pos.or(Some(pos))),
                None => return false,
            },
            "reliabilityCode" => match reliability_of(value) {
                Some(reliability) => term.with_record(|record| record.reliability = Some(reliability)),
                None => return false,
            },
            "context" | "example" => {
                let example = Cited { text: value.to_owned(), source: None };
                term.with_record(|record| record.examples.push(example));
                self.group = self.group.map(|_| Group::Example);
            }
            "source" if self.group == Some(Group::Example) => term.with_record(|record| {
                if let Some(last) = record.examples.last_mut() {
                    last.source = Some(value.to_owned());
                }
            }),
            "source" => term.with_record(|record| append(&mut record.source, value, "; ")),
            "note" | "usageNote" => take_remark(term, value),
            _ => return false,
        }
        true
    }

    fn finish_term(&mut self, line: usize) {
        let Some(term) = self.term.take() else { return };
        let Some(entry) = &mut self.entry else { return };
        if term.form.is_empty() {
            (self.sink.reject)(line, format!("an empty term of concept «{}»", entry.id));
        } else if self.language.is_some() {
            entry.terms.push(term);
        } else if !self.tag.is_empty() {
            let term = other_term(term, self.neuter.then_some(OtherGender::Neuter));
            entry.with_record(|record| add_other(record, &self.tag, term));
        }
    }

    fn finish(&mut self) {
        let Some(mut entry) = self.entry.take() else { return };
        let mut domains = Vec::new();
        for subject in self.subjects.drain(..) {
            // A subject field may be the type, unless a note says it.
            match kind_of(&subject).filter(|_| entry.kind.is_none()) {
                Some(kind) => entry.kind = Some(kind),
                None => domains.push(subject),
            }
        }
        if !domains.is_empty() {
            entry.with_record(|record| record.domains = domains);
        }
        if entry.terms.is_empty() {
            let wanted = self.wanted.languages;
            let message =
                format!("concept «{}» has no term in {} or {}", entry.id, wanted.source, wanted.target);
            (self.sink.reject)(entry.line, message);
        } else {
            (self.sink.entry)(entry);
        }
    }
}

/// The data category that a field of MultiTerm is, whose names every termbase chooses.
fn of_multiterm(name: &str) -> &str {
    let lower = name.to_lowercase();
    match RecordField::of_heading(&lower) {
        Some(RecordField::Domain) => return "subjectField",
        Some(RecordField::Definition) => return "definition",
        Some(RecordField::Example) => return "context",
        Some(RecordField::Pos) => return "partOfSpeech",
        Some(RecordField::TermSource) => return "source",
        Some(RecordField::Reliability) => return "reliabilityCode",
        _ => {}
    }
    match lower.as_str() {
        "source" | "reference" | "référence" => "source",
        "note" | "notes" | "remark" | "remarque" | "comment" | "commentaire" => "note",
        "gender" | "genre" | "grammatical gender" => "grammaticalGender",
        "status" | "statut" | "usage status" | "term status" => "status",
        "term type" | "type of term" | "type de terme" => "termType",
        _ => name,
    }
}

/// A term on one line; the spaces inside it that are not line ends stay as they are.
fn one_line(term: &str) -> String {
    if !term.contains(['\n', '\r', '\t']) {
        return term.to_owned();
    }
    term.split(['\n', '\r', '\t', ' ']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
