//! The formats of documents: a file each, and a line each in the list below.

mod bilingual;
mod table;

use std::{borrow::Cow, path::Path, str::FromStr};

use super::format::{DocumentFormat, FileReader, Format, FormatInfo, UnknownFormat};

/// Declares the modules of the formats and lists them. What stands behind `else` is what remains of a format when
/// its feature is left out: its id and the endings that tell it.
macro_rules! formats {
    ($($module:ident::$format:ident $(if $feature:tt else $id:literal $endings:expr)?,)*) => {
        $($(#[cfg(feature = $feature)])? mod $module;)*

        const ALL: &[&dyn DocumentFormat] = &[$(
            $(#[cfg(feature = $feature)])?
            &$module::$format,
            $(
                #[cfg(not(feature = $feature))]
                &LeftOut::new($id, &$endings, $feature),
            )?
        )*];
    };
}

formats! {
    plain::Plain,
    markdown::Markdown,
    html::Html,
    docx::Docx,
    xliff::Xliff,
    tmx::Tmx,
    po::Po,
    srt::Srt,
    tsv::Tsv,
    csv::Csv,
    xlsx::Xlsx if "xlsx" else "xlsx" ["xlsx", "xlsm"],
}

impl Format {
    /// Plain text: what is in no other format.
    pub const PLAIN: Self = Self::new(&plain::Plain);

    /// Every format there is.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        ALL.iter().map(|format| Self::new(*format))
    }

    /// The format of a file: by the ending of its name where that tells, else by its first bytes.
    pub(super) fn of_file(name: &str, bytes: &[u8]) -> Self {
        by_name(name).unwrap_or_else(|| by_content(&head(bytes)))
    }

    /// The encoding that a file in this format declares at its start: in `<?xml …?>`, in a header.
    pub(super) fn declared_encoding(self, bytes: &[u8]) -> Option<String> {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
        self.implementation().declared_encoding(&head)
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        Self::all().find(|format| format.id() == word).ok_or_else(|| {
            let known: Vec<&str> = Self::all().map(Self::id).collect();
            UnknownFormat { word: word.to_owned(), known: known.join(", ") }
        })
    }
}

/// How much of a file is looked at (bytes).
const HEAD: usize = 4096;

fn by_name(name: &str) -> Option<Format> {
    let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
    Format::all().find(|format| format.info().endings.contains(&&*ending))
}

fn by_content(head: &str) -> Format {
    let text = head.trim_start_matches('\u{FEFF}').trim_start();
    Format::all().find(|format| format.implementation().is_content(text)).unwrap_or(Format::PLAIN)
}

/// The start of a file as text, whatever its encoding.
fn head(bytes: &[u8]) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let utf16 = [(&b"\xFF\xFE"[..], encoding_rs::UTF_16LE), (b"\xFE\xFF", encoding_rs::UTF_16BE)];
    match utf16.iter().find(|(bom, _)| head.starts_with(bom)) {
        Some((_, encoding)) => encoding.decode_with_bom_removal(head).0,
        None => String::from_utf8_lossy(head),
    }
}

/// A format whose feature was left out: it is told from others, so that nobody guesses at its bytes.
#[allow(dead_code, reason = "no feature may be left out")]
struct LeftOut(FormatInfo);

#[allow(dead_code, reason = "no feature may be left out")]
impl LeftOut {
    const fn new(id: &'static str, endings: &'static [&'static str], feature: &'static str) -> Self {
        Self(FormatInfo::of(id, id, endings, FileReader::LeftOut(feature)))
    }
}

impl DocumentFormat for LeftOut {
    fn info(&self) -> &FormatInfo {
        &self.0
    }
}
