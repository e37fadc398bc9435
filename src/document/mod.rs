//! From bytes to a document: encodings, plain text, HTML, DOCX, XLIFF and their kin.
