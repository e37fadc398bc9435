//! Term lists of other programs where a glossary was looked for: they are named with how to import them.

use std::path::{Path, PathBuf};

use crate::exchange::list_format_of;

/// What to do about a folder that holds lists and no YAML, or about a list named as a glossary; `None`: nothing.
pub(super) fn instead_of_yaml(path: &Path) -> Option<String> {
    if !path.is_dir() {
        return is_list(path)
            .then(|| format!("{}: this is a term list, no glossary: {}", path.display(), how(path)));
    }
    let entries = std::fs::read_dir(path).ok()?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    if files.iter().any(|file| file.is_dir() || is_yaml(file)) {
        return None;
    }
    let lists: Vec<&PathBuf> = files.iter().filter(|file| is_list(file)).collect();
    let names: Vec<_> = lists.iter().filter_map(|file| Some(file.file_name()?.to_string_lossy())).collect();
    let first = lists.first()?;
    Some(format!("{}: no .yaml file, but {}: {}", path.display(), names.join(", "), how(first)))
}

fn how(list: &Path) -> String {
    let (from, to) = (list.display(), list.with_extension("yaml"));
    format!("make a glossary of it with `drogman glossary import {from} -o {}`", to.display())
}

pub(super) fn is_yaml(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// Whether the file’s name is that of a list and nothing else: any text may be called .txt, and YAML .json.
fn is_list(file: &Path) -> bool {
    let name = file.to_string_lossy();
    let other = ["txt", "json", "yaml", "yml"];
    let is_other =
        file.extension().is_some_and(|ending| other.iter().any(|other| ending.eq_ignore_ascii_case(other)));
    !is_other && file.is_file() && list_format_of(&name).is_some()
}
