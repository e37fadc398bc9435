//! Reading a word list: headings in brackets, words apart by white space, `#` comments.

use super::{Abbreviations, Classes, KEY_BYTES};

/// What is wrong with a word list, and on which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// A heading that means nothing here.
    #[error("line {line}: unknown heading [{heading}]")]
    Heading {
        /// The line, counted from 1.
        line: usize,
        /// The heading as written.
        heading: String,
    },
    /// A word before the first heading.
    #[error("line {line}: «{word}» stands under no heading")]
    Stray {
        /// The line, counted from 1.
        line: usize,
        /// The word.
        word: String,
    },
    /// A word longer than [`KEY_BYTES`].
    #[error("line {line}: «{word}» is longer than {KEY_BYTES} bytes")]
    Long {
        /// The line, counted from 1.
        line: usize,
        /// The word.
        word: String,
    },
}

fn heading(name: &str) -> Option<Classes> {
    Some(match name {
        "title" => Classes::TITLE,
        "loose" => Classes::LOOSE,
        "connective" => Classes::CONNECTIVE,
        "reference" => Classes::REFERENCE,
        "month" => Classes::MONTH,
        "word" => Classes::WORD,
        "time" => Classes::TIME,
        "era" => Classes::ERA,
        "label" => Classes::LABEL,
        "club" => Classes::CLUB,
        "brand" => Classes::BRAND,
        "opener" => Classes::OPENER,
        "subject" => Classes::SUBJECT,
        "reporting" => Classes::REPORTING,
        "closing" => Classes::CLOSING,
        "follower" => Classes::FOLLOWER,
        "determiner" => Classes::DETERMINER,
        "particle" => Classes::PARTICLE,
        "domain" => Classes::DOMAIN,
        "headline" => Classes::HEADLINE,
        "carrier" => Classes::CARRIER,
        "interjection" => Classes::INTERJECTION,
        "joiner" => Classes::JOINER,
        _ => return None,
    })
}

/// Reads a whole list.
pub(super) fn read(list: &str) -> Result<Abbreviations, ListError> {
    let mut words = Abbreviations::default();
    let mut class = None;
    for (index, line) in list.lines().enumerate() {
        let line_number = index + 1;
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let known = heading(name);
            class = Some(
                known.ok_or_else(|| ListError::Heading { line: line_number, heading: name.to_owned() })?,
            );
            continue;
        }
        for word in line.split_whitespace() {
            let Some(class) = class else {
                return Err(ListError::Stray { line: line_number, word: word.to_owned() });
            };
            if word.len() > KEY_BYTES {
                return Err(ListError::Long { line: line_number, word: word.to_owned() });
            }
            words.add(word, class);
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lists_are_sound() {
        for list in
            [include_str!("../data/fr/abbreviations.txt"), include_str!("../data/en/abbreviations.txt")]
        {
            assert!(read(list).is_ok_and(|words| words.words.len() > 300), "{:?}", read(list).err());
        }
    }

    #[test]
    fn faults_are_named_with_their_line() {
        assert_eq!(
            read("[title]\nM\n[tilte]\n").err(),
            Some(ListError::Heading { line: 3, heading: "tilte".into() })
        );
        assert_eq!(read("M\n").err(), Some(ListError::Stray { line: 1, word: "M".into() }));
        let long = "a".repeat(25);
        assert_eq!(read(&format!("[word]\n{long}\n")).err(), Some(ListError::Long { line: 2, word: long }));
    }

    #[test]
    fn a_capital_entry_asks_for_a_capital() {
        let words = read("[title]\nMe dr\n[word]\nm\n[title]\nM\n").unwrap_or_else(|e| panic!("{e}"));
        assert!(words.classes("Me").any(Classes::TITLE));
        assert!(!words.classes("me").any(Classes::TITLE));
        assert!(words.classes("Dr").any(Classes::TITLE));
        assert!(words.classes("m").any(Classes::WORD) && !words.classes("m").any(Classes::TITLE));
        assert!(words.classes("M").any(Classes::TITLE) && words.classes("M").any(Classes::WORD));
    }
}
