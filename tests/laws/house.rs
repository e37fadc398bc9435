//! A module uses only the rooms above it, and no unsafe code stands anywhere.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms in the order of `src/lib.rs`.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// The rooms a source text names with `crate::`, in `use` lines and in paths, comments left out.
fn named(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            names.extend(top_level_names(list));
        } else {
            names.push(word(rest));
        }
    }
    names
}

/// The first words of the items of a use list, up to its closing brace.
fn top_level_names(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut fresh) = (0, true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && c.is_alphabetic() => {
                names.push(word(&list[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn a_room_uses_only_the_rooms_above_it() {
    let rooms = rooms();
    assert!(rooms.len() >= 15, "the rooms of src/lib.rs are found");
    let mut wrong = Vec::new();
    for (place, room) in rooms.iter().enumerate() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut files);
        for file in files {
            for name in named(&fs::read_to_string(&file).unwrap()) {
                if rooms.iter().position(|room| *room == name).is_some_and(|used| used > place) {
                    wrong.push(format!("{} uses {name}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "rooms below are used:\n{}", wrong.join("\n"));
}

#[test]
fn the_guard_sees_every_way_of_naming_a_room() {
    assert_eq!(named("use crate::text::Span;"), ["text"]);
    assert_eq!(named("use crate::{\n    cli::{A, B},\n    text::Span,\n};"), ["cli", "text"]);
    assert_eq!(named("    let x = crate::check::summary();"), ["check"]);
    assert_eq!(named("/// see [`crate::cli`]"), Vec::<String>::new());
}

/// Whether a line of code touches the streams of the process by itself.
fn touches_streams(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    ["anstream", "io::std", "stdout()", "stderr()", "stdin()", "println!", "print!(", "dbg!"]
        .iter()
        .any(|name| code.contains(name))
}

#[test]
fn the_terminal_alone_touches_the_streams() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let home = src.join("cli").join("terminal");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut wrong = Vec::new();
    let mut seen_at_home = false;
    for file in files {
        // Standard input is a source of documents like a file.
        if file == src.join("document").join("sources.rs") {
            continue;
        }
        let at_home = file.starts_with(&home) || file == home.with_extension("rs");
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            match (touches_streams(line), at_home) {
                (true, true) => seen_at_home = true,
                (true, false) => wrong.push(format!("{}:{}: {line}", file.display(), number + 1)),
                _ => {}
            }
        }
    }
    assert!(seen_at_home, "the guard knows the streams when it sees them");
    assert!(wrong.is_empty(), "use cli::terminal for data, people, talk and input:\n{}", wrong.join("\n"));
}

/// The crates that only a program in a terminal needs; the feature `cli` brings them.
const TERMINAL_CRATES: [&str; 8] =
    ["anstream", "anyhow", "clap", "clap_complete", "clap_mangen", "indicatif", "mimalloc", "signal_hook"];

/// Whether a line of code names a crate that only the command line may use. An attribute that stands behind the
/// feature is none.
fn needs_terminal(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
    !code.contains(r#"cfg_attr(feature = "cli""#) && words.any(|word| TERMINAL_CRATES.contains(&word))
}

#[test]
fn a_feature_needs_no_terminal() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut files, mut wrong) = (Vec::new(), Vec::new());
    sources(&src, &mut files);
    for file in
        files.iter().filter(|file| !file.starts_with(src.join("cli")) && **file != src.join("main.rs"))
    {
        for (number, line) in fs::read_to_string(file).unwrap().lines().enumerate() {
            if needs_terminal(line) {
                wrong.push(format!("{}:{}: {line}", file.display(), number + 1));
            }
        }
    }
    assert!(needs_terminal("use anyhow::Context as _;"), "the guard knows them when it sees them");
    assert!(wrong.is_empty(), "only src/cli may use these crates:\n{}", wrong.join("\n"));
}

#[test]
fn the_command_line_is_small() {
    const MOST_LINES: usize = 3_670;
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join("cli"), &mut files);
    let lines: usize = files.iter().map(|file| fs::read_to_string(file).unwrap().lines().count()).sum();
    assert!(lines <= MOST_LINES, "src/cli has {lines} lines: a feature belongs into the library");
}

#[test]
fn main_is_short() {
    let main = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/main.rs")).unwrap();
    assert!(main.lines().count() < 60);
}

/// A class of characters: what messages call it, and what belongs to it.
type CharacterClass = (&'static str, fn(char) -> bool);

/// The classes of characters that `src/text/chars.rs` alone may list.
const CLASSES: [CharacterClass; 4] = [
    ("apostrophes", drogman::text::is_apostrophe),
    ("hyphens and dashes", drogman::text::is_dash),
    ("spaces", |c| c.is_whitespace() && (c == ' ' || !c.is_ascii())),
    ("characters without width", drogman::text::is_ignorable),
];

/// Where characters are listed by right: the file, what stands in the line, and why.
const LISTED_BY_RIGHT: [(&str, &str, &str); 2] = [
    (
        "names/spelling.rs",
        "'\\u{2b0}'..='\\u{2ff}'",
        "a block of Unicode: what romanisations write for ayn and hamza",
    ),
    ("glossary/regular.rs", "'\\u{a0}'..=", "the printable characters of YAML 1.2, in ranges"),
];

/// The characters of a char or string literal that starts at `at`, and where the literal ends. Lifetimes and
/// strings with a letter or digit in them are none.
fn literal(code: &[char], at: usize) -> Option<(Vec<char>, usize)> {
    let quote = code[at];
    let mut chars = Vec::new();
    let mut at = at + 1;
    while *code.get(at)? != quote || (quote == '\'' && chars.is_empty() && code.get(at + 1) == Some(&'\'')) {
        let (c, end) = match (code[at], code.get(at + 1)?) {
            ('\\', 'u') => {
                let end = at + code[at..].iter().position(|&c| c == '}')?;
                let digits: String = code[at + 3..end].iter().collect();
                (char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?, end + 1)
            }
            ('\\', 'n' | 'r' | 't' | '0' | 'b') => ('\0', at + 2),
            ('\\', &c) => (c, at + 2),
            (c, _) => (c, at + 1),
        };
        chars.push(c);
        at = end;
        if quote == '\'' && code.get(at) != Some(&'\'') {
            return None;
        }
    }
    Some((chars, at + 1))
}

/// The lists of character literals in a source text: literals with nothing between them but what parts the members
/// of a pattern or an array. A range counts as its members. Comments and the tests at the end are left out.
fn listed_characters(text: &str) -> Vec<(usize, Vec<char>)> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let uncommented =
        |line: &str| if line.trim_start().starts_with("//") { String::new() } else { line.to_owned() };
    let code: Vec<char> =
        text.lines().flat_map(|line| (uncommented(line) + "\n").chars().collect::<Vec<_>>()).collect();
    let mut lists: Vec<(usize, Vec<char>)> = Vec::new();
    let (mut at, mut line, mut goes_on, mut range) = (0, 1, false, false);
    while at < code.len() {
        let c = code[at];
        if let Some((chars, end)) = matches!(c, '\'' | '"').then(|| literal(&code, at)).flatten() {
            let sign = c == '\'' || !chars.is_empty() && !chars.iter().any(|c| c.is_alphanumeric());
            if sign
                && goes_on
                && let Some((_, list)) = lists.last_mut()
            {
                let from = list.last().copied().filter(|_| range);
                let first = chars[0];
                list.extend(from.into_iter().flat_map(|from| (from..=first).skip(1)).chain(chars));
            } else if sign {
                lists.push((line, chars));
            }
            (goes_on, range) = (sign, false);
            line += code[at..end].iter().filter(|&&c| c == '\n').count();
            at = end;
            continue;
        }
        range |= c == '=' && code[at - 1] == '.';
        line += usize::from(c == '\n');
        goes_on &= c.is_whitespace() || matches!(c, '|' | ',' | '.' | '=' | '&');
        at += 1;
    }
    lists
}

/// The class of which a list has two different characters.
fn listed_class(list: &[char]) -> Option<&'static str> {
    CLASSES.into_iter().find_map(|(name, is)| {
        let mut of_class: Vec<char> = list.iter().copied().filter(|&c| is(c)).collect();
        of_class.sort_unstable();
        of_class.dedup();
        (of_class.len() > 1).then_some(name)
    })
}

#[test]
fn classes_of_characters_are_listed_in_one_file() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let (mut wrong, mut seen_at_home, mut by_right) = (Vec::new(), 0, 0);
    for file in files {
        let name = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        for (line, list) in listed_characters(&text) {
            let Some(class) = listed_class(&list) else { continue };
            let here = text.lines().nth(line - 1).unwrap_or_default();
            if name == "text/chars.rs" {
                seen_at_home += 1;
            } else if LISTED_BY_RIGHT.iter().any(|(file, part, _)| *file == name && here.contains(part)) {
                by_right += 1;
            } else {
                wrong.push(format!("src/{name}:{line}: {class}: {here}"));
            }
        }
    }
    assert!(seen_at_home >= 4, "the guard knows a list when it sees one");
    assert_eq!(by_right, LISTED_BY_RIGHT.len(), "an exception that nothing needs any more");
    assert!(wrong.is_empty(), "ask src/text/chars.rs what a character is:\n{}", wrong.join("\n"));
}

#[test]
fn the_guard_sees_every_way_of_listing_characters() {
    let classes = |code: &str| -> Vec<&str> {
        listed_characters(code).iter().filter_map(|(_, list)| listed_class(list)).collect()
    };
    assert_eq!(classes(r"matches!(c, '\'' | '’')"), ["apostrophes"]);
    assert_eq!(classes("x.split(['.', '-',\n    '\\u{2011}'])"), ["hyphens and dashes"]);
    assert_eq!(classes(r#"matches!(gap, "-" | "\u{2010}")"#), ["hyphens and dashes"]);
    assert_eq!(classes(r"'\u{2010}'..='\u{2015}' => 1"), ["hyphens and dashes"]);
    assert_eq!(classes(r#"const BETWEEN: &str = "«»—–";"#), ["hyphens and dashes"]);
    assert_eq!(classes(r"[' ', '\u{a0}']"), ["spaces"]);
    assert_eq!(classes(r"'\u{ad}' | '\u{200b}' => {}"), ["characters without width"]);
    assert_eq!(classes("if a { '’' } else { '\\'' }"), Vec::<&str>::new());
    assert_eq!(classes("// '-' | '–'\nfn f<'a>(x: &'a str) { g('-', \"Le – la —\") }"), Vec::<&str>::new());
}

#[test]
fn few_lines_name_a_language() {
    const MOST_LINES: usize = 8;
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let homes = ["language", "grammar"].map(|room| src.join(room));
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut naming = Vec::new();
    for file in files.iter().filter(|file| !homes.iter().any(|home| file.starts_with(home))) {
        let text = fs::read_to_string(file).unwrap();
        // The tests of a file may be in whatever language.
        let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        for (number, line) in lines.enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if ["Language::French", "Language::English"].iter().any(|name| code.contains(name)) {
                naming.push(format!("{}:{}: {line}", file.display(), number + 1));
            }
        }
    }
    assert!(
        naming.len() <= MOST_LINES,
        "{} lines name a language; a property of `language/properties.rs`, `Language::ALL` or a side of the glossary \
         serves a third language too:\n{}",
        naming.len(),
        naming.join("\n")
    );
}
