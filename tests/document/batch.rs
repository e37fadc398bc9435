//! The file loop of the command line: folders, bad files, files named twice.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn segment(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drogman"))
        .arg("segment")
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> Vec<String> {
    String::from_utf8(output.stderr.clone()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn one_bad_file_never_stops_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("a.txt", b"Bakou parle.\n");
    write("b.pdf", b"%PDF-1.7\n\0\0");
    write("c.xlf", b"<xliff><file>");
    write("d.txt", b"Erevan r\xE9pond.\n");
    for threads in ["1", "2"] {
        let output = segment(folder.path(), &["--threads", threads, ".", "no-such.txt"]);
        assert_eq!(output.status.code(), Some(2));
        let text = stdout(&output);
        assert!(text.contains("Bakou parle.") && text.contains("Erevan répond."), "{text}");
        let errors = stderr(&output);
        assert_eq!(errors.len(), 3, "{errors:?}");
        assert!(errors[0].contains("b.pdf: this is a PDF file: "), "{errors:?}");
        assert!(errors[1].contains("c.xlf:1:14: "), "{errors:?}");
        assert!(errors[2].contains("no-such.txt: "), "{errors:?}");
    }
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("articles/a.txt"), "Bakou parle.\n").unwrap();
    let output = segment(folder.path(), &["articles", "articles/a.txt"]);
    assert_eq!(stdout(&output).matches("Bakou").count(), 1);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_empty_folder_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = segment(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output).len(), 1);
}

#[test]
fn ignored_and_hidden_files_are_left_out_and_links_followed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(".gitignore", "brouillon.txt\n");
    write("brouillon.txt", "Choucha.\n");
    write(".cache.txt", "Gandja.\n");
    write("~$a.docx", "Word has a.docx open");
    write("a.txt", "Bakou.\n");
    #[cfg(unix)]
    {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("b.txt"), "Erevan.\n").unwrap();
        std::os::unix::fs::symlink(outside.path().join("b.txt"), folder.path().join("b.txt")).unwrap();
        let text = stdout(&segment(folder.path(), &["."]));
        assert!(text.contains("Erevan"), "{text}");
    }
    let output = segment(folder.path(), &["."]);
    assert_eq!((stderr(&output), output.status.code()), (Vec::new(), Some(0)));
    let text = stdout(&output);
    assert!(text.contains("Bakou") && !text.contains("Choucha") && !text.contains("Gandja"), "{text}");
}
