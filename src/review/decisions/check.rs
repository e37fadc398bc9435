//! Whether a decision can be: the thing, its field, the value.

use serde_json::{Value, json};

use super::{
    Decisions,
    groups::{Subject, groups, subjects},
    steps,
    things::{Thing, written},
};
use crate::{
    exchange::RecordField,
    glossary::{Article, Concept, Elides, FormRecord, Gender, Glossary, Locative, Set, Slot, StyleId},
    review::Refused,
    text::is_apostrophe,
};

/// The longest text that a decision may set (bytes).
const LONGEST: usize = 20_000;

/// Makes sure that a setting names a thing, one of its fields and a value that it can have.
///
/// # Errors
/// What is wrong, and what to do.
pub(crate) fn check(glossary: &Glossary, set: &Set, is_used: &dyn Fn(&str) -> bool) -> Result<(), Refused> {
    let bad = |message: String| Err(Refused::Bad(message));
    let Some(thing) = Thing::of(&set.on) else {
        return bad(format!("«{}» is nothing that can be decided", set.on));
    };
    let text = serde_json::to_string(&set.to).map_or(0, |text| text.len());
    if set.on.len() > LONGEST || text > LONGEST {
        return bad(format!("{}: no more than {LONGEST} characters can be stored", set.field));
    }
    if set.on.contains(['\n', '\r']) {
        return bad("what is decided about is named on one line".to_owned());
    }
    let unknown = || bad(format!("«{}» has no field «{}»", set.on, set.field));
    match thing {
        Thing::Name(name) | Thing::Form(name, _) if !is_name(glossary, name, is_used) => {
            bad(format!("there is no name «{name}»; the list may have changed: ask for it again"))
        }
        Thing::Name(_) => name(glossary, &set.field, &set.to).unwrap_or_else(unknown),
        Thing::Form(..) => form(glossary, &set.field, &set.to, is_used).unwrap_or_else(unknown),
        Thing::Term(_) => match set.field.as_str() {
            "state" => one_of(set, &["open", "accepted", "rejected"]),
            "en" => is_text(set),
            "type" => steps::kind(&set.to).map(drop).map_err(Refused::Bad),
            _ => unknown(),
        },
        Thing::Edit => match set.field.as_str() {
            "state" => one_of(set, &["open", "accepted", "skipped"]),
            _ => unknown(),
        },
        Thing::Finding => match set.field.as_str() {
            "state" => one_of(set, &["open", "fixed", "ignored"]),
            _ => unknown(),
        },
        Thing::Occurrence if set.field == "out" => is_flag(set),
        Thing::Bead if set.field == "ok" => is_flag(set),
        Thing::Cut(..) | Thing::Ignore(..) if set.field == "on" => is_flag(set),
        Thing::Import if set.field == "rows" && set.to.is_u64() => Ok(()),
        _ => unknown(),
    }
}

fn is_name(glossary: &Glossary, name: &str, is_used: &dyn Fn(&str) -> bool) -> bool {
    glossary.concepts.contains_key(name) || name.len() > 1 && is_used(name)
}

fn name(glossary: &Glossary, field: &str, to: &Value) -> Option<Result<(), Refused>> {
    let set = || Set { field: field.to_owned(), to: to.clone(), ..Set::default() };
    Some(match field {
        "state" => one_of(&set(), &["open", "accepted", "rejected"]),
        "type" => steps::kind(to).map(drop).map_err(Refused::Bad),
        "keep" => is_flag(&set()),
        "en" | "note" | "definition" | "domain" | "source" | "gender" | "number" | "article" | "locative" => {
            is_text(&set())
        }
        "elides" if to.is_null() || to.is_boolean() => Ok(()),
        "elides" => Err(Refused::Bad("elides: true, false, or nothing".to_owned())),
        _ => {
            let (_, style) = written(field)?;
            match (glossary.style(style), steps::text(to)) {
                (None, _) => Err(Refused::Bad(format!(
                    "unknown style «{style}»: the glossary has {}",
                    glossary.styles.join(", ")
                ))),
                (_, None) => Err(Refused::Bad("name the form to write".to_owned())),
                _ => Ok(()),
            }
        }
    })
}

fn form(
    glossary: &Glossary,
    field: &str,
    to: &Value,
    is_used: &dyn Fn(&str) -> bool,
) -> Option<Result<(), Refused>> {
    let set = || Set { field: field.to_owned(), to: to.clone(), ..Set::default() };
    Some(match field {
        "in" => is_flag(&set()),
        "status" => steps::status(to).map(drop).map_err(Refused::Bad),
        "party" => match steps::text(to) {
            Some(party) if !parties(glossary).any(|known| known == party) => {
                let mut known: Vec<&str> = parties(glossary).collect();
                known.sort_unstable();
                known.dedup();
                Err(Refused::Bad(format!("side «{party}»: the glossary has {}", known.join(", "))))
            }
            _ => is_text(&set()),
        },
        "family" => match to.as_str() {
            Some("new") => Ok(()),
            Some(family) if is_name(glossary, family, is_used) => Ok(()),
            Some(family) => Err(Refused::Bad(format!("there is no name «{family}»"))),
            None if to.is_null() => Ok(()),
            None => Err(Refused::Bad("family: the name it belongs to, or new".to_owned())),
        },
        _ => return None,
    })
}

/// The sides that names of a glossary have.
fn parties(glossary: &Glossary) -> impl Iterator<Item = &str> {
    let terms = glossary.concepts.values().flat_map(|concept| &concept.terms);
    terms.filter_map(|term| term.party.as_deref())
}

fn one_of(set: &Set, words: &[&str]) -> Result<(), Refused> {
    match set.to.as_str() {
        Some(word) if words.contains(&word) => Ok(()),
        _ => Err(Refused::Bad(format!("{} {}: write {}", set.field, set.to, words.join(", ")))),
    }
}

fn is_flag(set: &Set) -> Result<(), Refused> {
    match set.to.is_boolean() {
        true => Ok(()),
        false => Err(Refused::Bad(format!("{}: true or false", set.field))),
    }
}

fn is_text(set: &Set) -> Result<(), Refused> {
    match set.to.is_null() || set.to.is_string() {
        true => Ok(()),
        false => Err(Refused::Bad(format!("{}: a text, or nothing", set.field))),
    }
}

/// Makes sure that what is set can be done to the concepts as they are with all that was decided of them.
///
/// # Errors
/// Why not, and what to do.
pub(crate) fn try_out(decisions: &Decisions, sets: &[Set], given: &[Set]) -> Result<(), Refused> {
    let store = decisions.store();
    let new: Vec<&Set> = given.iter().chain(sets).collect();
    let is_new = |set: &Set| new.iter().any(|new| new.on == set.on && new.field == set.field);
    let mut standing = decisions.standing();
    for standing in &mut standing {
        standing.sets.retain(|set| !is_new(set));
    }
    let groups = groups(store, &standing);
    let mut own: Vec<Subject> = Vec::new();
    let mut all: Vec<(Subject, Set)> = Vec::new();
    for set in new {
        for (subject, set) in subjects(store, set) {
            if !own.contains(&subject) {
                own.push(subject.clone());
            }
            all.push((subject, set));
        }
    }
    let mut now: Vec<Concept> = Vec::new();
    for subject in own {
        let Subject::Concept(id) = &subject else { continue };
        let before = groups.get(&subject).into_iter().flatten().map(|(_, set)| set.clone());
        let known: Vec<Set> = before.collect();
        let new = all.iter().filter(|(it, _)| *it == subject).map(|(_, set)| set.clone());
        let sets: Vec<Set> = known.iter().cloned().chain(new).collect();
        let shaped = decisions.reshaped(id, sets.iter());
        if let Some((_, why)) = shaped.refused.iter().find(|(place, _)| *place >= known.len()) {
            return Err(Refused::Bad(why.clone()));
        }
        now.extend(shaped.concept);
    }
    for concept in &now {
        if let Some((form, owner)) = decisions.taken_form(concept, &now) {
            let join = "join the two, or write it otherwise";
            return Err(Refused::Bad(format!("«{form}» is a form of «{owner}»: {join}")));
        }
    }
    Ok(())
}

/// What a field of a concept is, as the page has it; none for a field that it does not know.
pub(crate) fn field_value(glossary: &Glossary, concept: &Concept, field: &str) -> Option<Value> {
    let record = |field: RecordField| {
        let text = field.text(concept.record(), FormRecord::empty()).into_owned();
        Value::from(text)
    };
    let (source, target) = (glossary.languages.source, glossary.languages.target);
    let form = |language, slot, style| {
        concept.preferred(language, slot, style).map_or(Value::Null, |(_, term)| term.text().into())
    };
    let grammar = concept.preferred(source, Slot::Full, StyleId::DEFAULT).map(|(_, term)| &term.grammar);
    let article = grammar.and_then(|grammar| grammar.article);
    Some(match field {
        "type" => concept.kind.name().into(),
        "en" => form(target, Slot::Full, StyleId::DEFAULT),
        "note" => json!(concept.note),
        "source" => json!(concept.source),
        "definition" => record(RecordField::Definition),
        "domain" => record(RecordField::Domain),
        "gender" => json!(grammar.and_then(|grammar| grammar.gender).map(|gender| match gender {
            Gender::Masculine => "m",
            Gender::Feminine => "f",
        })),
        "article" => json!(article.map(|article| match article {
            Article::Le => "le",
            Article::La => "la",
            Article::Elided => "l’",
            Article::Les => "les",
        })),
        "number" => match article {
            Some(Article::Les) => "plural".into(),
            _ => Value::Null,
        },
        "locative" => json!(grammar.and_then(|grammar| grammar.locative).map(|locative| match locative {
            Locative::En => "en",
            Locative::Au => "au",
            Locative::Aux => "aux",
            Locative::A => "à",
            Locative::ALa => "à la",
            Locative::AL => "à l’",
            Locative::Dans => "dans",
        })),
        "elides" => match grammar.and_then(|grammar| grammar.elides) {
            Some(Elides::Yes) => true.into(),
            Some(Elides::No) => false.into(),
            Some(Elides::Either) | None => Value::Null,
        },
        _ => {
            let (slot, style) = written(field)?;
            form(source, slot, glossary.style(style)?)
        }
    })
}

/// What a field of a thing is while nothing is decided of it; none where that is not told.
pub(crate) fn undecided(glossary: &Glossary, on: &str, field: &str) -> Option<Value> {
    match (Thing::of(on)?, field) {
        (Thing::Name(_) | Thing::Term(_) | Thing::Edit | Thing::Finding, "state") => Some("open".into()),
        (Thing::Occurrence, "out") | (Thing::Bead, "ok") | (Thing::Ignore(..), "on") => Some(false.into()),
        (Thing::Name(_), "keep") => Some(true.into()),
        (Thing::Name(id), field) => field_value(glossary, glossary.concepts.get(id)?, field),
        (Thing::Form(id, form), field) => {
            let concept = glossary.concepts.get(id)?;
            let mut terms = concept.terms_in(glossary.languages.source).map(|(_, term)| term);
            let term = terms.find(|term| term.text() == form);
            match field {
                "status" => Some(match term {
                    Some(term) => term.status(StyleId::DEFAULT).name().into(),
                    None => "candidate".into(),
                }),
                "party" => Some(json!(term.and_then(|term| term.party.as_deref()))),
                "in" => Some(true.into()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether what somebody took a field for is what it is; nothing, an empty text and no value are the same.
pub(crate) fn is_what_it_is(from: &Value, now: Option<&Value>) -> bool {
    let is_nothing = |value: &Value| value.is_null() || value == "" || value == false;
    match now {
        None => true,
        Some(now) => {
            let plain = |value: &Value| value.as_str().map(|text| text.replace(is_apostrophe, "'"));
            from == now
                || is_nothing(from) && is_nothing(now)
                || plain(from).is_some() && plain(from) == plain(now)
        }
    }
}
