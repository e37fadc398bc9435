//! A sheet as a page shows it: in groups, with what can be filtered by.

use minijinja::Value;
use serde::Serialize;

use super::{
    SheetContent,
    groups::{self, Group, Used},
};
use crate::{
    exchange::{
        Ui,
        html::{Choice, bar},
        lists::RecordField,
    },
    glossary::{Concept, ConceptRecord, FormRecord, StyleId, Term},
    sheet::{ConceptRow, FormRow, UnknownRow},
    text::fold,
};

/// A sheet as a page shows it.
#[derive(Serialize)]
pub(super) struct View<'t> {
    groups: Vec<GroupView<'t>>,
    unknown: &'t [UnknownRow],
    /// The kinds of things with how many names there are of each, the most first.
    types: Vec<Choice>,
    /// The statuses with how many names have a form of each.
    statuses: Vec<Choice>,
    occurrences: usize,
}

#[derive(Serialize)]
struct GroupView<'t> {
    key: &'static str,
    names: Vec<Name<'t>>,
    /// The first letters of the names, in their order.
    letters: Vec<String>,
}

/// A concept in use.
#[derive(Serialize)]
struct Name<'t> {
    concept: &'t ConceptRow,
    spellings: Vec<Spelling<'t>>,
    sides: Vec<Side<'t>>,
    /// Other equivalents that are allowed, for its first form.
    also: &'t [String],
    /// What else is known of it: the words for the field, and its text.
    record: Vec<(&'static str, String)>,
    /// The statuses of its forms, spaces between them.
    statuses: String,
    bar: Value,
    /// The first letter, where it is the first name with it.
    letter: Option<String>,
}

/// A form in use.
#[derive(Serialize)]
struct Spelling<'t> {
    row: &'t FormRow,
    /// How it is coloured: p (preferred), q (allowed), r (to replace), f (forbidden).
    tone: &'static str,
    /// The colour of its side.
    side: Option<&'static str>,
    /// Its equivalent, where that is another than its concept’s.
    target: Option<&'t str>,
    /// Other equivalents that are allowed, where they are others than its concept’s.
    also: &'t [String],
    note: Option<&'t str>,
    record: Vec<(&'static str, String)>,
}

/// What a side calls a concept.
#[derive(Serialize)]
struct Side<'t> {
    party: &'t str,
    tone: &'static str,
    names: Vec<&'t str>,
    targets: Vec<&'t str>,
    occurrences: usize,
}

/// The group that is folded, and of which the letters can be jumped to.
const REST: &str = "rest";

/// The colours of sides, in the alphabetical order of the sides: of equal weight.
const SIDES: [&str; 3] = ["a", "b", "c"];

/// The statuses, in their order.
const STATUSES: [(&str, &str); 4] =
    [("preferred", "p"), ("admitted", "q"), ("deprecated", "r"), ("forbidden", "f")];

impl<'t> View<'t> {
    /// The view of a sheet for readers of a language.
    pub(super) fn of(content: SheetContent<'t>, ui: Ui) -> Self {
        let table = content.table;
        let (mut sides, mut rest) = (Vec::new(), Vec::new());
        let mut several = groups::several_ways(table);
        several.retain(|used| groups::group_of(used, content.glossary) == Group::Several);
        for used in groups::used(table) {
            match groups::group_of(&used, content.glossary) {
                Group::Several => {}
                Group::Sides => sides.push(used),
                Group::Rest => rest.push(used),
            }
        }
        let group = |key, used: Vec<Used<'t>>| {
            let mut letters = Vec::new();
            let is_rest = key == REST;
            let name = |used| name(used, content, ui, is_rest.then_some(&mut letters));
            let names = used.into_iter().map(name).collect();
            GroupView { key, names, letters }
        };
        Self {
            groups: vec![group("several", several), group("sides", sides), group(REST, rest)],
            unknown: &table.unknown,
            types: Choice::counted(table.concepts.iter().map(|row| row.kind.as_str()), |kind| {
                ui.name("type", kind).to_owned()
            }),
            statuses: statuses(content, ui),
            occurrences: table.concepts.iter().map(|row| row.occurrences).sum(),
        }
    }
}

/// The statuses in their order, with how many names have a form of each.
fn statuses(content: SheetContent<'_>, ui: Ui) -> Vec<Choice> {
    let having = |status: &str| {
        groups::used(content.table).filter(|(_, forms)| forms.iter().any(|row| row.status == status)).count()
    };
    let choice = |(status, _): &(&str, &str)| Choice::new(*status, ui.name("plain", status), having(status));
    STATUSES.iter().map(choice).filter(|choice| choice.count() > 0).collect()
}

fn tone(status: &str) -> &'static str {
    STATUSES.iter().find(|(known, _)| *known == status).map_or("q", |(_, tone)| tone)
}

fn name<'t>(
    (row, forms): Used<'t>,
    content: SheetContent<'t>,
    ui: Ui,
    letters: Option<&mut Vec<String>>,
) -> Name<'t> {
    let concept = content.glossary.concepts.get(&row.concept);
    let sides = concept.map_or_else(Vec::new, |concept| sides(concept, forms, content, ui));
    let of_side = |form: &FormRow| {
        let party = concept.and_then(|concept| party(concept, form))?;
        sides.iter().find(|side| side.party == party).map(|side| side.tone)
    };
    let also = forms.first().map_or(&[][..], |form| &form.target_admitted);
    let spelling = |form| spelling(form, (row, also), concept, of_side(form));
    let spellings: Vec<_> = forms.iter().map(spelling).collect();
    let mut parts: Vec<(&str, usize)> = spellings
        .iter()
        .map(|it| (it.side.filter(|_| !matches!(it.tone, "r" | "f")).unwrap_or(it.tone), it.row.occurrences))
        .collect();
    parts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut statuses: Vec<&str> = forms.iter().map(|form| form.status.as_str()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let letter = letters.and_then(|letters| {
        let letter = first_letter(&row.preferred).filter(|letter| !letters.contains(letter))?;
        letters.push(letter.clone());
        Some(letter)
    });
    let record = concept_record(row, forms, concept);
    Name {
        concept: row,
        sides,
        also,
        record,
        statuses: statuses.join(" "),
        bar: bar(&parts),
        letter,
        spellings,
    }
}

/// The letter a name is looked up under.
fn first_letter(name: &str) -> Option<String> {
    fold(name).chars().find(|c| c.is_alphabetic()).map(|c| c.to_uppercase().collect())
}

/// What each side calls a concept of several sides, in the alphabetical order of what the reader calls the sides.
fn sides<'t>(concept: &'t Concept, forms: &[FormRow], content: SheetContent<'t>, ui: Ui) -> Vec<Side<'t>> {
    let mut parties = groups::parties(concept);
    if parties.len() < 2 {
        return Vec::new();
    }
    parties.sort_by_key(|party| fold(ui.name("party", party)));
    let languages = content.glossary.languages;
    let side = |(at, party): (usize, &'t str)| {
        let names = |language| {
            let named = |term: &&Term| {
                term.party.as_deref() == Some(party) && term.status(StyleId::DEFAULT).is_allowed()
            };
            concept.terms_in(language).map(|(_, term)| term).filter(named).map(Term::text).collect()
        };
        let of_party = forms.iter().filter(|form| self::party(concept, form) == Some(party));
        Side {
            party,
            tone: SIDES[at.min(SIDES.len() - 1)],
            names: names(languages.source),
            targets: names(languages.target),
            occurrences: of_party.map(|form| form.occurrences).sum(),
        }
    };
    parties.into_iter().enumerate().map(side).collect()
}

/// The term of a concept that a form found is.
fn listed<'t>(concept: &'t Concept, form: &FormRow) -> Option<&'t Term> {
    concept.terms.iter().find(|term| term.text() == form.form && term.slot.name() == form.slot)
}

/// The side whose name a form is, or a spelling of whose name.
fn party<'t>(concept: &'t Concept, form: &'t FormRow) -> Option<&'t str> {
    form.party.as_deref().or_else(|| concept.side(listed(concept, form)?))
}

fn spelling<'t>(
    row: &'t FormRow,
    (of, also): (&'t ConceptRow, &[String]),
    concept: Option<&'t Concept>,
    side: Option<&'static str>,
) -> Spelling<'t> {
    let record = concept.and_then(|concept| listed(concept, row)).map(Term::record);
    Spelling {
        row,
        tone: tone(&row.status),
        side,
        target: Some(row.target.as_str()).filter(|target| !target.is_empty() && *target != of.target),
        also: if row.target_admitted == also { &[] } else { &row.target_admitted },
        note: row.note.as_deref().filter(|note| of.note.as_deref() != Some(*note)),
        record: record.map_or_else(Vec::new, form_record),
    }
}

/// What is known of a form beside its status: the words for the field, and its text.
fn form_record(record: &FormRecord) -> Vec<(&'static str, String)> {
    let none = ConceptRecord::default();
    let fields = RecordField::ALL.into_iter().filter(|field| !field.is_of_concept());
    let text = |field: RecordField| (field.words(), field.text(&none, record).into_owned());
    fields.map(text).filter(|(_, text)| !text.is_empty()).collect()
}

/// What is known of a concept beside its names.
fn concept_record(
    row: &ConceptRow,
    forms: &[FormRow],
    concept: Option<&Concept>,
) -> Vec<(&'static str, String)> {
    let role = forms.iter().map(|form| form.role.as_str()).find(|role| !role.is_empty());
    let record = concept.map(Concept::record);
    let of_record = |field: RecordField| {
        let text = record.map(|record| field.text(record, &FormRecord::default()).into_owned());
        (field.words(), text.unwrap_or_default())
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut out = vec![("sheet.role", role.unwrap_or_default().to_owned())];
    out.extend(RecordField::ALL.into_iter().filter(|field| field.is_of_concept()).map(of_record));
    out.extend([("sheet.note", text(&row.note)), ("sheet.source", text(&row.source))]);
    out.retain(|(_, text)| !text.is_empty());
    out
}
