//! What each layer by itself says of forms, and where.

use super::pairs::is_true;
use crate::{
    glossary::{
        model::Glossary,
        node::{At, Node, Value},
    },
    language::Language,
};

/// What a layer says of a form.
pub(super) struct Said {
    pub layer: usize,
    pub concept: String,
    pub at: At,
    pub language: Language,
    pub what: What,
    pub form: String,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum What {
    Preferred(&'static str),
    Variant,
    Removed,
    /// The concept is removed.
    Gone,
    /// The concept is replaced.
    Replaced,
}

/// What the concepts of a file say.
pub(super) fn entries(root: &Node<'_>, layer: usize, glossary: &Glossary, said: &mut Vec<Said>) {
    let Some(concepts) = get(root, "concepts") else { return };
    for (id, node) in pairs(concepts) {
        let Some(id) = id.text() else { continue };
        let pair = [glossary.languages.source, glossary.languages.target];
        let mut say = |at: At, language, what, form: &str| {
            let (concept, form) = (id.to_owned(), form.trim().to_owned());
            said.push(Said { layer, concept, at, language, what, form });
        };
        for (key, what) in [("remove", What::Gone), ("replace", What::Replaced)] {
            if let Some(flag) = get(node, key).filter(|flag| is_true(flag)) {
                say(flag.at, pair[0], what, "");
            }
        }
        for language in pair {
            if let Some(node) = get(node, language.code()) {
                forms(node, "preferred", &mut |at, what, form| say(at, language, what, form));
            }
        }
    }
}

/// What stands in a slot.
fn forms(node: &Node<'_>, what: &'static str, say: &mut dyn FnMut(At, What, &str)) {
    if let Some(form) = node.text() {
        return say(node.at, What::Preferred(what), form);
    }
    for (key, value) in pairs(node) {
        match key.text().unwrap_or_default() {
            "preferred" => match value.text() {
                Some(form) => say(value.at, What::Preferred(what), form),
                None => {
                    for form in pairs(value).map(|(_, form)| form) {
                        say(form.at, What::Preferred(what), form.text().unwrap_or_default());
                    }
                }
            },
            "variants" => listed(value, What::Variant, say),
            "remove" => listed(value, What::Removed, say),
            "sides" => {
                for (_, side) in pairs(value) {
                    forms(side, "side", say);
                }
            }
            "short" => forms(value, "short", say),
            "family" => forms(value, "family", say),
            "given" => forms(value, "given", say),
            "abbreviation" => forms(value, "abbreviation", say),
            _ => {}
        }
    }
}

fn listed(list: &Node<'_>, what: What, say: &mut dyn FnMut(At, What, &str)) {
    let items = if let Value::Sequence(items) = &list.value { items } else { std::slice::from_ref(list) };
    for item in items {
        let form =
            if item.text().is_some() { Some(item) } else { get(item, "form").or(get(item, "pattern")) };
        if let Some(form) = form {
            say(form.at, what, form.text().unwrap_or_default());
        }
    }
}

fn pairs<'a, 't>(node: &'a Node<'t>) -> impl Iterator<Item = (&'a Node<'t>, &'a Node<'t>)> {
    let nodes = if let Value::Mapping(nodes) = &node.value { &nodes[..] } else { &[] };
    nodes.chunks_exact(2).map(|pair| (&pair[0], &pair[1]))
}

fn get<'a, 't>(node: &'a Node<'t>, key: &str) -> Option<&'a Node<'t>> {
    pairs(node).find(|(known, _)| known.text() == Some(key)).map(|(_, value)| value)
}
