//! Regular plurals, for terms whose inflections the glossary does not list.

/// The regular plural of a French noun or adjective: each word but particles takes its -s or -x.
///
/// ```
/// use drogman::language::grammar::plural;
/// assert_eq!(plural("azéri"), "azéris");
/// assert_eq!(plural("journal"), "journaux");
/// assert_eq!(plural("nettoyage ethnique"), "nettoyages ethniques");
/// assert_eq!(plural("cessez-le-feu"), "cessez-le-feu");
/// assert_eq!(plural("force de maintien"), "forces de maintien");
/// ```
pub fn plural(form: &str) -> String {
    if form.contains('-') {
        return form.to_owned();
    }
    let mut governed = false;
    let words: Vec<String> = form
        .split(' ')
        .map(|word| {
            governed |= matches!(word, "de" | "du" | "des" | "en" | "à" | "au" | "aux" | "pour")
                || word.contains(['\'', '’']);
            if governed { word.to_owned() } else { plural_word(word) }
        })
        .collect();
    words.join(" ")
}

fn plural_word(word: &str) -> String {
    match word {
        _ if word.ends_with(['s', 'x', 'z']) => word.to_owned(),
        _ if word.ends_with("al") => format!("{}aux", word.strip_suffix("al").unwrap_or(word)),
        _ if word.ends_with("eau") || word.ends_with("eu") => format!("{word}x"),
        _ => format!("{word}s"),
    }
}

/// The singular that [`plural`] makes `form` from, as far as the ending tells it.
///
/// ```
/// use drogman::language::grammar::singular;
/// assert_eq!(singular("azéris"), "azéri");
/// assert_eq!(singular("journaux"), "journal");
/// ```
pub fn singular(form: &str) -> String {
    if let Some(stem) = form.strip_suffix("eaux") {
        return format!("{stem}eau");
    }
    match form.strip_suffix("aux") {
        Some(stem) => format!("{stem}al"),
        None => form.strip_suffix('s').unwrap_or(form).to_owned(),
    }
}
