//! What the elements of HTML are for reading.

use crate::{document::BlockKind, markup::Tag};

/// Elements that break the text; all others stand in the line.
const BLOCKS: &str = "address article aside blockquote body caption center col colgroup dd details dialog dir div \
    dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li \
    main menu nav ol optgroup option p pre search section select summary table tbody td textarea tfoot th thead \
    title tr ul";

/// Elements without content.
const VOID: &str =
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr";

/// Elements whose text is not read: controls, drawings, replacements for what a browser shows.
const UNREAD: &str = "audio button canvas datalist input iframe map math meter noembed noframes noscript object \
    option progress select svg template textarea video";

/// Elements around the article, by themselves.
const AROUND: &str = "aside dialog footer form menu nav";

/// Elements whose text stands for itself.
const CODE: &str = "code kbd samp tt var";

/// Words in a class, id or role that say: not the article.
const AROUND_WORDS: &str = "ad ads advert adverts advertisement advertising banner breadcrumb breadcrumbs \
    comment comments commentaire commentaires complementary contentinfo cookie cookies disqus footer login menu nav \
    navbar navigation newsletter outbrain paywall popup promo pub publicite publicité recommandations related reactions \
    share sharing sidebar signup skip social sociaux sponsor sponsored subscribe taboola toolbar widget";

fn is_one_of(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|item| item.eq_ignore_ascii_case(name))
}

pub(super) fn is_block(name: &str) -> bool {
    is_one_of(BLOCKS, name)
}

pub(super) fn is_void(name: &str) -> bool {
    is_one_of(VOID, name)
}

pub(super) fn is_code(name: &str) -> bool {
    is_one_of(CODE, name)
}

/// Whether what the element holds is not shown as text.
pub(super) fn is_unread(tag: &Tag<'_>) -> bool {
    is_one_of(UNREAD, tag.name)
        || tag.attribute("hidden").is_some()
        || tag.attribute("style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

/// Whether the element says of itself that it is no part of the article.
pub(super) fn is_around(tag: &Tag<'_>) -> bool {
    if is_one_of(AROUND, tag.name) {
        return true;
    }
    // The page itself may be called «with-sidebar».
    if ["html", "body", "main", "article"].iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
        return false;
    }
    ["class", "id", "role"].iter().filter_map(|name| tag.attribute(name)).any(|value| {
        value
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| !word.is_empty() && is_one_of(AROUND_WORDS, word))
    })
}

/// Whether the element says of itself that it holds the article.
pub(super) fn is_article(tag: &Tag<'_>) -> bool {
    ["article", "main"].iter().any(|name| tag.name.eq_ignore_ascii_case(name))
        || tag.attribute("itemprop").is_some_and(|of| of.eq_ignore_ascii_case("articleBody"))
        || tag.attribute("role").is_some_and(|of| of.eq_ignore_ascii_case("main"))
}

/// What a block directly in the element is.
pub(super) fn kind(name: &str) -> Option<BlockKind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" | "summary" | "legend" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "figcaption" | "caption" => BlockKind::Caption,
        "td" | "th" => BlockKind::TableCell,
        "blockquote" => BlockKind::Quote,
        _ => return None,
    })
}

/// The open elements that a start tag closes, up to those it never reaches out of.
pub(super) fn closes(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name.to_ascii_lowercase().as_str() {
        "li" => ("li", "ul ol menu dir"),
        "dt" | "dd" => ("dt dd", "dl"),
        "td" | "th" => ("td th", "tr table"),
        "tr" => ("tr", "tbody thead tfoot table"),
        "option" => ("option", "select optgroup"),
        _ => return None,
    })
}

/// Whether `list`, as [`closes`] gives it, has `name`.
pub(super) fn listed(list: &str, name: &str) -> bool {
    is_one_of(list, name)
}
