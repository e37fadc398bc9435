//! The columns of a sheet of candidates.

use crate::{
    exchange::{
        columns::{
            Column,
            Style::{Bold, Long, Number, Text},
            Value,
        },
        decision::DECISIONS,
        delimited::one_line,
    },
    extract::{Candidate, Kind},
    text::is_apostrophe,
};

/// The columns. Decision, Correction and English are for the reviewer; English starts as the best translation
/// found, if there is one. The keys are those of a term sheet where a column means the same.
pub(in crate::exchange) const CANDIDATE_COLUMNS: [Column<Candidate>; 16] = [
    Column::new("candidates", "decision", 10., Text, |_| Value::EMPTY).of(&DECISIONS),
    Column::new("candidates", "form", 28., Bold, |c| one_line(&c.head).into()),
    Column::new("candidates", "new_form", 28., Text, |_| Value::EMPTY),
    Column::new("candidates", "target", 28., Text, |c| {
        c.translations.first().map_or(Value::EMPTY, |best| one_line(&best.form).into())
    }),
    Column::<Candidate>::new("candidates", "type", 13., Text, |c| c.kind.word().into())
        .of_list("kind", kinds),
    Column::new("candidates", "variants", 40., Long, |c| {
        counted(c.variants.iter().map(|v| (v.form.as_str(), v.count as usize)))
    }),
    Column::new("candidates", "frequency", 10., Number, |c| Value::Count(c.frequency as usize)),
    Column::new("candidates", "documents", 10., Number, |c| Value::Count(c.documents as usize)),
    Column::new("candidates", "score", 8., Number, |c| rounded(c.score)),
    Column::new("candidates", "concept", 20., Text, |c| {
        c.known.as_ref().map_or(Value::EMPTY, |known| one_line(&known.concept).into())
    }),
    Column::new("candidates", "likeness", 9., Number, |c| {
        c.known.as_ref().map_or(Value::EMPTY, |known| {
            // In the precision it was computed in.
            Value::Score(f64::from((known.score * 100.0).round()) / 100.0)
        })
    }),
    Column::new("candidates", "reason", 30., Long, |c| {
        let reason = c.known.as_ref().map(|known| &known.reason).or(c.expansion.as_ref());
        reason.map_or(Value::EMPTY, |reason| one_line(reason).into())
    }),
    Column::new("candidates", "example", 80., Long, |c| {
        c.examples.first().map_or(Value::EMPTY, |it| marked(c, &it.text))
    }),
    Column::new("candidates", "targets", 40., Long, |c| {
        counted(c.translations.iter().map(|t| (t.form.as_str(), t.count)))
    }),
    Column::new("candidates", "translated", 80., Long, |c| {
        let example = c.translations.first().and_then(|best| best.examples.first());
        example.map_or(Value::EMPTY, |(source, target)| one_line(&format!("{source} — {target}")).into())
    }),
    Column::new("candidates", "note", 40., Long, |_| Value::EMPTY),
];

/// The kinds of candidates.
fn kinds() -> Vec<&'static str> {
    Kind::ALL.map(Kind::word).to_vec()
}

/// Where a form stands in a sentence, whatever its apostrophes and capitals: the byte, and how many it takes.
fn place_of(form: &str, text: &str) -> Option<(usize, usize)> {
    let alike = |a: char, b: char| {
        a == b || is_apostrophe(a) && is_apostrophe(b) || a.to_lowercase().eq(b.to_lowercase())
    };
    text.char_indices().find_map(|(start, _)| {
        let mut rest = text[start..].chars();
        form.chars()
            .all(|wanted| rest.next().is_some_and(|found| alike(wanted, found)))
            .then(|| (start, text.len() - start - rest.as_str().len()))
    })
}

/// A sentence with the candidate in it, which is marked.
fn marked(candidate: &Candidate, text: &str) -> Value<'static> {
    let text = one_line(text);
    let places = candidate.variants.iter().filter_map(|variant| place_of(&variant.form, &text));
    // The longest of those that stand first.
    let Some((at, length)) = places.min_by_key(|(at, length)| (*at, usize::MAX - length)) else {
        return text.into();
    };
    let (before, rest) = text.split_at(at);
    let (form, after) = rest.split_at(length);
    Value::Marked([before.to_owned(), form.to_owned(), after.to_owned()])
}

/// Forms with how often they were found.
fn counted<'f>(forms: impl Iterator<Item = (&'f str, usize)>) -> Value<'static> {
    one_line(&forms.map(|(form, count)| format!("{form} ({count})")).collect::<Vec<_>>().join("; ")).into()
}

fn rounded(score: f64) -> Value<'static> {
    Value::Score((score * 100.0).round() / 100.0)
}
