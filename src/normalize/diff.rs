//! Patches that `git apply` takes.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Lines of context around a change, as `diff -u` gives.
const CONTEXT: usize = 3;

/// The unified diff from `old` to `new`, under the name `path`; empty when they are the same.
///
/// Lines end with LF; a carriage return belongs to its line, as for git.
///
/// ```
/// use drogman::normalize::unified_diff;
/// let patch = unified_diff("a.txt", b"Evlakh\n", b"Yevlakh\n");
/// assert_eq!(patch, b"--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-Evlakh\n+Yevlakh\n");
/// ```
pub fn unified_diff(path: &str, old: &[u8], new: &[u8]) -> Vec<u8> {
    let old: Vec<&[u8]> = old.split_inclusive(|byte| *byte == b'\n').collect();
    let new: Vec<&[u8]> = new.split_inclusive(|byte| *byte == b'\n').collect();
    let groups = groups(&line_ops(&old, &new), old.len());
    if groups.is_empty() {
        return Vec::new();
    }
    let path = quoted_path(path);
    let mut out = format!("--- {}\n+++ {}\n", path("a/"), path("b/")).into_bytes();
    for group in groups {
        hunk(&mut out, &group, &old, &new);
    }
    out
}

/// A changed stretch: lines of the old text and of the new.
type Stretch = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The changed stretches. Edits seldom change the number of lines; then lines are compared one by one.
fn line_ops(old: &[&[u8]], new: &[&[u8]]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    if old.len() == new.len() {
        for line in (0..old.len()).filter(|&line| old[line] != new[line]) {
            match stretches.last_mut() {
                Some((a, b)) if a.end == line => (a.end, b.end) = (line + 1, line + 1),
                _ => stretches.push((line..line + 1, line..line + 1)),
            }
        }
        return stretches;
    }
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if !matches!(op, DiffOp::Equal { .. }) {
            stretches.push((op.old_range(), op.new_range()));
        }
    }
    stretches
}

/// Stretches whose contexts touch go into one hunk.
fn groups(stretches: &[Stretch], lines: usize) -> Vec<Vec<Stretch>> {
    let mut groups: Vec<Vec<Stretch>> = Vec::new();
    for stretch in stretches {
        match groups.last_mut() {
            Some(group)
                if group
                    .last()
                    .is_some_and(|last| stretch.0.start <= (last.0.end + 2 * CONTEXT).min(lines)) =>
            {
                group.push(stretch.clone());
            }
            _ => groups.push(vec![stretch.clone()]),
        }
    }
    groups
}

fn hunk(out: &mut Vec<u8>, group: &[Stretch], old: &[&[u8]], new: &[&[u8]]) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
    let lead = first.0.start.min(CONTEXT);
    let tail = (old.len() - last.0.end).min(CONTEXT);
    let range = |start: usize, end: usize| match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        len => format!("{},{len}", start + 1),
    };
    let header = format!(
        "@@ -{} +{} @@\n",
        range(first.0.start - lead, last.0.end + tail),
        range(first.1.start - lead, last.1.end + tail)
    );
    out.extend_from_slice(header.as_bytes());
    let mut at = first.0.start - lead;
    for (removed, added) in group {
        lines(out, b' ', &old[at..removed.start]);
        lines(out, b'-', &old[removed.clone()]);
        lines(out, b'+', &new[added.clone()]);
        at = removed.end;
    }
    lines(out, b' ', &old[at..last.0.end + tail]);
}

fn lines(out: &mut Vec<u8>, sign: u8, lines: &[&[u8]]) {
    for line in lines {
        out.push(sign);
        out.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

/// The path as git quotes it: in C fashion when it holds a quote, a backslash or a control character.
fn quoted_path(path: &str) -> impl Fn(&str) -> String {
    let special = path.chars().any(|c| c.is_control() || matches!(c, '"' | '\\'));
    // A name with a space is ended by a tab, as diff does.
    let tail = if path.contains(' ') && !special { "\t" } else { "" };
    let mut escaped = String::new();
    for c in path.chars() {
        match c {
            '"' | '\\' if special => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            _ if c.is_control() => escaped.push_str(&format!("\\{:03o}", c as u32)),
            _ => escaped.push(c),
        }
    }
    move |side| if special { format!("\"{side}{escaped}\"") } else { format!("{side}{escaped}{tail}") }
}
