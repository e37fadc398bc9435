//! Exchange formats: what each carries comes back, what it does not is named, bad files are refused.

use std::path::PathBuf;

use drogman::{
    exchange::{
        Entry, EntryTerm, Import, LIST_FORMATS, TermList, Wanted, list_format, list_format_of, losses,
        read_all,
    },
    glossary::{
        Cited, ConceptKind, ConceptRecord, Date, Definition, FormRecord, Gender, Glossary, PartOfSpeech,
        Relation, Reliability, Slot, SourceFile, Status, StyleId,
    },
    language::Language,
};
use proptest::prelude::*;

fn fixture() -> Glossary {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/exchange/glossary.yaml");
    Glossary::read(&[PathBuf::from(path)]).unwrap().accept().unwrap().0
}

fn list() -> TermList {
    TermList::of(&fixture(), StyleId::DEFAULT, |_| true).0
}

/// What each format may lose of any list; everything else must come back.
const PAIRS: [&str; 2] = ["terms", "concepts without a pair of terms"];

fn may_lose(format: &str) -> &'static [&'static str] {
    match format {
        // An entry without any term has no place in these.
        "csv" | "tsv" | "xlsx" | "skos" => &["concepts without a pair of terms"],
        // A definition in a language has no place where the concept has no term in it.
        "tbx" | "tbx-dca" | "tbx2" => &["concepts without a pair of terms", "definitions"],
        "json" => &[],
        // The comment of a pair is one line, and says nothing of the examples of its target.
        "omegat" | "utx" => {
            &["terms", "concepts without a pair of terms", "examples", "definitions", "domains"]
        }
        _ => &PAIRS,
    }
}

fn check(format: &str, list: &TermList) -> Result<(), String> {
    let format = list_format(format).unwrap();
    let Ok(bytes) = format.write(list) else { return Ok(()) };
    let wanted = Wanted { languages: list.languages, columns: Vec::new() };
    let (back, rejected) = read_all(format, &bytes, &wanted).map_err(|error| error.to_string())?;
    if !rejected.is_empty() {
        return Err(format!("{}: {rejected:?}", format.name()));
    }
    let may = may_lose(format.name());
    for lost in losses(list, &back) {
        if !may.iter().any(|what| lost.starts_with(what)) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            return Err(format!("{} lost {lost}\n{list:#?}\n{back:#?}\n{text}", format.name()));
        }
    }
    // Nothing that must not be written comes back as if it might.
    for (entry, twin) in
        list.entries.iter().flat_map(|e| back.entries.iter().filter(|t| t.id == e.id).map(move |t| (e, t)))
    {
        for term in &twin.terms {
            let original = entry
                .terms
                .iter()
                .find(|t| (t.language, &t.form, t.slot) == (term.language, &term.form, term.slot));
            if original.map(|t| t.status) != Some(term.status) {
                return Err(format!("{}: «{}» became {:?}", format.name(), term.form, term.status));
            }
        }
    }
    Ok(())
}

#[test]
fn the_fixture_goes_through_every_format() {
    let list = list();
    for format in LIST_FORMATS.into_iter().filter(|format| !format.endings().is_empty()) {
        check(format.name(), &list).unwrap_or_else(|message| panic!("{message}"));
        let bytes = format.write(&list).unwrap();
        assert_eq!(bytes, format.write(&list).unwrap(), "{}: the bytes repeat", format.name());
    }
}

#[test]
fn forbidden_forms_never_stand_where_a_program_takes_its_translation() {
    let list = list();
    let omegat = String::from_utf8(list_format("omegat").unwrap().write(&list).unwrap()).unwrap();
    for line in omegat.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_ne!(cells[1], "Artsakh", "{line}");
        if cells[0] == "Artsakh" {
            assert!(cells[2].starts_with("status: forbidden (never write this form)"), "{line}");
        }
    }
    assert!(omegat.contains("\nArtsakh\tNagorno-Karabakh\t"), "{omegat}");
}

#[test]
fn presets_read_back_what_their_programs_keep() {
    let list = list();
    for preset in LIST_FORMATS.into_iter().filter(|format| format.endings().is_empty()) {
        let (back, rejected) = read_all(preset, &preset.write(&list).unwrap(), &Wanted::default()).unwrap();
        assert_eq!(rejected, [], "{}", preset.name());
        let terms: Vec<&EntryTerm> = back.entries.iter().flat_map(|entry| &entry.terms).collect();
        let of = |language, form: &str| {
            terms.iter().find(|term| (term.language, term.form.as_str()) == (language, form)).copied()
        };
        let artsakh =
            of(Language::French, "Artsakh").unwrap_or_else(|| panic!("{}: {back:#?}", preset.name()));
        // DeepL takes two columns; whoever reads them again cannot know more.
        let kept = (preset.name() != "deepl").then_some(Status::Forbidden);
        assert_eq!(artsakh.status, kept, "{}", preset.name());
        assert!(of(Language::English, "Nagorno-Karabakh").is_some(), "{}", preset.name());
        assert!(
            of(Language::English, "Artsakh").is_none(),
            "{}: forbidden, and a translation",
            preset.name()
        );
    }
}

#[test]
fn presets_read_the_files_of_their_programs() {
    let crowdin = "\"Concept ID\",\"Concept Definition\",\"Term [en]\",\"Term Status [en]\",\"Term [fr]\",\"Term Status [fr]\"\n\
        7,A town,Shusha,preferred,Chouchi,admitted\n7,A town,Shusha,preferred,Choucha,preferred\n";
    let (yaml, reports) = import("crowdin", crowdin.as_bytes());
    assert_eq!(reports, [""; 0]);
    let glossary = read(&yaml);
    let terms: Vec<_> =
        glossary.concepts["7"].terms.iter().map(|t| (t.text(), t.status(StyleId::DEFAULT))).collect();
    let wanted =
        [("Choucha", Status::Preferred), ("Chouchi", Status::Admitted), ("Shusha", Status::Preferred)];
    assert_eq!(terms, wanted);
    assert_eq!(glossary.concepts["7"].note.as_deref(), Some("A town"));
    let wrong = read_all(list_format("weblate").unwrap(), b"a,b\nc,d\n", &Wanted::default()).unwrap_err();
    assert!(wrong.to_string().starts_with("1:1: no header row of weblate"), "{wrong}");
}

#[test]
fn skos_of_other_programs_is_read() {
    let turtle = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        <http://x.org/gemet/12> a skos:Concept ; skos:prefLabel \"Caire\"@fr, \"Cairo\"@en-GB, \"Kairo\"@de ;\n\
        skos:altLabel \"Misr\"@fr ; skos:definition \"ville\"@fr, \"Stadt\"@de .\n\
        <http://x.org/gemet/13> a skos:Concept ; skos:prefLabel \"Kairo\"@de .\n";
    let (list, rejected) =
        read_all(list_format("skos").unwrap(), turtle.as_bytes(), &Wanted::default()).unwrap();
    assert_eq!(rejected, [(4, "concept «13» has no label in fr or en".to_owned())]);
    assert_eq!((list.entries.len(), list.entries[0].id.as_str()), (1, "12"));
    assert_eq!(list.entries[0].note.as_deref(), Some("ville"));
    let forms: Vec<_> = list.entries[0].terms.iter().map(|t| (t.form.as_str(), t.status)).collect();
    assert_eq!(
        forms,
        [
            ("Caire", Some(Status::Preferred)),
            ("Cairo", Some(Status::Preferred)),
            ("Misr", Some(Status::Admitted))
        ]
    );
    let wrong = read_all(list_format("skos").unwrap(), b"@prefix a: <b:> .\n<a:b> <c>", &Wanted::default());
    assert!(wrong.unwrap_err().to_string().starts_with("2:"));
}

#[test]
fn what_a_term_list_cannot_say_is_named() {
    let (_, lost) = TermList::of(&fixture(), StyleId::DEFAULT, |_| true);
    assert!(lost.iter().any(|what| what.starts_with("articles")), "{lost:?}");
    assert!(lost.iter().any(|what| what.starts_with("statuses of other styles")), "{lost:?}");
}

#[test]
fn endings_tell_the_format() {
    for (file, name) in
        [("t.tmx", "tmx"), ("a.tbx", "tbx"), ("A.XLSX", "xlsx"), ("x.csv", "csv"), ("t.omegat.txt", "omegat")]
    {
        assert_eq!(list_format_of(file).unwrap().name(), name);
    }
    assert!(list_format_of("csv").is_none());
}

fn import(format: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let wanted = Wanted::default();
    let (list, rejected) = read_all(list_format(format).unwrap(), bytes, &wanted).unwrap();
    let (mut reports, mut yaml) = (Vec::new(), Vec::new());
    let report = |line, message| reports.push(format!("{line}: {message}"));
    let mut import = Import::new(wanted.languages, None, report);
    rejected.into_iter().for_each(|(line, message)| import.reject(line, message));
    list.entries.into_iter().for_each(|entry| import.add(entry));
    import.write_yaml(&mut yaml).unwrap();
    (String::from_utf8(yaml).unwrap(), reports)
}

fn read(yaml: &str) -> Glossary {
    let source = SourceFile { name: "g.yaml".into(), text: yaml.into() };
    Glossary::read_sources(&[source]).accept().unwrap_or_else(|problems| panic!("{problems}\n{yaml}")).0
}

#[test]
fn other_peoples_lists_become_glossaries() {
    let csv = "Français;Anglais;Note\nl’Artsakh;Artsakh;\nCaire (Le);Cairo;ville\n\
               Organisation des Nations unies (ONU);United Nations (UN);\n;missing;\n\
               Artsakh;Nagorno-Karabakh;\naccord; agreement\n";
    let (yaml, reports) = import("csv", csv.as_bytes());
    let glossary = read(&yaml);
    let terms =
        |id: &str| glossary.concepts[id].terms.iter().map(|t| t.text().to_owned()).collect::<Vec<_>>();
    assert_eq!(terms("artsakh"), ["Artsakh", "Artsakh", "Nagorno-Karabakh"]);
    assert_eq!(terms("cairo"), ["Le Caire", "Cairo"]);
    assert!(glossary.concepts["cairo"].terms[0].grammar.own_article);
    assert_eq!(terms("united-nations"), ["Organisation des Nations unies", "ONU", "United Nations", "UN"]);
    assert_eq!(glossary.concepts["agreement"].kind, ConceptKind::Term);
    assert!(reports.iter().any(|report| report == "5: no term in «fr» in this row"), "{reports:?}");
    assert!(reports.iter().any(|report| report.starts_with("6: «Artsakh» shares a form")), "{reports:?}");
}

#[test]
fn a_heading_may_name_the_thing_and_not_the_language() {
    let (yaml, reports) = import("csv", "Nom;Anglais\nBakou;Baku\n".as_bytes());
    assert_eq!((read(&yaml).concepts.len(), reports), (1, Vec::new()), "{yaml}");
}

#[test]
fn rows_have_the_line_an_editor_shows() {
    for end in ["\n", "\r\n", "\r"] {
        let rows = ["fr;en", "Bakou;Baku", "\"Chouchi\";Shusha", "alone", "Evlakh;Yevlakh", ";x"];
        let (_, reports) = import("csv", rows.join(end).as_bytes());
        assert_eq!(reports, ["4: no term in «en» in this row", "6: no term in «fr» in this row"], "{end:?}");
    }
}

#[test]
fn a_list_with_forbidden_terms_only_is_refused_by_line() {
    let tbx = "<tbx><text><body>\n<conceptEntry id='c'>\n<langSec xml:lang='fr'><termSec><term>Artsakh</term>\
        <termNote type='administrativeStatus'>supersededTerm-admn-sts</termNote></termSec></langSec>\n\
        <langSec xml:lang='en'><termSec><term>Karabakh</term></termSec></langSec></conceptEntry></body></text></tbx>";
    let (yaml, reports) = import("tbx", tbx.as_bytes());
    assert!(yaml.ends_with("concepts: {}\n"), "{yaml}");
    assert_eq!(reports, ["2: no term in «fr» may be written («Artsakh» is deprecated or forbidden)"]);
}

#[test]
fn the_fixture_imported_again_has_the_same_statuses() {
    let list = list();
    for format in LIST_FORMATS.into_iter().filter(|format| !format.endings().is_empty()) {
        let (yaml, reports) = import(format.name(), &format.write(&list).unwrap());
        assert_eq!(reports, [""; 0], "{}", format.name());
        let glossary = read(&yaml);
        for concept in fixture().concepts.values() {
            for term in &glossary.concepts[&concept.id].terms {
                let original = concept
                    .terms
                    .iter()
                    .find(|t| (t.language, t.slot, t.text()) == (term.language, term.slot, term.text()));
                let status = original.map(|term| term.status(StyleId::DEFAULT));
                assert_eq!(status, Some(term.status(StyleId::DEFAULT)), "{} {}", format.name(), term.text());
            }
        }
    }
}

fn form() -> impl Strategy<Value = String> {
    "[A-Za-zàéïœəŞğ][A-Za-zàéïœəŞğ'’ \\-.&<>\"=0-9]{0,12}[a-zé]"
        .prop_map(|s| s.split(' ').filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "))
}

fn remark() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(
        "[A-Za-zé0-9][A-Za-zé0-9,;.<>&\"'=+@ ]{0,20}[a-z]"
            .prop_map(|s| s.split(' ').filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")),
    )
}

fn date() -> impl Strategy<Value = Option<Date>> {
    let days = ["330", "1808", "2019-06", "2019-06-30"];
    proptest::option::of(proptest::sample::select(days.map(|day| day.parse().unwrap()).to_vec()))
}

fn cited() -> impl Strategy<Value = Cited> {
    (remark(), remark()).prop_filter_map("a text", |(text, source)| Some(Cited { text: text?, source }))
}

fn form_record() -> impl Strategy<Value = Option<Box<FormRecord>>> {
    let pos = proptest::option::of(proptest::sample::select(PartOfSpeech::ALL.to_vec()));
    let examples = proptest::collection::vec(cited(), 0..3);
    (pos, remark(), examples, 0..6_u8, date(), date(), any::<bool>()).prop_map(
        |(pos, source, examples, reliability, from, until, exact_case)| {
            let reliability = Reliability::new(reliability);
            FormRecord { pos, source, examples, reliability, from, until, exact_case }.boxed()
        },
    )
}

/// The record of a concept with what all formats of its kind have a place for.
fn concept_record() -> impl Strategy<Value = Option<Box<ConceptRecord>>> {
    let language = proptest::option::of(proptest::sample::select(vec!["fr".to_owned(), "en".to_owned()]));
    let definition = (language, cited()).prop_map(|(language, cited)| Definition { language, cited });
    let domain = remark().prop_filter_map("a domain", |text| text);
    (proptest::collection::vec(domain, 0..3), proptest::collection::vec(definition, 0..3)).prop_map(
        |(domains, definitions)| ConceptRecord { domains, definitions, ..ConceptRecord::default() }.boxed(),
    )
}

fn term() -> impl Strategy<Value = EntryTerm> {
    let status = proptest::sample::select(vec![
        Status::Preferred,
        Status::Admitted,
        Status::Deprecated,
        Status::Forbidden,
    ]);
    let relation = proptest::sample::select(vec![
        None,
        Some(Relation::Spelling),
        Some(Relation::Party),
        Some(Relation::Former),
        Some(Relation::NearSynonym),
    ]);
    let slot = proptest::sample::select(vec![Slot::Full, Slot::Short, Slot::Abbreviation]);
    let gender = proptest::sample::select(vec![None, Some(Gender::Masculine), Some(Gender::Feminine)]);
    let language = proptest::sample::select(vec![Language::French, Language::English]);
    let party = proptest::option::of("[a-z]{1,8}");
    let details = prop_oneof![Just(None), form_record()];
    (form(), language, slot, status, relation, gender, party, remark(), details).prop_map(
        |(form, language, slot, status, relation, gender, party, note, details)| EntryTerm {
            details,
            slot,
            status: Some(status),
            relation,
            gender,
            party,
            note,
            ..EntryTerm::new(language, form)
        },
    )
}

fn any_list() -> impl Strategy<Value = TermList> {
    let kind = proptest::sample::select(ConceptKind::ALL.to_vec());
    let details = prop_oneof![Just(None), concept_record()];
    let entry = (kind, remark(), remark(), proptest::collection::vec(term(), 0..6), details);
    proptest::collection::vec(entry, 1..5).prop_map(|entries| {
        let entries =
            entries.into_iter().enumerate().map(|(number, (kind, note, source, mut terms, details))| {
                let mut seen = std::collections::HashSet::new();
                terms.retain(|t| seen.insert((t.language, t.form.clone())));
                Entry { id: format!("c{number}"), kind: Some(kind), note, source, terms, details, line: 0 }
            });
        TermList { entries: entries.collect(), ..TermList::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Law 7 for every format that is written and read.
    #[test]
    fn law_7_what_is_written_comes_back(list in any_list()) {
        for format in LIST_FORMATS.into_iter().filter(|format| !format.endings().is_empty()) {
            if let Err(message) = check(format.name(), &list) {
                prop_assert!(false, "{message}");
            }
        }
    }

    /// No bytes make a reader panic.
    #[test]
    fn readers_are_total(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in LIST_FORMATS {
            let _ = read_all(format, &bytes, &Wanted::default());
        }
    }
}
