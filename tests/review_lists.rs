//! What the review page lists of articles and translations, through the server as the page meets it: edits and the
//! articles written with them, findings, pairs, terms.
#![cfg(feature = "serve")]

mod server;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use server::{Server, encoded};

const GLOSSARY: &str = "version: 1
styles: [onu]
concepts:
  ievlakh: {type: city, fr: {preferred: {default: Yevlakh, onu: Evlakh}, variants: [Ievlakh]}, en: Yevlakh}
  bakou: {type: city, fr: {preferred: Bakou, variants: [Baki]}, en: {preferred: Baku, variants: [Bakou]}}
  tbilissi: {type: city, fr: {preferred: Tbilissi, variants: [Tiflis]}, en: Tbilisi}
";

/// A folder with articles and a glossary, and a review of it.
struct Review {
    server: Server,
    folder: tempfile::TempDir,
}

impl Review {
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files.iter().chain([&("glossary/names.yaml", GLOSSARY)]) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let server = Server::review(folder.path(), &[&["articles"], arguments].concat());
        let review = Self { server, folder };
        review.wait_for("/api/project", |project| {
            let left = &project["left"];
            ["edits", "findings", "terms"].iter().all(|list| left[list].is_number())
        });
        review
    }

    fn get(&self, path: &str) -> Value {
        self.server.get(path)
    }

    fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let answer = self.server.post(path, &body);
        (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
    }

    /// Asks again till the answer is as it should be; what is worked out in the background takes its time.
    fn wait_for(&self, path: &str, is_good: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if is_good(&answer) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(120), "{path}: {answer}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Decides one thing.
    fn decide(&self, on: &str, field: &str, from: Value, to: Value) -> Value {
        let set = json!({ "on": on, "field": field, "from": from, "to": to });
        let act = json!({ "screen": "preview", "label": ["test"], "sets": [set] });
        let (status, acted) = self.post("/api/acts", act);
        assert_eq!(status, 200, "{on} {field}: {acted}");
        acted
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn write(&self, how: &str, accepted: usize) -> (u16, Value) {
        self.post("/api/articles", json!({ "style": "default", "how": how, "accepted": accepted }))
    }
}

/// The values of a field of the rows of a list.
fn column<'v>(list: &'v Value, field: &str) -> Vec<&'v Value> {
    list["rows"].as_array().unwrap().iter().map(|row| &row[field]).collect()
}

/// What stands at a place of a text (UTF-16 units).
fn at(text: &str, place: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (s, e) = (place["s"].as_u64().unwrap() as usize, place["e"].as_u64().unwrap() as usize);
    String::from_utf16(&units[s..e]).unwrap()
}

const ARTICLES: [(&str, &str); 2] = [
    ("articles/a.txt", "𝄞 Le maire d’Ievlakh part.\r\nIl quitte Tiflis à midi.\r\n"),
    ("articles/b.txt", "Baki dort. Ievlakh attend, et Baki dort encore.\n"),
];

#[test]
fn edits_are_listed_decided_and_written_as_copies() {
    let review = Review::start(&ARTICLES, &[]);
    let edits = review.get("/api/edits");
    assert_eq!(column(&edits, "from"), ["d’Ievlakh", "Tiflis", "Baki", "Ievlakh", "Baki"]);
    assert_eq!(column(&edits, "to"), ["de Yevlakh", "Tbilissi", "Bakou", "Yevlakh", "Bakou"]);
    assert_eq!(
        (&edits["total"], &edits["toWrite"], &edits["counts"]["default"]),
        (&json!(5), &json!(5), &json!(5))
    );
    let first = &edits["rows"][0];
    assert_eq!(
        (&first["sure"], &first["state"], &first["name"], &first["fr"]),
        (&json!(true), &json!("open"), &json!("ievlakh"), &json!("Yevlakh"))
    );
    let article = review.get(&format!("/api/documents/{}", first["doc"].as_str().unwrap()));
    assert_eq!(at(article["text"].as_str().unwrap(), first), "d’Ievlakh");
    assert_eq!(review.wait_for("/api/edits", |edits| edits["counts"]["onu"].is_number())["counts"]["onu"], 5);
    assert_eq!(review.get("/api/edits?style=onu")["rows"][0]["to"], "Evlakh");
    assert_eq!(review.get("/api/edits?q=BAKI")["total"], 2);

    // One is skipped: it stays in the list, and is not written.
    let acted = review.decide(first["on"].as_str().unwrap(), "state", json!("open"), json!("skipped"));
    assert_eq!(acted["left"]["edits"], 4);
    assert_eq!(review.write("copies", 5), (409, json!({ "now": 4 })));
    let (status, written) = review.write("copies", 4);
    assert_eq!((status, &written["failed"]), (200, &json!([])), "{written}");
    assert_eq!(
        review.read("normalized/a.txt"),
        "𝄞 Le maire d’Ievlakh part.\r\nIl quitte Tbilissi à midi.\r\n"
    );
    assert_eq!(review.read("normalized/b.txt"), "Bakou dort. Yevlakh attend, et Bakou dort encore.\n");
    assert_eq!(review.read("articles/b.txt"), ARTICLES[1].1, "the articles stay as they are");
    // Copies of before are nobody’s to overwrite.
    fs::write(review.path("normalized/b.txt"), "by hand").unwrap();
    assert_eq!(review.write("copies", 4).0, 200);
    assert_eq!(review.read("normalized/b.txt"), "by hand");
    assert!(review.path("normalized-2/b.txt").exists());
    let view = edits["view"].as_str().unwrap();
    let rows = review.get(&format!("/api/views/{view}?from=0&limit=2"));
    assert_eq!(column(&rows, "state"), ["skipped", "open"]);
}

#[test]
fn articles_are_written_in_place_and_those_that_changed_are_named() {
    let review = Review::start(&ARTICLES, &[]);
    assert_eq!(review.get("/api/edits")["toWrite"], 5);
    fs::write(review.path("articles/a.txt"), "Ievlakh, et rien d’autre.\n").unwrap();
    let (status, written) = review.write("inplace", 5);
    assert_eq!(status, 200, "{written}");
    assert_eq!(written["written"].as_array().unwrap().len(), 1, "{written}");
    assert!(written["failed"][0][1].as_str().unwrap().contains("changed"), "{written}");
    assert_eq!(review.read("articles/a.txt"), "Ievlakh, et rien d’autre.\n");
    assert_eq!(review.read("articles/b.txt"), "Bakou dort. Yevlakh attend, et Bakou dort encore.\n");
    // The list knows the files as they are now.
    let edits = review.wait_for("/api/edits", |edits| edits["toWrite"] == 1);
    assert_eq!(column(&edits, "from"), ["Ievlakh"]);
    assert_eq!(review.write("inplace", 1).0, 200);
    assert_eq!(review.read("articles/a.txt"), "Yevlakh, et rien d’autre.\n");
    assert_eq!(review.wait_for("/api/edits", |edits| edits["counts"]["default"].is_number())["total"], 0);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("c.txt");
    fs::write(&file, ARTICLES[1].1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("names.yaml"), GLOSSARY).unwrap();
    fs::write(folder.path().join("articles/a.txt"), ARTICLES[0].1).unwrap();
    std::os::unix::fs::symlink(&file, folder.path().join("articles/c.txt")).unwrap();
    let server = Server::review(folder.path(), &["articles", "-g", "names.yaml"]);
    let review = Review { server, folder };
    let edits = review.wait_for("/api/edits", |edits| edits["counts"]["default"].is_number());
    let (status, written) = review.write("inplace", edits["toWrite"].as_u64().unwrap() as usize);
    assert_eq!((status, &written["written"]), (200, &json!([["a.txt", 2]])), "{written}");
    assert_eq!(fs::read_to_string(&file).unwrap(), ARTICLES[1].1);
}

#[test]
fn a_patch_is_taken_away_once() {
    let review = Review::start(&ARTICLES, &[]);
    let (status, written) =
        review.write("patch", review.get("/api/edits")["toWrite"].as_u64().unwrap() as usize);
    assert_eq!(status, 200, "{written}");
    let path = format!("/api/files/{}", written["file"]["id"].as_str().unwrap());
    let answer = review.server.try_get(&path);
    assert_eq!(answer.status, 200);
    let patch = answer.body;
    assert!(
        patch.contains("-Baki dort. Ievlakh attend, et Baki dort encore.\n+Bakou dort. Yevlakh"),
        "{patch}"
    );
    assert!(matches!(review.server.try_get(&path).status, 404 | 410));
    assert_eq!(review.read("articles/a.txt"), ARTICLES[0].1);
}

#[test]
fn what_is_decided_of_a_finding_a_place_or_a_name_holds_for_its_edit() {
    let review = Review::start(&ARTICLES, &[]);
    let findings = review.get("/api/findings");
    assert_eq!(column(&findings, "rule"), ["non-preferred"; 5]);
    let row = |number: usize| findings["rows"][number].clone();
    assert_eq!(row(0)["args"], json!(["Yevlakh", "Ievlakh"]));
    assert_eq!((&row(0)["fix"]["from"], &row(0)["fix"]["to"]), (&json!("d’Ievlakh"), &json!("de Yevlakh")));
    assert!(row(0)["why"].as_str().unwrap().contains("One name, one spelling"));
    assert_eq!(findings["facets"]["rule"], json!([["non-preferred", 5]]));

    review.decide(row(0)["on"].as_str().unwrap(), "state", json!("open"), json!("fixed"));
    review.decide(row(1)["on"].as_str().unwrap(), "state", json!("open"), json!("ignored"));
    let states = |path: &str| -> Vec<String> {
        column(&review.get(path), "state").iter().map(|state| state.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(states("/api/edits"), ["accepted", "skipped", "open", "open", "open"]);
    assert_eq!(row(2)["everywhere"], "ignore/non-preferred/Baki");
    let acted = review.decide("ignore/non-preferred/Baki", "on", json!(false), json!(true));
    assert_eq!(states("/api/findings"), ["fixed", "ignored", "ignored", "open", "ignored"]);
    assert_eq!(review.get("/api/edits")["toWrite"], 2);
    let (status, _) =
        review.post(&format!("/api/acts/{}/revert", acted["id"].as_str().unwrap()), json!({ "on": true }));
    assert_eq!(status, 200);
    assert_eq!(states("/api/findings"), ["fixed", "ignored", "open", "open", "open"]);

    // A namesake.
    let occurrences = review.get("/api/names/ievlakh/occurrences");
    let on = occurrences["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["doc"] != *row_doc(&findings, 0))
        .unwrap();
    review.decide(on["on"].as_str().unwrap(), "out", json!(false), json!(true));
    assert_eq!(column(&review.get("/api/edits"), "from"), ["d’Ievlakh", "Tiflis", "Baki", "Baki"]);
    // A name that is left alone.
    review.decide("name/bakou", "state", json!("open"), json!("rejected"));
    let edits = review.wait_for("/api/edits", |edits| edits["counts"]["default"].is_number());
    assert_eq!(column(&edits, "from"), ["d’Ievlakh", "Tiflis"]);
}

fn row_doc(list: &Value, number: usize) -> &Value {
    &list["rows"][number]["doc"]
}

#[test]
fn another_preference_changes_the_edits_of_its_name() {
    let review = Review::start(&ARTICLES, &[]);
    review.decide("name/bakou", "write:default", json!("Bakou"), json!("Baki"));
    let edits = review.wait_for("/api/edits", |edits| edits["counts"]["default"] == 3);
    assert_eq!(column(&edits, "from"), ["d’Ievlakh", "Tiflis", "Ievlakh"]);
}

const FRENCH: &str = "Le convoi part de Bakou ce matin. Il compte trente camions. Tbilissi proteste contre ce départ.\n\nLe maire reste à Yevlakh.\n";
const ENGLISH: &str = "The convoy leaves Baku this morning. It has thirty trucks. The capital protests against this departure.\n\nThe mayor stays in Yevlakh.\n";

fn with_translation() -> Review {
    let files = [("articles/c.fr.txt", FRENCH), ("english/c.en.txt", ENGLISH), ARTICLES[1]];
    Review::start(&files, &["--translation", "english"])
}

#[test]
fn pairs_are_aligned_mended_and_taken_away() {
    let review = with_translation();
    let pairs = review.wait_for("/api/pairs", |pairs| pairs["pairs"][0]["beads"].is_number());
    assert_eq!(pairs["pairs"].as_array().unwrap().len(), 1, "{pairs}");
    let id = pairs["pairs"][0]["id"].as_str().unwrap();
    let path = format!("/api/pairs/{}", encoded(id));
    let pair = review.get(&path);
    let segments = pair["fr"]["segments"].as_array().unwrap();
    assert_eq!(segments.len(), 4);
    let third = json!({ "s": segments[2][0], "e": segments[2][1] });
    assert_eq!(at(pair["fr"]["text"].as_str().unwrap(), &third), "Tbilissi proteste contre ce départ.");
    assert_eq!(pair["cuts"], json!([[1, 1], [2, 2], [3, 3]]));
    // Tbilisi is not named in English.
    assert_eq!(pair["beads"][2]["look"]["code"], "names");
    let names = pair["names"].as_array().unwrap();
    let of = |side: &str| {
        names.iter().filter(|name| name["side"] == side).map(|name| &name["id"]).collect::<Vec<_>>()
    };
    assert_eq!(
        (of("fr"), of("en")),
        (
            vec![&json!("bakou"), &json!("tbilissi"), &json!("ievlakh")],
            vec![&json!("bakou"), &json!("ievlakh")]
        )
    );

    review.decide(&format!("bead/{id}/2:2"), "ok", json!(false), json!(true));
    review.decide(&format!("cut/{id}/1:1"), "on", json!(true), json!(false));
    let pair = review.get(&path);
    assert_eq!(pair["cuts"], json!([[2, 2], [3, 3]]));
    assert_eq!((&pair["beads"][0]["p"], &pair["beads"][1]["ok"]), (&Value::Null, &json!(true)));

    let export = json!({ "format": "tmx", "what": "memory", "pair": id });
    let (status, exported) = review.post("/api/export", export);
    assert_eq!(status, 200, "{exported}");
    let file = format!("/api/files/{}", exported["file"]["id"].as_str().unwrap());
    let tmx = review.server.try_get(&file).body;
    assert!(tmx.contains("<seg>Le convoi part de Bakou ce matin. Il compte trente camions.</seg>"), "{tmx}");
    assert_eq!(tmx.matches("<tu>").count(), 3, "{tmx}");
}

#[test]
fn findings_of_a_translation_know_its_sentences() {
    let review = with_translation();
    let findings = review.get("/api/findings?rule=missing-equivalent");
    let found = &findings["rows"][0];
    assert_eq!(
        (&found["form"], &found["pair"]["fr"], &found["pair"]["en"]),
        (&json!("Tbilissi"), &json!([2]), &json!([2])),
        "{findings}"
    );
    // With the sentence before, it is another bead.
    let id = found["pair"]["id"].as_str().unwrap();
    review.decide(&format!("cut/{id}/2:2"), "on", json!(true), json!(false));
    let findings = review
        .wait_for("/api/findings?rule=missing-equivalent", |it| it["rows"][0]["pair"]["fr"] != json!([2]));
    assert_eq!(findings["rows"][0]["pair"]["fr"], json!([1, 2]));
}

#[test]
fn terms_are_proposed_with_what_the_translation_calls_them() {
    let french = "Le cessez-le-feu tient. Un cessez-le-feu fragile est signé. Les séparatistes rompent le cessez-le-feu. \
                  Les séparatistes attendent un cessez-le-feu durable.\n";
    let english = "The ceasefire holds. A fragile ceasefire is signed. The separatists break the ceasefire. The separatists \
                   await a lasting ceasefire.\n";
    let review = Review::start(
        &[("articles/t.fr.txt", french), ("english/t.en.txt", english)],
        &["--translation", "english"],
    );
    let terms = review.wait_for("/api/terms?q=cessez", |terms| terms["rows"][0]["en"] == "ceasefire");
    let row = &terms["rows"][0];
    assert_eq!(
        (&row["state"], &row["known"], &row["type"]),
        (&json!("open"), &json!(false), &json!("term")),
        "{terms}"
    );
    let on = row["on"].as_str().unwrap();
    let card = review.get(&format!("/api/terms/card?on={}", encoded(on)));
    assert_eq!(card["proposals"][0][0], "ceasefire");
    assert!(
        card["examples"][0]["key"].as_str().unwrap().to_lowercase().starts_with("cessez-le-feu"),
        "{card}"
    );
    let left = review.get("/api/project")["left"]["terms"].as_u64().unwrap();
    // What was shown is what is accepted.
    let acted = review.decide(on, "state", json!("open"), json!("accepted"));
    assert_eq!(acted["left"]["terms"].as_u64().unwrap(), left - 1);
    let concepts = review.get("/api/concepts?q=cessez");
    assert_eq!((&concepts["rows"][0]["fr"], &concepts["rows"][0]["en"]), (&row["term"], &json!("ceasefire")));
    review.decide(on, "en", json!("ceasefire"), json!("truce"));
    assert_eq!(review.get("/api/terms?q=cessez&state=accepted")["rows"][0]["en"], "truce");
}

#[test]
fn the_seeds_have_edits_in_every_style() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<(String, String)> = fs::read_dir(seeds)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (
                format!("articles/{}", entry.file_name().to_str().unwrap()),
                fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect();
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let review = Review::start(&files, &["-g", "embedded"]);
    let edits = review
        .wait_for("/api/edits", |edits| edits["counts"].as_object().unwrap().values().all(Value::is_number));
    let total = edits["total"].as_u64().unwrap();
    assert_eq!(edits["counts"]["default"], total);
    assert!(total > 0);
    let texts: Vec<Value> = edits["docs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| review.get(&format!("/api/documents/{}", group["doc"].as_str().unwrap())))
        .collect();
    for row in edits["rows"].as_array().unwrap() {
        let article = texts.iter().find(|article| article["id"] == row["doc"]).unwrap();
        assert_eq!(at(article["text"].as_str().unwrap(), row), row["from"].as_str().unwrap());
    }
    // What is written is what `normalize` writes.
    let to_write = edits["toWrite"].as_u64().unwrap() as usize;
    assert_eq!(review.write("copies", to_write).0, 200);
    let status = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(review.folder.path())
        .args(["normalize", "articles", "-g", "embedded", "-q", "-o", "by-command"])
        .status()
        .unwrap();
    assert!(status.success());
    for (name, _) in files {
        let name = name.strip_prefix("articles/").unwrap();
        assert_eq!(
            review.read(&format!("normalized/{name}")),
            review.read(&format!("by-command/{name}")),
            "{name}"
        );
    }
}
