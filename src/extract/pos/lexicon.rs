//! What a French word can be, by list and by ending.

use crate::extract::names::lists::entries;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const CLOSED: &str = include_str!("../data/closed.tsv");
const VERBS: &str = include_str!("../data/verbs.txt");
const EVERYDAY: &str = include_str!("../data/everyday.tsv");

/// Noun.
pub const NOUN: u16 = 1;
/// Adjective.
pub const ADJECTIVE: u16 = 1 << 1;
/// Finite or infinite verb form, participles aside.
pub const VERB: u16 = 1 << 2;
/// Past participle.
pub const PARTICIPLE: u16 = 1 << 3;
/// Determiner.
pub const DETERMINER: u16 = 1 << 4;
/// «de» and its contractions.
pub const DE: u16 = 1 << 5;
/// Preposition.
pub const PREPOSITION: u16 = 1 << 6;
/// Pronoun.
pub const PRONOUN: u16 = 1 << 7;
/// Conjunction.
pub const CONJUNCTION: u16 = 1 << 8;
/// Adverb.
pub const ADVERB: u16 = 1 << 9;
/// Number.
pub const NUMBER: u16 = 1 << 10;
/// The word is in a list (not guessed from its ending).
pub const LISTED: u16 = 1 << 11;
/// Everyday word.
pub const EVERYDAY_WORD: u16 = 1 << 12;
/// Form of être or avoir.
pub const AUXILIARY: u16 = 1 << 13;

/// Infinitive.
pub const INFINITIVE: u16 = 1 << 14;

/// The classes `lower` (lower case, straight apostrophe) can have.
pub fn classes(lower: &str) -> u16 {
    static TABLE: OnceLock<FxHashMap<String, u16>> = OnceLock::new();
    let table = TABLE.get_or_init(build);
    match table.get(lower) {
        Some(found) if found & (CLOSED_CLASSES | ADVERB) != 0 => *found,
        Some(found) => *found | (guess(lower) & found_more(*found)),
        None => guess(lower),
    }
}

const CLOSED_CLASSES: u16 = DETERMINER | DE | PREPOSITION | PRONOUN | CONJUNCTION | NUMBER;

/// What an ending may add to a listed word: a verb form may be a noun or an adjective as well.
fn found_more(found: u16) -> u16 {
    if found & VERB != 0 { NOUN | ADJECTIVE } else { 0 }
}

fn build() -> FxHashMap<String, u16> {
    let mut table: FxHashMap<String, u16> = FxHashMap::default();
    for entry in entries(CLOSED) {
        let Some((class, word)) = entry.split_once('\t') else { continue };
        let bits = match class {
            "D" => DETERMINER,
            "E" => DE,
            "P" => PREPOSITION,
            "O" => PRONOUN,
            "C" => CONJUNCTION,
            "R" => ADVERB,
            "X" => NUMBER,
            _ => irregular(word),
        };
        *table.entry(word.to_owned()).or_insert(0) |= bits | LISTED;
    }
    for entry in entries(EVERYDAY) {
        let Some((class, word)) = entry.split_once('\t') else { continue };
        let adjective = class.eq_ignore_ascii_case("A");
        let bits = if adjective { ADJECTIVE } else { NOUN };
        for form in inflected(word, adjective) {
            *table.entry(form).or_insert(0) |= bits | LISTED | EVERYDAY_WORD;
        }
    }
    for verb in entries(VERBS) {
        for (form, bits) in conjugated(verb) {
            *table.entry(form).or_insert(0) |= bits | LISTED;
        }
    }
    table
}

/// The everyday words with how common they are: true very common.
pub fn everyday() -> impl Iterator<Item = (&'static str, bool)> {
    entries(EVERYDAY)
        .filter_map(|e| e.split_once('\t'))
        .map(|(class, word)| (word, matches!(class, "N" | "A")))
}

/// The class of a listed irregular verb form.
fn irregular(word: &str) -> u16 {
    const ETRE_AVOIR: &[&str] = &[
        "être", "suis", "es", "est", "sommes", "êtes", "sont", "étais", "était", "étions", "étiez",
        "étaient", "fus", "fut", "furent", "sera", "serai", "seras", "serons", "seront", "serais", "serait",
        "seraient", "sois", "soit", "soient", "fût", "été", "étant", "avoir", "ai", "as", "a", "avons",
        "avez", "ont", "avais", "avait", "avions", "avaient", "eut", "eurent", "aura", "auront", "aurait",
        "auraient", "ait", "aient", "ayant",
    ];
    if ETRE_AVOIR.contains(&word) {
        VERB | AUXILIARY
    } else if PARTICIPLES.contains(&participle_stem(word)) {
        VERB | PARTICIPLE
    } else if ["er", "ir", "oir", "re"].iter().any(|e| word.ends_with(e)) {
        VERB | INFINITIVE
    } else {
        VERB
    }
}

/// Masculine singular participles of the irregular verbs, without a final -s or -t that the feminine shows.
const PARTICIPLES: &[&str] = &[
    "fai",
    "di",
    "mi",
    "pri",
    "vu",
    "reçu",
    "perçu",
    "conçu",
    "tenu",
    "venu",
    "devenu",
    "obtenu",
    "contenu",
    "maintenu",
    "soutenu",
    "connu",
    "reconnu",
    "rendu",
    "vendu",
    "attendu",
    "entendu",
    "étendu",
    "tendu",
    "répondu",
    "perdu",
    "battu",
    "couru",
    "parcouru",
    "requi",
    "soumi",
    "acqui",
    "compri",
    "appri",
    "permi",
    "admi",
    "transmi",
    "émi",
    "commi",
    "inscri",
    "décri",
    "prescri",
    "construi",
    "produi",
    "rédui",
    "introdui",
    "tradui",
    "condui",
    "détrui",
    "indui",
    "écri",
    "élu",
    "né",
    "inclu",
    "exclu",
    "conclu",
    "ouver",
    "offer",
    "couver",
    "découver",
    "mor",
    "suivi",
    "poursuivi",
    "servi",
    "atteint",
    "contrain",
    "join",
    "restrein",
    "résolu",
    "extrai",
    "apparu",
    "paru",
    "prévu",
    "cru",
    "dû",
    "pu",
    "su",
    "vécu",
    "interdi",
    "entrepri",
    "repri",
    "recueilli",
    "accueilli",
    "convaincu",
    "corrompu",
    "interrompu",
    "voulu",
];

fn participle_stem(word: &str) -> &str {
    let word = word.strip_suffix('s').unwrap_or(word);
    let word = word.strip_suffix('e').unwrap_or(word);
    word.strip_suffix(['s', 't']).unwrap_or(word)
}

/// A word with its plural and, for an adjective, its feminine forms.
pub fn inflected(word: &str, adjective: bool) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    let plural = |w: &str| match w {
        _ if w.ends_with(['s', 'x', 'z']) => w.to_owned(),
        _ if w.ends_with("al") => format!("{}aux", &w[..w.len() - 2]),
        _ if w.ends_with("eau") || w.ends_with("eu") => format!("{w}x"),
        _ => format!("{w}s"),
    };
    if adjective {
        let feminine = [
            ("er", "ère"),
            ("eux", "euse"),
            ("if", "ive"),
            ("el", "elle"),
            ("en", "enne"),
            ("on", "onne"),
            ("eau", "elle"),
            ("et", "ète"),
            ("os", "osse"),
            ("eil", "eille"),
            ("ul", "ulle"),
            ("as", "asse"),
            ("c", "que"),
        ]
        .iter()
        .find_map(|(m, f)| word.strip_suffix(m).map(|stem| format!("{stem}{f}")))
        .unwrap_or_else(|| if word.ends_with('e') { word.to_owned() } else { format!("{word}e") });
        out.push(plural(&feminine));
        out.push(feminine);
    }
    out.push(plural(word));
    out.sort();
    out.dedup();
    out
}

/// The forms of a regular verb in -er or -ir with their class.
fn conjugated(verb: &str) -> Vec<(String, u16)> {
    let mut out = vec![(verb.to_owned(), VERB | INFINITIVE)];
    let mut add = |stem: &str, endings: &[&str], bits: u16| {
        for e in endings {
            let soft = stem.ends_with(['g', 'c']) && e.starts_with(['a', 'o', 'â']);
            let stem = match (soft, stem.strip_suffix('c')) {
                (true, Some(rest)) => format!("{rest}ç"),
                (true, None) => format!("{stem}e"),
                _ => stem.to_owned(),
            };
            out.push((format!("{stem}{e}"), bits));
        }
    };
    if let Some(stem) = verb.strip_suffix("er") {
        let open = opened(stem);
        add(&open, &["e", "es", "ent"], VERB);
        add(&open, &["era", "eront", "erait", "eraient"], VERB);
        add(stem, &["ons", "ez", "ais", "ait", "ions", "iez", "aient", "a", "èrent", "ât"], VERB);
        add(
            stem,
            &["erai", "eras", "era", "erons", "erez", "eront", "erais", "erait", "eraient", "ant"],
            VERB,
        );
        add(stem, &["é", "ée", "és", "ées"], PARTICIPLE);
    } else if let Some(stem) = verb.strip_suffix("ir") {
        add(
            stem,
            &["is", "it", "issons", "issez", "issent", "issais", "issait", "issaient", "isse", "issant"],
            VERB,
        );
        add(stem, &["irai", "ira", "irons", "iront", "irait", "iraient", "irent"], VERB);
        add(stem, &["i", "ie", "is", "ies"], PARTICIPLE);
    }
    out
}

/// The stem before a silent ending: «achet» → «achèt», «appel» → «appell», «envoy» → «envoi».
fn opened(stem: &str) -> String {
    let chars: Vec<char> = stem.chars().collect();
    let n = chars.len();
    if n < 3 {
        return stem.to_owned();
    }
    match (chars[n - 2], chars[n - 1]) {
        ('o' | 'u', 'y') => chars[..n - 1].iter().chain(&['i']).collect(),
        ('e', 'l' | 't') if stem.ends_with("el") || stem.ends_with("jet") => {
            chars.iter().chain(&[chars[n - 1]]).collect()
        }
        ('e' | 'é', last) if !"aeiouyé".contains(last) => {
            chars[..n - 2].iter().chain(&['è', last]).collect()
        }
        _ => stem.to_owned(),
    }
}

/// Endings, longest first where they overlap: the first that fits decides.
const ENDINGS: &[(&str, u16)] = &[
    ("quement", ADVERB),
    ("llement", ADVERB),
    ("vement", ADVERB),
    ("alement", ADVERB),
    ("eusement", ADVERB),
    ("blement", ADVERB),
    ("amment", ADVERB),
    ("emment", ADVERB),
    ("èrement", ADVERB),
    ("airement", ADVERB),
    ("issement", NOUN),
    ("ément", ADVERB | NOUN),
    ("ement", ADVERB | NOUN),
    ("ements", NOUN),
    ("aiment", ADVERB),
    ("tion", NOUN),
    ("tions", NOUN),
    ("sion", NOUN),
    ("sions", NOUN),
    ("xion", NOUN),
    ("age", NOUN),
    ("ages", NOUN),
    ("ité", NOUN),
    ("ités", NOUN),
    ("té", NOUN | PARTICIPLE),
    ("ance", NOUN),
    ("ances", NOUN),
    ("ence", NOUN),
    ("ences", NOUN),
    ("isme", NOUN),
    ("ismes", NOUN),
    ("logie", NOUN),
    ("logies", NOUN),
    ("graphie", NOUN),
    ("pathie", NOUN),
    ("ure", NOUN),
    ("ures", NOUN),
    ("teur", NOUN | ADJECTIVE),
    ("teurs", NOUN | ADJECTIVE),
    ("trice", NOUN | ADJECTIVE),
    ("trices", NOUN | ADJECTIVE),
    ("eur", NOUN),
    ("eurs", NOUN),
    ("iques", ADJECTIVE | NOUN),
    ("ique", ADJECTIVE | NOUN),
    ("ienne", ADJECTIVE | NOUN),
    ("iennes", ADJECTIVE | NOUN),
    ("ien", ADJECTIVE | NOUN),
    ("iens", ADJECTIVE | NOUN),
    ("elle", ADJECTIVE | NOUN),
    ("elles", ADJECTIVE | NOUN),
    ("el", ADJECTIVE | NOUN),
    ("els", ADJECTIVE | NOUN),
    ("al", ADJECTIVE | NOUN),
    ("ale", ADJECTIVE | NOUN),
    ("ales", ADJECTIVE | NOUN),
    ("aux", ADJECTIVE | NOUN),
    ("if", ADJECTIVE | NOUN),
    ("ifs", ADJECTIVE | NOUN),
    ("ive", ADJECTIVE | NOUN),
    ("ives", ADJECTIVE | NOUN),
    ("eux", ADJECTIVE | NOUN),
    ("euse", ADJECTIVE | NOUN),
    ("euses", ADJECTIVE | NOUN),
    ("able", ADJECTIVE),
    ("ables", ADJECTIVE),
    ("ible", ADJECTIVE),
    ("ibles", ADJECTIVE),
    ("aire", ADJECTIVE | NOUN),
    ("aires", ADJECTIVE | NOUN),
    ("oire", ADJECTIVE | NOUN),
    ("oires", ADJECTIVE | NOUN),
    ("aise", ADJECTIVE | NOUN),
    ("aises", ADJECTIVE | NOUN),
    ("oise", ADJECTIVE | NOUN),
    ("oises", ADJECTIVE | NOUN),
    ("ois", ADJECTIVE | NOUN),
    ("éen", ADJECTIVE | NOUN),
    ("éenne", ADJECTIVE | NOUN),
    ("éens", ADJECTIVE | NOUN),
    ("éennes", ADJECTIVE | NOUN),
    ("ée", PARTICIPLE | NOUN),
    ("ées", PARTICIPLE | NOUN),
    ("é", PARTICIPLE | NOUN),
    ("és", PARTICIPLE | NOUN),
    ("aient", VERB),
    ("eraient", VERB),
    ("erait", VERB),
    ("eront", VERB),
    ("issent", VERB),
    ("isant", VERB | ADJECTIVE),
    ("ait", VERB | NOUN),
    ("era", VERB | NOUN),
    ("ez", VERB),
    ("èrent", VERB),
    ("iser", VERB | INFINITIVE),
    ("ifier", VERB | INFINITIVE),
    ("er", VERB | NOUN | INFINITIVE),
    ("ir", VERB | NOUN | INFINITIVE),
    ("oître", VERB | INFINITIVE),
    ("aître", VERB | NOUN | INFINITIVE),
    ("ndre", VERB | NOUN | INFINITIVE),
    ("ttre", VERB | NOUN | INFINITIVE),
    ("uire", VERB | INFINITIVE),
    ("oir", NOUN),
    ("ants", NOUN | ADJECTIVE),
    ("ante", NOUN | ADJECTIVE),
    ("antes", NOUN | ADJECTIVE),
    ("ant", NOUN | ADJECTIVE | VERB),
    ("ents", NOUN | ADJECTIVE),
    ("ente", NOUN | ADJECTIVE),
    ("entes", NOUN | ADJECTIVE),
];

/// What an unknown word can be by its ending; a noun when nothing fits.
pub fn guess(lower: &str) -> u16 {
    if lower.chars().count() == 1 {
        return 0;
    }
    if lower.starts_with(|c: char| c.is_numeric()) {
        return NUMBER;
    }
    let letters = lower.chars().count();
    // «fonctionnement» comes from «fonctionner», «clairement» from no verb.
    if let Some(base) = lower.strip_suffix("ement")
        && entries(VERBS).any(|v| v.strip_suffix("er") == Some(base))
    {
        return NOUN;
    }
    ENDINGS
        .iter()
        .find(|(e, _)| lower.ends_with(e) && letters >= e.chars().count() + 3)
        .map_or(NOUN, |(_, bits)| *bits)
}

/// A crude stem that brings singular and plural, masculine and feminine together, for counting.
pub fn stem(lower: &str) -> &str {
    let mut word = lower;
    for end in ["s", "x"] {
        if word.len() > 4 {
            word = word.strip_suffix(end).unwrap_or(word);
        }
    }
    for (end, least) in [
        ("ère", 5),
        ("elle", 7),
        ("enne", 7),
        ("ive", 5),
        ("euse", 6),
        ("eu", 5),
        ("if", 4),
        ("au", 5),
        ("al", 5),
    ] {
        if word.len() > least
            && let Some(rest) = word.strip_suffix(end)
        {
            return rest;
        }
    }
    if word.len() > 4 { word.strip_suffix('e').unwrap_or(word) } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_endings() {
        assert_ne!(classes("mange") & VERB, 0);
        assert_ne!(classes("commençait") & VERB, 0);
        assert_ne!(classes("appelle") & VERB, 0);
        assert_ne!(classes("utilisée") & PARTICIPLE, 0);
        assert_ne!(classes("ventriculaire") & ADJECTIVE, 0);
        assert_ne!(classes("rapidement") & (ADVERB | NOUN), 0);
        assert_ne!(classes("du") & DE, 0);
        assert_eq!(stem("ventriculaires"), stem("ventriculaire"));
        assert_eq!(stem("régionaux"), stem("régionale"));
    }
}
