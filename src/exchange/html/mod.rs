//! Pages that stand alone: one frame, one stylesheet and one script for all of them, nothing from elsewhere.

use std::{collections::BTreeMap, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, syntax::SyntaxConfig};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Ui;

/// The stylesheet of every page.
const STYLE: &str = include_str!("look.css");

/// The script of every page: search, filters, order and keys. Without it all content is there.
const SCRIPT: &str = include_str!("look.js");

/// What a page may load and run: its own stylesheet and script, known by their digests, and nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    )
});

/// Renders a page from the blocks of its own `template` and `context`.
pub(super) fn page(template: &str, ui: Ui, context: Value) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("page", include_str!("page.html"))?;
    environment.add_template("parts", include_str!("parts.html"))?;
    environment.add_template("own", template)?;
    environment.add_global("ui", ui.code());
    environment.add_global("policy", Value::from_safe_string(POLICY.clone()));
    environment.add_global("stylesheet", Value::from_safe_string(STYLE.to_owned()));
    environment.add_global("script", Value::from_safe_string(SCRIPT.to_owned()));
    environment.add_function("say", move |key: &str| said(ui, key));
    environment.add_function("count", move |n: usize, what: &str| ui.count(n, what));
    environment.add_function("number", move |n: usize| ui.number(n));
    environment.add_function("word", move |list: &str, value: &str| ui.name(list, value).to_owned());
    environment.get_template("own")?.render(context)
}

/// The words of a key, which a template may not invent.
fn said(ui: Ui, key: &str) -> Result<String, Error> {
    match ui.say(key) {
        words if words != key => Ok(words.to_owned()),
        _ => Err(Error::new(ErrorKind::UndefinedError, format!("no words for «{key}»"))),
    }
}

/// A digest as a Content-Security-Policy names it.
fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A value that can be filtered by: what the rows have, what people call it, and how many rows there are of it.
#[derive(Serialize)]
pub(super) struct Choice(String, String, usize);

impl Choice {
    /// A value with what people call it.
    pub(super) fn new(value: impl Into<String>, shown: impl Into<String>, count: usize) -> Self {
        Self(value.into(), shown.into(), count)
    }

    /// How many rows have it.
    pub(super) fn count(&self) -> usize {
        self.2
    }

    /// How often each value stands, the most frequent first.
    pub(super) fn counted<'v>(
        values: impl Iterator<Item = &'v str>,
        shown: impl Fn(&str) -> String,
    ) -> Vec<Self> {
        let mut counts = BTreeMap::new();
        values.for_each(|value| *counts.entry(value).or_insert(0) += 1);
        let mut choices: Vec<_> =
            counts.into_iter().map(|(value, count)| Self::new(value, shown(value), count)).collect();
        choices.sort_by_key(|choice| std::cmp::Reverse(choice.2));
        choices
    }
}

/// How wide a [`bar`] is, in pixels.
const BAR: f64 = 76.;

/// A bar of parts, each with its tone, as wide as its count; the numbers stand beside it in words.
pub(super) fn bar(parts: &[(&str, usize)]) -> Value {
    let total: usize = parts.iter().map(|(_, count)| count).sum();
    let room = BAR - parts.len().saturating_sub(1) as f64;
    let mut out = format!(
        "<svg class=\"bar\" viewBox=\"0 0 {BAR} 5\" width=\"{BAR}\" height=\"5\" aria-hidden=\"true\">"
    );
    let mut left = 0.;
    for (tone, count) in parts {
        let width = room * *count as f64 / total.max(1) as f64;
        out.push_str(&format!("<rect class=\"{tone}\" x=\"{left:.1}\" width=\"{width:.1}\" height=\"5\"/>"));
        left += width + 1.;
    }
    out.push_str("</svg>");
    Value::from_safe_string(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_as_policies_want_them() {
        assert_eq!(digest(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn the_script_and_the_style_end_nothing() {
        assert!(!SCRIPT.contains("</") && !STYLE.contains("</"));
    }
}
