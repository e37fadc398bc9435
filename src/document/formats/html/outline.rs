//! The blocks of a page with what its markup says about each.

use super::{date_of, elements, language_of};
use crate::{
    document::{Block, BlockKind, RunKind, flow::Flow},
    language::Language,
    markup::{Tag, Token, Tokens, html_reference},
    text::Span,
};

/// How many open elements are kept track of; deeper ones count as part of the last.
const DEPTH: usize = 256;

/// A block and what the markup around it says.
pub(super) struct Piece {
    pub(super) block: Block,
    /// Where in the page its text starts.
    pub(super) start: usize,
    /// The element says that it is no part of the article (a menu, an advert, a footer).
    pub(super) around: bool,
    /// It stands in an element that says it holds the article.
    pub(super) in_article: bool,
    /// How many bytes of its text are links.
    pub(super) linked: usize,
    /// The page’s title.
    pub(super) title: bool,
    /// A heading of the first rank.
    pub(super) first_rank: bool,
}

/// What a page holds.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) pieces: Vec<Piece>,
    pub(super) language: Option<Language>,
    pub(super) date: Option<String>,
    /// Elements are nested deeper, or have more attributes, than any page needs: a browser’s parser would take
    /// the square of their number.
    pub(super) excessive: bool,
}

/// An open element.
struct Open<'t> {
    name: &'t str,
    block: bool,
    unread: bool,
    around: bool,
    article: bool,
    kind: Option<BlockKind>,
    language: Option<Language>,
    preformatted: bool,
    /// Where in the flow a link or a piece of code starts.
    start: usize,
}

impl Outline {
    /// Reads the page.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader {
            text,
            open: Vec::new(),
            flow: Flow::default(),
            linked: 0,
            pre: false,
            outline: Self::default(),
        };
        for token in Tokens::new(text) {
            match token {
                Token::Text(span) => reader.text(span),
                Token::Open(tag) => reader.open(&tag),
                Token::Close(tag) => reader.close(tag.name),
                Token::Other(_) => {}
            }
        }
        reader.end_block();
        reader.outline
    }
}

struct Reader<'t> {
    text: &'t str,
    open: Vec<Open<'t>>,
    flow: Flow,
    linked: usize,
    /// Whether the flow keeps its white space.
    pre: bool,
    outline: Outline,
}

impl<'t> Reader<'t> {
    fn text(&mut self, span: Span) {
        if self.open.last().is_some_and(|open| open.unread) {
            return;
        }
        if self.open.last().is_some_and(|open| open.preformatted) {
            self.pre = true;
            self.flow.escaped(self.text, span, html_reference);
        } else {
            self.flow.collapsed(self.text, span, html_reference);
        }
    }

    fn open(&mut self, tag: &Tag<'t>) {
        self.outline.excessive |= tag.is_overladen();
        let block = elements::is_block(tag.name);
        if block {
            self.end_block();
            self.close_implied(tag.name);
        } else if tag.name.eq_ignore_ascii_case("br") {
            self.line_break(tag.span);
        }
        if self.outline.date.is_none() {
            self.outline.date = date_of(tag);
        }
        if self.outline.language.is_none() && tag.name.eq_ignore_ascii_case("html") {
            self.outline.language = language_of(tag);
        }
        if elements::is_void(tag.name) {
            return;
        }
        if self.open.len() >= DEPTH {
            self.outline.excessive = true;
            return;
        }
        let outer = self.open.last();
        let inherits = |what: fn(&Open<'_>) -> bool| outer.is_some_and(what);
        let article = elements::is_article(tag);
        let open = Open {
            name: tag.name,
            block,
            unread: inherits(|o| o.unread) || elements::is_unread(tag),
            around: (inherits(|o| o.around) && !article) || elements::is_around(tag),
            article: inherits(|o| o.article) || article,
            kind: elements::kind(tag.name).or(outer.and_then(|o| o.kind)),
            language: language_of(tag).or(outer.and_then(|o| o.language)),
            preformatted: inherits(|o| o.preformatted) || tag.name.eq_ignore_ascii_case("pre"),
            start: self.flow.text().len(),
        };
        self.open.push(open);
    }

    fn close(&mut self, name: &str) {
        if elements::is_block(name) {
            self.end_block();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) {
            self.close_from(at);
        }
    }

    /// Closes the elements from the `at`th on.
    fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            if elements::is_code(open.name) {
                self.flow.protect_from(open.start);
            } else if open.name.eq_ignore_ascii_case("a") {
                self.linked += self.flow.text().len().saturating_sub(open.start);
            }
        }
    }

    /// Closes what the start tag `name` closes without an end tag.
    fn close_implied(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.block)
            && self.open[at].name.eq_ignore_ascii_case("p")
        {
            self.close_from(at);
        }
        if let Some((closed, bounds)) = elements::closes(name) {
            let is = |list: &str, open: &Open<'_>| elements::listed(list, open.name);
            if let Some(at) = self.open.iter().rposition(|open| is(closed, open) || is(bounds, open))
                && is(closed, &self.open[at])
            {
                self.close_from(at);
            }
        }
    }

    /// A line break ends a block after the end of a sentence, else it is a space.
    fn line_break(&mut self, span: Span) {
        let text = self.flow.text().trim_end();
        if text.ends_with(['.', '!', '?', '…', ':', ';', '»', '”', '"', ')']) {
            self.end_block();
        } else if self.flow.text().ends_with(' ') && !text.is_empty() {
            // The second of two breaks, or one on a line of its own.
            self.end_block();
        } else if !text.is_empty() {
            self.flow.unit(" ", span, RunKind::Markup);
        }
    }

    fn end_block(&mut self) {
        let mut flow = std::mem::take(&mut self.flow);
        let mut linked = std::mem::take(&mut self.linked);
        let pre = std::mem::take(&mut self.pre);
        for open in &mut self.open {
            let start = std::mem::take(&mut open.start);
            if elements::is_code(open.name) {
                flow.protect_from(start);
            } else if open.name.eq_ignore_ascii_case("a") {
                linked += flow.text().len().saturating_sub(start);
            }
        }
        let Some(start) = flow.start() else { return };
        let innermost = self.open.last();
        let within = |name: &str| self.open.iter().any(|open| open.name.eq_ignore_ascii_case(name));
        let kind = match innermost.and_then(|open| open.kind) {
            None if pre && within("code") => BlockKind::Code,
            kind => kind.unwrap_or(BlockKind::Paragraph),
        };
        let Some(mut block) = flow.block(kind, 0) else { return };
        block.language = innermost
            .and_then(|open| open.language)
            .filter(|language| self.outline.language.is_some_and(|page| page != *language));
        self.outline.pieces.push(Piece {
            block,
            start,
            around: innermost.is_some_and(|open| open.around),
            in_article: innermost.is_some_and(|open| open.article),
            linked,
            title: within("title"),
            first_rank: within("h1"),
        });
    }
}
