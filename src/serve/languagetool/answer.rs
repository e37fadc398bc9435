//! What editors are told: one match for each finding.

use serde_json::{Value, json};

use super::text::CheckedText;
use crate::{
    check::{Finding, Replaced, RuleInfo},
    language::Language,
    text::{Span, cluster_start},
};

/// How much of the text on either side of a match is shown with it (bytes).
const MAX_CONTEXT: usize = 60;

/// How far apart the edits of one replacement may stand (bytes); what reaches farther is told and not offered.
const MAX_REPLACED: usize = 400;

/// The languages that texts may be in, each plainly and with the countries that editors ask for.
pub(super) fn languages() -> Value {
    let tags = |language: Language| {
        let code = language.code();
        std::iter::once(code.to_owned())
            .chain(language.countries().iter().map(move |country| format!("{code}-{country}")))
    };
    let entry = |language: Language, tag| json!({ "name": language.name(), "code": language.code(), "longCode": tag });
    Language::ALL
        .into_iter()
        .flat_map(|language| tags(language).map(move |tag| entry(language, tag)))
        .collect()
}

/// The answer to a check; `language` is that of the text, `asked` what the request said.
pub(super) fn answer(
    text: &CheckedText,
    language: Option<Language>,
    asked: Option<&str>,
    findings: &[Finding],
) -> Value {
    let code = language.map_or("", Language::code);
    let (tag, name) = (asked.unwrap_or(code), language.map_or("unknown", Language::name));
    let matches: Vec<Value> = findings.iter().map(|finding| match_of(text, finding)).collect();
    json!({
        "software": {
            "name": "drogman", "version": env!("CARGO_PKG_VERSION"), "buildDate": "", "apiVersion": 1,
            "premium": false, "status": "",
        },
        "warnings": { "incompleteResults": false },
        "language": {
            "name": name, "code": tag,
            "detectedLanguage": { "name": name, "code": code, "confidence": 1 },
        },
        "matches": matches,
    })
}

/// What an editor underlines, says and offers.
fn match_of(text: &CheckedText, finding: &Finding) -> Value {
    let plain = text.plain();
    let found = Span::new(finding.start.byte, finding.end.byte);
    let replaced = replaced(plain, &finding.replacements);
    let span = replaced.as_ref().map_or(found, |(span, _)| *span);
    let offset = text.offset(span.start);
    let values: Vec<Value> = replaced.iter().map(|(_, value)| json!({ "value": value })).collect();
    json!({
        "message": finding.message,
        // Editors show this one in the menu: the whole sentence is short enough.
        "shortMessage": finding.message,
        "offset": offset,
        "length": text.end_offset(span.end).saturating_sub(offset),
        "replacements": values,
        "context": context(plain, span),
        "sentence": "",
        "type": { "typeName": "Other" },
        "rule": {
            "id": rule_id(finding.rule), "description": finding.rule.what, "issueType": issue_type(finding.rule),
            "category": { "id": "DROGMAN", "name": "Names and terms" },
        },
        "ignoreForIncompleteSentence": false,
        "contextForSureMatch": -1,
    })
}

/// The words from the first edit to the last, and what they become.
fn replaced(plain: &str, edits: &[Replaced]) -> Option<(Span, String)> {
    let start = edits.iter().map(|edit| edit.start.byte).min()?;
    let end = edits.iter().map(|edit| edit.end.byte).max()?;
    if end - start > MAX_REPLACED {
        return None;
    }
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.start.byte);
    let (mut value, mut at) = (String::new(), start);
    for edit in edits {
        value.push_str(plain.get(at..edit.start.byte)?);
        value.push_str(&edit.replacement);
        at = edit.end.byte;
    }
    Some((Span::new(start, end), value))
}

fn context(plain: &str, span: Span) -> Value {
    let start = cluster_start(plain, span.start.saturating_sub(MAX_CONTEXT));
    let end = cluster_start(plain, span.end + MAX_CONTEXT);
    let utf16 = |text: &str| text.encode_utf16().count();
    json!({
        "text": plain[start..end],
        "offset": utf16(&plain[start..span.start]),
        "length": utf16(&plain[span.start..span.end]),
    })
}

/// The name of a rule, as the protocol writes names of rules.
pub(super) fn rule_id(rule: &RuleInfo) -> String {
    format!("DROGMAN_{}", rule.name.to_ascii_uppercase().replace('-', "_"))
}

/// The type of a rule’s findings in the words of ITS 2.0, by which editors choose a colour.
fn issue_type(rule: &RuleInfo) -> &'static str {
    match rule.name {
        "probable-variant" => "misspelling",
        "mixed" | "inconsistent-spelling" => "inconsistency",
        _ => "terminology",
    }
}
