//! Where a cell is parted into forms.

/// Whether a cell is one form, in which nothing is to be taken apart: most are.
pub(super) fn is_plain(cell: &str) -> bool {
    const SIGNS: &[u8] = b";\n|/(){}[]<>%\",.";
    !cell.bytes().any(|byte| SIGNS.contains(&byte))
        && !cell.starts_with(['«', '“'])
        && ![" nm", " nf", " adj", " adv"].iter().any(|grammar| cell.ends_with(grammar))
}

/// The parts of a cell: what stands between semicolons, line ends, bars and slashes with a space beside them, unless
/// they stand within brackets.
pub(super) fn of(cell: &str) -> impl Iterator<Item = &str> {
    let has_depth = is_balanced(cell);
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, c) in cell.char_indices() {
        match c {
            '(' | '[' | '{' | '<' if has_depth => depth += 1,
            ')' | ']' | '}' | '>' if has_depth => depth = depth.saturating_sub(1),
            ';' | '\n' | '|' if depth == 0 => {
                parts.push(&cell[start..at]);
                start = at + 1;
            }
            '/' if depth == 0 && is_spaced(cell, at) => {
                parts.push(&cell[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&cell[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty())
}

/// Whether a slash has a space on one side at least, and something on both.
fn is_spaced(cell: &str, at: usize) -> bool {
    let (before, after) = (&cell[..at], &cell[at + 1..]);
    (before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace))
        && !before.trim().is_empty()
        && !after.trim().is_empty()
}

/// Whether every bracket is closed, so that what stands between them belongs together.
fn is_balanced(cell: &str) -> bool {
    let mut open = Vec::new();
    for c in cell.chars() {
        match c {
            '(' | '[' | '{' | '<' => open.push(c),
            ')' | ']' | '}' | '>' => {
                let wanted = match c {
                    ')' => '(',
                    ']' => '[',
                    '}' => '{',
                    _ => '<',
                };
                if open.pop() != Some(wanted) {
                    return false;
                }
            }
            _ => {}
        }
    }
    open.is_empty()
}

/// Whether a cell has a placeholder of a program’s text: `{name}`, `%s`, `%1$d`, `%(name)s`, `${name}`, `<b>`.
pub(super) fn has_placeholder(cell: &str) -> bool {
    let braces = cell.find('{').is_some_and(|at| cell[at..].contains('}'));
    let tag = cell.match_indices('<').any(|(at, _)| {
        let rest = cell[at + 1..].trim_start_matches('/');
        rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains('>')
    });
    let percent = cell.match_indices('%').any(|(at, _)| {
        let rest = &cell[at + 1..];
        let conversion = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '$' | '.'));
        let mut letters = conversion.chars();
        let is_conversion = letters.next().is_some_and(|c| "sdifuxcgeo@".contains(c));
        rest.starts_with('(') || is_conversion && !letters.next().is_some_and(char::is_alphanumeric)
    });
    braces || tag || percent
}

/// A part without the quotation marks around it.
pub(super) fn unquoted(part: &str) -> &str {
    const MARKS: [(char, char); 3] = [('«', '»'), ('“', '”'), ('"', '"')];
    let inside = MARKS.into_iter().find_map(|(open, close)| {
        let inside = part.strip_prefix(open)?.strip_suffix(close)?.trim();
        (!inside.is_empty() && !inside.contains([open, close])).then_some(inside)
    });
    inside.unwrap_or(part)
}

/// What stands before the first bracket of a cell.
pub(super) fn before_bracket(cell: &str) -> &str {
    cell.split('(').next().unwrap_or_default()
}
