//! Which files belong together: two files as given, two folders by name, what is left by content.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::reading::Text;
use crate::{
    align::match_documents,
    cli::{
        batch::{Input, Source},
        terminal,
    },
};

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

/// A file and the file that translates it.
pub(crate) struct Partners {
    /// The file.
    pub source: PathBuf,
    /// Its translation.
    pub target: PathBuf,
    /// The name both share.
    pub stem: String,
}

/// Which files of two folders belong together.
pub(crate) struct Pairing {
    /// By name, then by content.
    pub partners: Vec<Partners>,
    /// Source files without a translation.
    pub sources: Vec<PathBuf>,
    /// Translations of nothing that was given.
    pub targets: Vec<PathBuf>,
    /// How many files could not be read; they are named on stderr.
    pub failures: usize,
}

/// Reads all pairs; what cannot be read or paired is named on stderr and counted.
///
/// # Errors
/// When a side is a folder and the other is not, or holds no file.
pub(crate) fn pairs(request: &Request<'_>) -> anyhow::Result<(Vec<DocumentPair>, usize)> {
    let pairing = pairing(request)?;
    // Translations of articles that were not given are no trouble.
    let all_given = request.sources.iter().all(|source| source.is_dir());
    let alone: Vec<_> = pairing.sources.iter().chain(pairing.targets.iter().filter(|_| all_given)).collect();
    for path in &alone {
        terminal::error(&anyhow::anyhow!("{}: no file on the other side goes with it", path.display()));
    }
    let mut failures = pairing.failures + alone.len();
    let [from, to] = request.codes();
    let mut pairs = Vec::new();
    for Partners { source, target, stem } in pairing.partners {
        let mut read = |path: &Path, language| request.read(path, language, &mut failures);
        if let (Some(source), Some(target)) = (read(&source, from), read(&target, to)) {
            pairs.push(DocumentPair { source, target, stem });
        }
    }
    Ok((pairs, failures))
}

/// Tells which files belong together: the two that are given, or those of two folders (which may be one)
/// by name and, what is left, by content.
///
/// # Errors
/// When a side is a folder and the other is not, or holds no file.
pub(crate) fn pairing(request: &Request<'_>) -> anyhow::Result<Pairing> {
    let mut pairing = Pairing { partners: Vec::new(), sources: Vec::new(), targets: Vec::new(), failures: 0 };
    if let ([source], false) = (request.sources, request.target.is_dir())
        && !source.is_dir()
    {
        let (source, target) = (source.clone(), request.target.to_owned());
        pairing.partners.push(Partners { stem: split_mark(&source).0, source, target });
        return Ok(pairing);
    }
    anyhow::ensure!(
        request.target.is_dir(),
        "{}: the translation of a folder, or of several files, is a folder",
        request.target.display()
    );
    by_name(request, &mut pairing)?;
    by_content(request, &mut pairing);
    Ok(pairing)
}

impl Request<'_> {
    /// The codes of both sides, as far as they are given.
    fn codes(&self) -> [Option<&'static str>; 2] {
        self.languages.map_or([None, None], |codes| codes.map(Some))
    }

    /// Reads a file, or names it on stderr and counts it.
    fn read(&self, path: &Path, language: Option<&'static str>, failures: &mut usize) -> Option<Text> {
        Text::read(path, self.segmented, language)
            .inspect_err(|error| {
                terminal::error(error);
                *failures += 1;
            })
            .ok()
    }
}

/// Pairs what has one name on both sides; the rest is alone.
fn by_name(request: &Request<'_>, pairing: &mut Pairing) -> anyhow::Result<()> {
    let [from, to] = request.codes();
    let mut sources = side(request.sources, from, None)?;
    let language = sources.keys().find_map(|key| split_mark(&sources[key]).1);
    let mut targets = side(&[request.target.to_owned()], to, language)?;
    // One folder for both sides, and no marks in the names: the words tell.
    for (name, path) in sources.clone() {
        if targets.get(&name).is_some_and(|other| is_same(other, &path)) {
            let text = request.read(&path, None, &mut pairing.failures);
            let side = match text.and_then(|text| text.language) {
                Some(code) if code == to.unwrap_or("en") => &mut sources,
                _ => &mut targets,
            };
            side.shift_remove(&name);
        }
    }
    let mut targets: IndexMap<_, _> = targets.into_iter().map(|(k, v)| (k.to_lowercase(), v)).collect();
    for (stem, source) in sources {
        match targets.shift_remove(&stem.to_lowercase()) {
            Some(target) => pairing.partners.push(Partners { source, target, stem }),
            None => pairing.sources.push(source),
        }
    }
    pairing.targets = targets.into_values().collect();
    Ok(())
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The files of one side, by name below their folder. When names carry marks of several languages, only the
/// files of one count: the one asked for, else French first for the source, and for the target any but
/// the source's.
fn side(
    paths: &[PathBuf],
    wanted: Option<&'static str>,
    other: Option<&'static str>,
) -> anyhow::Result<IndexMap<String, PathBuf>> {
    for path in paths {
        anyhow::ensure!(path.exists(), "{}: no such file or folder", path.display());
    }
    let (sources, _) = Input::of(paths.to_vec()).files();
    let mut files: Vec<(PathBuf, PathBuf)> = Vec::new();
    for source in sources {
        let Source::File { path, root } = source else { continue };
        let root = root.unwrap_or_else(|| path.parent().unwrap_or(&path).to_owned());
        files.push((path, root));
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
        let below = file.strip_prefix(&root).unwrap_or(&file).with_file_name(split_mark(&file).0);
        let name = below.to_string_lossy().replace('\\', "/");
        // Two files of one name, a.txt and a.html: the second goes by its whole name.
        let name = if out.contains_key(&name) { file.display().to_string() } else { name };
        out.insert(name, file);
    }
    Ok(out)
}

/// Pairs by content what has no partner by name.
fn by_content(request: &Request<'_>, pairing: &mut Pairing) {
    let [from, to] = request.codes();
    if pairing.sources.is_empty() || pairing.targets.is_empty() {
        return;
    }
    let failures = &mut pairing.failures;
    let mut texts = |side: &mut Vec<PathBuf>, language| -> Vec<String> {
        let mut texts = Vec::new();
        side.retain(|path| match request.read(path, language, failures) {
            Some(text) => {
                texts.push(text.segments().join("\n"));
                true
            }
            None => false,
        });
        texts
    };
    let (sources, targets) = (texts(&mut pairing.sources, from), texts(&mut pairing.targets, to));
    let mut left: [Vec<Option<PathBuf>>; 2] =
        [&mut pairing.sources, &mut pairing.targets].map(|side| side.drain(..).map(Some).collect());
    for (s, t) in match_documents(&sources, &targets) {
        if let (Some(source), Some(target)) = (left[0][s].take(), left[1][t].take()) {
            pairing.partners.push(Partners { stem: split_mark(&source).0, source, target });
        }
    }
    let [sources, targets] = left.map(|side| side.into_iter().flatten().collect());
    (pairing.sources, pairing.targets) = (sources, targets);
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
