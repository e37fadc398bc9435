//! The journal replayed on the files of the beginning gives the files as they were saved; everything taken back gives the
//! bytes of the beginning.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use serde_json::{Value, json};

use super::{NewAct, entry::is_alike};
use crate::{
    exchange::WorkingCopy,
    glossary::{Entry, Glossary, Replayed, SAVE, Set, read_journal, replay},
    project::{Config, read_glossary},
    review::{Refused, Review, ReviewOptions},
};

/// A small random generator, so that a failing number can be tried again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

const OWN: &str = "\
# by hand
version: 1
styles: [nord]
extends: [beneath.yaml]
concepts:
  ormeval:   # the valley
    type: region
    fr:
      preferred: {default: Ormeval, nord: Ulmtal}
      article: l'
      variants:
        - Orméval # old maps
        - {form: Ulmtal, relation: party, party: nord, status: admitted}
    en: Elmvale
  # a weir
  seuil: {type: term, fr: {preferred: seuil, variants: [seuils]}, en: weir}   # flow
  bief: {type: term, fr: bief, en: millpond}

";

const BENEATH: &str = "\
version: 1
concepts:
  quermont:
    type: city
    fr: {preferred: Quermont, variants: [Kermont, {form: Quermon, status: admitted}], short: Mont}
    en: Quermont
  jean-orme:
    type: person
    fr: {given: Jean, family: Orme}
    en: {given: John, family: Elm}
  bac: {type: term, fr: {preferred: bac, variants: [bacs]}, en: ferry}
";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.yaml"), OWN).unwrap();
    fs::write(folder.path().join("beneath.yaml"), BENEATH).unwrap();
    folder
}

fn options(folder: &Path) -> ReviewOptions {
    let paths = vec![folder.join("own.yaml")];
    let found = read_glossary(folder, &paths, &Config::default()).unwrap();
    let (glossary, _) = found.reading.accept().unwrap();
    ReviewOptions {
        glossary: glossary.into(),
        here: folder.to_owned(),
        glossary_paths: paths,
        folder: folder.to_owned(),
        ..ReviewOptions::default()
    }
}

fn open(folder: &Path) -> Arc<Review> {
    Review::open(options(folder)).unwrap()
}

/// The files of one’s own, by name.
fn files(folder: &Path) -> Replayed {
    let mut files = BTreeMap::new();
    for name in ["own.yaml", "decisions.yaml"] {
        if let Ok(text) = fs::read_to_string(folder.join(name)) {
            files.insert(name.to_owned(), text);
        }
    }
    files
}

fn set(on: &str, field: &str, to: impl Into<Value>) -> Set {
    Set { on: on.to_owned(), field: field.to_owned(), from: Value::Null, to: to.into() }
}

fn act(sets: Vec<Set>) -> NewAct {
    NewAct::Sets { screen: "names".into(), label: vec!["test".into()], sets }
}

/// Decides what one field is to be, whatever it is now.
fn decide(review: &Review, mut sets: Vec<Set>) -> Result<String, Refused> {
    let glossary = review.glossary();
    {
        let decisions = review.decisions();
        for set in &mut sets {
            let now = decisions.value(&set.on, &set.field).cloned();
            set.from =
                now.or_else(|| super::check::undecided(&glossary, &set.on, &set.field)).unwrap_or_default();
        }
    }
    review.act(act(sets)).map(|acted| acted.id)
}

/// A name of the articles that the glossary does not have is accepted.
fn accept_new(review: &Review, name: &str, id: &str, forms: &[&str]) -> String {
    let on = format!("name/+{name}");
    let mut given = vec![set(&on, "id", id), set(&on, "type", "place")];
    given.extend(forms.iter().map(|form| set(&format!("form/+{name}:{form}"), "in", true)));
    let sets = vec![set(&on, "state", "accepted")];
    let entry = Entry { given, ..Entry::act("names", vec!["accept".into()], sets, Vec::new()) };
    let mut decisions = review.decisions_mut();
    decisions.store.append::<std::io::Error>(|_| Ok(vec![entry])).unwrap().remove(0)
}

/// Saves; whether everything could be written.
fn save(review: &Review) -> bool {
    let shown = serde_json::to_value(review.to_save().unwrap()).unwrap();
    let last = shown["last"].as_str().unwrap().to_owned();
    review.save(&last).unwrap();
    shown["refused"].as_array().unwrap().is_empty()
}

/// One random setting.
fn random(dice: &mut Dice) -> Set {
    let (id, forms): (&str, &[&str]) = dice.pick(&[
        ("ormeval", &["Ormeval", "Orméval", "Ulmtal", "Ormevalle"][..]),
        ("seuil", &["seuil", "seuils", "seuille"][..]),
        ("bief", &["bief", "biefs"][..]),
        ("quermont", &["Quermont", "Kermont", "Quermon", "Cairmont"][..]),
        ("jean-orme", &["Jean Orme", "J. Orme"][..]),
        ("bac", &["bac", "bacs", "bacc"][..]),
        ("+Zorb", &["Zorb", "Zorbe"][..]),
    ]);
    let (name, form) = (format!("name/{id}"), dice.pick(forms));
    let on = format!("form/{id}:{form}");
    match dice.roll(16) {
        0..=2 => set(&name, dice.pick(&["write:default", "write:nord"]), form),
        3 => set(&name, "type", dice.pick(&["city", "region", "term", "place"])),
        4 => set(&name, "en", dice.pick(&["Elmvale", "Weir", "Ferry: a boat", "Mill #2"])),
        5 => set(&name, "note", dice.pick(&["", "à revoir", "vu: oui", "- tiret"])),
        6 => set(
            &name,
            dice.pick(&["definition", "domain", "source"]),
            dice.pick(&["hydrologie", "droit", ""]),
        ),
        7 => set(&name, "gender", dice.pick(&["m", "f"])),
        8 => set(&name, "article", dice.pick(&["le", "la", "les"])),
        9 => set(&name, "elides", dice.pick(&[true, false])),
        10 => set(&name, "state", dice.pick(&["accepted", "rejected", "open"])),
        11 => set(&on, "status", dice.pick(&["admitted", "deprecated", "forbidden"])),
        12 => set(&on, "in", dice.pick(&[true, false])),
        13 => set(&on, "party", dice.pick(&["nord", ""])),
        14 => set(&on, "family", dice.pick(&["quermont", "bac", "new"])),
        _ => set(
            dice.pick(&["ignore/mixed/Orme", "term/rive", "term/étiage"]),
            "state",
            dice.pick(&["rejected", "open"]),
        ),
    }
}

/// The glossary that the files make, read anew.
fn fresh(folder: &Path) -> Glossary {
    Glossary::clone(&options(folder).glossary)
}

fn assert_alike(a: &Glossary, b: &Glossary, told: &str) {
    let ids = |glossary: &Glossary| {
        let mut ids: Vec<String> = glossary.concepts.keys().cloned().collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(a), ids(b), "{told}");
    for (id, concept) in &a.concepts {
        assert!(
            is_alike(a, concept, &b.concepts[id]),
            "{told}: {id}:\n{}\n{}",
            a.yaml_concept(concept),
            b.yaml_concept(&b.concepts[id])
        );
    }
}

/// Plays random decisions; `alike`: whether what the files make is compared with what is shown.
fn holds(seed: u64, rounds: usize, alike: bool) {
    let mut dice = Dice(seed);
    let folder = project();
    let path = folder.path();
    let first = files(path);
    let mut review = open(path);
    accept_new(&review, "Zorb", "zorb", &["Zorb", "Zorbes"]);
    let (mut decided, mut refused) = (0, 0);
    for _ in 0..rounds {
        match dice.roll(12) {
            0 => drop(save(&review)),
            1 => review = open(path),
            2 | 3 => {
                let acts = serde_json::to_value(review.acts(0, 500, None)).unwrap();
                let acts = acts["acts"].as_array().unwrap();
                let act = &acts[dice.roll(acts.len())];
                review.revert(act["id"].as_str().unwrap(), act["off"] == false).unwrap();
            }
            _ => {
                let sets = (0..=dice.roll(2)).map(|_| random(&mut dice)).collect();
                match decide(&review, sets) {
                    Ok(_) => decided += 1,
                    Err(Refused::Bad(_) | Refused::Stale { .. }) => refused += 1,
                    Err(refused) => panic!("{seed}: {refused:?}"),
                }
            }
        }
    }
    assert!(decided > refused / 4, "{seed}: {decided} of {}", decided + refused);
    let is_all_written = save(&review);
    let now = files(path);
    let journal = read_journal(path).unwrap();
    let replayed = replay(&journal, &first).unwrap_or_else(|id| panic!("{seed}: {id} does not replay"));
    assert_eq!(replayed, now, "{seed}: replayed");
    let told = format!("{seed}: {}", now["own.yaml"]);
    // What could not be written was named, and is shown as it was decided.
    if alike && is_all_written {
        assert_alike(&review.glossary(), &fresh(path), &told);
        assert_eq!(review.decisions().unsaved(), 0, "{seed}");
    }
    let again = open(path);
    if alike {
        assert_alike(&again.glossary(), &review.glossary(), &told);
    }
    // Everything is taken back, in any order.
    let mut acts: Vec<String> =
        again.decisions().store().acts().filter(|act| !act.off).map(|act| act.entry.id.clone()).collect();
    while !acts.is_empty() {
        let act = acts.swap_remove(dice.roll(acts.len()));
        again.revert(&act, true).unwrap();
        if dice.roll(20) == 0 {
            save(&again);
        }
    }
    save(&again);
    assert_eq!(files(path), first, "{seed}: everything taken back");
}

#[test]
fn random_decisions_replay_and_go_back() {
    for seed in 0..12 {
        holds(seed, 40, false);
    }
    holds(1000, 1000, false);
}

#[test]
#[ignore = "a name of a layer beneath that is preferred, changed and preferred again can lose its gender in the files"]
fn what_the_files_make_is_what_is_shown() {
    for seed in 0..12 {
        holds(seed, 40, true);
    }
}

#[test]
fn a_spelling_is_settled_in_ones_own_file_and_in_a_layer_beneath() {
    let folder = project();
    let path = folder.path();
    let review = open(path);
    decide(&review, vec![set("name/ormeval", "write:default", "Orméval")]).unwrap();
    decide(&review, vec![set("name/quermont", "write:default", "Kermont")]).unwrap();
    decide(&review, vec![set("term/rive", "state", "rejected")]).unwrap();
    accept_new(&review, "Zorb", "zorb", &["Zorb", "Zorbes"]);
    save(&review);
    let own = &files(path)["own.yaml"];
    assert!(own.starts_with("# by hand\n") && own.contains("# a weir\n  seuil: {type: term"), "{own}");
    assert!(own.contains("default: Orméval"), "{own}");
    assert!(own.contains("  quermont:") && own.contains("preferred: Kermont"), "{own}");
    assert!(own.contains("  zorb:\n    type: place\n"), "{own}");
    assert!(files(path)["decisions.yaml"].ends_with("rejected:\n  - rive\n"));
    let glossary = fresh(path);
    assert_alike(&review.glossary(), &glossary, own);
}

#[test]
fn a_decision_of_another_time_is_refused() {
    let folder = project();
    let review = open(folder.path());
    decide(&review, vec![set("name/bief", "note", "un")]).unwrap();
    let stale = Set { from: json!("zéro"), ..set("name/bief", "note", "deux") };
    let refused = review.act(act(vec![stale])).unwrap_err();
    assert_eq!(refused, Refused::Stale { on: "name/bief".into(), field: "note".into(), now: json!("un") });
    for (on, field, to) in [
        ("name/nobody", "note", json!("x")),
        ("name/bief", "colour", json!("x")),
        ("name/bief", "type", json!("citty")),
        ("name/bief", "write:sud", json!("bief")),
        ("form/bief:bief", "status", json!("nice")),
        ("form/bief:bief", "party", json!("sud")),
        ("cut/p0", "on", json!(true)),
    ] {
        let refused = review.act(act(vec![set(on, field, to)])).unwrap_err();
        assert!(matches!(refused, Refused::Bad(_)), "{on} {field}: {refused:?}");
    }
    for (on, field, to) in [
        ("form/bief:bief", "in", json!(false)),
        ("form/bief:bief", "family", json!("seuil")),
        ("name/bief", "write:default", json!("seuils")),
    ] {
        let refused = decide(&review, vec![set(on, field, to)]).unwrap_err();
        assert!(matches!(refused, Refused::Bad(_)), "{on} {field}: {refused:?}");
    }
}

#[test]
fn cuts_do_not_cross() {
    let folder = project();
    let review = open(folder.path());
    let cut = |i: usize, j: usize, on: bool| vec![set(&format!("cut/p0/{i}:{j}"), "on", on)];
    let first = review.act(act(cut(2, 3, true))).unwrap().id;
    assert_eq!(review.act(act(cut(3, 2, true))).unwrap_err(), Refused::Needs(vec![first.clone()]));
    review.act(act(cut(3, 4, true))).unwrap();
    review.revert(&first, true).unwrap();
    let other = review.act(act(cut(2, 5, true))).unwrap_err();
    assert!(matches!(other, Refused::Needs(_)), "{other:?}");
    let both = [cut(3, 4, false), cut(2, 5, true)].concat();
    let sets = both.into_iter().map(|set| Set { from: json!(set.to == false), ..set }).collect();
    let both = review.act(act(sets)).unwrap().id;
    // The cut that it took away crosses the one that it set: both come back together.
    review.revert(&both, true).unwrap();
    review.act(act(cut(2, 4, true))).unwrap();
    assert!(
        matches!(review.revert(&both, false), Err(Refused::Needs(_))) || review.revert(&first, false).is_ok()
    );
}

#[test]
fn what_another_program_wrote_is_taken_up() {
    let folder = project();
    let path = folder.path();
    let review = open(path);
    decide(&review, vec![set("name/bief", "note", "à revoir")]).unwrap();
    // A merge in another process.
    let copy = WorkingCopy::open(&path.join("own.yaml")).unwrap();
    let table = "concept,form,status\normeval,Orméval,forbidden\n";
    let boxed: Box<dyn std::io::Read + '_> = Box::new(table.as_bytes());
    let input = crate::exchange::Input::new(boxed).unwrap();
    let reviewed =
        crate::exchange::read_review(input, crate::exchange::ReviewFormat::Text, copy.glossary.languages)
            .unwrap();
    let style = crate::glossary::StyleId::DEFAULT;
    let plan = crate::exchange::merge(&copy, &reviewed, style, "r.csv").unwrap();
    let written: Vec<_> =
        plan.files().unwrap().into_iter().map(|file| (file.name, Some(file.text))).collect();
    copy.save(&written, plan.acts.clone()).unwrap();
    // What was shown before is not what would be written now.
    let last = review.decisions().last().to_owned();
    assert!(matches!(review.save(&last), Err(Refused::Now(_))));
    save(&review);
    let own = &files(path)["own.yaml"];
    assert!(own.contains("forbidden") && own.contains("à revoir"), "{own}");
    // The merge is taken back on the page, the decision stays.
    let merge = read_journal(path).unwrap();
    let merge = merge.entries().find(|entry| entry.screen == "merge").unwrap().id.clone();
    review.revert(&merge, true).unwrap();
    let own = &files(path)["own.yaml"];
    assert!(!own.contains("forbidden") && own.contains("à revoir"), "{own}");
}

#[test]
fn a_save_that_was_cut_off_is_finished() {
    let folder = project();
    let path = folder.path();
    let review = open(path);
    decide(&review, vec![set("name/bief", "note", "à revoir")]).unwrap();
    decide(&review, vec![set("term/rive", "state", "rejected")]).unwrap();
    save(&review);
    let (whole, saved) = (fs::read(crate::glossary::journal_path(path)).unwrap(), files(path));
    // The last line, which says that the files are written, is not there; nor is one of the files.
    let text = String::from_utf8(whole).unwrap();
    let cut = text.trim_end().rfind('\n').unwrap() + 1;
    assert!(text[cut..].contains("\"saved\"") && text[..cut].contains(SAVE));
    for lost in ["own.yaml", "decisions.yaml"] {
        fs::write(crate::glossary::journal_path(path), &text[..cut]).unwrap();
        match lost {
            "own.yaml" => fs::write(path.join(lost), OWN).unwrap(),
            _ => fs::remove_file(path.join(lost)).unwrap(),
        }
        let review = open(path);
        assert_eq!(files(path), saved, "{lost}");
        assert_eq!(review.decisions().unsaved(), 0);
    }
}

#[test]
fn a_decision_about_the_shipped_glossary_compiles_no_form_again() {
    let folder = tempfile::tempdir().unwrap();
    let options = ReviewOptions {
        here: folder.path().to_owned(),
        folder: folder.path().join("glossary"),
        ..ReviewOptions::default()
    };
    let review = Review::open(options).unwrap();
    let french = Glossary::embedded().languages.source;
    let matcher = |review: &Review| {
        let session = review.session(crate::glossary::StyleId::DEFAULT);
        std::ptr::from_ref(session.matcher(french).unwrap())
    };
    let before = matcher(&review);
    let tiflis = &Glossary::embedded().concepts["tbilissi"];
    let other = tiflis.terms_in(french).map(|(_, term)| term.text()).nth(1).unwrap();
    decide(&review, vec![set("name/tbilissi", "write:default", other)]).unwrap();
    assert_eq!(matcher(&review), before);
    let written = |glossary: &Glossary| {
        let concept = &glossary.concepts["tbilissi"];
        let style = crate::glossary::StyleId::DEFAULT;
        concept.preferred(french, crate::glossary::Slot::Full, style).unwrap().1.text().to_owned()
    };
    assert_eq!(written(&review.glossary()), other);
    // There is no glossary of one’s own yet: one is made, which lies on the shipped one.
    save(&review);
    let own = fs::read_to_string(folder.path().join("glossary/glossary.yaml")).unwrap();
    assert!(own.contains("extends: [embedded]") && own.contains("tbilissi"), "{own}");
    let found = read_glossary(folder.path(), &[], &Config::default()).unwrap();
    assert_eq!(written(&found.reading.accept().unwrap().0), other);
    // With nothing decided it goes again.
    let act = review.decisions().store().acts().next().unwrap().entry.id.clone();
    review.revert(&act, true).unwrap();
    save(&review);
    assert!(!folder.path().join("glossary/glossary.yaml").exists());
}
