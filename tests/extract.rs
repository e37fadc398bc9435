//! `extract`: candidates, groups, formats.

use drogman::document::{Document, ReadOptions};
use drogman::exchange::{CANDIDATE_FORMATS, NewConcept, new_id};
use drogman::extract::{Candidate, Choice, Extractor, Kind, Tally, clusters};
use drogman::glossary::{Glossary, SourceFile};
use rustc_hash::FxHashSet;
use std::collections::HashMap;

fn written(format: &str, candidates: &[Candidate]) -> Vec<u8> {
    let format = CANDIDATE_FORMATS.into_iter().find(|known| known.name() == format).unwrap();
    format.write(candidates).unwrap()
}

fn text(format: &str, candidates: &[Candidate]) -> String {
    String::from_utf8(written(format, candidates)).unwrap()
}

fn candidates(texts: &[&str]) -> Vec<Candidate> {
    let mut extractor = Extractor::new();
    for (i, text) in texts.iter().enumerate() {
        let document = Document::from_text(&format!("{i}.txt"), (*text).to_owned());
        let tally = extractor.document(&document);
        extractor.merge(tally);
    }
    extractor.finish(&Choice::default(), None)
}

fn cases(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

#[test]
fn spellings_come_under_one_head() {
    for case in cases(include_str!("cases/extract/one_head.tsv")) {
        let fields: Vec<&str> = case.split('\t').collect();
        let found = candidates(&[fields[0]]);
        let together: Vec<&str> = fields[1].split('|').collect();
        let has = |c: &Candidate, f: &str| c.variants.iter().any(|v| v.form == f);
        let head = found
            .iter()
            .find(|c| has(c, together[0]))
            .unwrap_or_else(|| panic!("{}: not found", together[0]));
        for form in &together {
            assert!(has(head, form), "{form} is not under {}: {case}", head.head);
        }
        for other in fields[2].split('|').filter(|f| !f.is_empty()) {
            assert!(!has(head, other), "{other} is under {}", head.head);
        }
    }
}

#[test]
fn terms_are_cut_where_they_end() {
    for case in cases(include_str!("cases/extract/terms.tsv")) {
        let fields: Vec<&str> = case.split('\t').collect();
        let mut extractor = Extractor::new();
        let tally = extractor.document(&Document::from_text("a", fields[0].to_owned()));
        extractor.merge(tally);
        let found = extractor.finish(&Choice { cut: f64::MIN, most: None }, None);
        let has = |form: &str| found.iter().flat_map(|c| &c.variants).any(|v| v.form == form);
        for form in fields[1].split('|').filter(|f| !f.is_empty()) {
            assert!(has(form), "{form} is missing: {case}");
        }
        for other in fields[2].split('|').filter(|f| !f.is_empty()) {
            assert!(!has(other), "{other} is proposed: {case}");
        }
    }
}

#[test]
fn candidates_have_their_kind() {
    for case in cases(include_str!("cases/extract/kinds.tsv")) {
        let fields: Vec<&str> = case.split('\t').collect();
        let found = candidates(&[fields[0]]);
        let of = |form: &str| found.iter().find(|c| c.variants.iter().any(|v| v.form == form));
        for pair in fields[1].split('|') {
            let (form, kind) = pair.split_once('=').unwrap();
            let candidate = of(form).unwrap_or_else(|| panic!("{form} is missing: {case}"));
            assert_eq!(candidate.kind.word(), kind, "{form}: {case}");
        }
        for other in fields[2].split('|').filter(|f| !f.is_empty()) {
            assert!(of(other).is_none(), "{other} is proposed: {case}");
        }
    }
}

/// The articles in `seeds/`, by name.
fn seeds() -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir("seeds").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn the_names_of_the_seeds_are_found_without_a_glossary() {
    let seeds = seeds();
    let found = candidates(&seeds.iter().map(String::as_str).collect::<Vec<_>>());
    let mut of: HashMap<&str, &str> = HashMap::new();
    for candidate in found.iter().filter(|c| c.kind.is_name()) {
        of.extend(candidate.variants.iter().map(|v| (v.form.as_str(), candidate.head.as_str())));
    }
    let entities: Vec<Vec<&str>> =
        cases(include_str!("cases/extract/seeds.txt")).map(|line| line.split('|').collect()).collect();
    let gold: Vec<&str> = entities.iter().flatten().copied().collect();
    let missing: Vec<&&str> = gold.iter().filter(|form| !of.contains_key(**form)).collect();
    let wrong: Vec<&&str> = of.keys().filter(|form| !gold.contains(form)).collect();
    assert!(missing.len() as f64 <= 0.03 * gold.len() as f64, "missing: {missing:?}");
    assert!(wrong.len() as f64 <= 0.05 * of.len() as f64, "no names: {wrong:?}");
    let mut heads: HashMap<&str, &str> = HashMap::new();
    for forms in &entities {
        for form in forms.iter().filter_map(|form| Some((form, *of.get(form)?))) {
            let first = of.get(forms[0]).copied().unwrap_or(form.1);
            assert_eq!(form.1, first, "{} and {} are one", form.0, forms[0]);
            let owner = heads.entry(form.1).or_insert(forms[0]);
            assert_eq!(*owner, forms[0], "{} is not {owner}", form.0);
        }
    }
}

#[test]
fn a_term_is_whole_whosever_it_is() {
    let seeds = seeds();
    let found = candidates(&seeds.iter().map(String::as_str).collect::<Vec<_>>());
    let has = |form: &str| found.iter().any(|c| c.head == form);
    assert!(has("soldats de maintien de la paix"));
    assert!(!has("soldats de maintien") && !has("soldats de maintien de la paix russes"));
}

#[test]
fn words_of_a_contrast_corpus_are_no_terms() {
    let text =
        |word: &str| format!("Le {word} avance. Un {word} recule devant le {word} voisin. ").repeat(20);
    let score = |contrast: Option<&str>| {
        let mut extractor = Extractor::new();
        if let Some(word) = contrast {
            let tally = extractor.document(&Document::from_text("r", text(word)));
            extractor.merge(tally);
            extractor.contrast();
        }
        let tally = extractor.document(&Document::from_text("a", text("superviseur")));
        extractor.merge(tally);
        let found = extractor.finish(&Choice { cut: f64::MIN, most: None }, None);
        found.iter().find(|c| c.head == "superviseur").unwrap().score
    };
    assert!(score(Some("superviseur")) < score(Some("régulateur")) - 0.5);
    assert_eq!(score(Some("régulateur")), score(None));
}

#[test]
fn clusters_of_a_list() {
    let lines: Vec<Vec<&str>> =
        cases(include_str!("cases/extract/clusters.txt")).map(|l| l.split('|').collect()).collect();
    let forms: Vec<&str> = lines.concat();
    let found: Vec<Vec<&str>> =
        clusters(&forms).iter().map(|c| c.iter().map(|i| forms[*i]).collect()).collect();
    assert_eq!(found, lines);
}

const NEWS: [&str; 3] = [
    "L'Agence France-Presse (AFP) est à Stepanakert. Le corridor de Latchine est fermé. Les Arméniens attendent.",
    "Selon l'AFP, les soldats de maintien de la paix russes gardent le corridor de Latchine.",
    "Le président Ilham Aliyev parle du corridor de Latchine ; « Aliev » dit l'AFP, \"=1+1\" dit Stepanakert.",
];

#[test]
fn names_terms_and_acronyms_are_found() {
    let found = candidates(&NEWS);
    let has = |form: &str| found.iter().any(|c| c.variants.iter().any(|v| v.form == form));
    for form in ["Stepanakert", "Ilham Aliyev", "AFP", "Arméniens", "corridor de Latchine"] {
        assert!(has(form), "{form} is missing: {:?}", found.iter().map(|c| &c.head).collect::<Vec<_>>());
    }
    let afp = found.iter().find(|c| c.variants.iter().any(|v| v.form == "AFP")).unwrap();
    assert_eq!((afp.head.as_str(), afp.variants.len()), ("Agence France-Presse", 2));
}

#[test]
fn tallies_merge_in_any_grouping() {
    let documents: Vec<Document> =
        NEWS.iter().enumerate().map(|(i, t)| Document::from_text(&i.to_string(), (*t).to_owned())).collect();
    let worker = Extractor::new();
    let mut one = Extractor::new();
    documents.iter().for_each(|d| one.merge(worker.document(d)));
    let mut pair = worker.document(&documents[0]);
    pair.merge(worker.document(&documents[1]));
    let mut two = Extractor::new();
    two.merge(pair);
    two.merge(worker.document(&documents[2]));
    assert_eq!(one.finish(&Choice::default(), None), two.finish(&Choice::default(), None));
}

#[test]
fn a_text_in_passages_counts_as_a_whole() {
    let file = tempfile::NamedTempFile::with_suffix(".txt").unwrap();
    std::fs::write(file.path(), NEWS.repeat(3).join("\n\n")).unwrap();
    let options = ReadOptions::default();
    let worker = Extractor::new();
    let found = |tally: Tally| {
        let mut extractor = Extractor::new();
        extractor.merge(worker.document(&Document::from_text("other", NEWS[0].to_owned())));
        extractor.merge(tally);
        extractor.finish(&Choice { cut: f64::MIN, most: None }, None)
    };
    let whole = found(worker.document(&Document::read(file.path(), &options).unwrap()));
    assert_eq!(
        whole.iter().find(|c| c.head == "corridor de Latchine").map(|c| (c.frequency, c.documents)),
        Some((10, 2))
    );
    for size in [1, 300, 1 << 20] {
        let mut tally = Tally::default();
        let passages = Document::passages(file.path(), &options, size).unwrap().unwrap();
        passages.for_each(|passage| tally.go_on(worker.document(&passage.unwrap())));
        assert_eq!(found(tally), whole, "passages of {size} bytes");
    }
}

#[test]
fn a_long_document_is_the_same_for_any_number_of_threads() {
    let seeds = seeds().join("\n\n");
    // The first half says in small letters what the second has with capitals: each part must know of the other.
    let half = seeds.repeat(150_000 / seeds.len() + 1);
    let document = Document::from_text("long", format!("{}\n\n{half}", half.to_lowercase()));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut extractor = Extractor::new();
            let mentions = extractor.mentions(&document);
            extractor.merge(extractor.document(&document));
            (mentions, extractor.finish(&Choice { cut: f64::MIN, most: None }, None))
        })
    };
    let (mentions, candidates) = with(1);
    assert!(!mentions.is_empty() && !candidates.is_empty());
    for threads in [2, 4] {
        let (others, other_candidates) = with(threads);
        assert_eq!(others, mentions, "{threads} threads");
        assert_eq!(other_candidates, candidates, "{threads} threads");
    }
}

#[test]
fn the_yaml_is_a_glossary() {
    let text = text("yaml", &candidates(&NEWS));
    let source = SourceFile { name: "candidates.yaml".into(), text: text.clone() };
    let (glossary, _) =
        Glossary::read_sources(&[source]).accept().unwrap_or_else(|p| panic!("{p:?}\n{text}"));
    assert!(glossary.concepts.contains_key("ilham-aliyev"), "{text}");
}

#[test]
fn an_id_that_yaml_takes_for_something_else_stays_a_text() {
    let mut ids = FxHashSet::default();
    for head in ["Null", "Oui: non", "Y", "No", "True", "12 juin", &"mot ".repeat(60)] {
        let id = new_id(head, &mut ids);
        let (kind, variants) = (Kind::Term, vec!["=forme", "# autre"]);
        let concept =
            NewConcept { id: &id, kind, head, variants, english: Some("- it"), note: Some("a: b\nc") };
        let text = format!("version: 1\nconcepts:\n{concept}");
        let glossary: Glossary = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(glossary.concepts[&id].note.as_deref(), Some("a: b\nc"), "{text}");
        assert_eq!(glossary.concepts[&id].terms[1].text(), "=forme", "{text}");
        let any: serde_json::Value = serde_saphyr::from_str(&text).unwrap();
        assert!(any["concepts"].get(&id).is_some(), "{text}");
    }
}

#[test]
fn the_formats_say_the_same() {
    let found = candidates(&NEWS);
    let table = text("tsv", &found);
    let first: Vec<&str> = table.lines().next().unwrap().split('\t').collect();
    assert_eq!(first.len(), 7);
    assert!(first[1].parse::<f64>().is_ok());
    let scores: Vec<f64> = table.lines().map(|l| l.split('\t').nth(1).unwrap().parse().unwrap()).collect();
    assert!(scores.windows(2).all(|w| w[0] >= w[1]), "best first");
    assert_eq!(text("jsonl", &found).lines().count(), found.len());
    assert_eq!(written("xlsx", &found), written("xlsx", &found), "the same bytes each time");
}

#[test]
fn known_concepts_are_suggested_never_merged() {
    let yaml_text = "version: 1\nlanguages: {source: fr, target: en}\nconcepts:\n  aliyev:\n    type: person\n    fr: {preferred: Ilham Aliev}\n    en: {preferred: Ilham Aliyev}\n";
    let source = SourceFile { name: "g.yaml".into(), text: yaml_text.to_owned() };
    let (glossary, _) = Glossary::read_sources(&[source]).accept().unwrap();
    let mut extractor = Extractor::new();
    let tally = extractor.document(&Document::from_text("a", NEWS[2].to_owned()));
    extractor.merge(tally);
    let found = extractor.finish(&Choice::default(), Some(&glossary));
    let aliyev = found.iter().find(|c| c.head == "Ilham Aliyev").unwrap();
    let known = aliyev.known.as_ref().unwrap();
    assert_eq!(known.concept, "aliyev");
    assert!(known.score > 0.5 && !known.reason.is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "[\\PC\n]{0,200}") {
        for candidate in candidates(&[&text]) {
            proptest::prop_assert!(!candidate.variants.is_empty());
        }
    }
}
