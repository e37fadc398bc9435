//! HTML: blocks that keep their way back, menus, adverts, comments and footers left out.

mod article;
mod elements;
mod outline;
#[cfg(feature = "article")]
mod readable;

use crate::{
    document::{
        format::{DocumentFormat, FileReader, Format, FormatInfo},
        model::{Document, Part},
        options::ReadOptions,
        plain_blocks::is_date,
    },
    language::Language,
    markup::{self, Tag, Token, Tokens},
};
use outline::Outline;

/// Pages of the web.
pub(super) struct Html;

impl DocumentFormat for Html {
    fn info(&self) -> &'static FormatInfo {
        const INFO: FormatInfo = FormatInfo {
            has_comments: true,
            has_references: true,
            ..FormatInfo::of(
                "html",
                "HTML",
                &["html", "htm", "xhtml", "shtml"],
                FileReader::Text(|part, options| Ok(document(part, options))),
            )
        };
        &INFO
    }

    fn is_content(&self, head: &str) -> bool {
        looks_like_html(head)
    }

    fn declared_encoding(&self, head: &str) -> Option<String> {
        markup::declared_encoding(head).or_else(|| declared_encoding(head).map(str::to_owned))
    }
}

/// The document of an HTML text.
fn document(part: Part, options: &ReadOptions) -> Document {
    let outline = Outline::of(&part.text);
    let blocks = article::choose(&part.text, outline.pieces, outline.excessive);
    let mut document = Document::new(Format::new(&Html), part, blocks);
    document.language = options.language.or(outline.language);
    document.date = outline.date;
    document
}

/// The encoding that a page declares in its first kilobytes: `<meta charset>` or `http-equiv`.
fn declared_encoding(head: &str) -> Option<&str> {
    let opened = Tokens::new(head).filter_map(|token| match token {
        Token::Open(tag) if tag.name.eq_ignore_ascii_case("meta") => Some(tag),
        _ => None,
    });
    for meta in opened {
        if let Some(charset) = meta.attribute("charset") {
            return Some(charset);
        }
        if meta.attribute("http-equiv").is_some_and(|of| of.eq_ignore_ascii_case("content-type")) {
            let content = meta.attribute("content").unwrap_or("");
            let at = content.to_ascii_lowercase().find("charset=")?;
            return Some(content[at + 8..].trim_matches(|c: char| " '\";".contains(c)));
        }
    }
    None
}

/// Whether a text without a telling name is an HTML page.
fn looks_like_html(head: &str) -> bool {
    let begins =
        |tag: &Tag<'_>| ["html", "head", "body"].iter().any(|name| tag.name.eq_ignore_ascii_case(name));
    for token in Tokens::new(head).take(8) {
        match token {
            Token::Other(span) if is_doctype(span.of(head)) => return true,
            Token::Other(_) => {}
            Token::Text(span) if span.of(head).trim().is_empty() => {}
            Token::Open(tag) => return begins(&tag),
            _ => return false,
        }
    }
    false
}

fn is_doctype(markup: &str) -> bool {
    markup.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"))
}

/// The date an element states, as far as it goes: `2020-11-15` of `2020-11-15T08:00`.
fn date_of(tag: &Tag<'_>) -> Option<String> {
    let is = |attribute: &str, names: &[&str]| {
        let value = tag.attribute(attribute).unwrap_or("");
        names.iter().any(|name| name.eq_ignore_ascii_case(value))
    };
    const NAMES: [&str; 9] = [
        "article:published_time",
        "og:published_time",
        "datePublished",
        "date",
        "pubdate",
        "publication_date",
        "dc.date",
        "dcterms.created",
        "dc.date.issued",
    ];
    let value = if tag.name.eq_ignore_ascii_case("time") {
        tag.attribute("datetime")?
    } else if is("property", &NAMES) || is("name", &NAMES) || is("itemprop", &NAMES) {
        tag.attribute("content")?
    } else {
        return None;
    };
    let date = value.trim().split(['T', ' ']).next()?;
    is_date(date).then(|| date.to_owned())
}

fn language_of(tag: &Tag<'_>) -> Option<Language> {
    tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).and_then(Language::from_tag)
}
