//! How likely a counted form is a term worth an entry: a sum of hand-set parts.
//!
//! The parts were chosen on texts of three domains (law, sport, energy) and rounded; nothing is trained.

use super::composition::{Composition, Compositions, Content};
use super::weirdness::{WEIRDEST, Words};
use crate::extract::count::tally::{Tally, TermTally, plain};
use crate::extract::tag::entities::gazetteer::entries;
use crate::extract::tag::pos::lexicon;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

const PATTERNS: &str = include_str!("../data/patterns.tsv");

/// From this score on a term is proposed.
pub const CUT: f64 = 1.5;
/// From this score on a name is proposed; below, ordinary words or digits make it doubtful.
pub const DOUBTFUL: f64 = 1.8;

/// The letters of a part-of-speech pattern: N, A, M (name), E (de), P, D and ? for the rest.
pub(crate) fn pattern_letters(mut pattern: u64) -> String {
    const LETTERS: [char; 10] = ['N', 'A', 'M', 'E', 'P', 'D', '?', '?', '?', '?'];
    let mut out = Vec::new();
    while pattern > 0 {
        out.push(LETTERS[((pattern & 15) as usize).clamp(1, 10) - 1]);
        pattern >>= 4;
    }
    out.iter().rev().collect()
}

/// The prior of a pattern; content words, articles and joins decide for patterns not listed.
fn prior(pattern: &str) -> f64 {
    static TABLE: OnceLock<FxHashMap<&'static str, f64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let parse = |e: &'static str| e.split_once('\t').and_then(|(p, v)| Some((p, v.parse().ok()?)));
        entries(PATTERNS).filter_map(parse).collect()
    });
    if let Some(found) = table.get(pattern) {
        return *found;
    }
    let content = pattern.chars().filter(|c| matches!(c, 'N' | 'A' | 'M')).count();
    let article = pattern.contains('D');
    let plain = content <= 3 && !article && !pattern.contains('P');
    let base = if plain { -0.3 } else { -1.0 };
    base - if article { 0.4 } else { 0.0 } - if content >= 4 { 0.3 } else { 0.0 }
}

/// The letters of each part-of-speech pattern and their prior.
#[derive(Default)]
struct Patterns(FxHashMap<u64, (String, f64)>);

impl Patterns {
    fn add(&mut self, pattern: u64) {
        self.0.entry(pattern).or_insert_with(|| {
            let letters = pattern_letters(pattern);
            let prior = prior(&letters);
            (letters, prior)
        });
    }

    /// The pattern of a term: of several seen equally often the one that speaks least for a term.
    fn of(&self, term: &TermTally) -> Option<&(String, f64)> {
        let winners = term.patterns.winners().filter_map(|pattern| self.0.get(&pattern));
        winners.min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)))
    }
}

/// Scores the terms of a tally.
pub(crate) struct Scorer<'t> {
    tally: &'t Tally,
    compositions: Compositions<'t>,
    patterns: Patterns,
    /// What is said of each word of the terms, by its number.
    words: Vec<Said>,
    company: Company<'t>,
    /// The terms that were seen as a singular and a plural, by their place.
    both_numbers: FxHashSet<usize>,
    /// What an acronym was made for, in lower case.
    abbreviated: FxHashSet<String>,
}

/// What is said of a word wherever it stands.
struct Said {
    weirdness: f64,
    readable: bool,
}

/// What the other candidates say of one.
#[derive(Default)]
struct Company<'t> {
    /// How many distinct longer candidates each stem heads, by its number.
    heads: Vec<u32>,
    /// The most occurrences of a longer candidate that has this one in it.
    containers: FxHashMap<&'t str, u32>,
    /// The best score of the words that are candidates by themselves, by the number of their stem; 0 for the rest.
    singles: Vec<f64>,
}

impl<'t> Company<'t> {
    fn add(&mut self, composition: &Composition<'t, '_>, count: u32) {
        if let [head, _] | [head, _, _] = &composition.content[..] {
            self.heads[head.stem] += 1;
        }
        if count > 1
            && !composition.content.last().is_some_and(|last| last.letter == 'A' && last.is(lexicon::PEOPLE))
        {
            for part in composition.parts() {
                let most = self.containers.entry(part).or_default();
                *most = count.max(*most);
            }
        }
    }
}

impl<'t> Scorer<'t> {
    /// For the terms of `tally`; words as frequent in `reference` are not weird.
    pub(crate) fn new(tally: &'t Tally, reference: Option<&'t Tally>) -> Scorer<'t> {
        let counted = |t: &'t Tally| Words::new(t.words.iter().map(|(w, n)| (&**w, *n)), t.total);
        let (words, contrast) = (counted(tally), reference.map(counted));
        let mut patterns = Patterns::default();
        tally
            .terms
            .values()
            .flat_map(|term| term.patterns.winners())
            .for_each(|pattern| patterns.add(pattern));
        let letters = |term| patterns.of(term).map_or("", |(letters, _)| letters.as_str());
        let compositions = Compositions::new(tally.terms.iter().map(|(key, term)| (&**key, letters(term))));
        let say = |c: &Content| Said {
            weirdness: words.weirdness(c.word, contrast.as_ref()),
            readable: readable(c.word),
        };
        let words = compositions.words().iter().map(say).collect();
        let mut company = Company { heads: vec![0; compositions.stems()], ..Company::default() };
        let mut both_numbers = FxHashSet::default();
        for (place, (key, term)) in tally.terms.iter().enumerate() {
            if let Some(composition) = compositions.get(place, key) {
                company.add(&composition, term.count);
            }
            if let Some(singular) = key.strip_suffix('s').and_then(|key| tally.terms.get_index_of(key)) {
                both_numbers.extend([singular, place]);
            }
        }
        let abbreviated =
            tally.acronyms.keys().map(|(_, expansion)| plain(expansion).to_lowercase()).collect();
        let mut scorer = Scorer { tally, compositions, patterns, words, company, both_numbers, abbreviated };
        scorer.company.singles = scorer.singles();
        scorer
    }

    /// The best score of the words that are candidates by themselves, by the number of their stem.
    fn singles(&self) -> Vec<f64> {
        let mut best = vec![f64::NEG_INFINITY; self.compositions.stems()];
        for (place, (key, term)) in self.tally.terms.iter().enumerate().filter(|(_, (k, _))| !k.contains(' '))
        {
            if let Some([word]) =
                self.compositions.get(place, key).as_ref().map(|composition| &composition.content[..])
                && let Some(score) = self.term(place, key, term)
            {
                best[word.stem] = score.max(best[word.stem]);
            }
        }
        best.iter_mut().filter(|score| score.is_infinite()).for_each(|score| *score = 0.0);
        best
    }

    /// The score of a term, `key`, at its place in the tally; none when it can't be one.
    pub(crate) fn term(&self, place: usize, key: &str, term: &TermTally) -> Option<f64> {
        let (pattern, prior) = self.patterns.of(term)?;
        let composition = self.compositions.get(place, key)?;
        let content = &composition.content[..];
        let people = matches!(content, [one] if one.is(lexicon::PEOPLE));
        if people || content.is_empty() || content.iter().any(|c| !self.words[c.number].readable) {
            return None;
        }
        let mut score = prior + self.made_of(content) + used(term, content.len() == 1);
        score += match content {
            [word] => self.single(word),
            _ => joined(&composition, pattern) + self.together(key, &composition, term.count),
        };
        score += common(key, term.documents, self.both_numbers.contains(&place));
        // Whoever makes an acronym of it holds it for a term, whatever it looks like.
        if self.abbreviated.contains(key) {
            score = CUT.max(score + 1.0);
        }
        if key.chars().count() < 4 {
            score -= if term.capital < term.count { 1.0 } else { 0.5 };
        }
        Some(score)
    }

    /// What the words of a term say: how weird they are, and forms of which terms are seldom made.
    fn made_of(&self, content: &[Content]) -> f64 {
        // An everyday word by itself may be frequent here and still be no term.
        let plain = content.len() == 1 && content[0].is(lexicon::EVERYDAY_WORD);
        let most = if plain { 3.0 } else { WEIRDEST };
        let weird = content.iter().map(|c| self.words[c.number].weirdness.min(most));
        let (sum, least) = weird.fold((0.0, WEIRDEST), |(sum, least), w| (sum + w, f64::min(least, w)));
        let mut score = 0.15 * least + 0.15 * sum / content.len() as f64;
        let marks = [
            (plain, -1.0),
            (content.iter().any(|c| c.is(lexicon::EMPTY)), -2.0),
            (content.iter().any(|c| c.is_past_participle()), -0.7),
            (content.iter().any(|c| c.is_present_participle()), -1.5),
            (content.iter().any(|c| c.is_learned()), 0.3),
        ];
        score += marks.iter().filter(|(there, _)| *there).map(|(_, points)| points).sum::<f64>();
        score
    }

    /// What else is said of a word by itself: one that heads many longer candidates is too general.
    fn single(&self, word: &Content) -> f64 {
        let heads = self.company.heads[word.stem];
        let verb = word.letter == 'N' && word.is(lexicon::VERB) && !word.is(lexicon::EVERYDAY_WORD);
        let relational = if word.is_relational() { 0.3 } else { 0.0 };
        relational - 0.5 - 0.1 * f64::from(1 + heads).ln() - if verb { 0.5 } else { 0.0 }
    }

    /// What the candidates around say of several words: the least of them as a term of its own; whether this one
    /// is always cut out of a longer candidate («soldats de maintien»), or the one it is always cut out of.
    fn together(&self, key: &str, composition: &Composition<'_, '_>, count: u32) -> f64 {
        let own = |c: &Content| self.company.singles[c.stem];
        let least = composition.content.iter().map(own).fold(4.0, f64::min).max(-1.0);
        let cut = count > 1 && self.company.containers.get(key).is_some_and(|most| *most >= count);
        let is_always_in =
            |part: &str| part.contains(' ') && self.tally.terms.get(part).is_some_and(|t| t.count == count);
        let whole = if count > 1 && composition.parts().any(is_always_in) { 0.4 } else { 0.0 };
        0.1 * (least - 1.0) + whole * f64::from(count).ln() - if cut { 0.7 } else { 0.0 }
    }
}

/// What the occurrences of a term say: how many, how often inside a longer candidate, between how many words.
fn used(tally: &TermTally, single: bool) -> f64 {
    let count = f64::from(tally.count);
    let variety = tally.around.0.count_ones().min(tally.around.1.count_ones());
    let once = if !single && tally.count == 1 { 0.5 } else { 0.0 };
    (if single { 0.15 } else { 0.25 }) * count.ln() - 0.5 * f64::from(tally.nested) / count - once
        + 0.3 * f64::from(variety.max(1)).ln().min(2.0)
}

/// What is said of several words together.
fn joined(composition: &Composition<'_, '_>, pattern: &str) -> f64 {
    let mut score = if composition.definite { -1.0 } else { 0.0 };
    let [first, .., last] = &composition.content[..] else { return score };
    if first.letter == 'N' && first.is(lexicon::EVERYDAY_WORD) {
        score -= 0.5;
    }
    if last.letter == 'A' && last.is(lexicon::EVERYDAY_WORD) {
        score -= 0.3;
    }
    // «frontières arméniennes» are borders, whosever they are.
    if last.is(lexicon::PEOPLE) {
        score -= 0.7;
    }
    // «déontologie administratives» was cut out of something longer.
    if matches!(pattern, "NA" | "AN") && first.is_plural() != last.is_plural() {
        score -= 0.8;
    }
    score
}

/// Whether a word is one a reader would look up: two Latin letters, no Roman number, no variable of a formula.
fn readable(word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ') && !matches!(c, '×' | '÷');
    let letters = word.chars().filter(|c| latin(*c)).count();
    // «β-bloquants» is read, «ĳdchs» is not.
    let greek = |c: char| matches!(c, 'α'..='ω') && word.contains('-');
    let foreign =
        word.chars().any(|c| c.is_alphabetic() && !greek(c) && (!latin(c) || matches!(c, 'Ȁ'..='ɏ')));
    letters >= 2 && !foreign && !is_roman_number(word)
}

/// Whether a word, in lower case, is a Roman number of chapters and centuries: «xiv».
pub(super) fn is_roman_number(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && word != "vix"
}

/// What length, digits, a hyphen, spread and a plural say of any form.
pub(super) fn common(key: &str, documents: u32, plural: bool) -> f64 {
    let mut score = 0.03 * key.chars().count().min(30) as f64 + 0.3 * f64::from(documents.max(1)).ln();
    if key.chars().any(|c| c.is_numeric() || c == '_') {
        score -= 1.5;
    }
    if key.contains('-') {
        score += 0.5;
    }
    score + if plural { 0.4 } else { 0.0 }
}
