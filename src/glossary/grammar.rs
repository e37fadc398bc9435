//! The grammatical keys of a glossary entry, and what variants inherit from the preferred form.

use super::{
    fields::{Fields, File},
    model::{Article, Elides, Gender, Grammar, Inflected, Locative, Number},
    tree::{Node, Value},
};
use crate::{
    grammar::{elides_before, own_article_of},
    language::{Language, inflection},
};

/// The grammatical keys as they were written; `None`: not given.
#[derive(Clone, Default)]
pub(super) struct Grammars {
    article: Option<Article>,
    gender: Option<Gender>,
    locative: Option<Locative>,
    elides: Option<Elides>,
    own_article: Option<bool>,
    plural: Option<String>,
    inflect: Option<Inflect>,
}

#[derive(Clone)]
enum Inflect {
    Adjective,
    Forms(Vec<Inflected>),
}

impl Grammars {
    /// Reads the grammatical keys among `fields`.
    pub(super) fn read(file: &mut File<'_>, fields: &Fields<'_>) -> Self {
        let article = [
            ("le", Article::Le),
            ("la", Article::La),
            ("les", Article::Les),
            ("l'", Article::Elided),
            ("l’", Article::Elided),
        ];
        let gender = [("m", Gender::Masculine), ("f", Gender::Feminine)];
        let elides = [("true", Elides::Yes), ("false", Elides::No), ("either", Elides::Either)];
        Self {
            article: fields.get("article").and_then(|node| file.choice(node, "article", &article)),
            gender: fields.get("gender").and_then(|node| file.choice(node, "gender", &gender)),
            locative: fields.get("locative").and_then(|node| file.choice(node, "locative", &LOCATIVES)),
            elides: fields.get("elides").and_then(|node| file.choice(node, "value of elides", &elides)),
            own_article: fields.get("own_article").and_then(|node| file.flag(node, "own_article")),
            plural: fields.get("plural").and_then(|node| file.text(node, "plural")).map(str::to_owned),
            inflect: fields.get("inflect").and_then(|node| inflect(file, node)),
        }
    }

    /// These keys, with what they do not say taken from the preferred form’s.
    ///
    /// `elides` is the sound of one spelling’s beginning and `plural` and `inflect` are one form’s endings:
    /// they are not inherited. An article of another gender brings its own gender.
    pub(super) fn over(self, base: &Self) -> Self {
        let gender = self.gender.or(match self.article {
            Some(Article::Le) => Some(Gender::Masculine),
            Some(Article::La) => Some(Gender::Feminine),
            _ => base.gender.or(match base.article {
                Some(Article::Le) => Some(Gender::Masculine),
                Some(Article::La) => Some(Gender::Feminine),
                _ => None,
            }),
        });
        let inflect = self.inflect.or_else(|| base.inflect.as_ref().map(|_| Inflect::Adjective));
        // An article that is part of one name is no article of the others.
        let article = if base.own_article == Some(true) { None } else { base.article };
        Self {
            article: self.article.or(article),
            gender,
            locative: self.locative.or(base.locative),
            own_article: self.own_article.or(base.own_article),
            inflect,
            ..self
        }
    }

    /// The grammar of `form`.
    pub(super) fn build(self, form: &str, language: Language) -> Grammar {
        let mut grammar = Grammar {
            article: self.article,
            gender: self.gender,
            locative: self.locative,
            elides: self.elides,
            own_article: self.own_article == Some(true)
                && (self.article.is_some() || own_article_of(form).is_some()),
            inflections: Vec::new(),
            regular_plural: false,
        };
        if language.articles_agree() {
            grammar.article = fitting(self.article, self.gender, self.elides, form);
        }
        let gender = self.gender.unwrap_or(Gender::Masculine);
        grammar.inflections = match (self.inflect, self.plural) {
            (Some(Inflect::Forms(forms)), _) => forms,
            (Some(Inflect::Adjective), _) => adjective(form),
            (None, Some(plural)) => vec![
                Inflected { gender, number: Number::Singular, form: form.to_owned() },
                Inflected { gender, number: Number::Plural, form: plural },
            ],
            (None, None) => Vec::new(),
        };
        grammar
    }
}

/// The article as it stands before `form`: inherited le, la and l’ follow the form’s first sound.
fn fitting(
    article: Option<Article>,
    gender: Option<Gender>,
    elides: Option<Elides>,
    form: &str,
) -> Option<Article> {
    let article = article?;
    let vowel = match elides {
        Some(Elides::Yes) => true,
        Some(Elides::No) => false,
        Some(Elides::Either) | None => elides_before(form) != Elides::No,
    };
    match (article, vowel) {
        (Article::Les, _) => Some(Article::Les),
        (_, true) => Some(Article::Elided),
        (Article::Elided, false) => match gender {
            Some(Gender::Feminine) => Some(Article::La),
            Some(Gender::Masculine) => Some(Article::Le),
            None => Some(Article::Elided),
        },
        (article, false) => Some(article),
    }
}

fn adjective(form: &str) -> Vec<Inflected> {
    let [ms, fs, mp, fp] = inflection::adjective(form);
    four(ms, fs, mp, fp)
}

fn four(ms: String, fs: String, mp: String, fp: String) -> Vec<Inflected> {
    use Gender::{Feminine, Masculine};
    use Number::{Plural, Singular};
    [(Masculine, Singular, ms), (Feminine, Singular, fs), (Masculine, Plural, mp), (Feminine, Plural, fp)]
        .into_iter()
        .map(|(gender, number, form)| Inflected { gender, number, form })
        .collect()
}

fn inflect(file: &mut File<'_>, node: &Node) -> Option<Inflect> {
    if !matches!(node.value, Value::Mapping(_)) {
        return file.choice(node, "value of inflect", &[("adjective", ())]).map(|()| Inflect::Adjective);
    }
    let fields = file.fields(node, "inflect", &["ms", "fs", "mp", "fp"]);
    let mut form = |key: &str| match fields.get(key) {
        Some(node) => file.text(node, "an inflected form").map(str::to_owned),
        None => {
            file.error(fields.at, format!("inflect lacks «{key}»"), None);
            None
        }
    };
    let (ms, fs, mp, fp) = (form("ms"), form("fs"), form("mp"), form("fp"));
    Some(Inflect::Forms(four(ms?, fs?, mp?, fp?)))
}

const LOCATIVES: [(&str, Locative); 11] = [
    ("en", Locative::En),
    ("au", Locative::Au),
    ("aux", Locative::Aux),
    ("à", Locative::A),
    ("à la", Locative::ALa),
    ("à l'", Locative::AL),
    ("à l’", Locative::AL),
    ("dans le", Locative::Dans),
    ("dans la", Locative::Dans),
    ("dans l'", Locative::Dans),
    ("dans les", Locative::Dans),
];
