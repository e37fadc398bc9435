//! The fields of the full record, each as one text: how tables and the notes of other formats have them.

use std::borrow::Cow;

use crate::glossary::{Cited, ConceptRecord, Date, Definition, FormRecord, PartOfSpeech, Reliability};

/// A field of the record of a concept or of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum RecordField {
    Domain,
    Definition,
    Example,
    Pos,
    TermSource,
    Reliability,
    From,
    Until,
    Case,
}

/// What begins each of several values in one text.
const BULLET: &str = "• ";
/// What stands between a text and where it comes from.
const SOURCE: &str = " [source: ";

impl RecordField {
    /// Every field, in the order of the columns.
    pub(in crate::exchange) const ALL: [Self; 9] = [
        Self::Domain,
        Self::Definition,
        Self::Example,
        Self::Pos,
        Self::TermSource,
        Self::Reliability,
        Self::From,
        Self::Until,
        Self::Case,
    ];

    /// The fields of a form.
    pub(crate) const FORM: [Self; 7] =
        [Self::Example, Self::Pos, Self::TermSource, Self::Reliability, Self::From, Self::Until, Self::Case];

    /// What programs call it.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Definition => "definition",
            Self::Example => "example",
            Self::Pos => "pos",
            Self::TermSource => "term_source",
            Self::Reliability => "reliability",
            Self::From => "from",
            Self::Until => "until",
            Self::Case => "case",
        }
    }

    /// The key of what people call it.
    pub(in crate::exchange) const fn words(self) -> &'static str {
        match self {
            Self::Domain => "field.domain",
            Self::Definition => "field.definition",
            Self::Example => "field.example",
            Self::Pos => "field.pos",
            Self::TermSource => "field.term_source",
            Self::Reliability => "field.reliability",
            Self::From => "field.from",
            Self::Until => "field.until",
            Self::Case => "field.case",
        }
    }

    /// The key of the glossary file.
    pub(crate) const fn yaml_key(self) -> &'static str {
        match self {
            Self::TermSource => "source",
            field => field.key(),
        }
    }

    /// Whether it is said of the concept, not of a form.
    pub(in crate::exchange) const fn is_of_concept(self) -> bool {
        matches!(self, Self::Domain | Self::Definition)
    }

    /// Its text; empty where nothing is known.
    pub(crate) fn text<'r>(self, concept: &'r ConceptRecord, form: &'r FormRecord) -> Cow<'r, str> {
        let date = |date: Option<Date>| date.map_or(Cow::Borrowed(""), |date| date.to_string().into());
        match self {
            Self::Domain => joined(concept.domains.iter().map(|domain| domain.as_str().into())),
            Self::Definition => joined(concept.definitions.iter().map(definition_text)),
            Self::Example => joined(form.examples.iter().map(cited_text)),
            Self::Pos => form.pos.map_or("", PartOfSpeech::name).into(),
            Self::TermSource => form.source.as_deref().unwrap_or_default().into(),
            Self::Reliability => {
                form.reliability.map_or(Cow::Borrowed(""), |it| it.value().to_string().into())
            }
            Self::From => date(form.from),
            Self::Until => date(form.until),
            Self::Case => if form.exact_case { "exact" } else { "" }.into(),
        }
    }

    /// Puts what a text says into a record; an empty text says nothing.
    ///
    /// # Errors
    /// When it cannot be read: what to write.
    pub(crate) fn put(
        self,
        text: &str,
        concept: &mut ConceptRecord,
        form: &mut FormRecord,
    ) -> Result<(), String> {
        let text = text.trim();
        let values = || values(text);
        match self {
            _ if text.is_empty() => {}
            Self::Domain => concept.domains = values().map(|value| value.into_owned()).collect(),
            Self::Definition => concept.definitions = values().map(|value| definition(&value)).collect(),
            Self::Example => form.examples = values().map(|value| cited(&value)).collect(),
            Self::Pos => form.pos = Some(pos_of(text).ok_or_else(|| self.unknown(text))?),
            Self::TermSource => form.source = Some(text.to_owned()),
            Self::Reliability => {
                form.reliability = Some(reliability_of(text).ok_or_else(|| self.unknown(text))?);
            }
            Self::From => form.from = Some(date_of(text).ok_or_else(|| self.unknown(text))?),
            Self::Until => form.until = Some(date_of(text).ok_or_else(|| self.unknown(text))?),
            Self::Case => form.exact_case = case_of(text).ok_or_else(|| self.unknown(text))?,
        }
        Ok(())
    }

    fn unknown(self, text: &str) -> String {
        let words = match self {
            Self::Pos => "noun, proper-noun, verb, adjective, adverb or other",
            Self::Reliability => "1, 2, 3 or 4",
            Self::Case => "exact, or nothing",
            _ => "a year, a month or a day, such as 2019-06-30",
        };
        format!("{} «{text}»: write {words}", self.key())
    }

    /// The field that a heading names, in English or in French, its words in small letters.
    pub(in crate::exchange) fn of_heading(heading: &str) -> Option<Self> {
        Some(match heading {
            "domain"
            | "domaine"
            | "domains"
            | "domaines"
            | "subject"
            | "subject field"
            | "subject area"
            | "domaine d'application"
            | "domaine d’application" => Self::Domain,
            "definition" | "définition" | "definitions" | "définitions" => Self::Definition,
            "example" | "exemple" | "examples" | "exemples" | "context" | "contexte" | "usage example"
            | "exemple d'usage" | "exemple d’usage" => Self::Example,
            "pos"
            | "part of speech"
            | "word class"
            | "catégorie grammaticale"
            | "nature"
            | "nature grammaticale"
            | "partie du discours" => Self::Pos,
            "term source" | "form source" | "source du terme" | "source de la forme" | "context source" => {
                Self::TermSource
            }
            "reliability"
            | "fiabilité"
            | "reliability code"
            | "code de fiabilité"
            | "indice de fiabilité" => Self::Reliability,
            "from" | "valid from" | "depuis" | "valable depuis" | "date de début" => Self::From,
            "until" | "valid until" | "valid to" | "jusqu'à" | "jusqu’à" | "valable jusqu'à"
            | "valable jusqu’à" | "date de fin" => Self::Until,
            "case" | "casse" | "case sensitivity" | "case sensitive" | "sensible à la casse" => Self::Case,
            _ => return None,
        })
    }
}

/// Several values as one text: each on a line of its own behind a bullet.
fn joined<'r>(values: impl Iterator<Item = Cow<'r, str>>) -> Cow<'r, str> {
    let mut values = values.peekable();
    let Some(first) = values.next() else { return "".into() };
    if values.peek().is_none() && !first.starts_with(BULLET) {
        return first;
    }
    let mut out = format!("{BULLET}{first}");
    for value in values {
        out.push('\n');
        out.push_str(BULLET);
        out.push_str(&value);
    }
    out.into()
}

/// The values of a text that [`joined`] made; any other text is one value.
fn values(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let plain: Cow<'_, str> =
        if text.contains('\r') { text.replace("\r\n", "\n").into() } else { text.into() };
    let values: Vec<String> = match plain.strip_prefix(BULLET) {
        Some(rest) => rest.split("\n• ").map(|value| value.trim().to_owned()).collect(),
        None => vec![plain.into_owned()],
    };
    values.into_iter().filter(|value| !value.is_empty()).map(Cow::Owned)
}

fn cited_text(cited: &Cited) -> Cow<'_, str> {
    match &cited.source {
        Some(source) => format!("{}{SOURCE}{source}]", cited.text).into(),
        None => cited.text.as_str().into(),
    }
}

fn cited(text: &str) -> Cited {
    match text.strip_suffix(']').and_then(|text| text.rsplit_once(SOURCE)) {
        Some((text, source)) => Cited { text: text.to_owned(), source: Some(source.to_owned()) },
        None => Cited { text: text.to_owned(), source: None },
    }
}

fn definition_text(definition: &Definition) -> Cow<'_, str> {
    match &definition.language {
        Some(tag) => format!("[{tag}] {}", cited_text(&definition.cited)).into(),
        None => cited_text(&definition.cited),
    }
}

fn definition(text: &str) -> Definition {
    let is_tag = |tag: &str| {
        let first = tag.split('-').next().unwrap_or_default();
        (2..=3).contains(&first.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let tagged = text.strip_prefix('[').and_then(|text| text.split_once("] "));
    match tagged.filter(|(tag, _)| is_tag(tag)) {
        Some((tag, text)) => Definition { language: Some(tag.to_owned()), cited: cited(text) },
        None => Definition { language: None, cited: cited(text) },
    }
}

/// The part of speech of a word, as TBX, other programs and dictionaries write it.
pub(in crate::exchange) fn pos_of(word: &str) -> Option<PartOfSpeech> {
    let word = word.trim().to_lowercase().replace(['_', '-'], " ");
    Some(match word.trim_end_matches('.') {
        "noun" | "n" | "nom" | "nom commun" | "common noun" | "substantif" | "subst" | "nm" | "nf"
        | "n.m" | "n.f" | "n. m" | "n. f" | "noun group" | "noun phrase" | "locution nominale"
        | "loc. nom" => PartOfSpeech::Noun,
        "proper noun" | "propernoun" | "nom propre" | "np" | "n. propre" => PartOfSpeech::ProperNoun,
        "verb" | "v" | "verbe" | "vb" | "verb phrase" | "locution verbale" | "loc. verb" => {
            PartOfSpeech::Verb
        }
        "adjective" | "adj" | "adjectif" | "locution adjectivale" | "loc. adj" => PartOfSpeech::Adjective,
        "adverb" | "adv" | "adverbe" | "locution adverbiale" | "loc. adv" => PartOfSpeech::Adverb,
        "other" | "autre" => PartOfSpeech::Other,
        _ => return None,
    })
}

/// The reliability of a number, of stars, or of the words of IATE.
pub(in crate::exchange) fn reliability_of(word: &str) -> Option<Reliability> {
    let word = word.trim().to_lowercase();
    let stars = word.chars().filter(|c| matches!(c, '*' | '★')).count();
    let number = match word.as_str() {
        "reliability not verified" | "not verified" | "non vérifié" => Some(1),
        "minimum reliability" | "fiabilité minimale" => Some(2),
        "reliable" | "fiable" => Some(3),
        "very reliable" | "très fiable" => Some(4),
        word if stars > 0 && stars == word.chars().count() => u8::try_from(stars).ok(),
        word => word.parse::<u8>().ok(),
    };
    number.and_then(Reliability::new)
}

/// A date as the glossary has it, or day, month and year as spreadsheets write them.
fn date_of(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts: Vec<&str> = text.split(['/', '.']).collect();
    parts.reverse();
    let padded =
        parts.iter().map(|part| if part.len() == 1 { format!("0{part}") } else { (*part).to_owned() });
    padded.collect::<Vec<_>>().join("-").parse().ok()
}

/// Whether a form counts in its own letters alone.
fn case_of(word: &str) -> Option<bool> {
    Some(match word.to_lowercase().as_str() {
        "exact" | "exacte" | "yes" | "oui" | "true" | "vrai" | "1" | "sensitive" | "case-sensitive" => true,
        "no" | "non" | "false" | "faux" | "0" | "any" | "ignore" | "insensitive" | "case-insensitive" => {
            false
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_from_their_text() {
        let cited =
            |text: &str, source: Option<&str>| Cited { text: text.into(), source: source.map(Into::into) };
        let concept = ConceptRecord {
            domains: vec!["eau; rives".into(), "• droit".into()],
            definitions: vec![
                Definition { language: Some("fr".into()), cited: cited("ouvrage [sic]", Some("Code, 2")) },
                Definition { language: None, cited: cited("dam", None) },
            ],
            ..ConceptRecord::default()
        };
        let form = FormRecord {
            pos: Some(PartOfSpeech::ProperNoun),
            source: Some("Plan".into()),
            examples: vec![cited("• Un seul.", None)],
            reliability: Reliability::new(2),
            from: date_of("2004"),
            until: date_of("30/6/2019"),
            exact_case: true,
        };
        assert_eq!(form.until, "2019-06-30".parse().ok());
        let (mut concept_back, mut form_back) = (ConceptRecord::default(), FormRecord::default());
        for field in RecordField::ALL {
            let text = field.text(&concept, &form).into_owned();
            assert!(!text.is_empty(), "{}", field.key());
            field.put(&text.replace('\n', "\r\n"), &mut concept_back, &mut form_back).unwrap();
        }
        assert_eq!((concept_back, form_back), (concept, form));
    }

    #[test]
    fn words_of_other_programs_are_understood() {
        assert_eq!(pos_of("properNoun"), Some(PartOfSpeech::ProperNoun));
        assert_eq!(pos_of("n. f."), Some(PartOfSpeech::Noun));
        assert_eq!(reliability_of("***"), Reliability::new(3));
        assert_eq!(reliability_of("Very reliable"), Reliability::new(4));
        assert_eq!(reliability_of("9"), None);
        let (mut concept, mut form) = (ConceptRecord::default(), FormRecord::default());
        let told = RecordField::Reliability.put("9", &mut concept, &mut form).unwrap_err();
        assert_eq!(told, "reliability «9»: write 1, 2, 3 or 4");
    }
}
