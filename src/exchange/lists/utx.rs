//! UTX 1.20 (AAMT): a table of pairs with their status; what else is known stands in the comment.

use super::{
    ListFormat, ReadError, Sink, Source, TermList, Wanted, WriteError, next_line,
    omegat::{cell, comment, facts},
    pairs::{Gather, Pair, pairs},
};

/// UTX 1.20.
pub(super) struct Utx;

/// Our statuses and UTX’s words for them.
const STATUSES: [(&str, &str); 4] = [
    ("preferred", "approved"),
    ("admitted", "provisional"),
    ("deprecated", "non-standard"),
    ("forbidden", "forbidden"),
];

impl ListFormat for Utx {
    fn name(&self) -> &'static str {
        "utx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["utx"]
    }

    fn write(&self, list: &TermList) -> Result<Vec<u8>, WriteError> {
        let (source, target) = (list.languages.source.code(), list.languages.target.code());
        // The date is fixed so that the same list gives the same bytes.
        let mut out = format!(
            "#UTX 1.20; {source}/{target}; 2020-01-01T00:00:00Z\n#src\ttgt\tsrc:pos\tterm status\tcomment\n"
        );
        for mut pair in pairs(list) {
            let status = pair.fact("status").unwrap_or_default();
            let word = STATUSES.iter().find(|(ours, _)| *ours == status).map_or("", |(_, word)| word);
            pair.facts.retain(|(key, _)| key != "status");
            let row = [&pair.source, &pair.target, "noun", word, &comment(&pair)].map(cell).join("\t");
            out.push_str(row.trim_end());
            out.push('\n');
        }
        Ok(out.into_bytes())
    }

    fn read(&self, mut input: Source<'_>, wanted: &Wanted, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut gather = Gather::new(wanted.languages);
        let mut columns: Vec<String> =
            ["src", "tgt", "src:pos", "term status", "comment"].map(str::to_owned).into();
        let mut text = String::new();
        while let Some(line) = next_line(&mut input, &mut text)? {
            let row = text.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
            if line == 1 && !row.starts_with("#UTX") {
                return Err(ReadError::at(1, "no «#UTX» in the first line: this is no UTX"));
            }
            if let Some(names) = row.strip_prefix("#src") {
                columns = format!("src{names}").split('\t').map(str::to_owned).collect();
            }
            if row.starts_with('#') || row.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
            let get =
                |name: &str| columns.iter().position(|c| c == name).and_then(|at| cells.get(at)).copied();
            let (Some(source), Some(target)) =
                (get("src").filter(|c| !c.is_empty()), get("tgt").filter(|c| !c.is_empty()))
            else {
                (sink.reject)(line, "no source and target in this row".into());
                continue;
            };
            for (column, cell) in columns.iter().zip(&cells) {
                if !cell.is_empty() && !is_taken(column, cell) {
                    gather.pass_over(column);
                }
            }
            let mut facts = get("comment").map(facts).unwrap_or_default();
            let status = get("term status").unwrap_or_default();
            if let Some((ours, _)) = STATUSES.iter().find(|(_, word)| *word == status) {
                facts.push(("status".into(), (*ours).into()));
            }
            gather.push(
                &Pair { source: source.into(), target: target.into(), facts, others: Vec::new() },
                line,
            );
        }
        gather.dropped().for_each(|message| (sink.reject)(0, message));
        gather.finish().for_each(|entry| (sink.entry)(entry));
        Ok(())
    }
}

/// Whether what a cell says has a place in an entry. That a term is a noun goes without saying.
fn is_taken(column: &str, cell: &str) -> bool {
    match column {
        "src" | "tgt" | "comment" => true,
        "src:pos" => cell == "noun",
        "term status" => STATUSES.iter().any(|(_, word)| *word == cell),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{exchange::lists::read_all, glossary::LanguagePair};

    #[test]
    fn what_has_no_place_is_named_with_its_count() {
        let list = "#UTX 1.20; fr/en; 2020-01-01T00:00:00Z\n#src\ttgt\tsrc:pos\tterm status\tsrc:plural\n\
                    quai\tquay\tnoun\tapproved\tquais\nlent\tslow\tadjective\tdoubtful\t\nbac\tferry\tnoun\t\tbacs\n";
        let wanted = Wanted { languages: LanguagePair::default(), columns: Vec::new() };
        let (list, remarks) = read_all(&Utx, list.as_bytes(), &wanted).unwrap();
        assert_eq!(list.entries.len(), 3);
        let told: Vec<String> = remarks.into_iter().map(|(_, message)| message).collect();
        let expected = ["2 × src:plural", "1 × src:pos", "1 × term status"];
        assert_eq!(told, expected.map(|what| format!("{what}: not imported")));
    }
}
