//! Whether anything in the sentence of a noun agrees with it, or may, and would have to change with its gender or number.
//!
//! The sentence is read word by word. A word that shows the old gender counts unless it plainly belongs to something
//! else: to another noun with a determiner of its own, to another subject, to a preposition’s noun, or to *avoir*.

mod roles;
mod scan;
mod sentence;
mod shape;

use super::{Gender, Number, pairs};
use roles::{ANNOUNCING, ROLES, Role};
use scan::Scan;
use sentence::{SentenceWord, rest_of_sentence, sentence_words, start_of_sentence};

pub use roles::{is_coordinator, opens_phrase};

/// Which words would be wrong beside the new noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// Those that show this gender.
    Gender(Gender),
    /// Those that show any gender: that of the new noun is not known.
    AnyGender,
    /// Any adjective, and pronouns of the old gender: the number changes.
    Number(Option<Gender>),
}

/// A noun that changes, as it stands in its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    /// What may not agree with it.
    pub clash: Clash,
    /// Its number as the author has it.
    pub number: Number,
    /// Whether a preposition governs it, so that it is no subject.
    pub governed: bool,
    /// Whether it only says where: *en Perse*.
    pub is_place: bool,
    /// Whether it is one of several nouns that are joined by *et*.
    pub joined: bool,
    /// Whether it is written in ALL CAPS, so that a capital tells no name.
    pub all_caps: bool,
}

impl Noun {
    fn number(&self) -> Option<Number> {
        (!self.joined && !matches!(self.clash, Clash::Number(_))).then_some(self.number)
    }

    /// Whether an adjective or participle would be wrong beside the new noun.
    fn clashes(&self, word: &str) -> bool {
        match self.clash {
            Clash::Gender(gender) => shape::shows(word, gender, self.number()),
            Clash::AnyGender => {
                shape::shows(word, Gender::Feminine, self.number())
                    || shape::shows(word, Gender::Masculine, self.number())
            }
            Clash::Number(_) => shape::is_adjective(word),
        }
    }

    /// Whether a pronoun or determiner of a gender would.
    fn clashes_with(&self, word: &str, gender: Gender) -> bool {
        let plural = word.ends_with(['s', 'x']) || word.starts_with("eux") || word.starts_with("ceux");
        let same_number = self.number().is_none_or(|number| plural == (number == Number::Plural));
        match self.clash {
            Clash::Gender(clash) => clash == gender && same_number,
            Clash::AnyGender => same_number,
            Clash::Number(was) => was.is_none_or(|was| was == gender),
        }
    }

    /// Whether a word of a gender would, whatever its number: *l’une des…*, *dont un…*
    fn clashes_in_gender(&self, gender: Gender) -> bool {
        match self.clash {
            Clash::Gender(clash) => clash == gender,
            Clash::AnyGender | Clash::Number(_) => true,
        }
    }

    /// Whether anything in `after`, which follows the noun, agrees with it and clashes with the new one.
    pub(super) fn clashes_after(mut self, after: &str, opens_sentence: bool) -> bool {
        let rest = rest_of_sentence(after);
        let words = sentence_words(rest, self.all_caps);
        self.joined |= is_joined_after(&words);
        let mut scan = Scan::new(self, &words);
        (0..words.len()).any(|at| scan.clashes_at(at))
            || (opens_sentence && !self.governed && self.is_taken_up(&after[rest.len()..]))
    }

    /// Whether the next sentence starts with a pronoun for the noun: *La Perse attend. Elle…*
    fn is_taken_up(&self, next: &str) -> bool {
        let words = sentence_words(rest_of_sentence(next.trim_start()), self.all_caps);
        let Some(first) = words.first() else { return false };
        match ROLES.get(first.as_str()) {
            Some(Role::Pronoun(gender)) => {
                self.clashes_with(first.as_str(), *gender) && !is_impersonal(&words, 0)
            }
            _ => false,
        }
    }

    /// Whether anything in `before`, which ends where the noun’s own determiner or preposition starts, does.
    /// `bare`: no determiner stands between `before` and the noun.
    pub(super) fn clashes_before(&self, before: &str, bare: bool) -> bool {
        let head = start_of_sentence(before);
        let words = sentence_words(head, self.all_caps);
        let adjoins = head.trim_end().ends_with(char::is_alphabetic);
        if adjoins && (self.is_announced(&words, bare) || self.is_inverted_subject(&words, bare)) {
            return true;
        }
        // «Ils sont tombés, ces…»
        let mut lead = head.trim_end();
        while bare && let Some((rest, word)) = lead.rsplit_once(char::is_whitespace) {
            if !matches!(ROLES.get(word.to_lowercase().as_str()), Some(Role::Determiner(_))) {
                break;
            }
            lead = rest.trim_end();
        }
        let fronted = lead.ends_with(',');
        fronted && !self.governed && self.clashes_fronted(&words)
    }

    /// *tous les…*, *l’un des…*, *l’un de ces…*, *deux nouveaux…*
    fn is_announced(&self, words: &[SentenceWord], bare: bool) -> bool {
        for (back, entry) in words.iter().rev().take(4).enumerate() {
            let word = entry.as_str();
            let announces = ANNOUNCING.get(word).is_some_and(|gender| match self.clash {
                // «l’un des»: the number of the word is its own.
                Clash::Gender(clash) => clash == *gender,
                Clash::AnyGender | Clash::Number(_) => true,
            });
            let role = ROLES.get(word);
            if announces && (back == 0 || bare || role.is_none()) {
                return true;
            }
            if bare && role.is_none() && self.clashes(word) && !shape::is_finite(word) {
                return true;
            }
            let goes_on = pairs::is_fronted_adjective(word.strip_suffix('s').unwrap_or(word))
                || word.starts_with(|c: char| c.is_ascii_digit())
                || (bare && matches!(role, Some(Role::Determiner(None))))
                // «l’un de ces…», «certains autres…», «un long et pénible…»
                || (bare && back == 1 && word == "de")
                || (bare && back == 0 && role.is_none() && !entry.capital)
                || (bare && back > 0 && is_coordinator(word));
            if !goes_on || entry.parted {
                return false;
            }
        }
        false
    }

    /// *Est prévue une…*, *où reste isolée la…*
    fn is_inverted_subject(&self, words: &[SentenceWord], bare: bool) -> bool {
        let Some((last, rest)) = words.split_last() else { return false };
        if self.governed || ROLES.contains_key(last.as_str()) || !self.clashes(last.as_str()) {
            return false;
        }
        let near = rest.iter().rev().take(3).map(|word| ROLES.get(word.as_str()));
        let opens = rest.is_empty() || last.parted;
        let verb =
            near.flatten().find(|role| matches!(role, Role::Copula | Role::Avoir | Role::Determiner(_)));
        // «Sa voisine la…»
        let apposed =
            matches!(rest.last().and_then(|word| ROLES.get(word.as_str())), Some(Role::Determiner(_)));
        (opens || apposed && !bare) && !shape::is_finite(last.as_str()) || verb == Some(&Role::Copula)
    }

    /// *Toute seule, la…*, *Hier encore, privée de tout, la…*, *Quand elle attaque, la…*
    fn clashes_fronted(&self, words: &[SentenceWord]) -> bool {
        let mut open = true;
        for (at, word) in words.iter().enumerate() {
            let before = at.checked_sub(1).map_or("", |before| words[before].as_str());
            let after_preposition = ROLES.get(before) == Some(&Role::Preposition);
            open |= word.parted || word.as_str().starts_with(|c: char| c.is_ascii_digit());
            match ROLES.get(word.as_str()) {
                Some(Role::Pronoun(gender)) => {
                    if self.clashes_with(word.as_str(), *gender) && !is_impersonal(words, at) {
                        return true;
                    }
                    open = false;
                }
                // «depuis longtemps isolée», «une fois libérée», «on l’a dite morte»
                Some(Role::Adverb) => open |= after_preposition,
                Some(Role::Adverbial) => open = true,
                Some(Role::Avoir) => open = before == "l",
                Some(Role::Coordinator | Role::Copula) => {}
                Some(Role::Determiner(Some(gender))) if at + 1 < words.len() => {
                    // «La voilà libre, la…», «On la dit libre, la…»
                    let pronoun =
                        matches!(ROLES.get(before), Some(Role::Subject)) || matches!(before, "ne" | "n");
                    let shown = pronoun || matches!(words[at + 1].as_str(), "voilà" | "voici");
                    if shown && self.clashes_with(word.as_str(), *gender) {
                        return true;
                    }
                    open = false;
                }
                Some(_) => open = false,
                None if (open && !word.capital || at == 0)
                    && self.clashes(word.as_str())
                    && !shape::is_finite(word.as_str()) =>
                {
                    return true;
                }
                None => {}
            }
        }
        false
    }
}

/// Whether another noun is joined to the one before `words`: *… et la Russie*.
fn is_joined_after(words: &[SentenceWord]) -> bool {
    words.first().is_some_and(|word| is_coordinator(word.as_str()))
        && words
            .get(1)
            .is_some_and(|word| word.capital || matches!(ROLES.get(word.as_str()), Some(Role::Determiner(_))))
}

/// Whether the pronoun at `at` is that of *il faut*, *il y a*.
fn is_impersonal(words: &[SentenceWord], at: usize) -> bool {
    if words[at].as_str() != "il" {
        return false;
    }
    let mut next =
        words[at + 1..].iter().map(SentenceWord::as_str).filter(|word| !matches!(*word, "n" | "ne"));
    match next.next() {
        Some("y" | "en") => true,
        Some("reste" | "restait" | "restera") => true,
        Some("s") => next.next().is_some_and(|word| ROLES.get(word) == Some(&Role::Impersonal)),
        Some("a" | "avait" | "aura" | "aurait") => next.next().is_some_and(|word| word == "fallu"),
        Some(word) => ROLES.get(word) == Some(&Role::Impersonal),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noun(gender: Gender, governed: bool) -> Noun {
        Noun {
            clash: Clash::Gender(gender),
            number: Number::Singular,
            governed,
            is_place: false,
            joined: false,
            all_caps: false,
        }
    }

    fn after(text: &str, gender: Gender, governed: bool) -> bool {
        noun(gender, governed).clashes_after(text, true)
    }

    #[test]
    fn what_agrees_with_a_feminine_noun() {
        for text in [
            " indépendante vote.",
            " moderne et ouverte séduit.",
            ", longtemps ignorée, revient.",
            ", alliée de Moscou, s’est montrée prudente.",
            " est désormais isolée.",
            " a toujours été surveillée.",
            " du chef Loukachenko reste muette.",
            " se dit satisfaite.",
            ", elle, se tait.",
            " promet qu’elle signera.",
            " elle-même hésite.",
            ", que tous ont oubliée, revient.",
            ", avec laquelle il traite, refuse.",
            ", la plus petite du groupe, refuse.",
            " craint qu’on la punisse.",
            " vit isolée.",
            ", une fois attaquée, riposte.",
            ", l’une des plus fermées du monde, vote.",
            ", à peine remise, vote.",
            ", depuis longtemps divisée, vote.",
            ", de plus en plus surveillée, vote.",
            " s’est repliée.",
            " qui, hier encore, était occupée, vote.",
            " et la Russie sont prêtes.",
            " attend. Elle a peur.",
        ] {
            assert!(after(text, Gender::Feminine, false), "{text}");
        }
        assert!(after(", qui a été sanctionnée, proteste.", Gender::Feminine, true));
    }

    #[test]
    fn what_does_not() {
        for text in [
            " attend.",
            " a signé une convention détaillée.",
            " a fermé sa frontière.",
            " refuse les forces étrangères.",
            " présente une offre.",
            " reste membre de l’organisation.",
            " est sous la neige.",
            " est en crue.",
            " négocie avec une délégation venue de Paris.",
            " démocratique existe.",
            " dit que la Russie est prête.",
            " vote la semaine prochaine.",
            " craint une guerre ouverte.",
            " s’est rendu compte de la crise.",
            ", il faut le dire, attend.",
            " attend. Les troupes avancent.",
        ] {
            assert!(!after(text, Gender::Feminine, false), "{text}");
        }
        for text in [" est prise.", " est tombée hier.", ", a-t-elle dit.", " depuis une année agitée."] {
            assert!(!after(text, Gender::Feminine, true), "{text}");
        }
    }

    #[test]
    fn what_stands_before() {
        let f = noun(Gender::Feminine, false);
        for text in [
            "À peine sortie de la crise, ",
            "Une fois libérée, ",
            "On l’a dite morte, ",
            "Toute seule, ",
            "Hier, prévenue par Minsk, ",
            "Quand elle attaque, ",
            "Reste isolée ",
        ] {
            assert!(f.clashes_before(text, false), "{text}");
        }
        for text in ["Dans la ville fermée, ", "Il a quitté ", "Selon une note confiée à la presse, ", ""]
        {
            assert!(!f.clashes_before(text, false), "{text}");
        }
        let m = Noun { number: Number::Plural, ..noun(Gender::Masculine, true) };
        assert!(m.clashes_before("L’un ", false));
        assert!(m.clashes_before("Tous ", false));
        assert!(m.clashes_before("Deux nouveaux ", true));
        assert!(m.clashes_before("Certains autres ", true));
        let m = Noun { governed: false, ..m };
        assert!(m.clashes_before("Ils sont tombés, ces ", true));
        assert!(!m.clashes_before("Trois ", true));
    }
}
