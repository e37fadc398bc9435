//! An item of `styles` in a glossary file.

use super::{
    accents::{Accents, Capitals, Diacritics},
    fields::File,
    tree::{Node, Value},
};

/// An item of `styles`: a name, or a name with what the style decides.
pub(super) fn style<'n>(file: &mut File<'_>, node: &'n Node<'n>) -> Option<(&'n str, Option<Accents>)> {
    if !matches!(node.value, Value::Mapping(_)) {
        return file.text(node, "a style").map(|name| (name, None));
    }
    let entries = file.entries(node, "a style");
    let [(name, _, options)] = entries[..] else {
        let help = "write `- name` or `- name: {capitals: plain}`".to_owned();
        file.error(node.at, "a style is one name, with what it decides", Some(help));
        return None;
    };
    let fields = file.fields(options, format_args!("style «{name}»"), &["capitals", "diacritics"]);
    let capitals =
        fields.get("capitals").and_then(|node| file.choice(node, "way to write capitals", &Capitals::WORDS));
    let diacritics = fields
        .get("diacritics")
        .and_then(|node| file.choice(node, "way to write diacritics", &Diacritics::WORDS));
    let accents =
        Accents { capitals: capitals.unwrap_or_default(), diacritics: diacritics.unwrap_or_default() };
    Some((name, Some(accents)))
}
