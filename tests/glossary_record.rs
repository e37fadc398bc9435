//! The full record of concepts and forms: read, told when it is wrong, written and read again.

use drogman::{
    glossary::{Glossary, SourceFile},
    language::Language,
};

const FULL: &str = "version: 1
languages: {source: fr, target: en}
styles: [quai]
concepts:
  chemin-de-halage:
    type: term
    domain: [navigation, 'droit: rives']
    definition: {fr: {text: 'voie le long d’un canal: on y tire', source: 'Traité, 2'}, en: [a towing path, beside a canal], und: halage}
    source: Lexique des canaux
    fr:
      preferred: {default: chemin de halage, quai: voie de halage}
      pos: noun
      gender: m
      source: Manuel du batelier
      example: [Le chemin de halage est coupé., {text: 'Il suit le chemin: de halage.', source: Journal}]
      reliability: 4
      note: courant
      variants:
        - {form: voie de halage, status: admitted, source: Code, from: 1808, until: 2006-07-01}
        - {form: halage, relation: near-synonym, reliability: 1, pos: noun}
        - {form: CdH, relation: abbreviation, case: exact}
      sides: {aval: {preferred: sente, from: 1950-03, example: La sente est étroite.}}
      abbreviation: {preferred: CH, source: Plan, case: exact}
    en: {preferred: towpath, pos: other, until: 2100}
    other:
      de: Treidelpfad
      nl: [jaagpad, {form: trekpad, status: deprecated, relation: former, gender: n, note: 'ja', reliability: 2, until: 1999}]
  batelier:
    type: person
    definition: batelier
    roles:
      - {fr: éclusière de Sault, en: lock-keeper of Sault, from: 2001-02, until: 2008-03-31, note: par intérim}
      - {en: mayor of Sault, from: 2008}
    fr: {given: Odile, family: {preferred: Marchand, variants: [{form: Markand, until: 2001}]}, source: état civil, note: née Rive}
    en: {preferred: Odile Marchand, abbreviation: OM}
";

fn read(text: &str) -> drogman::glossary::Reading {
    Glossary::read_sources(&[SourceFile { name: "g.yaml".into(), text: text.into() }])
}

fn full() -> Glossary {
    read(FULL).accept().unwrap_or_else(|problems| panic!("{problems}")).0
}

#[test]
fn a_full_record_is_written_and_read_again() {
    let glossary = full();
    let yaml = glossary.to_yaml();
    let again = read(&yaml).accept().unwrap_or_else(|problems| panic!("{problems}\n{yaml}")).0;
    assert_eq!(again, glossary, "{yaml}");
    for said in
        ["from: 1808\n", "until: 2006-07-01\n", "reliability: 4\n", "case: exact\n", "de: Treidelpfad\n"]
    {
        assert!(yaml.contains(said), "«{said}» in\n{yaml}");
    }
}

#[test]
fn a_glossary_goes_through_serde() {
    for glossary in [&full(), Glossary::embedded()] {
        let json = serde_json::to_string(glossary).unwrap();
        let again: Glossary = serde_json::from_str(&json).unwrap();
        assert_eq!(&again, glossary);
        let positions = |glossary: &Glossary| {
            let all = glossary.concepts.values().map(|concept| concept.position.to_string());
            all.collect::<Vec<_>>()
        };
        assert_eq!(positions(&again), positions(glossary));
    }
}

#[test]
fn canonical_order_puts_the_record_in_its_place_and_changes_nothing_else() {
    let text = "version: 1\nconcepts:\n  quai:\n    other: {de: Kai}\n    en: quay\n    fr: quai # du port\n    domain: ports\n    type: term\n";
    let wanted = "version: 1\nconcepts:\n  quai:\n    type: term\n    domain: ports\n    fr: quai # du port\n    en: quay\n    other: {de: Kai}\n";
    assert_eq!(drogman::glossary::formatted(text).unwrap(), wanted);
}

#[test]
fn what_stands_beside_a_persons_names_tells_of_the_full_name() {
    let glossary = full();
    let french: Vec<_> =
        glossary.concepts["batelier"].terms_in(Language::French).map(|(_, term)| term).collect();
    let first = french[0];
    assert_eq!((first.text(), first.note.as_deref()), ("Odile Marchand", Some("née Rive")));
    assert_eq!(first.record().source.as_deref(), Some("état civil"));
    let misspelt: Vec<_> = french.iter().filter(|term| term.text().ends_with("Markand")).collect();
    assert_eq!(misspelt.len(), 2, "in full and alone");
    assert!(misspelt.iter().all(|term| term.record().until.is_some() && term.record().source.is_none()));
}

#[test]
fn mistakes_in_a_record_have_their_place_and_say_what_to_write() {
    let concept = |body: &str| format!("version: 1\nconcepts:\n  quai: {body}\n");
    for (body, wanted) in [
        (
            "{type: term, fr: {preferred: quai, pos: nom}, en: quay}",
            "g.yaml:3:49: error: «nom» is no part of speech; write one of noun, ",
        ),
        (
            "{type: term, fr: {preferred: quai, reliability: 5}, en: quay}",
            "«5» is no reliability; write one of 1, 2, 3, 4",
        ),
        (
            "{type: term, fr: {preferred: quai, case: upper}, en: quay}",
            "«upper» is no case; write one of exact",
        ),
        (
            "{type: term, fr: {preferred: quai, from: hier}, en: quay}",
            "«hier» is no date; write a year, a month or a day",
        ),
        (
            "{type: term, fr: {preferred: quai, from: 2019, until: 2018-12}, en: quay}",
            "`until: 2018-12` is before `from: 2019`",
        ),
        (
            "{type: term, fr: {preferred: quai, example: {source: Plan}}, en: quay}",
            "an example without `text`",
        ),
        (
            "{type: term, definition: {allemand: Kai}, fr: quai, en: quay}",
            "«allemand» is no tag of a language",
        ),
        (
            "{type: term, fr: quai, en: quay, other: {en: wharf}}",
            "«en» is a language of this glossary; write `en:` beside `other:`",
        ),
        ("{type: term, fr: quai, en: quay, other: {de: {name: Kai}}}", "unknown key «name» in a form"),
        (
            "{type: city, fr: Quai, en: Quay, roles: [{fr: port, from: 1900}]}",
            "roles of what cannot have any; only a person",
        ),
        ("{type: person, fr: Quai, en: Quay, roles: [{fr: maire}]}", "a role without a start; write `from:`"),
        (
            "{type: person, fr: Quai, en: Quay, roles: [{from: 2001}]}",
            "a role without a name; write `fr:` and `en:`",
        ),
    ] {
        let problems = read(&concept(body)).problems;
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|told| told.contains(wanted)), "{body}: «{wanted}» in {told:#?}");
        assert!(told.iter().all(|told| told.starts_with("g.yaml:3:")), "{told:#?}");
    }
}
