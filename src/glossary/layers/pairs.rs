//! A mapping of a YAML tree taken apart, to be changed.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::glossary::node::{At, Node, Value};

/// The keys and values of a mapping, in file order, duplicates included.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs<'t>(pub Vec<(Node<'t>, Node<'t>)>);

impl<'t> Pairs<'t> {
    /// Those of a mapping; a node that is none comes back.
    pub(super) fn of(node: Node<'t>) -> Result<Self, Node<'t>> {
        let Value::Mapping(nodes) = node.value else { return Err(node) };
        let mut nodes = nodes.into_vec().into_iter();
        let mut pairs = Vec::with_capacity(nodes.len() / 2 + 1);
        while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
            pairs.push((key, value));
        }
        Ok(Self(pairs))
    }

    /// Those of a slot, where a bare form is short for `key`, with that form.
    pub(super) fn of_form(node: Node<'t>, key: &'static str) -> Result<Self, Node<'t>> {
        match node.value {
            Value::Scalar(_) => Ok(Self(vec![(word(key, node.at), node)])),
            _ => Self::of(node),
        }
    }

    /// The mapping again.
    pub(super) fn into_node(self, at: At) -> Node<'t> {
        let nodes: Vec<_> = self.0.into_iter().flat_map(|(key, value)| [key, value]).collect();
        Node { value: Value::Mapping(nodes.into()), at }
    }

    fn place(&self, key: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| known.text() == Some(key))
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.place(key).map(|place| &self.0[place].1)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Node<'t>> {
        self.place(key).map(|place| &mut self.0[place].1)
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Node<'t>> {
        self.place(key).map(|place| self.0.remove(place).1)
    }

    /// Sets a key; one that is new goes to the end.
    pub(super) fn put(&mut self, key: Node<'t>, value: Node<'t>) {
        match key.text().and_then(|key| self.place(key)) {
            Some(place) => self.0[place] = (key, value),
            None => self.0.push((key, value)),
        }
    }

    /// Sets a key that no file has there.
    pub(super) fn put_word(&mut self, key: &'static str, value: Node<'t>) {
        self.put(word(key, value.at), value);
    }

    /// Lays `over` on these pairs: what `lay` makes of the two values of a key, and what only one of them has. `lay`
    /// gives nothing for a key that is taken away.
    pub(super) fn lay(
        self,
        over: Self,
        mut lay: impl FnMut(&str, Node<'t>, Option<Node<'t>>) -> Option<Node<'t>>,
    ) -> Self {
        let mut over: Vec<_> = over.0.into_iter().map(Some).collect();
        let places = Places::of(over.iter().flatten().map(|(key, _)| key.text()));
        let mut out = Vec::with_capacity(self.0.len() + over.len());
        for (key, value) in self.0 {
            let upper = key.text().and_then(|key| places.get(key)).and_then(|place| over[place].take());
            match upper {
                Some((key, upper)) => {
                    let laid = lay(key.text().unwrap_or_default(), upper, Some(value));
                    out.extend(laid.map(|value| (key, value)));
                }
                None => out.push((key, value)),
            }
        }
        for (key, value) in over.into_iter().flatten() {
            let laid = lay(key.text().unwrap_or_default(), value, None);
            out.extend(laid.map(|value| (key, value)));
        }
        Self(out)
    }
}

/// Where texts stand in a list: the first of those that are alike.
pub(super) struct Places(FxHashMap<String, usize>);

impl Places {
    pub(super) fn of<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut places = FxHashMap::default();
        for (place, text) in texts.enumerate() {
            if let Some(text) = text {
                places.entry(text.to_owned()).or_insert(place);
            }
        }
        Self(places)
    }

    pub(super) fn get(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }
}

/// A text that no file has.
pub(super) fn word<'t>(text: impl Into<Cow<'t, str>>, at: At) -> Node<'t> {
    Node { value: Value::Scalar(text.into()), at }
}

/// Whether a flag is set.
pub(super) fn is_true(node: &Node<'_>) -> bool {
    matches!(node.text().map(str::trim), Some("true" | "yes"))
}
