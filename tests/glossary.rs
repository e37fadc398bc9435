//! Glossaries: what is read, which mistakes are told, and that writing loses nothing.

use std::path::PathBuf;

use drogman::glossary::{Glossary, Severity, Slot, SourceFile, Status, StyleId};
use drogman::language::Language;

fn read(text: &str) -> drogman::glossary::Reading {
    Glossary::read_sources(&[SourceFile { name: "g.yaml".into(), text: text.into() }])
}

fn concept(body: &str) -> String {
    format!("version: 1\nlanguages: {{source: fr, target: en}}\nstyles: [afp]\nconcepts:\n{body}")
}

fn shared() -> Glossary {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/glossary.drogman.yaml");
    Glossary::read(&[PathBuf::from(path)]).unwrap().accept().unwrap().0
}

#[test]
fn writing_and_reading_gives_the_same_glossary() {
    for glossary in [shared(), Glossary::embedded().clone()] {
        let yaml = glossary.to_yaml();
        let (again, _) = read(&yaml).accept().unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(again.styles, glossary.styles);
        for (id, concept) in &glossary.concepts {
            assert_eq!(&again.concepts[id], concept, "{id}");
        }
    }
}

#[test]
fn every_mistake_is_told_in_one_run_with_its_place() {
    let text = concept(
        "  a:\n    type: citty\n    fr: {preferred: X, prefered: Y}\n    fr: Z\n    en: X\n  b:\n    type: city\n    fr: {preferred: {afp: Q}}\n    en: Q\n  a: {type: city, fr: R}\n",
    );
    let problems: Vec<String> = read(&text).problems.iter().map(|p| p.to_string()).collect();
    let all = problems.join("\n");
    for wanted in [
        "g.yaml:6:11: error: «citty» is no type",
        "g.yaml:7:24: error: unknown key «prefered» in «fr»; did you mean «preferred»?",
        "g.yaml:8:5: error: duplicate key «fr» in concept «a»",
        "g.yaml:12:21: error: preferred forms without a default",
        "g.yaml:14:3: error: duplicate key «a» in concepts",
    ] {
        assert!(all.contains(wanted), "«{wanted}» is missing in:\n{all}");
    }
    assert!(all.contains("\n        type: citty\n              ^"), "{all}");
}

#[test]
fn forms_claimed_twice_are_errors_and_missing_equivalents_warnings() {
    let text = concept(
        "  a: {type: city, fr: Erevan, en: Yerevan}\n  b: {type: city, fr: Érevan, en: Other}\n  c: {type: city, fr: Goris}\n",
    );
    let problems = read(&text).problems;
    assert!(
        problems.iter().any(|p| p.severity == Severity::Error && p.message.contains("«b» claims «Érevan»"))
    );
    assert!(
        problems
            .iter()
            .any(|p| p.severity == Severity::Warning && p.message.contains("«c» has no term in «en»"))
    );
}

#[test]
fn a_person_has_every_mix_of_names() {
    let text = concept(
        "  ilham-aliyev:\n    type: person\n    fr: {given: Ilham, family: {preferred: {default: Aliyev, afp: Aliev}, variants: [Aliïev]}}\n    en: {given: Ilham, family: Aliyev}\n",
    );
    let (glossary, problems) = read(&text).accept().unwrap();
    assert_eq!(problems, []);
    let concept = &glossary.concepts["ilham-aliyev"];
    let afp = glossary.style("afp").unwrap();
    let form = |slot, style| concept.preferred(Language::French, slot, style).map(|(_, term)| term.text());
    assert_eq!(form(Slot::Full, StyleId::DEFAULT), Some("Ilham Aliyev"));
    assert_eq!(form(Slot::Full, afp), Some("Ilham Aliev"));
    assert_eq!(form(Slot::Short, afp), Some("Aliev"));
    let variant = concept.terms.iter().find(|term| term.text() == "Ilham Aliïev").unwrap();
    assert_eq!(variant.status(StyleId::DEFAULT), Status::Deprecated);
}

#[test]
fn deep_nesting_and_aliases_are_refused() {
    let deep = format!("version: {}", "[".repeat(10_000));
    assert!(read(&deep).accept().is_err());
    let alias = "version: 1\nlanguages: &a {source: fr, target: en}\nconcepts: *a\n";
    let message = read(alias).accept().unwrap_err().to_string();
    assert!(message.contains("g.yaml:3:11: error: YAML aliases"), "{message}");
}

#[test]
fn serde_yaml_reads_the_shipped_files_alike() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/glossary");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let tree: serde_yaml::Mapping = serde_yaml::from_str(&text).unwrap();
        let concepts = tree["concepts"].as_mapping().unwrap();
        let ours = Glossary::read(std::slice::from_ref(&path)).unwrap().glossary;
        let ids: Vec<&str> = concepts.keys().filter_map(|key| key.as_str()).collect();
        assert_eq!(ids, ours.concepts.keys().collect::<Vec<_>>(), "{}", path.display());
        for (id, node) in concepts {
            let concept = &ours.concepts[id.as_str().unwrap()];
            assert_eq!(node["type"].as_str(), Some(concept.kind.name()));
            assert_eq!(node.get("note").and_then(|note| note.as_str()), concept.note.as_deref());
            if let Some(preferred) = node["en"].get("preferred").and_then(|form| form.as_str()) {
                let (_, term) = concept.preferred(Language::English, Slot::Full, StyleId::DEFAULT).unwrap();
                assert_eq!(preferred, term.text());
            }
        }
    }
}
