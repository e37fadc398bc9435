//! The keys of the full record: what a concept and a form tell beside what matching and rewriting need.

use super::{
    concept::Scope,
    fields::{Fields, File},
    keys::OTHER_KEYS,
    model::{
        Cited, ConceptKind, ConceptRecord, Date, Definition, FormRecord, OtherGender, OtherLanguage,
        OtherTerm, PartOfSpeech, Relation, Reliability, Role, Status,
    },
    tree::{At, Node, Value},
};

/// The kinds of concepts that have roles.
const WITH_ROLES: [ConceptKind; 3] = [ConceptKind::Person, ConceptKind::Organisation, ConceptKind::Polity];

/// The tag of a definition whose language is not known, beside others (ISO 639-2).
pub(super) const UNDETERMINED: &str = "und";

/// Reads the record of a concept from its fields.
pub(super) fn concept(
    file: &mut File<'_>,
    scope: Scope<'_>,
    fields: &Fields<'_>,
    kind: Option<ConceptKind>,
) -> Option<Box<ConceptRecord>> {
    let mut record = ConceptRecord::default();
    if let Some(node) = fields.get("domain") {
        record.domains = domains(file, node);
    }
    if let Some(node) = fields.get("definition") {
        record.definitions = definitions(file, node);
    }
    if let Some((key, node)) = fields.entry("roles") {
        if kind.is_some_and(|kind| !WITH_ROLES.contains(&kind)) {
            let help = "only a person, an organisation or a polity has roles".to_owned();
            file.error(key, "roles of what cannot have any", Some(help));
        }
        let items = file.items(node, "roles");
        record.roles = items.iter().filter_map(|item| role(file, scope, item)).collect();
    }
    if let Some(node) = fields.get("other") {
        let entries = file.entries(node, "other");
        record.others =
            entries.into_iter().filter_map(|(tag, at, node)| other(file, scope, tag, at, node)).collect();
    }
    record.boxed()
}

/// Reads the record of a form from the fields of the mapping it stands in.
pub(super) fn form(file: &mut File<'_>, fields: &Fields<'_>) -> Option<Box<FormRecord>> {
    let parts_of_speech = PartOfSpeech::ALL.map(|pos| (pos.name(), pos));
    let (from, until) = period(file, fields);
    let record = FormRecord {
        pos: fields.get("pos").and_then(|node| file.choice(node, "part of speech", &parts_of_speech)),
        source: fields.get("source").and_then(|node| file.text(node, "source")).map(str::to_owned),
        examples: fields.get("example").map(|node| cited(file, node, "an example")).unwrap_or_default(),
        reliability: fields.get("reliability").and_then(|node| reliability(file, node)),
        from,
        until,
        exact_case: fields.get("case").and_then(|node| file.choice(node, "case", &[("exact", ())])).is_some(),
    };
    record.boxed()
}

fn domains(file: &mut File<'_>, node: &Node) -> Vec<String> {
    let nodes = if let Value::Sequence(items) = &node.value { items } else { std::slice::from_ref(node) };
    nodes.iter().filter_map(|node| file.text(node, "a domain")).map(str::to_owned).collect()
}

/// A definition: a text, a text with its source, or either by language.
fn definitions(file: &mut File<'_>, node: &Node) -> Vec<Definition> {
    let is_by_language =
        matches!(&node.value, Value::Mapping(nodes) if !nodes.iter().any(|key| key.text() == Some("text")));
    if !is_by_language {
        let all = cited(file, node, "a definition");
        return all.into_iter().map(|cited| Definition { language: None, cited }).collect();
    }
    let mut out = Vec::new();
    for (tag, at, node) in file.entries(node, "a definition") {
        if is_tag(file, tag, at) {
            let all = cited(file, node, "a definition").into_iter();
            let language = (tag != UNDETERMINED).then(|| tag.to_owned());
            out.extend(all.map(|cited| Definition { language: language.clone(), cited }));
        }
    }
    out
}

/// A text, a mapping of a text and its source, or a list of these.
fn cited(file: &mut File<'_>, node: &Node, what: &str) -> Vec<Cited> {
    let nodes = if let Value::Sequence(items) = &node.value { items } else { std::slice::from_ref(node) };
    let mut one = |node: &Node| {
        if !matches!(node.value, Value::Mapping(_)) {
            let text = file.text(node, what)?.to_owned();
            return Some(Cited { text, source: None });
        }
        let fields = file.fields(node, what, &["text", "source"]);
        let Some(text) = fields.get("text") else {
            file.error(node.at, format!("{what} without `text`"), None);
            return None;
        };
        let text = file.text(text, what)?.to_owned();
        let source = fields.get("source").and_then(|node| file.text(node, "source")).map(str::to_owned);
        Some(Cited { text, source })
    };
    nodes.iter().filter_map(&mut one).collect()
}

fn reliability(file: &mut File<'_>, node: &Node) -> Option<Reliability> {
    let numbers = ["1", "2", "3", "4"];
    let number = file.choice(node, "reliability", &numbers.map(|number| (number, number)))?;
    number.parse().ok().and_then(Reliability::new)
}

/// The dates of a mapping, from first to last.
fn period(file: &mut File<'_>, fields: &Fields<'_>) -> (Option<Date>, Option<Date>) {
    let (from, until) = (fields.get("from"), fields.get("until"));
    let first = from.and_then(|node| date(file, node));
    let last = until.and_then(|node| date(file, node));
    if let (Some(first), Some(last), Some(node)) = (first, last, until)
        && last.is_before(first)
    {
        let help = "both are included; write the earlier one under `from`".to_owned();
        file.error(node.at, format!("`until: {last}` is before `from: {first}`"), Some(help));
        return (None, None);
    }
    (first, last)
}

fn date(file: &mut File<'_>, node: &Node) -> Option<Date> {
    match file.text(node, "a date")?.parse::<Date>() {
        Ok(date) => Some(date),
        Err(error) => {
            file.error(node.at, error.to_string(), None);
            None
        }
    }
}

fn role(file: &mut File<'_>, scope: Scope<'_>, node: &Node) -> Option<Role> {
    let languages = [scope.pair.source, scope.pair.target];
    let [source, target] = languages.map(|language| language.code());
    let fields = file.fields(node, "a role", &[source, target, "from", "until", "note"]);
    let mut names = Vec::with_capacity(languages.len());
    for language in languages {
        let name = fields.get(language.code()).and_then(|node| file.text(node, "a role"));
        names.extend(name.map(|name| (language, name.to_owned())));
    }
    if names.is_empty() {
        let help = format!("write `{source}:` and `{target}:` with what it is called");
        file.error(node.at, "a role without a name", Some(help));
    }
    let note = fields.get("note").and_then(|node| file.text(node, "note")).map(str::to_owned);
    let (from, until) = period(file, &fields);
    if fields.get("from").is_none() {
        let help = "write `from:` with a year, a month or a day".to_owned();
        file.error(node.at, "a role without a start", Some(help));
    }
    Some(Role { names, from: from?, until, note })
}

/// The terms of a further language.
fn other(file: &mut File<'_>, scope: Scope<'_>, tag: &str, at: At, node: &Node) -> Option<OtherLanguage> {
    if [scope.pair.source, scope.pair.target].iter().any(|language| language.code() == tag) {
        let help = format!("write `{tag}:` beside `other:`");
        file.error(at, format!("«{tag}» is a language of this glossary"), Some(help));
        return None;
    }
    if !is_tag(file, tag, at) {
        return None;
    }
    let nodes = if let Value::Sequence(items) = &node.value { items } else { std::slice::from_ref(node) };
    let terms = nodes.iter().filter_map(|node| other_term(file, node)).collect();
    Some(OtherLanguage { tag: tag.to_owned(), terms })
}

fn other_term(file: &mut File<'_>, node: &Node) -> Option<OtherTerm> {
    if !matches!(node.value, Value::Mapping(_)) {
        let form = file.text(node, "a form")?.to_owned();
        return Some(OtherTerm { form, ..OtherTerm::default() });
    }
    let fields = file.fields(node, "a form", &OTHER_KEYS);
    let Some(name) = fields.get("form") else {
        file.error(node.at, "a form of a further language without `form`", None);
        return None;
    };
    let statuses = Status::ALL.map(|status| (status.name(), status));
    let relations = Relation::ALL.map(|relation| (relation.name(), relation));
    Some(OtherTerm {
        form: file.text(name, "a form")?.to_owned(),
        status: fields.get("status").and_then(|node| file.choice(node, "status", &statuses)),
        relation: fields.get("relation").and_then(|node| file.choice(node, "relation", &relations)),
        gender: fields.get("gender").and_then(|node| file.choice(node, "gender", &OtherGender::WORDS)),
        note: fields.get("note").and_then(|node| file.text(node, "note")).map(str::to_owned),
        details: form(file, &fields),
    })
}

/// Whether a key looks like the tag of a language; an error where it does not.
fn is_tag(file: &mut File<'_>, tag: &str, at: At) -> bool {
    let is_good = is_language_tag(tag);
    if !is_good {
        let help = "write its code: de, it, pt-BR".to_owned();
        file.error(at, format!("«{tag}» is no tag of a language"), Some(help));
    }
    is_good
}

/// Whether a text has the shape of a tag of a language (BCP 47).
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(is_language) && parts.all(is_subtag)
}
