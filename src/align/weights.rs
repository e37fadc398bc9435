//! The numbers the aligner weighs its evidence with.

macro_rules! weights {
    ($($(#[doc = $doc:literal])+ $name:ident = $default:literal;)+) => {
        /// Weights of the evidence; the defaults were set on development texts (novels, articles, news).
        #[derive(Clone, Debug)]
        pub struct Weights { $($(#[doc = $doc])+ pub $name: f32,)+ }

        impl Default for Weights {
            fn default() -> Self {
                Weights { $($name: $default,)+ }
            }
        }

        impl Weights {
            /// Sets a weight by name; false if there is none of that name.
            pub fn set(&mut self, name: &str, value: f32) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)+
                    _ => return false,
                }
                true
            }
        }
    };
}

weights! {
    /// Characters of a word kept as its stem.
    stem = 6.0;
    /// Strength of an identical punctuation mark.
    mark = 0.6;
    /// Strength of a full cognate.
    cognate = 0.62;
    /// Least likeness of two cognates.
    cognate_least = 0.6;
    /// Strength of words with the same consonants.
    skeleton = 0.47;
    /// Strength of a shipped equivalent.
    shipped = 0.71;
    /// Power of the inverse document frequency.
    information_power = 1.0;
    /// Segments that the background frequencies count for.
    background_segments = 0.0;
    /// Weight of covered words against the priors.
    coverage = 1.8;
    /// Subtracted from every word's coverage.
    floor = 0.02;
    /// Weight of the length difference (Gale and Church 1993).
    length = 0.7;
    /// Variance of the length per character (Gale and Church 1993 found 6.8).
    length_variance = 4.6;
    /// Largest squared length difference.
    length_cap = 25.0;
    /// Log prior of beads, against 1-1.
    one_two = -1.8;
    /// 1-3 and 3-1.
    one_three = -4.0;
    /// 2-2.
    two_two = -3.5;
    /// 1-4 and 4-1.
    one_four = -7.0;
    /// 2-3 and 3-2.
    two_three = -6.5;
    /// Log prior of an omission or addition.
    omission = -2.1;
    /// Log prior of an omission right after another of the same side.
    omission_again = -1.4;
    /// Log prior of an omission right after one of the other side.
    omission_other = -2.1;
    /// Scale and least strength of learnt equivalents.
    learnt = 1.5;
    /// Least strength of a learnt equivalent.
    learnt_least = 0.11;
    /// Passes: each but the last is followed by learning.
    passes = 3.0;
    /// Repetitions of IBM model 1.
    rounds = 5.0;
    /// Half width of the band round the path of the pass before.
    radius = 12.0;
    /// Divides scores before posterior probabilities choose the beads to rescore.
    temperature = 1.1;
    /// Weight of the scores of the search in the score of a rescored bead. This and the ten below were fitted to novels,
    /// articles and news cut and joined anew, then rounded.
    close = 0.8;
    /// Weight of the logarithm of an omitted segment's information.
    close_omission = -0.35;
    /// Of a bead of both sides, against omissions.
    close_both = 1.5;
    /// Of a bead of more than one segment on a side.
    close_several = -0.2;
    /// Weight of the relative distance of linked words in a bead, against what is typical.
    apart = -0.2;
    /// Weight of the information before the first link, on one side more than on the other.
    head = -0.15;
    /// Weight of the shortfall of the linked information below a fair part of what is typical.
    thin = -2.5;
    /// Weight of the information without a link: the search has counted it against the bead on both sides.
    unlinked = 0.15;
    /// Weight of the log odds of the marks that the sides open with.
    opening = 0.3;
    /// Weight of the log odds of the marks that the sides close with.
    closing = 0.6;
    /// Weight of the log odds of the numbers of sentences.
    sentences = 0.15;
    /// Penalty of a word that is always covered where beads are right.
    dependable = 0.4;
    /// Beads that the mean rate of coverage counts for.
    dependable_prior = 3.0;
    /// Power of a word's rate of coverage in its penalty.
    dependable_power = 3.0;
    /// Penalty of a segment at the edge of a bead that covers nothing on the other side that the others leave.
    idle = 1.0;
    /// Share of its information that a segment must so cover to have no penalty.
    share = 0.25;
    /// Weight of sentence vectors, where there are any.
    vectors = 6.0;
    /// Likeness of vectors (0: as random segments, 1: the same) that speaks neither for nor against a bead.
    vectors_least = 0.25;
    /// Segments that the given priors count for when they are learnt.
    prior_segments = 50.0;
    /// How far priors move to what is learnt.
    prior_power = 1.0;
}
