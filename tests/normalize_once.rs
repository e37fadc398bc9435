//! Once is enough: forms that the first run of `normalize` left half rewritten, or rewrote again in a second.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use drogman::{
    document::{Document, ReadOptions},
    glossary::{Glossary, StyleId},
    language::Language,
    session::{Languages, Options, Session},
};
use proptest::prelude::*;

/// What the program makes of a text.
fn normalized(text: &str, style: &str) -> String {
    // Far from any folder with a glossary of its own.
    let folder = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder.path())
        .args(["normalize", "-", "--style", style])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    program.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    String::from_utf8(program.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn the_title_case_of_a_term_is_given_up_as_a_whole() {
    for (text, once) in [
        ("Violé, L’Accord De Cessez-Le-Feu.\n", "Violé, L’Accord de cessez-le-feu.\n"),
        ("Une Bombe À Sous-Munitions.\n", "Une Bombe à sous-munitions.\n"),
        // A compound keeps its capitals, as the people’s noun does.
        ("Un Cessez-Le-Feu.\n", "Un Cessez-Le-Feu.\n"),
    ] {
        assert_eq!(normalized(text, "default"), once);
        assert_eq!(normalized(once, "default"), once);
    }
}

#[test]
fn capitals_that_an_edit_beside_it_lowers_decide_nothing_about_a_name() {
    for (text, style) in [
        ("Et Ma Vie Fut Le Madaghis Qu'Soldats Du Maintien De La Paix Mes Malheurs.\n", "azerbaijan"),
        ("Un Chemin Région Autonome Du Haut-Karabakh Haut-Karabakh Lentement Pas\n", "afp"),
        (
            "Le L'Zaporizhzhia, De Jouir La Taiwanaise Arts De La Organisation Des États Turciques Et Ruandaises.\n",
            "default",
        ),
        // The new article makes another name's capitals of «Jeux».
        ("La Française Du Jeux De Pyeongchang rien de plus, dit-on.\n", "default"),
    ] {
        let once = normalized(text, style);
        assert_eq!(normalized(&once, style), once, "{text}");
    }
}

#[test]
fn a_full_name_in_parts_gets_the_accents_of_the_style_at_once() {
    let once = normalized("Mais la reine ÉLisabeth II règne.\n", "afp");
    assert_eq!(once, "Mais la reine Elisabeth II règne.\n");
    assert_eq!(normalized(&once, "afp"), once);
}

#[test]
fn a_name_broken_over_a_line_end_is_seen_whole_or_not_at_all() {
    for text in [
        "Le président des États-Unis\nd'Amérique a parlé.\n",
        "Le président des États-Unis\r\nd'Amérique a parlé.\r\n",
    ] {
        assert_eq!(normalized(text, "onu"), text);
    }
    let apart = "Le président des États-Unis\n\nd'Amérique a parlé.\n";
    assert!(normalized(apart, "onu").starts_with("Le président des États-Unis d'Amérique\n\n"));
}

/// Names that stand beside each other, or beside a word of theirs that is written twice.
#[test]
fn what_a_rewrite_makes_of_the_words_beside_it_is_not_rewritten_again() {
    let glossary: Glossary = "
version: 1
concepts:
  agency: {type: organisation, fr: {preferred: Anadolu, variants: [Anadolu Agency]}, en: Anadolu}
  region: {type: region, fr: {preferred: Karabakh, variants: [Haut-Karabak]}, en: Karabakh}
  polity:
    type: polity
    fr: {preferred: République du Haut-Karabakh, variants: [République du Karabakh]}
    en: Republic of Karabakh
  capital:
    type: city
    fr: {preferred: Oulan-Bator, variants: [{form: Ulaanbaatar, relation: foreign, status: deprecated}]}
    en: Ulaanbaatar
  kim: {type: organisation, fr: {preferred: Kim Jong-un, variants: [Kim Jong Un]}, en: Kim Jong Un}
  karakalpak:
    type: region
    fr: {preferred: Karakalpakie, article: la, gender: f, variants: [Karakalpaquie]}
    en: Karakalpakstan
  poutine:
    type: person
    fr: {given: Vladimir, family: {preferred: Poutine, variants: [{form: Putin, status: deprecated}]}}
    en: {given: Vladimir, family: Putin}
  avinian:
    type: person
    fr: {given: Tigran, family: {preferred: Avinian, variants: [{form: Avinyan, status: deprecated}]}}
    en: {given: Tigran, family: Avinyan}
"
    .parse()
    .unwrap();
    let session = Session::new(glossary, Options::default());
    let normalized = |text: &str| session.normalize_text(text).unwrap();
    for (text, once) in [
        ("Selon Anadolu Agency, il dort.", "Selon Anadolu, il dort."),
        ("Selon Anadolu Agency Agency, il dort.", "Selon Anadolu Agency Agency, il dort."),
        ("Selon le Anadolu Agency Agency.", "Selon le Anadolu Agency Agency."),
        ("Né au Haut-Karabak.", "Né au Karabakh."),
        ("Né en République du Haut-Karabak.", "Né en République du Haut-Karabak."),
        ("Il va à Ulaanbaatar Ulaanbaatar.", "Il va à Oulan-Bator Ulaanbaatar."),
        ("Il voit Kim Jong Un Ulaanbaatar.", "Il voit Kim Jong-un Oulan-Bator."),
        // The last word of a name is no determiner of the next one.
        ("Il voit Kim Jong Un Karakalpaquie.", "Il voit Kim Jong-un Karakalpakie."),
        ("Haut-Karabak Ulaanbaatar dort.", "Karabakh Oulan-Bator dort."),
        ("C’est l’ Putin Avinyan.", "C’est le Poutine Avinian."),
    ] {
        assert_eq!(normalized(text), once);
        assert_eq!(normalized(once), once);
    }
}

#[test]
fn one_call_does_what_the_program_does() {
    let texts = [
        "Le convoi a quitté la ville d’Evlakh hier. « Evlakh dort », dit-il.\n",
        "The convoy has left the town of Evlakh. It was seen at Erevan.\n",
        "Le président des États-Unis\nd'Amérique a parlé à Erevan\nhier soir avec les Nations Unies.\n",
        "\u{feff}Erevan\r\n\r\nEvlakh",
        "",
    ];
    for text in texts {
        for style in &Glossary::embedded().styles {
            let id = Glossary::embedded().style(style).unwrap();
            let session = Session::new(Glossary::embedded(), Options { style: id, ..Options::default() });
            let once = session.normalize_text(text).unwrap();
            assert_eq!(once, normalized(text, style), "{style}: {text}");
        }
    }
    let session = Session::new(Glossary::embedded(), Options::default());
    let evlakh = session.normalize_text(texts[0]).unwrap();
    assert!(evlakh.starts_with("Le convoi a quitté la ville de Yevlakh hier. « Evlakh"), "{evlakh}");
    assert!(session.normalize_text("a\0\0b").is_err());
}

struct Desk {
    /// By style.
    sessions: Vec<Session>,
    names: Vec<String>,
}

thread_local! {
    static DESK: Desk = {
        let glossary = Glossary::embedded();
        let languages = Languages::Only(Language::French);
        let session = |style| {
            Session::new(glossary, Options { style: StyleId(style), languages, ..Options::default() })
        };
        let terms = glossary.concepts.values().flat_map(|concept| &concept.terms);
        let french = terms.filter(|term| term.language == Language::French);
        let names = french.flat_map(|term| term.inflected().into_iter().map(|form| form.form)).collect();
        Desk { sessions: (0..glossary.styles.len()).map(session).collect(), names }
    };
}

impl Desk {
    fn once(&self, text: &str, style: usize) -> String {
        let options = ReadOptions { encoding: Some("utf-8".into()), ..ReadOptions::default() };
        let document = Document::from_bytes("a.txt", text.as_bytes().to_vec(), &options).expect("plain text");
        let analysis = self.sessions[style].analyse(&document).expect("the patterns are well-formed");
        let normalized = analysis.normalized().expect("the patterns are well-formed");
        String::from_utf8(normalized.bytes().expect("the edits do not overlap")).unwrap()
    }
}

/// A word of running text, or a name of the glossary.
fn word() -> impl Strategy<Value = String> {
    let words =
        ["le", "convoi", "a", "quitté", "la", "ville", "de", "hier", "et", "les", "soldats", "que", "soir."];
    let names = DESK.with(|desk| desk.names.clone());
    prop_oneof![
        3 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(names),
    ]
}

/// Words in lines of about `width` characters, each broken before the word that would not fit.
fn wrapped(words: &[String], width: usize) -> String {
    let (mut text, mut used) = (String::new(), 0);
    for word in words.iter().flat_map(|word| word.split(' ')) {
        let len = word.chars().count();
        if used > 0 {
            text.push(if used + 1 + len > width { '\n' } else { ' ' });
            used = if used + 1 + len > width { 0 } else { used + 1 };
        }
        text.push_str(word);
        used += len;
    }
    text + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn once_is_enough_for_wrapped_text(
        words in prop::collection::vec(word(), 20..60),
        width in 28..80_usize,
        style in 0..8_usize,
    ) {
        DESK.with(|desk| {
            let style = style % desk.sessions.len();
            let text = wrapped(&words, width);
            let once = desk.once(&text, style);
            assert_eq!(desk.once(&once, style), once, "a second run changes it again:\n{text}");
        });
    }
}
