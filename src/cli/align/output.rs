//! Where an alignment is written to.

use std::{
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

use super::{super::terminal, Args};
use crate::{
    align::{Alignment, DocumentPair, Pair},
    cli::output::OutputFile,
    document::OutputFolder,
    exchange::{Bitext, BitextNames, BitextSide, Ui},
};

/// Where the beads go: standard output, or a file for each pair.
pub(crate) struct Output<'a> {
    args: &'a Args,
    folder: Option<OutputFolder>,
    names: Option<&'a BitextNames>,
    ui: Ui,
    pairs: usize,
    written: usize,
    stdout: BufWriter<terminal::Data>,
}

impl<'a> Output<'a> {
    /// Prepares the output of some pairs; `names` are marked on pages, which speak `ui`.
    pub(super) fn new(
        args: &'a Args,
        names: Option<&'a BitextNames>,
        ui: Ui,
        pairs: usize,
    ) -> anyhow::Result<Output<'a>> {
        let folder = args.output.as_deref().filter(|_| file_of_two(args).is_none());
        let folder = folder.map(OutputFolder::make).transpose()?;
        Ok(Output { args, folder, names, ui, pairs, written: 0, stdout: BufWriter::new(terminal::data()) })
    }

    /// Writes one pair.
    pub(super) fn pair(
        &mut self,
        pair: &DocumentPair,
        texts: &Pair,
        alignment: &Alignment,
    ) -> anyhow::Result<()> {
        let is_first = self.written == 0;
        self.written += 1;
        let format = self.args.format;
        let bitext = Bitext {
            source: BitextSide { name: &pair.source.name, language: pair.source.language },
            target: BitextSide { name: &pair.target.name, language: pair.target.language },
            texts,
            alignment,
            weak: self.args.weak,
            names: self.names,
            among_others: self.args.output.is_none() && self.pairs > 1,
        };
        if self.args.output.is_none() {
            if is_first {
                format.begin(&bitext, &mut self.stdout)?;
            }
            return Ok(format.write_in(&bitext, self.ui, &mut self.stdout)?);
        }
        let path = match (file_of_two(self.args), &self.folder) {
            (None, Some(folder)) => folder.file(&place(&pair.stem, format.ending()))?,
            (file, _) => file.unwrap_or(Path::new("")).to_owned(),
        };
        let inputs = [Path::new(&pair.source.name), Path::new(&pair.target.name)];
        let real = path.canonicalize().ok();
        anyhow::ensure!(
            real.is_none() || inputs.iter().all(|input| input.canonicalize().ok() != real),
            "{}: this is one of the inputs; name another with -o",
            path.display()
        );
        OutputFile::new(&path).write_with(|file| {
            format.begin(&bitext, file)?;
            format.write_in(&bitext, self.ui, file)?;
            format.end(file)
        })
    }

    /// Ends the output.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        if self.args.output.is_none() {
            if self.written > 0 {
                self.args.format.end(&mut self.stdout)?;
            }
            self.stdout.flush()?;
        }
        Ok(())
    }
}

/// The file that `-o` names, where two files are aligned: a path with the ending of a file that is no folder.
fn file_of_two(args: &Args) -> Option<&Path> {
    let path = args.output.as_deref()?;
    let is_file = |path: &Path| !path.is_dir();
    let two = is_file(&args.source) && is_file(&args.target);
    (two && is_file(path) && path.extension().is_some()).then_some(path)
}

/// The file of a pair, below the output folder whatever the name says.
fn place(stem: &str, ending: &str) -> PathBuf {
    let path: PathBuf = stem.split('/').filter(|p| !matches!(*p, "" | "." | "..")).collect();
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_stay_in_their_folder() {
        assert_eq!(place("../../etc/x.1", "tmx"), Path::new("etc/x.1.tmx"));
    }
}
