//! The words after a noun, read one by one: which of them may agree with it.

use super::{
    super::{Gender, pairs},
    Clash, Noun, is_impersonal,
    roles::{ROLES, Role},
    sentence::SentenceWord,
    shape,
};

/// Which noun the words at hand belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// Right after the noun that changes: its epithets.
    Beside,
    /// After a comma: an apposition of it.
    Apposed,
    /// After a copula whose subject it is.
    Predicate,
    /// In the phrase of another noun that has a determiner of this gender, so many words after that.
    Phrase(Option<Gender>, usize),
    /// So many words after a preposition.
    Bare(usize),
    /// Right after its verb: *vit isolée*.
    Verb,
    /// Where nothing agrees with it.
    Closed,
}

/// A walk over the words after the noun.
pub(super) struct Scan<'w> {
    noun: Noun,
    words: &'w [SentenceWord],
    zone: Zone,
    /// Whether the noun is the subject of the verbs to come.
    is_subject: bool,
    /// Whether a verb or another clause has been seen.
    is_past_verb: bool,
    /// After que: what the verb’s participle agrees with is the noun.
    is_object: bool,
    /// After avoir, before its participle.
    awaits_participle: bool,
    /// Whether that avoir has an object pronoun before it: *l’a*.
    has_clitic: bool,
    /// Whether the next word is a reflexive verb.
    awaits_verb: bool,
    /// Whether a noun with a determiner has been seen since the last comma.
    has_other_noun: bool,
    /// Where an adverbial phrase leads back to: *une fois*, *à peine*.
    outside: Zone,
    /// After a qui of the noun, before its verb.
    awaits_own_verb: bool,
}

impl<'w> Scan<'w> {
    pub(super) fn new(noun: Noun, words: &'w [SentenceWord]) -> Self {
        Self {
            noun,
            words,
            zone: Zone::Beside,
            is_subject: !noun.governed,
            is_past_verb: false,
            is_object: false,
            awaits_participle: false,
            has_clitic: false,
            awaits_verb: false,
            has_other_noun: false,
            outside: Zone::Beside,
            awaits_own_verb: false,
        }
    }

    fn word(&self, at: usize) -> &'w str {
        self.words.get(at).map_or("", SentenceWord::as_str)
    }

    fn role(&self, at: usize) -> Option<Role> {
        self.words.get(at).and_then(|word| ROLES.get(word.as_str()).copied())
    }

    /// Whether the word at `at` agrees with the noun and clashes with the new one.
    pub(super) fn clashes_at(&mut self, at: usize) -> bool {
        let word = &self.words[at];
        if word.parted {
            self.pass_comma();
        }
        match self.role(at) {
            Some(Role::Pronoun(gender)) => return self.pronoun(at, gender),
            Some(Role::Determiner(gender)) => return self.determiner(at, gender),
            Some(Role::Relative) => return self.relative(at),
            Some(Role::Copula) => self.copula(),
            Some(Role::Reflexive) => {
                self.copula();
                self.awaits_verb = true;
            }
            Some(Role::Avoir) => {
                self.is_past_verb = true;
                self.awaits_participle = true;
                self.has_clitic = at > 0 && matches!(self.word(at - 1), "l" | "les" | "la");
                self.zone = Zone::Closed;
            }
            Some(Role::Conjunction) => self.conjunction(at),
            Some(Role::Subject) => self.other_subject(),
            Some(Role::Preposition) => self.enter(Zone::Bare(0)),
            Some(Role::Unvarying) => return self.unvarying(at),
            // «depuis longtemps», «de plus en plus»
            Some(Role::Adverb) if self.zone == Zone::Bare(0) => self.zone = self.outside,
            Some(Role::Adverb | Role::Coordinator) => {}
            Some(Role::Adverbial) if self.zone != Zone::Predicate => self.adverbial(at),
            Some(Role::Adverbial | Role::Impersonal) | None => return self.unknown(at),
        }
        false
    }

    /// Enters another noun’s phrase.
    fn enter(&mut self, phrase: Zone) {
        if !matches!(self.zone, Zone::Phrase(..) | Zone::Bare(_)) {
            self.outside = self.zone;
        }
        self.zone = phrase;
    }

    /// The noun of *une fois*, *à peine*, *la semaine dernière*.
    fn adverbial(&mut self, at: usize) {
        match self.zone {
            Zone::Phrase(_, 0) | Zone::Bare(0) => {
                self.zone = self.outside;
                let dates = ["derni", "procha", "passé", "suivan", "précéden"];
                self.awaits_verb = dates.iter().any(|stem| self.word(at + 1).starts_with(stem));
            }
            _ => self.pass_noun(),
        }
    }

    /// Passes a word of another noun’s phrase.
    fn pass_noun(&mut self) {
        match &mut self.zone {
            Zone::Phrase(_, count) | Zone::Bare(count) => *count += 1,
            _ => {}
        }
    }

    fn pass_comma(&mut self) {
        self.awaits_participle = false;
        self.has_other_noun = false;
        let opens = !self.noun.governed || !self.is_past_verb;
        self.is_object = false;
        self.zone = if opens { Zone::Apposed } else { Zone::Closed };
        self.is_subject = !self.noun.governed || self.awaits_own_verb;
    }

    fn other_subject(&mut self) {
        self.is_subject = false;
        self.is_past_verb = true;
        self.zone = Zone::Closed;
    }

    fn copula(&mut self) {
        self.is_past_verb = true;
        self.awaits_participle = false;
        self.awaits_verb = false;
        self.awaits_own_verb = false;
        self.zone = if self.is_subject { Zone::Predicate } else { Zone::Closed };
    }

    fn conjunction(&mut self, at: usize) {
        let follows_noun = self.zone == Zone::Beside || (self.zone == Zone::Apposed && !self.is_past_verb);
        self.is_object = follows_noun && matches!(self.word(at), "que" | "qu");
        self.other_subject();
    }

    /// qui: of the noun itself, or of another one.
    fn relative(&mut self, at: usize) -> bool {
        let parted = self.words[at].parted;
        let own = self.zone == Zone::Beside || (parted && matches!(self.zone, Zone::Apposed));
        self.is_subject = own;
        self.awaits_own_verb = own;
        self.is_past_verb = true;
        self.zone = Zone::Closed;
        // The verb after it would have to change.
        own && matches!(self.noun.clash, Clash::Number(_))
    }

    fn pronoun(&mut self, at: usize, gender: Gender) -> bool {
        let word = self.word(at);
        let incise = self.words[at].inverted && self.words[at].parted;
        let of = matches!(self.word(at + 1), "de" | "du" | "des" | "d" | "qui" | "que" | "qu" | "dont");
        let demonstrative = matches!(word, "celle" | "celles" | "celui" | "ceux") && of;
        let all = matches!(word, "tous" | "toutes");
        let refers = if incise || (all && matches!(self.role(at + 1), Some(Role::Determiner(_)))) {
            false
        } else if demonstrative {
            self.words[at].parted && !self.noun.governed
        } else if all {
            matches!(self.zone, Zone::Beside | Zone::Apposed | Zone::Predicate)
        } else if word.ends_with("quel") || word.contains("quelle") || word.contains("quels") {
            !self.has_other_noun
        } else {
            !self.noun.is_place
        };
        if refers && self.noun.clashes_with(word, gender) && !is_impersonal(self.words, at) {
            return true;
        }
        if matches!(word, "il" | "ils" | "elle" | "elles") && !incise {
            self.other_subject();
        }
        false
    }

    fn determiner(&mut self, at: usize, gender: Option<Gender>) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        // «ce qui», «ce sont»
        if word == "ce" && matches!(next, "qui" | "que" | "qu" | "dont" | "sont" | "n" | "fut") {
            self.other_subject();
            return false;
        }
        // «…, l’une des plus vastes», «…, dont un russe»
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let one =
            matches!(word, "un" | "une") && gender.is_some_and(|gender| self.noun.clashes_in_gender(gender));
        let open = |zone| matches!(zone, Zone::Beside | Zone::Apposed | Zone::Predicate);
        if one && (before == "dont" || before == "l" && open(self.outside)) {
            return true;
        }
        let open = open(self.zone);
        let shown = gender.filter(|_| matches!(word, "le" | "la"));
        if shown.is_some_and(|shown| self.noun.clashes_with(word, shown)) {
            let ends = |at: usize| {
                at >= self.words.len()
                    || self.words[at].parted
                    || matches!(self.role(at), Some(Role::Preposition | Role::Relative))
                    || matches!(self.word(at), "du" | "des" | "au" | "aux")
            };
            let superlative = matches!(next, "plus" | "moins");
            let alone = pairs::is_fronted_adjective(next) && ends(at + 2);
            if open && (superlative || alone) || self.is_clitic(at) {
                return true;
            }
        }
        self.awaits_participle = false;
        if !(word == "l" && self.role(at + 1) == Some(Role::Avoir)) {
            self.has_other_noun = true;
            self.enter(Zone::Phrase(gender, 0));
        }
        false
    }

    /// Whether *la*, *le* is a pronoun: *qui la frappent*, *pour la sanctionner*.
    fn is_clitic(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let infinitive = || {
            self.word(at + 1).ends_with("er")
                && !matches!(self.word(at + 1), "mer" | "fer" | "hiver" | "premier" | "dernier")
        };
        match self.role(before) {
            Some(Role::Relative | Role::Pronoun(_)) => true,
            Some(Role::Subject) => !matches!(self.word(before), "c" | "ça" | "rien"),
            _ if matches!(self.word(before), "ne" | "n") => true,
            Some(Role::Preposition) => infinitive(),
            _ => false,
        }
    }

    /// *lui* by itself is a pronoun with its accent: *…, lui, …*, *pour lui*.
    fn unvarying(&mut self, at: usize) -> bool {
        let alone = self.words[at].parted && self.words.get(at + 1).is_none_or(|next| next.parted)
            || (at > 0 && self.role(at - 1) == Some(Role::Preposition));
        self.pass_noun();
        let lui = self.word(at) == "lui" && alone && !self.noun.is_place;
        lui && self.noun.clashes_with("lui", Gender::Masculine)
    }

    fn unknown(&mut self, at: usize) -> bool {
        let entry = &self.words[at];
        let word = entry.as_str();
        if std::mem::take(&mut self.awaits_verb) {
            return false;
        }
        // A name with a capital agrees with nothing; right beside the noun it may be a part of it.
        if entry.capital && self.zone != Zone::Beside {
            return false;
        }
        let clashes = self.noun.clashes(word);
        if std::mem::take(&mut self.awaits_participle) {
            return clashes && (self.has_clitic || std::mem::take(&mut self.is_object));
        }
        let participle =
            word.trim_end_matches('s').ends_with('é') || word.trim_end_matches('s').ends_with("ée");
        let transitive = word.ends_with(['e', 't']) && !participle && self.takes_object(at);
        match self.zone {
            Zone::Beside | Zone::Apposed => {
                let verb = shape::is_finite(word) || transitive;
                if clashes && !verb {
                    return true;
                }
                let goes_on = !verb && (self.may_agree(word) || word.ends_with("ment"));
                if !goes_on && self.zone == Zone::Beside || verb {
                    self.is_past_verb = true;
                    self.zone = Zone::Verb;
                }
                false
            }
            Zone::Predicate => clashes,
            Zone::Verb => {
                let agrees = clashes && self.is_subject && !shape::is_finite(word) && !transitive;
                self.zone = Zone::Closed;
                agrees
            }
            Zone::Bare(count) => {
                self.zone = Zone::Bare(count + usize::from(!pairs::is_fronted_adjective(word)));
                let reached = !self.is_past_verb || self.is_subject && self.has_copula(at);
                count > 0 && reached && clashes && !shape::is_finite(word) && !transitive
            }
            Zone::Phrase(gender, count) => {
                self.zone = Zone::Phrase(gender, count + usize::from(!pairs::is_fronted_adjective(word)));
                let foreign = gender.is_some_and(|gender| !shape::shows(word, gender, None));
                let reached = self.is_subject || !self.is_past_verb;
                count > 0 && reached && participle && foreign && clashes
            }
            Zone::Closed => false,
        }
    }

    /// Whether a word that does not clash may be an adjective of the noun all the same: not one of the other gender.
    fn may_agree(&self, word: &str) -> bool {
        let other = match self.noun.clash {
            Clash::Gender(gender) => shape::shows(word, gender.other(), None),
            Clash::AnyGender | Clash::Number(_) => false,
        };
        !other && shape::is_adjective(word)
    }

    /// Whether the word at `at` is followed by an object, as a verb is: *présente un plan*.
    fn takes_object(&self, at: usize) -> bool {
        let next = self.words.get(at + 1).filter(|next| !next.parted);
        let dated = self
            .words
            .get(at + 2)
            .is_some_and(|word| word.as_str().starts_with(|c: char| c.is_ascii_digit()));
        next.is_some_and(|next| {
            let lower = next.as_str();
            let definite =
                matches!(lower, "le" | "la" | "l" | "les" | "un" | "une" | "ce" | "cet" | "cette" | "ces");
            let possessive = matches!(lower, "son" | "sa" | "ses" | "leur" | "leurs");
            (definite || possessive) && !dated
        })
    }

    /// Whether a copula stands among the few words before `at`.
    fn has_copula(&self, at: usize) -> bool {
        (at.saturating_sub(5)..at).any(|at| self.role(at) == Some(Role::Copula))
    }
}
