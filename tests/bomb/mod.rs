//! A file that unpacks to more than anybody wants.

use std::io::{Cursor, Write as _};

/// A ZIP file whose one member, a workbook, unpacks to 300 MB.
pub(crate) fn zip_bomb() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..300 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
