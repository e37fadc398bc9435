//! A forbidden form of the style, every occurrence; found together with the deprecated ones.

use super::Explanation;
use crate::check::finding::Severity;

pub(super) const EXPLANATION: Explanation = Explanation {
    severity: Severity::Error,
    what: "A form stands in the text that the style forbids.",
    why: "The house has decided that this form must not appear: a superseded name, a name that takes a side, a foreign \
          spelling. `drogman normalize` writes the preferred form of the same slot.",
    example: "Les autocars de Şuşa partent.\n    -> Les autocars de Choucha partent.",
};
