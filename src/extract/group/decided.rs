//! What was rejected before is not proposed again.

use super::candidates::Candidate;
use crate::glossary::Decisions;
use crate::text::is_hyphen;

/// Takes rejected candidates out, and rejected short forms from under the others; how many candidates go.
pub(crate) fn leave_out(candidates: &mut Vec<Candidate>, decisions: &Decisions) -> usize {
    if decisions.rejected.is_empty() {
        return 0;
    }
    let before = candidates.len();
    candidates.retain_mut(|candidate| {
        let words = |form: &str| form.split(|c| c == ' ' || is_hyphen(c)).count();
        let length = words(&candidate.head);
        // A rejected name may be found under another head today; a surname alone rejects no full name.
        let is_out = |form: &str| words(form) >= length && decisions.is_rejected(form);
        if decisions.is_rejected(&candidate.head) || candidate.variants.iter().any(|v| is_out(&v.form)) {
            return false;
        }
        candidate.variants.retain(|variant| !decisions.is_rejected(&variant.form));
        true
    });
    before - candidates.len()
}
