//! Edits of a glossary’s YAML that leave comments, order and everything else as they are.

use std::str::FromStr as _;

use yaml_edit::{Document, Mapping, Sequence, YamlNode};

use crate::{
    glossary::{ConceptKind, Relation, Slot, Status, is_plain},
    language::Language,
};

/// Why a glossary file cannot be edited as asked.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The editor of YAML does not take the file.
    #[error("the YAML cannot be edited: {0}")]
    Yaml(#[source] yaml_edit::YamlError),
    /// The concept does not stand in the file.
    #[error("the file has no such concept")]
    NoConcept,
    /// The form does not stand in the file.
    #[error("the file has no such form")]
    NoForm,
    /// The form is no variant.
    #[error("it is no variant in the file")]
    NoVariant,
    /// A slot has variants alone.
    #[error("the file has forms there, but none that is preferred")]
    NonePreferred,
    /// The form is not written out.
    #[error("it is made of a given and a family name; edit the file")]
    Person,
    /// The form to add is there.
    #[error("«{0}» is listed already")]
    Listed(String),
    /// The form to remove is preferred.
    #[error("«{0}» is preferred, in some style at least: edit the file")]
    Preferred(String),
    /// The file is written in a way the edit is not made for.
    #[error("the {0} cannot be edited")]
    NotEditable(&'static str),
    /// New concepts have no place at the end of the file.
    #[error("new concepts go to the end of the file, and «concepts:» is not last there")]
    ConceptsNotLast,
}

/// A glossary file being edited.
pub(crate) struct GlossaryText {
    document: Document,
}

/// A form of the glossary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub concept: &'a str,
    pub language: Language,
    pub slot: Slot,
    pub form: &'a str,
}

impl GlossaryText {
    /// Takes a file's text.
    pub(crate) fn new(text: &str) -> Result<Self, EditError> {
        let document = Document::from_str(text).map_err(EditError::Yaml)?;
        Ok(Self { document })
    }

    /// The edited text.
    pub(crate) fn text(&self) -> String {
        self.document.to_string()
    }

    pub(super) fn concept(&self, id: &str) -> Result<Mapping, EditError> {
        let concepts = self.document.as_mapping().and_then(|top| top.get_mapping("concepts"));
        concepts.and_then(|concepts| concepts.get_mapping(id)).ok_or(EditError::NoConcept)
    }

    /// The mapping of a slot, made from a bare form where the file has one. Of a person it is the language’s.
    pub(super) fn slot(&self, place: Place<'_>) -> Result<Mapping, EditError> {
        let (holder, key) = self.holder(place)?;
        match holder.get(key).ok_or(EditError::NoForm)? {
            YamlNode::Mapping(mapping) => Ok(mapping),
            YamlNode::Scalar(form) => {
                holder.set(key, flow(&[("preferred", &form.as_string())])?);
                holder.get_mapping(key).ok_or(EditError::NotEditable("form"))
            }
            _ => Err(EditError::NoForm),
        }
    }

    /// The mapping that holds a slot, and the key it stands under.
    fn holder(&self, place: Place<'_>) -> Result<(Mapping, &'static str), EditError> {
        let concept = self.concept(place.concept)?;
        let language = place.language.code();
        if place.slot == Slot::Full {
            return Ok((concept, language));
        }
        let holder = concept.get_mapping(language).ok_or(EditError::NoForm)?;
        if place.slot == Slot::Short {
            no_person(&holder)?;
        }
        Ok((holder, place.slot.name()))
    }

    /// Sets the type of a concept.
    pub(crate) fn kind(&self, concept: &str, kind: ConceptKind) -> Result<(), EditError> {
        self.concept(concept)?.set("type", kind.name());
        Ok(())
    }

    /// Sets a text that stands in a concept (`note`, `source`), or takes it out.
    pub(crate) fn about(&self, concept: &str, key: &str, text: Option<&str>) -> Result<(), EditError> {
        put(&self.concept(concept)?, key, text)
    }

    /// Moves a variant to another slot; where that has no form yet, a mere form becomes its preferred one.
    pub(crate) fn move_to(&self, place: Place<'_>, slot: Slot) -> Result<(), EditError> {
        let (variants, at) = self.variant(place)?;
        let variant = variants.get(at).ok_or(EditError::NoVariant)?;
        let moved = Place { slot, ..place };
        let (holder, key) = self.holder(moved)?;
        let node = match &variant {
            YamlNode::Mapping(fields) => flow_of(&fields_of(fields)?)?,
            _ => text(place.form)?,
        };
        if holder.contains_key(key) {
            push(&self.slot(moved)?, node);
        } else if is_mere_spelling(&variant) {
            // The mapping of the language must be there: the variant stands in it.
            self.slot(Place { slot: Slot::Full, ..place })?.set(key, text(place.form)?);
        } else {
            return Err(EditError::NonePreferred);
        }
        self.remove(place)
    }

    /// Sets the status of a form in a style that does not prefer it; `default` is the status of all styles for which
    /// nothing else is said.
    pub(crate) fn status(&self, place: Place<'_>, status: Status, style: &str) -> Result<(), EditError> {
        let variant = self.variant_mapping(place)?;
        if style == "default" {
            variant.set("status", status.name());
        } else if let Some(by_style) = variant.get_mapping("in") {
            by_style.set(style, status.name());
        } else {
            variant.set("in", flow(&[(style, status.name())])?);
        }
        Ok(())
    }

    /// Says why a form exists. A status that was understood is then written out, since it may depend on that.
    pub(crate) fn relation(
        &self,
        place: Place<'_>,
        relation: Relation,
        understood: Status,
    ) -> Result<(), EditError> {
        let (holder, is_variant) = self.describing(place, "relation")?;
        if is_variant && understood != Status::Preferred && !holder.contains_key("status") {
            holder.set("status", understood.name());
        }
        holder.set("relation", relation.name());
        Ok(())
    }

    /// Sets a text that stands at a form (`party`, `note`, `gender`), or takes it out.
    pub(crate) fn at_form(&self, place: Place<'_>, key: &str, text: Option<&str>) -> Result<(), EditError> {
        put(&self.describing(place, key)?.0, key, text)
    }

    /// Sets a field of the record of a concept to a value in YAML, or takes it out.
    pub(crate) fn record(&self, concept: &str, key: &str, value: Option<String>) -> Result<(), EditError> {
        put_yaml(&self.concept(concept)?, key, value)
    }

    /// Sets a field of the record of a form to a value in YAML, or takes it out.
    pub(crate) fn record_of_form(
        &self,
        place: Place<'_>,
        key: &str,
        value: Option<String>,
    ) -> Result<(), EditError> {
        put_yaml(&self.describing(place, key)?.0, key, value)
    }

    /// The mapping that says `key` of a form, and whether it is a variant’s: the form that is preferred by default
    /// is described beside `preferred`, unless a variant says it.
    pub(super) fn describing(&self, place: Place<'_>, key: &str) -> Result<(Mapping, bool), EditError> {
        let slot = self.slot(place)?;
        let is_first = match slot.get("preferred") {
            Some(YamlNode::Mapping(by_style)) => {
                by_style.get("default").and_then(|form| scalar(&form)).as_deref() == Some(place.form)
            }
            Some(form) => scalar(&form).as_deref() == Some(place.form),
            None => false,
        };
        if let Ok((variants, at)) = self.variant(place)
            && let Some(YamlNode::Mapping(variant)) = variants.get(at)
            && (!is_first || variant.contains_key(key))
        {
            return Ok((variant, true));
        }
        if is_first {
            no_person(&slot)?;
            return Ok((slot, false));
        }
        Ok((self.variant_mapping(place)?, true))
    }

    /// The mapping of a variant, made from a bare form where the file has one. A form that only some style prefers
    /// becomes a variant besides.
    pub(super) fn variant_mapping(&self, place: Place<'_>) -> Result<Mapping, EditError> {
        let slot = self.slot(place)?;
        let is_name = |side: &Mapping| {
            side.get("preferred").and_then(|form| scalar(&form)).as_deref() == Some(place.form)
        };
        if let Some(side) = sides(&slot).into_iter().find(is_name) {
            return Ok(side);
        }
        if self.variant(place).is_err() {
            no_person(&slot)?;
            let is_preferred = match slot.get("preferred") {
                Some(YamlNode::Mapping(by_style)) => {
                    by_style.values().any(|form| scalar(&form).as_deref() == Some(place.form))
                }
                Some(form) => scalar(&form).as_deref() == Some(place.form),
                None => false,
            };
            if !is_preferred {
                return Err(EditError::NoVariant);
            }
            push(&slot, flow(&[("form", place.form)])?);
        }
        let (variants, at) = self.variant(place)?;
        if let Some(YamlNode::Mapping(variant)) = variants.get(at) {
            return Ok(variant);
        }
        variants.set(at, flow(&[("form", place.form)])?);
        match variants.get(at) {
            Some(YamlNode::Mapping(variant)) => Ok(variant),
            _ => Err(EditError::NotEditable("variant")),
        }
    }

    /// Adds a variant; without fields it is a spelling to be rewritten.
    pub(crate) fn add_variant(&self, place: Place<'_>, fields: &[(&str, &str)]) -> Result<(), EditError> {
        let slot = self.slot(place)?;
        if fields.is_empty() {
            push(&slot, text(place.form)?);
        } else {
            push(&slot, flow(&[&[("form", place.form)], fields].concat())?);
        }
        Ok(())
    }

    /// Takes a variant out.
    pub(crate) fn remove(&self, place: Place<'_>) -> Result<(), EditError> {
        let (variants, at) = self.variant(place)?;
        let slot = self.slot(place)?;
        let is_own = slot.get_sequence("variants").is_some_and(|own| listed(&own, place.form).is_some());
        if is_own && variants.len() == 1 {
            slot.remove("variants");
        } else {
            variants.remove(at);
        }
        Ok(())
    }

    /// Prefers a form in a style; the form that was preferred `before` becomes admitted there. What a variant says
    /// of the form stays.
    pub(crate) fn prefer(
        &self,
        place: Place<'_>,
        before: Option<&str>,
        style: &str,
    ) -> Result<(), EditError> {
        let Some(before) = before else {
            let (holder, key) = self.holder(place)?;
            if holder.contains_key(key) {
                return Err(EditError::NonePreferred);
            }
            holder.set(key, text(place.form)?);
            return Ok(());
        };
        let slot = self.slot(place)?;
        no_person(&slot)?;
        match slot.get("preferred") {
            Some(YamlNode::Mapping(by_style)) => by_style.set(style, text(place.form)?),
            _ if style != "default" => {
                slot.set("preferred", flow(&[("default", before), (style, place.form)])?);
            }
            _ => slot.set("preferred", text(place.form)?),
        }
        let old = if style == "default" {
            flow(&[("form", before), ("status", "admitted")])?
        } else {
            flow_of(&[("form", plain(before)?), ("in", format!("{{{}: admitted}}", plain(style)?))])?
        };
        let is_known = self.variant(Place { form: before, ..place }).is_ok();
        let swapped = self.variant(place).ok().filter(|(variants, at)| {
            // A mere spelling that is preferred everywhere says nothing more.
            style == "default" && variants.get(*at).is_some_and(|variant| is_mere_spelling(&variant))
        });
        match swapped {
            Some((variants, at)) if !is_known => {
                variants.set(at, old);
            }
            Some(_) => self.remove(place)?,
            None if !is_known => push(&slot, old),
            None => {}
        }
        Ok(())
    }

    /// Writes a form otherwise, wherever its slot has it.
    pub(crate) fn rename(&self, place: Place<'_>, form: &str) -> Result<(), EditError> {
        let (holder, key) = self.holder(place)?;
        if holder.get(key).and_then(|node| scalar(&node)).as_deref() == Some(place.form) {
            holder.set(key, text(form)?);
            return Ok(());
        }
        let slot = self.slot(place)?;
        let mut is_found = false;
        match slot.get("preferred") {
            Some(YamlNode::Mapping(by_style)) => {
                let styles: Vec<String> =
                    by_style.keys().map(|key| key.to_string().trim().to_owned()).collect();
                for style in styles {
                    let preferred = by_style.get(style.as_str()).and_then(|node| scalar(&node));
                    if preferred.as_deref() == Some(place.form) {
                        by_style.set(style.as_str(), text(form)?);
                        is_found = true;
                    }
                }
            }
            Some(preferred) if scalar(&preferred).as_deref() == Some(place.form) => {
                slot.set("preferred", text(form)?);
                is_found = true;
            }
            _ => {}
        }
        match self.variant(place) {
            Ok((variants, at)) => match variants.get(at) {
                Some(YamlNode::Mapping(variant)) => variant.set("form", text(form)?),
                _ => {
                    variants.set(at, text(form)?);
                }
            },
            Err(_) if is_found => {}
            Err(error) => {
                no_person(&slot)?;
                return Err(error);
            }
        }
        Ok(())
    }

    /// The list that holds a variant, of the slot itself or of one of its sides, and the variant’s place there.
    pub(super) fn variant(&self, place: Place<'_>) -> Result<(Sequence, usize), EditError> {
        let slot = self.slot(place)?;
        let of_sides = sides(&slot).into_iter().filter_map(|side| side.get_sequence("variants"));
        let mut lists = slot.get_sequence("variants").into_iter().chain(of_sides);
        let found = lists.find_map(|list| listed(&list, place.form).map(|at| (list, at)));
        found.ok_or(EditError::NoVariant)
    }
}

pub(super) fn scalar(node: &YamlNode) -> Option<String> {
    node.as_scalar().map(|scalar| scalar.as_string())
}

/// Refuses what is put together of a given and a family name.
fn no_person(mapping: &Mapping) -> Result<(), EditError> {
    if mapping.contains_key("family") {
        return Err(EditError::Person);
    }
    Ok(())
}

/// Where a list of variants has a form.
pub(super) fn listed(variants: &Sequence, form: &str) -> Option<usize> {
    variants.values().position(|node| match &node {
        YamlNode::Mapping(variant) => {
            variant.get("form").and_then(|form| scalar(&form)).as_deref() == Some(form)
        }
        node => scalar(node).as_deref() == Some(form),
    })
}

/// The names that sides use in a slot, as far as they are mappings.
fn sides(slot: &Mapping) -> Vec<Mapping> {
    let Some(sides) = slot.get_mapping("sides") else { return Vec::new() };
    sides.values().filter_map(|side| side.as_mapping().cloned()).collect()
}

/// Whether a variant says nothing but its form and its status.
fn is_mere_spelling(variant: &YamlNode) -> bool {
    match variant {
        YamlNode::Mapping(variant) => {
            let says = |key: &str| variant.get(key).and_then(|value| scalar(&value));
            let keys =
                ["form", "status", "relation"].iter().filter(|key| variant.contains_key(**key)).count();
            keys == variant.len() && says("relation").is_none_or(|relation| relation == "spelling")
        }
        _ => true,
    }
}

/// The fields of a mapping of texts, as YAML on one line.
fn fields_of(mapping: &Mapping) -> Result<Vec<(String, String)>, EditError> {
    let field = |(key, value): (YamlNode, YamlNode)| {
        let key = scalar(&key).ok_or(EditError::NotEditable("variant"))?;
        let value = value.to_string();
        let is_plain = !value.contains('\n') && !value.contains('#');
        is_plain.then(|| (key, value.trim().to_owned())).ok_or(EditError::NotEditable("variant"))
    };
    mapping.iter().map(field).collect()
}

/// Sets a text of a mapping, or takes it out.
fn put(mapping: &Mapping, key: &str, value: Option<&str>) -> Result<(), EditError> {
    match value {
        Some(value) => mapping.set(key, text(value)?),
        None => {
            mapping.remove(key);
        }
    }
    Ok(())
}

/// Sets a value of a mapping, or takes it out.
fn put_yaml(mapping: &Mapping, key: &str, value: Option<String>) -> Result<(), EditError> {
    let Some(value) = value else {
        mapping.remove(key);
        return Ok(());
    };
    let document = Document::from_str(&format!("x: {value}\n")).map_err(EditError::Yaml)?;
    mapping.set(key, document.get("x").ok_or(EditError::NotEditable("record"))?);
    Ok(())
}

/// Adds a variant to a slot.
pub(super) fn push(slot: &Mapping, variant: YamlNode) {
    match slot.get_sequence("variants") {
        Some(variants) => variants.push(variant),
        None => slot.set("variants", vec_of(variant)),
    }
}

/// A text that reads the same anywhere.
pub(super) fn text(text: &str) -> Result<YamlNode, EditError> {
    let document = Document::from_str(&format!("x: {}\n", plain(text)?)).map_err(EditError::Yaml)?;
    document.get("x").ok_or(EditError::NotEditable("text"))
}

/// A mapping of texts on one line.
pub(super) fn flow(fields: &[(&str, &str)]) -> Result<YamlNode, EditError> {
    let fields: Result<Vec<_>, EditError> =
        fields.iter().map(|(key, value)| Ok((*key, plain(value)?))).collect();
    flow_of(&fields?)
}

/// A mapping on one line, of values as YAML.
pub(super) fn flow_of<K: std::fmt::Display>(fields: &[(K, String)]) -> Result<YamlNode, EditError> {
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let document = Document::from_str(&format!("x: {{{}}}\n", fields.join(", "))).map_err(EditError::Yaml)?;
    document.get("x").ok_or(EditError::NotEditable("mapping"))
}

/// A text within a mapping on one line: bare where YAML reads the same again, else in quotes.
pub(super) fn plain(text: &str) -> Result<String, EditError> {
    Ok(if is_plain(text) { text.to_owned() } else { serde_json::Value::from(text).to_string() })
}

pub(super) fn vec_of(node: YamlNode) -> YamlNode {
    let list = Sequence::new_flow();
    list.push(node);
    YamlNode::Sequence(list)
}
