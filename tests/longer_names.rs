//! A form that is part of a longer proper name is not the concept: nothing is found there, and nothing rewritten.

use std::collections::HashSet;

use drogman::{
    glossary::{ConceptKind, Glossary},
    language::Language,
    matching::Matcher,
    text::fold,
};

/// The forms found in a text, in order.
fn found<'t>(matcher: &Matcher, text: &'t str) -> Vec<&'t str> {
    matcher.find_in(text).occurrences.iter().map(|found| found.span.of(text)).collect()
}

fn shipped() -> Matcher {
    Matcher::new(Glossary::embedded(), Language::French).unwrap()
}

/// The French names of the towns, regions and rivers of the shipped glossary, as they stand in a neutral sentence.
fn places(matcher: &Matcher) -> Vec<&'static str> {
    let glossary = Glossary::embedded();
    let places = glossary.concepts.values().filter(|concept| {
        matches!(concept.kind, ConceptKind::City | ConceptKind::Region | ConceptKind::River)
    });
    let forms = places.flat_map(|concept| concept.terms_in(Language::French)).map(|(_, term)| term.text());
    // «corse», «toscane»: the name is a people's adjective as well, and that is found beside any name.
    let peoples = glossary.concepts.values().filter(|concept| concept.kind == ConceptKind::Demonym);
    let peoples: HashSet<String> = peoples
        .flat_map(|concept| concept.terms_in(Language::French))
        .flat_map(|(_, term)| term.inflected().iter().map(|form| fold(&form.form)).collect::<Vec<_>>())
        .collect();
    let one_name = |form: &&str| {
        let text = format!("Vers {form}, hier.");
        // Of a name of several words, or one that a person bears as well, other things may be found.
        !form.contains(['\'', '’', '(']) && !peoples.contains(&fold(form)) && found(matcher, &text) == [*form]
    };
    forms.filter(one_name).collect()
}

#[test]
fn nothing_is_found_inside_a_longer_name() {
    let matcher = shipped();
    let names = places(&matcher);
    assert!(names.len() > 400, "the glossary has places: {}", names.len());
    let mut failures = Vec::new();
    for name in names {
        for text in [
            format!("Selon Mme {name}, rien ne presse."),
            format!("M. {name} n'a rien dit."),
            format!("Le sculpteur {name} expose ses bronzes."),
            format!("On a revu la romancière arménienne {name}."),
            format!("Hier, Ovsanna {name} est rentrée."),
            format!("Le {name} FK perd à domicile."),
            format!("Battu, le Zarnitsa {name} recule."),
            format!("L'article du {name} Times a déplu."),
            format!("Ils étudient à la {name} State University."),
            format!("Une enquête de {name} Weekly Digest gêne."),
            format!("Ces jouets sont made in {name}."),
            format!("On dîne à l'hôtel {name} Plaza."),
            format!("Ils ont coulé le croiseur {name}."),
            format!("La Bank of {name} emprunte."),
        ] {
            // A longer name may well be listed itself: New York Times.
            if found(&matcher, &text).into_iter().any(|form| fold(form) == fold(name)) {
                failures.push(text);
            }
        }
    }
    assert!(failures.is_empty(), "{}: {:#?}", failures.len(), &failures[..failures.len().min(40)]);
}

#[test]
fn names_beside_other_words_are_found() {
    let matcher = shipped();
    let mut failures = Vec::new();
    for name in places(&matcher) {
        for text in [
            format!("Hier {name} a répondu."),
            format!("Selon {name} le calme revient."),
            format!("Depuis {name} on voit la montagne."),
            format!("Les étudiants de {name} manifestent."),
            format!("Le maire de {name} Ovsanna Zorian accueille la délégation."),
            format!("Les quartiers de {name} Le Soleil les a visités."),
            format!("La mairie et l'université de {name} sont fermées."),
            format!("{name} (AFP) - Le marché a rouvert."),
            format!("« {name} dort », dit-il."),
            format!("Son départ pour {name} M. Zorian l'a préparé."),
            format!("Le ministre russe de passage à {name} repart."),
            format!("Direction {name} pour les secours."),
            format!("Retour À {name} Après Dix Ans D'Exil"),
        ] {
            if !found(&matcher, &text).contains(&name) {
                failures.push(text);
            }
        }
    }
    assert!(failures.is_empty(), "{}: {:#?}", failures.len(), &failures[..failures.len().min(40)]);
}

const TOWNS: &str = "
version: 1
concepts:
  garnavan: {type: city, fr: {preferred: Garnavan, variants: [{form: Qarnavan, relation: foreign, status: deprecated}]}, en: Garnavan}
  ochatra: {type: city, fr: {preferred: Ochatra}, en: Ochatra}
  tornavie: {type: country, fr: {preferred: Tornavie, article: la, gender: f, variants: [{form: Fédération tornave, status: deprecated, article: la, gender: f}, {form: Tornavia, status: deprecated, article: la, gender: f}]}, en: Tornavia}
  tornave: {type: demonym, fr: {preferred: tornave}, en: Tornavian}
  universite: {type: organisation, fr: {preferred: Université d'État de Garnavan}, en: Garnavan State University}
  charte: {type: term, fr: {preferred: droits de l'enfant}, en: children’s rights}
  gazette: {type: organisation, fr: {preferred: La Croix, gender: f, own_article: true}, en: La Croix}
  monde: {type: organisation, fr: {preferred: Le Monde, gender: m, own_article: true}, en: Le Monde}
  selim: {type: person, fr: {preferred: Selim de Marnave, short: Marnave}, en: Selim de Marnave}
";

#[test]
fn cases() {
    let glossary: Glossary = TOWNS.parse().unwrap();
    let matcher = Matcher::new(&glossary, Language::French).unwrap();
    let mut failures = String::new();
    for (text, expected) in [
        // People.
        ("La pianiste tornave Qarnavan a salué.", &["tornave"][..]),
        ("Le juge Qarnavan hésite.", &[]),
        ("Paris juge Qarnavan responsable.", &["Qarnavan"]),
        ("A. Qarnavan, peintre.", &[]),
        ("Il a préféré le plan B. Qarnavan attend.", &["Qarnavan"]),
        ("Une loge du prince Qarnavan.", &[]),
        ("Qarnavan Orbelin a chanté.", &[]),
        ("Le premier ministre de Tornavie Aldo Brenn est là.", &["Tornavie"]),
        ("En Tornavie Brenn recule.", &["Tornavie"]),
        // Clubs, papers, firms, things.
        ("le Garnavan Ochatra reçoit Braga", &[]),
        ("Garnavan Ochatra : la guerre des mots", &["Garnavan", "Ochatra"]),
        ("Radio Qarnavan émet toujours, Miss Tornavia aussi.", &[]),
        ("Le sous-marin Qarnavan plonge.", &[]),
        ("Le Selim-de-Marnave appareille ; Selim de Marnave aussi.", &["Selim de Marnave"]),
        ("Qarnavan Copper and Zinc Works embauche.", &[]),
        ("Un Qarnavan tornave de 2012 ; un Qarnavan neuf.", &["tornave", "Qarnavan"]),
        ("sur Tornavie 3 hier ; en Tornavie 3 personnes", &["Tornavie"]),
        // Institutions.
        ("La Fédération tornave de tennis et la Fédération tornave.", &["tornave", "Fédération tornave"]),
        ("La Fédération tornave de demain.", &["Fédération tornave"]),
        (
            "La Ligue tornave des droits de l'Enfant et les droits de l'enfant.",
            &["tornave", "droits de l'enfant"],
        ),
        (
            "l'Université d'État de Garnavan, l'université de Garnavan",
            &["Université d'État de Garnavan", "Garnavan"],
        ),
        ("La Croix du Sud brille, La Croix paraît.", &["La Croix"]),
        ("La Coupe du Monde ; le Tour du Monde ; un lecteur du Monde.", &["Monde"]),
        // Places in others.
        ("La commune de Qarnavan, dans la banlieue d'Ochatra, vote.", &["Ochatra"]),
        ("Qarnavan, dans le nord.", &["Qarnavan"]),
        // Capitals that tell nothing.
        ("LE MAIRE DE GARNAVAN RECULE : GARNAVAN ACCUSE", &["GARNAVAN", "GARNAVAN"]),
        ("Le Jour Où Garnavan Brûla Pour Rien", &["Garnavan"]),
    ] {
        let found = found(&matcher, text);
        if found != expected {
            failures.push_str(&format!("{text}\n  found    {found:?}\n  expected {expected:?}\n"));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn english_names_before_nouns_are_found() {
    let matcher = Matcher::new(Glossary::embedded(), Language::English).unwrap();
    for (text, expected) in [
        ("Baku Mayor Eldar Azizov spoke.", &["Baku"][..]),
        ("Students of Yerevan State University march.", &["Yerevan"]),
        ("Major Baku hotels are full.", &["Baku"]),
        ("Mrs Baku and Natalia Baku sang.", &[]),
        ("Read it in the Baku Times.", &[]),
    ] {
        assert_eq!(found(&matcher, text), expected, "{text}");
    }
}
