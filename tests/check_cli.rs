//! `drogman check` and `drogman normalize --write` as their user sees them.

use std::{
    fs,
    path::Path,
    process::{Output, Stdio},
};

use snapbox::cmd::{Command, cargo_bin};

const GLOSSARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/glossary.drogman.yaml");

fn run(folder: &Path, arguments: &[&str], stdin: &str) -> Output {
    let (verb, rest) = arguments.split_first().expect("a verb");
    Command::new(cargo_bin!("drogman"))
        .current_dir(folder)
        .args([*verb, "-g", GLOSSARY])
        .args(rest)
        .stdin(stdin.as_bytes().to_vec())
        .output()
        .unwrap()
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Exit code and standard output of a check in the concise format.
#[track_caller]
fn assert_check(folder: &Path, arguments: &[&str], code: i32, expected: &[&str]) {
    let output = run(folder, &[&["check", "--format", "concise", "-q"], arguments].concat(), "");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(out.lines().collect::<Vec<_>>(), expected, "{err}");
    assert_eq!(output.status.code(), Some(code), "{err}");
}

const SOURCE: &str = "La neige est tombée sur la vallée pendant la nuit.\n\
     Le maire de Stepanakert a parlé aux habitants.\n\
     Les écoles restent fermées jusqu’à lundi.\n";

#[test]
fn a_translation_is_aligned_before_it_is_compared() {
    let folder = folder(&[
        ("a.fr.txt", SOURCE),
        (
            "a.en.txt",
            "Snow fell on the valley\nduring the night.\nThe mayor spoke to the inhabitants.\n\
             Schools stay closed until Monday.\n",
        ),
        ("b.en.txt", "Snow fell.\nThe mayor of Stepanakert spoke.\nSchools stay closed until Monday.\n"),
    ]);
    let missing = "a.fr.txt:2:13: warning[missing-equivalent]: the translation has no equivalent of \
                   «Stepanakert»: write «Stepanakert»";
    assert_check(folder.path(), &["a.fr.txt", "--translation", "a.en.txt"], 1, &[missing]);
    assert_check(folder.path(), &["a.fr.txt", "--translation", "b.en.txt"], 0, &[]);
}

#[test]
fn folders_are_paired_by_name() {
    let folder = folder(&[
        ("fr/a.fr.txt", SOURCE),
        ("fr/deep/b.txt", "Bakou dort.\n"),
        ("fr/c.txt", "Bakou dort.\n"),
        ("en/a.en.txt", "Snow fell.\nThe mayor of Stepanakert spoke.\nSchools stay closed.\n"),
        ("en/deep/b.en.txt", "The town sleeps.\n"),
    ]);
    let output =
        run(folder.path(), &["check", "--format", "concise", "fr", "--translation", "en", "--segmented"], "");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        out,
        "fr/deep/b.txt:1:1: warning[missing-equivalent]: the translation has no equivalent of «Bakou»: \
         write «Baku»\n"
    );
    assert!(err.contains("fr/c.txt: no translation of it in en"), "{err}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn translations_are_told_by_marks_and_by_content() {
    let english = "Snow fell on the valley.\nThe mayor spoke.\nSchools stay closed until Monday.\n";
    let missing = "2:13: warning[missing-equivalent]: the translation has no equivalent of «Stepanakert»: \
                   write «Stepanakert»";
    // One folder holds both sides; names that share nothing are paired by what the files say.
    for (fr, en) in [("a.fr.txt", "a.en.txt"), ("neige.txt", "snow.txt")] {
        let folder = folder(&[(fr, SOURCE), (en, english)]);
        assert_check(folder.path(), &[".", "--translation", "."], 1, &[&format!("./{fr}:{missing}")]);
    }
    let folder = folder(&[
        ("fr/neige.txt", SOURCE),
        ("fr/ville.txt", "Bakou et Gumri dorment depuis 1988.\n"),
        ("en/city.txt", "Baku and Gyumri have slept since 1988.\n"),
        ("en/snow.txt", english),
    ]);
    let finding = format!("fr/neige.txt:{missing}");
    assert_check(folder.path(), &["fr", "--translation", "en"], 1, &[&finding]);
}

#[test]
fn fix_writes_what_is_sure_and_reports_the_rest() {
    let folder =
        folder(&[("a.txt", "Le convoi arrivait d’Ievlakh.\nIl va au Haut-Karabagh.\nStanakert !\n")]);
    let left = "a.txt:2:10: warning[non-preferred]: style armenia writes «Artsakh», not «Haut-Karabagh»";
    assert_check(folder.path(), &["--style", "armenia", "--lang", "fr", "--fix", "a.txt"], 1, &[left]);
    let text = fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert_eq!(text, "Le convoi arrivait de Yevlakh.\nIl va au Haut-Karabagh.\nStanakert !\n");
    let output = run(folder.path(), &["check", "--fix", "-"], "Ievlakh");
    assert_eq!(output.status.code(), Some(2), "standard input cannot be fixed in place");
}

#[test]
fn the_configuration_sets_severities_and_passes_over() {
    let folder = folder(&[
        (
            "drogman.yaml",
            "rules: {non-preferred: error, probable-variant: off}\n\
             ignore:\n- {form: Evlakh, file: old/**}\n- {concept: pl.baku, rule: mixed}\n",
        ),
        ("a.txt", "Evlakh. Les soldats de Stepanaker rentrent.\n"),
        ("old/a.txt", "Evlakh.\n"),
    ]);
    let output = run(folder.path(), &["check", "--format", "concise", "--lang", "fr", "."], "");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(out, "./a.txt:1:1: error[non-preferred]: style default writes «Yevlakh», not «Evlakh»\n");
    assert!(err.contains("unused-ignore: the entry {concept: pl.baku, rule: mixed}"), "{err}");
    assert!(!err.contains("Evlakh, file"), "an entry that bites is not unused: {err}");
    assert_eq!(output.status.code(), Some(1));

    fs::write(folder.path().join("drogman.yaml"), "rules: {no-such: error}\n").unwrap();
    let output = run(folder.path(), &["check", "a.txt"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such"));
}

#[test]
fn a_comment_that_no_longer_bites_is_reported() {
    let folder = folder(&[(
        "a.md",
        "<!-- drogman: ignore -->\nEvlakh.\n\n<!-- drogman: ignore forbidden -->\nBakou.\n",
    )]);
    let unused = "a.md:4:1: warning[unused-ignore]: this comment covers no finding: remove it";
    assert_check(folder.path(), &["--lang", "fr", "a.md"], 1, &[unused]);
}

#[test]
fn the_language_of_a_file_is_told_by_its_words() {
    let folder = folder(&[
        ("a.txt", "The convoy has come from Evlakh and it will be in Baku on Monday.\n"),
        ("b.txt", "Le convoi est venu de Yevlakh et il sera à Baku lundi, dit-on dans la ville.\n"),
    ]);
    let english = "a.txt:1:26: warning[non-preferred]: style default writes «Yevlakh», not «Evlakh»";
    let french = "b.txt:1:44: warning[non-preferred]: style default writes «Bakou», not «Baku»";
    assert_check(folder.path(), &["a.txt", "b.txt"], 1, &[english, french]);
}

#[test]
fn bilingual_files_are_checked_as_translations() {
    let pair = "Le maire de Stepanakert parle.\tThe mayor speaks.\n";
    let xliff = "<xliff version=\"2.1\" srcLang=\"fr\" trgLang=\"en\"><file id=\"f\"><unit id=\"u\">\
        <segment><source>Bakou dort.</source><target>Baku sleeps.</target></segment>\
        <segment><source>Le maire de Stepanakert parle.</source><target>The mayor speaks.</target></segment>\
        </unit></file></xliff>";
    let files = [
        ("plain.tsv", pair.to_owned()),
        ("codes.tsv", format!("fr-CA\ten-ZA\n{pair}")),
        ("turned.tsv", "EN\tFR\nThe mayor speaks.\tLe maire de Stepanakert parle.\n".to_owned()),
        (
            "more.tsv",
            "id\tFrench\tEnglish\tnote\n7\tLe maire de Stepanakert parle.\tThe mayor speaks.\t\n".into(),
        ),
        (
            "own.tsv",
            "source\ttarget\tconfidence\tsource_text\ttarget_text\n\
             0\t0\t0.6\tLe maire de Stepanakert parle.\tThe mayor speaks.\n"
                .into(),
        ),
        ("semicolons.csv", "source;target\n\"Le maire de Stepanakert parle.\";The mayor speaks.\n".into()),
        ("segments.xlf", xliff.to_owned()),
    ];
    for (name, text) in &files {
        let folder = folder(&[(name, text)]);
        let output = run(folder.path(), &["check", "--format", "json", "-q", name], "");
        let out = String::from_utf8_lossy(&output.stdout);
        assert_eq!(out.matches("\"rule\":").count(), 1, "{name}: {out}");
        assert!(out.contains("\"rule\":\"missing-equivalent\""), "{name}: {out}");
        assert_eq!(output.status.code(), Some(1), "{name}");
    }
}

#[test]
fn the_segmented_copy_of_a_source_is_kept_in_step() {
    let xliff = "<xliff version=\"1.2\"><file source-language=\"fr\" target-language=\"en\"><body>\
        <trans-unit id=\"1\"><source>Bakou. D’Evlakh, rien.</source>\
        <seg-source><mrk mtype=\"seg\" mid=\"1\">Bakou.</mrk> <mrk mtype=\"seg\" mid=\"2\">D’Evlakh, rien.</mrk>\
        </seg-source><target>Baku. From Yevlakh, nothing.</target></trans-unit></body></file></xliff>";
    let folder = folder(&[("a.xlf", xliff)]);
    let found = "a.xlf:1:112: warning[non-preferred]: style default writes «Yevlakh», not «Evlakh»";
    assert_check(folder.path(), &["a.xlf"], 1, &[found]);
    assert_check(folder.path(), &["--fix", "a.xlf"], 0, &[]);
    let new = fs::read_to_string(folder.path().join("a.xlf")).unwrap();
    assert_eq!(new, xliff.replace("D’Evlakh", "De Yevlakh"));
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_named_and_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("a.txt", "À Evlakh.\n"), ("b.txt", "À Evlakh.\n")]);
    let path = folder.path().join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let may_write = fs::File::options().write(true).open(&path).is_ok();
    let output = run(folder.path(), &["normalize", "--write", "--lang", "fr", "a.txt", "b.txt"], "");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o444);
    if may_write {
        // Root may write it, and its mode stays.
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(fs::read_to_string(&path).unwrap(), "À Yevlakh.\n");
        return;
    }
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("a.txt: the file is read-only"), "{err}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), "À Evlakh.\n");
    assert_eq!(fs::read_to_string(folder.path().join("b.txt")).unwrap(), "À Yevlakh.\n");
}

/// As on a full disk: nothing longer than a few kilobytes can be written.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_whole_keeps_its_content() {
    let text = "Le convoi arrivait d’Ievlakh.\n".repeat(2000);
    let folder = folder(&[("a.txt", &text)]);
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" normalize -g \"$1\" --write --lang fr a.txt";
    let output = Command::new("sh")
        .current_dir(folder.path())
        .args(["-c", script])
        .arg(cargo_bin!("drogman"))
        .arg(GLOSSARY)
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("a.txt"), "{err}");
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), text);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let folder = folder(&[("a.txt", "À Evlakh.\n")]);
    let status = std::process::Command::new(cargo_bin!("drogman"))
        .current_dir(folder.path())
        .args(["check", "-g", GLOSSARY, "--lang", "fr", "a.txt"])
        .stdout(full)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}

/// Killed at any moment, a run leaves the old content or the new.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_old_content_or_the_new() {
    let old = "Le convoi arrivait d’Ievlakh.\n".repeat(20_000);
    let new = old.replace("d’Ievlakh", "de Yevlakh");
    let folder = folder(&[("a.txt", "")]);
    let path = folder.path().join("a.txt");
    for step in 0..12 {
        fs::write(&path, &old).unwrap();
        let mut child = std::process::Command::new(cargo_bin!("drogman"))
            .current_dir(folder.path())
            .args(["normalize", "-g", GLOSSARY, "--write", "--lang", "fr", "a.txt"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(25 * step));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = fs::read_to_string(&path).unwrap();
        assert!(now == old || now == new, "a mix after {} bytes", now.len());
    }
    let status = run(folder.path(), &["normalize", "--write", "--lang", "fr", "a.txt"], "").status;
    assert_eq!(status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), new);
}

/// Longer than what is read at once: the text goes through in passages.
#[test]
fn a_long_text_is_rewritten_and_checked_in_passages() {
    let filler = "Il ne se passe rien de notable dans la vallée cette semaine, dit-on partout. ".repeat(400);
    let line = |name: &str| format!("{filler}\nLe convoi arrivait {name}.\n\n");
    let count = (66 << 20) / line("d’Ievlakh").len() + 1;
    let (old, new) = (line("d’Ievlakh").repeat(count), line("de Yevlakh").repeat(count));
    let folder = folder(&[("a.txt", &old)]);
    let output = run(folder.path(), &["check", "--format", "concise", "-q", "a.txt"], "");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(out.lines().count(), count);
    let last = format!("a.txt:{}:22: warning[non-preferred]", 3 * count - 1);
    assert!(
        out.lines().last().is_some_and(|line| line.starts_with(&last)),
        "{last}: {:?}",
        out.lines().last()
    );

    let output = run(folder.path(), &["normalize", "-q", "-"], &old);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout == new.as_bytes(), "standard input");
    let output = run(folder.path(), &["normalize", "-q", "--write", "a.txt"], "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read(folder.path().join("a.txt")).unwrap() == new.as_bytes(), "--write");
}
