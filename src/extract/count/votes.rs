//! Which part-of-speech pattern a term has, when its occurrences do not agree.

/// How often each pattern was seen, four bits a token from the last.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    /// The pattern seen first; most terms have no other.
    first: (u64, u32),
    others: Vec<(u64, u32)>,
}

impl Votes {
    /// Counts `count` occurrences with a pattern.
    pub fn add(&mut self, pattern: u64, count: u32) {
        if self.first.1 == 0 {
            self.first.0 = pattern;
        }
        if self.first.0 == pattern {
            self.first.1 += count;
        } else if let Some(known) = self.others.iter_mut().find(|other| other.0 == pattern) {
            known.1 += count;
        } else {
            self.others.push((pattern, count));
        }
    }

    /// Adds the votes of what comes later in the corpus.
    pub fn merge(&mut self, later: &Votes) {
        let all = std::iter::once(&later.first).chain(&later.others);
        all.filter(|(_, count)| *count > 0).for_each(|&(pattern, count)| self.add(pattern, count));
    }

    /// The patterns seen most: one, or several that were seen equally often.
    pub fn winners(&self) -> impl Iterator<Item = u64> {
        let all = || std::iter::once(&self.first).chain(&self.others);
        let most = all().map(|(_, count)| *count).max();
        all().filter(move |(_, count)| Some(*count) == most).map(|(pattern, _)| *pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_corpus_vote_as_the_whole() {
        let seen = [7, 3, 3, 9, 7, 5];
        let vote = |seen: &[u64]| {
            let mut votes = Votes::default();
            seen.iter().for_each(|pattern| votes.add(*pattern, 1));
            votes
        };
        assert_eq!(vote(&seen[1..]).winners().collect::<Vec<u64>>(), [3]);
        for cut in 0..=seen.len() {
            let mut votes = vote(&seen[..cut]);
            votes.merge(&vote(&seen[cut..]));
            assert_eq!(votes.winners().collect::<Vec<u64>>(), [7, 3]);
        }
    }
}
