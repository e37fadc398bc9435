//! Reading any TBX: v3 in both styles, martif with its dialects, TBX-Min; entry by entry.

use super::{
    super::{
        ReadError, Sink, Source, Wanted,
        model::{Entry, EntryTerm, append, gender_of, kind_of, status_of},
    },
    take_remark,
};
use crate::{
    glossary::{Relation, Slot},
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
        term: None,
        category: String::new(),
        text: String::new(),
        inline: InlineCodes::default(),
    };
    markup::walk(XmlStream::new(input), &mut reader)
}

struct Reader<'a, 's> {
    wanted: &'a Wanted,
    sink: &'a mut Sink<'s>,
    rooted: bool,
    entry: Option<Entry>,
    /// The wanted language of the section that is open.
    language: Option<Language>,
    in_language: bool,
    term: Option<EntryTerm>,
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
            if !matches!(name, "tbx" | "martif" | "TBX") {
                return Err(format!("the root element is <{name}>: this is no TBX (<tbx> or <martif>)"));
            }
        }
        match name {
            "termEntry" | "conceptEntry" => {
                let id = element.attribute("id").map(|id| id_from(&id)).unwrap_or_default();
                self.entry = Some(Entry { id, line, ..Entry::default() });
            }
            "langSet" | "langSec" | "langGroup" => {
                let tag = element.attribute("lang").or_else(|| element.attribute("code")).unwrap_or_default();
                self.in_language = true;
                self.language = self.wanted.language(&tag);
                if let (Some(language), Some(entry)) = (self.language, &self.entry)
                    && entry.terms_in(language).next().is_some()
                {
                    let message =
                        format!("concept «{}» has two sections for «{tag}»; they were joined", entry.id);
                    (self.sink.reject)(line, message);
                }
            }
            "tig" | "ntig" | "termSec" | "termGroup" => {
                self.term = self.language.map(|language| EntryTerm::new(language, ""));
            }
            _ if is_inline(name) => self.inline.open(name),
            "termNote" | "descrip" | "admin" | "ref" | "xref" | "adminNote" | "descripNote" | "transac" => {
                self.category = element.attribute("type").unwrap_or_default().into_owned();
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
            "termEntry" | "conceptEntry" => self.finish(),
            "langSet" | "langSec" | "langGroup" => (self.in_language, self.language) = (false, None),
            "tig" | "ntig" | "termSec" | "termGroup" => self.finish_term(line),
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
        if !self.category.is_empty() && self.entry.is_some() && !self.inline.in_code() {
            self.text.push_str(&content);
        }
        Ok(())
    }
}

impl Reader<'_, '_> {
    /// Takes the value of a data category, for whatever is open.
    fn take(&mut self, category: &str, value: &str, line: usize) {
        let Some(entry) = &mut self.entry else { return };
        if value.is_empty() || (self.in_language && self.language.is_none()) {
            return;
        }
        match (category, &mut self.term) {
            ("term", Some(term)) => term.form = one_line(value),
            ("administrativeStatus" | "normativeAuthorization" | "termStatus" | "status", Some(term)) => {
                if term.status.is_some() {
                    (self.sink.reject)(line, format!("«{}» has two statuses; the last counts", term.form));
                }
                match status_of(value) {
                    Some(status) => term.status = Some(status),
                    None => (self.sink.reject)(line, format!("unknown status «{value}» of «{}»", term.form)),
                }
            }
            ("grammaticalGender", Some(term)) => term.gender = gender_of(value),
            ("termType", Some(term)) => match value {
                "abbreviation" | "acronym" | "initialism" => term.slot = Slot::Abbreviation,
                "shortForm" => term.slot = Slot::Short,
                "variant" => term.relation = term.relation.or(Some(Relation::Spelling)),
                _ => {}
            },
            ("note" | "usageNote", Some(term)) => take_remark(term, value),
            ("subjectField", None) => entry.kind = entry.kind.or_else(|| kind_of(value)),
            ("source", None) if !self.in_language => append(&mut entry.source, value, "; "),
            ("note" | "definition", None) => append(&mut entry.note, value, "\n"),
            _ => {}
        }
    }

    fn finish_term(&mut self, line: usize) {
        let Some(term) = self.term.take() else { return };
        let Some(entry) = &mut self.entry else { return };
        if term.form.is_empty() {
            (self.sink.reject)(line, format!("an empty term of concept «{}»", entry.id));
        } else {
            entry.terms.push(term);
        }
    }

    fn finish(&mut self) {
        let Some(entry) = self.entry.take() else { return };
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

/// A term on one line; the spaces inside it that are not line ends stay as they are.
fn one_line(term: &str) -> String {
    if !term.contains(['\n', '\r', '\t']) {
        return term.to_owned();
    }
    term.split(['\n', '\r', '\t', ' ']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
