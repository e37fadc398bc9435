//! What decisions are about.

use serde_json::Value;

use crate::glossary::Slot;

/// A thing that a decision is about: what stands under `on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing<'a> {
    /// A name, by its id.
    Name(&'a str),
    /// A spelling of a name.
    Form(&'a str, &'a str),
    /// A place in an article.
    Occurrence,
    /// A change in an article.
    Edit,
    /// What a check found in one place.
    Finding,
    /// What a check is to say of a form nowhere: the rule and the form.
    Ignore(&'a str, &'a str),
    /// A candidate.
    Term(&'a str),
    /// A cut between sentences of a pair: the pair, and the sentences it stands before.
    Cut(&'a str, usize, usize),
    /// Sentences that translate one another.
    Bead,
    /// A list that was imported.
    Import,
}

impl<'a> Thing<'a> {
    /// The thing that `on` names; none when it names nothing.
    pub(crate) fn of(on: &'a str) -> Option<Self> {
        let (kind, rest) = on.split_once('/').filter(|(_, rest)| !rest.is_empty())?;
        Some(match kind {
            "name" => Self::Name(rest),
            "form" => {
                let (name, form) = parted(rest)?;
                Self::Form(name, form)
            }
            "occ" => Self::Occurrence,
            "edit" => Self::Edit,
            "finding" => Self::Finding,
            "ignore" => {
                let (rule, form) =
                    rest.split_once('/').filter(|(rule, form)| !rule.is_empty() && !form.is_empty())?;
                Self::Ignore(rule, form)
            }
            "term" => Self::Term(rest),
            "cut" => {
                let (pair, cut) = rest.rsplit_once('/')?;
                let (i, j) = cut.split_once(':')?;
                Self::Cut(pair, i.parse().ok()?, j.parse().ok()?)
            }
            "bead" => Self::Bead,
            "import" => Self::Import,
            _ => return None,
        })
    }

    /// Whether decisions about it may be written into the files of the glossary.
    pub(crate) const fn is_of_glossary(self) -> bool {
        matches!(self, Self::Name(_) | Self::Form(..) | Self::Ignore(..) | Self::Term(_))
    }

    /// Whether a decision is written into the files of the glossary. That a name which the glossary has is right as it
    /// is changes nothing there.
    pub(crate) fn is_written(self, field: &str, to: &Value) -> bool {
        match (self, field) {
            (Self::Name(id), "state") => to == "rejected" || id.starts_with('+') && to == "accepted",
            (Self::Name(_), "keep") => to == false,
            (Self::Term(_), "state") => to == "rejected" || to == "accepted",
            (thing, _) => thing.is_of_glossary(),
        }
    }

    /// The id of the row that changes with it.
    pub(crate) fn row(self, on: &'a str) -> &'a str {
        match self {
            Self::Name(id) | Self::Form(id, _) => id,
            _ => on,
        }
    }
}

/// The name and the spelling of a form. Ids of names that the glossary does not have (`+FORM`) may hold a colon
/// themselves, where the spelling is the same.
fn parted(rest: &str) -> Option<(&str, &str)> {
    if let Some(own) = rest.strip_prefix('+') {
        let colons = own.match_indices(':').map(|(at, _)| at + 1);
        let mut places = colons.map(|at| (&rest[..at], &rest[at + 1..]));
        let same = places.clone().find(|(name, form)| name[1..] == **form);
        return same.or_else(|| places.next()).filter(|(_, form)| !form.is_empty());
    }
    rest.split_once(':').filter(|(name, form)| !name.is_empty() && !form.is_empty())
}

/// The style and the slot of a field that says which form is written.
pub(crate) fn written(field: &str) -> Option<(Slot, &str)> {
    let (verb, style) = field.split_once(':')?;
    let slot = match verb {
        "write" => Slot::Full,
        "write-short" => Slot::Short,
        "write-abbreviation" => Slot::Abbreviation,
        _ => return None,
    };
    Some((slot, style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_what_its_id_says() {
        assert_eq!(Thing::of("name/gori"), Some(Thing::Name("gori")));
        assert_eq!(Thing::of("form/gori:Gory: la ville"), Some(Thing::Form("gori", "Gory: la ville")));
        assert_eq!(Thing::of("form/+a:b:a:b"), Some(Thing::Form("+a:b", "a:b")));
        assert_eq!(Thing::of("form/+Haji:Hadji"), Some(Thing::Form("+Haji", "Hadji")));
        assert_eq!(Thing::of("ignore/mixed/et/ou"), Some(Thing::Ignore("mixed", "et/ou")));
        assert_eq!(Thing::of("cut/p0/3:4"), Some(Thing::Cut("p0", 3, 4)));
        for none in ["", "name", "name/", "form/gori", "cut/p0/3", "ignore/mixed", "file//etc"] {
            assert_eq!(Thing::of(none), None, "{none}");
        }
        assert_eq!(written("write-short:onu"), Some((Slot::Short, "onu")));
    }
}
