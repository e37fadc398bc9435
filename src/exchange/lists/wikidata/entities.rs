//! The lines of a JSON dump: `[`, an entity a line with a comma behind it, `]`; or an entity a line.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

use super::super::{Entry, EntryTerm, ReadError, Sink, Source, Wanted, next_line};
use crate::{
    glossary::{ConceptKind, Status},
    language::Language,
};

/// Reads entity by entity.
pub(super) fn read(mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut text = String::new();
    let mut alone = 0_usize;
    while let Some(line) = next_line(&mut input, &mut text)? {
        let row = text.trim().trim_start_matches('[').trim_end_matches([',', ']']).trim();
        if row.is_empty() {
            continue;
        }
        match serde_json::from_str::<Item>(row) {
            Ok(item) => match item.entry(line, wanted) {
                Some(entry) => (sink.entry)(entry),
                None => alone += 1,
            },
            Err(error) => {
                let said = error.to_string();
                let said = said.split(" at line ").next().unwrap_or_default();
                (sink.reject)(line, format!("no entity of Wikidata: {said}"));
            }
        }
    }
    if alone > 0 {
        let (source, target) = (wanted.languages.source, wanted.languages.target);
        let message =
            format!("{alone} entities have no label in «{source}» or none in «{target}»; they were left out");
        (sink.reject)(0, message);
    }
    Ok(())
}

/// What is read of an entity.
#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default, deserialize_with = "by_language")]
    labels: Vec<(Language, Text)>,
    #[serde(default, deserialize_with = "by_language")]
    descriptions: Vec<(Language, Text)>,
    #[serde(default, deserialize_with = "by_language")]
    aliases: Vec<(Language, Vec<Text>)>,
    #[serde(default, deserialize_with = "map_or_list")]
    claims: Claims,
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

/// What an item is an instance of.
#[derive(Default, Deserialize)]
struct Claims {
    #[serde(default, rename = "P31")]
    instances: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    mainsnak: Snak,
}

#[derive(Deserialize)]
struct Snak {
    datavalue: Option<DataValue>,
}

#[derive(Deserialize)]
struct DataValue {
    value: Class,
}

#[derive(Deserialize)]
struct Class {
    id: Option<String>,
}

impl Item {
    fn entry(self, line: usize, wanted: &Wanted) -> Option<Entry> {
        let (source, target) = (wanted.languages.source, wanted.languages.target);
        let mut terms = Vec::new();
        for language in [source, target] {
            let (_, label) = self.labels.iter().find(|(of, _)| *of == language)?;
            let label = EntryTerm::new(language, label.value.trim());
            terms.push(EntryTerm { status: Some(Status::Preferred), ..label });
            for (_, aliases) in self.aliases.iter().filter(|(of, _)| *of == language) {
                terms.extend(aliases.iter().map(|alias| alias_of(language, &alias.value)));
            }
        }
        let note = self.descriptions.into_iter().find(|(of, _)| *of == source).map(|(_, text)| text.value);
        let classes = self.claims.instances.iter().filter_map(|claim| claim.mainsnak.datavalue.as_ref());
        let kind = classes.filter_map(|value| kind_of_class(value.value.id.as_deref()?)).next();
        let source = Some(format!("Wikidata {}", self.id));
        Some(Entry { id: self.id, kind, note, source, terms, line, ..Entry::default() })
    }
}

/// An alias as a form that may be written.
pub(super) fn alias_of(language: Language, form: &str) -> EntryTerm {
    EntryTerm { status: Some(Status::Admitted), ..EntryTerm::new(language, form.trim()) }
}

/// The kind of concept that instances of a class are.
pub(super) fn kind_of_class(id: &str) -> Option<ConceptKind> {
    let rows = include_str!("classes.tsv").lines().filter(|line| !line.starts_with('#'));
    let found = rows.filter_map(|row| row.split_once('\t')).find(|(class, _)| *class == id);
    let name = found?.1.split('\t').next()?;
    ConceptKind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// The values of the languages drogman knows, of a map from language to value; the dump has an empty list for an
/// empty map.
fn by_language<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    input: D,
) -> Result<Vec<(Language, T)>, D::Error> {
    struct ByLanguage<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for ByLanguage<T> {
        type Value = Vec<(Language, T)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("texts by language")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut out = Vec::new();
            while let Some(tag) = map.next_key::<String>()? {
                match Language::ALL.into_iter().find(|language| language.code() == tag) {
                    Some(language) => out.push((language, map.next_value()?)),
                    None => drop(map.next_value::<IgnoredAny>()?),
                }
            }
            Ok(out)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Vec::new())
        }
    }
    input.deserialize_any(ByLanguage(PhantomData))
}

/// A map, or the empty list that the dump has for an empty one.
fn map_or_list<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(input: D) -> Result<T, D::Error> {
    struct MapOrList<T>(PhantomData<T>);

    impl<'de, T: DeserializeOwned + Default> Visitor<'de> for MapOrList<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("claims by property")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(T::default())
        }
    }
    input.deserialize_any(MapOrList(PhantomData))
}
