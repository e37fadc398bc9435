//! A rough filter before names are compared closely: the consonants of a name, in classes that
//! romanisations do not tell apart.

use rustc_hash::{FxHashMap, FxHashSet};

/// From how many consonants on one may be missing.
const LONG: usize = 4;

/// The skeletons of known names.
#[derive(Clone, Debug, Default)]
pub(super) struct Skeletons {
    long: FxHashSet<Vec<u8>>,
    /// The long ones with each of their consonants left out.
    shortened: FxHashSet<Vec<u8>>,
    /// The names of short skeletons, which too many words share.
    short: FxHashMap<Vec<u8>, Vec<Box<str>>>,
}

impl Skeletons {
    pub fn add(&mut self, folded: &str) {
        let skeleton = skeleton(folded);
        match skeleton.len() {
            0 | 1 => {}
            len if len < LONG => self.short.entry(skeleton).or_default().push(folded.into()),
            _ => {
                self.shortened.extend(shortenings(&skeleton));
                self.long.insert(skeleton);
            }
        }
    }

    /// Whether a known name has the skeleton of `folded`: for long ones, but for one consonant more or
    /// less; for short ones, when the names are two letters apart at most.
    pub fn resembles(&self, folded: &str) -> bool {
        let skeleton = skeleton(folded);
        if skeleton.len() < LONG {
            let near = |names: &Vec<Box<str>>| {
                names.iter().any(|name| within_two(folded.as_bytes(), name.as_bytes()))
            };
            return self.short.get(&skeleton).is_some_and(near)
                || (skeleton.len() == LONG - 1 && self.shortened.contains(&skeleton));
        }
        self.long.contains(&skeleton)
            || self.shortened.contains(&skeleton)
            || shortenings(&skeleton).any(|short| self.long.contains(&short))
    }
}

/// Whether one of two folded names becomes the other by two letters changed, left out or put in.
fn within_two(a: &[u8], b: &[u8]) -> bool {
    fn rest(a: &[u8], b: &[u8], left: usize) -> bool {
        let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[same..], &b[same..]);
        if a.is_empty() || b.is_empty() {
            return a.len() + b.len() <= left;
        }
        left > 0
            && (rest(&a[1..], &b[1..], left - 1) || rest(&a[1..], b, left - 1) || rest(a, &b[1..], left - 1))
    }
    a.len().abs_diff(b.len()) <= 2 && rest(a, b, 2)
}

fn shortenings(skeleton: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..skeleton.len()).map(|gone| {
        let mut short = skeleton.to_vec();
        short.remove(gone);
        short
    })
}

/// The consonant classes of a folded name: `S` for all sibilants and affricates, `K` for all that is
/// spoken at the back, `P`, `T`, `V`, `L`, `R`, `M`, `N`; vowels, h and y are left out.
fn skeleton(folded: &str) -> Vec<u8> {
    let letters = folded.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(12);
    let mut last_at = usize::MAX;
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied().unwrap_or(b' ');
        let class = match letter {
            b's' | b'z' | b'j' => b'S',
            b'c' if matches!(next, b'h' | b'e' | b'i' | b'y') => b'S',
            b'd' if matches!(next, b'j' | b'z') => b'S',
            b't' if matches!(next, b's' | b'z' | b'c') => b'S',
            b'c' | b'k' | b'q' | b'g' | b'x' => b'K',
            b'b' | b'p' => b'P',
            b'd' | b't' => b'T',
            b'f' | b'v' | b'w' => b'V',
            b'l' => b'L',
            b'r' => b'R',
            b'm' => b'M',
            b'n' => b'N',
            _ => continue,
        };
        // tch, dj, doubled letters: one sound.
        let joined = last_at != usize::MAX && at == last_at + 1 && out.last() == Some(&class);
        if !joined {
            out.push(class);
        }
        last_at = at;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_share_a_skeleton() {
        for (a, b) in [
            ("chahramanian", "shahramanyan"),
            ("yevlagh", "yevlakh"),
            ("nakhitchivan", "nakhchivan"),
            ("chousha", "shusha"),
            ("hadjiyev", "hajiev"),
            ("aliyev", "aliev"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("bakou"), skeleton("bakouba"));
    }

    #[test]
    fn short_names_are_compared_by_letters() {
        let mut names = Skeletons::default();
        names.add("choucha");
        assert!(names.resembles("chousha"));
        assert!(!names.resembles("sasha"));
        assert!(within_two(b"bakou", b"bako"));
        assert!(!within_two(b"bakou", b"pique"));
    }

    #[test]
    fn long_names_may_lack_a_consonant() {
        let mut names = Skeletons::default();
        names.add("stepanakert");
        assert!(names.resembles("stepanaker"));
        assert!(names.resembles("stepanakerte"));
        assert!(names.resembles("stepranakert"));
        assert!(!names.resembles("stefanakert"));
        assert!(!names.resembles("stepanavan"));
    }
}
