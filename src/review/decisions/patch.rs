//! An entry for one’s own glossary that changes a concept of a lower layer.

use crate::{
    glossary::{Concept, Glossary, Slot, Status, StyleId, Term, is_plain},
    language::Language,
};

/// Entries that make `lower` the concept that is wanted, as they stand below `concepts:`; those that say less first. The
/// last says everything.
pub(crate) fn patches(glossary: &Glossary, lower: &Concept, wanted: &Concept) -> Vec<String> {
    let patch = Patch { glossary, lower, wanted };
    let key = quoted(&wanted.id);
    let about = patch.about();
    let small: String = patch.languages().map(|language| patch.language(language)).collect();
    let large: String = patch.languages().map(|language| patch.whole_language(language)).collect();
    let whole = glossary.yaml_concept(wanted);
    let rest = whole.split_once('\n').map_or("", |(_, rest)| rest);
    vec![
        format!("  {key}:\n{about}{small}"),
        format!("  {key}:\n{about}{large}"),
        format!("  {key}:\n    replace: true\n{rest}"),
    ]
}

struct Patch<'p> {
    glossary: &'p Glossary,
    lower: &'p Concept,
    wanted: &'p Concept,
}

impl Patch<'_> {
    fn languages(&self) -> impl Iterator<Item = Language> {
        [self.glossary.languages.source, self.glossary.languages.target].into_iter()
    }

    /// The keys that tell of the whole concept, where they differ.
    fn about(&self) -> String {
        let before = fields(&self.glossary.yaml_concept(self.lower));
        let after = fields(&self.glossary.yaml_concept(self.wanted));
        let is_language = |key: &str| self.languages().any(|language| language.code() == key);
        let find = |all: &[(String, String)], key: &str| {
            all.iter().find(|(known, _)| known == key).map(|(_, text)| text.clone())
        };
        let mut out = String::new();
        for (key, text) in after.iter().filter(|(key, _)| !is_language(key)) {
            if find(&before, key).as_ref() != Some(text) {
                out.push_str(text);
            }
        }
        for (key, _) in before.iter().filter(|(key, _)| !is_language(key)) {
            if find(&after, key).is_none() {
                out.push_str(&format!("    {key}: ~\n"));
            }
        }
        out
    }

    /// All of a language, where it differs.
    fn whole_language(&self, language: Language) -> String {
        let of = |concept| {
            let all = fields(&self.glossary.yaml_concept(concept));
            all.into_iter().find(|(key, _)| key == language.code()).map(|(_, text)| text)
        };
        let (before, after) = (of(self.lower), of(self.wanted));
        let Some(after) = after.filter(|after| before.as_ref() != Some(after)) else { return String::new() };
        let (first, rest) = after.split_once('\n').unwrap_or((&after, ""));
        let value = first.split_once(':').map_or("", |(_, value)| value.trim());
        if value.is_empty() {
            return format!("{first}\n      replace: true\n{rest}");
        }
        format!("    {}:\n      replace: true\n      preferred: {value}\n", language.code())
    }

    /// What differs of a language, form by form.
    fn language(&self, language: Language) -> String {
        let full = self.slot(language, Slot::Full, 6);
        let short = self.slot(language, Slot::Short, 8);
        let abbreviation = self.slot(language, Slot::Abbreviation, 8);
        let slots = [("short", short), ("abbreviation", abbreviation)];
        let slots = slots.into_iter().filter(|(_, text)| !text.is_empty());
        let slots: String = slots.map(|(key, text)| format!("      {key}:\n{text}")).collect();
        match full.is_empty() && slots.is_empty() {
            true => String::new(),
            false => format!("    {}:\n{full}{slots}", language.code()),
        }
    }

    fn slot(&self, language: Language, slot: Slot, indent: usize) -> String {
        let of = |concept: &'_ Concept| -> Vec<Term> {
            let terms = concept.terms_in(language).map(|(_, term)| term);
            terms.filter(|term| term.slot == slot).cloned().collect()
        };
        let (before, after) = (of(self.lower), of(self.wanted));
        let find = |all: &[Term], form: &str| all.iter().find(|term| term.text() == form).cloned();
        let mut out = String::new();
        let gone = before.iter().filter(|term| find(&after, term.text()).is_none());
        let gone: Vec<String> = gone.map(|term| quoted(term.text())).collect();
        if !gone.is_empty() {
            out.push_str(&format!("{:indent$}remove: [{}]\n", "", gone.join(", ")));
        }
        out.push_str(&self.preferred(language, slot, indent));
        let changed = after.iter().filter(|term| {
            let is_same = |before: &Term| before.statuses == term.statuses && before.party == term.party;
            !find(&before, term.text()).is_some_and(|before| is_same(&before))
                && term.statuses.iter().any(|status| *status != Status::Preferred)
        });
        let items: Vec<String> = changed.map(|term| self.variant(term)).collect();
        if !items.is_empty() {
            out.push_str(&format!("{:indent$}variants:\n", ""));
            for item in items {
                out.push_str(&format!("{:indent$}  - {item}\n", ""));
            }
        }
        out
    }

    /// The forms that are preferred from now on.
    fn preferred(&self, language: Language, slot: Slot, indent: usize) -> String {
        let of = |concept: &Concept, style| {
            concept.preferred(language, slot, StyleId(style)).map(|(_, term)| term.text().to_owned())
        };
        let styles = 0..self.glossary.styles.len();
        let now: Vec<Option<String>> = styles.clone().map(|style| of(self.wanted, style)).collect();
        let changed = |style: &usize| now[*style].is_some() && now[*style] != of(self.lower, *style);
        let follows = |style: &usize| {
            *style > 0 && now[*style] == now[0] && of(self.lower, *style) == of(self.lower, 0)
        };
        let items: Vec<(usize, &str)> = styles
            .filter(|style| changed(style) && !follows(style))
            .filter_map(|style| Some((style, now[style].as_deref()?)))
            .collect();
        match items[..] {
            [] => String::new(),
            [(0, form)] => format!("{:indent$}preferred: {}\n", "", quoted(form)),
            _ => {
                let item = |(style, form): &(usize, &str)| {
                    format!("{}: {}", quoted(&self.glossary.styles[*style]), quoted(form))
                };
                let items: Vec<String> = items.iter().map(item).collect();
                format!("{:indent$}preferred: {{{}}}\n", "", items.join(", "))
            }
        }
    }

    /// A form with its status in every style.
    fn variant(&self, term: &Term) -> String {
        let mut fields = vec![format!("form: {}", quoted(term.text()))];
        let own = |style: usize| term.status(StyleId(style));
        let by_default = own(0);
        if by_default != Status::Preferred {
            fields.push(format!("status: {}", by_default.name()));
        }
        if let Some(party) = &term.party {
            fields.push(format!("party: {}", quoted(party)));
        }
        let others = (1..self.glossary.styles.len())
            .filter(|style| own(*style) != by_default && own(*style) != Status::Preferred);
        let others: Vec<String> = others
            .map(|style| format!("{}: {}", quoted(&self.glossary.styles[style]), own(style).name()))
            .collect();
        if !others.is_empty() {
            fields.push(format!("in: {{{}}}", others.join(", ")));
        }
        format!("{{{}}}", fields.join(", "))
    }
}

/// The keys of a concept in YAML, each with its lines.
fn fields(yaml: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in yaml.lines().skip(1) {
        let is_key = line.starts_with("    ") && !line[4..].starts_with(' ');
        match out.last_mut() {
            Some((_, text)) if !is_key => text.push_str(&format!("{line}\n")),
            _ => {
                let key = line.trim_start().split(':').next().unwrap_or_default().to_owned();
                out.push((key, format!("{line}\n")));
            }
        }
    }
    out
}

/// A text within YAML: bare where it reads the same again, else in quotes.
fn quoted(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
