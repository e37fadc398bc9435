//! HTML: one page that needs nothing else, for reading and printing.

use minijinja::{Value, context, value::Serde};

use super::{SheetContent, SheetFormat, WriteError, view::View};
use crate::exchange::{Ui, html::page};

/// HTML.
pub(super) struct Html;

impl SheetFormat for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn file(&self) -> &'static str {
        "terms.html"
    }

    fn write(&self, content: SheetContent<'_>) -> Result<Vec<u8>, WriteError> {
        self.write_in(content, Ui::default())
    }

    fn write_in(&self, content: SheetContent<'_>, ui: Ui) -> Result<Vec<u8>, WriteError> {
        let table = content.table;
        let (source, target) = (table.languages.source.code(), table.languages.target.code());
        let (style, documents, names) = (&table.style, table.documents, table.concepts.len());
        let sheet = Value::from(Serde(View::of(content, ui)));
        let context = context! { sheet, source, target, style, documents, names };
        let page = page(include_str!("sheet.html"), ui, context);
        page.map(String::into_bytes)
            .map_err(|error| WriteError { format: "html", message: format!("{error:#}") })
    }
}
