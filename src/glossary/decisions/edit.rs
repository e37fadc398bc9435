//! Rejected forms put into the text of `decisions.yaml` and taken out of it; the rest stays as it is.

use super::{
    super::{
        edit::{EditError, plain},
        edited_file::last_line,
        tree::{self, Node, Value},
    },
    IgnoredFinding, Rejected, key,
};
use crate::text::LineIndex;

/// What a new file begins with.
pub(crate) const NEW_FILE: &str = "\
# What was decided and is not asked again. Edit this file as you like: a line that goes is proposed again.
# Ce qui a été décidé et ne sera plus proposé. Modifiable à la main : une ligne supprimée sera proposée à nouveau.
version: 1
rejected:
";

/// The text with one more rejected form, behind the others.
///
/// # Errors
/// When the file is no YAML, or its list is written in a way this is not made for.
pub(crate) fn with_rejected(text: &str, rejected: &Rejected) -> Result<String, EditError> {
    with_item(text, "rejected", &item(rejected)?)
}

/// The text with one more finding that is passed over, behind the others.
///
/// # Errors
/// As [`with_rejected`].
pub(crate) fn with_ignored(text: &str, ignored: &IgnoredFinding) -> Result<String, EditError> {
    let IgnoredFinding { rule, form, concept, file } = ignored;
    let fields = [("rule", rule), ("form", form), ("concept", concept), ("file", file)];
    let fields = fields.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
    let fields: Result<Vec<String>, EditError> =
        fields.map(|(key, text)| Ok(format!("{key}: {}", plain(text)?))).collect();
    with_item(text, "ignored", &format!("{{{}}}", fields?.join(", ")))
}

fn with_item(text: &str, key: &'static str, item: &str) -> Result<String, EditError> {
    let Some(list) = list(text, key)? else {
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        return Ok(format!("{text}{end}{key}:\n  - {item}\n"));
    };
    let lines = LineIndex::new(text);
    let (line, indent) = match &list.items[..] {
        // The list is empty: nothing, or [].
        [] if list.is_nothing => (list.key_line, 2),
        [] => return Ok(text.replacen(list.line(text, &lines), &format!("{key}: [{item}]"), 1)),
        [.., last] => {
            let at = last.at.line as usize;
            let own = lines.line(text, at);
            let indent = own.len() - own.trim_start().len();
            if !own.trim_start().starts_with("- ") {
                return flow(text, &lines, last, item);
            }
            (last_line(text, &lines, at, indent), indent)
        }
    };
    let at = lines.start(line + 1).unwrap_or(text.len());
    let (before, after) = text.split_at(at);
    let end = if before.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{before}{end}{:indent$}- {item}\n{after}", ""))
}

/// The text without a form that is rejected in it; the same where there is none such.
///
/// # Errors
/// As [`with_rejected`].
pub(crate) fn without_rejected(text: &str, form: &str) -> Result<String, EditError> {
    let wanted = key(form);
    let Some(list) = list(text, "rejected")? else { return Ok(text.to_owned()) };
    let lines = LineIndex::new(text);
    let mut out = text.to_owned();
    for item in list.items.iter().rev().filter(|item| form_of(item).is_some_and(|form| key(form) == wanted)) {
        let at = item.at.line as usize;
        let own = lines.line(text, at);
        if !own.trim_start().starts_with("- ") {
            return Err(EditError::NotEditable("list of decisions"));
        }
        let last = last_line(text, &lines, at, own.len() - own.trim_start().len());
        let start = lines.start(at).unwrap_or_default();
        out.replace_range(start..lines.start(last + 1).unwrap_or(text.len()), "");
    }
    Ok(out)
}

/// The list of rejected forms.
struct List<'t> {
    items: Vec<Node<'t>>,
    key_line: usize,
    /// Whether nothing stands behind the key.
    is_nothing: bool,
}

impl List<'_> {
    fn line<'a>(&self, text: &'a str, lines: &LineIndex) -> &'a str {
        lines.line(text, self.key_line)
    }
}

fn list<'t>(text: &'t str, key: &str) -> Result<Option<List<'t>>, EditError> {
    let broken = EditError::NotEditable("list of decisions");
    let Ok(Node { value: Value::Mapping(nodes), .. }) = tree::parse(text, 0) else {
        return if text.trim().is_empty() { Ok(None) } else { Err(broken) };
    };
    let Some(pair) = nodes.chunks_exact(2).find(|pair| pair[0].text() == Some(key)) else {
        return Ok(None);
    };
    let items = match &pair[1].value {
        Value::Sequence(items) => items.to_vec(),
        Value::Null => Vec::new(),
        _ => return Err(broken),
    };
    let is_nothing = matches!(pair[1].value, Value::Null);
    Ok(Some(List { items, key_line: pair[0].at.line as usize, is_nothing }))
}

fn form_of<'n>(item: &'n Node<'_>) -> Option<&'n str> {
    let Value::Mapping(nodes) = &item.value else { return item.text() };
    nodes.chunks_exact(2).find(|pair| pair[0].text() == Some("form")).and_then(|pair| pair[1].text())
}

/// The text with one more item in a list on one line (`[a, b]`).
fn flow(text: &str, lines: &LineIndex, last: &Node<'_>, item: &str) -> Result<String, EditError> {
    let line = last.at.line as usize;
    let start = lines.start(line).unwrap_or_default();
    let own = lines.line(text, line);
    let from = own.char_indices().nth(last.at.column as usize - 1).map_or(own.len(), |(at, _)| at);
    let end = own[from..].rfind(']').ok_or(EditError::NotEditable("list of decisions"))?;
    let (before, after) = text.split_at(start + from + end);
    Ok(format!("{before}, {item}{after}"))
}

/// A rejected form as an item of a list.
fn item(rejected: &Rejected) -> Result<String, EditError> {
    let fields =
        [("form", Some(&rejected.form)), ("why", rejected.why.as_ref()), ("on", rejected.on.as_ref())];
    let fields: Vec<(&str, &String)> =
        fields.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
    if let [(_, form)] = fields[..] {
        return plain(form);
    }
    let fields: Result<Vec<String>, EditError> =
        fields.into_iter().map(|(key, text)| Ok(format!("{key}: {}", plain(text)?))).collect();
    Ok(format!("{{{}}}", fields?.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{super::Decisions, *};

    fn rejected(form: &str) -> Rejected {
        Rejected { form: form.into(), ..Rejected::default() }
    }

    #[test]
    fn a_form_comes_last_and_goes_again() {
        for (before, after) in [
            ("", "rejected:\n  - Zorb\n"),
            ("version: 1\n", "version: 1\nrejected:\n  - Zorb\n"),
            (NEW_FILE, &*format!("{NEW_FILE}  - Zorb\n")),
            ("rejected:\nignored: []\n", "rejected:\n  - Zorb\nignored: []\n"),
            ("rejected:\n- a # note\n# end\n", "rejected:\n- a # note\n- Zorb\n# end\n"),
            (
                "rejected:\n    - form: a\n      why: b\n\nignored: []\n",
                "rejected:\n    - form: a\n      why: b\n    - Zorb\n\nignored: []\n",
            ),
            ("rejected: [a, {form: b}] # x\n", "rejected: [a, {form: b}, Zorb] # x\n"),
            ("rejected:\n  - a", "rejected:\n  - a\n  - Zorb\n"),
        ] {
            let made = with_rejected(before, &rejected("Zorb")).unwrap();
            assert_eq!(made, after);
            assert!(Decisions::read("d", &made).unwrap().is_rejected("ZORBS"), "{made}");
            if !before.contains('[') {
                let gone = without_rejected(&made, "zorb").unwrap();
                assert!(!Decisions::read("d", &gone).unwrap().is_rejected("zorb"), "{gone}");
            }
        }
        let why = Rejected { why: Some("trop: courant".into()), ..rejected("yes") };
        let made = with_rejected("", &why).unwrap();
        assert_eq!(made, "rejected:\n  - {form: \"yes\", why: \"trop: courant\"}\n");
    }
}
