//! Which elements belong to the namespace of the root element.

use std::collections::HashMap;

use quick_xml::{XmlVersion, events::BytesStart};

/// The declarations of namespaces (`xmlns`, `xmlns:p`) in force.
#[derive(Default)]
pub(super) struct Namespaces {
    root_prefix: String,
    /// The namespace of the root element; `""` when it has none.
    root: String,
    /// By prefix, from the outermost element inwards: whether it stands for the namespace of the root.
    bindings: HashMap<String, Vec<bool>>,
    /// The prefixes declared, each with the depth of its element.
    declared: Vec<(usize, String)>,
}

impl Namespaces {
    /// Reads the declarations of a start tag.
    pub(super) fn open(&mut self, start: &BytesStart<'_>, depth: usize, is_root: bool) {
        let has_any = memchr::memmem::find(start.as_bytes(), b"xmlns").is_some();
        if is_root {
            let prefix = start.name().prefix().map_or("", |prefix| prefix.into_inner());
            prefix.clone_into(&mut self.root_prefix);
            if has_any {
                let root = declarations(start).find(|(declared, _)| declared == prefix);
                self.root = root.map(|(_, namespace)| namespace).unwrap_or_default();
            }
        }
        if has_any {
            for (prefix, namespace) in declarations(start) {
                self.bindings.entry(prefix.clone()).or_default().push(namespace == self.root);
                self.declared.push((depth, prefix));
            }
        }
    }

    /// Forgets the declarations of an element that ends.
    pub(super) fn close(&mut self, depth: usize) {
        while let Some((_, prefix)) = self.declared.pop_if(|(declared, _)| *declared >= depth) {
            if let Some(bindings) = self.bindings.get_mut(&prefix) {
                bindings.pop();
            }
        }
    }

    /// Whether elements with this prefix belong to another namespace than the root; a prefix that is declared
    /// nowhere stands for a namespace of its own.
    pub(super) fn is_foreign(&self, prefix: &str) -> bool {
        match self.bindings.get(prefix).and_then(|bindings| bindings.last()) {
            Some(is_own) => !is_own,
            None => !prefix.is_empty() && prefix != self.root_prefix,
        }
    }
}

/// The prefixes that a start tag declares (`""` for `xmlns` alone) and what they stand for.
fn declarations<'a>(start: &'a BytesStart<'_>) -> impl Iterator<Item = (String, String)> + 'a {
    let mut attributes = start.attributes();
    attributes.with_checks(false);
    attributes.flatten().filter_map(|attribute| {
        let key = attribute.key.into_inner();
        let prefix = if key == "xmlns" { "" } else { key.strip_prefix("xmlns:")? };
        let namespace = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some((prefix.to_owned(), namespace.into_owned()))
    })
}
