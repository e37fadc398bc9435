//! Which files belong together: two files as given, two folders by name, what is left by content.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::{Args, reading::Text};
use crate::{align::match_documents, cli::terminal};

/// A document and its translation.
pub(crate) struct DocumentPair {
    /// The document.
    pub source: Text,
    /// Its translation.
    pub target: Text,
    /// What the output is called: the name both files share.
    pub stem: String,
}

/// Language marks in file names, and the code each stands for.
const MARKS: &[(&str, &str)] = &[
    ("fr", "fr"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("french", "fr"),
    ("francais", "fr"),
    ("français", "fr"),
    ("en", "en"),
    ("eng", "en"),
    ("english", "en"),
    ("anglais", "en"),
    ("de", "de"),
    ("deu", "de"),
    ("ger", "de"),
];

/// The language a file name states in its last parts: `a.fr`, `a_en.txt`.
pub(crate) fn language_mark(path: &Path) -> Option<&'static str> {
    split_mark(path).1
}

/// The name without endings and language mark, and the language.
fn split_mark(path: &Path) -> (String, Option<&'static str>) {
    let name = path.file_name().map(|n| n.to_string_lossy().to_string()).unwrap_or_default();
    let parts: Vec<&str> = name.split(['.', '_', '-']).collect();
    let mark = |part: &str| MARKS.iter().find(|(m, _)| *m == part.to_lowercase()).map(|(_, code)| *code);
    for k in (0..parts.len()).rev().take(3) {
        if let Some(code) = mark(parts[k]) {
            let end: usize = parts[..k].iter().map(|p| p.len() + 1).sum();
            return (name[..end.saturating_sub(1)].to_owned(), Some(code));
        }
    }
    let stem = Path::new(&name).file_stem().map(|s| s.to_string_lossy().to_string());
    (stem.unwrap_or(name), None)
}

/// Reads all pairs; what cannot be read or paired is named on stderr and counted.
pub(crate) fn pairs(args: &Args) -> anyhow::Result<(Vec<DocumentPair>, usize)> {
    let mut failures = 0;
    let mut read = |path: &PathBuf| match Text::read(path, args.segmented) {
        Ok(text) => Some(text),
        Err(error) => {
            terminal::error(&error);
            failures += 1;
            None
        }
    };
    match (args.source.is_dir(), args.target.is_dir()) {
        (false, false) => {
            let pair = (read(&args.source), read(&args.target));
            let stem = split_mark(&args.source).0;
            let pairs = match pair {
                (Some(source), Some(target)) => vec![DocumentPair { source, target, stem }],
                _ => Vec::new(),
            };
            Ok((pairs, failures))
        }
        (true, true) => {
            let (named, sources, targets) = by_name(&args.source, &args.target)?;
            let mut pairs = Vec::new();
            for (stem, source, target) in named {
                if let (Some(source), Some(target)) = (read(&source), read(&target)) {
                    pairs.push(DocumentPair { source, target, stem });
                }
            }
            let sources: Vec<_> = sources.iter().filter_map(|p| Some((p, read(p)?))).collect();
            let targets: Vec<_> = targets.iter().filter_map(|p| Some((p, read(p)?))).collect();
            failures += by_content(sources, targets, &mut pairs);
            Ok((pairs, failures))
        }
        _ => anyhow::bail!(
            "give two files or two folders: one of {} and {} is a folder, the other is not",
            args.source.display(),
            args.target.display()
        ),
    }
}

type Named = Vec<(String, PathBuf, PathBuf)>;

/// Pairs of one name, and the files of each side that have no partner.
fn by_name(source: &Path, target: &Path) -> anyhow::Result<(Named, Vec<PathBuf>, Vec<PathBuf>)> {
    let sources = side(source, None)?;
    let language = sources.keys().find_map(|key| split_mark(&sources[key]).1);
    let targets = side(target, language)?;
    let mut targets: IndexMap<_, _> = targets.into_iter().map(|(k, v)| (k.to_lowercase(), v)).collect();
    let mut named = Vec::new();
    let mut left = Vec::new();
    for (stem, path) in sources {
        match targets.shift_remove(&stem.to_lowercase()) {
            Some(other) => named.push((stem, path, other)),
            None => left.push(path),
        }
    }
    Ok((named, left, targets.into_values().collect()))
}

/// The files of one side of a folder, by name. When names carry language marks, only the files of one
/// language count: French first for the source, and for the target any but the source's.
fn side(folder: &Path, other: Option<&'static str>) -> anyhow::Result<IndexMap<String, PathBuf>> {
    let mut files: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .require_git(false)
        .build()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_some_and(|t| t.is_file()))
        .map(ignore::DirEntry::into_path)
        .collect();
    files.sort();
    let mut marks: Vec<&str> =
        files.iter().filter_map(|f| split_mark(f).1).filter(|m| Some(*m) != other).collect();
    let preferred = if other.is_none() { ["fr", "de", "en"] } else { ["en", "fr", "de"] };
    marks.sort_by_key(|m| preferred.iter().position(|p| p == m));
    if let Some(mark) = marks.first() {
        files.retain(|f| split_mark(f).1 == Some(*mark));
    }
    anyhow::ensure!(!files.is_empty(), "{}: no file in this folder", folder.display());
    let mut out = IndexMap::new();
    for file in files {
        let below = file.strip_prefix(folder).unwrap_or(&file).with_file_name(split_mark(&file).0);
        out.entry(below.to_string_lossy().replace('\\', "/")).or_insert(file);
    }
    Ok(out)
}

/// Pairs what has no partner by name; the rest is named on stderr. Returns how many have none.
fn by_content(
    sources: Vec<(&PathBuf, Text)>,
    targets: Vec<(&PathBuf, Text)>,
    pairs: &mut Vec<DocumentPair>,
) -> usize {
    let texts = |side: &[(&PathBuf, Text)]| -> Vec<String> {
        side.iter().map(|(_, t)| t.segments().join("\n")).collect()
    };
    let found = match_documents(&texts(&sources), &texts(&targets));
    let mut sources: Vec<_> = sources.into_iter().map(Some).collect();
    let mut targets: Vec<_> = targets.into_iter().map(Some).collect();
    for (s, t) in found {
        if let (Some((path, source)), Some((_, target))) = (sources[s].take(), targets[t].take()) {
            pairs.push(DocumentPair { source, target, stem: split_mark(path).0 });
        }
    }
    let alone: Vec<_> = sources.into_iter().chain(targets).flatten().collect();
    for (path, _) in &alone {
        terminal::error(&anyhow::anyhow!("{}: no file on the other side goes with it", path.display()));
    }
    alone.len()
}

#[cfg(test)]
mod tests {
    use super::split_mark;
    use std::path::Path;

    #[test]
    fn language_marks_are_no_part_of_the_name() {
        let split = |name: &str| split_mark(Path::new(name));
        assert_eq!(split("x/01.fr.txt"), ("01".to_owned(), Some("fr")));
        assert_eq!(split("000.en"), ("000".to_owned(), Some("en")));
        assert_eq!(split("Rapport_FR.docx"), ("Rapport".to_owned(), Some("fr")));
        assert_eq!(split("article.html"), ("article".to_owned(), None));
    }
}
