//! Nodes of YAML, and how they are written.

use crate::{glossary::model::Date, text::is_apostrophe};

/// A node of YAML to write.
#[derive(Clone, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Flag(bool),
    Number(u32),
    /// A date, which needs no quotes.
    Date(String),
    Text(&'a str),
    List(Vec<Value<'a>>),
    Mapping(Mapping<'a>),
}

/// Keys in the order they are written.
pub(super) type Mapping<'a> = Vec<(&'a str, Value<'a>)>;

impl Value<'_> {
    /// The value on one line, as it may stand within a mapping of one line.
    pub(super) fn on_one_line(&self) -> String {
        let quoted = |text: &str| {
            if is_plain(text) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
        };
        match self {
            Self::Null => "null".to_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.clone(),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Value::on_one_line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Mapping(fields) => {
                let field =
                    |(key, value): &(&str, Value<'_>)| format!("{}: {}", quoted(key), value.on_one_line());
                let fields: Vec<String> = fields.iter().map(field).collect();
                format!("{{{}}}", fields.join(", "))
            }
        }
    }
}

impl From<Date> for Value<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date.to_string())
    }
}

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

pub(super) fn put<'a>(out: &mut Mapping<'a>, key: &'a str, value: impl Into<Value<'a>>) {
    out.push((key, value.into()));
}

pub(super) fn put_text<'a>(out: &mut Mapping<'a>, key: &'a str, text: Option<&'a str>) {
    if let Some(text) = text {
        put(out, key, text);
    }
}

/// Writes a mapping as `serde_yaml` does, indented. Texts that need no thought are written straight away,
/// which is what makes large glossaries quick to write; the others go through `serde_yaml`.
pub(super) fn emit(out: &mut String, mapping: &Mapping<'_>, indent: usize) {
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
        Value::Date(date) => out.push_str(date),
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
