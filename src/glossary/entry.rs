//! From the YAML of one language of a concept, and of its slots, to terms.

use super::{
    concept::Scope,
    drafts::{Draft, Drafts},
    fields::{Fields, File},
    grammar::Grammars,
    keys::{ENTRY_KEYS, SLOT_KEYS},
    model::{Form, Relation, Slot, Status, Term},
    person, records,
    tree::{At, Node, Value},
};
use crate::language::Language;

/// Reads what a concept has in one language.
pub(super) struct Entry<'a, 't, 'g> {
    pub file: &'a mut File<'t>,
    pub scope: Scope<'g>,
    pub language: Language,
}

impl Entry<'_, '_, '_> {
    pub(super) fn read(&mut self, node: &Node, terms: &mut Vec<Term>) {
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
            first.details = records::form(self.file, fields);
            first.own = Some(base.clone());
        }
        self.variants(fields, &mut drafts);
        self.finish(drafts, &base, slot, terms);
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

    pub(super) fn style(&mut self, name: &str, at: At) -> Option<usize> {
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
            details: draft.details,
            position: draft.position,
        }
    }

    pub(super) fn grammar(&mut self, fields: &Fields<'_>) -> Grammars {
        Grammars::read(self.file, fields)
    }
}
