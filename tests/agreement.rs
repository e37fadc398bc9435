//! Law 12: an edit that changes gender, number or article repairs everything that agrees, or it is unsure; and names
//! that share a preposition are rewritten together or not at all.

use std::path::PathBuf;

use drogman::{
    glossary::{Article, Concept, ConceptKind, Elides, Gender, Glossary, StyleId, Term},
    grammar::elides_before,
    language::Language,
    session::{Languages, Options, Session},
};

const FRAMES: &str = include_str!("cases/normalize/agreement-frames.tsv");

fn session(glossary: Glossary, style: StyleId) -> Session {
    let languages = Languages::Unstated(Language::French);
    Session::new(glossary, Options { style, languages, ..Options::default() })
}

fn read(path: &str) -> Glossary {
    let reading = Glossary::read(&[PathBuf::from(path)]).expect("the glossary is there");
    reading.accept().map_err(|problems| problems.to_string()).expect("well-formed").0
}

/// A name with its article: in the middle of a sentence.
fn with_article(term: &Term) -> Option<String> {
    let form = term.text();
    let elides = match term.grammar.elides.unwrap_or_else(|| elides_before(form)) {
        Elides::Yes => true,
        Elides::No => false,
        Elides::Either => return None,
    };
    match term.grammar.article? {
        _ if term.grammar.own_article => None,
        Article::Les => None,
        _ if elides => Some(format!("l’{form}")),
        Article::Le => Some(format!("le {form}")),
        Article::La => Some(format!("la {form}")),
        Article::Elided => None,
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The sentence of a frame for a name of a gender, and the agreeing word in it.
fn fill(frame: &[&str], term: &Term, gender: Gender) -> Option<(String, String)> {
    let [_, masculine, feminine, sentence] = frame else { panic!("{frame:?}") };
    let (word, e) = if gender == Gender::Feminine { (feminine, "e") } else { (masculine, "") };
    let name = with_article(term)?;
    let sentence = sentence
        .replace("{N}", &capitalised(&name))
        .replace("{n}", &name)
        .replace("{x}", term.text())
        .replace("{e}", e)
        .replace("{W}", &capitalised(word))
        .replace("{w}", word);
    Some((sentence, (*word).to_owned()))
}

fn gender(term: &Term) -> Option<Gender> {
    term.grammar.gender.or(match term.grammar.article {
        Some(Article::Le) => Some(Gender::Masculine),
        Some(Article::La) => Some(Gender::Feminine),
        _ => None,
    })
}

/// The forms of a concept that a style rewrites to a form of the other gender.
fn changing(concept: &Concept, style: StyleId) -> Vec<(&Term, Gender)> {
    let person = matches!(concept.kind, ConceptKind::Person | ConceptKind::Demonym | ConceptKind::Term);
    let terms = concept.terms_in(Language::French).map(|(_, term)| term);
    terms
        .filter(|term| !person && !term.status(style).is_allowed())
        .filter_map(|term| {
            let (_, preferred) = concept.preferred_or_full(Language::French, term.slot, style)?;
            let (was, is) = (gender(term)?, gender(preferred)?);
            // The verb of a plural would have to change, too.
            let plural = preferred.grammar.article == Some(Article::Les);
            (was != is && !plural).then_some((term, was))
        })
        .collect()
}

#[test]
fn what_agrees_changes_with_the_name_or_nothing_does() {
    let frames: Vec<Vec<&str>> =
        FRAMES.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let glossaries = ["tests/cases/normalize/geo.yaml", "tests/cases/normalize/inverse.yaml"];
    let glossaries = glossaries.map(read).into_iter().chain([Glossary::embedded().clone()]);
    let mut held = 0;
    let mut failures = Vec::new();
    for glossary in glossaries {
        for style in 0..glossary.styles.len() {
            let style = StyleId(style);
            let session = session(glossary.clone(), style);
            let changing = glossary.concepts.values().flat_map(|concept| changing(concept, style));
            for ((term, gender), frame) in
                changing.flat_map(|term| frames.iter().map(move |frame| (term, frame)))
            {
                let Some((text, word)) = fill(frame, term, gender) else { continue };
                let once = session.normalize_text(&text).unwrap();
                let whole = match frame[0] {
                    // Another name in the sentence may change, too: what counts is the word left behind.
                    "agrees" => once.contains(term.text()) || !once.contains(&word),
                    _ => once != text,
                };
                held += 1;
                if !whole || session.normalize_text(&once).unwrap() != once {
                    failures.push(format!("{}: {text} → {once}", frame[0]));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {held}:\n{}", failures.len(), failures.join("\n"));
    assert!(held > 100, "{held} sentences only");
}

const NAMES: &str = "
version: 1
concepts:
  siam:
    type: country
    fr:
      preferred: Thaïlande
      article: la
      gender: f
      locative: en
      elides: false
      variants: [{form: Siam, relation: former, status: deprecated, article: le, gender: m, locative: au, elides: false}]
    en: Thailand
  zaire:
    type: country
    fr:
      preferred: Congo
      article: le
      gender: m
      locative: au
      elides: false
      variants:
        - {form: Kongo, status: deprecated}
        - {form: Congolie, relation: former, status: deprecated, article: la, gender: f, locative: en, elides: false}
    en: Congo
  formose:
    type: country
    fr:
      preferred: Timor
      article: le
      gender: m
      locative: au
      elides: false
      variants: [{form: Taprobane, relation: former, status: deprecated, locative: à, elides: false}]
    en: Timor
  brouillard:
    type: term
    fr:
      preferred: brume
      plural: brumes
      gender: f
      variants: [{form: brouillard, relation: near-synonym, status: deprecated, plural: brouillards, gender: m}]
    en: fog
";

#[test]
fn what_stands_together_is_rewritten_together() {
    let session = session(NAMES.parse().unwrap(), StyleId::DEFAULT);
    for (text, expected) in [
        // One preposition for two names, and one of them would need another.
        ("Il chante en Congolie et Norvège.", None),
        ("Il chante en Norvège et Congolie.", None),
        ("En Norvège, Congolie ou Suède, on chante.", None),
        ("Le thé de Congolie et Taprobane est noir.", None),
        ("Il a vécu à Malte et Taprobane.", None),
        ("On va à Taprobane ou Malte.", None),
        // Each has its own.
        ("Il chante en Congolie et à Taprobane.", Some("Il chante au Congo et au Timor.")),
        ("Le thé de Congolie et de Taprobane.", Some("Le thé du Congo et du Timor.")),
        ("Entre la Congolie et le Siam, on hésite.", Some("Entre le Congo et la Thaïlande, on hésite.")),
        // No list.
        ("En Congolie, Marie chante.", Some("Au Congo, Marie chante.")),
        // One of two cannot be rewritten.
        ("La Congolie et le Siam voisin négocient.", None),
        ("Ni le Siam, ni la Congolie affaiblie ne cèdent.", None),
        ("Les traités Congolie-Siam, rompus hier, sont vieux.", None),
    ] {
        assert_eq!(session.normalize_text(text).unwrap(), expected.unwrap_or(text));
    }
}

#[test]
fn a_name_without_article_gains_that_of_the_new_one() {
    let session = session(NAMES.parse().unwrap(), StyleId::DEFAULT);
    for (text, expected) in [
        ("Elle est née à Taprobane.", "Elle est née au Timor."),
        ("Un bateau de Taprobane accoste.", "Un bateau du Timor accoste."),
        ("Taprobane vote, loin de Taprobane.", "Le Timor vote, loin du Timor."),
        ("Un accord avec Taprobane est signé.", "Un accord avec le Timor est signé."),
        ("Selon Taprobane, tout va bien.", "Selon le Timor, tout va bien."),
        ("Taprobane : l’eau monte", "Timor : l’eau monte"),
        // A word shows another gender than the new name has.
        ("Taprobane, occupée, proteste.", "Taprobane, occupée, proteste."),
    ] {
        assert_eq!(session.normalize_text(text).unwrap(), expected);
    }
}

#[test]
fn a_term_of_another_gender_takes_its_epithets_along_or_stays() {
    let session = session(NAMES.parse().unwrap(), StyleId::DEFAULT);
    for text in [
        "Un brouillard épais et froid est tombé.",
        "Tous les brouillards se lèvent.",
        "L’un des brouillards gêne le trafic.",
        "L’un de ces brouillards gêne le trafic.",
        "De longs brouillards suivent.",
        "Ce brouillard, annoncé hier, gêne.",
        "Quels brouillards !",
        "Tout ce brouillard gêne.",
        "Le brouillard, que les pilotes ont redouté, se lève.",
        "Le brouillard est si dense qu’il gêne.",
        "Le brouillard se lève. Il a gêné le trafic.",
    ] {
        assert_eq!(session.normalize_text(text).unwrap(), text);
    }
    for (text, expected) in [
        ("Le brouillard se lève.", "La brume se lève."),
        ("Aucun brouillard ne gêne le trafic.", "Aucune brume ne gêne le trafic."),
        ("Un brouillard opaque gêne les avions russes.", "Une brume opaque gêne les avions russes."),
        ("Dans le brouillard, il faut ralentir.", "Dans la brume, il faut ralentir."),
        ("DES BROUILLARDS EN MER", "DES BRUMES EN MER"),
    ] {
        assert_eq!(session.normalize_text(text).unwrap(), expected);
    }
}

#[test]
fn a_prime_elides_like_an_apostrophe() {
    let session = session(
        "version: 1\nconcepts:\n  i: {type: city, fr: {preferred: Yekta, variants: [Iekta]}, en: Yekta}\n"
            .parse()
            .unwrap(),
        StyleId::DEFAULT,
    );
    for mark in ['′', '\'', '’', '`', '´', 'ʼ'] {
        let text = format!("Il vient d{mark}Iekta.");
        assert_eq!(session.normalize_text(&text).unwrap(), "Il vient de Yekta.");
    }
}
