//! Names of two sides: which name a misspelling goes to, what stays where the text speaks of a name, what a
//! translation calls it; and which variants stay when the glossary says no status.

use drogman::{
    check::{Finding, Row},
    document::Document,
    glossary::{Glossary, Status, StyleId},
    language::Language,
    session::{Languages, Options, Session, rows_by_line},
};

const GLOSSARY: &str = "
version: 1
languages: {source: fr, target: en}
styles: [nord, sud]
concepts:
  val-noir:
    type: city
    fr:
      preferred: {default: Val-Noir, nord: Ternoc}
      relation: party
      party: sud
      variants: [{form: Valnoir, relation: spelling}]
      sides: {nord: {preferred: Ternoc, in: {sud: forbidden}, variants: [Ternok, {form: Тернок, relation: foreign, status: deprecated}]}}
    en:
      preferred: {default: Blackvale, nord: Ternock}
      relation: party
      party: sud
      sides: {nord: {preferred: Ternock, variants: [Ternokk]}}
  haute-lande:
    type: region
    fr:
      preferred: {default: Haute-Lande, nord: Orlande}
      article: la
      gender: f
      locative: en
      sides:
        nord: {preferred: Orlande, article: l', gender: f, locative: en, elides: true, variants: [Orlende]}
    en: {preferred: Upper Land, sides: {nord: Orland}}
  brume:
    type: city
    fr:
      preferred: Brume-la-Neuve
      variants:
        - Brumme-la-Neuve
        - {form: Brumes-la-Neuve, relation: spelling}
        - {form: Broumé, relation: transliteration}
        - {form: Foggia Nova, relation: foreign}
        - {form: Vieux-Port, relation: former}
        - {form: la Cité, relation: near-synonym}
    en: Newmist
";

fn glossary() -> Glossary {
    GLOSSARY.parse().expect("the glossary is well-formed")
}

fn session(style: &str, languages: Languages) -> Session {
    let glossary = glossary();
    let style = glossary.style(style).expect("a style");
    Session::new(glossary, Options { style, languages, ..Options::default() })
}

fn normalized(style: &str, text: &str) -> String {
    session(style, Languages::Only(Language::French)).normalize_text(text).expect("it can be read")
}

fn checked(style: &str, text: &str) -> Vec<Finding> {
    let session = session(style, Languages::Only(Language::French));
    let document = Document::from_text("a.txt", text.into());
    let findings = session.analyse(&document).and_then(|analysis| analysis.findings());
    findings.expect("it can be checked")
}

#[test]
fn without_a_status_only_misspellings_are_rewritten() {
    for (text, once) in [
        ("Il vit à Brumme-la-Neuve.", "Il vit à Brume-la-Neuve."),
        ("Il vit à Brumes-la-Neuve.", "Il vit à Brume-la-Neuve."),
        ("Il vit à Broumé, à Foggia Nova, à Vieux-Port.", "Il vit à Broumé, à Foggia Nova, à Vieux-Port."),
    ] {
        assert_eq!(normalized("default", text), once);
    }
    let glossary = glossary();
    let written = glossary.to_yaml();
    assert_eq!(written.parse::<Glossary>().expect("it reads what it wrote"), glossary, "{written}");
}

#[test]
fn a_misspelling_becomes_the_name_of_its_side() {
    for (style, text, once) in [
        ("default", "Le train de Ternok part.", "Le train de Ternoc part."),
        ("default", "À Valnoir et à Val-Noir.", "À Val-Noir et à Val-Noir."),
        ("default", "Né en Orlende, dans l'Orlende du sud.", "Né en Orlande, dans l'Orlande du sud."),
        ("default", "TERNOK SE TAIT", "TERNOC SE TAIT"),
        // A style that forbids the name forbids its misspellings; one that prefers another takes both there.
        ("sud", "Le train de Ternok part.", "Le train de Val-Noir part."),
        ("nord", "Le train de Valnoir part.", "Le train de Ternoc part."),
        ("nord", "La Haute-Lande se vide.", "L'Orlande se vide."),
    ] {
        assert_eq!(normalized(style, text), once, "{style}");
        assert_eq!(normalized(style, once), once, "{style}");
    }
}

#[test]
fn a_side_does_not_cross_where_the_text_speaks_of_the_name() {
    for text in [
        "Val-Noir, que les gens du Nord appellent Ternoc, dort.",
        "Ternoc, nom que le Nord donne à Val-Noir.",
        "Le bourg, rebaptisé Ternoc en 1950, dort.",
        "Vauban l'appelle Ternoc depuis 1950.",
        "Le bourg est connu sous le nom de Ternoc.",
        "La Haute-Lande, dite Orlande au nord.",
        "L'ex-Ternoc dort.",
    ] {
        assert_eq!(normalized("sud", text), text);
        assert_eq!(checked("sud", text), []);
    }
    let nord = "La Haute-Lande, que le Nord nomme Orlande, se vide.";
    assert_eq!(normalized("nord", nord), nord);
    for (text, once) in [
        ("Le blindé quitte Ternoc à midi.", "Le blindé quitte Val-Noir à midi."),
        ("Il a appelé les habitants de Ternoc à fuir.", "Il a appelé les habitants de Val-Noir à fuir."),
        ("Il parle au nom de Ternoc.", "Il parle au nom de Val-Noir."),
    ] {
        assert_eq!(normalized("sud", text), once);
    }
}

/// The findings of a translation: rule, form, form to write.
fn translated(style: &str, french: &str, english: &str) -> Vec<(&'static str, String, String)> {
    let session = session(style, Languages::Unstated(Language::French));
    let source = Document::from_text("a.fr.txt", french.into());
    let target = Document::from_text("a.en.txt", english.into());
    let rows: Vec<Row> = rows_by_line(&source, &target);
    let findings = session.check_translation(&source, &target, &rows).expect("both can be checked");
    findings.into_iter().map(|found| (found.rule.name, found.form, found.preferred)).collect()
}

#[test]
fn a_translation_keeps_to_the_side_of_its_source() {
    let none: [(&str, String, String); 0] = [];
    let one = |rule, form: &str, preferred: &str| [(rule, form.to_owned(), preferred.to_owned())];
    for (french, english) in [
        ("Il vit à Ternoc.", "He lives in Ternock."),
        ("Il vit à Val-Noir.", "He lives in Blackvale."),
        ("Ternoc est vide.\nVal-Noir est pleine.", "Ternock is empty.\nBlackvale is full."),
        ("Il vit en Orlande.", "He lives in Orland."),
        ("Il vit en Haute-Lande.", "He lives in the Upper Land."),
    ] {
        assert_eq!(translated("default", french, english), none, "{french}");
    }
    let crossed = translated("default", "Il vit à Ternoc.", "He lives in Blackvale.");
    assert_eq!(crossed, one("wrong-equivalent", "Blackvale", "Ternock"));
    let taken = translated("default", "Il vit en Haute-Lande.", "He lives in Orland.");
    assert_eq!(taken, one("wrong-equivalent", "Orland", "Upper Land"));
    let missing = translated("default", "Il vit à Ternoc.", "He lives in town.");
    assert_eq!(missing, one("missing-equivalent", "Ternoc", "Ternock"));
    let misspelt = translated("default", "Il vit à Ternoc.", "He lives in Ternokk.");
    assert_eq!(misspelt, one("non-preferred", "Ternokk", "Ternock"));
    assert_eq!(translated("nord", "Il vit à Ternoc.", "He lives in Ternock."), none);
}

#[test]
fn only_spellings_of_one_name_are_mixed() {
    let mixed = |text: &str| {
        let found = checked("default", text).into_iter().filter(|found| found.rule.name == "mixed");
        found.map(|found| (found.form, found.start.line)).collect::<Vec<_>>()
    };
    assert_eq!(mixed("Broumé dort.\nBrume-la-Neuve dort."), [("Brume-la-Neuve".to_owned(), 2)]);
    assert!(mixed("Val-Noir dort.\nTernoc dort.").is_empty(), "two sides");
    assert!(mixed("Vieux-Port dort.\nBrume-la-Neuve dort.").is_empty(), "a former name");
    assert!(mixed("Brume-la-Neuve dort.\nVue de la Cité.").is_empty(), "a synonym");
}

#[test]
fn the_message_names_what_is_corrected() {
    let message = |text: &str| checked("default", text).remove(0).message;
    assert_eq!(message("Il vit à Foggia-Nova."), "«Foggia-Nova» is a misspelling of «Foggia Nova»");
    assert_eq!(message("Il vit à Ternok."), "«Ternok» is a misspelling of «Ternoc»");
    assert_eq!(message("Il vit à Valnoir."), "style default writes «Val-Noir», not «Valnoir»");
}

/// No edit, message or equivalent leads from one side’s name to the other’s.
#[test]
fn the_shipped_default_crosses_no_side() {
    let glossary = Glossary::embedded();
    let session = Session::new(glossary, Options::default());
    let mut sided = 0;
    for concept in glossary.concepts.values() {
        for (place, term) in concept.terms.iter().enumerate() {
            let Some(side) = concept.side(term) else { continue };
            sided += 1;
            let id = format!("{}: {}", concept.id, term.text());
            let written = concept.wanted(place, StyleId::DEFAULT).expect(&id);
            assert_eq!(concept.side(written), Some(side), "{id} becomes {}", written.text());
            for language in Language::ALL {
                let equivalent = concept.equivalent(place, language, StyleId::DEFAULT).expect(&id);
                let other = concept.side(equivalent).is_some_and(|other| other != side);
                assert!(!other, "{id} is translated as {}", equivalent.text());
            }
            let text = format!("On a vu {0} hier. La route de {0} est longue.", term.text());
            let document = Document::from_text("a.txt", text);
            let analysis = session.analyse(&document).expect("it can be read");
            let others: Vec<&str> = concept
                .terms
                .iter()
                .filter(|other| concept.side(other).is_some_and(|it| it != side))
                .filter(|other| {
                    other.text() != term.text() && other.status(StyleId::DEFAULT) != Status::Deprecated
                })
                .map(|other| other.text())
                .collect();
            for found in analysis.findings().expect("it can be checked") {
                let quoted = |name: &&str| found.message.contains(&format!("«{name}»"));
                assert!(!others.iter().any(quoted), "{id}: {}", found.message);
            }
        }
    }
    assert!(sided > 200, "{sided} names of sides");
}
