//! Which files belong together: two files as given, two folders by name, what is left by content.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::reading::Text;
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

/// Reads two codes, as in file names: `de,fr`.
pub(crate) fn language_codes(text: &str) -> Result<[&'static str; 2], String> {
    let code = |word: &str| MARKS.iter().find(|(mark, _)| *mark == word.trim()).map(|(_, code)| *code);
    match text.split_once(',').map(|(from, to)| (code(from), code(to))) {
        Some((Some(from), Some(to))) if from != to => Ok([from, to]),
        _ => Err("two different codes of fr, en and de, as in «de,fr»".to_owned()),
    }
}

/// The language a file name states in its last parts: `a.fr`, `a_en.txt`.
pub(crate) fn language_mark(path: &Path) -> Option<&'static str> {
    split_mark(path).1
}

/// The name without ending and language mark, and the language. A mark stands last (`a.fr.txt`, `a-en`), or
/// before a number (`corp_fr_01.txt`); «guerre-en-2020» has none.
fn split_mark(path: &Path) -> (String, Option<&'static str>) {
    let mark = |part: &str| MARKS.iter().find(|(m, _)| *m == part.to_lowercase()).map(|(_, code)| *code);
    let name = path.file_name().map(|n| n.to_string_lossy().to_string()).unwrap_or_default();
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && mark(ending).is_none() => stem,
        _ => &name,
    };
    let mut end = stem.len();
    while let Some(at) = stem[..end].rfind(['.', '_', '-']).filter(|at| *at > 0) {
        let part = &stem[at + 1..end];
        let joined_by_hyphen = stem[at..].starts_with('-') || stem[end..].starts_with('-');
        if let Some(code) = mark(part).filter(|_| end == stem.len() || !joined_by_hyphen) {
            return (format!("{}{}", &stem[..at], &stem[end..]), Some(code));
        }
        if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        end = at;
    }
    (stem.to_owned(), None)
}

/// What is paired with what.
pub(crate) struct Request<'a> {
    /// Files and folders of the source language.
    pub sources: &'a [PathBuf],
    /// The translation of the one source file, or a folder of translations.
    pub target: &'a Path,
    /// Every line of a file is a segment.
    pub segmented: bool,
    /// Codes of the languages of both sides, for folders that hold both.
    pub languages: Option<[&'static str; 2]>,
}

/// Reads all pairs; what cannot be read or paired is named on stderr and counted.
///
/// # Errors
/// When a side is a folder and the other is not, or holds no file.
pub(crate) fn pairs(request: &Request<'_>) -> anyhow::Result<(Vec<DocumentPair>, usize)> {
    let mut failures = 0;
    let [from, to] = request.languages.map_or([None, None], |codes| codes.map(Some));
    let mut read = |path: &Path, language| match Text::read(path, request.segmented, language) {
        Ok(text) => Some(text),
        Err(error) => {
            terminal::error(&error);
            failures += 1;
            None
        }
    };
    let mut pairs = Vec::new();
    if let ([source], false) = (request.sources, request.target.is_dir())
        && !source.is_dir()
    {
        if let (Some(a), Some(b)) = (read(source, from), read(request.target, to)) {
            pairs.push(DocumentPair { source: a, target: b, stem: split_mark(source).0 });
        }
        return Ok((pairs, failures));
    }
    anyhow::ensure!(
        request.target.is_dir(),
        "{}: the translation of a folder, or of several files, is a folder",
        request.target.display()
    );
    let (named, sources, targets) = by_name(request)?;
    for (stem, source, target) in named {
        if let (Some(source), Some(target)) = (read(&source, from), read(&target, to)) {
            pairs.push(DocumentPair { source, target, stem });
        }
    }
    let sources: Vec<_> = sources.iter().filter_map(|p| Some((p, read(p, from)?))).collect();
    let targets: Vec<_> = targets.iter().filter_map(|p| Some((p, read(p, to)?))).collect();
    // Translations of articles that were not given are no trouble.
    let all_given = request.sources.iter().all(|source| source.is_dir());
    failures += by_content(sources, targets, all_given, &mut pairs);
    Ok((pairs, failures))
}

type Named = Vec<(String, PathBuf, PathBuf)>;

/// Pairs of one name, and the files of each side that have no partner.
fn by_name(request: &Request<'_>) -> anyhow::Result<(Named, Vec<PathBuf>, Vec<PathBuf>)> {
    let [from, to] = request.languages.map_or([None, None], |codes| codes.map(Some));
    let sources = side(request.sources, from, None)?;
    let language = sources.keys().find_map(|key| split_mark(&sources[key]).1);
    let targets = side(std::slice::from_ref(&request.target.to_owned()), to, language)?;
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

/// The files of one side, by name below their folder. When names carry marks of several languages, only the
/// files of one count: the one asked for, else French first for the source, and for the target any but
/// the source's.
fn side(
    paths: &[PathBuf],
    wanted: Option<&'static str>,
    other: Option<&'static str>,
) -> anyhow::Result<IndexMap<String, PathBuf>> {
    let mut files: Vec<(PathBuf, &Path)> = Vec::new();
    for path in paths {
        let walk = ignore::WalkBuilder::new(path).require_git(false).build().filter_map(Result::ok);
        let found = walk.filter(|e| e.file_type().is_some_and(|t| t.is_file()));
        let root = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        files.extend(found.map(|e| (e.into_path(), root)));
        anyhow::ensure!(path.exists(), "{}: no such file or folder", path.display());
    }
    files.sort();
    let preferred = match (wanted, other) {
        (Some(code), _) => vec![code],
        (None, None) => vec!["fr", "de", "en"],
        (None, Some(_)) => vec!["en", "fr", "de"],
    };
    let present = |code: &&&str| files.iter().any(|(file, _)| split_mark(file).1 == Some(**code));
    let mark = preferred.iter().filter(|code| Some(**code) != other).find(present).copied();
    let mut marks: Vec<_> = files.iter().filter_map(|(file, _)| split_mark(file).1).collect();
    marks.sort_unstable();
    marks.dedup();
    if let (Some(mark), 2..) = (mark, marks.len()) {
        files.retain(|(file, _)| split_mark(file).1 == Some(mark));
    }
    let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    anyhow::ensure!(!files.is_empty(), "{}: no file in this folder", named.join(", "));
    let mut out = IndexMap::new();
    for (file, root) in files {
        let below = file.strip_prefix(root).unwrap_or(&file).with_file_name(split_mark(&file).0);
        let name = below.to_string_lossy().replace('\\', "/");
        // Two files of one name, a.txt and a.html: the second goes by its whole name.
        let name = if out.contains_key(&name) { file.display().to_string() } else { name };
        out.insert(name, file);
    }
    Ok(out)
}

/// Pairs what has no partner by name; the rest is named on stderr (the targets only if `all_given`).
/// Returns how many have none.
fn by_content(
    sources: Vec<(&PathBuf, Text)>,
    targets: Vec<(&PathBuf, Text)>,
    all_given: bool,
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
    let targets = targets.into_iter().filter(|_| all_given);
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
        assert_eq!(split("corp_fr_01.txt"), ("corp_01".to_owned(), Some("fr")));
        for (name, stem) in [
            ("article.html", "article"),
            ("guerre-en-2020.txt", "guerre-en-2020"),
            ("maire-de-gumri.txt", "maire-de-gumri"),
            (".fr", ".fr"),
            ("v1.2", "v1"),
        ] {
            assert_eq!(split(name), (stem.to_owned(), None));
        }
    }
}
