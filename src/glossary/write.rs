//! From a [`Glossary`] to YAML, in the canonical order of keys, short where the common case is short.

use super::{
    accents::{Accents, Capitals, Diacritics},
    model::{
        Article, Concept, Elides, Form, Gender, Glossary, Grammar, Inflected, Locative, Number, Relation,
        Slot, Status, StyleId, Term,
    },
};
use crate::language::{Language, inflection};
use crate::text::is_apostrophe;

impl Glossary {
    /// The glossary as YAML that [`Glossary::read_sources`] reads back as an equal glossary.
    ///
    /// Comments of the files it was read from are not kept; what a person’s given and family names made is
    /// written out form by form.
    ///
    /// ```
    /// use drogman::glossary::Glossary;
    /// let glossary: Glossary = "version: 1\nconcepts:\n  gori: {fr: Gori, en: Gori, type: city}\n".parse().unwrap();
    /// let written = glossary.to_yaml();
    /// assert!(written.starts_with("version: 1\n"));
    /// assert_eq!(written.parse::<Glossary>().unwrap(), glossary);
    /// ```
    pub fn to_yaml(&self) -> String {
        let mut out = self.yaml_head();
        if self.concepts.is_empty() {
            out.push_str("concepts: {}\n");
        } else {
            out.push_str("concepts:\n");
        }
        for concept in self.concepts.values() {
            out.push_str(&self.yaml_concept(concept));
        }
        out
    }

    /// The YAML before `concepts:`.
    pub(crate) fn yaml_head(&self) -> String {
        let mut top = Mapping::new();
        top.push(("version", Value::Number(1)));
        let mut pair = Mapping::new();
        put(&mut pair, "source", self.languages.source.code());
        put(&mut pair, "target", self.languages.target.code());
        put(&mut top, "languages", pair);
        let styles: Vec<Value<'_>> =
            (0..self.styles.len()).filter_map(|style| self.style_value(style)).collect();
        if !styles.is_empty() {
            put(&mut top, "styles", styles);
        }
        let mut out = String::new();
        emit(&mut out, &top, 0);
        out
    }

    /// A style as an item of `styles`; none of `default` where it decides nothing.
    fn style_value(&self, style: usize) -> Option<Value<'_>> {
        let (name, accents) = (self.styles[style].as_str(), self.accents(StyleId(style)));
        if accents == Accents::default() {
            return (style > 0).then(|| name.into());
        }
        let mut options = Mapping::new();
        if accents.capitals != Capitals::default() {
            put(&mut options, "capitals", accents.capitals.name());
        }
        if accents.diacritics != Diacritics::default() {
            put(&mut options, "diacritics", accents.diacritics.name());
        }
        let mut out = Mapping::new();
        put(&mut out, name, options);
        Some(out.into())
    }

    /// The YAML of one concept of this glossary’s languages and styles, as it stands below `concepts:`.
    pub(crate) fn yaml_concept(&self, concept: &Concept) -> String {
        let mut entry = Mapping::new();
        put(&mut entry, &concept.id, self.concept_fields(concept));
        let mut out = String::new();
        emit(&mut out, &entry, 2);
        out
    }

    fn concept_fields<'a>(&'a self, concept: &'a Concept) -> Mapping<'a> {
        let mut out = Mapping::new();
        put(&mut out, "type", concept.kind.name());
        put_text(&mut out, "note", concept.note.as_deref());
        put_text(&mut out, "source", concept.source.as_deref());
        for language in [self.languages.source, self.languages.target] {
            let terms: Vec<&Term> = concept.terms_in(language).map(|(_, term)| term).collect();
            if !terms.is_empty() {
                put(&mut out, language.code(), self.entry(&terms, language));
            }
        }
        out
    }

    fn entry<'a>(&'a self, terms: &[&'a Term], language: Language) -> Value<'a> {
        let slot = |slot| terms.iter().copied().filter(|term| term.slot == slot).collect::<Vec<_>>();
        let mut entry = self.slot(&slot(Slot::Full), Slot::Full, language);
        for name in [Slot::Short, Slot::Abbreviation] {
            let terms = slot(name);
            if terms.is_empty() {
                continue;
            }
            let value = self.slot(&terms, name, language);
            let mut mapping = match entry {
                Value::Mapping(mapping) => mapping,
                form => {
                    let mut mapping = Mapping::new();
                    put(&mut mapping, "preferred", form);
                    mapping
                }
            };
            put(&mut mapping, name.name(), value);
            entry = Value::Mapping(mapping);
        }
        entry
    }

    /// A slot: a bare form where that says it all, else a mapping.
    fn slot<'a>(&'a self, terms: &[&'a Term], slot: Slot, language: Language) -> Value<'a> {
        let Some(&first) = terms.first() else { return Value::Null };
        let mut out = Mapping::new();
        if !first.statuses.contains(&Status::Preferred) {
            let none = Grammar::default();
            let variants: Vec<Value<'_>> =
                terms.iter().map(|term| self.variant(term, &none, false)).collect();
            put(&mut out, "variants", variants);
            return out.into();
        }
        put(&mut out, "preferred", self.preferred(terms, first));
        let mut base = first.grammar.clone();
        grammar(&mut out, &first.grammar, None, first.text());
        let usual = match slot {
            Slot::Full => Relation::Base,
            Slot::Short => Relation::Short,
            Slot::Abbreviation => Relation::Abbreviation,
        };
        if first.relation != usual {
            put(&mut out, "relation", first.relation.name());
        }
        put_text(&mut out, "party", first.party.as_deref());
        if let Some(alone) = first.alone {
            put(&mut out, "alone", alone);
        }
        put_text(&mut out, "note", first.note.as_deref());
        // What variants inherit: neither an article that never changes nor one that is part of the first name.
        if !language.articles_agree() || base.own_article {
            base.article = None;
        }
        let variants: Vec<Value<'_>> = terms
            .iter()
            .enumerate()
            .filter(|(number, term)| *number > 0 || self.has_own_status(term))
            .map(|(number, term)| self.variant(term, &base, number == 0))
            .collect();
        if !variants.is_empty() {
            put(&mut out, "variants", variants);
        }
        match out[..] {
            [("preferred", Value::Text(form))] => form.into(),
            _ => Value::Mapping(out),
        }
    }

    /// The preferred forms by style; the styles that prefer the default’s form are left out.
    fn preferred<'a>(&'a self, terms: &[&'a Term], first: &'a Term) -> Value<'a> {
        let mut forms = Mapping::new();
        put(&mut forms, "default", first.text());
        for (style, name) in self.styles.iter().enumerate().skip(1) {
            let preferred = terms.iter().find(|term| term.statuses.get(style) == Some(&Status::Preferred));
            if let Some(term) = preferred.filter(|term| term.text() != first.text()) {
                put(&mut forms, name, term.text());
            }
        }
        if forms.len() == 1 { first.text().into() } else { forms.into() }
    }

    /// Whether a preferred form has another status than deprecated where it is not preferred.
    fn has_own_status(&self, term: &Term) -> bool {
        term.statuses.iter().any(|status| !matches!(status, Status::Preferred | Status::Deprecated))
    }

    fn variant<'a>(&'a self, term: &'a Term, base: &Grammar, first: bool) -> Value<'a> {
        let mut out = Mapping::new();
        let key = if matches!(term.form, Form::Pattern(_)) { "pattern" } else { "form" };
        put(&mut out, key, term.text());
        if !first {
            if term.relation != Relation::Spelling {
                put(&mut out, "relation", term.relation.name());
            }
            put_text(&mut out, "party", term.party.as_deref());
        }
        // What is read when nothing is said; of the default’s name, that it gives way where a style prefers another.
        let implied = if first { Status::Deprecated } else { term.relation.implied_status() };
        let usual = term.statuses.iter().copied().find(|&status| status != Status::Preferred);
        let usual = usual.unwrap_or(implied);
        if usual != implied {
            put(&mut out, "status", usual.name());
        }
        let mut by_style = Mapping::new();
        for (status, name) in term.statuses.iter().zip(&self.styles) {
            if !matches!(status, Status::Preferred) && *status != usual {
                put(&mut by_style, name, status.name());
            }
        }
        if !by_style.is_empty() {
            put(&mut out, "in", by_style);
        }
        if !first {
            grammar(&mut out, &term.grammar, Some(base), term.text());
            if let Some(alone) = term.alone {
                put(&mut out, "alone", alone);
            }
            put_text(&mut out, "note", term.note.as_deref());
        }
        // A bare form that a style prefers takes its grammar whole from the first form; a mapping spells its own.
        let by_style = term.statuses.contains(&Status::Preferred);
        match out[..] {
            [("form", Value::Text(form))] if first || !by_style => form.into(),
            _ => Value::Mapping(out),
        }
    }
}

/// A node of YAML to write.
#[derive(Clone, PartialEq)]
enum Value<'a> {
    Null,
    Flag(bool),
    Number(u32),
    Text(&'a str),
    List(Vec<Value<'a>>),
    Mapping(Mapping<'a>),
}

/// Keys in the order they are written.
type Mapping<'a> = Vec<(&'a str, Value<'a>)>;

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<'a> From<Mapping<'a>> for Value<'a> {
    fn from(mapping: Mapping<'a>) -> Self {
        Self::Mapping(mapping)
    }
}

impl<'a> From<Vec<Value<'a>>> for Value<'a> {
    fn from(items: Vec<Value<'a>>) -> Self {
        Self::List(items)
    }
}

/// Writes the grammatical keys; those a variant inherits from `base` are left out.
fn grammar<'a>(out: &mut Mapping<'a>, grammar: &'a Grammar, base: Option<&Grammar>, form: &str) {
    fn own<T: PartialEq + Copy>(value: Option<T>, base: Option<T>) -> Option<T> {
        value.filter(|value| base.as_ref() != Some(value))
    }
    let of = |pick: fn(&Grammar) -> Option<Article>| base.and_then(pick);
    if let Some(article) = own(grammar.article, of(|base| base.article)) {
        let word = match article {
            Article::Le => "le",
            Article::La => "la",
            Article::Elided => "l'",
            Article::Les => "les",
        };
        put(out, "article", word);
    }
    if let Some(gender) = own(grammar.gender, base.and_then(|base| base.gender)) {
        put(out, "gender", if gender == Gender::Masculine { "m" } else { "f" });
    }
    if let Some(locative) = own(grammar.locative, base.and_then(|base| base.locative)) {
        put(out, "locative", locative_word(locative));
    }
    if let Some(elides) = grammar.elides {
        let value = match elides {
            Elides::Yes => Value::Flag(true),
            Elides::No => Value::Flag(false),
            Elides::Either => "either".into(),
        };
        put(out, "elides", value);
    }
    if grammar.own_article != base.is_some_and(|base| base.own_article) {
        put(out, "own_article", grammar.own_article);
    }
    inflections(out, &grammar.inflections, base.is_some_and(|base| !base.inflections.is_empty()), form);
}

fn inflections<'a>(out: &mut Mapping<'a>, forms: &'a [Inflected], inherited: bool, form: &str) {
    match forms {
        [] => {}
        [_, plural] if plural.number == Number::Plural => put(out, "plural", plural.form.as_str()),
        [ms, fs, mp, fp] => {
            let regular = inflection::adjective(form);
            let is_regular =
                [ms, fs, mp, fp].iter().zip(&regular).all(|(form, regular)| form.form == *regular);
            if is_regular && !inherited {
                put(out, "inflect", "adjective");
            } else if !is_regular {
                let mut inflect = Mapping::new();
                for (key, form) in [("ms", ms), ("fs", fs), ("mp", mp), ("fp", fp)] {
                    put(&mut inflect, key, form.form.as_str());
                }
                put(out, "inflect", inflect);
            }
        }
        _ => {}
    }
}

fn locative_word(locative: Locative) -> &'static str {
    match locative {
        Locative::En => "en",
        Locative::Au => "au",
        Locative::Aux => "aux",
        Locative::A => "à",
        Locative::ALa => "à la",
        Locative::AL => "à l'",
        Locative::Dans => "dans le",
    }
}

fn put<'a>(out: &mut Mapping<'a>, key: &'a str, value: impl Into<Value<'a>>) {
    out.push((key, value.into()));
}

fn put_text<'a>(out: &mut Mapping<'a>, key: &'a str, text: Option<&'a str>) {
    if let Some(text) = text {
        put(out, key, text);
    }
}

/// Writes a mapping as `serde_yaml` does, indented. Texts that need no thought are written straight away,
/// which is what makes large glossaries quick to write; the others go through `serde_yaml`.
fn emit(out: &mut String, mapping: &Mapping<'_>, indent: usize) {
    for (number, (key, value)) in mapping.iter().enumerate() {
        // The first key of a mapping in a list stands behind its dash.
        if number > 0 || !out.ends_with("- ") {
            out.extend(std::iter::repeat_n(' ', indent));
        }
        text(out, key, indent);
        out.push(':');
        member(out, value, indent);
    }
}

fn member(out: &mut String, value: &Value<'_>, indent: usize) {
    match value {
        Value::Mapping(mapping) if !mapping.is_empty() => {
            out.push('\n');
            emit(out, mapping, indent + 2);
        }
        Value::List(items) if !items.is_empty() => {
            out.push('\n');
            for item in items {
                out.extend(std::iter::repeat_n(' ', indent));
                out.push_str("- ");
                match item {
                    Value::Mapping(mapping) => emit(out, mapping, indent + 2),
                    item => {
                        scalar(out, item, indent);
                        out.push('\n');
                    }
                }
            }
        }
        value => {
            out.push(' ');
            scalar(out, value, indent);
            out.push('\n');
        }
    }
}

fn scalar(out: &mut String, value: &Value<'_>, indent: usize) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::Text(written) => text(out, written, indent),
        Value::List(_) => out.push_str("[]"),
        Value::Mapping(_) => out.push_str("{}"),
    }
}

fn text(out: &mut String, text: &str, indent: usize) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    // A text always serialises.
    let text = serde_yaml::to_string(text).unwrap_or_default();
    // A block of lines keeps its lines below the key.
    for (number, line) in text.trim_end_matches('\n').lines().enumerate() {
        if number > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.extend(std::iter::repeat_n(' ', indent));
            }
        }
        out.push_str(line);
    }
}

/// Words of up to five letters that some YAML reader takes for no text.
const RESERVED: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Whether YAML reads the text as itself without quotes, beyond doubt.
pub(crate) fn is_plain(text: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || is_apostrophe(c) || matches!(c, ' ' | '-' | '.' | '_');
    text.starts_with(char::is_alphabetic)
        && text.ends_with(char::is_alphanumeric)
        && text.chars().all(good)
        && (text.len() > 5 || !RESERVED.iter().any(|word| word.eq_ignore_ascii_case(text)))
}
