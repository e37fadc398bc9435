//! The consonants of a word, in classes that romanisations do not tell apart: a rough key under which spellings of one
//! name meet.

/// A class of consonants. What a [`Reading`] does not tell apart is under the first of the classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Consonant {
    /// s, z, sh, ts.
    S = 1,
    /// k, q, kh.
    K,
    P,
    T,
    N,
    L,
    R,
    M,
    /// v, w.
    V,
    B,
    D,
    F,
    G,
    /// j, zh, dj.
    J,
    /// tch.
    Tch,
}

use Consonant::{B, D, F, G, J, K, L, M, N, P, R, S, T, Tch, V};

impl Consonant {
    /// The classes of [`Reading::Known`].
    pub(crate) const KNOWN: [Self; 9] = [S, K, P, T, N, L, R, M, V];
}

/// How finely consonants are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// For thousands of names of a corpus, compared with each other: the roughest, seven classes.
    ///
    /// * h is K: it stands for kh and gh («Hajiyev», «Gadjiev»); after a sibilant it is part of it.
    /// * f, v and w are P, m is N.
    /// * c is S before any letter; a sibilant takes up a T before it and a K after it, vowels between or not.
    /// * Repeated classes are one, vowels between or not.
    Corpus,
    /// For known names, which are then compared closely: nine classes.
    ///
    /// * h is no consonant, so that «Yevlagh» and «Yevlag» meet.
    /// * f, v and w are V, and m is M: confused known names would be too many.
    /// * c is S before h, e, i and y, and K elsewhere; d before j or z, and t before s, z or c are S.
    /// * Repeated classes are one only where no letter stands between.
    Known,
    /// For ordinary words as well, in two languages: voiced and voiceless consonants differ.
    ///
    /// * Groups of letters are one sound (ph, zh, tch); h alone is no consonant, and x is two.
    /// * Repeated classes are one, vowels between or not.
    Words,
}

/// The classes of the consonants in `folded`, in order; other letters are left out.
pub(crate) fn consonants(folded: &str, reading: Reading) -> Vec<Consonant> {
    let letters = folded.as_bytes();
    let mut out: Vec<Consonant> = Vec::with_capacity(12);
    let (mut at, mut last_end) = (0, usize::MAX);
    while at < letters.len() {
        let (found, length) = match reading {
            Reading::Words => group(&letters[at..]),
            _ => (class(&letters[at..], reading == Reading::Corpus), 1),
        };
        match (reading, out.last(), found) {
            (_, _, []) => {}
            (Reading::Corpus, Some(S), [K]) => {}
            (Reading::Corpus, Some(T), [S]) => {
                out.pop();
                out.push(S);
            }
            (Reading::Known, ..) if at != last_end => out.extend(found),
            _ if out.ends_with(found) => {}
            _ => out.extend(found),
        }
        at += length;
        if !found.is_empty() {
            last_end = at;
        }
    }
    out
}

/// The class of the first of `letters`, by the one after it; `rough` as [`Reading::Corpus`] tells.
fn class(letters: &[u8], rough: bool) -> &'static [Consonant] {
    let next = letters.get(1).copied().unwrap_or(b' ');
    match letters[0] {
        b's' | b'z' | b'j' => &[S],
        b'c' if rough || matches!(next, b'h' | b'e' | b'i' | b'y') => &[S],
        b'd' if !rough && matches!(next, b'j' | b'z') => &[S],
        b't' if !rough && matches!(next, b's' | b'z' | b'c') => &[S],
        b'h' if rough => &[K],
        b'c' | b'k' | b'q' | b'g' | b'x' => &[K],
        b'f' | b'v' | b'w' if !rough => &[V],
        b'b' | b'p' | b'f' | b'v' | b'w' => &[P],
        b'd' | b't' => &[T],
        b'l' => &[L],
        b'r' => &[R],
        b'm' if !rough => &[M],
        b'm' | b'n' => &[N],
        _ => &[],
    }
}

/// The classes of the group that `letters` begin with, and its length in bytes.
fn group(letters: &[u8]) -> (&'static [Consonant], usize) {
    let found = GROUPS.iter().find(|(from, _)| letters.starts_with(from));
    found.map_or((&[], 1), |(from, to)| (to, from.len()))
}

/// Letter groups and the consonants they stand for, longest first.
const GROUPS: &[(&[u8], &[Consonant])] = &[
    (b"tch", &[Tch]),
    (b"sch", &[S]),
    (b"dj", &[J]),
    (b"kh", &[K]),
    (b"gh", &[G]),
    (b"ch", &[S]),
    (b"sh", &[S]),
    (b"zh", &[J]),
    (b"ph", &[F]),
    (b"th", &[T]),
    (b"ts", &[S]),
    (b"tz", &[S]),
    (b"qu", &[K]),
    (b"ck", &[K]),
    (b"gu", &[G]),
    (b"b", &[B]),
    (b"c", &[K]),
    (b"d", &[D]),
    (b"f", &[F]),
    (b"g", &[G]),
    (b"j", &[J]),
    (b"k", &[K]),
    (b"l", &[L]),
    (b"m", &[M]),
    (b"n", &[N]),
    (b"p", &[P]),
    (b"q", &[K]),
    (b"r", &[R]),
    (b"s", &[S]),
    (b"t", &[T]),
    (b"v", &[V]),
    (b"w", &[V]),
    (b"x", &[K, S]),
    (b"z", &[S]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_differ_where_they_say_so() {
        use Reading::{Corpus, Known, Words};
        let read = |word, reading| consonants(word, reading);
        assert_eq!(read("hadjiev", Corpus), [K, S, P]);
        assert_eq!(read("hadjiev", Known), [S, V]);
        assert_eq!(read("hadjiev", Words), [J, V]);
        assert_eq!(read("baba", Corpus), [P]);
        assert_eq!(read("baba", Known), [P, P]);
        assert_eq!(read("marx", Words), [M, R, K, S]);
        assert_eq!(read("manou", Corpus), [N]);
        assert_eq!(read("caucase", Known), [K, K, S]);
        assert_eq!(read("é’-", Corpus), []);
    }
}
