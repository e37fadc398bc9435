//! The glossary, the memory and the occurrences for other programs.

use serde::{Deserialize, Serialize};

use super::{Refused, Review, downloads::Download};
use crate::{
    exchange::{OCCURRENCE_FORMATS, Records, export, list_format},
    glossary::StyleId,
};

/// What is asked for.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Export {
    format: String,
    what: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    pair: Option<String>,
}

/// The file, and what it does not carry: in words, and how often.
#[derive(Debug, Serialize)]
pub(crate) struct Exported {
    file: Download,
    dropped: Vec<(String, usize)>,
}

impl Review {
    /// Writes a file to be fetched.
    ///
    /// # Errors
    /// When there is no such format, or it cannot hold what is asked for.
    pub(crate) fn export(&self, asked: &Export) -> Result<Exported, Refused> {
        match asked.what.as_str() {
            "glossary" => self.export_glossary(&asked.format),
            "memory" => {
                let (name, bytes) = self.memory(&asked.format, asked.pair.as_deref())?;
                let file = self.downloads().offer(name, bytes);
                Ok(Exported { file, dropped: Vec::new() })
            }
            "occurrences" => self.export_occurrences(&asked.format, asked.name.as_deref()),
            what => Err(Refused::Bad(format!("«{what}»: glossary, memory or occurrences can be exported"))),
        }
    }

    fn export_glossary(&self, format: &str) -> Result<Exported, Refused> {
        let glossary = self.glossary();
        if format == "yaml" {
            let file = self.downloads().offer("glossary.yaml".into(), glossary.to_yaml().into_bytes());
            return Ok(Exported { file, dropped: Vec::new() });
        }
        let known = list_format(format)
            .filter(|format| !format.endings().is_empty() || list_ending(format.name()).is_some());
        let known = known.ok_or_else(|| Refused::Bad(format!("unknown format «{format}»")))?;
        let (bytes, lost) =
            export(known, &glossary, StyleId::DEFAULT).map_err(|error| Refused::Bad(error.to_string()))?;
        let ending = known.endings().first().copied().or(list_ending(known.name())).unwrap_or("txt");
        let file = self.downloads().offer(format!("glossary.{ending}"), bytes);
        Ok(Exported { file, dropped: lost.iter().map(|lost| counted(lost)).collect() })
    }

    fn export_occurrences(&self, format: &str, name: Option<&str>) -> Result<Exported, Refused> {
        let known =
            OCCURRENCE_FORMATS.into_iter().find(|known| known.name() == format && !known.is_for_people());
        let known = known.ok_or_else(|| Refused::Bad(format!("unknown format «{format}»: tsv or jsonl")))?;
        let name = name.ok_or_else(|| Refused::Bad("name whose occurrences".to_owned()))?;
        let id = self.decisions().concept_id(name).unwrap_or(name).to_owned();
        let session = self.session(self.options().style);
        let glossary = session.glossary();
        let target = glossary.languages.target;
        let records = Records { glossary, style: session.style(), target, ambiguous: false, context: 60 };
        let mut out = known.header().as_bytes().to_vec();
        let documents = self.concept_in_use(&id).documents;
        let failed = |error: &dyn std::fmt::Display| Refused::Failed(error.to_string());
        for document in documents {
            let text = self.document(document)?;
            let analysis = session.analyse(text.document()).map_err(|error| failed(&error))?;
            let mut matches = analysis.matches().clone();
            matches.occurrences.retain(|found| found.concept(glossary).id == id);
            known.write(&records, text.document(), &matches, &mut out).map_err(|error| failed(&error))?;
        }
        Ok(Exported {
            file: self.downloads().offer(format!("occurrences.{format}"), out),
            dropped: Vec::new(),
        })
    }
}

/// The ending of a file in a format that names none.
fn list_ending(format: &str) -> Option<&'static str> {
    Some(match format {
        "deepl" | "multiterm" | "weblate" | "crowdin" => "csv",
        "memoq" => "txt",
        _ => return None,
    })
}

/// What is lost, and how often: «whose names they are (12)».
fn counted(lost: &str) -> (String, usize) {
    let parts = lost.strip_suffix(')').and_then(|lost| lost.rsplit_once(" ("));
    match parts.and_then(|(what, n)| Some((what.to_owned(), n.parse().ok()?))) {
        Some(counted) => counted,
        None => (lost.to_owned(), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_counted() {
        assert_eq!(counted("whose names they are (12)"), ("whose names they are".to_owned(), 12));
        assert_eq!(counted("patterns (of Iran) (2)"), ("patterns (of Iran)".to_owned(), 2));
        assert_eq!(counted("comments"), ("comments".to_owned(), 1));
    }
}
