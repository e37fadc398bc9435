//! YAML as a tree of nodes that know where they stand.
//!
//! Read from the events of `granit-parser`, the parser inside `serde-saphyr`: deserialising stops at the
//! first duplicate key, while a glossary is to be told all its mistakes in one run.

use granit_parser::{Event, Parser, ScalarStyle};

pub(super) use super::node::{At, MAX_DEPTH, Node, SyntaxError, Value};
use super::regular;

/// Parses the single YAML document of `text`, which has so many lines before it.
pub(super) fn parse(text: &str, before: u32) -> Result<Node<'_>, SyntaxError> {
    regular::parse(text, before).map_or_else(|| parse_any(text, before), Ok)
}

/// Parses any YAML.
fn parse_any(text: &str, before: u32) -> Result<Node<'_>, SyntaxError> {
    let at = |line: usize, column| At::new(line + before as usize, column);
    let mut builder = Builder { closed: Vec::new(), open: Vec::new(), root: None };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| SyntaxError {
            at: at(error.marker().line(), error.marker().col() + 1),
            message: error.info(),
        })?;
        builder.take(event, at(span.start.line(), span.start.col() + 1))?;
    }
    Ok(builder.root.unwrap_or(Node { value: Value::Null, at: at(1, 1) }))
}

struct Builder<'t> {
    /// The finished nodes of all collections that are open, outermost first.
    closed: Vec<Node<'t>>,
    /// Where the nodes of each open collection start, and where the collection does.
    open: Vec<(usize, At)>,
    root: Option<Node<'t>>,
}

impl<'t> Builder<'t> {
    fn take(&mut self, event: Event<'t>, at: At) -> Result<(), SyntaxError> {
        match event {
            Event::Scalar(text, style, ..) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if null { Value::Null } else { Value::Scalar(text) };
                self.close(Node { value, at });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => self.open(at)?,
            Event::SequenceEnd => self.end(Value::Sequence),
            Event::MappingEnd => self.end(Value::Mapping),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return Err(SyntaxError {
                    at,
                    message: "YAML aliases (*name) are not read; write the value out".into(),
                });
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(SyntaxError {
                    at,
                    message: "a second YAML document (---); a glossary file holds one".into(),
                });
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, at: At) -> Result<(), SyntaxError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(SyntaxError { at, message: format!("nested deeper than {MAX_DEPTH} levels") });
        }
        self.open.push((self.closed.len(), at));
        Ok(())
    }

    fn end(&mut self, collection: fn(Box<[Node<'t>]>) -> Value<'t>) {
        if let Some((start, at)) = self.open.pop() {
            let value = collection(self.closed.drain(start..).collect());
            self.close(Node { value, at });
        }
    }

    /// Hands a finished node to the collection it belongs to.
    fn close(&mut self, node: Node<'t>) {
        if self.open.is_empty() {
            self.root = Some(node);
        } else {
            self.closed.push(node);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    /// The shortcut gives what the general parser gives, or nothing.
    fn check(text: &str) -> Result<bool, String> {
        let Some(quick) = regular::parse(text, 7) else { return Ok(false) };
        match parse_any(text, 7) {
            Ok(node) if node == quick => Ok(true),
            other => Err(format!("{text}\n{quick:#?}\n{other:#?}")),
        }
    }

    #[test]
    fn glossaries_are_read_alike_by_both_parsers() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut files, mut quick) = (0, 0);
        for folder in ["glossary", "tests/cases", "tests/cases/exchange", "tests/cases/normalize"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|ending| ending == "yaml") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    files += 1;
                    quick +=
                        usize::from(check(&text).unwrap_or_else(|told| panic!("{}: {told}", path.display())));
                    // Cut anywhere, and with any line out of place.
                    for (at, _) in text.char_indices().step_by(997) {
                        check(&text[..at]).unwrap_or_else(|told| panic!("{}: {told}", path.display()));
                    }
                }
            }
        }
        assert!(quick * 2 > files, "the shortcut was taken for {quick} of {files} files only");
    }

    #[test]
    fn what_needs_a_general_parser_is_left_to_it() {
        for text in [
            "a: b: c\n",
            "a: &x b\n",
            "a: *x\n",
            "a: 'it''s'\n",
            "a: \"x\\n\"\n",
            "a: |\n  x\n",
            "a:\n",
            "a: b\n  c\n",
            "? a\n: b\n",
            "--- {a: b}\n",
            "a: {b: c\n}\n",
            "a: [b,,c]\n",
            "a: !t b\n",
            "a:\tb\n",
            "a: null\n",
            "- - a\n",
            "a: b\r\n",
            "a: x\u{2028}y\n",
            "a: {b:c}\n",
            "a: 'x # y'\n",
            "a: ~\n",
            "a: b #c\n  d\n",
            "%YAML 1.2\n",
            "a:\n- b\n  c\n",
        ] {
            assert_eq!(check(text), Ok(false), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn any_lines_are_read_alike_by_both_parsers(
            lines in proptest::collection::vec(("( ){0,6}(- ){0,2}", "([ab]|fr|é|'a'|\"b\"|[a-c:,{}\\[\\]#'\"é -]){0,5}", "(: |:|, |)", "([a-cé ]{0,4}|\\{[a-c:, \"']{0,8}\\}|\\[[a-c, ]{0,6}\\]|[a-c:,{}\\[\\]#'\"é -]{0,6})", "( #.{0,3}|)"), 1..5)
        ) {
            let text: String =
                lines.iter().map(|(a, b, c, d, e)| format!("{a}{b}{c}{d}{}\n", e.replace(['\n', '\r'], ""))).collect();
            if let Err(told) = check(&text) {
                prop_assert!(false, "{told}");
            }
        }
    }
}
