//! Text as the content of markup.

/// `text` as HTML shows it literally, in element content and quoted attributes.
///
/// ```
/// use drogman::text::escape_html;
/// assert_eq!(escape_html("<b> & 'l\""), "&lt;b&gt; &amp; &#39;l&quot;");
/// ```
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
