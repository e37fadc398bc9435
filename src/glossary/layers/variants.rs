//! The variants of a slot, laid over those beneath.

use super::{
    pairs::{Pairs, Places, word},
    slot::lay_value,
};
use crate::glossary::node::{Node, Value};

/// The form of a variant, or of whatever is a text.
pub(super) fn form_of<'a>(item: &'a Node<'_>) -> Option<&'a str> {
    let text = match &item.value {
        Value::Mapping(nodes) => {
            let is_form = |pair: &&[Node<'_>]| matches!(pair[0].text(), Some("form" | "pattern"));
            nodes.chunks_exact(2).find(is_form)?[1].text()
        }
        _ => item.text(),
    };
    text.map(str::trim)
}

/// Takes the variant with a form out of a slot.
pub(super) fn take_variant<'t>(form: &str, slot: &mut Pairs<'t>) -> Option<Node<'t>> {
    let Some(Node { value: Value::Sequence(items), .. }) = slot.get_mut("variants") else { return None };
    let place = items.iter().position(|item| form_of(item) == Some(form))?;
    let mut all = std::mem::take(items).into_vec();
    let variant = all.remove(place);
    *items = all.into();
    Some(variant)
}

/// Adds a variant to a slot.
pub(super) fn push_variant<'t>(slot: &mut Pairs<'t>, variant: Node<'t>) {
    match slot.get_mut("variants") {
        Some(Node { value: Value::Sequence(items), .. }) => {
            let mut all = std::mem::take(items).into_vec();
            all.push(variant);
            *items = all.into();
        }
        Some(_) => {}
        None => {
            let at = variant.at;
            slot.put_word("variants", Node { value: Value::Sequence([variant].into()), at });
        }
    }
}

/// Takes the variants of these forms out.
pub(super) fn lose_forms(slot: &mut Pairs<'_>, forms: &Places) {
    if let Some(Node { value: Value::Sequence(items), .. }) = slot.get_mut("variants") {
        let all = std::mem::take(items).into_vec().into_iter();
        *items = all.filter(|item| form_of(item).and_then(|form| forms.get(form)).is_none()).collect();
    }
}

/// Lays the variants of an upper layer over a slot: one that is listed again takes its new status, the others are
/// added. `demoted` was preferred until now: another status takes the place of the one it got by that.
pub(super) fn lay_variants<'t>(list: Node<'t>, slot: &mut Pairs<'t>, demoted: Option<&str>) {
    let at = list.at;
    let Value::Sequence(items) = list.value else {
        slot.put_word("variants", list);
        return;
    };
    let mut upper: Vec<Option<Node<'t>>> = items.into_vec().into_iter().map(Some).collect();
    let places = Places::of(upper.iter().flatten().map(form_of));
    let mut take =
        |form: Option<&str>| form.and_then(|form| places.get(form)).and_then(|at| upper[at].take());
    let mut lay = |lower: Node<'t>| {
        let form = form_of(&lower);
        let is_demoted = demoted.is_some() && form == demoted;
        match take(form) {
            Some(upper) => lay_variant(upper, lower, is_demoted),
            None => lower,
        }
    };
    let mut all: Vec<Node<'t>> = match slot.take("variants") {
        Some(Node { value: Value::Sequence(items), .. }) => {
            items.into_vec().into_iter().map(&mut lay).collect()
        }
        _ => Vec::new(),
    };
    if let Some(Ok(mut sides)) = slot.take("sides").map(Pairs::of) {
        for (_, side) in &mut sides.0 {
            lay_on_side(side, &mut lay);
        }
        if let Some(at) = sides.0.first().map(|(party, _)| party.at) {
            slot.put_word("sides", sides.into_node(at));
        }
    }
    all.extend(upper.into_iter().flatten());
    slot.put_word("variants", Node { value: Value::Sequence(all.into()), at });
}

/// Lays variants on a side’s name and its spellings.
fn lay_on_side<'t>(side: &mut Node<'t>, lay: &mut impl FnMut(Node<'t>) -> Node<'t>) {
    let at = side.at;
    let Ok(mut pairs) = Pairs::of_form(side.clone(), "preferred") else { return };
    if let Some(Node { value: Value::Sequence(items), .. }) = pairs.get_mut("variants") {
        *items = std::mem::take(items).into_vec().into_iter().map(&mut *lay).collect();
    }
    if let Some(name) = pairs.get("preferred").cloned() {
        let laid = lay(Pairs(vec![(word("form", name.at), name)]).into_node(at));
        // What is said of the name again stands beside it; whose name it is, is settled.
        for (key, value) in Pairs::of(laid).unwrap_or_default().0 {
            match key.text() {
                Some("form") => pairs.put_word("preferred", value),
                Some("relation" | "party") => {}
                _ => pairs.put(key, value),
            }
        }
    }
    *side = pairs.into_node(at);
}

/// Lays a variant over the same form beneath. A bare form says that it is to be rewritten.
fn lay_variant<'t>(upper: Node<'t>, lower: Node<'t>, is_demoted: bool) -> Node<'t> {
    let at = upper.at;
    let is_bare = upper.text().is_some();
    if is_bare && lower.text().is_some() {
        return upper;
    }
    let (Ok(mut upper), Ok(mut lower)) = (Pairs::of_form(upper, "form"), Pairs::of_form(lower, "form"))
    else {
        return word("", at);
    };
    if is_bare {
        upper.put_word("status", word("deprecated", at));
    }
    if is_demoted {
        lower.take("status");
    }
    lower.lay(upper, |_, upper, lower| lay_value(upper, lower)).into_node(at)
}
