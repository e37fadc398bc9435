//! Forms that a layer takes away from those beneath.

use super::{
    pairs::{Pairs, word},
    preferred::{default_form, hand_down, is_unlisted, take_said},
    slot::{SLOTS, side_forms},
    variants::{form_of, push_variant},
};
use crate::glossary::node::{At, Node, Value};

/// Takes a form away wherever a slot has it just as it is written.
pub(super) fn remove(under: &mut Pairs<'_>, form: &Node<'_>) -> bool {
    let text = form.text().map(str::trim);
    text.is_some_and(|text| remove_where(under, &|known| known == text))
}

fn remove_where<'t>(under: &mut Pairs<'t>, is_it: &dyn Fn(&str) -> bool) -> bool {
    let is_form = |node: &Node<'_>| form_of(node).is_some_and(is_it);
    let mut found = false;
    if let Some(preferred) = under.take("preferred") {
        if default_form(&preferred).is_some_and(is_form) {
            found = true;
            hand_down(&preferred, under);
            take_said(under);
            let others = Pairs::of(preferred).unwrap_or_default().0.into_iter();
            for (_, form) in others.filter(|(_, form)| !is_form(form)) {
                if is_unlisted(&form, under) {
                    push_variant(under, form);
                }
            }
        } else {
            let at = preferred.at;
            let kept = match Pairs::of(preferred) {
                Ok(mut by_style) => {
                    let before = by_style.0.len();
                    by_style.0.retain(|(_, form)| !is_form(form));
                    found |= by_style.0.len() < before;
                    by_style.into_node(at)
                }
                Err(preferred) => preferred,
            };
            under.put_word("preferred", kept);
        }
    }
    found |= retain_variants(under, &is_form);
    if let Some(Ok(mut sides)) = under.take("sides").map(Pairs::of) {
        let before = sides.0.len();
        sides.0.retain(|(_, side)| !side_forms(side).first().copied().is_some_and(is_it));
        found |= sides.0.len() < before;
        for (_, side) in &mut sides.0 {
            let node = std::mem::replace(side, word("", At { line: 0, column: 0 }));
            let at = node.at;
            *side = match Pairs::of(node) {
                Ok(mut pairs) => {
                    found |= retain_variants(&mut pairs, &is_form);
                    pairs.into_node(at)
                }
                Err(node) => node,
            };
        }
        if let Some(at) = sides.0.first().map(|(party, _)| party.at) {
            under.put_word("sides", sides.into_node(at));
        }
    }
    for key in SLOTS {
        let Some(slot) = under.take(key) else { continue };
        let at = slot.at;
        let Ok(mut pairs) = Pairs::of_form(slot, "preferred") else { continue };
        found |= remove_where(&mut pairs, is_it);
        if pairs.get("preferred").or(pairs.get("variants")).is_some() {
            under.put_word(key, pairs.into_node(at));
        }
    }
    found
}

/// Takes variants out; whether there were any.
fn retain_variants(under: &mut Pairs<'_>, is_gone: &dyn Fn(&Node<'_>) -> bool) -> bool {
    let Some(Node { value: Value::Sequence(items), .. }) = under.get_mut("variants") else { return false };
    let before = items.len();
    let kept: Vec<_> = std::mem::take(items).into_vec().into_iter().filter(|item| !is_gone(item)).collect();
    *items = kept.into();
    items.len() < before
}
