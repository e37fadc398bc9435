//! The streams as a user and a shell see them: data go out byte for byte, a terminal obeys nothing that a
//! text or a file's name holds, and what cannot be written or told ends in exit code 2.
#![cfg(unix)]

#[path = "streams/bytes.rs"]
mod bytes;
#[path = "streams/messages.rs"]
mod messages;
#[path = "streams/refused.rs"]
mod refused;
#[path = "streams/signals.rs"]
mod signals;
#[path = "streams/terminal.rs"]
mod terminal;

use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

const DROGMAN: &str = env!("CARGO_BIN_EXE_drogman");

const GLOSSARY: &str = "\
version: 1
concepts:
  evlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}
";

/// A folder with the glossary `g.yaml` and these files.
fn folder<N: AsRef<OsStr>, B: AsRef<[u8]>>(files: &[(N, B)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name.as_ref()), bytes.as_ref()).unwrap();
    }
    folder
}

fn drogman(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(DROGMAN);
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = drogman(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // What is refused is not read to its end.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
