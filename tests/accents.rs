//! Accents that are a matter of house style, accents that tell words apart, and plurals that no glossary lists.

use drogman::{
    document::Document,
    glossary::Glossary,
    session::{Options, Session, rows_by_line},
};

fn glossary() -> Glossary {
    "
version: 1
styles: [{press: {capitals: plain}}, {agency: {capitals: accented, diacritics: exact}}]
concepts:
  ecosse: {type: country, fr: {preferred: Écosse, article: l', gender: f, variants: [Calédonie]}, en: Scotland}
  norvege: {type: country, fr: {preferred: Norvège, article: la, gender: f}, en: Norway}
  ligue: {type: organisation, fr: {preferred: Ligue arctique, article: la, gender: f}, en: Arctic League}
  norvegien: {type: demonym, fr: {preferred: norvégien, inflect: adjective}, en: Norwegian}
  ecossais: {type: demonym, fr: {preferred: écossais, inflect: adjective}, en: Scottish}
  ondrej: {type: person, fr: {given: Ondřej, family: Dvořák, gender: m}, en: {given: Ondrej, family: Dvorak}}
  rapport:
    type: term
    fr: {preferred: rapport annuel, gender: m, plural: rapports annuels, variants: [{form: bilan, gender: m, status: deprecated}]}
    en: annual report
  cote: {type: term, fr: {preferred: cote, gender: f}, en: odds}
  car: {type: organisation, fr: {preferred: Comité arctique, article: le, gender: m,
        abbreviation: {preferred: COMAR, variants: [{form: CAR, relation: abbreviation, status: deprecated}]}}, en: Arctic Committee}
  rade: {type: term, fr: {preferred: RADE, variants: [{form: PAR, status: deprecated}]}, en: RADE}
  envoy: {type: term, fr: {preferred: envoyé spécial, gender: m}, en: special envoy}
"
    .parse()
    .unwrap()
}

fn session(style: &str) -> Session {
    let glossary = glossary();
    let style = glossary.style(style).unwrap();
    Session::new(glossary, Options { style, ..Options::default() })
}

/// What `style` makes of a text, run twice.
fn normalized(text: &str, style: &str) -> String {
    let session = session(style);
    let once = |text: &str| {
        let document = Document::from_text("a.fr.txt", text.to_owned());
        let analysis = session.analyse(&document).unwrap();
        String::from_utf8(analysis.normalized().unwrap().bytes().unwrap()).unwrap()
    };
    let out = once(text);
    assert_eq!(once(&out), out, "a second run");
    out
}

/// The rules and forms of the findings.
fn findings(text: &str, style: &str) -> Vec<(&'static str, String)> {
    let session = session(style);
    let document = Document::from_text("a.fr.txt", text.to_owned());
    let found = session.analyse(&document).unwrap().findings().unwrap();
    found.into_iter().map(|finding| (finding.rule.name, finding.form)).collect()
}

fn missing(french: &str, english: &str) -> Vec<(&'static str, String)> {
    let session = session("default");
    let source = Document::from_text("a.fr.txt", french.to_owned());
    let target = Document::from_text("a.en.txt", english.to_owned());
    let rows = rows_by_line(&source, &target);
    let found = session.check_translation(&source, &target, &rows).unwrap();
    found.into_iter().map(|finding| (finding.rule.name, finding.form)).collect()
}

#[test]
fn accents_of_capitals_and_foreign_names_are_the_authors() {
    for text in [
        "L’Ecosse a gagné hier.",
        "L’Écosse a gagné hier.",
        "Les Ecossais ont gagné hier.",
        "ECOSSE : LA VICTOIRE DES ÉCOSSAIS",
        "Ondrej Dvorak est arrivé dans la nuit.",
        "Ondřej Dvořák est arrivé dans la nuit.",
    ] {
        assert_eq!(normalized(text, "default"), text);
        assert_eq!(findings(text, "default"), []);
    }
}

#[test]
fn accents_of_small_letters_and_capitals_within_a_name_are_corrected() {
    assert_eq!(normalized("La Norvege attend.", "default"), "La Norvège attend.");
    assert_eq!(normalized("La Ligue Arctique attend.", "default"), "La Ligue arctique attend.");
    assert_eq!(findings("La Norvege attend.", "default"), [("non-preferred", "Norvege".to_owned())]);
}

#[test]
fn a_name_written_both_ways_is_told_once() {
    let text = "L’Ecosse joue. L’Écosse gagne. L’Ecosse rentre.";
    assert_eq!(findings(text, "default"), [("mixed", "Écosse".to_owned())]);
    let text = "Ondřej Dvořák chante. Ondrej Dvorak se tait.";
    assert_eq!(findings(text, "default"), [("mixed", "Ondrej Dvorak".to_owned())]);
}

#[test]
fn a_style_may_decide() {
    let text = "L’Écosse et les Ecossais ; Ondrej Dvorak ; ÉCOSSE.";
    assert_eq!(normalized(text, "press"), "L’Ecosse et les Ecossais ; Ondrej Dvorak ; ECOSSE.");
    assert_eq!(normalized(text, "agency"), "L’Écosse et les Écossais ; Ondřej Dvořák ; ÉCOSSE.");
}

#[test]
fn a_new_name_is_written_as_the_document_writes_its_capitals() {
    let text = "Les Ecossais jouent. La Calédonie gagne.";
    let fixed = normalized(text, "default");
    assert_eq!(fixed, "Les Ecossais jouent. L’Ecosse gagne.".replace('’', "'"));
    assert_eq!(findings(&fixed, "default"), []);
}

#[test]
fn styles_come_back_as_they_were_written() {
    let glossary = glossary();
    assert_eq!(glossary.to_yaml().parse::<Glossary>().unwrap(), glossary);
    for (styles, message) in [
        ("[{press: {capitals: bare}}]", "«bare» is no way to write capitals"),
        ("[{press: {accents: plain}}]", "unknown key «accents»"),
        ("[{press: {}, agency: {}}]", "a style is one name"),
    ] {
        let problems =
            format!("version: 1\nstyles: {styles}\nconcepts: {{}}\n").parse::<Glossary>().unwrap_err();
        assert!(problems.to_string().contains(message), "{problems}");
    }
}

#[test]
fn accents_tell_common_words_apart() {
    for text in ["Le côté sud, la côte et le coté.", "Il est cote en Bourse.", "LA CÔTE"] {
        assert_eq!(normalized(text, "default"), text);
        assert_eq!(findings(text, "default"), []);
    }
}

#[test]
fn regular_plurals_need_no_listing() {
    assert_eq!(normalized("Les bilans sont prêts.", "default"), "Les rapports annuels sont prêts.");
    assert_eq!(normalized("Le bilan est prêt.", "default"), "Le rapport annuel est prêt.");
    let session = session("default");
    let document = Document::from_text("a.fr.txt", "Deux envoyés spéciaux sont là.".to_owned());
    let analysis = session.analyse(&document).unwrap();
    assert_eq!(analysis.matches().occurrences.len(), 1, "the noun and its adjective are in the plural");
}

#[test]
fn what_is_listed_in_capitals_is_found_in_capitals() {
    assert_eq!(
        normalized("Il part par là, car le CAR attend.", "default"),
        "Il part par là, car le COMAR attend."
    );
    let text = "CAR IL FAUT PASSER PAR LA MER";
    assert_eq!(normalized(text, "default"), text);
}

#[test]
fn a_land_and_its_people_are_one_in_a_translation() {
    for (french, english) in [
        ("Un pêcheur norvégien attend.", "A fisherman from Norway is waiting."),
        ("Le gouvernement de la Norvège attend.", "The Norwegian government is waiting."),
        ("La Norvège attend.\nLa Norvège signe.", "Norway is waiting.\nThe country signs."),
        ("Ondřej Dvořák attend.", "Dvorak is waiting."),
        ("L’envoyé spécial attend.", "Special-Envoy Smith is waiting."),
    ] {
        assert_eq!(missing(french, english), [], "{french}");
    }
    let missing_equivalent = [("missing-equivalent", "norvégien".to_owned())];
    assert_eq!(
        missing("Un pêcheur norvégien attend.", "A Scottish fisherman is waiting."),
        missing_equivalent
    );
    let wrong = [("wrong-equivalent", "Norway".to_owned())];
    assert_eq!(missing("En mer, Norway attend.", "Norway is waiting at sea."), wrong);
}
