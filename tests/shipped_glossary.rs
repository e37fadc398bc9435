//! The shipped glossary, beyond what `glossary lint` asks of any glossary: the rules of `glossary/README.md`.

use drogman::{
    glossary::{Concept, ConceptKind, Glossary, Relation, Slot, Status, StyleId},
    language::Language,
};

fn glossary() -> &'static Glossary {
    Glossary::embedded()
}

/// The concept whose French preferred full name is `form`.
fn named<'g>(glossary: &'g Glossary, form: &str) -> &'g Concept {
    let preferred = |concept: &&Concept| {
        concept
            .preferred(Language::French, Slot::Full, StyleId::DEFAULT)
            .is_some_and(|(_, term)| term.text() == form)
    };
    glossary.concepts.values().find(preferred).unwrap_or_else(|| panic!("no concept for «{form}»"))
}

fn preferred(concept: &Concept, language: Language, style: StyleId) -> &str {
    concept.preferred(language, Slot::Full, style).expect("a preferred full name").1.text()
}

#[test]
fn ids_are_ascii_words_joined_by_hyphens() {
    for id in glossary().concepts.keys() {
        let words = id.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(words, "{id}");
    }
}

#[test]
fn every_concept_names_its_source() {
    for concept in glossary().concepts.values() {
        assert!(concept.source.is_some(), "{}", concept.id);
    }
}

#[test]
fn the_default_style_takes_no_side() {
    let glossary = glossary();
    for concept in glossary.concepts.values() {
        let sides: std::collections::HashSet<_> =
            concept.terms.iter().filter_map(|term| term.party.as_deref()).collect();
        for side in sides {
            let its_name_may_stay = concept.terms.iter().any(|term| {
                term.party.as_deref() == Some(side)
                    && term.relation == Relation::Party
                    && term.status(StyleId::DEFAULT).is_allowed()
            });
            assert!(its_name_may_stay, "{}: nothing of {side} may stay", concept.id);
        }
    }
    let stepanakert = named(glossary, "Stepanakert");
    let status = |form: &str, style: &str| {
        let term = stepanakert.terms.iter().find(|term| term.text() == form).expect(form);
        term.status(glossary.style(style).expect(style))
    };
    assert_eq!(status("Khankendi", "default"), Status::Admitted);
    assert_eq!(status("Khankendi", "azerbaijan"), Status::Preferred);
    assert_eq!(status("Khankendi", "armenia"), Status::Forbidden);
}

#[test]
fn the_styles_differ_as_their_houses_do() {
    let glossary = glossary();
    let style = |name: &str| glossary.style(name).expect(name);
    let karabakh = named(glossary, "Haut-Karabakh");
    assert_eq!(preferred(karabakh, Language::French, style("afp")), "Nagorny Karabakh");
    assert_eq!(preferred(karabakh, Language::French, style("armenia")), "Artsakh");
    assert_eq!(preferred(karabakh, Language::French, style("onu")), "Haut-Karabakh");
    assert_eq!(preferred(karabakh, Language::English, style("default")), "Nagorno-Karabakh");
    assert_eq!(preferred(named(glossary, "Ilham Aliyev"), Language::French, style("afp")), "Ilham Aliev");
    assert_eq!(preferred(named(glossary, "Biélorussie"), Language::French, style("onu")), "Bélarus");
}

#[test]
fn people_countries_and_capitals_have_their_english() {
    let glossary = glossary();
    for (french, english) in [
        ("Mevlut Cavusoglu", "Mevlut Cavusoglu"),
        ("Nikol Pachinian", "Nikol Pashinyan"),
        ("Vladimir Poutine", "Vladimir Putin"),
        ("Maria Zakharova", "Maria Zakharova"),
        ("Erevan", "Yerevan"),
        ("Bakou", "Baku"),
        ("Choucha", "Shusha"),
        ("Arabie saoudite", "Saudi Arabia"),
        ("Maison Blanche", "White House"),
        ("Agence France-Presse", "Agence France-Presse"),
    ] {
        assert_eq!(preferred(named(glossary, french), Language::English, StyleId::DEFAULT), english);
    }
    let countries = glossary.concepts.values().filter(|concept| concept.kind == ConceptKind::Country);
    assert!(countries.count() >= 193);
}

/// Each side of a concept has a name that may stand, and its equivalent, in both languages.
#[test]
fn each_side_has_its_name_in_both_languages() {
    let mut sides = 0;
    for concept in glossary().concepts.values() {
        let parties: std::collections::BTreeSet<&str> =
            concept.terms.iter().filter_map(|term| term.party.as_deref()).collect();
        for party in parties {
            sides += 1;
            for language in Language::ALL {
                let mut names = concept.terms_in(language).filter(|(_, term)| {
                    term.party.as_deref() == Some(party)
                        && term.relation == Relation::Party
                        && term.status(StyleId::DEFAULT).is_allowed()
                });
                let (place, name) =
                    names.next().unwrap_or_else(|| panic!("{}: {party} has no {language} name", concept.id));
                for other in Language::ALL {
                    let equivalent = concept.equivalent(place, other, StyleId::DEFAULT);
                    let equivalent = equivalent.unwrap_or_else(|| panic!("{}: {}", concept.id, name.text()));
                    assert_eq!(equivalent.party.as_deref(), Some(party), "{}: {}", concept.id, name.text());
                }
            }
        }
    }
    assert!(sides > 40, "{sides} sides");
}

/// Offices are roles with dates; a note that names one says since or until when, and never that it lasts.
#[test]
fn notes_state_no_present_office() {
    const OFFICES: [&str; 25] = [
        "président",
        "premier ministre",
        "première ministre",
        "ministre",
        "vice-",
        "chanceli",
        "maire",
        "roi ",
        "reine",
        "ambassad",
        "secrétaire",
        "direct",
        "porte-parole",
        "gouverneur",
        "procureur",
        "haut-commissaire",
        "haute-commissaire",
        "commissaire",
        "émir",
        "prince héritier",
        "guide suprême",
        "sénat",
        "député",
        "garde des sceaux",
        "catholicos",
    ];
    let persons = glossary().concepts.values().filter(|concept| concept.kind == ConceptKind::Person);
    for concept in persons {
        let Some(note) = concept.note.as_deref() else { continue };
        let lower = note.to_lowercase();
        let office = OFFICES.iter().any(|office| lower.starts_with(office));
        let dated = note.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
        assert!(!office || dated, "{}: «{note}» names an office without a date", concept.id);
        assert!(
            !lower.split(' ').any(|word| word == "depuis"),
            "{}: «{note}» states the present",
            concept.id
        );
    }
}

#[test]
fn roles_have_names_in_both_languages() {
    let mut roles = 0;
    for concept in glossary().concepts.values() {
        for role in &concept.record().roles {
            roles += 1;
            for language in Language::ALL {
                assert!(role.name(language).is_some(), "{}: a role without {language} name", concept.id);
            }
        }
    }
    assert!(roles > 250, "{roles} roles");
}

/// The bearer of a bare surname that two holders of an office share is told by the date of the document.
#[test]
fn a_role_tells_who_held_an_office_at_a_date() {
    let guide = |date: &str| {
        let date = date.parse().expect("a date");
        let held = |concept: &&Concept| {
            concept.roles_at(date).any(|role| role.name(Language::English) == Some("Supreme Leader of Iran"))
        };
        glossary().concepts.values().filter(held).map(|concept| concept.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(guide("2015-03-01"), ["ali-khamenei"]);
    assert_eq!(guide("2026-05-01"), ["mojtaba-khamenei"]);
}
