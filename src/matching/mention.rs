//! Where a text speaks of a name instead of using it: two sides’ names beside each other, «rebaptisée Khankendi»,
//! «le nom de Leninakan», quotation marks around the name alone.

use rustc_hash::FxHashMap;

use super::{Kept, Matcher, Occurrence, sentence};
use crate::{
    glossary::ConceptId,
    language::{
        Language,
        naming::{
            Naming::{self, *},
            NamingWords,
        },
    },
    text::{Span, closes_quotation, is_apostrophe, is_dash, next_word, opens_quotation, previous_word},
};

/// How many words before a name are read.
const MOST_WORDS: usize = 8;
/// How many words after a name are read.
const MOST_AFTER: usize = 4;
/// How many words may part a verb from the name.
const MOST_BETWEEN: usize = 5;
/// How far before the name they may stand (bytes).
const MOST_BYTES: usize = 120;

/// Marks the party and former names that stand beside another side’s name of the same concept in one
/// sentence (N7), and what stands beside them.
pub(super) fn keep_mentions<'t>(
    matcher: &Matcher,
    occurrences: &mut [Occurrence],
    text: impl Fn(usize) -> &'t str,
) {
    let sided = |occurrence: &Occurrence| {
        let facts = matcher.terms.facts_at(occurrence.concept, occurrence.term);
        facts.sided || facts.camp != 0
    };
    let mut rest = occurrences;
    // Most documents name no side: then there is no sentence to look for.
    while let Some(next) = rest.iter().position(sided) {
        let block = rest[next].block;
        let in_sentence = |pair: &[Occurrence]| {
            pair[0].block == block
                && pair[1].block == block
                && sentence::same(text(block), pair[0].span, pair[1].span)
        };
        let before = rest[..=next].windows(2).rev().take_while(|pair| in_sentence(pair)).count();
        let after = rest[next..].windows(2).take_while(|pair| in_sentence(pair)).count();
        let (done, after) = std::mem::take(&mut rest).split_at_mut(next + after + 1);
        keep_mentions_of(matcher, &mut done[next - before..]);
        rest = after;
    }
}

fn keep_mentions_of(matcher: &Matcher, sentence: &mut [Occurrence]) {
    if sentence.len() < 2 {
        return;
    }
    let full = |occurrence: &Occurrence| {
        let facts = matcher.terms.facts_at(occurrence.concept, occurrence.term);
        facts.full.then_some(facts)
    };
    // For each concept its camp, and whether there is a second one.
    let mut camps: FxHashMap<ConceptId, (u16, bool)> = FxHashMap::default();
    for occurrence in &*sentence {
        if let Some(facts) = full(occurrence) {
            let (camp, several) = camps.entry(occurrence.concept).or_insert((facts.camp, false));
            *several |= *camp != facts.camp;
        }
    }
    for occurrence in sentence {
        let several = camps.get(&occurrence.concept).is_some_and(|&(_, several)| several);
        if let Some(facts) = full(occurrence).filter(|_| several) {
            occurrence.kept = Some(if facts.sided { Kept::Mention } else { Kept::Beside });
        }
    }
}

/// Whether the words around the name at `span` speak of the name itself. A person’s name is the subject of verbs of
/// speech: «a dit Aliev».
pub(crate) fn is_spoken_of(text: &str, span: Span, language: Language, is_person: bool) -> bool {
    let words = NamingWords::of(language);
    if is_quoted_alone(text, span) || is_glossed_after(text, span, words) {
        return true;
    }
    let start = without_quotation_mark(text, span.start);
    Before::read(text, Span::new(start, span.end), words)
        .is_some_and(|before| before.speak_of_name(is_person))
}

/// Whether quotation marks stand around the name and nothing else.
fn is_quoted_alone(text: &str, span: Span) -> bool {
    let before = text[..span.start].trim_end().chars().next_back();
    let after = text[span.end..].trim_start().chars().next();
    before.is_some_and(opens_quotation) && after.is_some_and(closes_quotation)
}

/// Where the name starts, the quotation mark that opens right before it included.
fn without_quotation_mark(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end();
    let mark = before.chars().next_back().filter(|&c| opens_quotation(c) && !is_apostrophe(c));
    mark.map_or(start, |mark| before.len() - mark.len_utf8())
}

/// Whether what comes after the name speaks of it: «Chouchi en arménien», «(Khankendi pour Bakou)», «X, nom turc de»,
/// «X, comme l’appelle Bakou», «X signifie».
fn is_glossed_after(text: &str, span: Span, words: &NamingWords) -> bool {
    let after = After::read(text, span, words);
    let before = text[..span.start].trim_end();
    match after.opening {
        "," | "(" if after.is_named() || after.is_language() => true,
        // «Il parle à Choucha en russe» says nothing of the name.
        "" if after.is_language() => {
            let last = previous_word(text, span.start);
            !last.is_some_and(|word| words.is(Preposition, &word.of(text).to_lowercase()))
        }
        "" if after.is(0, Meaning) => true,
        "" if after.is(0, For) => before.ends_with('(') || before.ends_with(',') && after.is_for_somebody(),
        _ => false,
    }
}

/// The words after a name, in its clause or in the aside that begins there.
struct After<'t> {
    words: &'t NamingWords,
    /// What stands between the name and the first word.
    opening: &'t str,
    /// Each in lower case, with whether it has a capital.
    read: Vec<(String, bool)>,
}

impl<'t> After<'t> {
    fn read(text: &'t str, span: Span, words: &'t NamingWords) -> Self {
        let mut after = Self { words, opening: "", read: Vec::new() };
        let mut at = span.end;
        while after.read.len() < MOST_AFTER
            && let Some(word) = next_word(text, at).filter(|word| word.end - span.end <= MOST_BYTES)
        {
            let gap = &text[at..word.start];
            if after.read.is_empty() {
                after.opening = gap.trim();
            } else if !joins(gap) {
                break;
            }
            let written = word.of(text);
            after.read.push((written.to_lowercase(), written.starts_with(char::is_uppercase)));
            at = word.end;
        }
        after
    }

    fn is(&self, at: usize, what: Naming) -> bool {
        self.read.get(at).is_some_and(|(word, _)| self.words.is(what, word))
    }

    /// *en arménien*.
    fn is_language(&self) -> bool {
        self.is(0, In) && self.is(1, LanguageName)
    }

    /// *nom turc de la ville*, *son nom officiel*, *comme l’appelle Bakou*.
    fn is_named(&self) -> bool {
        let leads = |at: usize| self.is(at, Between) || self.is(at, LanguageName);
        let noun = (0..self.read.len()).find(|&at| !leads(at));
        let is_noun = noun.is_some_and(|at| self.is(at, Noun) || at == 0 && self.is(0, Word));
        let names = |at| [Giving, Called, Calling].into_iter().any(|verb| self.is(at, verb));
        is_noun || self.is(0, As) && (1..self.read.len()).any(names)
    }

    /// *pour Bakou*, *pour les Azerbaïdjanais*.
    fn is_for_somebody(&self) -> bool {
        let capital = |at: usize| self.read.get(at).is_some_and(|(_, capital)| *capital);
        capital(1) || self.is(1, Between) && capital(2)
    }
}

/// A word before a name.
struct WordBefore<'t> {
    lower: String,
    has_capital: bool,
    /// What stands between it and the next, or the name.
    gap: &'t str,
}

/// The words before a name in its clause, nearest first.
struct Before<'t> {
    words: &'static NamingWords,
    read: Vec<WordBefore<'t>>,
}

impl<'t> Before<'t> {
    fn read(text: &'t str, span: Span, words: &'static NamingWords) -> Option<Self> {
        let mut read: Vec<WordBefore<'t>> = Vec::new();
        let mut at = span.start;
        while read.len() < MOST_WORDS
            && let Some(word) = previous_word(text, at).filter(|word| span.start - word.start <= MOST_BYTES)
        {
            let gap = &text[word.end..at];
            // A colon, a comma or a bracket may part the name from what introduces it.
            if !(joins(gap) || read.is_empty() && matches!(gap.trim(), ":" | "," | "(")) {
                break;
            }
            let written = word.of(text);
            let has_capital = written.starts_with(char::is_uppercase);
            read.push(WordBefore { lower: written.to_lowercase(), has_capital, gap });
            at = word.start;
        }
        (!read.is_empty()).then_some(Self { words, read })
    }

    fn is(&self, at: usize, what: Naming) -> bool {
        self.read.get(at).is_some_and(|word| self.words.is(what, &word.lower))
    }

    fn speak_of_name(&self, is_person: bool) -> bool {
        let is_close = joins(self.read[0].gap);
        is_close && (self.is(0, Former) || self.is_named_by_verb(is_person))
            || self.is(0, LanguageName) && self.is(1, In)
            || self.is_named_by_noun()
    }

    /// *le mot X*, *le nom de X*, *nom arménien de l’X*, *nom arménien : X*, *le nom de la ville est X*.
    fn is_named_by_noun(&self) -> bool {
        let gap = self.read[0].gap.trim();
        if self.is(0, Noun) || gap != "," && self.is(0, Word) {
            return true;
        }
        let is_noun = |noun: usize| self.is(noun, Noun) && !self.is(noun + 1, Behalf);
        if self.is(0, Being) {
            return (1..self.read.len()).any(is_noun);
        }
        let of = usize::from(self.is(1, Of) && self.is(0, Between));
        let first = match self.is(of, Of) {
            true => of + 1,
            false if matches!(gap, ":" | ",") => 0,
            false => return false,
        };
        let adjective =
            |at: &usize| !self.is(*at, Of) && !self.is(*at, Between) && !self.is(*at, Preposition);
        let noun = (first..first + 3).find(|at| self.is(*at, Noun) || !adjective(at));
        noun.is_some_and(is_noun)
    }

    /// *rebaptisée X*, *que les Arméniens appellent X*, *dite X*, *ont rebaptisé la ville X*.
    fn is_named_by_verb(&self, is_person: bool) -> bool {
        if self.is(0, Preposition) {
            return false;
        }
        for (at, word) in self.read.iter().enumerate().take(MOST_BETWEEN + 1) {
            let names = !is_person && (self.is_participle(at) || self.is_finite(at) || self.is_saying(at));
            if names || self.is(at, Giving) {
                return true;
            }
            let may_part = word.has_capital || self.is(at, Between) || word.lower.ends_with("ment");
            // A verb that only gives names reaches over what it names.
            if !may_part && !(at + 1..MOST_BETWEEN).any(|verb| self.is(verb, Giving)) {
                return false;
            }
        }
        false
    }

    fn is_participle(&self, at: usize) -> bool {
        self.is(at, Called) && !self.is(at + 1, Having)
    }

    /// Whether the verb names and the text says what, beside it or by a relative pronoun.
    fn is_finite(&self, at: usize) -> bool {
        let verb = at + 1 + usize::from(self.is(at + 1, Having));
        self.is(at, Calling)
            && (self.is(verb, Object)
                || (0..at).any(|after| self.is(after, ObjectAfter))
                || (at + 1..self.read.len()).any(|before| self.is(before, Relative)))
    }

    /// Whether a verb of speech has the name for its object: nothing was quoted before it, nor does a pronoun say it.
    fn is_saying(&self, at: usize) -> bool {
        let is_subject = !self.is(1, Having) && !self.is(1, Object) && !self.is(1, Speaker);
        at == 0 && self.is(0, Saying) && self.read.len() > 1 && is_subject
    }
}

/// Whether two words are of one clause.
fn joins(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || is_apostrophe(c) || is_dash(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: Language = Language::French;
    const ENGLISH: Language = Language::English;

    /// Whether the text speaks of its name «Ternoc».
    fn speaks(text: &str, language: Language, is_person: bool) -> bool {
        let start = text.find("Ternoc").unwrap();
        is_spoken_of(text, Span::new(start, start + "Ternoc".len()), language, is_person)
    }

    #[test]
    fn french_that_speaks_of_the_name() {
        for text in [
            "La ville, rebaptisée Ternoc en 1950, dort.",
            "Le bourg que les gens du Nord appellent Ternoc.",
            "Vauban l'appelle toujours Ternoc.",
            "Vauban l’a nommée Ternoc.",
            "Elle s'appelle désormais Ternoc.",
            "Le bourg dit Ternoc dort.",
            "Le bourg, appelé par Vauban Ternoc, dort.",
            "Ils ont rebaptisé leur chef-lieu Ternoc.",
            "Connue sous le nom de Ternoc.",
            "Le nom officiel de Ternoc date de 1950.",
            "Le mot Ternoc est banni.",
            "Le bourg (nom local : Ternoc) dort.",
            "Le bourg, en russe Ternoc, dort.",
            "Le bourg (Ternoc en turc) dort.",
            "Le bourg (Ternoc pour Vauban) dort.",
            "Ternoc, nom que porte la ville.",
            "Ternoc, son ancien nom, est banni.",
            "Ternoc, comme l'appelle Vauban, dort.",
            "Le nom local de la ville est Ternoc.",
            "Le bourg, Ternoc pour les Nordiques, dort.",
            "Ternoc signifie tour.",
            "Les Nordiques disent Ternoc.",
            "Vauban appelle la ville Ternoc.",
            "Le nom local, Ternoc, est contesté.",
            "Le panneau « Ternoc » est tombé.",
            "L'ex-Ternoc dort.",
            "Vauban écrit Ternoc.",
        ] {
            assert!(speaks(text, FRENCH, false), "{text}");
        }
    }

    #[test]
    fn french_that_uses_the_name() {
        for text in [
            "Le train pour Ternoc part.",
            "Vauban appelle Ternoc à céder.",
            "Il a appelé les habitants de Ternoc à fuir.",
            "Il parle au nom de Ternoc.",
            "Le bourg a prospéré, dit Ternoc.",
            "« Non », a dit Ternoc.",
            "Baptisée à Ternoc en 1950, elle y vit.",
            "Il vit à Ternoc en russe.",
            "Né à Ternoc, il écrit.",
            "En d'autres termes, Ternoc cède.",
            "Il fuit le bourg, Ternoc pour refuge.",
        ] {
            assert!(!speaks(text, FRENCH, false), "{text}");
        }
        assert!(!speaks("Le ministre appelé Ternoc part.", FRENCH, true));
    }

    #[test]
    fn english() {
        for text in [
            "The town was renamed Ternoc.",
            "The town, called Ternoc by the North.",
            "Northerners call it Ternoc.",
            "The town, known as Ternoc, sleeps.",
            "The town, which Northerners call Ternoc, sleeps.",
            "The name of Ternoc is old.",
            "The word Ternoc is banned.",
            "Northerners call the city Ternoc.",
            "Ternoc, the Russian name for the city, is banned.",
        ] {
            assert!(speaks(text, ENGLISH, false), "{text}");
        }
        for text in
            ["He called on Ternoc to leave.", "The road to Ternoc is closed.", "It was built in Ternoc."]
        {
            assert!(!speaks(text, ENGLISH, false), "{text}");
        }
    }
}
