//! Which names `check` takes for spellings of known ones or of each other, and which are other names.

use std::path::PathBuf;

use drogman::{
    check::Severities,
    document::Document,
    glossary::Glossary,
    language::Language,
    session::{Languages, Options, Session},
};

fn session(glossary: Glossary) -> Session {
    let mut severities = Severities::default();
    severities.set("inconsistent-spelling", "info").unwrap();
    let languages = Languages::Only(Language::French);
    Session::new(glossary, Options { languages, severities, ..Options::default() })
}

fn people() -> Session {
    let reading = Glossary::read(&[PathBuf::from("tests/cases/normalize/people.yaml")]).unwrap();
    session(reading.accept().map_err(|problems| problems.to_string()).unwrap().0)
}

/// What a rule finds: form and form to write.
fn found(session: &Session, rule: &str, text: &str) -> Vec<(String, String)> {
    let document = Document::from_text("a.txt", text.into());
    let findings = session.analyse(&document).unwrap().findings().unwrap();
    let of_rule = findings.into_iter().filter(|finding| finding.rule.name == rule);
    of_rule.map(|finding| (finding.form, finding.preferred)).collect()
}

#[test]
fn probable_variants() {
    let people = people();
    for (text, form, preferred) in [
        ("Hier, Gregor Stetten a chanté.", "Gregor Stetten", "Gregor von Stetten"),
        ("Hier, Gregor van der Stetten a chanté.", "Gregor van der Stetten", "Gregor von Stetten"),
        ("Hier, Khaled al-Moubarek a signé.", "Khaled al-Moubarek", "Khaled al-Moubarak"),
        ("Le discours de Mme Koulikowa.", "Koulikowa", "Koulikova"),
        ("Davit Thorossian a signé.", "Davit Thorossian", "Davit Torossian"),
    ] {
        let expected = vec![(form.to_owned(), preferred.to_owned())];
        assert_eq!(found(&people, "probable-variant", text), expected, "{text}");
    }
}

#[test]
fn other_people_and_places() {
    let people = people();
    let embedded = session(Glossary::embedded().clone());
    for (session, text) in [
        (&people, "Gregoria von Stetten a chanté."),
        (&people, "Khaleda al-Moubarak a signé."),
        (&people, "Walter J. Crana a signé."),
        (&people, "Les gens de la ville de Torossyan sont partis."),
        (&people, "Stetten est une ville."),
        (&embedded, "Léontine Gambie a chanté."),
        (&embedded, "Anatole a battu Edmonde."),
        (&embedded, "Castres reçoit Pau."),
        (&embedded, "Constante de temps de l’angle."),
        (&embedded, "LE TRACÉ DES DIAGONALES"),
        (&embedded, "Le capitaine Anderson et le joueur Perez ont salué Barratt."),
        (&embedded, "Il a joué dans Navarro pour Solidar'Monde."),
        (&embedded, "Le refoulement de Kamel JENDOUBI choque, comme celui dans les deux Charentes."),
        (&embedded, "Le président Johan Bidon préside."),
    ] {
        assert_eq!(found(session, "probable-variant", text), [], "{text}");
    }
}

#[test]
fn what_lookup_resolves_is_a_probable_variant() {
    let embedded = session(Glossary::embedded().clone());
    for (form, preferred) in [("Stepanagert", "Stepanakert"), ("Khaftar", "Haftar"), ("Ievlah", "Yevlakh")] {
        let text = format!("On a parlé de {form} hier.");
        let expected = vec![(form.to_owned(), preferred.to_owned())];
        assert_eq!(found(&embedded, "probable-variant", &text), expected);
    }
}

#[test]
fn a_surname_is_somebody_s_where_the_document_says_whose() {
    let embedded = session(Glossary::embedded().clone());
    let found = |text: &str| found(&embedded, "probable-variant", text);
    let timmermans = [("Timmerman".to_owned(), "Timmermans".to_owned())];
    assert_eq!(found("On a nommé Timmerman."), []);
    assert_eq!(found("On a nommé Timmerman. Puis Frans Timmermans a parlé."), timmermans);
    assert_eq!(found("On a nommé M. Timmerman."), timmermans);
    assert_eq!(found("On a nommé Mme Timmerman."), []);
}

#[test]
fn one_unknown_name_in_two_spellings() {
    let people = people();
    let rule = "inconsistent-spelling";
    let text =
        "Avec Tchassiv Iar tombe un verrou. À Tchassiv Iar, on fuit.\nLes gens de Tchasiv Iar sont partis.";
    assert_eq!(found(&people, rule, text), [("Tchasiv Iar".to_owned(), "Tchassiv Iar".to_owned())]);
    // Of equally frequent spellings the later one is told.
    let text = "Le juge Hovnan Kasparian a cédé. Pour Hovnan Gasparyan, c’est fini.";
    assert_eq!(found(&people, rule, text), [("Hovnan Gasparyan".to_owned(), "Hovnan Kasparian".to_owned())]);
    for text in [
        "Le juge Denis Kasparov a cédé. Denise Kasparov proteste.",
        "Le juge Marc Roussel a cédé. Paul Roussel proteste.",
        "La ville de Bordelais et les Bordelaises.",
        "LE JUGE KASPAROV A CÉDÉ. Le juge Kasparov a cédé.",
    ] {
        assert_eq!(found(&people, rule, text), [], "{text}");
    }
}
