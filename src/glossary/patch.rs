//! Edits of an entry that lies over others with its id and says only what differs from them.
//!
//! What such an entry does not say stays as the layers beneath have it. So a form is listed again before anything is said
//! of it, what is to go is said to go, and nothing that is true already is repeated without need.

use yaml_edit::{Mapping, YamlNode};

use super::edit::{EditError, GlossaryText, Place, flow, flow_of, listed, push, scalar, text, vec_of};
use crate::glossary::Slot;

impl GlossaryText {
    /// Whether an entry takes nothing over from the layers beneath.
    pub(crate) fn stands_alone(&self, concept: &str) -> bool {
        let flag = self.concept(concept).ok().and_then(|entry| entry.get("replace"));
        flag.and_then(|flag| scalar(&flag)).is_some_and(|flag| matches!(flag.as_str(), "true" | "yes"))
    }

    /// Lists a form again, with nothing said of it: as the preferred one or as a variant.
    pub(crate) fn restate(&self, place: Place<'_>, is_preferred: bool) -> Result<(), EditError> {
        let slot = self.slot_or_new(place)?;
        if is_preferred {
            match slot.get("preferred") {
                Some(YamlNode::Mapping(by_style)) if !by_style.contains_key("default") => {
                    by_style.set("default", text(place.form)?);
                }
                Some(_) => {}
                None => slot.set("preferred", text(place.form)?),
            }
        } else if self.variant(place).is_err() {
            push(&slot, flow(&[("form", place.form)])?);
        }
        Ok(())
    }

    /// Says of a variant that is listed what the fields say.
    pub(crate) fn describe(&self, place: Place<'_>, fields: &[(&str, &str)]) -> Result<(), EditError> {
        let variant = self.variant_mapping(place)?;
        for (key, value) in fields {
            variant.set(*key, text(value)?);
        }
        Ok(())
    }

    /// Prefers a form in a style over the one that was preferred `before`, which becomes admitted there.
    pub(crate) fn prefer_above(&self, place: Place<'_>, before: &str, style: &str) -> Result<(), EditError> {
        let slot = self.slot_or_new(place)?;
        if slot.contains_key("preferred") {
            return self.prefer(place, Some(before), style);
        }
        let old = Place { form: before, ..place };
        self.restate(old, false)?;
        let admitted = self.variant_mapping(old)?;
        if style == "default" {
            slot.set("preferred", text(place.form)?);
            admitted.set("status", "admitted");
        } else {
            slot.set("preferred", flow(&[(style, place.form)])?);
            match admitted.get_mapping("in") {
                Some(by_style) => by_style.set(style, "admitted"),
                None => admitted.set("in", flow(&[(style, "admitted")])?),
            }
        }
        Ok(())
    }

    /// Takes a form away, whoever lists it.
    pub(crate) fn remove_above(&self, place: Place<'_>) -> Result<(), EditError> {
        let slot = self.slot_or_new(place)?;
        match slot.get("remove") {
            Some(YamlNode::Sequence(removed)) => {
                if listed(&removed, place.form).is_none() {
                    removed.push(text(place.form)?);
                }
            }
            Some(_) => return Err(EditError::NotEditable("list of what is removed")),
            None => slot.set("remove", vec_of(text(place.form)?)),
        }
        if self.variant(place).is_ok() { self.remove(place) } else { Ok(()) }
    }

    /// Takes a key of a concept away that the layers beneath have.
    pub(crate) fn silence(&self, concept: &str, key: &str) -> Result<(), EditError> {
        self.concept(concept)?.set(key, nothing()?);
        Ok(())
    }

    /// Takes a key of a form away that the layers beneath have.
    pub(crate) fn silence_at(&self, place: Place<'_>, key: &str) -> Result<(), EditError> {
        self.describing(place, key)?.0.set(key, nothing()?);
        Ok(())
    }

    /// The mapping of a slot; an empty one where the entry says nothing of it.
    fn slot_or_new(&self, place: Place<'_>) -> Result<Mapping, EditError> {
        let (holder, key) = if place.slot == Slot::Full {
            (self.concept(place.concept)?, place.language.code())
        } else {
            (self.slot_or_new(Place { slot: Slot::Full, ..place })?, place.slot.name())
        };
        if holder.contains_key(key) {
            return self.slot(place);
        }
        holder.set(key, flow_of::<&str>(&[])?);
        holder.get_mapping(key).ok_or(EditError::NotEditable("entry"))
    }
}

/// What takes a key away from the layers beneath.
fn nothing() -> Result<YamlNode, EditError> {
    let document = "x: ~\n".parse::<yaml_edit::Document>().map_err(EditError::Yaml)?;
    document.get("x").ok_or(EditError::NotEditable("entry"))
}
