//! From the YAML of one concept to its terms.

pub(super) use super::grammar::Grammars;
use super::{
    drafts::{Draft, Drafts, Said, Side},
    fields::{Fields, File},
    model::{Concept, ConceptKind, Form, LanguagePair, Position, Relation, Slot, Status, Term},
    person,
    tree::{At, Node, Value},
};
use crate::language::Language;

/// What reading a concept needs to know of its glossary.
#[derive(Clone, Copy)]
pub(super) struct Scope<'g> {
    pub pair: LanguagePair,
    pub styles: &'g [String],
}

/// Keys that may stand beside `preferred` in any slot.
const GRAMMAR_KEYS: [&str; 7] =
    ["article", "gender", "locative", "elides", "own_article", "plural", "inflect"];
const SLOT_KEYS: [&str; 14] =
    beside(GRAMMAR_KEYS, ["preferred", "variants", "sides", "relation", "party", "alone", "note"]);
const ENTRY_KEYS: [&str; 18] = beside(SLOT_KEYS, ["short", "abbreviation", "given", "family"]);
const VARIANT_KEYS: [&str; 15] =
    beside(GRAMMAR_KEYS, ["form", "pattern", "relation", "status", "party", "in", "note", "alone"]);
/// Keys of a side’s name below `sides:`.
const SIDE_KEYS: [&str; 13] =
    beside(GRAMMAR_KEYS, ["preferred", "variants", "status", "in", "note", "alone"]);

/// The keys of `more`, then `keys`.
const fn beside<const A: usize, const B: usize, const N: usize>(
    keys: [&'static str; A],
    more: [&'static str; B],
) -> [&'static str; N] {
    let (mut all, mut at) = ([""; N], 0);
    while at < N {
        all[at] = if at < B { more[at] } else { keys[at - B] };
        at += 1;
    }
    all
}

/// Reads one concept; `None` when nothing of it can be used.
pub(super) fn read(file: &mut File<'_>, scope: Scope<'_>, id: &str, at: At, node: &Node) -> Option<Concept> {
    if id.is_empty() || id.chars().any(char::is_whitespace) {
        let help = "ids are single words such as haut-karabakh".to_owned();
        file.error(at, format!("«{id}» is no concept id"), Some(help));
    }
    let (source, target) = (scope.pair.source.code(), scope.pair.target.code());
    let fields =
        file.fields(node, format_args!("concept «{id}»"), &["type", "note", "source", source, target]);
    let kind = match fields.get("type") {
        Some(node) => file.choice(node, "type", &ConceptKind::ALL.map(|kind| (kind.name(), kind))),
        None => {
            let words = ConceptKind::ALL.map(ConceptKind::name).join(", ");
            file.error(
                at,
                format!("concept «{id}» has no type"),
                Some(format!("write `type:` and one of {words}")),
            );
            None
        }
    };
    let note = fields.get("note").and_then(|node| file.text(node, "note")).map(str::to_owned);
    let provenance = fields.get("source").and_then(|node| file.text(node, "source")).map(str::to_owned);
    let mut terms = Vec::with_capacity(2);
    for language in [scope.pair.source, scope.pair.target] {
        if let Some(node) = fields.get(language.code()) {
            Entry { file, scope, language }.read(node, &mut terms);
        }
    }
    terms.shrink_to_fit();
    if kind == Some(ConceptKind::Term) {
        terms.iter_mut().for_each(find_plural);
    }
    Some(Concept {
        id: id.to_owned(),
        kind: kind?,
        note,
        source: provenance,
        terms,
        position: file.position(at),
    })
}

/// Lets the plural of a common noun be found where the glossary does not list it.
fn find_plural(term: &mut Term) {
    let is_noun = term.slot == Slot::Full && term.language.nouns_agree();
    let is_abbreviation = !term.text().chars().any(char::is_lowercase);
    term.grammar.regular_plural = is_noun
        && !is_abbreviation
        && term.grammar.inflections.is_empty()
        && matches!(term.form, Form::Literal(_));
}

/// Reads what a concept has in one language.
pub(super) struct Entry<'a, 't, 'g> {
    pub file: &'a mut File<'t>,
    pub scope: Scope<'g>,
    pub language: Language,
}

impl Entry<'_, '_, '_> {
    fn read(&mut self, node: &Node, terms: &mut Vec<Term>) {
        if let Value::Scalar(_) = node.value {
            self.slot(node, Slot::Full, terms);
            return;
        }
        let fields = self.file.fields(node, format_args!("«{}»", self.language), &ENTRY_KEYS);
        if fields.get("family").is_some() {
            person::read(self, &fields, terms);
        } else if let Some(given) = fields.get("given") {
            self.file.error(given.at, "a given name without `family`", None);
        } else if fields.get("preferred").is_some() {
            self.slot_fields(&fields, Slot::Full, terms);
        } else {
            let help = "write `preferred:` with the form to use".to_owned();
            self.file.error(node.at, format!("no preferred form in «{}»", self.language), Some(help));
        }
        for slot in [Slot::Short, Slot::Abbreviation] {
            if let Some(node) = fields.get(slot.name()) {
                self.slot(node, slot, terms);
            }
        }
    }

    /// Reads a slot: a bare form, or a mapping with `preferred` and `variants`.
    pub(super) fn slot(&mut self, node: &Node, slot: Slot, terms: &mut Vec<Term>) {
        if node.text().is_some() {
            if let Some(form) = self.file.text(node, "a form") {
                let draft = Draft {
                    preferred: vec![true; self.scope.styles.len()],
                    ..Draft::new(form, self.file.position(node.at))
                };
                terms.push(self.term(draft, &Grammars::default(), slot, true));
            }
            return;
        }
        let fields = self.file.fields(node, slot.name(), &SLOT_KEYS);
        if fields.get("preferred").is_none() {
            self.file.error(node.at, format!("no preferred form in «{}»", slot.name()), None);
            return;
        }
        self.slot_fields(&fields, slot, terms);
    }

    /// Reads a slot from the fields of its mapping.
    fn slot_fields(&mut self, fields: &Fields<'_>, slot: Slot, terms: &mut Vec<Term>) {
        let mut drafts = Drafts::default();
        let alone = fields.get("alone").and_then(|node| self.file.flag(node, "alone"));
        if let Some(node) = fields.get("preferred") {
            for (form, at, styles) in self.preferred(node) {
                let position = self.file.position(at);
                let draft = drafts.get(&form, position);
                for style in styles {
                    draft.preferred.resize(self.scope.styles.len(), false);
                    draft.preferred[style] = true;
                }
                draft.alone = alone;
            }
        }
        let base = self.grammar(fields);
        if let Some(first) = drafts.0.first_mut() {
            first.relation = self.relation(fields);
            first.party =
                fields.get("party").and_then(|node| self.file.text(node, "party")).map(str::to_owned);
            first.note = fields.get("note").and_then(|node| self.file.text(node, "note")).map(str::to_owned);
            first.own = Some(base.clone());
        }
        self.variants(fields, &mut drafts);
        for draft in &mut drafts.0 {
            draft.alone = draft.alone.or(alone);
        }
        self.finish(drafts, &base, slot, terms);
    }

    /// Reads what stands under `variants` and `sides`.
    pub(super) fn variants(&mut self, fields: &Fields<'_>, drafts: &mut Drafts) {
        if let Some(node) = fields.get("variants") {
            for item in self.file.items(node, "variants") {
                self.variant(item, None, drafts);
            }
        }
        if let Some(node) = fields.get("sides") {
            for (party, at, side) in self.file.entries(node, "sides") {
                self.side(party, at, side, drafts);
            }
        }
    }

    /// Reads the name a side uses, with its spellings.
    fn side(&mut self, party: &str, at: At, node: &Node, drafts: &mut Drafts) {
        let (name, fields) = match node.text() {
            Some(_) => (Some(node), None),
            None => {
                let fields = self.file.fields(node, "a side", &SIDE_KEYS);
                (fields.get("preferred"), Some(fields))
            }
        };
        let Some(name) = name else {
            let help = "write `preferred:` with the name it uses".to_owned();
            self.file.error(at, format!("no name of the side «{party}»"), Some(help));
            return;
        };
        let Some(form) = self.file.text(name, "a form") else { return };
        let own = fields.as_ref().map(|fields| self.grammar(fields)).unwrap_or_default();
        let said = fields.as_ref().map(|fields| self.said(fields)).unwrap_or_default();
        let position = self.file.position(name.at);
        if let Some(draft) = self.new_variant(drafts, form, false, name.at, position) {
            said.of(draft);
            draft.relation = Some(Relation::Party);
            draft.party = Some(party.to_owned());
            draft.own = Some(own.clone());
        }
        let Some(variants) = fields.as_ref().and_then(|fields| fields.get("variants")) else { return };
        let of_side = Side { party, base: &own };
        for item in self.file.items(variants, "variants") {
            self.variant(item, Some(of_side), drafts);
        }
    }

    /// The preferred forms of a slot with the styles that prefer them, the default’s first.
    pub(super) fn preferred(&mut self, node: &Node) -> Vec<(String, At, Vec<usize>)> {
        let all = self.scope.styles.len();
        if !matches!(node.value, Value::Mapping(_)) {
            let form = self.file.text(node, "preferred");
            return form.map(|form| (form.to_owned(), node.at, (0..all).collect())).into_iter().collect();
        }
        let mut by_style: Vec<Option<(&str, At)>> = vec![None; all];
        for (style, at, value) in self.file.entries(node, "preferred") {
            let Some(number) = self.style(style, at) else { continue };
            by_style[number] = self.file.text(value, "a preferred form").map(|form| (form, value.at));
        }
        let Some(default) = by_style.first().copied().flatten() else {
            let help = "add `default:`, the form when no style is named".to_owned();
            self.file.error(node.at, "preferred forms without a default", Some(help));
            return Vec::new();
        };
        let mut forms: Vec<(String, At, Vec<usize>)> = Vec::new();
        for (style, form) in by_style.into_iter().enumerate() {
            let (form, at) = form.unwrap_or(default);
            match forms.iter_mut().find(|(known, ..)| known == form) {
                Some((.., styles)) => styles.push(style),
                None => forms.push((form.to_owned(), at, vec![style])),
            }
        }
        forms
    }

    fn style(&mut self, name: &str, at: At) -> Option<usize> {
        let found = self.scope.styles.iter().position(|style| style == name);
        if found.is_none() {
            let help = format!(
                "the styles are {}; new ones are listed under `styles:`",
                self.scope.styles.join(", ")
            );
            self.file.error(at, format!("unknown style «{name}»"), Some(help));
        }
        found
    }

    /// Reads one item of `variants`, those of a side’s name with that side.
    fn variant(&mut self, node: &Node, side: Option<Side<'_>>, drafts: &mut Drafts) {
        if node.text().is_some() {
            if let Some(form) = self.file.text(node, "a variant") {
                let position = self.file.position(node.at);
                if let Some(draft) = self.new_variant(drafts, form, false, node.at, position)
                    && let Some(side) = side
                {
                    side.of(draft);
                }
            }
            return;
        }
        let fields = self.file.fields(node, "a variant", &VARIANT_KEYS);
        let (form, pattern) = match (fields.get("form"), fields.get("pattern")) {
            (Some(form), None) => (form, false),
            (None, Some(pattern)) => (pattern, true),
            _ => {
                self.file.error(node.at, "a variant has either `form` or `pattern`", None);
                return;
            }
        };
        let Some(text) = self.file.text(form, "a form") else { return };
        if pattern && !self.is_pattern(text, form.at) {
            return;
        }
        let relation = self.relation(&fields);
        let party = fields.get("party").and_then(|node| self.file.text(node, "party")).map(str::to_owned);
        let said = self.said(&fields);
        let own = self.grammar(&fields);
        let position = self.file.position(form.at);
        let Some(draft) = self.new_variant(drafts, text, pattern, form.at, position) else { return };
        said.of(draft);
        draft.relation = relation.or(draft.relation);
        draft.party = party.or(draft.party.take());
        draft.own = Some(own);
        if let Some(side) = side {
            side.of(draft);
        }
    }

    /// Reads what a variant says besides form, relation, party and grammar.
    fn said(&mut self, fields: &Fields<'_>) -> Said {
        let note = fields.get("note").and_then(|node| self.file.text(node, "note")).map(str::to_owned);
        let alone = fields.get("alone").and_then(|node| self.file.flag(node, "alone"));
        let status = fields.get("status").and_then(|node| self.status(node));
        let mut by_style = vec![None; self.scope.styles.len()];
        if let Some(node) = fields.get("in") {
            for (style, at, value) in self.file.entries(node, "in") {
                if let Some(number) = self.style(style, at) {
                    by_style[number] = self.status(value);
                }
            }
        }
        Said { note, alone, status, by_style }
    }

    fn status(&mut self, node: &Node) -> Option<Status> {
        let words =
            [Status::Admitted, Status::Deprecated, Status::Forbidden].map(|status| (status.name(), status));
        self.file.choice(node, "status of a variant", &words)
    }

    /// A draft for a variant; an error when the slot lists the form as a variant already.
    fn new_variant<'d>(
        &mut self,
        drafts: &'d mut Drafts,
        form: &str,
        pattern: bool,
        at: At,
        position: Position,
    ) -> Option<&'d mut Draft> {
        let draft = drafts.get(form, position);
        if draft.is_variant {
            let first = draft.position.clone();
            self.file.error(at, format!("«{form}» is listed twice"), Some(format!("first at {first}")));
            return None;
        }
        draft.is_variant = true;
        draft.pattern = pattern;
        Some(draft)
    }

    fn is_pattern(&mut self, text: &str, at: At) -> bool {
        match regex::RegexBuilder::new(text).size_limit(1 << 20).build() {
            Ok(pattern) if pattern.is_match("") => {
                self.file.error(at, "this pattern matches the empty text", None);
                false
            }
            Ok(_) => true,
            Err(error) => {
                let message = error.to_string();
                let message = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
                self.file.error(at, format!("this is no regular expression: {message}"), None);
                false
            }
        }
    }

    fn relation(&mut self, fields: &Fields<'_>) -> Option<Relation> {
        let words = Relation::ALL.map(|relation| (relation.name(), relation));
        fields.get("relation").and_then(|node| self.file.choice(node, "relation", &words))
    }

    /// Turns the drafts of full names into terms.
    pub(super) fn finish_variants(&mut self, drafts: Drafts, base: &Grammars, terms: &mut Vec<Term>) {
        self.finish(drafts, base, Slot::Full, terms);
    }

    /// Turns the drafts of a slot into terms, preferred ones first.
    fn finish(&mut self, mut drafts: Drafts, base: &Grammars, slot: Slot, terms: &mut Vec<Term>) {
        drafts.0.sort_by_key(|draft| !draft.preferred.contains(&true));
        for (number, draft) in drafts.0.into_iter().enumerate() {
            terms.push(self.term(draft, base, slot, number == 0));
        }
    }

    fn term(&self, draft: Draft, base: &Grammars, slot: Slot, first: bool) -> Term {
        // Where a style prefers another form, the default’s name gives way to it.
        let is_default = draft.preferred.first() == Some(&true);
        let named = draft.relation.filter(|_| draft.is_variant && !is_default);
        let implied = named.unwrap_or(Relation::Spelling).implied_status();
        let statuses = (0..self.scope.styles.len())
            .map(|style| {
                if draft.preferred.get(style) == Some(&true) {
                    return Status::Preferred;
                }
                let own = draft.by_style.get(style).copied().flatten();
                own.or(draft.status).unwrap_or(implied)
            })
            .collect();
        let relation = draft.relation.unwrap_or(match (first, slot) {
            (true, Slot::Full) => Relation::Base,
            (true, Slot::Short) => Relation::Short,
            (true, Slot::Abbreviation) => Relation::Abbreviation,
            (false, _) => Relation::Spelling,
        });
        let preferred = draft.preferred.contains(&true);
        let grammar = match draft.own {
            None if preferred => base.clone(),
            // A side’s spelling goes with the articles of the side’s name.
            own => own.unwrap_or_default().over(draft.base.as_ref().unwrap_or(base)),
        };
        let grammar = grammar.build(&draft.form, self.language);
        Term {
            language: self.language,
            form: if draft.pattern { Form::Pattern(draft.form) } else { Form::Literal(draft.form) },
            slot,
            relation,
            party: draft.party,
            statuses,
            grammar,
            alone: draft.alone,
            note: draft.note,
            position: draft.position,
        }
    }

    fn grammar(&mut self, fields: &Fields<'_>) -> Grammars {
        Grammars::read(self.file, fields)
    }
}
