//! The command line and the file system: nothing is lost, nothing is read that has no end, nothing leaves its folder.

#![cfg(unix)]

use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    os::unix::{
        ffi::OsStrExt as _,
        fs::{PermissionsExt as _, symlink},
        net::UnixListener,
    },
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

const GLOSSARY: &str = "version: 1\nconcepts:\n  \
    evlakh: {type: city, fr: {preferred: Yevlakh, variants: [Evlakh]}, en: Yevlakh}\n";

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_drogman"));
    command.current_dir(folder).args(args);
    command
}

fn drogman(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).stdin(Stdio::null()).output().unwrap()
}

/// Runs what might never end, or take all memory, in bounds: 2 GB of address space, a minute of time.
fn bounded(folder: &Path, line: &str) -> Output {
    let bounded = format!("ulimit -v 2000000; {line}");
    let mut command = Command::new("timeout");
    command.args(["60", "bash", "-c", &bounded]).current_dir(folder).stdin(Stdio::null());
    command.env("drogman", env!("CARGO_BIN_EXE_drogman")).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Fails unless the run ended with exit code 2 and one line about it.
fn refused(output: &Output, wanted: &str) {
    let lines: Vec<String> =
        said(output).lines().filter(|line| line.starts_with("error")).map(str::to_owned).collect();
    assert_eq!(output.status.code(), Some(2), "{}", said(output));
    assert!(lines.len() == 1 && lines[0].contains(wanted), "wanted «{wanted}»:\n{}", said(output));
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    fs::write(folder.path().join("a.txt"), "La ville d’Evlakh.\n").unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A glossary that takes a while to be formatted.
fn long_glossary() -> String {
    let mut text = String::from("version: 1\nconcepts:\n");
    for number in 0..200 {
        text += &format!("  c{number}: {{en: Name{number}x, fr: Nom{number}x, type: city}}   \n");
    }
    text
}

#[test]
fn what_is_saved_while_a_glossary_is_formatted_or_merged_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.yaml");
    fs::write(
        folder.path().join("r.csv"),
        "concept,language,form,status,decision,new_form,note\nc7,fr,Nom7x,preferred,,,Une note\n",
    )
    .unwrap();
    for args in [&["glossary", "fmt", "long.yaml"][..], &["glossary", "merge", "long.yaml", "r.csv"]] {
        for pause in [40, 80, 160, 320, 640] {
            fs::write(&file, long_glossary()).unwrap();
            let child =
                command(folder.path(), args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
            thread::sleep(Duration::from_millis(pause));
            let mut author = fs::OpenOptions::new().append(true).open(&file).unwrap();
            author.write_all(b"# written meanwhile\n").unwrap();
            drop(author);
            let output = child.wait_with_output().unwrap();
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.contains("# written meanwhile"), "{args:?}, {pause} ms: {}", said(&output));
            assert!(text.contains("Name199x"), "{args:?}, {pause} ms");
        }
    }
}

#[test]
fn what_is_saved_in_an_output_while_a_list_is_imported_is_kept() {
    let folder = folder();
    fs::write(folder.path().join("out.yaml"), "# mine\n").unwrap();
    let args = ["glossary", "import", "-", "--format", "tsv", "-o", "out.yaml"];
    let mut child =
        command(folder.path(), &args).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"fr\ten\n").unwrap();
    // More than a pipe holds: when it is written, the run is reading.
    for number in 0..20_000 {
        input.write_all(format!("Nom{number}x\tName{number}x\n").as_bytes()).unwrap();
    }
    fs::write(folder.path().join("out.yaml"), "# mine, and more\n").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    refused(&output, "out.yaml: the file changed while drogman worked on it");
    assert_eq!(fs::read_to_string(folder.path().join("out.yaml")).unwrap(), "# mine, and more\n");
    fs::write(folder.path().join("l.tsv"), "fr\ten\nNom\tName\n").unwrap();
    let output = drogman(folder.path(), &["glossary", "import", "l.tsv", "-o", "new/folder/out.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(folder.path().join("new/folder/out.yaml").is_file());
}

#[test]
fn an_alignment_follows_a_link_and_keeps_the_mode() {
    let folder = folder();
    let real = folder.path().join("real.tmx");
    fs::write(folder.path().join("b.txt"), "The town of Yevlakh.\n").unwrap();
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.tmx", folder.path().join("link.tmx")).unwrap();
    let output = drogman(folder.path(), &["align", "a.txt", "b.txt", "-o", "link.tmx"]);
    assert_ne!(output.status.code(), Some(2), "{}", said(&output));
    assert!(folder.path().join("link.tmx").symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("</tmx>"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn the_next_run_removes_what_a_killed_run_left_and_no_more() {
    let folder = folder();
    let [dead, alive] = [".drogman-Ab12xY.tmp", ".drogman-Cd34zW.tmp"].map(|name| folder.path().join(name));
    fs::write(&dead, "half").unwrap();
    fs::write(&alive, "half").unwrap();
    let owner = fs::File::open(&alive).unwrap();
    owner.lock().unwrap();
    let output = drogman(folder.path(), &["normalize", "--write", "-g", "g.yaml", "a.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(names(folder.path()), [".drogman-Cd34zW.tmp", "a.txt", "g.yaml"]);
}

#[test]
fn devices_pipes_and_sockets_are_no_files() {
    let folder = folder();
    let _socket = UnixListener::bind(folder.path().join("socket")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    for (path, wanted) in [
        ("/dev/zero", "a device, not a file"),
        ("/dev/urandom", "a device, not a file"),
        ("socket", "a socket, not a file"),
        ("pipe", "a named pipe, not a file"),
    ] {
        for line in [
            format!("check -g g.yaml {path}"),
            format!("normalize -g g.yaml {path}"),
            format!("match -g g.yaml {path}"),
            format!("segment {path}"),
            format!("check a.txt -g {path}"),
            format!("glossary import {path} --format tsv -o x.yaml"),
            format!("glossary export --format tsv -g g.yaml -o {path}"),
        ] {
            refused(&bounded(folder.path(), &format!("\"$drogman\" {line}")), wanted);
        }
        fs::write(folder.path().join("drogman.yaml"), format!("glossary: [{path}]\n")).unwrap();
        let wanted = if path.starts_with('/') { "lies outside the folder" } else { wanted };
        refused(&bounded(folder.path(), "\"$drogman\" check a.txt"), wanted);
        fs::remove_file(folder.path().join("drogman.yaml")).unwrap();
    }
    // What lies in a folder beside the texts does not disturb.
    let output = bounded(folder.path(), "\"$drogman\" check . -g g.yaml --format concise");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
fn streams_are_read_and_those_of_no_text_refused_by_their_start() {
    let folder = folder();
    for line in [
        "\"$drogman\" check -g g.yaml --format concise <(cat a.txt)",
        "\"$drogman\" check -g g.yaml --format concise /dev/stdin < <(cat a.txt)",
        "\"$drogman\" check -g <(cat g.yaml) --format concise a.txt",
    ] {
        let output = bounded(folder.path(), line);
        assert_eq!(output.status.code(), Some(1), "{line}: {}", said(&output));
    }
    for verb in ["check", "normalize", "segment", "match", "extract", "sheet -o out"] {
        for input in ["- < /dev/zero", "- < /dev/urandom", "<(cat /dev/zero)"] {
            let output = bounded(folder.path(), &format!("\"$drogman\" {verb} -g g.yaml {input}"));
            refused(&output, "binary file");
        }
    }
    // A file of zeros as long as any disk.
    let file = fs::File::create(folder.path().join("sparse.txt")).unwrap();
    file.set_len(1 << 40).unwrap();
    refused(&bounded(folder.path(), "\"$drogman\" check -g g.yaml sparse.txt"), "binary file");
}

#[test]
fn names_that_differ_in_a_byte_that_is_no_utf_8_are_two_files() {
    let folder = folder();
    fs::create_dir(folder.path().join("in")).unwrap();
    for name in [&b"in/bad\xfe.txt"[..], b"in/bad\xff.txt"] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "Evlakh.\n").unwrap();
    }
    let output = drogman(folder.path(), &["check", "in", "-g", "g.yaml"]);
    assert!(said(&output).contains("2 findings"), "{}", said(&output));
    let twice = drogman(folder.path(), &["check", "a.txt", "a.txt", "-g", "g.yaml"]);
    assert!(said(&twice).contains("1 finding"), "{}", said(&twice));
}

#[test]
fn a_glossary_folder_of_lists_is_told_with_how_to_import_it() {
    let folder = folder();
    fs::create_dir(folder.path().join("glossary")).unwrap();
    fs::write(folder.path().join("glossary/noms.csv"), "fr,en\nYevlakh,Yevlakh\n").unwrap();
    let how = "drogman glossary import";
    let output = drogman(folder.path(), &["check", "a.txt"]);
    assert!(said(&output).contains(how) && said(&output).contains("noms.csv"), "{}", said(&output));
    refused(&drogman(folder.path(), &["check", "a.txt", "-g", "glossary"]), how);
    refused(&drogman(folder.path(), &["check", "a.txt", "-g", "glossary/noms.csv"]), how);
    let output =
        drogman(folder.path(), &["glossary", "import", "glossary/noms.csv", "-o", "glossary/noms.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!said(&drogman(folder.path(), &["check", "a.txt"])).contains(how));
}

#[test]
fn a_style_that_no_file_lists_is_told_where_it_stands() {
    let folder = folder();
    fs::create_dir(folder.path().join("g")).unwrap();
    fs::write(folder.path().join("g/a.yaml"), GLOSSARY.replace("concepts", "styles: [afp]\nconcepts"))
        .unwrap();
    let other =
        "version: 1\nconcepts:\n  foo: {type: city, fr: {preferred: {default: Foo, nope: Bar}}, en: Foo}\n";
    fs::write(folder.path().join("g/b.yaml"), other).unwrap();
    let output = drogman(folder.path(), &["check", "a.txt", "-g", "g"]);
    assert!(said(&output).contains("g/b.yaml:3:52: error: unknown style «nope»"), "{}", said(&output));
}

#[test]
fn a_project_names_only_what_lies_in_its_folder() {
    let folder = folder();
    let secret = folder.path().join("secret");
    fs::write(&secret, "root:geheim\n").unwrap();
    let project = folder.path().join("project");
    fs::create_dir_all(project.join("sub")).unwrap();
    symlink(&secret, project.join("link.yaml")).unwrap();
    fs::create_dir(project.join("dir")).unwrap();
    symlink(&secret, project.join("dir/link.yaml")).unwrap();
    symlink(folder.path(), project.join("up")).unwrap();
    fs::write(project.join("own.yaml"), GLOSSARY).unwrap();
    let absolute = secret.to_str().unwrap();
    for name in [absolute, "../secret", "../nothing", "link.yaml", "dir", "up/secret", "up"] {
        fs::write(project.join("drogman.yaml"), format!("glossary: [\"{name}\"]\n")).unwrap();
        let output = drogman(&project.join("sub"), &["check", "../../a.txt"]);
        refused(&output, "-g");
        assert!(!said(&output).contains("geheim"), "{}", said(&output));
    }
    for name in ["own.yaml", "sub/../own.yaml"] {
        fs::write(project.join("drogman.yaml"), format!("glossary: [\"{name}\"]\n")).unwrap();
        let output = drogman(&project.join("sub"), &["check", "../../a.txt"]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
    }
    fs::remove_file(project.join("drogman.yaml")).unwrap();
    symlink(&secret, project.join("drogman.yaml")).unwrap();
    let output = drogman(&project, &["check", "../a.txt"]);
    refused(&output, "leads out of its folder");
    assert!(!said(&output).contains("geheim"), "{}", said(&output));
    fs::remove_file(project.join("drogman.yaml")).unwrap();
    fs::create_dir(project.join("glossary")).unwrap();
    symlink(&secret, project.join("glossary/link.yaml")).unwrap();
    let output = drogman(&project, &["check", "../a.txt"]);
    refused(&output, "leads out of the folder");
    assert!(!said(&output).contains("geheim"), "{}", said(&output));
}

#[test]
fn outputs_do_not_leave_their_folder_by_a_link() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    for made in ["in/sub", "en/sub", "outside", "o"] {
        fs::create_dir_all(path(made)).unwrap();
    }
    for name in ["a.txt", "b.txt", "sub/c.txt"] {
        fs::write(path("in").join(name), "La ville d’Evlakh est grande.\n").unwrap();
        fs::write(path("en").join(name), "The town of Yevlakh is large.\n").unwrap();
    }
    fs::write(path("victim"), "whole").unwrap();
    symlink("../victim", path("o/a.txt")).unwrap();
    symlink("../victim", path("o/a.tmx")).unwrap();
    symlink("../victim", path("o/terms.csv")).unwrap();
    symlink("../nothing", path("o/terms.json")).unwrap();
    symlink("../outside", path("o/sub")).unwrap();
    for (args, failures, done) in [
        (&["normalize", "in", "-o", "o", "-g", "g.yaml"][..], 2, "o/b.txt"),
        (&["align", "in", "en", "-o", "o"], 2, "o/b.tmx"),
        (&["sheet", "in", "-o", "o", "-g", "g.yaml"], 2, "o/terms.tsv"),
    ] {
        let output = drogman(folder.path(), args);
        let count = said(&output).matches("leads out of the output folder o").count();
        assert_eq!((output.status.code(), count), (Some(2), failures), "{args:?}: {}", said(&output));
        assert!(path(done).is_file(), "{args:?}");
    }
    assert_eq!(fs::read_to_string(path("victim")).unwrap(), "whole");
    assert!(names(&path("outside")).is_empty() && !path("nothing").exists());
}

#[test]
fn an_output_is_never_an_input() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("in/in")).unwrap();
    fs::write(folder.path().join("in/a.txt"), "Evlakh.\n").unwrap();
    fs::write(folder.path().join("in/in/a.txt"), "Evlakh, oui.\n").unwrap();
    for args in [
        &["sheet", "in", "-o", "in", "-g", "g.yaml"][..],
        &["normalize", "in", "-o", "in", "-g", "g.yaml"],
        &["align", "in", "in", "-o", "in"],
    ] {
        refused(&drogman(folder.path(), args), "in: this folder is read; name another folder with -o");
    }
    // ./in/a.txt is where in/in/a.txt would go.
    refused(
        &drogman(folder.path(), &["normalize", "in", "-o", ".", "-g", "g.yaml"]),
        "in/a.txt: this is one of the inputs",
    );
    assert_eq!(fs::read_to_string(folder.path().join("in/a.txt")).unwrap(), "Evlakh.\n");
    // Outputs below the input are not read the second time.
    for _ in 0..2 {
        let output = drogman(folder.path(), &["sheet", "in", "-o", "in/sheets", "-g", "g.yaml"]);
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && out.contains("2 documents"), "{out}{}", said(&output));
    }
}

#[test]
fn a_file_where_a_folder_is_wanted_is_told() {
    let folder = folder();
    fs::write(folder.path().join("file"), "x").unwrap();
    for args in [
        &["sheet", "a.txt", "-o", "file"][..],
        &["normalize", "a.txt", "-o", "file"],
        &["align", "a.txt", "a.txt", "-o", "file"],
    ] {
        refused(&drogman(folder.path(), args), "file: this is a file, not a folder");
    }
    refused(
        &drogman(folder.path(), &["extract", "a.txt", "-o", "."]),
        ".: the file could not be written: this is a folder",
    );
    assert_eq!(fs::read_to_string(folder.path().join("file")).unwrap(), "x");
}
