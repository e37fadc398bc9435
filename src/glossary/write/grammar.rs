//! The grammatical keys of a form.

use super::yaml::{Mapping, Value, put};
use crate::{
    glossary::model::{Article, Elides, Gender, Grammar, Inflected, Locative, Number},
    language::inflection,
};

/// Writes the grammatical keys; those a variant inherits from `base` are left out.
pub(super) fn grammar<'a>(out: &mut Mapping<'a>, grammar: &'a Grammar, base: Option<&Grammar>, form: &str) {
    fn own<T: PartialEq + Copy>(value: Option<T>, base: Option<T>) -> Option<T> {
        value.filter(|value| base.as_ref() != Some(value))
    }
    let of = |pick: fn(&Grammar) -> Option<Article>| base.and_then(pick);
    if let Some(article) = own(grammar.article, of(|base| base.article)) {
        let word = match article {
            Article::Le => "le",
            Article::La => "la",
            Article::Elided => "l'",
            Article::Les => "les",
        };
        put(out, "article", word);
    }
    if let Some(gender) = own(grammar.gender, base.and_then(|base| base.gender)) {
        put(out, "gender", if gender == Gender::Masculine { "m" } else { "f" });
    }
    if let Some(locative) = own(grammar.locative, base.and_then(|base| base.locative)) {
        put(out, "locative", locative_word(locative));
    }
    if let Some(elides) = grammar.elides {
        let value = match elides {
            Elides::Yes => Value::Flag(true),
            Elides::No => Value::Flag(false),
            Elides::Either => "either".into(),
        };
        put(out, "elides", value);
    }
    if grammar.own_article != base.is_some_and(|base| base.own_article) {
        put(out, "own_article", grammar.own_article);
    }
    inflections(out, &grammar.inflections, base.is_some_and(|base| !base.inflections.is_empty()), form);
}

fn inflections<'a>(out: &mut Mapping<'a>, forms: &'a [Inflected], inherited: bool, form: &str) {
    match forms {
        [] => {}
        [_, plural] if plural.number == Number::Plural => put(out, "plural", plural.form.as_str()),
        [ms, fs, mp, fp] => {
            let regular = inflection::adjective(form);
            let is_regular =
                [ms, fs, mp, fp].iter().zip(&regular).all(|(form, regular)| form.form == *regular);
            if is_regular && !inherited {
                put(out, "inflect", "adjective");
            } else if !is_regular {
                let mut inflect = Mapping::new();
                for (key, form) in [("ms", ms), ("fs", fs), ("mp", mp), ("fp", fp)] {
                    put(&mut inflect, key, form.form.as_str());
                }
                put(out, "inflect", inflect);
            }
        }
        _ => {}
    }
}

fn locative_word(locative: Locative) -> &'static str {
    match locative {
        Locative::En => "en",
        Locative::Au => "au",
        Locative::Aux => "aux",
        Locative::A => "à",
        Locative::ALa => "à la",
        Locative::AL => "à l'",
        Locative::Dans => "dans le",
    }
}
