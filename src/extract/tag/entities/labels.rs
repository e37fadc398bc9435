//! The labels of the name tagger: outside, and the beginning and inside of five kinds of name.

/// What a name names, as WiNER distinguishes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// A country, city, river, street, planet.
    Place,
    /// A body of people: party, firm, team, newspaper, court.
    Organisation,
    /// A competition, war, election, storm.
    Event,
    /// A work or product: film, aircraft, site.
    Work,
}

impl NameKind {
    /// All kinds, in the order of the labels.
    pub const ALL: [NameKind; 5] =
        [NameKind::Person, NameKind::Place, NameKind::Organisation, NameKind::Event, NameKind::Work];

    /// The label in WiNER's files.
    pub fn winer(self) -> &'static str {
        match self {
            NameKind::Person => "PER",
            NameKind::Place => "LOC",
            NameKind::Organisation => "ORG",
            NameKind::Event => "EVENT",
            NameKind::Work => "PRODUCT",
        }
    }
}

/// Number of labels.
pub const LABELS: usize = 11;
/// The label of a token outside any name.
pub const OUTSIDE: u8 = 0;

/// The label of the first token of a name of `kind`.
pub fn begin(kind: NameKind) -> u8 {
    1 + 2 * kind as u8
}

/// The label of a further token of a name of `kind`.
pub fn inside(kind: NameKind) -> u8 {
    2 + 2 * kind as u8
}

/// The kind a label belongs to; none for [`OUTSIDE`].
pub fn kind(label: u8) -> Option<NameKind> {
    label.checked_sub(1).and_then(|l| NameKind::ALL.get(usize::from(l / 2)).copied())
}

/// Whether `label` may follow `before`: an inside label needs a name of its kind before it.
pub fn may_follow(before: u8, label: u8) -> bool {
    label == OUTSIDE || label % 2 == 1 || before == label || before + 1 == label
}

/// The names in a row of labels: first token, one past the last token, kind.
pub fn spans(labels: &[u8]) -> Vec<(usize, usize, NameKind)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let Some(kind) = kind(labels[at]) else {
            at += 1;
            continue;
        };
        let start = at;
        at += 1;
        while at < labels.len() && labels[at] == inside(kind) {
            at += 1;
        }
        out.push((start, at, kind));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_round_trip() {
        for k in NameKind::ALL {
            assert_eq!(kind(begin(k)), Some(k));
            assert_eq!(kind(inside(k)), Some(k));
            assert!(may_follow(begin(k), inside(k)) && may_follow(inside(k), inside(k)));
            assert!(!may_follow(OUTSIDE, inside(k)));
        }
        assert!(!may_follow(begin(NameKind::Person), inside(NameKind::Place)));
        assert_eq!(spans(&[0, 1, 2, 3, 0]), [(1, 3, NameKind::Person), (3, 4, NameKind::Place)]);
    }
}
