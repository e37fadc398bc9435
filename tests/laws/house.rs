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
    assert_eq!(named("    let x = crate::report::summary();"), ["report"]);
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
    const MOST_LINES: usize = 5_120;
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
