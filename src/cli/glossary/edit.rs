//! Edits of a glossary’s YAML that leave comments, order and everything else as they are.

use std::str::FromStr as _;

use anyhow::{Context as _, bail};
use yaml_edit::{Document, Mapping, Sequence, YamlNode};

use crate::{
    glossary::{Slot, Status},
    language::Language,
};

/// A glossary file being edited.
pub(super) struct GlossaryText {
    document: Document,
}

/// A form of the glossary.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub concept: &'a str,
    pub language: Language,
    pub slot: Slot,
    pub form: &'a str,
}

impl GlossaryText {
    /// Takes a file's text.
    pub(super) fn new(text: &str) -> anyhow::Result<Self> {
        let document = Document::from_str(text).context("the YAML cannot be edited")?;
        Ok(Self { document })
    }

    /// The edited text.
    pub(super) fn text(&self) -> String {
        self.document.to_string()
    }

    fn concept(&self, id: &str) -> anyhow::Result<Mapping> {
        let concepts = self.document.as_mapping().and_then(|top| top.get_mapping("concepts"));
        concepts.and_then(|concepts| concepts.get_mapping(id)).context("the file has no such concept")
    }

    /// The mapping of a slot, made from a bare form where the file has one.
    fn slot(&self, place: Place<'_>) -> anyhow::Result<Mapping> {
        let mut holder = self.concept(place.concept)?;
        let mut key = place.language.code();
        if place.slot != Slot::Full {
            holder = holder.get_mapping(key).context("the file has no such form")?;
            key = place.slot.name();
        }
        let node = holder.get(key).context("the file has no such form")?;
        match node {
            YamlNode::Mapping(mapping) if mapping.contains_key("family") => {
                bail!("it is made of a given and a family name; edit the file")
            }
            YamlNode::Mapping(mapping) => Ok(mapping),
            YamlNode::Scalar(form) => {
                holder.set(key, flow(&[("preferred", &form.as_string())])?);
                holder.get_mapping(key).context("the form cannot be edited")
            }
            _ => bail!("the file has no such form"),
        }
    }

    /// Sets the note of a concept.
    pub(super) fn note(&self, concept: &str, note: &str) -> anyhow::Result<()> {
        self.concept(concept)?.set("note", note);
        Ok(())
    }

    /// Sets the status of a form that is not preferred.
    pub(super) fn status(&self, place: Place<'_>, status: Status) -> anyhow::Result<()> {
        let (variants, at) = self.variant(place)?;
        match variants.get(at) {
            Some(YamlNode::Mapping(variant)) => variant.set("status", status.name()),
            _ => {
                variants.set(at, flow(&[("form", place.form), ("status", status.name())])?);
            }
        }
        Ok(())
    }

    /// Adds a variant: a spelling to be rewritten.
    pub(super) fn add_variant(&self, place: Place<'_>) -> anyhow::Result<()> {
        let slot = self.slot(place)?;
        match slot.get_sequence("variants") {
            Some(variants) => variants.push(place.form),
            None => {
                let list = Sequence::new_flow();
                list.push(place.form);
                slot.set("variants", YamlNode::Sequence(list));
            }
        }
        Ok(())
    }

    /// Takes a variant out.
    pub(super) fn remove(&self, place: Place<'_>) -> anyhow::Result<()> {
        let (variants, at) = self.variant(place)?;
        if variants.len() == 1 {
            self.slot(place)?.remove("variants");
        } else {
            variants.remove(at);
        }
        Ok(())
    }

    /// Prefers a form in a style; the form that was preferred before becomes admitted.
    pub(super) fn prefer(&self, place: Place<'_>, before: &str, style: &str) -> anyhow::Result<()> {
        let slot = self.slot(place)?;
        match slot.get("preferred") {
            Some(YamlNode::Mapping(by_style)) => by_style.set(style, place.form),
            _ if style != "default" => {
                slot.set("preferred", flow(&[("default", before), (style, place.form)])?);
            }
            _ => slot.set("preferred", place.form),
        }
        if slot.get_sequence("variants").is_some()
            && let Ok((variants, at)) = self.variant(place)
        {
            variants.set(at, flow(&[("form", before), ("status", "admitted")])?);
            return Ok(());
        }
        let old = flow(&[("form", before), ("status", "admitted")])?;
        match slot.get_sequence("variants") {
            Some(variants) => variants.push(old),
            None => slot.set("variants", vec_of(old)),
        }
        Ok(())
    }

    /// Writes a form otherwise.
    pub(super) fn rename(&self, place: Place<'_>, form: &str) -> anyhow::Result<()> {
        let slot = self.slot(place)?;
        match slot.get("preferred") {
            Some(YamlNode::Scalar(preferred)) if preferred.as_string() == place.form => {
                slot.set("preferred", form);
                return Ok(());
            }
            Some(YamlNode::Mapping(by_style)) => {
                let styles: Vec<String> =
                    by_style.keys().map(|key| key.to_string().trim().to_owned()).collect();
                let mut found = false;
                for style in styles {
                    if by_style
                        .get(style.as_str())
                        .is_some_and(|node| scalar(&node).as_deref() == Some(place.form))
                    {
                        by_style.set(style.as_str(), form);
                        found = true;
                    }
                }
                if found {
                    return Ok(());
                }
            }
            _ => {}
        }
        let (variants, at) = self.variant(place)?;
        match variants.get(at) {
            Some(YamlNode::Mapping(variant)) => variant.set("form", form),
            _ => {
                variants.set(at, form);
            }
        }
        Ok(())
    }

    fn variant(&self, place: Place<'_>) -> anyhow::Result<(Sequence, usize)> {
        let slot = self.slot(place)?;
        let variants = slot.get_sequence("variants").context("it is no variant in the file")?;
        let at = variants.values().position(|node| match &node {
            YamlNode::Mapping(variant) => {
                variant.get("form").and_then(|form| scalar(&form)).as_deref() == Some(place.form)
            }
            node => scalar(node).as_deref() == Some(place.form),
        });
        Ok((variants, at.context("it is no variant in the file")?))
    }
}

fn scalar(node: &YamlNode) -> Option<String> {
    node.as_scalar().map(|scalar| scalar.as_string())
}

/// A mapping on one line.
fn flow(fields: &[(&str, &str)]) -> anyhow::Result<YamlNode> {
    let mut text = String::from("x: {");
    for (number, (key, value)) in fields.iter().enumerate() {
        if number > 0 {
            text.push_str(", ");
        }
        text.push_str(&format!("{key}: {}", plain(value)?));
    }
    text.push_str("}\n");
    let document = Document::from_str(&text)?;
    document.get("x").context("a mapping cannot be made")
}

/// A text within a mapping on one line: bare where YAML reads the same again, else in quotes.
fn plain(text: &str) -> anyhow::Result<String> {
    let safe = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '’' | '.'))
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && !matches!(
            text.to_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    Ok(if safe || hyphenated(text) { text.to_owned() } else { serde_json::to_string(text)? })
}

fn hyphenated(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.ends_with(char::is_alphanumeric)
        && text.contains('-')
        && text.chars().all(|c| c.is_alphabetic() || c == '-')
}

fn vec_of(node: YamlNode) -> YamlNode {
    let list = Sequence::new_flow();
    list.push(node);
    YamlNode::Sequence(list)
}
