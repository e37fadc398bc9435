//! A slot gets another preferred form: what becomes of the one it had, and of what was said of either.

use super::{
    pairs::{Pairs, is_true, word},
    slot::side_forms,
    variants::{form_of, push_variant, take_variant},
};
use crate::glossary::node::{Node, Value};

/// The keys of a slot that do not tell of its preferred form alone.
const OF_THE_SLOT: [&str; 9] =
    ["preferred", "variants", "sides", "short", "abbreviation", "given", "family", "status", "in"];

/// What a form takes from the preferred one when it says nothing else.
const INHERITED: [&str; 4] = ["article", "gender", "locative", "own_article"];

/// Prefers other forms; the form that was preferred by default becomes a deprecated variant with all that was said of
/// it. Its text comes back when nothing else gave it a status.
pub(super) fn prefer<'t>(new: Node<'t>, under: &mut Pairs<'t>) -> Option<String> {
    if !matches!(new.value, Value::Scalar(_) | Value::Mapping(_)) {
        // The mistake is told where the slot is read.
        under.put_word("preferred", new);
        return None;
    }
    let is_person = under.get("family").is_some();
    let old = under.take("preferred").or_else(|| mixed_name(under));
    let Some(old) = old else {
        under.put_word("preferred", new);
        return None;
    };
    let (before, now) = (default_form(&old).cloned(), default_form(&new).cloned());
    let (mut demoted, mut kept_in) = (None, Vec::new());
    if let (Some(before), Some(now)) = (&before, &now)
        && before.text() != now.text()
    {
        let mut said = Pairs::default();
        if !is_person {
            hand_down(&old, under);
            said = take_said(under);
            kept_in = absorb(now, under);
        }
        demoted = add_demoted(before, said, under);
    }
    let mut by_style = Pairs::of_form(old, "default").unwrap_or_default();
    let lost: Vec<Node<'t>> = by_style.0.iter().map(|(_, form)| form.clone()).collect();
    for style in kept_in {
        if let Some(before) =
            before.clone().filter(|_| by_style.get(style.text().unwrap_or_default()).is_none())
        {
            by_style.put(style, before);
        }
    }
    let at = new.at;
    let new = Pairs::of_form(new, "default").unwrap_or_default();
    let by_style = by_style.lay(new, |_, upper, _| Some(upper));
    let is_preferred = |form: &Node<'_>| by_style.0.iter().any(|(_, kept)| kept.text() == form.text());
    for form in lost.into_iter().filter(|form| !is_preferred(form)) {
        if is_unlisted(&form, under) {
            push_variant(under, deprecated(form, Pairs::default()));
        }
    }
    let preferred = match <[_; 1]>::try_from(by_style.0) {
        Ok([(style, form)]) if style.text() == Some("default") => form,
        Ok([pair]) => Pairs(vec![pair]).into_node(at),
        Err(pairs) => Pairs(pairs).into_node(at),
    };
    under.put_word("preferred", preferred);
    demoted
}

/// Lets the full name that stands beneath give way to one that is put together of given and family name.
pub(super) fn demote_name(under: &mut Pairs<'_>) -> Option<String> {
    let old = under.take("preferred")?;
    let before = default_form(&old)?.clone();
    add_demoted(&before, Pairs::default(), under)
}

/// The form that is preferred in a style for which nothing else is said.
pub(super) fn default_form<'a, 't>(preferred: &'a Node<'t>) -> Option<&'a Node<'t>> {
    match &preferred.value {
        Value::Scalar(_) => Some(preferred),
        Value::Mapping(nodes) => {
            let pair = nodes.chunks_exact(2).find(|pair| pair[0].text() == Some("default"))?;
            Some(&pair[1])
        }
        _ => None,
    }
}

/// Whether a form is what a side calls the concept, or a spelling of that.
fn is_of_a_side(form: &Node<'_>, under: &Pairs<'_>) -> bool {
    let Some(Node { value: Value::Mapping(sides), .. }) = under.get("sides") else { return false };
    sides.chunks_exact(2).flat_map(|pair| side_forms(&pair[1])).any(|known| form.text() == Some(known))
}

/// Whether a slot lists a form nowhere but under `preferred`.
pub(super) fn is_unlisted(form: &Node<'_>, under: &Pairs<'_>) -> bool {
    if is_of_a_side(form, under) {
        return false;
    }
    let listed = under.get("variants").map(|list| match &list.value {
        Value::Sequence(items) => items.iter().any(|item| form_of(item) == form.text()),
        _ => false,
    });
    !listed.unwrap_or(false)
}

/// A variant that is to be rewritten.
fn deprecated<'t>(form: Node<'t>, said: Pairs<'t>) -> Node<'t> {
    let at = form.at;
    let mut pairs = Pairs(vec![(word("form", at), form), (word("status", at), word("deprecated", at))]);
    pairs.0.extend(said.0);
    pairs.into_node(at)
}

/// Makes the form that was preferred a variant, unless a side has it, whose name it stays; its text, unless it was one besides and had a status.
fn add_demoted<'t>(before: &Node<'t>, said: Pairs<'t>, under: &mut Pairs<'t>) -> Option<String> {
    let text = before.text()?.to_owned();
    if is_of_a_side(before, under) {
        return None;
    }
    let mut has_status = false;
    let mut all = said;
    if let Some(variant) = take_variant(&text, under) {
        let known = Pairs::of_form(variant, "form").unwrap_or_default();
        has_status = known.get("status").is_some();
        let known = Pairs(known.0.into_iter().filter(|(key, _)| key.text() != Some("form")).collect());
        all = all.lay(known, lay_upper);
    }
    let status = all.take("status");
    let mut variant = Pairs::of(deprecated(before.clone(), all)).unwrap_or_default();
    if let Some(status) = status {
        variant.put_word("status", status);
    }
    push_variant(under, variant.into_node(before.at));
    (!has_status).then_some(text)
}

fn lay_upper<'t>(_: &str, upper: Node<'t>, _: Option<Node<'t>>) -> Option<Node<'t>> {
    Some(upper)
}

/// The full name that the given and family names of a person make.
fn mixed_name<'t>(under: &Pairs<'t>) -> Option<Node<'t>> {
    let part = |key: &str| -> Option<Node<'t>> {
        let node = under.get(key)?;
        let named = Pairs::of_form(node.clone(), "preferred").ok()?;
        default_form(named.get("preferred")?).cloned()
    };
    let family = part("family")?;
    let Some(given) = part("given") else { return Some(family) };
    Some(word(format!("{} {}", given.text()?.trim(), family.text()?.trim()), family.at))
}

/// Takes out what is said of the preferred form alone.
pub(super) fn take_said<'t>(under: &mut Pairs<'t>) -> Pairs<'t> {
    let all = std::mem::take(&mut under.0);
    let (kept, said) =
        all.into_iter().partition(|(key, _)| key.text().is_some_and(|key| OF_THE_SLOT.contains(&key)));
    under.0 = kept;
    Pairs(said)
}

/// Writes out at the other forms of a slot what they take from the preferred one, which is about to change.
pub(super) fn hand_down<'t>(preferred: &Node<'t>, under: &mut Pairs<'t>) {
    let is_own_article = under.get("own_article").is_some_and(is_true);
    let inherited = INHERITED.into_iter().filter(|key| *key != "article" || !is_own_article);
    let mut keys: Vec<(Node<'t>, Node<'t>)> = inherited
        .filter_map(|key| under.get(key).map(|value| (word(key, value.at), value.clone())))
        .collect();
    if let Some(inflect) = under.get("inflect") {
        keys.push((word("inflect", inflect.at), word("adjective", inflect.at)));
    }
    if under.get("gender").is_none()
        && let Some(article) = under.get("article")
        && let Some(gender) =
            [("le", "m"), ("la", "f")].into_iter().find(|(le, _)| article.text() == Some(*le))
    {
        keys.push((word("gender", article.at), word(gender.1, article.at)));
    }
    if keys.is_empty() {
        return;
    }
    // Forms that only some style prefers are described as variants.
    if let Value::Mapping(nodes) = &preferred.value {
        for pair in nodes.chunks_exact(2).filter(|pair| pair[0].text() != Some("default")) {
            if is_unlisted(&pair[1], under) && pair[1].text().is_some() {
                push_variant(
                    under,
                    Pairs(vec![(word("form", pair[1].at), pair[1].clone())]).into_node(pair[1].at),
                );
            }
        }
    }
    let inherit = |item: Node<'t>, form: &'static str| {
        let at = item.at;
        let mut pairs = match Pairs::of_form(item, form) {
            Ok(pairs) => pairs,
            Err(item) => return item,
        };
        let article = pairs.get("article").and_then(Node::text);
        let has_gender = matches!(article, Some("le" | "la"));
        for (key, value) in &keys {
            let name = key.text().unwrap_or_default();
            // An article brings its own gender.
            if pairs.get(name).is_none() && !(name == "gender" && has_gender) {
                pairs.0.push((key.clone(), value.clone()));
            }
        }
        pairs.into_node(at)
    };
    if let Some(Node { value: Value::Sequence(variants), .. }) = under.get_mut("variants") {
        let all = std::mem::take(variants).into_vec();
        *variants = all.into_iter().map(|item| inherit(item, "form")).collect();
    }
    if let Some(sides) = under.take("sides") {
        let at = sides.at;
        let sides = match Pairs::of(sides) {
            Ok(sides) => {
                let all = sides.0.into_iter().map(|(party, side)| (party, inherit(side, "preferred")));
                Pairs(all.collect()).into_node(at)
            }
            Err(sides) => sides,
        };
        under.put_word("sides", sides);
    }
}

/// Takes a form that is preferred from now on out of the variants; what was said of it is then said of the preferred
/// form. The styles in which it may not stand come back.
fn absorb<'t>(form: &Node<'t>, under: &mut Pairs<'t>) -> Vec<Node<'t>> {
    let Some(variant) = form.text().and_then(|form| take_variant(form, under)) else { return Vec::new() };
    let mut said = Pairs::of_form(variant, "form").unwrap_or_default();
    let mut styles = Vec::new();
    for key in ["form", "status"] {
        said.take(key);
    }
    if let Some(Ok(by_style)) = said.take("in").map(Pairs::of) {
        let refused = |status: &Node<'_>| matches!(status.text(), Some("deprecated" | "forbidden"));
        styles.extend(by_style.0.into_iter().filter(|(_, status)| refused(status)).map(|(style, _)| style));
    }
    if said.get("relation").is_some_and(|relation| relation.text() != Some("party")) {
        said.take("relation");
    }
    for (key, value) in said.0 {
        under.put(key, value);
    }
    styles
}
