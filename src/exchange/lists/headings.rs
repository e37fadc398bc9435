//! What the columns of a table are, told by their headings in French and English.

use super::{
    Wanted,
    columns::columns,
    model::{EntryTerm, RecordField},
    record_cells,
};
use crate::{
    exchange::{
        Ui,
        columns::{Column, Headings},
        sheets::FORM_COLUMNS,
    },
    glossary::{Slot, Status},
    language::{Language, further_language},
};

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Concept,
    Kind,
    Language,
    Form,
    Slot,
    Status,
    Relation,
    Party,
    Gender,
    FormNote,
    Note,
    Source,
    /// A field of the full record, of the forms of one language where the heading names one.
    Record(RecordField, Option<Language>),
    /// The forms of a language, the preferred first.
    Of(Language),
    /// Further forms of a language.
    More(Language, More),
    /// The forms of a further language, by its tag.
    Other(&'static str),
    Ignored,
}

/// What a column of further forms says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum More {
    Admitted,
    Deprecated,
    Forbidden,
    Abbreviation,
}

impl More {
    pub(super) const ALL: [Self; 4] = [Self::Admitted, Self::Deprecated, Self::Forbidden, Self::Abbreviation];

    /// What a word of a heading says.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "admitted" | "synonym" | "synonyms" | "synonyme" | "synonymes" | "variant" | "variants"
            | "variante" | "variantes" | "admis" | "admise" | "admises" | "toléré" | "tolérés" => {
                Self::Admitted
            }
            "deprecated" | "avoid" | "avoided" | "éviter" | "déconseillé" | "déconseillés" => {
                Self::Deprecated
            }
            "forbidden" | "prohibited" | "interdit" | "interdits" | "interdite" | "proscrit"
            | "proscrits" | "proscrire" | "bannir" => Self::Forbidden,
            "abbreviation" | "abbreviations" | "acronym" | "acronyms" | "abréviation" | "abréviations"
            | "sigle" | "sigles" | "acronyme" | "acronymes" => Self::Abbreviation,
            _ => return None,
        })
    }

    /// Says it of a form.
    pub(super) fn say(self, term: &mut EntryTerm) {
        match self {
            Self::Admitted => term.status = Some(Status::Admitted),
            Self::Deprecated => term.status = Some(Status::Deprecated),
            Self::Forbidden => term.status = Some(Status::Forbidden),
            Self::Abbreviation => term.slot = Slot::Abbreviation,
        }
    }
}

/// What a heading means; `None` for one that says nothing to drogman. Of a heading in two languages («Terme /
/// Term», «Français (FR)») the first part that says something counts.
pub(super) fn column(heading: &str, wanted: &Wanted) -> Option<Field> {
    let heading = heading.trim().trim_start_matches('\u{feff}').to_lowercase().replace('_', " ");
    let heading = own(&heading).unwrap_or(heading);
    let parts = || heading.split(['/', '|', '(', ')', '\n']).map(str::trim).filter(|part| !part.is_empty());
    column_of(&heading, wanted).or_else(|| parts().find_map(|part| column_of(part, wanted)))
}

/// What the cells of a header row mean. A term sheet of drogman has names of its own for its columns, which say
/// something else in other people’s tables.
pub(super) fn told(cells: &[String], wanted: &Wanted) -> Vec<Option<Field>> {
    let keys = || {
        let headings = Headings { languages: wanted.languages, style: "default", ui: Ui::French };
        let key = |cell: &String| {
            // The statuses of another style than the usual one: «Status:afp».
            let name = cell.trim().split(':').next()?.to_lowercase();
            let heads = |column: &&Column<_>| column.heading(&headings).to_lowercase() == name;
            Some(FORM_COLUMNS.iter().find(heads)?.key)
        };
        cells.iter().map(key).collect::<Vec<_>>()
    };
    let is_sheet = |keys: &Vec<Option<&str>>| {
        ["form", "preferred", "target"].iter().all(|key| keys.contains(&Some(key)))
    };
    match Some(keys()).filter(is_sheet) {
        Some(keys) => keys.into_iter().map(|key| column(key?, wanted)).collect(),
        None => cells.iter().map(|cell| column(cell, wanted)).collect(),
    }
}

/// What programs call a column that drogman heads in the reader’s language.
fn own(heading: &str) -> Option<String> {
    let (word, style) = heading.split_once(':').unwrap_or((heading, ""));
    let called = |column: &str| {
        let words = format!("heading.{column}");
        Ui::ALL.into_iter().any(|ui| ui.say(&words).to_lowercase() == word)
    };
    let all = columns();
    let key = all.iter().map(|column| column.key).find(|key| called(key))?;
    let is_styled = !style.is_empty();
    Some(if is_styled { format!("{key}:{style}") } else { key.replace('_', " ") })
}

fn column_of(heading: &str, wanted: &Wanted) -> Option<Field> {
    let (source, target) = (wanted.languages.source, wanted.languages.target);
    Some(match heading {
        "concept" | "id" | "concept id" | "entry" | "concept key" | "identifiant" => Field::Concept,
        "type" | "kind" | "catégorie" | "nature" => Field::Kind,
        "language" | "lang" | "langue" => Field::Language,
        "form" | "term" | "terme" | "forme" | "nom" | "name" | "mot" | "vedette" | "lemme"
        | "fr form found" => Field::Form,
        "slot" | "term type" => Field::Slot,
        "status" | "statut" | "usage status" | "usage" | "emploi" | "état" => Field::Status,
        heading if heading.starts_with("status:") => Field::Status,
        "relation" => Field::Relation,
        "party" | "whose name" | "camp" => Field::Party,
        "gender" | "genre" => Field::Gender,
        "form note" | "term note" => Field::FormNote,
        "note" | "notes" | "comment" | "comments" | "remark" | "remarks" | "description" | "remarque"
        | "remarques" | "commentaire" | "commentaires" => Field::Note,
        "source reference" | "reference" | "référence" => Field::Source,
        "source" | "source term" | "src" => Field::Of(source),
        "target" | "target term" | "translation" | "tgt" | "traduction" | "cible" | "équivalent"
        | "équivalents" | "equivalent" | "equivalents" => Field::Of(target),
        "target admitted" => Field::More(target, More::Admitted),
        "-" | "" => Field::Ignored,
        heading => {
            let of_record = || record_cells::heading(heading, wanted);
            let other = || further_language(heading.trim_start_matches("terme ")).map(Field::Other);
            return language_column(heading, wanted).or_else(of_record).or_else(other);
        }
    })
}

/// A heading that names a language, and perhaps what its forms are: «Français», «en-GB», «Terme anglais», «fr admitted»,
/// «Anglais à éviter». One that says only what its forms are («Synonymes», «Sigle») speaks of the source language.
fn language_column(heading: &str, wanted: &Wanted) -> Option<Field> {
    let (mut language, mut more) = (None, None);
    for word in heading.split_whitespace() {
        match word {
            "preferred" | "term" | "terms" | "terme" | "termes" | "form" | "forme" | "privilégié"
            | "recommandé" | "préféré" | "équivalent" | "équivalents" | "equivalent" | "traduction"
            | "translation" | "à" | "en"
                if language.is_some() || word != "en" => {}
            word if more.is_none() && More::of(word).is_some() => more = More::of(word),
            word if language.is_none() => {
                let is_tag = word.len() == 2 || word.as_bytes().get(2) == Some(&b'-');
                let tagged = || if is_tag { wanted.language(word) } else { None };
                language = Some(Language::from_name(word).or_else(tagged)?);
            }
            _ => return None,
        }
    }
    match (language, more) {
        (Some(language), Some(more)) => Some(Field::More(language, more)),
        (Some(language), None) => Some(Field::Of(language)),
        (None, Some(more)) => Some(Field::More(wanted.languages.source, more)),
        (None, None) => None,
    }
}
