//! The first sheet of a workbook: what its columns are, in French and in English.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::write::{landscape, lines_of, set_height};

/// What the sheet is called.
pub(super) const HELP_SHEET: &str = "Lisez-moi – Read me";

/// How wide the columns of the sheet are, in characters.
const WIDTHS: [f64; 6] = [20., 22., 58., 22., 58., 40.];

/// A column that is explained.
pub(super) struct Explained {
    pub heading: String,
    pub help: Option<Help>,
    /// What may be chosen; empty: anything.
    pub words: Vec<&'static str>,
}

/// What is said of a column.
#[derive(Clone)]
pub(super) struct Help {
    changeable: &'static str,
    french: String,
    english: String,
}

impl Help {
    /// What is said of a column in a table of this kind (`sheet`, `candidates`; empty: a list).
    pub(super) fn of(table: &str, key: &str) -> Option<Self> {
        let find = |wanted: &str| lines().find(|(key, _)| *key == wanted).map(|(_, help)| help);
        find(&format!("{table}/{key}")).or_else(|| find(key))
    }

    /// The same with what stands in braces as `called` has it.
    pub(super) fn worded(self, called: impl Fn(&str) -> String) -> Self {
        Self { french: filled(&self.french, &called), english: filled(&self.english, &called), ..self }
    }

    /// The same for a sheet that is only there to be read.
    pub(super) fn unchangeable(self) -> Self {
        Self { changeable: "no", ..self }
    }

    /// What the heading of the column says when it is pointed at.
    pub(super) fn note(&self) -> String {
        let (french, english) = self.may_be_changed();
        format!("{}\n({french})\n\n{}\n({english})", self.french, self.english)
    }

    fn may_be_changed(&self) -> (&'static str, &'static str) {
        match self.changeable {
            "yes" => ("modifiable", "may be changed"),
            "concept" => ("modifiable, pour tout le concept", "may be changed, for the whole concept"),
            "new" => ("seulement dans une ligne ajoutée", "in an added row only"),
            _ => ("non modifiable", "changes here are not taken up"),
        }
    }
}

fn lines() -> impl Iterator<Item = (&'static str, Help)> {
    let lines = include_str!("help.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let (key, changeable, french, english) = (next()?, next()?, next()?, next()?);
        Some((key, Help { changeable, french: french.to_owned(), english: english.to_owned() }))
    })
}

/// A text with what stands in its braces as `called` has it.
fn filled(text: &str, called: &impl Fn(&str) -> String) -> String {
    let mut parts = text.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        out.push_str(&called(name));
        out.push_str(rest);
    }
    out
}

/// What the workbook is for, in both languages.
const ABOUT: [(&str, &str); 4] = [
    ("Comment relire ce classeur", "How to review this workbook"),
    (
        "Modifiez les cellules de la feuille suivante, enregistrez, puis : drogman glossary merge GLOSSAIRE CE_FICHIER. \
         Seul ce que vous avez modifié change dans le glossaire.",
        "Change cells in the next sheet, save, then: drogman glossary merge GLOSSARY THIS_FILE. Only what you changed is \
         changed in the glossary.",
    ),
    (
        "Une cellule illisible ne fait refuser que sa ligne. Relire deux fois le même fichier ne change rien de plus.",
        "A cell that cannot be read costs its own row only. Merging a file twice changes nothing more.",
    ),
    (
        "Chaque changement est noté : drogman glossary log les montre, drogman glossary undo N en annule un.",
        "Every change is written down: drogman glossary log shows them, drogman glossary undo N takes one back.",
    ),
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, tables: &[(String, Vec<Explained>)]) -> Result<(), XlsxError> {
    let top = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let bold = top.clone().set_bold();
    let head = bold.clone().set_border_bottom(FormatBorder::Thin);
    landscape(sheet, WIDTHS.iter().sum());
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 0;
    for (french, english) in ABOUT {
        let format = if row == 0 { &bold } else { &top };
        sheet.write_string_with_format(row, 2, french, format)?;
        sheet.write_string_with_format(row, 4, english, format)?;
        set_height(sheet, row, lines_of(&[french], WIDTHS[2]).max(lines_of(&[english], WIDTHS[4])))?;
        row += 1;
    }
    for (name, columns) in tables {
        row += 1;
        let headings =
            [name.as_str(), "", "Ce qu’elle contient", "", "What it holds", "Mots permis – allowed words"];
        for (column, heading) in (0..).zip(headings) {
            sheet.write_string_with_format(row, column, heading, &head)?;
        }
        row += 1;
        for Explained { heading, help, words } in columns {
            let Some(help) = help else { continue };
            let (changed, may_change) = help.may_be_changed();
            let words = words.join(", ");
            let cells = [heading.as_str(), changed, &help.french, may_change, &help.english, &words];
            for (column, text) in (0..).zip(cells) {
                sheet.write_string_with_format(row, column, text, if column == 0 { &bold } else { &top })?;
            }
            let height = cells.iter().zip(WIDTHS).map(|(text, width)| lines_of(&[text], width)).max();
            set_height(sheet, row, height.unwrap_or(1))?;
            row += 1;
        }
    }
    Ok(())
}
