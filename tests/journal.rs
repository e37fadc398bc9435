//! Law 11: the journal replayed on the files it began with gives the files of now; everything taken back gives the first
//! bytes, in whatever order.

use std::collections::BTreeMap;

use drogman::{
    exchange::{Input, Review, ReviewFormat, WorkingCopy, merge, read_review},
    glossary::{
        DECISIONS, Entry, Glossary, Journal, Replayed, SourceFile, StyleId, UndoError, digest, replay, undo,
    },
};

/// A small random generator, so that a failing number can be tried again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.roll(from.len())]
    }
}

const FILES: [&str; 3] = [
    "\
# by hand
version: 1
styles: [nord]
concepts:
  ormeval:   # the valley
    type: region
    fr:
      preferred: {default: Ormeval, nord: Ulmtal}
      variants:
        - Orméval # old maps
        - {form: Ulmtal, relation: party, party: nord, status: admitted}
    en: Elmvale
  # a weir
  seuil: {type: term, fr: {preferred: seuil, variants: [seuils]}, en: weir}   # flow

",
    "version: 1\nconcepts:\n  bief: {type: term, fr: bief, en: millpond}\n  vanne: {type: term, fr: vanne, en: sluice}",
    "version: 1\nconcepts: {}\n",
];

/// Files, the journal beside them, and what there was first.
struct World {
    first: Replayed,
    files: Replayed,
    journal: Journal,
    count: usize,
}

impl World {
    fn new(dice: &mut Dice) -> Self {
        let text = FILES[dice.roll(FILES.len())];
        let mut files = Replayed::from([("g.yaml".to_owned(), text.to_owned())]);
        if dice.roll(3) == 0 {
            files.insert(DECISIONS.into(), "version: 1\nrejected: # ours\n- rive\n".into());
        }
        Self { first: files.clone(), files, journal: Journal::default(), count: 0 }
    }

    fn copy(&self) -> WorkingCopy {
        let source = SourceFile { name: "g.yaml".into(), text: self.files["g.yaml"].clone() };
        let mut copy = WorkingCopy::of(vec![source]).unwrap();
        copy.decisions.text = self.files.get(DECISIONS).cloned().unwrap_or_default();
        copy
    }

    /// Entries that are written, and the files with them.
    fn write(&mut self, entries: Vec<Entry>, changed: BTreeMap<String, Option<String>>) {
        let mut lines = Vec::new();
        let mut ids = Vec::new();
        for mut entry in entries {
            self.count += 1;
            entry.id = format!("{:04}", self.count);
            ids.push(entry.id.clone());
            lines.push(serde_json::to_string(&entry).unwrap());
        }
        let told = |text: &Option<String>| text.as_deref().map_or(String::new(), digest);
        let files = changed.iter().map(|(name, text)| (name.clone(), told(text))).collect();
        self.count += 1;
        let saved = Entry { id: format!("{:04}", self.count), saved: Some(ids), files, ..Entry::default() };
        lines.push(serde_json::to_string(&saved).unwrap());
        let before: Vec<String> =
            self.journal.entries().map(|entry| serde_json::to_string(entry).unwrap()).collect();
        self.journal = Journal::parse([before, lines].concat().join("\n").as_bytes());
        for (name, text) in changed {
            match text {
                Some(text) => self.files.insert(name, text),
                None => self.files.remove(&name),
            };
        }
    }

    fn merge(&mut self, table: &str) {
        let copy = self.copy();
        let plan = merge(&copy, &review(table, &copy.glossary), StyleId::DEFAULT, "r.csv").unwrap();
        let files = plan.files().unwrap().into_iter().map(|file| (file.name, Some(file.text))).collect();
        let acts = plan.acts.clone();
        if !acts.is_empty() {
            self.write(acts, files);
        }
    }

    fn undo(&mut self, id: &str) -> Result<(), UndoError> {
        let undone = undo(&self.journal, id, &self.files)?;
        self.write(vec![undone.entry], undone.files);
        Ok(())
    }

    /// The acts in force.
    fn acts(&self) -> Vec<String> {
        let acts = self.journal.entries().filter(|entry| entry.is_act());
        acts.filter(|act| self.journal.taken_back(&act.id).is_none()).map(|act| act.id.clone()).collect()
    }
}

fn review(table: &str, glossary: &Glossary) -> Review {
    let boxed: Box<dyn std::io::Read + '_> = Box::new(table.as_bytes());
    read_review(Input::new(boxed).unwrap(), ReviewFormat::Text, glossary.languages).unwrap()
}

/// A row that changes something, often enough.
fn row(dice: &mut Dice) -> String {
    let (concept, form, language) = [
        ("ormeval", "Orméval", "fr"),
        ("ormeval", "Ulmtal", "fr"),
        ("ormeval", "Ormeval", "fr"),
        ("ormeval", "Elmvale", "en"),
        ("seuil", "seuils", "fr"),
        ("seuil", "weir", "en"),
        ("bief", "bief", "fr"),
        ("bief", "réservoir", "fr"),
        ("vanne", "sluice", "en"),
    ][dice.roll(9)];
    let status = dice.pick(&["", "admitted", "deprecated", "forbidden", "preferred"]);
    let kind = dice.pick(&["", "", "term", "place", "region"]);
    let note = dice.pick(&["", "", "à revoir", "vu: oui", "#1"]);
    let domain = dice.pick(&["", "", "hydrologie", "droit; hydrologie"]);
    let (decision, new_form) =
        [("", ""), ("", ""), ("reject", ""), ("correct", "Formenne"), ("accept", "")][dice.roll(5)];
    let quoted = if note.contains('"') { String::new() } else { format!("\"{note}\"") };
    format!("{concept},{language},{form},full,{status},,{kind},{quoted},{domain},{decision},{new_form}\n")
}

fn table(dice: &mut Dice) -> String {
    if dice.roll(3) == 0 {
        let mut table = "Decision,Head,Correction,English,Type,Variants,Known concept\n".to_owned();
        for _ in 0..=dice.roll(2) {
            let head = dice.pick(&["Quermont", "redevance", "étiage", "Jean Orme"]);
            let kind = dice.pick(&["term", "place", "person"]);
            let (decision, right) =
                [("accept", ""), ("reject", ""), ("correct", "Quermont-le-Bas")][dice.roll(3)];
            table.push_str(&format!("{decision},{head},{right},{head}{right},{kind},{head} (2),\n"));
        }
        return table;
    }
    let mut table =
        "concept,language,form,slot,status,relation,type,note,domain,decision,new_form\n".to_owned();
    for _ in 0..=dice.roll(2) {
        table.push_str(&row(dice));
    }
    table
}

fn holds(seed: u64) {
    let mut dice = Dice(seed);
    let mut world = World::new(&mut dice);
    for _ in 0..=dice.roll(4) {
        let acts = world.acts();
        if !acts.is_empty() && dice.roll(3) == 0 {
            let act = acts[dice.roll(acts.len())].clone();
            // An act that others stand on stays.
            let before = world.files.clone();
            if world.undo(&act).is_err() {
                assert_eq!(before, world.files);
            } else if dice.roll(2) == 0 {
                let back = format!("{:04}", world.count - 1);
                if world.undo(&back).is_ok() {
                    assert_eq!(glossary(&before), glossary(&world.files), "{seed}: {act} restored");
                }
            }
        } else {
            world.merge(&table(&mut dice));
        }
    }
    let now =
        replay(&world.journal, &world.first).unwrap_or_else(|id| panic!("{seed}: {id} does not replay"));
    assert_eq!(now, world.files, "{seed}: replayed");
    loop {
        let acts = world.acts();
        if acts.is_empty() {
            break;
        }
        // From the oldest on, as far as each goes by itself; the last always does.
        let gone =
            if dice.roll(2) == 0 { acts.iter().find(|act| world.undo(act).is_ok()).cloned() } else { None };
        if gone.is_none() {
            let last = acts.last().unwrap();
            let files = world.files.clone();
            world.undo(last).unwrap_or_else(|error| panic!("{seed}: {last}: {error}\n{files:#?}"));
        }
    }
    assert_eq!(world.files, world.first, "{seed}: everything taken back");
}

fn glossary(files: &Replayed) -> Glossary {
    let mut glossary = files["g.yaml"].parse::<Glossary>().unwrap();
    for concept in glossary.concepts.values_mut() {
        concept.position.line = 0;
        for term in &mut concept.terms {
            term.position.line = 0;
            term.position.column = 0;
        }
    }
    glossary.concepts.sort_keys();
    glossary
}

#[test]
fn ten_thousand_journals_replay_and_go_back() {
    let threads = std::thread::available_parallelism().map_or(2, usize::from) as u64;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || (thread..10_000).step_by(threads as usize).for_each(holds));
        }
    });
}

#[test]
fn an_act_that_another_stands_on_says_so() {
    let mut world = World::new(&mut Dice(0));
    world.files.insert("g.yaml".into(), FILES[0].into());
    world.merge("concept,form,status\normeval,Orméval,forbidden\n");
    world.merge("concept,form,status\normeval,Orméval,admitted\n");
    world.merge("concept,form,type\nseuil,seuil,place\n");
    let acts = world.acts();
    let error = world.undo(&acts[0]).unwrap_err();
    assert_eq!(error.to_string(), format!("{} stands on it: take {} back first", acts[1], acts[1]));
    world.undo(&acts[1]).unwrap();
    world.undo(&acts[0]).unwrap();
    assert!(
        world.files["g.yaml"].contains("- Orméval # old maps")
            && world.files["g.yaml"].contains("type: place")
    );
    let error = world.undo(&acts[0]).unwrap_err();
    assert!(matches!(error, UndoError::TakenBack { .. }), "{error}");
}

#[test]
fn an_act_is_found_in_a_file_that_was_edited_by_hand() {
    let mut world = World::new(&mut Dice(0));
    world.files.insert("g.yaml".into(), FILES[0].into());
    world.merge("concept,form,status\normeval,Orméval,forbidden\n");
    let act = world.acts().remove(0);
    let edited =
        world.files["g.yaml"].replace("# by hand", "# by hand, again").replace("type: region", "type: place");
    world.files.insert("g.yaml".into(), edited.clone());
    let mut other = edited.replace("Orméval", "Ormevale");
    std::mem::swap(world.files.get_mut("g.yaml").unwrap(), &mut other);
    let error = world.undo(&act).unwrap_err().to_string();
    assert!(error.contains("g.yaml: «ormeval» was edited since"), "{error}");
    world.files.insert("g.yaml".into(), edited);
    world.undo(&act).unwrap();
    let text = &world.files["g.yaml"];
    assert!(
        text.contains("- Orméval # old maps") && text.contains("type: place") && text.contains("again"),
        "{text}"
    );
}
