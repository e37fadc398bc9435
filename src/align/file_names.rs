//! What file names say about languages: `article.fr.txt`, `corp_en_01`.

use std::path::Path;

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

/// Reads the codes of two languages, as file names have them.
///
/// # Errors
/// When they are not two different ones: what to write instead.
///
/// ```
/// use drogman::align::language_codes;
/// assert_eq!(language_codes("fra,eng"), Ok(["fr", "en"]));
/// assert!(language_codes("fr,fr").is_err());
/// ```
pub fn language_codes(text: &str) -> Result<[&'static str; 2], String> {
    let code = |word: &str| MARKS.iter().find(|(mark, _)| *mark == word.trim()).map(|(_, code)| *code);
    match text.split_once(',').map(|(from, to)| (code(from), code(to))) {
        Some((Some(from), Some(to))) if from != to => Ok([from, to]),
        _ => Err("two different codes of fr, en and de, as in «de,fr»".to_owned()),
    }
}

/// The code of the language that a file name states in its last parts.
///
/// ```
/// use drogman::align::language_mark;
/// assert_eq!(language_mark("a_en.txt".as_ref()), Some("en"));
/// assert_eq!(language_mark("a.txt".as_ref()), None);
/// ```
pub fn language_mark(path: &Path) -> Option<&'static str> {
    split_mark(path).1
}

/// The name without ending and language mark, and the language. A mark stands last (`a.fr.txt`, `a-en`), or
/// before a number (`corp_fr_01.txt`); «guerre-en-2020» has none.
pub(super) fn split_mark(path: &Path) -> (String, Option<&'static str>) {
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
