//! Runs that are told to stop, and files that may not grow.

use std::{
    fs,
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::{DROGMAN, drogman, folder, text};

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Waits, for minutes if need be, until `ready`; whether it came to that while the child ran.
fn wait_until(child: &mut Child, ready: impl Fn() -> bool) -> bool {
    for _ in 0..30_000 {
        if ready() {
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

#[test]
fn an_interrupted_run_says_so_and_leaves_no_temporary_file() {
    // Empty lines are soon passed, then come enough words to be interrupted in.
    let mut text_of_names = vec![b'\n'; 64 << 20];
    text_of_names.extend("Le maire d’Evlakh est là, et personne ne l’attendait.\n".repeat(100_000).bytes());
    let folder = folder(&[("a.txt", text_of_names)]);
    for (signal, number) in [("-INT", 2), ("-TERM", 15)] {
        let mut child = drogman(folder.path(), &["normalize", "-g", "g.yaml", "a.txt", "-o", "out"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = folder.path().join("out");
        let began = wait_until(&mut child, || names(&out).iter().any(|name| name.ends_with(".tmp")));
        assert!(began, "the run was over before it could be interrupted");
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        let err = text(&output.stderr);
        assert_eq!(names(&out), Vec::<String>::new(), "{signal}: {err}");
        assert!(err.starts_with("interrupted: ") && err.lines().count() == 1, "{signal}: {err}");
        assert_eq!(output.status.signal(), Some(number), "the shell sees what ended it");
    }
}

#[test]
fn a_run_that_waits_can_be_interrupted() {
    let folder = folder::<&str, &str>(&[]);
    // A FIFO that is opened for writing and never written to.
    let mut child = drogman(folder.path(), &["segment", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = child.stdin.take().unwrap();
    let status = format!("/proc/{}/status", child.id());
    // Caught: a bit is set once the handler stands.
    let caught = || {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:\t")).unwrap_or("0").to_owned();
        u64::from_str_radix(mask.trim(), 16).unwrap_or(0) & 1 << 1 != 0
    };
    if cfg!(target_os = "linux") {
        assert!(wait_until(&mut child, caught));
    } else {
        std::thread::sleep(Duration::from_secs(2));
    }
    send("-INT", &child);
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    assert!(text(&output.stderr).starts_with("interrupted: "), "{}", text(&output.stderr));
    assert_eq!(output.status.signal(), Some(2));
}

#[test]
fn a_file_that_may_not_grow_is_an_error_of_writing() {
    let folder = folder(&[("a.txt", "Le maire d’Evlakh est là.\n".repeat(4000))]);
    fs::create_dir(folder.path().join("out")).unwrap();
    for (verb, target) in [
        ("segment a.txt > out/written", "standard output"),
        ("-g g.yaml normalize a.txt -o out", "out/a.txt"),
        ("glossary export --format yaml -o out/g.yaml", "out/g.yaml"),
    ] {
        let limited = format!("ulimit -f 8; {DROGMAN} {verb}");
        let output = Command::new("sh").current_dir(folder.path()).args(["-c", &limited]).output().unwrap();
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{verb}: {err} {:?}", output.status);
        assert!(err.contains(target) && err.contains("error: "), "{verb}: {err}");
        let _ = fs::remove_file(folder.path().join("out/written"));
        assert_eq!(names(&folder.path().join("out")), Vec::<String>::new(), "{verb}");
    }
}
