//! Which documents belong together, by what they say.

use super::lexicon::{Frequencies, information, seed, shipped_equivalents};
use super::vocabulary::{Side, Vocabulary};
use super::weights::Weights;
use rustc_hash::FxHashMap;

/// Documents less alike than this are not paired.
const MIN_LIKENESS: f32 = 0.08;

/// Pairs documents with their translations by content: (source, target) numbers, each used once, in the
/// order of the sources.
///
/// Likeness is the cosine of the documents' rare words, known equivalents counted as the same word.
///
/// ```
/// use drogman::align::match_documents;
/// let articles = ["Bakou 1988 : le pétrole".to_owned(), "Erevan 2018 : la rue".to_owned()];
/// let translations = ["Yerevan 2018: the street".to_owned(), "Baku 1988: oil".to_owned()];
/// assert_eq!(match_documents(&articles, &translations), [(0, 1), (1, 0)]);
/// ```
pub fn match_documents(sources: &[String], targets: &[String]) -> Vec<(usize, usize)> {
    if sources.is_empty() || targets.is_empty() {
        return Vec::new();
    }
    let w = Weights::default();
    let mut vocabulary = Vocabulary::default();
    let mut side = |texts: &[String]| {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Side::new(&texts, w.stem as usize, &mut vocabulary)
    };
    let (source, target) = (side(sources), side(targets));
    let f = Frequencies::count(std::iter::once((&source, &target)), vocabulary.len());
    let none = FxHashMap::default();
    let ours = information(&f.source, f.source_segments, &none, &w);
    let theirs = information(&f.target, f.target_segments, &none, &w);
    let lexicon = seed(&vocabulary, &f, &shipped_equivalents(&vocabulary, &f, &w), &w);
    let mut stands: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for y in 0..target.len() {
        target.bag(y).iter().for_each(|e| stands.entry(e.token).or_default().push(y as u32));
    }
    let norm = |side: &Side, k: usize, weights: &[f32]| {
        side.bag(k)
            .iter()
            .map(|e| weights[e.token as usize].powi(2))
            .sum::<f32>()
            .sqrt()
            .max(f32::MIN_POSITIVE)
    };
    let target_norms: Vec<f32> = (0..target.len()).map(|y| norm(&target, y, &theirs)).collect();
    let mut likeness = Vec::new();
    for x in 0..source.len() {
        let mut sums = vec![0.0f32; target.len()];
        for e in source.bag(x) {
            for &(t, strength) in lexicon.row(e.token) {
                let weight = strength * ours[e.token as usize] * theirs[t as usize];
                for &y in stands.get(&t).map_or(&[][..], Vec::as_slice) {
                    sums[y as usize] += weight;
                }
            }
        }
        let norm = norm(&source, x, &ours);
        likeness.extend(
            (sums.iter().enumerate())
                .map(|(y, s)| (s / (norm * target_norms[y]), x, y))
                .filter(|(value, ..)| *value >= MIN_LIKENESS),
        );
    }
    likeness.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_source, mut used_target) = (vec![false; source.len()], vec![false; target.len()]);
    let mut pairs = Vec::new();
    for (_, x, y) in likeness {
        if !used_source[x] && !used_target[y] {
            used_source[x] = true;
            used_target[y] = true;
            pairs.push((x, y));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::match_documents;

    #[test]
    fn documents_find_their_translations() {
        let source =
            ["Le maire de Gumri parle du séisme de 1988.", "La neige tombe sur la montagne et la forêt."];
        let target =
            ["Snow is falling on the mountain and the forest.", "Gumri: the mayor on the earthquake of 1988"];
        let owned = |t: &[&str]| t.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(match_documents(&owned(&source), &owned(&target)), [(0, 1), (1, 0)]);
    }
}
