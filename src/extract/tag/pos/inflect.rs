//! Forms of a word: plural, feminine, conjugation.

use super::classes::{INFINITIVE, PARTICIPLE, VERB};
use crate::extract::tag::entities::gazetteer::entries;
use std::sync::OnceLock;

const MODELS: &str = include_str!("../../data/verb_models.tsv");

/// A word with its plural and, for an adjective, its feminine forms.
pub(crate) fn inflected(word: &str, adjective: bool) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    let plural = |w: &str| match w {
        _ if w.ends_with(['s', 'x', 'z']) => w.to_owned(),
        _ if w.ends_with("al") => [&w[..w.len() - 2], "aux"].concat(),
        _ if w.ends_with("eau") || w.ends_with("eu") => [w, "x"].concat(),
        _ => [w, "s"].concat(),
    };
    if adjective {
        let feminine = [
            ("er", "ère"),
            ("eux", "euse"),
            ("if", "ive"),
            ("el", "elle"),
            ("en", "enne"),
            ("on", "onne"),
            ("eau", "elle"),
            ("et", "ète"),
            ("os", "osse"),
            ("eil", "eille"),
            ("ul", "ulle"),
            ("as", "asse"),
            ("c", "que"),
        ]
        .iter()
        .find_map(|(m, f)| word.strip_suffix(m).map(|stem| [stem, f].concat()))
        .unwrap_or_else(|| {
            if word.ends_with("gu") {
                [word, "ë"].concat()
            } else if word.ends_with('e') {
                word.to_owned()
            } else {
                [word, "e"].concat()
            }
        });
        out.push(plural(&feminine));
        out.push(feminine);
    }
    out.push(plural(word));
    out.sort();
    out.dedup();
    out
}

/// The forms of a verb with their class: by its model, else as «donner» or «finir».
pub(crate) fn conjugated(verb: &str) -> Vec<(String, u32)> {
    let mut out = vec![(verb.to_owned(), VERB | INFINITIVE)];
    if let Some(model) = models().iter().find(|m| verb.ends_with(m.ending)) {
        let stem = &verb[..verb.len() - model.ending.len()];
        out.extend(model.forms.iter().map(|form| ([stem, form].concat(), VERB)));
        let participle = [stem, model.participle].concat();
        out.extend(inflected(&participle, true).into_iter().map(|f| (f, PARTICIPLE)));
        return out;
    }
    let mut add = |stem: &str, endings: &[&str], bits: u32| {
        let softened = match stem.strip_suffix('c') {
            Some(rest) => [rest, "ç"].concat(),
            None => [stem, "e"].concat(),
        };
        for ending in endings {
            let soft = stem.ends_with(['g', 'c']) && ending.starts_with(['a', 'o', 'â']);
            out.push(([if soft { &softened } else { stem }, ending].concat(), bits));
        }
    };
    if let Some(stem) = verb.strip_suffix("er") {
        let open = opened(stem);
        add(&open, &["e", "es", "ent"], VERB);
        add(&open, &["era", "eront", "erait", "eraient"], VERB);
        add(stem, &["ons", "ez", "ais", "ait", "ions", "iez", "aient", "a", "èrent", "ât"], VERB);
        add(
            stem,
            &["erai", "eras", "era", "erons", "erez", "eront", "erais", "erait", "eraient", "ant"],
            VERB,
        );
        add(stem, &["é", "ée", "és", "ées"], PARTICIPLE);
    } else if let Some(stem) = verb.strip_suffix("ir") {
        add(
            stem,
            &["is", "it", "issons", "issez", "issent", "issais", "issait", "issaient", "isse", "issant"],
            VERB,
        );
        add(stem, &["irai", "ira", "irons", "iront", "irait", "iraient", "irent"], VERB);
        add(stem, &["i", "ie", "is", "ies"], PARTICIPLE);
    }
    out
}

/// How verbs with one ending are conjugated.
struct Model {
    ending: &'static str,
    forms: Vec<&'static str>,
    participle: &'static str,
}

/// The models, longest ending first.
fn models() -> &'static [Model] {
    static TABLE: OnceLock<Vec<Model>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let parse = |line: &'static str| {
            let mut fields = line.split('\t');
            let ending = fields.next()?;
            let forms = fields.next()?.split(' ').collect();
            Some(Model { ending, forms, participle: fields.next()? })
        };
        let mut out: Vec<Model> = entries(MODELS).filter_map(parse).collect();
        out.sort_by_key(|m| std::cmp::Reverse(m.ending.len()));
        out
    })
}

/// The stem before a silent ending: «achet» → «achèt», «appel» → «appell», «envoy» → «envoi».
fn opened(stem: &str) -> String {
    let chars: Vec<char> = stem.chars().collect();
    let n = chars.len();
    if n < 3 {
        return stem.to_owned();
    }
    match (chars[n - 2], chars[n - 1]) {
        ('o' | 'u', 'y') => chars[..n - 1].iter().chain(&['i']).collect(),
        ('e', 'l' | 't') if stem.ends_with("el") || stem.ends_with("jet") => {
            chars.iter().chain(&[chars[n - 1]]).collect()
        }
        ('e' | 'é', last) if !"aeiouyé".contains(last) => {
            chars[..n - 2].iter().chain(&['è', last]).collect()
        }
        _ => stem.to_owned(),
    }
}
