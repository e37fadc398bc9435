//! Law 6: sheet(A ∪ B) = merge(sheet(A), sheet(B)), for every split and order. Law 8 along the way: no
//! text makes reading, matching and counting panic.

use drogman::{
    document::Document, glossary::Glossary, glossary::StyleId, language::Language, matching::Matcher,
    segment::Segmenter, sheet::Sheet,
};
use proptest::prelude::*;

/// Fragments that make texts in which names meet, repeat and break.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Les autorités de l’Artsakh, d’Ievlakh à Stepanakert. ".to_owned()),
        Just("Ilham Aliyev a reçu M. Pachinian à Bakou ; Aliev se tait. ".to_owned()),
        Just("HAUT-KARABAKH : « Nagorny\u{a0}Karabakh », dit Erdogan.\n".to_owned()),
        Just("Jean Dupont-Durand vit rue de Stepanakert, à Vevey.\n".to_owned()),
        Just("date 2023-09 Khankendi\u{ad} et Evlakh\n".to_owned()),
        "[A-Za-zéÉ’' .\n«»-]{0,24}",
        any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(fragment(), 0..8).prop_map(|parts| parts.concat())
}

struct House {
    glossary: &'static Glossary,
    matcher: Matcher,
    segmenter: Segmenter,
}

fn house() -> &'static House {
    static HOUSE: std::sync::LazyLock<House> = std::sync::LazyLock::new(|| {
        let glossary = Glossary::embedded();
        let matcher = Matcher::new(glossary, Language::French).unwrap();
        House { glossary, matcher, segmenter: Segmenter::new(Language::French) }
    });
    &HOUSE
}

fn sheet(number: usize, text: &str) -> Sheet {
    let House { glossary, matcher, segmenter } = house();
    let document = Document::from_text(&format!("{number}.txt"), text.to_owned());
    Sheet::of(&document, &matcher.matches(&document), glossary, segmenter)
}

fn merged(sheets: impl IntoIterator<Item = Sheet>) -> Sheet {
    sheets.into_iter().fold(Sheet::default(), |mut sum, sheet| {
        sum.merge(sheet);
        sum
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn sheets_merge(texts in proptest::collection::vec(text(), 0..6), cut in 0usize..6, turn in any::<bool>()) {
        let sheets: Vec<Sheet> = texts.iter().enumerate().map(|(n, text)| sheet(n, text)).collect();
        let whole = merged(sheets.clone());
        let (a, b) = sheets.split_at(cut.min(sheets.len()));
        let (a, b) = (merged(a.to_vec()), merged(b.to_vec()));
        let halves = if turn { merged([b, a]) } else { merged([a, b]) };
        prop_assert_eq!(&whole, &halves);
        let glossary = &house().glossary;
        let style = StyleId::DEFAULT;
        prop_assert_eq!(whole.table(glossary, style), halves.table(glossary, style));
    }
}

#[test]
fn a_sheet_counts_what_stands_in_the_text() {
    let sheet = merged([sheet(0, "À Evlakh et à Ievlakh.\nEvlakh encore."), sheet(1, "Evlakh.")]);
    let table = sheet.table(house().glossary, StyleId::DEFAULT);
    let evlakh = table.forms.iter().find(|row| row.form == "Evlakh").expect("Evlakh is found");
    assert_eq!((evlakh.occurrences, evlakh.documents), (3, 2));
    assert_eq!((evlakh.preferred.as_str(), evlakh.target.as_str()), ("Yevlakh", "Yevlakh"));
    assert_eq!(table.documents, 2);
}
