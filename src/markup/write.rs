//! Writing XML.

use super::escape::push_escaped;

/// Writes XML, indented by hand where it matters.
pub(crate) struct XmlWriter(pub String);

impl XmlWriter {
    /// Starts a file.
    pub(crate) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".into())
    }

    /// Markup as it is.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A start tag.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            push_escaped(&mut self.0, value, true);
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// Text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text, false);
        self
    }

    /// An end tag and a line end.
    pub(crate) fn close(&mut self, name: &str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
        self
    }

    /// An element with text in it.
    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(name, attributes).text(text).close(name)
    }
}

/// An id that XML takes (an NCName), and from which [`id_from`] gives the text again.
pub(crate) fn id_for(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let start = c.is_alphabetic() && c != '_';
        let good = start || (at > 0 && (c.is_ascii_digit() || matches!(c, '-' | '.')));
        let plain = good && (c.is_ascii() || matches!(c, 'à'..='ö' | 'ø'..='ÿ'));
        if plain || (c == '_' && !text[at..].starts_with("_x")) {
            out.push(c);
        } else {
            out.push_str(&format!("_x{:04X}_", c as u32));
        }
    }
    out
}

/// The text an id was made from.
pub(crate) fn id_from(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut rest = id;
    while let Some(at) = rest.find("_x") {
        let decoded = rest[at + 2..].split_once('_').and_then(|(digits, after)| {
            let hex = (4..=6).contains(&digits.len());
            let c = hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten().and_then(char::from_u32)?;
            Some((c, after))
        });
        match decoded {
            Some((c, after)) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = after;
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back() {
        for text in ["haut-karabakh", "reg.karabakh", "12", "a b", "_x0041_", "é:è", "_", "人"] {
            assert_eq!(id_from(&id_for(text)), text);
            assert!(!id_for(text).starts_with(|c: char| c.is_ascii_digit()));
        }
    }
}
