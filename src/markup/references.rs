//! Character references and entities, as HTML and XML know them.

/// Reads the reference at the start of a text: what it stands for and its length in bytes.
pub(crate) type ReadReference = fn(&str) -> Option<(String, usize)>;

/// The longest name of an HTML entity, with its ampersand and semicolon, is shorter than this (bytes).
const MAX_NAME_BYTES: usize = 40;

/// Reads an HTML character reference, the old ones without a semicolon included.
pub(crate) fn html_reference(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(c, len)| (c.to_string(), len + 2));
    }
    let name = &body[..body.bytes().take(MAX_NAME_BYTES).take_while(u8::is_ascii_alphanumeric).count()];
    if body[name.len()..].starts_with(';')
        && let Some(value) = quick_xml::escape::resolve_html5_entity(name)
    {
        return Some((value.to_owned(), name.len() + 2));
    }
    (2..=name.len()).rev().find_map(|len| {
        let value = quick_xml::escape::resolve_html5_entity(&name[..len])?;
        let latin = value.chars().all(|c| ('\u{A0}'..='\u{FF}').contains(&c)) || "&<>\"".contains(value);
        latin.then(|| (value.to_owned(), len + 1))
    })
}

/// Reads an XML character reference or one of the five predefined entities; others stay as they are.
pub(crate) fn xml_reference(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    let name = &body[..body.bytes().take(MAX_NAME_BYTES).position(|b| b == b';')?];
    match name.strip_prefix('#') {
        Some(number) => {
            numeric(number).filter(|(_, len)| *len == number.len()).map(|(c, len)| (c.to_string(), len + 3))
        }
        None => quick_xml::escape::resolve_xml_entity(name).map(|value| (value.to_owned(), name.len() + 2)),
    }
}

/// A text of XML with its references read.
pub(crate) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (value, length) = xml_reference(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&value);
        rest = &rest[at + length..];
    }
    out + rest
}

/// The character of `233;` or `xE9;`, and how many bytes were read.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let len = digits.bytes().take(MAX_NAME_BYTES).take_while(|b| char::from(*b).is_digit(radix)).count();
    let number = u32::from_str_radix(&digits[..len], radix).ok()?;
    // As browsers do, 0x80 to 0x9F are read as Windows-1252.
    let c = match u8::try_from(number) {
        Ok(byte @ 0x80..=0x9F) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()?
        }
        _ => char::from_u32(number).filter(|&c| c != '\0')?,
    };
    let mut read = text.len() - digits.len() + len;
    read += usize::from(text[read..].starts_with(';'));
    Some((c, read))
}
