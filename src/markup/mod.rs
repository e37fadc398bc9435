//! XML and HTML as signs on a page, whatever they are used for: documents, term lists, bitexts and SRX rules are
//! read and written with what is here.

mod escape;
mod fault;
mod html;
mod inline_codes;
mod namespaces;
mod references;
mod sources;
mod write;
mod xml;

pub use escape::escape_html;
pub(crate) use escape::escape_text;
pub use fault::Fault;
pub(crate) use html::{Tag, Token, Tokens};
pub(crate) use inline_codes::{InlineCodes, holds_other_texts, is_inline, is_line_break};
pub(crate) use references::{ReadReference, html_reference, unescaped, xml_reference};
pub(crate) use sources::{Pieces, XmlStream, XmlText};
pub(crate) use write::{XmlWriter, id_for, id_from};
pub(crate) use xml::{Element, Handler, Name, Text, attribute_of, declared_encoding, walk};
