//! XLSX: a sheet for review, where each candidate is accepted, rejected or corrected.

use super::cell;
use crate::extract::group::Candidate;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError,
};

const COLUMNS: [(&str, f64); 15] = [
    ("Decision", 10.0),
    ("Head", 28.0),
    ("Correction", 28.0),
    ("English", 28.0),
    ("Type", 13.0),
    ("Variants", 40.0),
    ("Frequency", 10.0),
    ("Documents", 10.0),
    ("Score", 8.0),
    ("Known concept", 20.0),
    ("Likeness", 9.0),
    ("Reason", 30.0),
    ("Example", 80.0),
    ("English found", 40.0),
    ("Translated example", 80.0),
];

/// The candidates as a workbook. The columns Decision (accept, reject, correct), Correction and English are for
/// the reviewer; English starts as the best translation found, if there is one. The same candidates give the same bytes.
///
/// # Errors
/// When there are more rows than a sheet holds.
pub fn write(candidates: &[Candidate]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2024, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("Candidates").set_creation_datetime(&created));
    let sheet = book.add_worksheet().set_name("Candidates")?;
    let heading = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let top = Format::new().set_align(FormatAlign::Top);
    for (i, (name, width)) in COLUMNS.iter().enumerate() {
        sheet.write_with_format(0, i as u16, *name, &heading)?;
        sheet.set_column_width(i as u16, *width)?;
    }
    for (i, c) in candidates.iter().enumerate() {
        let row = i as u32 + 1;
        let variants: Vec<String> = c.variants.iter().map(|v| format!("{} ({})", v.form, v.count)).collect();
        let known = c.known.as_ref();
        let found: Vec<String> = c.translations.iter().map(|t| format!("{} ({})", t.form, t.count)).collect();
        let best = c.translations.first();
        let example = best.and_then(|t| t.examples.first());
        let texts = [
            (1, c.head.clone()),
            (3, best.map(|t| t.form.clone()).unwrap_or_default()),
            (4, c.kind.word().to_owned()),
            (5, variants.join("; ")),
            (9, known.map(|k| k.concept.clone()).unwrap_or_default()),
            (11, known.map(|k| k.reason.clone()).or_else(|| c.expansion.clone()).unwrap_or_default()),
            (12, c.examples.first().map(|e| e.text.to_string()).unwrap_or_default()),
            (13, found.join("; ")),
            (14, example.map(|(source, target)| format!("{source} — {target}")).unwrap_or_default()),
        ];
        for (column, text) in texts {
            let text: String = cell(&text).chars().take(32_000).collect();
            sheet.write_string_with_format(
                row,
                column,
                text,
                if matches!(column, 12 | 14) { &wrapped } else { &top },
            )?;
        }
        sheet.write_number_with_format(row, 6, f64::from(c.frequency), &top)?;
        sheet.write_number_with_format(row, 7, f64::from(c.documents), &top)?;
        sheet.write_number_with_format(row, 8, (c.score * 100.0).round() / 100.0, &top)?;
        if let Some(k) = known {
            sheet.write_number_with_format(row, 10, f64::from((k.score * 100.0).round()) / 100.0, &top)?;
        }
    }
    let last = (candidates.len() as u32).max(1);
    let choices = DataValidation::new().allow_list_strings(&["accept", "reject", "correct"])?;
    sheet.add_data_validation(1, 0, last, 0, &choices)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1)?;
    book.save_to_buffer()
}
