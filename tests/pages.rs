//! The pages that are written to be read: a sheet, a check, an alignment. They stand alone, run nothing but their own
//! script, and speak the language of their reader.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

/// Runs drogman where no locale says anything.
fn run(folder: &Path, args: &[&str]) -> Output {
    run_in(folder, args, &[])
}

fn run_in(folder: &Path, args: &[&str], locale: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_drogman"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(args).envs(locale.iter().copied()).output().expect("drogman starts")
}

fn text(output: &Output) -> String {
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

const GLOSSARY: &str = "\
version: 1
concepts:
  ievlakh: {type: city, note: on the Kura, definition: a town, domain: geography, source: atlas, fr: {preferred: Yevlakh, variants: [Evlakh, Ievlakh]}, en: Yevlakh}
  stepanakert:
    type: city
    fr: {preferred: Stepanakert, variants: [{form: Khankendi, relation: party, party: azerbaijan}]}
    en: {preferred: Stepanakert, variants: [{form: Khankendi, relation: party, party: azerbaijan}]}
  bakou: {type: city, fr: Bakou, en: Baku}
  ternoc:
    type: city
    fr: {preferred: Val-Noir, sides: {sud: Sudville, nord: Ternoc}}
    en: {preferred: Valnoir, sides: {sud: Sudtown, nord: Ternock}}
";

const ARTICLE: &str = "Le maire d’Ievlakh part pour Bakou. À Ternoc, rien. Evlakh dort, et Yevlakh aussi. Le \
                       ministre Zorglub salue Zorglub à Bakou.";

/// A folder with a glossary, an article and its translation.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("g.yaml"), GLOSSARY).unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    fs::write(folder.path().join("a.en.txt"), "The mayor of Yevlakh leaves. In Ternock, nothing.").unwrap();
    folder
}

fn sheet(folder: &Path, more: &[&str]) -> String {
    let args = [&["-g", "g.yaml", "sheet", "a.txt", "-o", "out", "--format", "html", "-q"], more].concat();
    text(&run(folder, &args));
    fs::read_to_string(folder.join("out/terms.html")).unwrap()
}

fn check(folder: &Path, more: &[&str]) -> String {
    text(&run(folder, &[&["-g", "g.yaml", "check", "a.txt", "--format", "html"], more].concat()))
}

fn align(folder: &Path, more: &[&str]) -> String {
    let args = [&["-g", "g.yaml", "align", "a.txt", "a.en.txt", "--format", "html", "-q"], more].concat();
    text(&run(folder, &args))
}

/// What stands between two marks, which the text has once.
fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let mut parts = text.split(open);
    let rest = parts.nth(1).unwrap_or_else(|| panic!("no {open}"));
    assert!(parts.next().is_none(), "{open} stands twice");
    rest.split(close).next().unwrap()
}

/// That a page runs its own script alone, wears its own style alone, and asks nothing of anybody.
fn stands_alone(page: &str) {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let (style, script) = (between(page, "<style>", "</style>"), between(page, "<script>", "</script>"));
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(policy.contains(&format!("style-src {};", digest(style))), "{policy}");
    assert!(policy.contains(&format!("script-src {};", digest(script))), "{policy}");
    let markup = page.replace(style, "").replace(script, "");
    for tag in markup.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let attributes = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
        for name in attributes.filter_map(|attribute| attribute.strip_suffix('=')) {
            assert!(name != "style" && !name.starts_with("on") && name != "src", "<{tag}>");
        }
        assert!(!tag.contains("href=") || tag.contains("href=\"#"), "<{tag}>");
    }
    assert!(page.contains("<search class=\"tools\" data-tools hidden>"), "tools wait for the script");
}

#[test]
fn pages_stand_alone() {
    let folder = folder();
    for page in [sheet(folder.path(), &[]), check(folder.path(), &[]), align(folder.path(), &[])] {
        stands_alone(&page);
    }
}

#[test]
fn a_sheet_opens_with_what_needs_a_person() {
    let folder = folder();
    let page = sheet(folder.path(), &[]);
    let places: Vec<usize> = ["id=\"several\"", "id=\"sides\"", "id=\"unknown\"", "id=\"rest\""]
        .iter()
        .map(|group| page.find(group).unwrap_or_else(|| panic!("{group}: {page}")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let group = |at: usize| &page[places[at]..places.get(at + 1).copied().unwrap_or(page.len())];
    assert!(group(0).contains("<h3 lang=\"fr\">Yevlakh</h3>") && group(1).contains("Val-Noir"));
    assert!(group(2).contains("Zorglub") && group(3).contains("<h3 lang=\"fr\">Bakou</h3>"));
    // Both sides in the order of the alphabet, with the name that the article does not have.
    let (nord, sud) = (group(1).find("<h4>nord</h4>").unwrap(), group(1).find("<h4>sud</h4>").unwrap());
    assert!(nord < sud && group(1)[sud..].contains("Sudville") && group(1)[sud..].contains("not in these"));
    // Every field of the record.
    for field in ["on the Kura", "a town", "geography", "atlas", "<p class=\"en\" lang=\"en\">Yevlakh</p>"] {
        assert!(group(0).contains(field), "{field}");
    }
    assert!(group(0).contains("Le maire d’<mark>Ievlakh</mark> part pour Bakou."));
    assert!(page.contains("<details class=\"group\" data-group id=\"rest\">"), "the rest is folded");
    assert!(page.contains("<input type=\"checkbox\" value=\"deprecated\"><span>replace</span> <em>1</em>"));
}

#[test]
fn a_check_shows_what_to_write_and_both_sides() {
    let folder = folder();
    let page = check(folder.path(), &[]);
    assert!(page.contains("Le maire <del>d’Ievlakh</del><ins>de Yevlakh</ins> part pour Bakou."), "{page}");
    assert!(page.contains("data-rule=\"non-preferred\"") && page.contains("id=\"why-non-preferred\""));
    assert!(!page.contains("Evlakh dort, et Yevlakh aussi. Le"), "a finding has its sentence, not the line");
    let page = check(folder.path(), &["--translation", "a.en.txt"]);
    let missing =
        page.split("<li class=\"row").skip(1).find(|row| row.contains("missing-equivalent\"")).unwrap();
    assert!(missing.contains("<mark>Bakou</mark>"), "{missing}");
    assert!(missing.contains("<p class=\"line\" lang=\"en\">The mayor of Yevlakh leaves.</p>"), "{missing}");
    fs::write(folder.path().join("a.txt"), "Rien.").unwrap();
    assert!(check(folder.path(), &[]).contains("No findings."));
}

#[test]
fn an_alignment_says_what_to_look_at() {
    let folder = folder();
    let page = align(folder.path(), &[]);
    assert!(page.contains("data-c=\"ternoc\" title=\"ternoc\">Ternoc</mark>"), "{page}");
    assert!(page.contains("data-c=\"ternoc\" title=\"ternoc\">Ternock</mark>"), "{page}");
    let looks = page.matches("data-look=\"look\"").count();
    assert!(looks > 0 && page.contains(&format!("<b>{looks} to look at</b>")), "{page}");
}

#[test]
fn what_looks_like_a_script_is_text_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let field = |name: &str| format!("{name}: '{evil}'");
    let glossary = format!(
        "version: 1\nconcepts:\n  evlakh:\n    type: city\n    {}\n    {}\n    {}\n    {}\n    fr: {{preferred: Yevlakh, \
         variants: [{{form: Evlakh, {}, {}}}]}}\n    en: {{preferred: '{evil}', variants: [{{form: 'b{evil}', status: admitted}}]}}\n",
        field("note"),
        field("definition"),
        field("domain"),
        field("source"),
        field("note"),
        field("party"),
    );
    fs::write(folder.path().join("g.yaml"), glossary).unwrap();
    let name = "a<script>alert(1)<!--.txt";
    fs::write(folder.path().join(name), format!("Evlakh {evil} dort. Le ministre Zorg<b>lub</b>.")).unwrap();
    fs::write(folder.path().join("b.txt"), format!("Sleeps {evil}.")).unwrap();
    let read = |args: &[&str]| text(&run(folder.path(), &[&["-g", "g.yaml", "-q"], args].concat()));
    read(&["sheet", name, "-o", "out", "--format", "html"]);
    let sheet = fs::read_to_string(folder.path().join("out/terms.html")).unwrap();
    let check = read(&["check", name, "--translation", "b.txt", "--format", "html"]);
    let align = read(&["align", name, "b.txt", "--format", "html"]);
    for page in [sheet, check, align] {
        stands_alone(&page);
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<img") && !page.contains("<!--"));
    }
}

#[test]
fn pages_speak_the_language_of_their_reader() {
    let folder = folder();
    let page = sheet(folder.path(), &["--ui", "fr"]);
    for words in ["<html lang=\"fr\">", "Écrits de plusieurs façons", "Absents du glossaire", "à remplacer"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("Written several ways"));
    let page = check(folder.path(), &["--ui", "fr"]);
    assert!(
        page.contains("«\u{a0}Ievlakh\u{a0}» : écrire «\u{a0}Yevlakh\u{a0}»") && page.contains("Graphie"),
        "{page}"
    );
    assert!(align(folder.path(), &["--ui", "fr"]).contains("à vérifier"));
    let args = ["-g", "g.yaml", "sheet", "a.txt", "-o", "out", "--format", "html,md,csv,json", "-q"];
    let title = |locale: &[(&str, &str)]| {
        text(&run_in(folder.path(), &args, locale));
        let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
        let heading = read("terms.md").lines().next().unwrap().to_owned();
        assert_eq!(
            read("terms.html").contains("lang=\"fr\">\n<head>"),
            heading.contains("Fiche"),
            "{heading}"
        );
        (heading.contains("Fiche"), read("terms.csv"), read("terms.json"))
    };
    let english = title(&[]);
    assert!(!english.0, "English where nothing is said");
    assert!(!title(&[("LANG", "de_DE.UTF-8")]).0);
    assert!(!title(&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")]).0, "LC_ALL goes before LANG");
    let french = title(&[("LANG", "fr_FR.UTF-8")]);
    assert!(french.0);
    assert_eq!((english.1, english.2), (french.1, french.2), "what programs read is the same in both");
    fs::write(folder.path().join("drogman.yaml"), "ui: fr\n").unwrap();
    assert!(title(&[]).0, "the configuration says it");
    fs::write(folder.path().join("drogman.yaml"), "ui: it\n").unwrap();
    let output = run(folder.path(), &args);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && told.contains("drogman.yaml:1:5"), "{told}");
}
