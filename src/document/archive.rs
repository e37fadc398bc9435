//! ZIP archives read within bounds and written back member by member.

use std::io::{Cursor, Read as _, Write as _};

use zip::{ZipArchive, ZipWriter};

/// The most that the members of an archive may unpack to (bytes).
pub(super) const LARGEST: u64 = 1 << 29;
/// The most that a member may grow by when it is unpacked; small ones may grow more.
const RATIO: u64 = 1000;
const SMALL: u64 = 16 << 20;
/// The most members an archive may have.
const MOST: usize = 20_000;

/// An archive in memory.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Archive<'b> {
    /// Opens the archive.
    ///
    /// # Errors
    /// When it is broken or beyond all bounds.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.len() > MOST {
            return Err(format!("it has {} members, more than the {MOST} that are read", zip.len()));
        }
        Ok(Self { zip, left: LARGEST })
    }

    /// The names of the members, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// Unpacks a member.
    ///
    /// # Errors
    /// When it is not there, broken, encrypted, or grows beyond all bounds.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let file = self.zip.by_name(name).map_err(|error| broken(&error))?;
        let bound = self.left.min((file.compressed_size().saturating_mul(RATIO)).max(SMALL));
        let mut bytes = Vec::new();
        file.take(bound + 1).read_to_end(&mut bytes).map_err(|error| format!("{name} is broken: {error}"))?;
        if bytes.len() as u64 > bound {
            return Err(format!("{name} unpacks to more than {bound} bytes"));
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// Unpacks every member to nowhere, to learn that the archive keeps to the bounds.
    pub(super) fn check(&mut self) -> Result<(), String> {
        for name in self.names() {
            self.read(&name)?;
        }
        Ok(())
    }

    /// The archive with the content of some members replaced; the others are copied as they are.
    ///
    /// # Errors
    /// When the archive cannot be read or written.
    pub(super) fn replaced(&mut self, new: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, String> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let comment = self.zip.comment().to_vec();
        out.set_raw_comment(comment.into_boxed_slice()).map_err(|error| broken(&error))?;
        for at in 0..self.zip.len() {
            let file = self.zip.by_index_raw(at).map_err(|error| broken(&error))?;
            let name = file.name().map_err(|error| broken(&error))?.into_owned();
            match new.iter().find(|(member, _)| *member == name) {
                None => out.raw_copy_file(file).map_err(|error| broken(&error))?,
                Some((_, bytes)) => {
                    out.start_file(name, file.options()).map_err(|error| broken(&error))?;
                    out.write_all(bytes).map_err(|error| error.to_string())?;
                }
            }
        }
        Ok(out.finish().map_err(|error| broken(&error))?.into_inner())
    }
}

fn broken(error: &zip::result::ZipError) -> String {
    format!("the archive is broken or not readable: {error}")
}
