//! Glossaries that lie over one another: what the upper one changes, what stays, and what is told of it.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use drogman::{
    glossary::{Concept, Glossary, Layer, Reading, Slot, SourceFile, Status, StyleId},
    language::Language,
    session::{Options, Session},
};

const HOUSE: &str = "version: 1
languages: {source: fr, target: en}
styles: [nord, sud]
concepts:
  val-vert:
    type: region
    note: ancien duché
    fr:
      preferred: Val-Vert
      article: le
      locative: au
      variants: [Val Verte, {form: Verdonie, relation: former}]
      sides: {nord: {preferred: Grunval, in: {sud: forbidden}, variants: [Grünval]}}
    en: Green Vale
  orvanne:
    type: city
    fr: {preferred: {default: Orvanne, nord: Orvane}, variants: [Orvannes]}
    en: Orvanne
  lebrac:
    type: person
    fr: {given: Odilon, family: {preferred: Lebrac, variants: [Lebracq]}, gender: m}
    en: {given: Odilon, family: Lebrac}
";

fn layer(name: &str, text: &str) -> Layer {
    Layer { name: name.into(), files: vec![SourceFile { name: name.into(), text: text.into() }] }
}

/// A layer with these concepts.
fn upper(concepts: &str) -> Layer {
    layer("projet.yaml", &format!("version: 1\nconcepts:\n{concepts}"))
}

fn over(concepts: &str) -> Reading {
    Glossary::read_layers(&[upper(concepts), layer("maison.yaml", HOUSE)])
}

fn accepted(concepts: &str) -> Glossary {
    over(concepts).accept().unwrap_or_else(|problems| panic!("{problems}")).0
}

fn preferred(concept: &Concept, language: Language, style: usize) -> &str {
    concept.preferred(language, Slot::Full, StyleId(style)).map_or("", |(_, term)| term.text())
}

/// The status of a French form, where the concept has it.
fn status(concept: &Concept, form: &str, style: usize) -> Option<Status> {
    let mut terms = concept.terms_in(Language::French).map(|(_, term)| term);
    terms.find(|term| term.text() == form).map(|term| term.status(StyleId(style)))
}

fn warnings(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(|problem| format!("{}: {}", problem.position, problem.message)).collect()
}

fn normalized(glossary: Glossary, text: &str) -> String {
    let session = Session::new(Box::leak(Box::new(glossary)) as &'static Glossary, Options::default());
    session.normalize_text(text).unwrap()
}

#[test]
fn a_glossary_over_itself_is_itself() {
    let house = layer("maison.yaml", HOUSE);
    for layer in [house, Layer::embedded()] {
        let alone = Glossary::read_layers(std::slice::from_ref(&layer)).glossary;
        let twice = Glossary::read_layers(&[layer.clone(), layer]);
        assert!(twice.problems.is_empty(), "{:?}", warnings(&twice));
        assert_eq!(twice.glossary.styles, alone.styles);
        for (id, concept) in &alone.concepts {
            assert_eq!(&twice.glossary.concepts[id], concept, "{id}");
        }
    }
}

#[test]
fn a_patch_keeps_what_it_does_not_name() {
    let glossary = accepted("  val-vert: {note: voir l’atlas, fr: {preferred: Valverde}}\n");
    let concept = &glossary.concepts["val-vert"];
    assert_eq!(concept.note.as_deref(), Some("voir l’atlas"));
    assert_eq!(preferred(concept, Language::French, 0), "Valverde");
    assert_eq!(preferred(concept, Language::English, 0), "Green Vale");
    assert_eq!(status(concept, "Val-Vert", 0), Some(Status::Deprecated));
    assert_eq!(status(concept, "Verdonie", 0), Some(Status::Admitted));
    assert_eq!(status(concept, "Grunval", 2), Some(Status::Forbidden));
    assert_eq!(normalized(glossary, "Ils quittent le Val-Vert."), "Ils quittent Valverde.");
    // What is said of the new name is its own; the other forms keep theirs.
    let glossary = accepted("  val-vert: {fr: {preferred: Verte-Plaine, article: la, gender: f}}\n");
    assert_eq!(
        normalized(glossary, "Ils quittent le Val Verte. Le Val-Vert est loin."),
        "Ils quittent la Verte-Plaine. La Verte-Plaine est loin."
    );
}

#[test]
fn styles_are_patched_one_by_one() {
    let glossary = accepted("  orvanne: {fr: {preferred: Orvanne-le-Port}}\n");
    let concept = &glossary.concepts["orvanne"];
    let names: Vec<_> = (0..3).map(|style| preferred(concept, Language::French, style)).collect();
    assert_eq!(names, ["Orvanne-le-Port", "Orvane", "Orvanne-le-Port"]);
    let glossary = accepted("  orvanne: {fr: {preferred: {sud: Orvana}}}\n");
    let concept = &glossary.concepts["orvanne"];
    let names: Vec<_> = (0..3).map(|style| preferred(concept, Language::French, style)).collect();
    assert_eq!(names, ["Orvanne", "Orvane", "Orvana"]);
    // A form that a style refuses does not become the one it prefers.
    let glossary = accepted("  val-vert: {fr: {variants: [{form: Verdonie, in: {sud: forbidden}}]}}\n");
    assert_eq!(status(&glossary.concepts["val-vert"], "Verdonie", 2), Some(Status::Forbidden));
    let layers = [
        upper("  val-vert: {fr: {preferred: Verdonie}}\n"),
        upper("  val-vert: {fr: {variants: [{form: Verdonie, in: {sud: forbidden}}]}}\n"),
        layer("maison.yaml", HOUSE),
    ];
    let glossary = Glossary::read_layers(&layers).accept().unwrap().0;
    let concept = &glossary.concepts["val-vert"];
    assert_eq!(preferred(concept, Language::French, 0), "Verdonie");
    assert_eq!(preferred(concept, Language::French, 2), "Val-Vert");
}

#[test]
fn a_variant_that_is_listed_again_takes_its_new_status() {
    let patch = "  val-vert:\n    fr:\n      variants:\n        - {form: Verdonie, status: forbidden}\n        - {form: Val Verte, relation: near-synonym}\n        - Grünval\n        - {form: Grunval, note: sur les cartes}\n";
    let reading = over(patch);
    assert!(reading.problems.is_empty(), "{:?}", warnings(&reading));
    let concept = &reading.glossary.concepts["val-vert"];
    assert_eq!(status(concept, "Verdonie", 0), Some(Status::Forbidden));
    assert_eq!(status(concept, "Val Verte", 0), Some(Status::Admitted));
    assert_eq!(status(concept, "Grünval", 0), Some(Status::Deprecated));
    let side = concept.terms.iter().find(|term| term.text() == "Grunval").unwrap();
    assert_eq!((side.party.as_deref(), side.note.as_deref()), (Some("nord"), Some("sur les cartes")));
    // The name that was preferred, too.
    let glossary = accepted(
        "  orvanne: {fr: {preferred: Orvanne-le-Port, variants: [{form: Orvanne, status: admitted}]}}\n",
    );
    assert_eq!(status(&glossary.concepts["orvanne"], "Orvanne", 0), Some(Status::Admitted));
}

#[test]
fn persons_are_patched_by_their_names() {
    let glossary = accepted("  lebrac: {fr: {family: {variants: [Le Brac]}}}\n");
    let concept = &glossary.concepts["lebrac"];
    assert_eq!(status(concept, "Odilon Le Brac", 0), Some(Status::Deprecated));
    assert_eq!(status(concept, "Odilon Lebracq", 0), Some(Status::Deprecated));
    let glossary = accepted("  lebrac: {fr: {preferred: Odilon de Lebrac}}\n");
    let concept = &glossary.concepts["lebrac"];
    assert_eq!(preferred(concept, Language::French, 0), "Odilon de Lebrac");
    assert_eq!(status(concept, "Odilon Lebrac", 0), Some(Status::Deprecated));
}

#[test]
fn what_is_removed_is_gone() {
    let glossary = accepted(
        "  val-vert: {fr: {remove: [Val Verte, Grunval]}}\n  orvanne: {remove: true}\n  lebrac: {fr: {remove: [Odilon Lebracq]}}\n",
    );
    assert!(!glossary.concepts.contains_key("orvanne"));
    let concept = &glossary.concepts["val-vert"];
    assert_eq!((status(concept, "Val Verte", 0), status(concept, "Grunval", 0)), (None, None));
    assert_eq!(status(&glossary.concepts["lebrac"], "Odilon Lebracq", 0), None);
    let reading = over("  val-vert: {fr: {remove: [Val Gris]}}\n  gris: {remove: true}\n");
    let told = warnings(&reading);
    assert!(told[0].starts_with("projet.yaml:3:28: «Val Gris» is no form of «val-vert»"), "{told:?}");
    assert!(told[1].starts_with("projet.yaml:4:18: «gris» is in no glossary beneath"), "{told:?}");
    // A layer above may give back what one in the middle takes away.
    let layers = [
        upper("  orvanne: {type: city, fr: Orvanne-Haute, en: Orvanne}\n"),
        upper("  orvanne: {remove: true}\n"),
        layer("maison.yaml", HOUSE),
    ];
    let glossary = Glossary::read_layers(&layers).accept().unwrap().0;
    assert_eq!(status(&glossary.concepts["orvanne"], "Orvannes", 0), None);
    assert_eq!(preferred(&glossary.concepts["orvanne"], Language::French, 0), "Orvanne-Haute");
}

#[test]
fn what_is_replaced_takes_nothing_over() {
    let glossary = accepted("  val-vert: {replace: true, type: place, fr: Val-Vert, en: Greendale}\n");
    let concept = &glossary.concepts["val-vert"];
    assert_eq!((concept.note.as_deref(), concept.terms.len()), (None, 2));
    let glossary = accepted("  val-vert: {fr: {replace: true, preferred: Val-Vert, article: le}}\n");
    let concept = &glossary.concepts["val-vert"];
    assert_eq!((concept.note.as_deref(), concept.terms.len()), (Some("ancien duché"), 2));
}

#[test]
fn a_form_goes_to_the_concept_of_the_upper_layer() {
    let reading = over(
        "  usine: {type: organisation, fr: {preferred: Aciéries d’Orvannes, short: Orvannes}, en: Orvannes Steel}\n",
    );
    assert!(reading.problems.is_empty(), "{:?}", warnings(&reading));
    assert_eq!(status(&reading.glossary.concepts["orvanne"], "Orvannes", 0), None);
    assert_eq!(status(&reading.glossary.concepts["orvanne"], "Orvanne", 0), Some(Status::Preferred));
    // A surname takes nothing: people share it with one another and with places.
    let reading = over(
        "  jean: {type: person, fr: {given: Jean, family: Orvanne}, en: {given: Jean, family: Orvanne}}\n  paul: {type: person, fr: {given: Paul, family: Lebrac}, en: {given: Paul, family: Lebrac}}\n",
    );
    assert!(reading.problems.is_empty(), "{:?}", warnings(&reading));
    assert_eq!(status(&reading.glossary.concepts["orvanne"], "Orvanne", 0), Some(Status::Preferred));
    assert!(status(&reading.glossary.concepts["lebrac"], "Lebrac", 0).is_some());
    // Nor does another concept with the same equivalent.
    let reading = over("  gare: {type: place, fr: Gare d’Orvanne, en: Orvanne}\n");
    assert!(reading.problems.is_empty(), "{:?}", warnings(&reading));
    assert_eq!(preferred(&reading.glossary.concepts["orvanne"], Language::English, 0), "Orvanne");
}

#[test]
fn a_patch_of_nothing_is_warned_of_and_loaded() {
    let reading = over("  orvane: {fr: {preferred: Orvane-la-Belle}}\n");
    let told = warnings(&reading);
    assert!(told[0].starts_with("projet.yaml:3:3: «orvane» is in no glossary beneath"), "{told:?}");
    assert!(reading.glossary.concepts.contains_key("orvane"));
    assert!(reading.accept().is_ok());
}

#[test]
fn mistakes_are_told_with_the_file_they_stand_in() {
    let layers = [
        upper("  orvanne: {fr: {preferred: Orvana, artikle: la}}\n"),
        layer("maison.yaml", &HOUSE.replace("gender: m", "gender: q")),
    ];
    let told = warnings(&Glossary::read_layers(&layers));
    assert!(told[0].starts_with("projet.yaml:3:37: unknown key «artikle»"), "{told:?}");
    assert!(told[1].starts_with("maison.yaml:21:83: «q» is no gender"), "{told:?}");
}

#[test]
fn one_equivalent_of_two_concepts_is_a_warning_and_an_abbreviation_may_be_shared() {
    let text = "version: 1\nconcepts:\n  a: {type: term, fr: {preferred: bassin de rétention, abbreviation: BR}, en: basin}\n  b: {type: term, fr: {preferred: bac de repos, variants: [{form: BR, relation: abbreviation}]}, en: basin}\n";
    let reading = Glossary::read_sources(&[SourceFile { name: "g.yaml".into(), text: text.into() }]);
    let told = warnings(&reading);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("g.yaml:4:102: «b» is called «basin», as «a» is"), "{told:?}");
    let (glossary, _) = reading.accept().unwrap();
    assert_eq!(normalized(glossary, "Le BR est plein."), "Le BR est plein.");
    let text = text.replace("bac de repos", "bassin de rétention");
    let reading = Glossary::read_sources(&[SourceFile { name: "g.yaml".into(), text }]);
    assert!(reading.accept().is_err(), "a source form of two concepts stays an error");
}

/// What a layer may say of Val-Vert.
const PATCHES: [&str; 16] = [
    "note: voir plus bas",
    "note: ~",
    "fr: Valverde",
    "fr: {preferred: Valverde, article: l', gender: f}",
    "fr: {preferred: {sud: Valverde}}",
    "fr: {preferred: Grunval}",
    "fr: {preferred: Verdonie}",
    "fr: {variants: [Verdonie, {form: Val-Verd, relation: former}]}",
    "fr: {variants: [{form: Val-Vert, status: admitted}, {form: Grunval, status: deprecated}]}",
    "fr: {remove: [Val Verte, Grünval]}",
    "fr: {sides: {nord: Grunwald}}",
    "fr: {sides: {nord: {preferred: Verdonie, variants: [Verdonia]}, sud: Val-Verd}}",
    "fr: {short: Vert, abbreviation: {preferred: VV, variants: [V.V.]}}",
    "en: {preferred: Green Dale, variants: [Green Vale]}",
    "replace: true, type: place, fr: {preferred: Val-Vert, variants: [Valverde]}, en: Green Vale",
    "fr: {replace: true, preferred: Valverde}",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        failure_persistence: None,
        ..proptest::prelude::ProptestConfig::with_cases(400)
    })]

    #[test]
    fn any_layers_make_one_glossary_without_mistakes(
        said in proptest::collection::vec(proptest::sample::select(&PATCHES[..]), 1..5)
    ) {
        let mut layers: Vec<Layer> =
            said.iter().map(|said| upper(&format!("  val-vert: {{{said}}}\n"))).collect();
        layers.push(layer("maison.yaml", HOUSE));
        let reading = Glossary::read_layers(&layers);
        let told = warnings(&reading);
        let is_harmless = |told: &String| told.contains("nothing is removed");
        proptest::prop_assert!(told.iter().all(is_harmless), "{said:?}: {told:?}");
        // What the uppermost layer prefers is preferred, and nothing stands there twice.
        let concept = &reading.glossary.concepts["val-vert"];
        for language in [Language::French, Language::English] {
            let terms: Vec<_> =
                concept.terms_in(language).map(|(_, term)| (term.slot, term.text())).collect();
            let once: std::collections::BTreeSet<_> = terms.iter().collect();
            proptest::prop_assert_eq!(once.len(), terms.len(), "{:?}: {:?}", said, terms);
            proptest::prop_assert!(!preferred(concept, language, 0).is_empty(), "{:?}: {:?}", said, terms);
        }
    }
}

fn drogman(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder)
        .args(args)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// The text of the folder as it is normalised with these glossaries.
fn normalized_in(folder: &Path, glossaries: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder)
        .args(["normalize", "-q", "-"])
        .args(glossaries)
        .stdin(fs::File::open(folder.join("texte.txt")).unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with the house’s glossary, one of a project that extends it, and a text.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("maison.yaml", HOUSE);
    write(
        "projet.yaml",
        "version: 1\nextends: [maison.yaml]\nconcepts:\n  orvanne: {fr: {preferred: Orvanne-le-Port}}\n",
    );
    write("texte.txt", "Ils vont à Orvannes, en Géorgie.\n");
    folder
}

#[test]
fn a_glossary_that_hides_the_embedded_one_says_so_once() {
    let folder = folder();
    let at = |args: &[&str]| drogman(folder.path(), args);
    let hidden = at(&["-g", "projet.yaml", "normalize", "texte.txt", "-o", "out"]);
    let told = stderr(&hidden);
    assert_eq!(
        told.matches("glossary: projet.yaml, maison.yaml (without the embedded one)").count(),
        1,
        "{told}"
    );
    assert!(told.contains("add `-g embedded`"), "{told}");
    for args in [
        &["-q", "-g", "projet.yaml", "match", "texte.txt"][..],
        &["-g", "projet.yaml", "-g", "embedded", "match", "texte.txt"],
        &["-g", "none", "match", "texte.txt"],
        &["match", "texte.txt"],
    ] {
        assert!(!stderr(&at(args)).contains("embedded"), "{args:?}");
    }
    fs::write(folder.path().join("seul.yaml"), "version: 1\nextends: []\nconcepts: {}\n").unwrap();
    assert!(!stderr(&at(&["-g", "seul.yaml", "match", "texte.txt"])).contains("embedded"));
    let both = at(&["-g", "projet.yaml", "-g", "embedded", "match", "--format", "tsv", "texte.txt"]);
    assert!(stdout(&both).contains("\tOrvannes\torvanne\t") && stdout(&both).contains("\tGéorgie\t"));
    let sheet = at(&["-g", "projet.yaml", "-g", "embedded", "sheet", "texte.txt", "-o", "sheets"]);
    assert!(stdout(&sheet).contains("(glossary: projet.yaml, maison.yaml, embedded)"), "{}", stdout(&sheet));
}

#[test]
fn the_first_glossary_lies_on_top_wherever_it_is_named() {
    let folder = folder();
    let at = |glossaries: &[&str]| normalized_in(folder.path(), glossaries);
    let text = "Ils vont à Orvanne-le-Port, en Géorgie.\n";
    assert_eq!(at(&["-g", "projet.yaml"]), text);
    assert_eq!(at(&["-g", "projet.yaml", "-g", "maison.yaml"]), text);
    // What is named keeps its place, though another one extends it.
    let house = at(&["-g", "maison.yaml", "-g", "projet.yaml"]);
    assert_eq!(house, "Ils vont à Orvanne, en Géorgie.\n");
    fs::write(folder.path().join("drogman.yaml"), "glossary: [projet.yaml, embedded]\n").unwrap();
    assert_eq!(at(&[]), text);
    fs::write(folder.path().join("drogman.yaml"), "glossary: projet.yaml\n").unwrap();
    assert_eq!(at(&[]), text);
}

#[test]
fn a_file_of_a_folder_may_lie_on_another_one_of_it() {
    let folder = folder();
    fs::create_dir(folder.path().join("glossary")).unwrap();
    for name in ["maison.yaml", "projet.yaml"] {
        fs::rename(folder.path().join(name), folder.path().join("glossary").join(name)).unwrap();
    }
    assert_eq!(normalized_in(folder.path(), &[]), "Ils vont à Orvanne-le-Port, en Géorgie.\n");
}

#[test]
fn what_cannot_be_extended_is_told_with_its_place() {
    let folder = folder();
    let write = |name: &str, extends: &str| {
        let text = format!("version: 1\nextends: [{extends}]\nconcepts: {{}}\n");
        fs::write(folder.path().join(name), text).unwrap();
    };
    let lint = |name: &str| drogman(folder.path(), &["glossary", "lint", name]);
    write("a.yaml", "b.yaml");
    write("b.yaml", "c.yaml");
    write("c.yaml", "a.yaml");
    let ring = lint("a.yaml");
    let told = "c.yaml:2:11: error: a ring: a.yaml extends b.yaml extends c.yaml extends a.yaml";
    assert!(stdout(&ring).contains(told), "{}", stdout(&ring));
    assert_eq!(ring.status.code(), Some(2));
    write("d.yaml", "manque.yaml");
    let missing = lint("d.yaml");
    assert!(stdout(&missing).contains("d.yaml:2:11: error: what this extends cannot be read: manque.yaml"));
    // A project that is found may read what lies in its folder alone.
    let project = folder.path().join("p");
    fs::create_dir(&project).unwrap();
    fs::write(project.join("drogman.yaml"), "glossary: [g.yaml]\n").unwrap();
    fs::write(project.join("g.yaml"), "version: 1\nextends: [../maison.yaml]\nconcepts: {}\n").unwrap();
    let outside = drogman(&project, &["match", "../texte.txt"]);
    assert!(stderr(&outside).contains("g.yaml:2:11: error: "), "{}", stderr(&outside));
    assert!(stderr(&outside).contains("lies outside the folder"), "{}", stderr(&outside));
    assert_eq!(outside.status.code(), Some(2));
    assert!(drogman(&project, &["-g", "g.yaml", "match", "../texte.txt"]).status.success());
}

#[test]
fn why_tells_every_place_the_winner_first() {
    let folder = folder();
    let why = |name: &str| drogman(folder.path(), &["-g", "projet.yaml", "glossary", "why", name]);
    let told = stdout(&why("Orvanne"));
    let lines: Vec<&str> = told.lines().collect();
    assert!(
        lines[0].starts_with("projet.yaml:4: orvanne, fr preferred: wins («Orvanne-le-Port»; nord: "),
        "{told}"
    );
    assert!(told.contains("maison.yaml:17: orvanne, fr preferred: overridden (deprecated"), "{told}");
    assert!(told.contains("maison.yaml:18: orvanne, en preferred: wins\n"), "{told}");
    let told = stdout(&why("odilon lebracq"));
    assert!(
        told.contains("maison.yaml:21: lebrac, fr variant: wins («Odilon Lebracq»; deprecated)"),
        "{told}"
    );
    let project = folder.path().join("projet.yaml");
    fs::write(
        &project,
        "version: 1\nextends: [maison.yaml]\nconcepts:\n  orvanne: {remove: true}\n  val-vert: {fr: {remove: [Verdonie]}}\n  bac: {type: place, fr: Val Verte, en: Vat}\n",
    )
    .unwrap();
    assert!(
        stdout(&why("Orvannes")).contains("maison.yaml:17: orvanne, fr variant: removed by projet.yaml:4")
    );
    assert!(
        stdout(&why("Verdonie")).contains("maison.yaml:12: val-vert, fr variant: removed by projet.yaml:5")
    );
    let told = stdout(&why("Val Verte"));
    assert!(told.starts_with("projet.yaml:6: bac, fr preferred: wins\n"), "{told}");
    assert!(told.contains("maison.yaml:12: val-vert, fr variant: taken by projet.yaml:6, bac"), "{told}");
    let unknown = why("Zorglub");
    assert_eq!((unknown.status.code(), stdout(&unknown)), (Some(1), String::new()));
    assert!(stderr(&unknown).contains("Zorglub"));
}

#[test]
fn entries_of_a_lower_layer_are_adopted_into_the_upper_one() {
    let folder = folder();
    let adopt = |args: &[&str]| drogman(folder.path(), &[&["glossary", "adopt"], args].concat());
    let done = adopt(&["Grunval", "-g", "projet.yaml"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let text = fs::read_to_string(folder.path().join("projet.yaml")).unwrap();
    assert!(
        text.ends_with(
            "  val-vert:\n    fr:\n      preferred: Val-Vert\n    en:\n      preferred: Green Vale\n"
        ),
        "{text}"
    );
    let before = Glossary::read_layers(&[layer("maison.yaml", HOUSE)]).glossary;
    let now = Glossary::read(&[folder.path().join("projet.yaml")]).unwrap().accept().unwrap().0;
    assert_eq!(now.concepts["val-vert"], before.concepts["val-vert"], "adopting changes nothing yet");
    assert_eq!(adopt(&["val-vert", "-g", "projet.yaml"]).status.code(), Some(1), "it has it already");
    assert_eq!(adopt(&["Zorglub", "-g", "projet.yaml"]).status.code(), Some(2));
    // A file that is not there yet lies on the embedded glossary.
    assert!(adopt(&["Tbilissi", "-g", "neuf.yaml"]).status.success());
    let text = fs::read_to_string(folder.path().join("neuf.yaml")).unwrap();
    assert!(text.contains("extends: [embedded]\nconcepts:\n  tbilissi:\n"), "{text}");
}

#[test]
fn a_new_project_is_ready_to_use_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let init = || drogman(folder.path(), &["init"]);
    assert!(init().status.success());
    let lint = drogman(folder.path(), &["glossary", "lint"]);
    assert_eq!(lint.status.code(), Some(0), "{}{}", stdout(&lint), stderr(&lint));
    fs::write(folder.path().join("glossary.yaml"), "version: 1\nconcepts: {}\n").unwrap();
    assert_eq!(init().status.code(), Some(1));
    assert_eq!(
        fs::read_to_string(folder.path().join("glossary.yaml")).unwrap(),
        "version: 1\nconcepts: {}\n"
    );
    fs::write(folder.path().join("drogman.yaml"), "style: afp\nglosary: [a.yaml]\n").unwrap();
    let wrong = stderr(&drogman(folder.path(), &["glossary", "lint"]));
    assert!(wrong.contains("drogman.yaml:2:1: ") && wrong.contains("did you mean `glossary`?"), "{wrong}");
}

/// The names of all keys in a schema.
#[cfg(feature = "schema")]
fn keys(schema: &serde_json::Value, out: &mut std::collections::BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(map) => {
            if let Some(serde_json::Value::Object(properties)) = map.get("properties") {
                out.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| keys(value, out));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| keys(value, out)),
        _ => {}
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_page_of_the_keys_has_every_key_and_its_examples_are_read() {
    let page = include_str!("../docs/keys.md");
    let (glossary, config) = page.split_once("\n## drogman.yaml\n").expect("a part for each file");
    for (schema, part) in
        [(drogman::glossary::schema(), glossary), (drogman::project::config_schema(), config)]
    {
        let mut all = std::collections::BTreeSet::new();
        keys(&schema, &mut all);
        let missing: Vec<_> = all.iter().filter(|key| !part.contains(&format!("`{key}`"))).collect();
        assert!(missing.is_empty(), "docs/keys.md says nothing of {missing:?}");
    }
    let mut examples = 0;
    for block in glossary.split("```yaml\n").skip(1) {
        let text = block.split("```").next().unwrap().to_owned();
        let reading = Glossary::read_layers(&[layer("docs/keys.md", &text), Layer::embedded()]);
        assert!(reading.problems.is_empty(), "{:?}", warnings(&reading));
        examples += 1;
    }
    assert!(examples > 5, "{examples}");
}
