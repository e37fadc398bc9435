//! HTML: one page that needs nothing else, for reading and printing.

use minijinja::{AutoEscape, Environment, Value, context, value::Serde};

use super::{SheetContent, SheetFormat, WriteError};

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
        let error = |error: minijinja::Error| WriteError { format: "html", message: error.to_string() };
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_template("sheet", include_str!("sheet.html")).map_err(error)?;
        let groups: Vec<_> = content.table.forms.chunk_by(|a, b| a.concept == b.concept).collect();
        let (table, groups) = (Value::from(Serde(content.table)), Value::from(Serde(groups)));
        let page = environment
            .get_template("sheet")
            .and_then(|template| template.render(context! { table, groups }))
            .map_err(error)?;
        Ok(page.into_bytes())
    }
}
