//! Forms that somebody looked at.

use rustc_hash::FxHashSet;

/// What the file of reviewed forms is called; it lies beside the files of the glossary.
pub const REVIEWED: &str = "reviewed.tsv";

/// Forms to which no objection is made: a line each, the form, a tab and the reason. A line that starts with `#` is a
/// comment.
#[derive(Clone, Debug, Default)]
pub struct Reviewed(FxHashSet<String>);

impl Reviewed {
    /// Reads the text of a file.
    pub fn read(text: &str) -> Self {
        let mut reviewed = Self::default();
        reviewed.add(text);
        reviewed
    }

    /// Adds those of another file. A line without a reason counts for nothing: a form is not let pass in silence.
    pub fn add(&mut self, text: &str) {
        let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.starts_with('#'));
        let forms = lines.filter_map(|line| line.split_once('\t')).filter(|(_, why)| !why.trim().is_empty());
        self.0.extend(forms.map(|(form, _)| form.trim().to_owned()));
    }

    /// Whether a form was reviewed.
    pub(super) fn has(&self, form: &str) -> bool {
        self.0.contains(form)
    }
}
