use serde::Deserialize;

use super::{answer::rule_id, text::CheckedText};
use crate::check::RuleInfo;

/// The parameters of `/v2/check` that drogman knows; the others are passed over.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct CheckRequest {
    text: Option<String>,
    /// JSON: the text in pieces, those that are markup marked.
    data: Option<String>,
    language: Option<String>,
    /// Names of rules, parted by commas.
    disabled_rules: String,
    enabled_rules: String,
    enabled_only: bool,
}

/// Why a request cannot be answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum RequestError {
    #[error("missing «text» or «data» parameter")]
    NoText,
    #[error("give «text» or «data», not both")]
    Both,
    #[error("«data» cannot be read: {0}")]
    Data(#[from] serde_json::Error),
}

#[derive(Deserialize)]
struct Data {
    annotation: Vec<Annotation>,
}

/// A piece of a text with markup.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Annotation {
    text: Option<String>,
    markup: Option<String>,
    /// What the markup means to a reader: a line break.
    interpret_as: Option<String>,
}

impl CheckRequest {
    /// The text to check.
    pub(super) fn text(&self) -> Result<CheckedText, RequestError> {
        match (&self.text, &self.data) {
            (Some(text), None) => Ok(CheckedText::plain_text(text)),
            (None, Some(data)) => {
                let data: Data = serde_json::from_str(data)?;
                let mut text = CheckedText::default();
                for piece in &data.annotation {
                    if let Some(words) = &piece.text {
                        text.push(words);
                    } else if let Some(markup) = &piece.markup {
                        text.push_markup(markup, piece.interpret_as.as_deref().unwrap_or_default());
                    }
                }
                Ok(text)
            }
            (None, None) => Err(RequestError::NoText),
            (Some(_), Some(_)) => Err(RequestError::Both),
        }
    }

    /// The language asked for; none when the text is to tell it.
    pub(super) fn language(&self) -> Option<&str> {
        self.language.as_deref().filter(|language| !language.is_empty() && *language != "auto")
    }

    /// Whether what a rule finds is wanted.
    pub(super) fn wants(&self, rule: &RuleInfo) -> bool {
        let id = rule_id(rule);
        let names = |list: &str| list.split(',').any(|name| name.trim() == id);
        !names(&self.disabled_rules) && (!self.enabled_only || names(&self.enabled_rules))
    }
}
