//! The matcher finds what a plain reference finds: every form at every place between word boundaries,
//! then the earliest, then the longest.

use drogman::{
    document::Document,
    glossary::{Concept, ConceptKind, Glossary, Status, StyleId, Term},
    language::Language,
    matching::Matcher,
    text::{fold, words},
};
use proptest::prelude::*;

fn glossary(forms: &[String], kind: ConceptKind) -> Glossary {
    let mut glossary = Glossary::default();
    for (number, form) in forms.iter().enumerate() {
        let terms = vec![Term::new(Language::French, form)];
        let concept = Concept::new(format!("c{number}"), kind, terms);
        glossary.concepts.insert(concept.id.clone(), concept);
    }
    glossary
}

/// The folded words of a text with their spans, and the folded stretch between each and the next.
fn parts(text: &str) -> Vec<(String, usize, usize, String)> {
    let spans: Vec<_> = words(text).collect();
    (0..spans.len())
        .map(|at| {
            let gap = spans.get(at + 1).map_or("", |next| &text[spans[at].end..next.start]);
            let gap = gap.replace(['\u{a0}', '\n', '-', '\u{2011}'], " ").replace('’', "'");
            let gap = if gap.trim().is_empty() { " ".to_owned() } else { gap };
            (fold(spans[at].of(text)), spans[at].start, spans[at].end, gap)
        })
        .collect()
}

/// Every place where a form’s words and gaps stand, then the earliest, then the longest.
fn reference(forms: &[String], text: &str, capitals: bool) -> Vec<(usize, usize)> {
    let text_parts = parts(text);
    let mut all = Vec::new();
    for form in forms {
        let form_parts = parts(form);
        if form_parts.is_empty() {
            continue;
        }
        for window in text_parts.windows(form_parts.len()) {
            let words_agree = window.iter().zip(&form_parts).all(|(found, wanted)| found.0 == wanted.0);
            let last = form_parts.len() - 1;
            let gaps_agree =
                window[..last].iter().zip(&form_parts).all(|(found, wanted)| found.3 == wanted.3);
            let found = &text[window[0].1..window[last].2];
            let cased = !capitals || has_capitals(found, form);
            if words_agree && gaps_agree && cased {
                all.push((window[0].1, window[last].2));
            }
        }
    }
    all.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut done = 0;
    all.retain(|&(start, end)| {
        let wins = start >= done && end > start;
        if wins {
            done = end;
        }
        wins
    });
    all
}

fn has_capitals(found: &str, form: &str) -> bool {
    let all_caps = found.chars().filter(|c| c.is_alphabetic()).count() > 1
        && found.chars().all(|c| !c.is_alphabetic() || c.is_uppercase());
    all_caps
        || words(found).zip(words(form)).all(|(a, b)| {
            !b.of(form).starts_with(char::is_uppercase) || a.of(found).starts_with(char::is_uppercase)
        })
}

fn found(forms: &[String], text: &str, kind: ConceptKind) -> Vec<(usize, usize)> {
    let matcher = Matcher::new(&glossary(forms, kind), Language::French).unwrap();
    let matches = matcher.find_in(text);
    let mut spans: Vec<_> =
        matches.occurrences.iter().map(|found| (found.span.start, found.span.end)).collect();
    spans.extend(matches.ambiguous.iter().map(|open| (open.span.start, open.span.end)));
    spans.sort_unstable();
    spans
}

/// A word of few letters, so that forms overlap, repeat and nearly match; some longer than the filter’s
/// eight bytes, some with letters that fold.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[abé]{1,3}",
        2 => "[AÉb][abç]{0,3}",
        1 => "(a|b|é){8,11}",
        1 => "[əşœıÀ]{1,2}",
        1 => "[AB]{1,3}",
    ]
}

fn gap() -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => Just(" "), 1 => Just("\u{a0}"), 1 => Just("\n")]
}

fn run(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec((word(), gap()), words).prop_map(|parts| {
        let text: String = parts.into_iter().map(|(word, gap)| word + gap).collect();
        text.trim_end().to_owned()
    })
}

fn form() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..4).prop_map(|words| words.join(" "))
}

/// A text of the glossary’s own words, so that there is much to find.
fn case() -> impl Strategy<Value = (Vec<String>, String)> {
    prop::collection::vec(form(), 1..12).prop_flat_map(|forms| {
        let from_forms = prop::collection::vec(
            prop_oneof![3 => prop::sample::select(forms.clone()), 2 => word(), 1 => Just(",".to_owned())],
            0..30,
        );
        let text = prop_oneof![from_forms.prop_map(|parts| parts.join(" ")), run(0..30)];
        (Just(forms), text)
    })
}

/// The forms without a word in capitals, or a letter alone that is one: they need all of them, and the reference knows
/// nothing of that.
fn without_capitals(forms: Vec<String>) -> Vec<String> {
    let in_capitals = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).take(2).count() == 2
            && word.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
    };
    let throughout = |form: &str| form.contains(char::is_uppercase) && !form.contains(char::is_lowercase);
    forms
        .into_iter()
        .filter(|form| !throughout(form) && !words(form).any(|word| in_capitals(word.of(form))))
        .collect()
}

/// Whether a word of the text makes the name before it that of a club or a firm: «AC».
fn has_tail(text: &str) -> bool {
    let tails = include_str!("../src/language/data/shared/name-tails.txt");
    let tails = tails.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let is_tail = |word: &str| tails.clone().any(|tail| tail == fold(word));
    words(text).any(|word| is_tail(word.of(text)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn terms_as_the_reference((forms, text) in case()) {
        // Of a people’s noun, where accents do not tell words apart.
        let forms = without_capitals(forms);
        prop_assert_eq!(found(&forms, &text, ConceptKind::Demonym), reference(&forms, &text, false));
    }

    #[test]
    fn names_as_the_reference((forms, text) in case()) {
        let forms = without_capitals(forms);
        prop_assume!(!has_tail(&text));
        // Of an organisation, which the words beside it do not make part of a longer name.
        prop_assert_eq!(found(&forms, &text, ConceptKind::Organisation), reference(&forms, &text, true));
    }

    #[test]
    fn nothing_makes_it_panic(forms in prop::collection::vec("\\PC{0,12}", 0..6), text in "(\\PC|\\s){0,80}") {
        let glossary = glossary(&forms, ConceptKind::Person);
        let matcher = Matcher::new(&glossary, Language::French).unwrap();
        let document = Document::from_text("any", text);
        for occurrence in matcher.matches(&document).occurrences {
            let form = occurrence.span.of(document.text(occurrence.block));
            prop_assert!(!form.is_empty());
            let listed = occurrence.term(&glossary).text();
            prop_assert!(occurrence.status(&glossary, StyleId::DEFAULT) != Status::Forbidden, "{listed}");
        }
    }
}

#[test]
fn many_names_on_one_word_are_all_found() {
    let forms: Vec<String> = (0..400).map(|n| format!("Ab Ba{n:03}")).collect();
    let text = forms.iter().rev().map(String::as_str).collect::<Vec<_>>().join(", ");
    assert_eq!(found(&forms, &text, ConceptKind::Place).len(), 400);
    assert_eq!(found(&forms, &text, ConceptKind::Place), reference(&forms, &text, true));
}
