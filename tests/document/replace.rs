//! A file that is replaced holds the old content or the new, whatever happens in between.

#![cfg(unix)]

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use drogman::document::{Replacement, remove_unfinished, replace_file};

const FILE: &str = "DROGMAN_TEST_FILE";

fn content(letter: u8) -> Vec<u8> {
    vec![letter; 300_000]
}

/// Not a test by itself: replaces the file that the environment names, over and over.
#[test]
fn child() {
    let Some(path) = env::var_os(FILE) else { return };
    for letter in (b'b'..=b'z').cycle().take(100_000) {
        if replace_file(Path::new(&path), &content(letter), None).is_err() {
            return;
        }
    }
}

/// Not a test by itself: is stopped while it replaces the file that the environment names.
#[test]
fn stopped_child() {
    let Some(path) = env::var_os(FILE) else { return };
    let mut replacement = Replacement::begin(Path::new(&path)).unwrap();
    std::io::Write::write_all(&mut replacement, &content(b'b')).unwrap();
    thread::spawn(move || replacement.commit(None));
    remove_unfinished();
    std::process::exit(3);
}

#[test]
fn a_run_that_is_stopped_leaves_no_temporary_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    fs::write(&path, content(b'a')).unwrap();
    for _ in 0..20 {
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", "replace::stopped_child"])
            .env(FILE, &path)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(3));
        assert!(is_whole(&path));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

fn is_whole(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap();
    bytes.len() == content(b'a').len() && bytes.iter().all(|byte| *byte == bytes[0])
}

#[test]
fn a_kill_leaves_the_old_or_the_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    fs::write(&path, content(b'a')).unwrap();
    for round in 0..12 {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "replace::child"])
            .env(FILE, &path)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(15 + 9 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(is_whole(&path), "round {round}");
    }
}

#[test]
fn a_full_disk_leaves_the_old() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    fs::write(&path, content(b'a')).unwrap();
    // No file may grow beyond 16 blocks of 512 or 1024 bytes.
    let status = Command::new("sh")
        .args(["-c", "ulimit -f 16; exec \"$0\" --exact replace::child"])
        .arg(env::current_exe().unwrap())
        .env(FILE, &path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let _ = status;
    assert_eq!(fs::read(&path).unwrap(), content(b'a'));
}
