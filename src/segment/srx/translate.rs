//! From the regular expressions of SRX (ICU's dialect) to those of the `regex` crate.

/// What stands before a place. A look-behind that opens it is plain text to match.
pub(super) fn before(pattern: &str) -> Result<String, String> {
    let pattern = common(pattern)?;
    let pattern = match pattern.strip_prefix("(?<=") {
        Some(rest) => format!("(?:{rest}"),
        None => pattern,
    };
    refuse_look_around(pattern)
}

/// What stands after a place. A look-ahead that is all of it, or that closes it, is plain text to match.
pub(super) fn after(pattern: &str) -> Result<String, String> {
    let pattern = common(pattern)?;
    let pattern = match pattern.rfind("(?=") {
        Some(at) if closes(&pattern[at..]) => format!("{}(?:{}", &pattern[..at], &pattern[at + 3..]),
        _ => pattern,
    };
    refuse_look_around(pattern)
}

fn refuse_look_around(pattern: String) -> Result<String, String> {
    for sign in ["(?=", "(?!", "(?<=", "(?<!", "(?>"] {
        if pattern.contains(sign) {
            return Err(format!("«{pattern}»: {sign}…) is not supported here"));
        }
    }
    Ok(pattern)
}

/// Whether the group that opens `pattern` closes at its very end.
fn closes(pattern: &str) -> bool {
    let (mut depth, mut escaped, mut class) = (0_usize, false, false);
    for (at, c) in pattern.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '(' if !class => depth += 1,
            ')' if !class => {
                depth -= 1;
                if depth == 0 {
                    return at + 1 == pattern.len();
                }
            }
            _ => {}
        }
    }
    false
}

/// Escapes and quantifiers that are written otherwise here.
fn common(pattern: &str) -> Result<String, String> {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut class = 0_usize;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('u') => {
                    let digits: String = chars.by_ref().take(4).collect();
                    out.push_str(&format!(r"\x{{{digits}}}"));
                }
                Some('h') if class > 0 => out.push_str(r" \t\x{A0}\x{202F}\x{2000}-\x{200A}"),
                Some('h') => out.push_str(r"[ \t\x{A0}\x{202F}\x{2000}-\x{200A}]"),
                Some('Z') => out.push_str(r"\z"),
                Some('Q') => quote(&mut chars, &mut out),
                Some(digit @ '1'..='9') => {
                    return Err(format!("«{pattern}»: \\{digit} is not supported here"));
                }
                Some(other) => {
                    out.push('\\');
                    out.push(other);
                }
                None => return Err(format!("«{pattern}» ends in \\")),
            },
            '[' => {
                class += 1;
                out.push(c);
            }
            ']' => {
                class = class.saturating_sub(1);
                out.push(c);
            }
            // A possessive quantifier finds what the greedy one does, or less.
            '+' if class == 0 && out.ends_with(['+', '*', '?', '}']) && !out.ends_with(r"\+") => {}
            _ => out.push(c),
        }
    }
    Ok(out)
}

/// `\Q…\E`: plain text.
fn quote(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) {
    let mut plain = String::new();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek() == Some(&'E') {
            chars.next();
            break;
        }
        plain.push(c);
    }
    out.push_str(&regex::escape(&plain));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_look_arounds() {
        assert_eq!(before(r"\u00A0\h++").as_deref(), Ok(r"\x{00A0}[ \t\x{A0}\x{202F}\x{2000}-\x{200A}]+"));
        assert_eq!(before(r"(?<=\p{L})\.").as_deref(), Ok(r"(?:\p{L})\."));
        assert_eq!(after(r"\s(?=\p{Lu}(a|b))").as_deref(), Ok(r"\s(?:\p{Lu}(a|b))"));
        assert_eq!(before(r"\Qp.\E").as_deref(), Ok(r"p\."));
        assert!(after(r"(?!\p{Lu})").is_err() && before(r"(a)\1").is_err());
    }
}
