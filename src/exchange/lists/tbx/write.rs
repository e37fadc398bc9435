//! Writing the three kinds of TBX.

use super::{
    super::model::{Entry, EntryTerm, TermList, gender_word, of_other},
    Dialect, SIGNATURE, concept_remark, remark,
};
use crate::{
    glossary::{Cited, OtherGender, PartOfSpeech, Relation, Slot, Status},
    markup::{XmlWriter, id_for, unescaped},
};

pub(super) fn write(list: &TermList, dialect: Dialect) -> Result<Vec<u8>, String> {
    let mut entries = list.entries.iter().filter(|entry| !entry.terms.is_empty()).peekable();
    if entries.peek().is_none() {
        return Err("no concept: a TBX file without any is not valid".into());
    }
    let mut out = Writer { xml: XmlWriter::new(), dialect };
    out.head(list);
    for entry in entries {
        out.entry(entry, list);
    }
    out.xml.raw(if dialect == Dialect::Martif {
        "</body></text>\n</martif>\n"
    } else {
        "</body></text>\n</tbx>\n"
    });
    Ok(out.xml.0.into_bytes())
}

struct Writer {
    xml: XmlWriter,
    dialect: Dialect,
}

impl Writer {
    fn head(&mut self, list: &TermList) {
        let source = list.languages.source.code();
        let root = match self.dialect {
            Dialect::Martif => {
                format!(
                    "<!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">\n<martif type=\"TBX-Basic\" xml:lang=\"{source}\">\n"
                )
            }
            Dialect::Dca => {
                format!(
                    "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"{source}\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n"
                )
            }
            Dialect::Dct => format!(
                "<tbx type=\"TBX-Basic\" style=\"dct\" xml:lang=\"{source}\" xmlns=\"urn:iso:std:iso:30042:ed-2\" \
                 xmlns:min=\"http://www.tbxinfo.net/ns/min\" xmlns:basic=\"http://www.tbxinfo.net/ns/basic\">\n"
            ),
        };
        self.xml.raw(&root);
        let header = if self.dialect == Dialect::Martif { "martifHeader" } else { "tbxHeader" };
        self.xml.open(header, &[]).raw("\n<fileDesc>\n<titleStmt><title>Glossary</title></titleStmt>\n");
        let origin = origin(list.style.as_deref());
        self.xml.raw("<sourceDesc><p>").text(&origin).raw("</p></sourceDesc>\n</fileDesc>\n");
        if self.dialect == Dialect::Martif {
            self.xml.raw("<encodingDesc><p type=\"XCSURI\">TBXBasicXCSV02.xcs</p></encodingDesc>\n");
        }
        self.xml.close(header).raw("<text><body>\n");
    }

    fn entry(&mut self, entry: &Entry, list: &TermList) {
        let name = self.pick("termEntry", "conceptEntry");
        let id = id_for(&entry.id);
        let attributes = [("id", id.as_str())];
        self.xml.open(name, if id.is_empty() { &[] } else { &attributes }).raw("\n");
        let record = entry.record();
        match (entry.kind, &record.domains[..]) {
            (Some(kind), []) => self.category("descrip", "min", "subjectField", kind.name()),
            (_, domains) => {
                domains.iter().for_each(|domain| self.category("descrip", "min", "subjectField", domain));
            }
        }
        self.definitions(entry, None);
        if let Some(source) = &entry.source {
            self.category("admin", "basic", "source", source);
        }
        if let Some(note) = concept_remark(entry) {
            self.xml.leaf("note", &[], &note);
        }
        for language in [list.languages.source, list.languages.target] {
            if entry.terms_in(language).next().is_none() {
                continue;
            }
            let name = self.pick("langSet", "langSec");
            self.xml.open(name, &[("xml:lang", language.code())]).raw("\n");
            self.definitions(entry, Some(language.code()));
            for term in entry.terms_in(language) {
                self.term(term, term.gender.map(gender_word), entry);
            }
            self.xml.close(name);
        }
        for other in record.others.iter().filter(|other| !other.terms.is_empty()) {
            let name = self.pick("langSet", "langSec");
            self.xml.open(name, &[("xml:lang", &other.tag)]).raw("\n");
            self.definitions(entry, Some(&other.tag));
            for term in &other.terms {
                let gender = term.gender.map(|gender| match gender {
                    OtherGender::Masculine => "masculine",
                    OtherGender::Feminine => "feminine",
                    OtherGender::Neuter => "neuter",
                });
                self.term(&of_other(term), gender, entry);
            }
            self.xml.close(name);
        }
        self.xml.close(name);
    }

    /// The definitions that are said of a language, or of none.
    fn definitions(&mut self, entry: &Entry, language: Option<&str>) {
        let all = entry.record().definitions.iter();
        for definition in all.filter(|definition| definition.language.as_deref() == language) {
            self.cited("basic", "definition", &definition.cited);
        }
    }

    /// A text with its source, in a group of their own.
    fn cited(&mut self, module: &str, category: &str, cited: &Cited) {
        let Some(source) = &cited.source else {
            return self.category("descrip", module, category, &cited.text);
        };
        self.xml.open("descripGrp", &[]);
        self.category("descrip", module, category, &cited.text);
        self.category("admin", "basic", "source", source);
        self.xml.close("descripGrp");
    }

    fn term(&mut self, term: &EntryTerm, gender: Option<&str>, entry: &Entry) {
        let record = term.record();
        let name = self.pick("tig", "termSec");
        self.xml.open(name, &[]).raw("\n").leaf("term", &[], &term.form);
        if let Some(status) = term.status {
            self.category("termNote", "min", "administrativeStatus", status_word(status));
        }
        // Only the older TBX tells proper nouns apart.
        let proper = entry.kind.is_some_and(|kind| {
            !matches!(kind, crate::glossary::ConceptKind::Demonym | crate::glossary::ConceptKind::Term)
        });
        let martif = self.dialect == Dialect::Martif;
        let speech = match record.pos {
            None if proper && martif => "properNoun",
            None | Some(PartOfSpeech::Noun) => "noun",
            Some(PartOfSpeech::ProperNoun) => {
                if martif {
                    "properNoun"
                } else {
                    "noun"
                }
            }
            Some(pos) => pos.name(),
        };
        self.category("termNote", "min", "partOfSpeech", speech);
        if let Some(gender) = gender {
            self.category("termNote", "basic", "grammaticalGender", gender);
        }
        let kind = match (term.slot, term.relation) {
            (Slot::Abbreviation, _) => "abbreviation",
            (Slot::Short, _) => "shortForm",
            (Slot::Full, None | Some(Relation::Base)) => "fullForm",
            (Slot::Full, Some(_)) => "variant",
        };
        self.category("termNote", "basic", "termType", kind);
        if let Some(reliability) = record.reliability.filter(|_| self.dialect != Dialect::Dct) {
            self.category("descrip", "basic", "reliabilityCode", &reliability.value().to_string());
        }
        for example in &record.examples {
            self.cited("basic", "context", example);
        }
        if let Some(source) = &record.source {
            self.category("admin", "basic", "source", source);
        }
        // Nouns are what is written for want of knowledge.
        let is_doubtful = matches!(speech, "noun" | "properNoun");
        if let Some(note) = remark(term, self.dialect, is_doubtful) {
            self.xml.leaf("note", &[], &note);
        }
        self.xml.close(name);
    }

    fn category(&mut self, element: &str, module: &str, category: &str, value: &str) {
        match self.dialect {
            Dialect::Dct => self.xml.leaf(&format!("{module}:{category}"), &[], value),
            Dialect::Dca | Dialect::Martif => self.xml.leaf(element, &[("type", category)], value),
        };
    }

    fn pick(&self, martif: &'static str, v3: &'static str) -> &'static str {
        if self.dialect == Dialect::Martif { martif } else { v3 }
    }
}

/// Where the list comes from, and the house style its statuses are for.
fn origin(style: Option<&str>) -> String {
    style.map_or_else(|| SIGNATURE.to_owned(), |style| format!("{SIGNATURE}{IN_STYLE}{style}"))
}

const IN_STYLE: &str = " in the style ";

/// The style that [`origin`] named; `default` where it named none.
pub(super) fn style_named(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_HEAD)]);
    let (said, _) = head.split_once(SIGNATURE)?.1.split_once('<')?;
    Some(said.split_once(IN_STYLE).map_or_else(|| "default".to_owned(), |(_, style)| unescaped(style.trim())))
}

/// How far from its start the header of a file is looked for, in bytes.
const MAX_HEAD: usize = 4096;

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Preferred => "preferredTerm-admn-sts",
        Status::Admitted => "admittedTerm-admn-sts",
        Status::Deprecated => "deprecatedTerm-admn-sts",
        Status::Forbidden => "supersededTerm-admn-sts",
    }
}
