//! Cells of other people’s lists: «ONU; Organisation des Nations unies (f.)», «l’Artsakh», «Caire (Le)», «maire / mairesse».

mod abbreviation;
mod article;
mod grammar;
mod parts;

use super::model::EntryTerm;
use crate::{
    glossary::{Relation, Slot, Status},
    language::Language,
};

/// Adds the forms of a cell to `terms`: the first may be preferred, the others are admitted. `other` is the cell of the
/// other language in the same row.
pub(super) fn cell(cell: &str, language: Language, other: &str, terms: &mut Vec<EntryTerm>) {
    if parts::is_plain(cell) {
        let mut term = EntryTerm::new(language, cell);
        article::take(&mut term);
        add(term, terms);
        return;
    }
    if parts::has_placeholder(cell) {
        add(EntryTerm::new(language, cell.trim()), terms);
        return;
    }
    let from = terms.len();
    for part in parts::of(cell) {
        for term in forms(part, language, other) {
            add(term, terms);
        }
    }
    name_abbreviations(&mut terms[from..], language);
}

/// Adds a form; one that is no first of its slot is admitted.
fn add(term: EntryTerm, terms: &mut Vec<EntryTerm>) {
    let language = term.language;
    let is_known = terms.iter().any(|known| known.language == language && known.form == term.form);
    if is_known || term.form.is_empty() {
        return;
    }
    let first = terms.iter().find(|known| known.language == language && known.slot == term.slot);
    let status = term.status.or(first.map(|_| Status::Admitted));
    let is_inflected = first.is_some_and(|first| grammar::is_inflected(&first.form, &term.form, language));
    let relation = term.relation.or(is_inflected.then_some(Relation::Inflection));
    terms.push(EntryTerm { status, relation, ..term });
}

/// «ONU; Organisation des Nations unies»: what abbreviates another form of the cell is no synonym of it.
fn name_abbreviations(terms: &mut [EntryTerm], language: Language) {
    for at in 0..terms.len() {
        let short = &terms[at];
        if short.language != language || short.slot != Slot::Full || !abbreviation::has_shape(&short.form) {
            continue;
        }
        let long = terms.iter().position(|long| {
            long.language == language
                && long.form.contains(' ')
                && abbreviation::fits(&short.form, &long.form)
        });
        if let Some(long) = long {
            terms[at].slot = Slot::Abbreviation;
            // What stood behind the abbreviation is the first of the full forms now.
            if terms[at].status.take().is_none() {
                terms[long].status = None;
            }
        }
    }
}

/// The forms of one part: the form, what stands in brackets after it where that is understood, its plural or feminine.
fn forms(part: &str, language: Language, other: &str) -> Vec<EntryTerm> {
    let part = parts::unquoted(part);
    let mut term = EntryTerm::new(language, part);
    let mut others = Vec::new();
    if let Some((form, gender)) = grammar::without_grammar(&term.form) {
        (term.form, term.gender) = (form.to_owned(), gender);
    }
    if let Some((form, variant)) = grammar::pair(&term.form, language) {
        others.push(inflection(&term, variant));
        term.form = form;
    }
    brackets(&mut term, other, &mut others);
    article::take(&mut term);
    others.insert(0, term);
    others
}

/// Takes apart what stands in brackets behind a form: grammar, an article, an abbreviation, a plural. What is not
/// understood is part of the form.
fn brackets(term: &mut EntryTerm, other: &str, others: &mut Vec<EntryTerm>) {
    let language = term.language;
    while let Some((before, inside)) =
        term.form.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(a, b)| (a.trim(), b.trim()))
    {
        let whole = !before.is_empty() && !inside.is_empty() && !inside.contains(')');
        if !whole {
            return;
        }
        let (before, inside) = (before.to_owned(), inside.to_owned());
        if grammar::is_grammar(&inside) {
            term.gender = grammar::gender(&inside).or(term.gender);
        } else if article::put_back(term, &before, &inside) {
            return;
        } else if abbreviation::has_shape(&inside)
            && (abbreviation::fits(&inside, &before)
                || abbreviation::fits(&inside, parts::before_bracket(other)))
        {
            others.push(EntryTerm { slot: Slot::Abbreviation, ..EntryTerm::new(language, inside) });
        } else if abbreviation::has_shape(&before) && abbreviation::fits(&before, &inside) {
            others.push(EntryTerm { slot: Slot::Abbreviation, ..EntryTerm::new(language, before) });
            term.form = inside;
            return;
        } else if let Some(plural) = grammar::plural_in_brackets(&before, &inside, language) {
            others.push(inflection(term, plural));
        } else {
            return;
        }
        term.form = before;
    }
}

/// A plural or feminine beside its form.
fn inflection(term: &EntryTerm, form: String) -> EntryTerm {
    let (status, relation) = (Some(Status::Admitted), Some(Relation::Inflection));
    EntryTerm { status, relation, ..EntryTerm::new(term.language, form) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Article, Gender};

    type Parts = (String, Slot, Option<Status>, Option<Article>, bool, Option<Gender>);

    fn read(text: &str) -> Vec<Parts> {
        let mut terms = Vec::new();
        cell(text, Language::French, "", &mut terms);
        terms.into_iter().map(|t| (t.form, t.slot, t.status, t.article, t.own_article, t.gender)).collect()
    }

    #[track_caller]
    fn forms_of(text: &str, language: Language, wanted: &[&str]) {
        let mut terms = Vec::new();
        cell(text, language, "", &mut terms);
        let forms: Vec<String> = terms
            .into_iter()
            .map(|term| if term.slot == Slot::Abbreviation { format!("={}", term.form) } else { term.form })
            .collect();
        assert_eq!(forms, wanted, "{text}");
    }

    #[test]
    fn cells_are_taken_apart() {
        let of = |form: &str, status| (form.to_owned(), Slot::Full, status, None, false, None);
        assert_eq!(
            read("accord; entente (pl.)"),
            [of("accord", None), of("entente", Some(Status::Admitted))]
        );
        assert_eq!(read("Caire (Le)"), [("Le Caire".to_owned(), Slot::Full, None, None, true, None)]);
        assert_eq!(read("l’Artsakh")[0].3, Some(Article::Elided));
        assert_eq!(read("l’Artsakh")[0].0, "Artsakh");
        assert_eq!(read("Le Caire")[0].0, "Le Caire");
        let nations = read("Organisation des Nations unies (ONU)");
        assert_eq!(nations[1], ("ONU".to_owned(), Slot::Abbreviation, None, None, false, None));
        for text in ["trêve (n. f.)", "trêve (n.f.)", "trêve, n. f.", "trêve n.f.", "trêve (nom féminin)"]
        {
            assert_eq!(read(text)[0].0, "trêve", "{text}");
            assert_eq!(read(text)[0].5, Some(Gender::Feminine), "{text}");
        }
        forms_of("the Caspian Sea; The Hague", Language::English, &["Caspian Sea", "The Hague"]);
        assert_eq!(read("Khankendi (Stepanakert)")[0].0, "Khankendi (Stepanakert)");
    }

    #[test]
    fn brackets_are_part_of_the_term_unless_their_letters_fit_it() {
        let french = |text, wanted: &[&str]| forms_of(text, Language::French, wanted);
        french("sclérose latérale amyotrophique (SLA)", &["sclérose latérale amyotrophique", "=SLA"]);
        french("acide désoxyribonucléique (ADN)", &["acide désoxyribonucléique", "=ADN"]);
        french("Congo (RDC)", &["Congo (RDC)"]);
        french("Virginie (US)", &["Virginie (US)"]);
        french(
            "SNCF (Société nationale des chemins de fer)",
            &["Société nationale des chemins de fer", "=SNCF"],
        );
        french("BCE; Banque centrale européenne", &["=BCE", "Banque centrale européenne"]);
        forms_of("Carson City (CA)", Language::English, &["Carson City (CA)"]);
        let mut terms = Vec::new();
        cell(
            "agence atomique (IAEA)",
            Language::French,
            "International Atomic Energy Agency (IAEA)",
            &mut terms,
        );
        assert_eq!((terms.len(), terms[1].slot), (2, Slot::Abbreviation));
    }

    #[test]
    fn a_spaced_slash_parts_two_forms() {
        let french = |text, wanted: &[&str]| forms_of(text, Language::French, wanted);
        french("Peul / Peuls", &["Peul", "Peuls"]);
        french("maire / mairesse", &["maire", "mairesse"]);
        french("et/ou", &["et/ou"]);
        french("7/7 ; tous les jours", &["7/7", "tous les jours"]);
        french("{total} / {partiel}", &["{total} / {partiel}"]);
        french("%s ; %d", &["%s ; %d"]);
        french("élection (législative / sénatoriale)", &["élection (législative / sénatoriale)"]);
    }

    #[test]
    fn plurals_and_feminines_are_forms_of_their_own() {
        let french = |text, wanted: &[&str]| forms_of(text, Language::French, wanted);
        french("canal (canaux)", &["canal", "canaux"]);
        french("canal, canaux", &["canal", "canaux"]);
        french("canal (pl. canaux)", &["canal", "canaux"]);
        french("canal, -aux", &["canal", "canaux"]);
        french("acteur, -trice", &["acteur", "actrice"]);
        french("adjoint(e) au maire", &["adjoint au maire", "adjointe au maire"]);
        french("élu(e)s", &["élus", "élues"]);
        french("travailleur(se) social(e)", &["travailleur social", "travailleuse sociale"]);
        french("directeur, directrice", &["directeur", "directrice"]);
        french("accord, entente", &["accord, entente"]);
        forms_of("member state(s)", Language::English, &["member state", "member states"]);
    }

    #[test]
    fn an_article_behind_a_name_comes_before_it() {
        assert_eq!(
            (read("Gambie (la)")[0].0.as_str(), read("Gambie (la)")[0].3),
            ("Gambie", Some(Article::La))
        );
        assert_eq!(read("Havane, La")[0].0, "La Havane");
        forms_of("Gambia, the", Language::English, &["Gambia"]);
        forms_of("Hague, The", Language::English, &["The Hague"]);
        forms_of("Tanzanie (République-Unie de)", Language::French, &["République-Unie de Tanzanie"]);
    }
}
