//! Inline elements of TMX, XLIFF and TBX: which of them hold text, which hold codes of the original file.

use super::xml::Element;

/// Elements whose content is native code (`<bpt>&lt;b&gt;</bpt>`).
const CODE: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

/// Elements that hold text or nothing.
const TEXT: [&str; 14] =
    ["cp", "bx", "ec", "em", "ex", "foreign", "g", "hi", "mrk", "pc", "sc", "sm", TEXT_IN_CODE, "x"];

/// An element within code that holds text again (the title of a link).
const TEXT_IN_CODE: &str = "sub";

/// Whether elements of this name stand within a text.
pub(crate) fn is_inline(name: &str) -> bool {
    CODE.contains(&name) || TEXT.contains(&name)
}

/// The inline elements that are open within a text.
#[derive(Default)]
pub(crate) struct InlineCodes {
    /// For each, whether what stands in it is code.
    open: Vec<bool>,
}

impl InlineCodes {
    /// An element starts within the text.
    pub(crate) fn open(&mut self, name: &str) {
        self.open.push(name != TEXT_IN_CODE && (self.in_code() || CODE.contains(&name)));
    }

    /// An element ends; `false` when no inline element is open, so that it is the text itself that ends.
    pub(crate) fn close(&mut self) -> bool {
        self.open.pop().is_some()
    }

    /// Whether what follows is code.
    pub(crate) fn in_code(&self) -> bool {
        self.open.last().copied().unwrap_or(false)
    }

    /// Forgets all open elements.
    pub(crate) fn clear(&mut self) {
        self.open.clear();
    }
}

/// Whether an element of a bilingual file holds other texts than those of its unit, under the same tags: proposals of a
/// memory (`alt-trans` of XLIFF 1.2, `matches` of 2.x), native code, binary parts.
pub(crate) fn holds_other_texts(local: &str) -> bool {
    matches!(local, "alt-trans" | "matches" | "originalData" | "bin-unit")
}

/// Whether an inline element stands for a line break of the original.
pub(crate) fn is_line_break(element: &Element<'_>) -> bool {
    let breaks = |value: &str| value.contains("lb") || value.contains("break") || value.contains("br");
    element.empty
        && ["ctype", "type", "subType", "equiv-text"]
            .iter()
            .filter_map(|name| element.attribute(name))
            .any(|value| breaks(&value))
}
