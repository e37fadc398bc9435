//! What a layer says of one language of a concept, or of one slot, laid over what the layers beneath say.

use super::{
    pairs::{Pairs, Places, is_true},
    preferred::{demote_name, prefer},
    remove::remove,
    variants::{form_of, lay_variants, lose_forms},
};
use crate::glossary::node::{Node, Value};

/// The slots that stand within a language.
pub(super) const SLOTS: [&str; 4] = ["short", "abbreviation", "given", "family"];

/// Lays a slot over the one beneath; nothing when nothing is left of it. `unmet` takes the forms that are to be removed
/// and that the slot beneath has nowhere.
pub(super) fn lay_slot<'t>(over: Node<'t>, under: Node<'t>, unmet: &mut Vec<Node<'t>>) -> Option<Node<'t>> {
    if matches!(over.value, Value::Null) {
        return Some(under);
    }
    let at = over.at;
    let mut over = match Pairs::of_form(over, "preferred") {
        Ok(over) => over,
        Err(node) => return Some(node),
    };
    let removed = over.take("remove");
    let is_fresh = [over.take("replace").as_ref(), removed.as_ref()].into_iter().flatten().any(is_true);
    let under = if is_fresh { None } else { Pairs::of_form(under, "preferred").ok() };
    let Some(mut under) = under else { return (!over.0.is_empty()).then(|| over.into_node(at)) };
    for form in removed.into_iter().flat_map(items) {
        if !remove(&mut under, &form) {
            unmet.push(form);
        }
    }
    let demoted = match over.take("preferred") {
        Some(new) => prefer(new, &mut under),
        None if over.get("family").is_some() => demote_name(&mut under),
        None => None,
    };
    if let Some(sides) = over.take("sides") {
        lay_sides(sides, &mut under, unmet);
    }
    if let Some(variants) = over.take("variants") {
        lay_variants(variants, &mut under, demoted.as_deref());
    }
    let laid = under.lay(over, |key, upper, lower| match lower {
        Some(lower) if SLOTS.contains(&key) && !matches!(upper.value, Value::Null) => {
            lay_slot(upper, lower, unmet)
        }
        lower => lay_value(upper, lower),
    });
    (!laid.0.is_empty()).then(|| laid.into_node(at))
}

/// What stands in a slot that lies on nothing, without what it would remove.
pub(super) fn lone_slot<'t>(node: Node<'t>, unmet: &mut Vec<Node<'t>>) -> Option<Node<'t>> {
    let at = node.at;
    let mut pairs = match Pairs::of(node) {
        Ok(pairs) => pairs,
        Err(node) => return Some(node),
    };
    pairs.take("replace");
    unmet.extend(pairs.take("remove").into_iter().flat_map(items));
    (!pairs.0.is_empty()).then(|| pairs.into_node(at))
}

/// Lays a value over the one beneath: a mapping key by key, anything else in its place, and a text with its source as a
/// whole. `~` takes the key away.
pub(super) fn lay_value<'t>(upper: Node<'t>, lower: Option<Node<'t>>) -> Option<Node<'t>> {
    if matches!(upper.value, Value::Null) {
        return None;
    }
    let Some(lower) = lower else { return Some(upper) };
    let at = upper.at;
    match (Pairs::of(upper), Pairs::of(lower)) {
        (Ok(upper), Ok(lower)) if upper.get("text").is_none() => {
            Some(lower.lay(upper, |_, upper, lower| lay_value(upper, lower)).into_node(at))
        }
        (Ok(upper), _) => Some(upper.into_node(at)),
        (Err(upper), _) => Some(upper),
    }
}

/// The items of a list; a text is a list of one.
pub(super) fn items(node: Node<'_>) -> Vec<Node<'_>> {
    match node.value {
        Value::Sequence(items) => items.into_vec(),
        Value::Null => Vec::new(),
        _ => vec![node],
    }
}

/// Lays the names of sides over those beneath. A variant that is a side’s name from now on is none any more.
fn lay_sides<'t>(sides: Node<'t>, under: &mut Pairs<'t>, unmet: &mut Vec<Node<'t>>) {
    let at = sides.at;
    let sides = match Pairs::of(sides) {
        Ok(sides) => sides,
        Err(node) => return under.put_word("sides", node),
    };
    let names = sides.0.iter().map(|(_, side)| side);
    let forms: Vec<String> = names.flat_map(side_forms).map(str::to_owned).collect();
    lose_forms(under, &Places::of(forms.iter().map(|form| Some(form.as_str()))));
    let lower = under.take("sides").and_then(|lower| Pairs::of(lower).ok()).unwrap_or_default();
    let laid = lower.lay(sides, |_, upper, lower| match lower {
        Some(lower) => lay_slot(upper, lower, unmet),
        None => Some(upper),
    });
    under.put_word("sides", laid.into_node(at));
}

/// The forms of a side: its name and the spellings of it.
pub(super) fn side_forms<'a>(side: &'a Node<'_>) -> Vec<&'a str> {
    let Value::Mapping(nodes) = &side.value else { return side.text().into_iter().collect() };
    let mut forms = Vec::new();
    for pair in nodes.chunks_exact(2) {
        match (pair[0].text(), &pair[1].value) {
            (Some("preferred"), _) => forms.extend(pair[1].text()),
            (Some("variants"), Value::Sequence(items)) => forms.extend(items.iter().filter_map(form_of)),
            _ => {}
        }
    }
    forms
}
