//! What the layers say of one concept, laid over one another.

use super::{
    pairs::{Pairs, is_true},
    slot::{lay_slot, lay_value, lone_slot},
    stack::Stacked,
};
use crate::{
    glossary::{
        fields::File,
        model::{Concept, ConceptKind, LanguagePair},
        node::{Node, Value},
    },
    language::Language,
};

/// A concept as all layers together say it.
pub(in crate::glossary) struct Laid<'n> {
    node: Said<'n>,
    /// Forms to be removed that no layer beneath lists.
    unmet: Vec<(Language, Node<'n>)>,
}

enum Said<'n> {
    /// As it stands in a file.
    ByOne(&'n Node<'n>),
    ByMany(Node<'n>),
}

impl<'n> Laid<'n> {
    /// Lays what the layers say of a concept over one another; nothing when it is removed.
    pub(in crate::glossary) fn of(
        file: &mut File<'_>,
        pair: LanguagePair,
        stacked: &Stacked<'n>,
    ) -> Option<Self> {
        if stacked.beneath.is_empty() && is_complete(stacked.top, pair) {
            return Some(Self { node: Said::ByOne(stacked.top), unmet: Vec::new() });
        }
        let nodes: Vec<&Node<'n>> =
            std::iter::once(stacked.top).chain(stacked.beneath.iter().copied()).collect();
        let nodes = standing(file, stacked, &nodes)?;
        let mut unmet = Vec::new();
        let (lowest, uppers) = nodes.split_last()?;
        let mut node = lone((*lowest).clone(), pair, &mut unmet);
        for upper in uppers.iter().rev() {
            node = lay((*upper).clone(), node, pair, &mut unmet);
        }
        if !has_key(&node, "type") {
            node = with_type(file, stacked, node, pair);
        }
        Some(Self { node: Said::ByMany(node), unmet })
    }

    /// The concept as one node.
    pub(in crate::glossary) fn node(&self) -> &Node<'n> {
        match &self.node {
            Said::ByOne(node) => node,
            Said::ByMany(node) => node,
        }
    }

    /// Takes away the forms that no layer lists but that names put together make; one that is nowhere is warned of.
    pub(in crate::glossary) fn take_away(&self, file: &mut File<'_>, concept: &mut Concept) {
        for (language, form) in &self.unmet {
            let Some(text) = form.text().map(str::trim).filter(|text| !text.is_empty()) else {
                file.error(
                    form.at,
                    "what is removed must be a form",
                    Some("write it as it is listed".into()),
                );
                continue;
            };
            let is_it =
                |term: &crate::glossary::model::Term| term.language == *language && term.text() == text;
            let before = concept.terms.len();
            if !self.lists(language.code(), text) {
                concept.terms.retain(|term| !is_it(term));
            }
            if concept.terms.len() == before {
                let message = format!("«{text}» is no form of «{}» beneath: nothing is removed", concept.id);
                file.warning(form.at, message, Some("correct it or take it out of `remove:`".into()));
            }
        }
    }

    /// Whether the form is written out in a language of the concept.
    fn lists(&self, language: &str, form: &str) -> bool {
        fn holds(node: &Node<'_>, form: &str) -> bool {
            match &node.value {
                Value::Scalar(text) => text.trim() == form,
                Value::Sequence(nodes) | Value::Mapping(nodes) => nodes.iter().any(|node| holds(node, form)),
                Value::Null => false,
            }
        }
        value_of(self.node(), language).is_some_and(|node| holds(node, form))
    }
}

/// The nodes that count, from the top to one that replaces or removes what is beneath; nothing when the concept is
/// removed.
fn standing<'a, 'n>(
    file: &mut File<'_>,
    stacked: &Stacked<'n>,
    nodes: &'a [&'n Node<'n>],
) -> Option<&'a [&'n Node<'n>]> {
    for (place, node) in nodes.iter().enumerate() {
        let flag = |key: &str| value_of(node, key).filter(|value| is_true(value));
        if let Some(flag) = flag("remove") {
            if place + 1 == nodes.len() {
                let message = format!("«{}» is in no glossary beneath: nothing is removed", stacked.id);
                file.warning(flag.at, message, Some("correct the id or take the entry out".into()));
            }
            return (place > 0).then_some(&nodes[..place]);
        }
        if flag("replace").is_some() {
            return Some(&nodes[..=place]);
        }
    }
    Some(nodes)
}

/// Whether an entry has a type, and no keys that only mean something to the layers beneath.
fn is_complete(node: &Node<'_>, pair: LanguagePair) -> bool {
    let Value::Mapping(nodes) = &node.value else { return true };
    let mut has_type = false;
    for entry in nodes.chunks_exact(2) {
        match entry[0].text() {
            Some("type") => has_type = true,
            Some("remove" | "replace") => return false,
            Some(key) if key.len() == 2 && language_of(key, pair).is_some() => {
                if let Value::Mapping(nodes) = &entry[1].value
                    && nodes.iter().step_by(2).any(|key| matches!(key.text(), Some("remove" | "replace")))
                {
                    return false;
                }
            }
            _ => {}
        }
    }
    has_type
}

fn has_key(node: &Node<'_>, key: &str) -> bool {
    value_of(node, key).is_some()
}

fn value_of<'a, 'n>(node: &'a Node<'n>, key: &str) -> Option<&'a Node<'n>> {
    let Value::Mapping(nodes) = &node.value else { return None };
    nodes.chunks_exact(2).find(|pair| pair[0].text() == Some(key)).map(|pair| &pair[1])
}

fn language_of(key: &str, pair: LanguagePair) -> Option<Language> {
    [pair.source, pair.target].into_iter().find(|language| language.code() == key)
}

/// An entry that lies on nothing, without what it says to the layers beneath.
fn lone<'n>(node: Node<'n>, pair: LanguagePair, unmet: &mut Vec<(Language, Node<'n>)>) -> Node<'n> {
    let at = node.at;
    let mut pairs = match Pairs::of(node) {
        Ok(pairs) => pairs,
        Err(node) => return node,
    };
    take_flags(&mut pairs);
    let none = Pairs::default();
    none.lay(pairs, |key, value, _| match language_of(key, pair) {
        Some(language) => lay_language(language, value, None, unmet),
        None => Some(value),
    })
    .into_node(at)
}

/// Lays an entry over the one beneath.
fn lay<'n>(
    over: Node<'n>,
    under: Node<'n>,
    pair: LanguagePair,
    unmet: &mut Vec<(Language, Node<'n>)>,
) -> Node<'n> {
    let at = over.at;
    let mut over = match Pairs::of(over) {
        Ok(over) => over,
        Err(Node { value: Value::Null, .. }) => return under,
        Err(over) => return over,
    };
    take_flags(&mut over);
    let under = Pairs::of(under).unwrap_or_default();
    under
        .lay(over, |key, upper, lower| match language_of(key, pair) {
            Some(language) => lay_language(language, upper, lower, unmet),
            None => lay_value(upper, lower),
        })
        .into_node(at)
}

/// Takes `remove` and `replace` out where they are flags that are not set, or were followed.
fn take_flags(pairs: &mut Pairs<'_>) {
    pairs.0.retain(|(key, value)| {
        let is_flag = matches!(value.text().map(str::trim), Some("true" | "yes" | "false" | "no"));
        !(is_flag && matches!(key.text(), Some("remove" | "replace")))
    });
}

fn lay_language<'n>(
    language: Language,
    upper: Node<'n>,
    lower: Option<Node<'n>>,
    unmet: &mut Vec<(Language, Node<'n>)>,
) -> Option<Node<'n>> {
    let mut forms = Vec::new();
    let laid = match lower {
        Some(lower) => lay_slot(upper, lower, &mut forms),
        None => lone_slot(upper, &mut forms),
    };
    unmet.extend(forms.into_iter().map(|form| (language, form)));
    laid
}

/// An entry whose type nobody says, with a type by the look of its name.
fn with_type<'n>(file: &mut File<'_>, stacked: &Stacked<'n>, node: Node<'n>, pair: LanguagePair) -> Node<'n> {
    let names =
        [pair.source, pair.target].into_iter().filter_map(|language| value_of(&node, language.code()));
    let is_common =
        names.filter_map(first_form).next().is_some_and(|form| form.starts_with(char::is_lowercase));
    let kind = if is_common { ConceptKind::Term } else { ConceptKind::Place };
    let id = stacked.id;
    let (message, help) = if stacked.is_lowest {
        let words = ConceptKind::ALL.map(ConceptKind::name).join(", ");
        let help =
            format!("write `type:` and one of {words}; or name with `extends:` the glossary it changes");
        (format!("concept «{id}» has no type and is taken for a {}", kind.name()), help)
    } else {
        let help = "correct the id, or write `type:`".to_owned();
        (format!("«{id}» is in no glossary beneath and is taken for a new {}", kind.name()), help)
    };
    file.warning(stacked.at, message, Some(help));
    let at = stacked.at;
    let mut pairs = Pairs::of(node).unwrap_or_default();
    pairs.put_word("type", super::pairs::word(kind.name(), at));
    pairs.into_node(at)
}

/// The first form that a language has, whatever it is.
fn first_form<'a>(node: &'a Node<'_>) -> Option<&'a str> {
    match &node.value {
        Value::Scalar(text) => Some(text),
        Value::Sequence(nodes) => nodes.first().and_then(first_form),
        Value::Mapping(nodes) => {
            let keys = ["preferred", "default", "family", "variants", "form", "short", "abbreviation"];
            keys.into_iter()
                .find_map(|key| value_of(node, key).and_then(first_form))
                .or_else(|| nodes.get(1).and_then(first_form))
        }
        Value::Null => None,
    }
}
