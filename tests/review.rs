//! The review server as the page and others on this machine meet it: whom it refuses, and what it tells of the names.
#![cfg(feature = "serve")]

mod server;

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    path::Path,
    process::Command,
    time::Duration,
};

use serde_json::{Value, json};
use server::{JSON, OWN, Server, encoded};

/// A folder with two articles and a glossary of its own.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("glossary")).unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    write(
        "glossary/names.yaml",
        "version: 1
styles: [armenia, azerbaijan]
concepts:
  ievlakh:
    type: city
    note: Ville de plaine.
    fr: {preferred: Yevlakh, variants: [Evlakh, Yevlax]}
    en: Yevlakh
  bakou: {type: city, fr: Bakou, en: Baku}
  stepanakert:
    type: city
    fr:
      preferred: {default: Stepanakert, azerbaijan: Khankendi}
      relation: party
      party: armenia
      variants: [{form: Khankendi, relation: party, party: azerbaijan, status: admitted}]
    en:
      preferred: {default: Stepanakert, azerbaijan: Khankendi}
      relation: party
      party: armenia
      variants: [{form: Khankendi, relation: party, party: azerbaijan, status: admitted}]
",
    );
    write(
        "articles/a.md",
        "---\ndate: 2024-05-02\n---\n\n# Le 𝄞 d’Evlakh\n\nLe maire d’Evlakh quitte Bakou pour Stepanakert. Yevlakh dort.\n\n\
         Selon le ministre Hikmet Hadjiev, Bakou attend. Hikmet Hadjiev est venu hier.\n",
    );
    write(
        "articles/b.md",
        "---\ndate: 2023-01-09\n---\n\n# Deux villes\n\nÀ Khankendi, que d’autres appellent autrement, Hikmet Hadjiev a parlé \
         de Bakou.\n",
    );
    folder
}

fn review(folder: &Path) -> Server {
    let server = Server::review(folder, &["articles"]);
    server.wait();
    server
}

/// The names of the list once the candidates are there.
fn names(server: &Server, query: &str) -> Value {
    for _ in 0..600 {
        let all = server.get("/api/names");
        if rows(&all).iter().any(|row| row["kind"] == "unknown") {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    server.get(&format!("/api/names?{query}"))
}

fn rows(view: &Value) -> &Vec<Value> {
    view["rows"].as_array().unwrap()
}

fn titles(view: &Value) -> Vec<&str> {
    rows(view).iter().map(|row| row["fr"].as_str().unwrap()).collect()
}

#[test]
fn who_is_not_the_page_is_refused() {
    let folder = project();
    let server = review(folder.path());
    let (own, port, cookie) = (server.host(), server.port, server.with_cookie());
    let localhost = format!("Host: localhost:{port}");
    let origin = format!("Origin: http://127.0.0.1:{port}");
    let (get, post) = ("GET /api/project", "POST /api/session");
    let long = format!("{{\"token\": \"{}\"}}", "a".repeat(33 << 20));
    let wrong = r#"{"token": "0123456789abcdef0123456789abcdef"}"#;
    for (request, headers, body, expected) in [
        (get, &[&*own, &cookie][..], "", 200),
        (get, &[&localhost, &cookie, "Sec-Fetch-Site: same-origin"], "", 200),
        (get, &[&own, &cookie, &origin], "", 200),
        // A name that its owner points to this machine.
        (get, &["Host: rebound.example", &cookie], "", 421),
        (get, &["Host: 127.0.0.1:1", &cookie], "", 421),
        ("GET /", &["Host: rebound.example"], "", 421),
        // Other pages, with the cookie or without.
        (get, &[&own, &cookie, "Origin: https://evil.example"], "", 403),
        (get, &[&own, &cookie, "Origin: null"], "", 403),
        (get, &[&own, &cookie, "Origin: moz-extension://0123"], "", 403),
        (get, &[&own, &cookie, "Sec-Fetch-Site: cross-site"], "", 403),
        (get, &[&own, &cookie, "Sec-Fetch-Site: same-site"], "", 403),
        ("GET /", &[&own, "Sec-Fetch-Site: cross-site"], "", 403),
        // No cookie, or that of another server.
        (get, &[&own], "", 401),
        ("GET /api/names", &[&own], "", 401),
        ("GET /api/events", &[&own], "", 401),
        ("GET /api/documents/d0", &[&own, &cookie.replace("drogman-", "drogman-1")], "", 401),
        ("POST /api/acts", &[&own, JSON, OWN], "{}", 401),
        // Writes that a form or a script elsewhere could make.
        ("POST /api/acts", &[&own, &cookie, "Content-Type: text/plain", OWN], "{}", 415),
        (
            "POST /api/acts",
            &[&own, &cookie, "Content-Type: application/x-www-form-urlencoded", OWN],
            "a=b",
            415,
        ),
        ("POST /api/acts", &[&own, &cookie, JSON], "{}", 403),
        (post, &[&own, "Content-Type: text/plain", OWN], wrong, 415),
        (post, &[&own, JSON], wrong, 403),
        // Methods that nothing needs.
        ("PUT /api/acts", &[&own, &cookie, JSON, OWN], "{}", 405),
        ("DELETE /api/names/bakou", &[&own, &cookie, JSON, OWN], "", 405),
        ("OPTIONS /api/acts", &[&own, &cookie], "", 405),
        ("POST /api/project", &[&own, &cookie, JSON, OWN], "{}", 405),
        ("POST /", &[&own, JSON, OWN], "{}", 405),
        // Paths for ids.
        ("GET /api/documents/..%2F..%2Fetc%2Fpasswd", &[&own, &cookie], "", 404),
        ("GET /api/documents/%2Fetc%2Fpasswd", &[&own, &cookie], "", 404),
        ("GET /../../etc/passwd", &[&own, &cookie], "", 404),
        ("GET /api/documents/d99", &[&own, &cookie], "", 404),
        ("GET /api/views/v99", &[&own, &cookie], "", 404),
        // A second exchange, a token that is made up, too much.
        (post, &[&own, JSON, OWN], wrong, 403),
        (post, &[&own, JSON, OWN], &long, 413),
        (post, &[&own, JSON, OWN], "{", 400),
    ] {
        let answer = server.ask(request, headers, body);
        assert_eq!(answer.status, expected, "{request} {headers:?}: {}", answer.body);
        let head = answer.head.to_ascii_lowercase();
        assert!(!head.contains("access-control-allow"), "{head}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{request}: {head}");
        }
        assert!(answer.header("content-security-policy").unwrap().contains("default-src 'none'"), "{head}");
    }
}

#[test]
fn the_token_is_good_once_and_the_cookie_for_every_tab() {
    let folder = project();
    let server = review(folder.path());
    assert_eq!(server.exchange().status, 403, "a second time");
    for _ in 0..2 {
        assert_eq!(server.try_get("/api/project").status, 200);
    }
    let page = server.ask("GET /", &[&server.host(), "Sec-Fetch-Site: none"], "");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(page.body.to_ascii_lowercase().starts_with("<!doctype html>"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("style-src 'sha256-") && policy.contains("connect-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[test]
fn names_come_in_groups_worries_first() {
    let folder = project();
    let server = review(folder.path());
    let project = server.get("/api/project");
    assert_eq!(project["styles"], json!(["default", "armenia", "azerbaijan"]));
    assert_eq!(project["parties"], json!(["armenia", "azerbaijan"]));
    assert_eq!(project["languages"], json!(["fr", "en"]));
    assert_eq!((&project["read"]["done"], &project["read"]["total"]), (&json!(2), &json!(2)));
    assert_eq!(project["name"], "articles");

    let all = names(&server, "");
    let kinds: Vec<&str> = rows(&all).iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(titles(&all), ["Yevlakh", "Khankendi · Stepanakert", "Hikmet Hadjiev", "Bakou"], "{all:#}");
    assert_eq!(kinds, ["several", "sides", "unknown", "known"]);
    assert_eq!(all["groups"][0], json!({"kind": "several", "total": 1, "open": 1}));
    assert_eq!(all["facets"]["in"], json!([["yes", 3], ["no", 1]]));
    assert_eq!(all["facets"]["type"][0], json!(["city", 3]));
    let docs = all["facets"]["doc"].as_array().unwrap();
    assert!(docs.contains(&json!(["d0", 4, "Le 𝄞 d’Evlakh"])), "{docs:?}");

    let yevlakh = &rows(&all)[0];
    assert_eq!((&yevlakh["n"], &yevlakh["docs"], &yevlakh["en"]), (&json!(3), &json!(1), &json!("Yevlakh")));
    assert_eq!(
        yevlakh["forms"][0],
        json!({"form": "Evlakh", "n": 2, "status": "deprecated", "party": null, "in": true})
    );
    assert_eq!(yevlakh["split"], json!([["replace", 2], ["preferred", 1]]));
    assert_eq!(rows(&all)[2]["id"], "+Hikmet Hadjiev");
    assert_eq!(rows(&all)[2]["n"], 3);
    assert_eq!(server.get("/api/project")["left"]["names"], 3);

    for (query, expected) in [
        ("q=evlakh", vec!["Yevlakh"]),
        ("q=khankendi", vec!["Khankendi · Stepanakert"]),
        (&*format!("q={}", encoded("BAKU")), vec!["Bakou"]),
        ("type=person", vec!["Hikmet Hadjiev"]),
        ("type=person&type=city&in=no", vec!["Hikmet Hadjiev"]),
        ("doc=d1&in=yes", vec!["Khankendi · Stepanakert", "Bakou"]),
        ("state=accepted", vec![]),
        ("q=nothing", vec![]),
    ] {
        assert_eq!(titles(&names(&server, query)), expected, "{query}");
    }
    let view = all["view"].as_str().unwrap();
    let window = server.get(&format!("/api/views/{view}?from=1&limit=2"));
    assert_eq!(
        (&window["from"], titles(&window)),
        (&json!(1), vec!["Khankendi · Stepanakert", "Hikmet Hadjiev"])
    );
    assert_eq!(server.try_get("/api/names?style=afp").status, 400);
}

#[test]
fn a_view_stays_as_it_was_till_too_many_came_after_it() {
    let folder = project();
    let server = review(folder.path());
    let first = names(&server, "")["view"].as_str().unwrap().to_owned();
    for _ in 0..50 {
        server.get("/api/names?q=bakou");
    }
    assert_eq!(server.try_get(&format!("/api/views/{first}")).status, 410);
}

#[test]
fn a_card_tells_why_and_what_would_change() {
    let folder = project();
    let server = review(folder.path());
    names(&server, "");
    let card = server.get("/api/names/ievlakh");
    assert_eq!(card["note"], "Ville de plaine.");
    assert_eq!(card["unseen"], json!(["Yevlax"]));
    let forms: Vec<(&Value, &Value, &Value)> = card["forms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (&it["form"], &it["why"]["code"], &it["write"]))
        .collect();
    assert_eq!(forms[0], (&json!("Evlakh"), &json!("spelling"), &json!(false)));
    assert_eq!(forms[1], (&json!("Yevlakh"), &json!("base"), &json!(true)));
    assert_eq!(card["edits"], json!({"total": 2, "pairs": [["d’Evlakh", "de Yevlakh", 2, true]]}));
    assert_eq!(card["examples"][0]["key"], "Evlakh");
    assert!(card["examples"][0]["left"].as_str().unwrap().ends_with("d’"));

    let sides = server.get("/api/names/stepanakert");
    assert_eq!(
        sides["sides"][0],
        json!({"party": "armenia", "fr": "Stepanakert", "en": "Stepanakert", "n": 1})
    );
    assert_eq!(sides["sides"][1]["party"], "azerbaijan");
    assert_eq!((&sides["keep"], &sides["edits"]["total"]), (&json!(true), &json!(0)));
    let azerbaijan = server.get("/api/names/stepanakert?style=azerbaijan");
    assert_eq!(azerbaijan["keep"], false);

    let unknown = server.get(&format!("/api/names/{}", encoded("+Hikmet Hadjiev")));
    assert_eq!((&unknown["known"], &unknown["type"]), (&json!(false), &json!("person")));
    assert_eq!(unknown["forms"][0]["status"], "candidate");
    assert_eq!(server.try_get("/api/names/nobody").status, 404);
}

#[test]
fn occurrences_stand_at_their_places_in_utf16() {
    let folder = project();
    let server = review(folder.path());
    names(&server, "");
    let found = server.get("/api/names/ievlakh/occurrences");
    assert_eq!(found["total"], 3);
    let first = &rows(&found)[0];
    let article = server.get(&format!("/api/documents/{}", first["doc"].as_str().unwrap()));
    let text: Vec<u16> = article["text"].as_str().unwrap().encode_utf16().collect();
    for row in rows(&found) {
        let (s, e) = (row["s"].as_u64().unwrap() as usize, row["e"].as_u64().unwrap() as usize);
        assert_eq!(String::from_utf16(&text[s..e]).unwrap(), row["key"]);
        assert!(row["on"].as_str().unwrap().starts_with("occ/a.md#ievlakh@"), "{row}");
    }
    assert_eq!((&article["title"], &article["date"]), (&json!("Le 𝄞 d’Evlakh"), &json!("2024-05-02")));
    assert_eq!(article["blocks"].as_array().unwrap().last().unwrap()["e"], text.len());

    let bakou = server.get("/api/names/bakou/occurrences");
    let dates: Vec<&Value> = bakou["dates"].as_array().unwrap().iter().map(|row| &row["date"]).collect();
    assert_eq!(dates, ["2023-01-09", "2024-05-02"]);
    let keys = |query: &str| {
        let view = server.get(&format!("/api/names/bakou/occurrences?{query}"));
        rows(&view).iter().map(|row| row["right"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        keys("sort=right1"),
        [".", " attend. Hikmet Hadjiev est venu hier.", " pour Stepanakert. Yevlakh dort."]
    );
    assert_eq!(keys("q=quitte").len(), 1);
    assert_eq!(server.get("/api/names/ievlakh/occurrences?form=Yevlakh")["total"], 1);
    assert_eq!(server.try_get("/api/names/bakou/occurrences?sort=left4").status, 400);
}

#[test]
fn an_article_that_is_edited_is_read_again() {
    let folder = project();
    let server = review(folder.path());
    names(&server, "");
    fs::write(
        folder.path().join("articles/b.md"),
        "# Rien de nouveau\n\nLe port de Bakou, et encore Bakou.\n",
    )
    .unwrap();
    assert_eq!(server.get("/api/documents/d1")["title"], "Rien de nouveau");
    let found = server.get("/api/names/bakou/occurrences");
    assert_eq!(found["total"], 4);
    assert_eq!(titles(&names(&server, "q=khankendi")), Vec::<&str>::new());
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = project();
    fs::write(folder.path().join("articles/broken.docx"), "PK no archive").unwrap();
    let server = review(folder.path());
    let read = &server.get("/api/project")["read"];
    assert_eq!(read["failed"][0]["file"], "broken.docx", "{read}");
    assert_eq!((&read["done"], &read["finished"]), (&json!(3), &json!(true)));
}

/// The events of a tab, from its first on.
fn listen(server: &Server) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let head = format!("GET /api/events HTTP/1.1\r\n{}\r\n{}\r\n\r\n", server.host(), server.with_cookie());
    stream.write_all(head.as_bytes()).unwrap();
    BufReader::new(stream)
}

#[test]
fn a_tab_hears_how_far_it_is_and_when_it_ends() {
    let folder = project();
    let mut server = review(folder.path());
    let mut events = listen(&server).lines().map_while(Result::ok);
    assert!(events.by_ref().any(|line| line == "event: read"));
    let data = events.next().unwrap();
    assert!(data.contains(r#""finished":true"#), "{data}");
    interrupt(&server);
    assert!(events.by_ref().any(|line| line == "event: bye"));
    let status = server.process.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(!folder.path().join("glossary/.drogman").exists());
}

#[cfg(unix)]
fn interrupt(server: &Server) {
    let id = server.process.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
}

#[test]
fn a_second_server_is_told_of_the_first() {
    let folder = project();
    let first = review(folder.path());
    let second = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder.path())
        .args(["review", "--no-open", "articles"])
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains(&format!("http://127.0.0.1:{}", first.port)), "{said}");
    assert!(second.stdout.is_empty());
    // Killed, it leaves a lock that the next one takes over.
    drop(first);
    review(folder.path());
}

#[test]
fn a_server_ends_when_nobody_looks() {
    let folder = project();
    let mut server = Server::review(folder.path(), &["articles", "--idle", "2"]);
    let tab = listen(&server);
    std::thread::sleep(Duration::from_secs(4));
    assert!(server.process.try_wait().unwrap().is_none(), "a tab is open");
    drop(tab);
    assert!(server.process.wait().unwrap().success());
}

#[test]
fn without_articles_it_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_drogman"))
        .current_dir(folder.path())
        .args(["review", "--no-open"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("drogman review articles/"), "{said}");
}
