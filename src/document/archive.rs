//! ZIP archives read within bounds and written back member by member.

use std::io::{self, Cursor, Read, Write as _};

use zip::{ZipArchive, ZipWriter};

/// The most that the members read of an archive may unpack to (bytes).
pub(super) const LARGEST: u64 = 256 << 20;
/// The most that an archive may grow by when it is unpacked; real text keeps far below. Small ones may grow more.
const RATIO: u64 = 100;
const SMALL: u64 = 8 << 20;
/// The most members an archive may have.
const MOST: usize = 20_000;

/// An archive in memory.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    len: u64,
}

impl<'b> Archive<'b> {
    /// Opens the archive.
    ///
    /// # Errors
    /// When it is broken or has too many members.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.len() > MOST {
            return Err(format!("it has {} members, more than the {MOST} that are read", zip.len()));
        }
        Ok(Self { zip, len: bytes.len() as u64 })
    }

    /// Refuses the archive when the members that are `read` say that together they unpack to more than
    /// `largest` bytes, or to far more than any text is packed into so few. [`Self::each`] and [`Self::read`]
    /// hold them to what they say.
    ///
    /// # Errors
    /// The member with which it becomes too much.
    pub(super) fn bound(&mut self, largest: u64, read: &dyn Fn(&str) -> bool) -> Result<(), String> {
        let in_proportion = self.len.saturating_mul(RATIO).max(SMALL);
        let mut total = 0u64;
        let mut out_of_proportion = None;
        for at in 0..self.zip.len() {
            let file = self.zip.by_index_raw(at).map_err(|error| broken(&error))?;
            let name = file.name().map_err(|error| broken(&error))?;
            if !read(&name) {
                continue;
            }
            total = total.saturating_add(file.size());
            if total > largest {
                return Err(format!("{name} unpacks to more than {} MB", largest >> 20));
            }
            if total > in_proportion && out_of_proportion.is_none() {
                out_of_proportion = Some(name.into_owned());
            }
        }
        out_of_proportion.map_or(Ok(()), |name| {
            Err(format!(
                "{name} unpacks to more than {RATIO} times the size of the file: no text is packed so close"
            ))
        })
    }

    /// The names of the members, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// Unpacks a member that [`Self::bound`] has let pass.
    ///
    /// # Errors
    /// When it is not there, broken, encrypted, or larger than it says.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let file = self.zip.by_name(name).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        let left = file.size();
        let read = Held { file, left }.read_to_end(&mut bytes);
        read.map_err(|error| format!("{name} is broken: {error}"))?;
        Ok(bytes)
    }

    /// Hands over every member: its name and what it unpacks to, of which all is read in the end.
    ///
    /// # Errors
    /// When one is broken, encrypted, or larger than it says, and what `take` finds wrong.
    pub(super) fn each(&mut self, take: &mut TakeMember<'_>) -> Result<(), String> {
        for at in 0..self.zip.len() {
            let file = self.zip.by_index(at).map_err(|error| broken(&error))?;
            let name = file.name().map_err(|error| broken(&error))?.into_owned();
            let left = file.size();
            let mut held = Held { file, left };
            take(&name, &mut held)?;
            io::copy(&mut held, &mut io::sink()).map_err(|error| format!("{name} is broken: {error}"))?;
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

/// Takes a member: its name and its bytes.
pub(super) type TakeMember<'a> = dyn FnMut(&str, &mut dyn Read) -> Result<(), String> + 'a;

/// What a member unpacks to, held to the size that the archive tells.
struct Held<R> {
    file: R,
    left: u64,
}

impl<R: Read> Read for Held<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or_else(|| io::Error::other("it unpacks to more than the archive says"))?;
        Ok(read)
    }
}

fn broken(error: &zip::result::ZipError) -> String {
    format!("the archive is broken or not readable: {error}")
}
