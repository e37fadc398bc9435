//! From the YAML of one concept to its terms.

use super::{
    entry::Entry,
    fields::File,
    model::{Concept, ConceptKind, Form, LanguagePair, Slot, Term},
    records,
    tree::{At, Node},
};

/// What reading a concept needs to know of its glossary.
#[derive(Clone, Copy)]
pub(super) struct Scope<'g> {
    pub pair: LanguagePair,
    pub styles: &'g [String],
}

/// Reads one concept; `None` when nothing of it can be used.
pub(super) fn read(file: &mut File<'_>, scope: Scope<'_>, id: &str, at: At, node: &Node) -> Option<Concept> {
    if id.is_empty() || id.chars().any(char::is_whitespace) {
        let help = "ids are single words such as haut-karabakh".to_owned();
        file.error(at, format!("«{id}» is no concept id"), Some(help));
    }
    let (source, target) = (scope.pair.source.code(), scope.pair.target.code());
    let keys = ["type", "note", "source", source, target, "domain", "definition", "roles", "other"];
    let fields = file.fields(node, format_args!("concept «{id}»"), &keys);
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
    let details = records::concept(file, scope, &fields, kind);
    if kind == Some(ConceptKind::Term) {
        terms.iter_mut().for_each(find_plural);
    }
    Some(Concept {
        id: id.to_owned(),
        kind: kind?,
        note,
        source: provenance,
        terms,
        details,
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
