//! Which format a file has, by its name, else by its first bytes.

use std::{borrow::Cow, path::Path};

use super::{Format, html};

/// How much of a file is looked at (bytes).
const HEAD: usize = 4096;

/// The format of a file: by the ending of its name where that says, else by its content.
pub(super) fn format(name: &str, bytes: &[u8]) -> Format {
    by_name(name).unwrap_or_else(|| by_content(&head(bytes)))
}

fn by_name(name: &str) -> Option<Format> {
    let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
    Some(match ending.as_str() {
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        "docx" | "docm" => Format::Docx,
        "xlf" | "xliff" | "sdlxliff" | "mqxliff" | "mxliff" => Format::Xliff,
        "tmx" => Format::Tmx,
        "po" | "pot" => Format::Po,
        "srt" => Format::Srt,
        "tsv" | "tab" => Format::Tsv,
        "csv" => Format::Csv,
        "xlsx" | "xlsm" => Format::Xlsx,
        _ => return None,
    })
}

fn by_content(head: &str) -> Format {
    let text = head.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with("<?xml") || text.starts_with('<') {
        if text.contains("<xliff") {
            return Format::Xliff;
        }
        if text.contains("<tmx") {
            return Format::Tmx;
        }
    }
    if html::looks_like_html(text) { Format::Html } else { Format::Plain }
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

/// The encoding that the content declares, as its format does: in a `<meta>`, in `<?xml …?>`, in the
/// header of a PO file.
pub(super) fn declared(format: Format, bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    match format {
        Format::Html => xml_declaration(&head).or_else(|| html::declared_encoding(&head).map(str::to_owned)),
        Format::Xliff | Format::Tmx => xml_declaration(&head),
        Format::Po => {
            let at = head.find("charset=")? + "charset=".len();
            Some(head[at..].split(['\\', '"', '\n', ' ']).next()?.to_owned())
        }
        _ => None,
    }
}

fn xml_declaration(head: &str) -> Option<String> {
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}
