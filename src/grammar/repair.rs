//! What becomes of the words before a name when another name takes its place.

use super::{
    Article, Doubt, Gender, LetterClass, Locative, Noun, NounKind, Number, agreement,
    article::{Preposition, definite, words},
    before::{is_elision_mark, is_que, word_before},
    coordination::{self, shared_preposition},
    frame::{Frame, Governor},
    letter_class,
    noun::{Resolved, capitalised},
    pairs,
    standing::{after_fronted_adjective, determined, stands_alone, starts_sentence},
};
use crate::text::{Edit, Span};

/// A name about to take another’s place.
#[derive(Clone, Copy, Debug)]
pub struct Replacement<'a> {
    /// The text of the block.
    pub text: &'a str,
    /// Where the old name stands in it (bytes).
    pub span: Span,
    /// Where the name before ends (bytes), 0 without one: its words are no determiner, no que and no tout of this
    /// name («Kim Jong Un»).
    pub floor: usize,
    /// What kind of noun both are.
    pub kind: NounKind,
    /// The old form.
    pub old: Noun<'a>,
    /// The new form.
    pub new: Noun<'a>,
    /// How a new apostrophe is written.
    pub apostrophe: char,
    /// Whether the name is written in ALL CAPS.
    pub all_caps: bool,
}

/// How the sentence changes with the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The edits of the words before the name, in text order; none overlaps [`Repair::name`].
    pub before: Vec<Edit>,
    /// What the new name takes the place of: the old one, without an article of its own that went.
    pub name: Span,
    /// What the name starts with over and above [`Repair::form`]: an article of its own (*Le* Caire).
    pub article: String,
    /// The new form without an article of its own.
    pub form: String,
    /// Why the repair is not certain; `None`: it is.
    pub doubt: Option<Doubt>,
}

/// The words that take the governor’s place, and whether the name keeps an article of its own.
struct Outcome {
    words: Option<String>,
    own: bool,
    doubt: Option<Doubt>,
}

impl Outcome {
    fn same() -> Self {
        Self { words: None, own: false, doubt: None }
    }

    fn sure(words: String) -> Self {
        Self { words: Some(words), own: false, doubt: None }
    }
}

/// Repairs the French before a name that takes another’s place (N9–N12; `ARCHITECTURE.md` says
/// where these are explained).
///
/// ```
/// use drogman::grammar::{Article, Elides, Grammar, Noun, NounKind, Number, Replacement, repair};
/// use drogman::text::Span;
/// let artsakh = Grammar { article: Some(Article::Elided), elides: Some(Elides::Yes), ..Grammar::default() };
/// let karabakh = Grammar { article: Some(Article::Le), elides: Some(Elides::No), ..Grammar::default() };
/// let noun = |form, grammar| Noun { form, grammar, gender: None, number: Number::Singular };
/// let repair = repair(&Replacement {
///     text: "Les autorités de l’Artsakh",
///     span: Span::new(22, 29),
///     floor: 0,
///     kind: NounKind::Land,
///     old: noun("Artsakh", &artsakh),
///     new: noun("Haut-Karabakh", &karabakh),
///     apostrophe: '’',
///     all_caps: false,
/// });
/// assert_eq!(repair.before[0].replacement, "du ");
/// assert_eq!(repair.form, "Haut-Karabakh");
/// ```
pub fn repair(replacement: &Replacement<'_>) -> Repair {
    let r = replacement;
    let frame = Frame::read(r.text, r.floor, r.span, r.old.grammar.own_article);
    let old_name = &r.text[frame.name_start.min(r.span.end)..r.span.end];
    let old = found(r, &frame);
    let habit = frame.elided.map(|elided| (elided, letter_class(old_name)));
    let new = Resolved::new(&r.new, r.kind, habit);
    let outcome = govern(r, &frame, &old, &new);
    let mut doubt = outcome.doubt;
    let article = new.own_words(outcome.own, r.apostrophe);
    let mut before = Vec::new();
    if let Some(words) = outcome.words {
        let words = as_written(r, &frame, &words);
        // The author’s apostrophe stays where the words stay.
        if plain_apostrophes(&words) != plain_apostrophes(frame.region.of(r.text)) {
            before.push(Edit { span: frame.region, replacement: words });
        }
    }
    let phrase = match before.first() {
        Some(edit) if !edit.replacement.is_empty() => edit.replacement.clone(),
        None if !frame.region.is_empty() => frame.region.of(r.text).to_owned(),
        _ => article.clone(),
    };
    let vowel = if phrase.is_empty() { new.elides } else { letter_class(&phrase) == LetterClass::Vowel };
    if let Some(edit) = que(r, frame.region.start, vowel, old_vowel(r, &frame, &old)) {
        before.insert(0, edit);
    }
    if let Some(edit) = tout(r, &frame, &old, &new) {
        before.insert(0, edit);
    }
    doubt = doubt.or_else(|| agreement::doubt(r, &frame, &old, &new));
    doubt = doubt.or_else(|| shared_doubt(r, &frame, &before));
    let article = if r.all_caps { article.to_uppercase() } else { article };
    Repair {
        before,
        name: Span::new(frame.name_start.min(r.span.end), r.span.end),
        article,
        form: new.form.to_owned(),
        doubt,
    }
}

/// The old name as the sentence has it. One that is said to stand after a bare *à* (Ceylan) has no article of its own,
/// whatever the glossary’s other names of the concept have.
fn found<'a>(r: &Replacement<'a>, frame: &Frame) -> Resolved<'a> {
    let mut old = Resolved::new(&r.old, r.kind, None);
    let bare = !matches!(frame.governor, Governor::Article { .. });
    if bare && is_place(r.kind) && r.old.grammar.locative == Some(Locative::A) && !r.old.grammar.own_article {
        old.article = None;
    }
    old
}

/// Whether the preposition that changes with the name is that of the names after it, too.
fn shared_doubt(r: &Replacement<'_>, frame: &Frame, before: &[Edit]) -> Option<Doubt> {
    if !matches!(frame.governor, Governor::Preposition(_) | Governor::En) {
        return None;
    }
    let edit = before.iter().find(|edit| edit.span == frame.region)?;
    // «d’» and «de» are one preposition.
    let bare = |words: &str| plain_apostrophes(&words.to_lowercase().replace("e ", "'")).trim().to_owned();
    let changes = bare(&edit.replacement) != bare(frame.region.of(r.text));
    (changes && coordination::is_shared(&r.text[r.span.end..])).then_some(Doubt::SharedPreposition)
}

/// Decides what stands before the new name.
fn govern(r: &Replacement<'_>, frame: &Frame, old: &Resolved<'_>, new: &Resolved<'_>) -> Outcome {
    let owns = r.new.grammar.own_article && new.article.is_some();
    match &frame.governor {
        Governor::Article { preposition, article } => {
            with_article(r, frame, *preposition, *article, old, new, owns)
        }
        Governor::Preposition(preposition) => with_preposition(r, *preposition, old, new, owns),
        Governor::En if matches!(r.kind, NounKind::Common | NounKind::Person) => Outcome::same(),
        Governor::En => en(r, old, new, owns),
        Governor::Pair(word) => {
            let invariable = matches!(word.as_str(), "tout" | "toute") && r.kind != NounKind::Common;
            let form = pairs::form(word, new.gender, new.elides).filter(|_| !invariable);
            form.map_or_else(Outcome::same, |form| Outcome::sure(format!("{form} ")))
        }
        Governor::None => bare_name(r, old, new, owns),
    }
}

fn with_article(
    r: &Replacement<'_>,
    frame: &Frame,
    preposition: Option<Preposition>,
    article: Article,
    old: &Resolved<'_>,
    new: &Resolved<'_>,
    owns: bool,
) -> Outcome {
    // «les Aliev», «les deux Karabakh»: the author’s plural is none of the name’s.
    if article == Article::Les && old.number == Number::Singular {
        return Outcome::same();
    }
    let was_own = r.old.grammar.own_article;
    // «le vieux Tiflis», «l’Erevan soviétique»: the author gives an article to a name that has none.
    let authors = old.article.is_none() || (r.kind == NounKind::Common && new.gender.is_none());
    let (gender, number) = frame.shown(old);
    let given = || definite(new.gender.or(gender).unwrap_or(Gender::Masculine), number, new.elides);
    let wanted = match new.article {
        _ if authors => Some(given()),
        wanted => wanted,
    };
    if owns && (was_own || !authors) {
        return own_article_words(r, preposition, new);
    }
    let written = words(preposition, wanted, new.elides, r.apostrophe);
    if preposition != Some(Preposition::A) || !is_place(r.kind) {
        return Outcome::sure(written);
    }
    place_or_recipient(r, old, new, &words(preposition, Some(article), old.elides, r.apostrophe), written)
}

/// à + article: the recipient’s words are right where the old words could not mean the place, or where
/// both come to the same.
fn place_or_recipient(
    r: &Replacement<'_>,
    old: &Resolved<'_>,
    new: &Resolved<'_>,
    found: &str,
    recipient: String,
) -> Outcome {
    let place = new.place_words(r.apostrophe);
    let means_place = old.place_words(r.apostrophe) == found;
    if !means_place || place == recipient || (new.locative.is_none() && r.kind == NounKind::Place) {
        return Outcome::sure(recipient);
    }
    Outcome { words: Some(place), own: false, doubt: Some(Doubt::PlaceOrRecipient) }
}

fn with_preposition(
    r: &Replacement<'_>,
    preposition: Preposition,
    old: &Resolved<'_>,
    new: &Resolved<'_>,
    owns: bool,
) -> Outcome {
    if owns {
        return own_article_words(r, Some(preposition), new);
    }
    let bare = words(Some(preposition), None, new.elides, r.apostrophe);
    let named = !matches!(r.kind, NounKind::Common | NounKind::Person);
    match preposition {
        Preposition::De => match new.article {
            Some(article @ (Article::Le | Article::Les)) if named && old.article != Some(article) => {
                Outcome::sure(words(Some(preposition), Some(article), new.elides, r.apostrophe))
            }
            _ => Outcome::sure(bare),
        },
        Preposition::A
            if !named || old.article.is_some() || new.article.is_none() && new.locative.is_none() =>
        {
            Outcome::same()
        }
        Preposition::A => {
            let recipient = words(Some(preposition), new.article, new.elides, r.apostrophe);
            if is_place(r.kind) {
                place_or_recipient(r, old, new, "à ", recipient)
            } else {
                Outcome::sure(recipient)
            }
        }
    }
}

fn en(r: &Replacement<'_>, old: &Resolved<'_>, new: &Resolved<'_>, owns: bool) -> Outcome {
    if owns && new.locative.is_none() {
        return own_article_words(r, Some(Preposition::A), new);
    }
    let silent = old.locative.is_none() && new.locative.is_none();
    if silent && (r.kind == NounKind::Name || old.article == new.article) {
        return Outcome::same();
    }
    Outcome::sure(new.place_words(r.apostrophe))
}

/// du Caire, au Caire; de La Rochelle, Le Caire.
fn own_article_words(r: &Replacement<'_>, preposition: Option<Preposition>, new: &Resolved<'_>) -> Outcome {
    match (preposition, new.article) {
        (Some(_), Some(Article::Le | Article::Les)) => {
            Outcome::sure(words(preposition, new.article, new.elides, r.apostrophe))
        }
        _ => Outcome { words: Some(words(preposition, None, false, r.apostrophe)), own: true, doubt: None },
    }
}

/// No governor: the name stands alone, or after a word that does not change.
fn bare_name(r: &Replacement<'_>, old: &Resolved<'_>, new: &Resolved<'_>, owns: bool) -> Outcome {
    if after_fronted_adjective(r) || matches!(r.kind, NounKind::Common | NounKind::Person) {
        return Outcome::same();
    }
    if owns {
        return Outcome { words: None, own: true, doubt: None };
    }
    let shared = shared_preposition(r.text, r.span.start, &r.text[r.span.end..]);
    if let Some(shared) = shared.filter(|_| is_place(r.kind)) {
        return Outcome { doubt: shared.doubt(old, new), ..Outcome::same() };
    }
    let gains = new.article.is_some() && old.article.is_none() && !stands_alone(r) && !determined(r);
    if !gains {
        return Outcome::same();
    }
    let article = words(None, new.article, new.elides, r.apostrophe);
    Outcome::sure(if starts_sentence(r) { capitalised(&article) } else { article })
}

const fn is_place(kind: NounKind) -> bool {
    matches!(kind, NounKind::Land | NounKind::Place)
}

/// Gives the new words the capitals, and the last space, of the old ones.
fn as_written(r: &Replacement<'_>, frame: &Frame, words: &str) -> String {
    let old = frame.region.of(r.text);
    let letters: Vec<char> = old.chars().filter(|c| c.is_alphabetic()).collect();
    let shouted =
        letters.iter().all(|c| c.is_uppercase()) && !letters.is_empty() && (letters.len() > 1 || r.all_caps);
    let mut words = match letters.first() {
        Some(_) if shouted => words.to_uppercase(),
        Some(first) if first.is_uppercase() => capitalised(words),
        None if r.all_caps => words.to_uppercase(),
        _ => words.to_owned(),
    };
    let gap = frame.gap.of(r.text);
    if words.ends_with(' ') && !gap.is_empty() && gap.chars().all(char::is_whitespace) {
        words.pop();
        words.push_str(gap);
    }
    words
}

fn plain_apostrophes(text: &str) -> String {
    text.replace(is_elision_mark, "'")
}

/// Whether the old phrase started with a vowel sound.
fn old_vowel(r: &Replacement<'_>, frame: &Frame, old: &Resolved<'_>) -> bool {
    if frame.region.is_empty() {
        return frame.elided.unwrap_or(old.elides);
    }
    letter_class(frame.region.of(r.text)) == LetterClass::Vowel
}

/// The edit of que, lorsque, jusque… before the phrase at `start`, when its initial sound changes.
fn que(r: &Replacement<'_>, start: usize, vowel: bool, was_vowel: bool) -> Option<Edit> {
    let word = word_before(r.text, r.floor, start)?;
    let written = word.span.of(r.text);
    let upper = written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && written.len() > 1;
    if word.elided && !vowel && is_que(written) {
        let e = if upper { "E " } else { "e " };
        return Some(Edit { span: Span::new(word.span.end, word.gap.end), replacement: e.to_owned() });
    }
    let stem = written.strip_suffix(['e', 'E'])?;
    if word.elided || !vowel || was_vowel || !is_que(stem) || stem.eq_ignore_ascii_case("jusqu") {
        return None;
    }
    Some(Edit {
        span: Span::new(word.span.start + stem.len(), word.gap.end),
        replacement: r.apostrophe.to_string(),
    })
}

/// toute la Kirghizie → tout le Kirghizstan: *tout* before the article follows the gender.
fn tout(r: &Replacement<'_>, frame: &Frame, old: &Resolved<'_>, new: &Resolved<'_>) -> Option<Edit> {
    let Governor::Article { preposition: None, .. } = frame.governor else { return None };
    let word = word_before(r.text, r.floor, frame.region.start).filter(|word| !word.elided)?;
    let lower = word.lower(r.text);
    if old.gender == new.gender || !matches!(lower.as_str(), "tout" | "toute") {
        return None;
    }
    let form = pairs::form(&lower, new.gender, false).filter(|form| *form != lower)?;
    let written = word.span.of(r.text);
    let form = match written.starts_with(char::is_uppercase) {
        true if r.all_caps => form.to_uppercase(),
        true => capitalised(form),
        false => form.to_owned(),
    };
    Some(Edit { span: word.span, replacement: form })
}
