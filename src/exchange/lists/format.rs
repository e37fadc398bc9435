//! What every format of term lists has in common.

use std::io::Read;

use super::{Entry, TermList, losses};
use crate::{
    exchange::{Input, ReadError, Source, Ui, WriteError},
    glossary::{Glossary, LanguagePair, StyleId},
    language::Language,
};

/// A format of term lists: one that other programs read and write.
pub trait ListFormat: Sync {
    /// What the command line calls it.
    fn name(&self) -> &'static str;

    /// The endings of its files, the usual one first; empty for a preset, which is named to be read.
    fn endings(&self) -> &'static [&'static str];

    /// The list as bytes; the same list gives the same bytes.
    ///
    /// # Errors
    /// When the format cannot hold the list at all.
    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError>;

    /// The same; a workbook has its headings and words in the language of the reader.
    ///
    /// # Errors
    /// As [`ListFormat::write`].
    fn write_in(&self, list: &TermList, _ui: Ui) -> Result<Vec<u8>, WriteError> {
        self.write(list)
    }

    /// Reads a list, handing over its entries one by one, so that a list of any size can be read.
    ///
    /// # Errors
    /// When the file is not in this format, damaged or too large; entries may have been handed over before.
    fn read(&self, input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError>;

    /// The house style that the bytes of a list say its statuses are for; none: they do not say, or `default`.
    fn style_named(&self, _bytes: &[u8]) -> Option<String> {
        None
    }
}

/// What the reader of a list is to look for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The languages to take; others are passed over.
    pub languages: LanguagePair,
    /// What the columns of a table are, in order; empty: told by the header row.
    pub columns: Vec<String>,
}

impl Wanted {
    /// The language of a tag, if it is one of the two wanted.
    ///
    /// ```
    /// use drogman::{exchange::Wanted, language::Language};
    /// assert_eq!(Wanted::default().language("en-GB"), Some(Language::English));
    /// assert_eq!(Wanted::default().language("de"), None);
    /// ```
    pub fn language(&self, tag: &str) -> Option<Language> {
        let language = Language::from_tag(tag)?;
        [self.languages.source, self.languages.target].into_iter().find(|&wanted| wanted == language)
    }
}

/// Where a reader hands over what it reads.
pub struct Sink<'a> {
    /// Takes an entry.
    pub entry: &'a mut dyn FnMut(Entry),
    /// Takes what could not be used: its line and why.
    pub reject: &'a mut dyn FnMut(usize, String),
}

/// Reads a whole list from memory.
///
/// # Errors
/// As [`ListFormat::read`].
///
/// ```
/// use drogman::exchange::{Wanted, list_format, read_all};
/// let csv = "français;anglais\nBakou;Baku\nErevan;\n";
/// let (list, rejected) = read_all(list_format("csv").unwrap(), csv.as_bytes(), &Wanted::default()).unwrap();
/// assert_eq!(list.entries.len() + rejected.len(), 2);
/// assert_eq!(list.entries[0].terms[1].form, "Baku");
/// ```
pub fn read_all(
    format: &dyn ListFormat,
    bytes: &[u8],
    wanted: &Wanted,
) -> Result<(TermList, Vec<(usize, String)>), ReadError> {
    let boxed: Box<dyn Read + '_> = Box::new(bytes);
    let input = Input::new(boxed).map_err(|error| ReadError::of_io(&error, 0))?;
    let (mut entries, mut rejected) = (Vec::new(), Vec::new());
    let mut sink = Sink {
        entry: &mut |entry| entries.push(entry),
        reject: &mut |line, message| rejected.push((line, message)),
    };
    format.read(input, wanted, &mut sink)?;
    Ok((TermList { languages: wanted.languages, entries, style: None }, rejected))
}

/// Writes a glossary in a format, with the statuses of a style: the bytes, and what they do not carry, in words.
///
/// # Errors
/// When the format cannot hold the glossary at all.
///
/// ```
/// use drogman::exchange::{export, list_format};
/// use drogman::glossary::{Glossary, StyleId};
/// let csv = list_format("csv").unwrap();
/// let (bytes, lost) = export(csv, Glossary::embedded(), StyleId::DEFAULT).unwrap();
/// assert!(String::from_utf8(bytes).unwrap().contains("Tbilissi"));
/// println!("csv does not carry: {}", lost.join(", "));
/// ```
pub fn export(
    format: &dyn ListFormat,
    glossary: &Glossary,
    style: StyleId,
) -> Result<(Vec<u8>, Vec<String>), WriteError> {
    export_in(format, glossary, style, Ui::default())
}

/// The same with the headings and words of a workbook in the language of the reader.
///
/// # Errors
/// As [`export`].
pub fn export_in(
    format: &dyn ListFormat,
    glossary: &Glossary,
    style: StyleId,
    ui: Ui,
) -> Result<(Vec<u8>, Vec<String>), WriteError> {
    let (list, lost) = TermList::of(glossary, style, |_| true);
    let bytes = format.write_in(&list, ui)?;
    let lost = unsaid(format, &list, lost, &bytes);
    Ok((bytes, lost))
}

/// What of a list is missing from `written`, its bytes in a format: `lost`, which no list has a place for, and
/// what does not come back when they are read.
///
/// ```
/// use drogman::exchange::{Entry, EntryTerm, TermList, list_format, unsaid};
/// use drogman::language::Language;
/// let mut french = EntryTerm::new(Language::French, "Artsakh");
/// french.party = Some("Arménie".into());
/// let terms = vec![french, EntryTerm::new(Language::English, "Artsakh")];
/// let list = TermList { entries: vec![Entry { terms, ..Entry::default() }], ..TermList::default() };
/// let deepl = list_format("deepl").unwrap();
/// let lost = unsaid(deepl, &list, Vec::new(), &deepl.write(&list).unwrap());
/// assert!(lost.contains(&"whose names they are (1)".to_owned()), "{lost:?}");
/// ```
pub fn unsaid(
    format: &dyn ListFormat,
    list: &TermList,
    mut lost: Vec<String>,
    written: &[u8],
) -> Vec<String> {
    let wanted = Wanted { languages: list.languages, columns: Vec::new() };
    match read_all(format, written, &wanted) {
        Ok((back, _)) => lost.extend(losses(list, &back)),
        Err(error) => lost.push(format!("anything that can be read again ({error})")),
    }
    lost
}
