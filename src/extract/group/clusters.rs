//! Which forms are spellings of one name: clusters of a list of forms.
//!
//! Pairs come from the index of names, are judged by [`crate::names::Name::likeness`], and are joined from the
//! most alike down, as long as the two clusters are alike on average and no two of their forms contradict.

use super::skeleton::Skeletons;
use crate::extract::tag::entities::gazetteer::entries;
use crate::language::stem::lexical_stem;
use crate::names::{Index, Name, Scratch};
use crate::text::{fold, is_hyphen};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::sync::OnceLock;

const TRANSLATED: &str = include_str!("../data/translated_words.tsv");

/// Neighbours asked for each form.
const NEIGHBOURS: usize = 24;
/// Lists of names up to this length are searched with the index of names, longer ones by their consonants.
const INDEXED: usize = 700;
/// As `INDEXED`, for the names of a corpus: there are more of them, and mostly spelled in one way.
pub(crate) const INDEXED_IN_CORPUS: usize = 150;
/// A pair under this score joins nothing.
const LINK: f32 = 0.78;
/// Two clusters whose pairs score less on average stay apart.
const AVERAGE: f32 = 0.62;
/// A pair under this score keeps its clusters apart whatever the others say.
const VETO: f32 = 0.02;

/// A form with the words that are commonly translated in names («Nagorny», «Upper») as one language has them,
/// and the number of such words.
pub(crate) fn translated(form: &str) -> (String, usize) {
    static TABLE: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut out = FxHashMap::default();
        for line in entries(TRANSLATED) {
            let mut words = line.split('\t');
            let Some(first) = words.next() else { continue };
            out.insert(first, first);
            out.extend(words.map(|w| (w, first)));
        }
        out
    });
    let mut found = 0;
    let parts: Vec<String> = form
        .split(|c| c == ' ' || is_hyphen(c))
        .filter(|p| !p.is_empty())
        .map(|part| match table.get(part.to_lowercase().as_str()) {
            Some(word) => {
                found += 1;
                (*word).to_owned()
            }
            None => part.to_owned(),
        })
        .collect();
    if found == 0 || found == parts.len() { (form.to_owned(), 0) } else { (parts.join(" "), found) }
}

/// A form ready to be compared with others.
pub(crate) struct Spelled<'f> {
    /// The form.
    pub form: &'f str,
    folded: String,
    /// The common words of the name («ministère russe de la Défense» has «ministère», «russe»), by stem: names
    /// that differ in them are different, however alike they look.
    common: Vec<&'f str>,
    /// As [`translated`].
    pub translated: (String, usize),
    name: OnceCell<Name>,
    translated_name: OnceCell<Name>,
}

impl<'f> Spelled<'f> {
    /// Takes up a form.
    pub(crate) fn new(form: &'f str) -> Spelled<'f> {
        let common = |w: &&str| w.chars().count() > 3 && w.chars().all(char::is_lowercase);
        Spelled {
            form,
            folded: fold(form),
            common: form.split([' ', '\'', '-']).filter(common).map(lexical_stem).collect(),
            translated: translated(form),
            name: OnceCell::new(),
            translated_name: OnceCell::new(),
        }
    }

    /// How sure it is that two forms are one name, translated words taken as equal.
    pub(crate) fn alike(&self, other: &Spelled, scratch: &mut Scratch) -> f32 {
        if self.folded == other.folded {
            return 1.0;
        }
        if self.common != other.common {
            return 0.0;
        }
        let plain = self.name().likeness(other.name(), scratch);
        let (n, m) = (self.translated.1, other.translated.1);
        if n > 0 && n == m {
            plain.max(self.translated_name().likeness(other.translated_name(), scratch))
        } else {
            plain
        }
    }

    /// Whether [`Spelled::alike`] may be more than a half; `false` costs a fraction of it.
    pub(crate) fn may_be(&self, other: &Spelled, scratch: &mut Scratch) -> bool {
        self.folded == other.folded
            || self.common == other.common
                && (self.translated.1 > 0 && self.translated.1 == other.translated.1
                    || self.name().may_be(other.name(), scratch))
    }

    fn name(&self) -> &Name {
        self.name.get_or_init(|| Name::new(self.form))
    }

    fn translated_name(&self) -> &Name {
        self.translated_name.get_or_init(|| Name::new(&self.translated.0))
    }
}

/// Clusters of `forms`, as indices; each in order, and in the order of their first form.
///
/// ```
/// use drogman::extract::clusters;
/// let names = ["Tchavouchoglou", "Erevan", "Çavuşoğlu"];
/// assert!(clusters(&names).contains(&vec![0, 2]));
/// ```
pub fn clusters(forms: &[&str]) -> Vec<Vec<usize>> {
    // Which of two pairs that are as alike is joined first must not depend on the order of the list.
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|&at| forms[at]);
    let spelled: Vec<Spelled> = order.iter().map(|&at| Spelled::new(forms[at])).collect();
    let mut found = clusters_of(&spelled, INDEXED);
    for members in &mut found {
        members.iter_mut().for_each(|member| *member = order[*member]);
        members.sort_unstable();
    }
    found.sort_unstable();
    found
}

/// As [`clusters`], of forms made ready; lists up to `indexed` forms are searched with the index of names.
pub(crate) fn clusters_of(forms: &[Spelled], indexed: usize) -> Vec<Vec<usize>> {
    let mut scratch = Scratch::default();
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    // Equal consonants bring many together that have nothing else in common; the index of names does not.
    let by_consonants = forms.len() > indexed;
    for (i, j) in neighbours(forms, by_consonants) {
        if by_consonants && !forms[i].may_be(&forms[j], &mut scratch) {
            continue;
        }
        let score = forms[i].alike(&forms[j], &mut scratch);
        if score >= LINK {
            pairs.push((score, i, j));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    join(forms, &pairs, &mut scratch)
}

/// The pairs worth comparing, the smaller index first.
fn neighbours(forms: &[Spelled], by_consonants: bool) -> FxHashSet<(usize, usize)> {
    let mut out = FxHashSet::default();
    let mut add = |i: usize, j: usize| {
        if i != j {
            out.insert((i.min(j), i.max(j)));
        }
    };
    let spelled = || forms.iter().map(|form| form.translated.0.as_str());
    if !by_consonants {
        let index = Index::build(spelled().enumerate().map(|(i, form)| (i as u32, form)));
        for (i, form) in spelled().enumerate() {
            index.query(form, NEIGHBOURS).iter().for_each(|hit| add(i, hit.id as usize));
        }
    } else {
        let skeletons = Skeletons::new(spelled());
        for (i, form) in spelled().enumerate() {
            skeletons.near(form).into_iter().for_each(|j| add(i, j));
        }
    }
    out
}

fn join(forms: &[Spelled], pairs: &[(f32, usize, usize)], scratch: &mut Scratch) -> Vec<Vec<usize>> {
    let mut of: Vec<usize> = (0..forms.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..forms.len()).map(|i| vec![i]).collect();
    let mut scores: FxHashMap<(usize, usize), f32> = pairs.iter().map(|p| ((p.1, p.2), p.0)).collect();
    for &(_, i, j) in pairs {
        let (a, b) = (of[i].min(of[j]), of[i].max(of[j]));
        if a == b {
            continue;
        }
        let mut sum = 0.0;
        let mut vetoed = false;
        for &x in &members[a] {
            for &y in &members[b] {
                let key = (x.min(y), x.max(y));
                let score = *scores.entry(key).or_insert_with(|| forms[key.0].alike(&forms[key.1], scratch));
                sum += score;
                vetoed |= score < VETO;
            }
        }
        let average = sum / (members[a].len() * members[b].len()) as f32;
        if !vetoed && average >= AVERAGE {
            let moved = std::mem::take(&mut members[b]);
            for m in &moved {
                of[*m] = a;
            }
            members[a].extend(moved);
        }
    }
    for m in &mut members {
        m.sort_unstable();
    }
    members.retain(|m| !m.is_empty());
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_come_together() {
        let forms = [
            "Haut-Karabakh",
            "Aliev",
            "Nagorny Karabakh",
            "Aliyev",
            "Irak",
            "Haut-Karabagh",
            "Iran",
            "Alieva",
        ];
        let found = clusters(&forms);
        assert_eq!(found, [vec![0, 2, 5], vec![1, 3], vec![4], vec![6], vec![7]]);
    }
}
