//! A glossary compiled for one language.

use super::{
    Matches,
    index::{Entry, NameIndex, NameIndexBuilder},
    name_variants::unlisted_variants,
    pattern::{PatternError, Patterns},
    resolve::FullNames,
    search::{Search, Unresolved},
    terms::Terms,
};
use crate::{
    document::{BlockKind, Document, Format},
    glossary::{Form, Glossary, Term},
    grammar::own_article_of,
    language::{Language, inflection},
    text::is_apostrophe,
};

/// A glossary compiled for one language: finds its names in documents and says who is meant.
///
/// It depends on no house style: statuses are asked of the glossary afterwards.
///
/// ```
/// use drogman::{glossary::Glossary, language::Language, matching::Matcher};
/// let glossary = Glossary::embedded();
/// let french = Matcher::new(glossary, Language::French).unwrap();
/// let text = "De Tbilissi à Bakou.";
/// let found: Vec<&str> =
///     french.find_in(text).occurrences.iter().map(|found| &found.concept(glossary).id[..]).collect();
/// assert_eq!(found, ["tbilissi", "bakou"]);
/// ```
#[derive(Debug)]
pub struct Matcher {
    language: Language,
    pub(super) names: NameIndex,
    pub(super) patterns: Patterns,
    pub(super) terms: Terms,
}

impl Matcher {
    /// Compiles the terms of one language.
    ///
    /// # Errors
    /// When a pattern is no regular expression; reading a glossary reports such patterns earlier.
    pub fn new(glossary: &Glossary, language: Language) -> Result<Self, PatternError> {
        let mut names = NameIndexBuilder::default();
        let mut patterns = Patterns::default();
        for (number, concept) in glossary.concepts.values().enumerate() {
            let entry = |place: usize| Entry {
                exact: concept.terms[place].record().exact_case,
                concept: number as u32,
                term: place as u16,
                inflection: 0,
                plural_twin: 0,
                capitals: concept.is_name(),
                contracted: false,
                unlisted: false,
            };
            for (place, term) in concept.terms_in(language) {
                if let Form::Pattern(pattern) = &term.form {
                    patterns.add(pattern, entry(place)).map_err(|message| PatternError {
                        concept: concept.id.clone(),
                        pattern: pattern.clone(),
                        position: term.position.clone(),
                        message,
                    })?;
                } else {
                    add_term(&mut names, term, entry(place), language);
                }
            }
            for (place, variant) in unlisted_variants(concept, language) {
                names.add(&variant, Entry { unlisted: true, ..entry(place) });
            }
        }
        patterns.finish();
        Ok(Self { language, names: names.build(), patterns, terms: Terms::new(glossary, language) })
    }

    /// The language whose terms it finds.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Bytes of memory the compiled names hold.
    pub fn memory(&self) -> usize {
        self.names.memory() + self.terms.memory()
    }

    /// Every occurrence in the blocks of a document whose language is the matcher’s or unknown, in
    /// reading order, and the short names that stay ambiguous.
    ///
    /// ```
    /// use drogman::{document::Document, glossary::Glossary, language::Language, matching::Matcher};
    /// let glossary: Glossary = "
    /// version: 1
    /// concepts:
    ///   ilham: {type: person, fr: {preferred: Ilham Aliev, short: Aliev}, en: Ilham Aliyev}
    ///   heydar: {type: person, fr: {preferred: Heydar Aliev, short: Aliev}, en: Heydar Aliyev}
    /// ".parse().unwrap();
    /// let matcher = Matcher::new(&glossary, Language::French).unwrap();
    /// let article = Document::from_text("a.txt", "Heydar Aliev est né en 1923.\nAliev meurt en 2003.".into());
    /// // The short name means whom the document named in full.
    /// let surname = &matcher.matches(&article).occurrences[1];
    /// assert_eq!((surname.block, &surname.concept(&glossary).id[..]), (1, "heydar"));
    /// ```
    pub fn matches(&self, document: &Document) -> Matches {
        self.resolve(self.search(document), &mut FullNames::default(), |block| document.text(block))
    }

    /// The first half of [`Matcher::matches`]: what is found in a document or a [passage](crate::document::Passages)
    /// by itself. The passages of a document can be searched beside each other; what is found is then
    /// [resolved](Matcher::resolve) passage after passage.
    pub fn search(&self, document: &Document) -> Unresolved {
        let mut search = Search::new(self);
        search.groups.date = document.date.as_deref().and_then(|date| date.parse().ok());
        for block in 0..document.blocks.len() {
            let told = document.language_of(block);
            let kind = document.blocks[block].kind;
            if told.is_none_or(|language| language == self.language) && kind != BlockKind::Code {
                search.block(block, document.text(block), &document.blocks[block].protected);
            }
        }
        if document.format == Format::PLAIN {
            search.drop_broken(document);
        }
        search.finish()
    }

    /// What is found in a bare text, as block 0; short names are resolved within it.
    ///
    /// ```
    /// use drogman::{glossary::Glossary, language::Language, matching::Matcher};
    /// let matcher = Matcher::new(Glossary::embedded(), Language::French).unwrap();
    /// let text = "Le port de bakou, à BAKOU, l’a dit sur bakou.az.";
    /// let found: Vec<&str> = matcher.find_in(text).occurrences.iter().map(|found| found.span.of(text)).collect();
    /// assert_eq!(found, ["BAKOU"], "neither a word in small letters nor a part of an address is the name");
    /// ```
    pub fn find_in(&self, text: &str) -> Matches {
        let mut search = Search::new(self);
        search.block(0, text, &[]);
        self.resolve(search.finish(), &mut FullNames::default(), |_| text)
    }
}

/// Adds every written form of a term.
fn add_term(names: &mut NameIndexBuilder, term: &Term, entry: Entry, language: Language) {
    let inflected = term.inflected();
    for (inflection, form) in inflected.iter().enumerate() {
        // Masculine plurals in -s look like the singular: one entry, told apart in its place.
        if inflected[..inflection].iter().any(|before| before.form == form.form) {
            continue;
        }
        let plural_twin = inflected.iter().position(|other| {
            (&other.form, other.gender) == (&form.form, form.gender) && other.number != form.number
        });
        let plural_twin = plural_twin.filter(|&twin| twin > inflection).unwrap_or(0) as u8;
        let entry = Entry { inflection: inflection as u8, ..entry };
        names.add(&form.form, Entry { plural_twin, ..entry });
        if let Some(bare) = without_own_article(term).filter(|_| language.articles_agree()) {
            names.add(bare, Entry { contracted: true, ..entry });
        }
        if !language.nouns_agree() && !entry.capitals && !form.form.ends_with('s') {
            let plural = inflection::plural_in(language, &form.form).unwrap_or_default();
            if !inflected.iter().any(|other| other.form == plural) {
                names.add(&plural, entry);
            }
        }
    }
}

/// The name without the article that is part of it, if it has one: *Le* Caire.
fn without_own_article(term: &Term) -> Option<&str> {
    let text = term.text();
    let own = term.grammar.own_article && own_article_of(text).is_some();
    let bare = own.then(|| text.split_once(|c| c == ' ' || is_apostrophe(c)))??.1;
    (!bare.is_empty()).then_some(bare)
}
