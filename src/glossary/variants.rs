//! From the YAML of variants and of the names that sides use to drafts of terms.

use super::{
    drafts::{Draft, Drafts, Said, Side},
    entry::Entry,
    fields::Fields,
    keys::{SIDE_KEYS, VARIANT_KEYS},
    model::{Position, Relation, Status},
    records,
    tree::{At, Node},
};

impl Entry<'_, '_, '_> {
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
        Said { note, alone, status, by_style, details: records::form(self.file, fields) }
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

    pub(super) fn relation(&mut self, fields: &Fields<'_>) -> Option<Relation> {
        let words = Relation::ALL.map(|relation| (relation.name(), relation));
        fields.get("relation").and_then(|node| self.file.choice(node, "relation", &words))
    }
}
