//! Rules of signs (`*****`), dates of mail headers, addresses and emoticons that end a line.

use memchr::{memchr, memchr2, memchr3};

use super::super::{
    around::{char_at, char_before, emoticon_end, skip_spaces, skip_spaces_back, token_end, token_start},
    following::{First, Following},
};

/// Where the signs looked for stand next: nothing is looked for twice.
#[derive(Clone, Debug)]
pub(super) struct Signs {
    rule: usize,
    colon_or_address: usize,
}

impl Signs {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let place = |found: Option<usize>| found.unwrap_or(bytes.len());
        Self {
            rule: place(memchr3(b'*', b'_', b'=', bytes)),
            colon_or_address: place(memchr3(b':', b'@', b'/', bytes)),
        }
    }

    /// The first end that a sign in the stretch shows.
    #[inline]
    pub(super) fn cut(&mut self, text: &str, start: usize, end: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let none = bytes.len();
        if self.rule < start {
            self.rule = memchr3(b'*', b'_', b'=', &bytes[start..]).map_or(none, |at| start + at);
        }
        if self.colon_or_address < start {
            let next = memchr3(b':', b'@', b'/', &bytes[start..]);
            self.colon_or_address = next.map_or(none, |at| start + at);
        }
        let rule = (self.rule < end).then(|| rule_cut(text, start, self.rule, end)).flatten();
        let end = rule.unwrap_or(end);
        let colon = (self.colon_or_address < end).then(|| colon_cut(text, start, end)).flatten();
        let end = colon.unwrap_or(end);
        let address = (self.colon_or_address < end).then(|| address_cut(text, start, end)).flatten();
        address.or(colon).or(rule)
    }
}

/// Before a rule of signs, or after the one that starts the stretch.
fn rule_cut(text: &str, start: usize, first: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = first;
    while at < end {
        let sign = bytes[at];
        let length = bytes[at..end].iter().take_while(|byte| **byte == sign).count();
        let stands_alone = char_before(text, at).is_none_or(char::is_whitespace)
            && char_at(text, at + length).is_none_or(char::is_whitespace);
        if stands_alone && (length >= 4 || length == 3 && sign == b'*') {
            return Some(if at > start { at } else { at + length });
        }
        at += length;
        at += memchr3(b'*', b'_', b'=', &bytes[at..end])?;
    }
    None
}

/// Around the date of a mail header (`Jane Doe 03/27/2001 01:58 PM`), and after an emoticon.
fn colon_cut(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = start;
    while let Some(colon) = memchr(b':', &bytes[from..end]).map(|at| from + at) {
        from = colon + 1;
        if let Some(after) = emoticon_end(text, colon).filter(|after| *after < end) {
            let next = Following::at(text, skip_spaces(text, after));
            if next.first == First::Upper && char_before(text, colon).is_some_and(char::is_whitespace) {
                return Some(after);
            }
        }
        let Some((date, after)) = mail_date(text, start, colon) else { continue };
        from = after.max(from);
        let before = skip_spaces_back(text, date, start);
        let word = &text[token_start(text, before, 40).max(start)..before];
        let heads = word.is_empty() || word.starts_with(char::is_uppercase) || word.contains(['@', '>', '"']);
        if date > start && heads {
            return Some(date);
        }
        let next = skip_spaces(text, after);
        let am_pm = bytes[..after].ends_with(b"M");
        let capital = char_at(text, next).is_some_and(char::is_uppercase);
        if next < end && (date == start || am_pm && capital) {
            return Some(after);
        }
    }
    None
}

/// The date and time around the colon of `01:58`, when a date in figures stands before it.
fn mail_date(text: &str, start: usize, colon: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let hour = colon.checked_sub(2).filter(|hour| *hour > start && digit(*hour) && digit(hour + 1))?;
    let date_end = skip_spaces_back(text, hour, start);
    let date = token_start(text, date_end, 12).max(start);
    let figures = text[date..date_end].bytes();
    if date_end == hour
        || figures.clone().filter(|byte| *byte == b'/').count() != 2
        || !figures.clone().all(|byte| byte.is_ascii_digit() || byte == b'/')
        || !(digit(colon + 1) && digit(colon + 2))
    {
        return None;
    }
    let mut end = colon + 3;
    if bytes.get(end) == Some(&b':') && digit(end + 1) && digit(end + 2) {
        end += 3;
    }
    let half = skip_spaces(text, end);
    if matches!(bytes.get(half..half + 2), Some(b"AM" | b"PM")) {
        end = half + 2;
    }
    Some((date, end))
}

/// After the address of an `Email:` line, and between the addresses of a list of links.
fn address_cut(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = start;
    while let Some(sign) = memchr2(b'@', b'/', &bytes[from..end]).map(|at| from + at) {
        from = sign + 1;
        if bytes[sign] == b'@' {
            let after = token_end(text, sign, 100);
            let closed = bytes[..after].ends_with(b">");
            let label = text
                [token_start(text, skip_spaces_back(text, token_start(text, sign, 100), start), 20)..sign]
                .to_ascii_lowercase_contains("mail:");
            let next = skip_spaces(text, after);
            if (label || closed && starts_with_mail(&text[start..sign]))
                && next < end
                && Following::at(text, next).first == First::Upper
            {
                return Some(after);
            }
            from = after.max(from).min(end);
        } else if bytes[sign] == b'/' && bytes.get(sign + 1) == Some(&b'/') && bytes[..sign].ends_with(b":") {
            let after = token_end(text, sign, 400);
            let next = skip_spaces(text, after);
            if next < end && is_link(text, next) && links(text, token_start(text, sign, 20), end) >= 3 {
                return Some(after);
            }
            from = after.max(from).min(end);
        }
    }
    None
}

fn is_link(text: &str, at: usize) -> bool {
    text[at..].starts_with("http://") || text[at..].starts_with("https://")
}

/// How many links follow each other from `at` on; three are enough.
fn links(text: &str, mut at: usize, end: usize) -> usize {
    let mut number = 0;
    while at < end && number < 3 && is_link(text, at) {
        number += 1;
        at = skip_spaces(text, token_end(text, at, 400));
    }
    number
}

fn starts_with_mail(stretch: &str) -> bool {
    stretch.get(..6).is_some_and(|label| label.eq_ignore_ascii_case("email:"))
}

/// Searching without regard to ASCII case.
trait ContainsIgnoringCase {
    fn to_ascii_lowercase_contains(&self, needle: &str) -> bool;
}

impl ContainsIgnoringCase for str {
    fn to_ascii_lowercase_contains(&self, needle: &str) -> bool {
        self.as_bytes().windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
    }
}
